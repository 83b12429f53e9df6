import Simulation
import Testing

@testable import CoufunSimulator

@Suite("Which calls of the simulated vendor go wrong")
struct ChaosTests {
    private let fields = CallFields(urlEncoded: "POC_ID=POC0000001&GOODS_ID=0000001001&CREATE_CNT=1&TR_ID=T1")

    @Test("the same seed, TR_ID and attempt always meet the same fault")
    func repeatable() {
        var chaos = Chaos()
        chaos.shares[.create] = ["replyLost": 0.3, "late": 0.3]
        let faults = { (seed: UInt64) in
            (1...200).map { chaos.fault(.create, fields, key: "T\($0)", attempt: 1, seed: Seed(seed)) }
        }

        #expect(faults(7) == faults(7))
        #expect(faults(7) != faults(8))
    }

    @Test("a share of faults comes out as that share")
    func shares() {
        var chaos = Chaos()
        chaos.shares[.create] = ["replyLost": 0.1, "cut": 0.2]

        let faults = (1...10_000).map { chaos.fault(.create, fields, key: "T\($0)", attempt: 1, seed: Seed(1)) }

        #expect((900...1_100).contains(faults.count { $0 == .replyLost }))
        #expect((1_850...2_150).contains(faults.count { $0 == .cut }))
        #expect(faults.allSatisfy { $0 == nil || $0 == .replyLost || $0 == .cut })
    }

    @Test("a share of one call leaves the others alone")
    func sharesOfOneCall() {
        var chaos = Chaos()
        chaos.shares[.status] = ["late": 1]

        #expect(chaos.fault(.create, fields, key: "T1", attempt: 1, seed: Seed(1)) == nil)
        #expect(chaos.fault(.status, fields, key: "T1", attempt: 1, seed: Seed(1)) == .late)
    }

    @Test("a script gives each attempt its own fault and then lets the call pass")
    func script() {
        var chaos = Chaos()
        chaos.scripts = [.init(trId: "T1", faults: ["replyLost", "none", "code:98"])]

        let faults = (1...4).map { chaos.fault(.create, fields, key: "T1", attempt: $0, seed: Seed(1)) }

        #expect(faults == [.replyLost, nil, .refused(code: "98"), nil])
    }

    @Test("a script that holds keeps to its last fault")
    func holdingScript() {
        var chaos = Chaos()
        chaos.scripts = [.init(goodsId: "0000001001", faults: ["maintenance"], holds: true)]

        let faults = (1...3).map { chaos.fault(.create, fields, key: "T1", attempt: $0, seed: Seed(1)) }

        #expect(faults == [.refused(code: "50"), .refused(code: "50"), .refused(code: "50")])
    }

    @Test("a script for another TR_ID does not matter")
    func otherScript() {
        var chaos = Chaos()
        chaos.scripts = [.init(trId: "T2", faults: ["replyLost"])]

        #expect(chaos.fault(.create, fields, key: "T1", attempt: 1, seed: Seed(1)) == nil)
    }

    @Test("a word that names no fault is told")
    func unknownWord() {
        var chaos = Chaos()
        chaos.scripts = [.init(faults: ["none", "replyLots"])]

        #expect(chaos.problems.count == 1)
        #expect(chaos.problems[0].contains("replyLots"))
    }

    @Test("every fault is written as it is read", arguments: Fault.allWords.filter { $0 != "code:NN" })
    func words(word: String) throws {
        let fault = try #require(Fault(word))

        #expect(Fault("\(fault)") == fault)
    }
}
