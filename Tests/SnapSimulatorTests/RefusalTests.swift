import Foundation
import Simulation
import TestKit
import Testing

@testable import SnapSimulator

@Suite("What the simulated agent refuses", .database)
struct RefusalTests {
    @Test(
        "a wrong number, sender or key gets its code",
        arguments: [
            ("0212345678", "0212345678", "K1", "42020"), ("010-1234-5678", "0212345678", "K1", "42020"),
            ("0101234567", "0212345678", "K1", "42020"), ("0111234567", "0212345678", "K1", "00000"),
            ("01012345678", "02-123-4567", "K1", "42030"), ("01012345678", "", "K1", "42030"),
            ("01012345678", "0212345678", "01HX-1", "29001"),
            ("01012345678", "0212345678", "0123456789012345678901234567890", "29001"),
        ])
    func fields(phone: String, callback: String, key: String, code: String) async throws {
        let fixture = AgentFixture()
        var agent = try await fixture.startedAgent()
        try await fixture.insert(key, phone: phone, callback: callback)

        _ = try await agent.round()

        #expect(try await fixture.logged("202611").map(\.code) == [code])
    }

    @Test("a sender that is not registered gets 42030 when the registered ones are known")
    func callbacks() async throws {
        var fixture = AgentFixture()
        fixture.settings.callbacks = ["15881588"]
        var agent = try await fixture.startedAgent()
        try await fixture.insert("K1")
        try await fixture.insert("K2", callback: "15881588")

        _ = try await agent.round()

        #expect(try await fixture.logged("202611").map(\.code) == ["42030", "00000"])
    }

    @Test(
        "an advertisement at night gets 21001",
        arguments: [("20:59:00", "00000"), ("21:00:00", "21001"), ("07:59:00", "21001")])
    func night(time: String, code: String) async throws {
        let fixture = AgentFixture(clock: "2026-11-22 \(time)")
        var agent = try await fixture.startedAgent()
        try await fixture.insert("K1", at: "2026-11-22 00:00:00", text: "(광고) 가나다커피 할인")

        _ = try await agent.round()

        #expect(try await fixture.logged("202611").map(\.code) == [code])
    }

    @Test(
        "a file that cannot be sent gets its code",
        arguments: [
            (Picture.Flaw.none, "00000"), (.missing, "41010"), (.relative, "41010"), (.folder, "41010"),
            (.extension, "41020"), (.tooLarge, "41030"), (.largest, "00000"), (.notJPEG, "23003"),
            (.cutShort, "23002"), (.tooWide, "23003"),
        ])
    func files(flaw: Picture.Flaw, code: String) async throws {
        let fixture = AgentFixture()
        let picture = try Picture(flaw)
        var agent = try await fixture.startedAgent()
        try await fixture.insert("K1", files: picture.path)

        _ = try await agent.round()

        #expect(try await fixture.logged("202611").map(\.code) == [code])
    }

    @Test("three files pass and four do not")
    func numberOfFiles() async throws {
        let fixture = AgentFixture()
        let picture = try Picture()
        var agent = try await fixture.startedAgent()
        try await fixture.insert("K3", files: [picture.path, picture.path, picture.path].joined(separator: ","))
        let short = Array(repeating: "/a.jpg", count: 4).joined(separator: ",")
        try await fixture.insert("K4", files: short)

        _ = try await agent.round()

        #expect(try await fixture.logged("202611").map(\.code) == ["00000", "21004"])
    }
}

/// A file beside the test that looks like a JPEG as far as the agent looks, or does not.
final class Picture {
    let path: String
    private let folder = FileManager.default.temporaryDirectory.appending(path: "picture-\(UUID().uuidString)")

    enum Flaw: Sendable {
        case none, missing, relative, folder, `extension`, tooLarge, largest, notJPEG, cutShort, tooWide
    }

    init(_ flaw: Flaw = .none) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let name = flaw == .extension ? "card.png" : "card.jpg"
        let file = folder.appending(path: name)
        path = flaw == .relative ? name : flaw == .folder ? folder.path : file.path
        guard flaw != .missing else { return }
        try Data(Self.bytes(flaw)).write(to: file)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }  // litter at worst

    /// Start of image, frame header of 640 × 960, filling, end of image.
    private static func bytes(_ flaw: Flaw) -> [UInt8] {
        let width = flaw == .tooWide ? 1_501 : 640
        let size = flaw == .tooLarge ? 307_201 : flaw == .largest ? 307_200 : 4_000
        let frame: [UInt8] = [
            0xFF, 0xC0, 0, 11, 8, UInt8(960 >> 8), UInt8(960 & 255), UInt8(width >> 8), UInt8(width & 255), 1, 1, 0x11,
            0,
        ]
        let head: [UInt8] = (flaw == .notJPEG ? [0x89, 0x50, 0x4E] : [0xFF, 0xD8]) + frame
        let tail: [UInt8] = flaw == .cutShort ? [0, 0] : [0xFF, 0xD9]
        return head + [UInt8](repeating: 0x20, count: size - head.count - 2) + tail
    }
}
