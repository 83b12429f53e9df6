import Cards
import Foundation

enum BenchRuns {
    /// Cards one after the other: the median of each part, in milliseconds.
    static func one(_ count: Int, with prepared: PreparedCard) async throws {
        var timings: [CardTiming] = []
        var bytes = 0
        for number in 0..<50 { _ = try await prepared.jpeg(for: BenchContent.card(number)) }
        for number in 0..<count {
            let card = try await prepared.jpeg(for: BenchContent.card(number))
            timings.append(card.timing)
            bytes += card.bytes.count
        }
        let drawn = timings.map { milliseconds($0.drawing) }
        let encoded = timings.map { milliseconds($0.encoding) }
        let read = timings.map { milliseconds($0.reading) }
        let whole = timings.map { milliseconds($0.drawing + $0.encoding) }
        print(
            """
            {"draw_ms": \(median(drawn)), "encode_ms": \(median(encoded)), "card_ms": \(median(whole)), \
            "read_ms": \(median(read)), "bytes": \(bytes / count)}
            """)
    }

    /// Cards as fast as they come, each read back; and what memory and descriptors have become meanwhile.
    static func many(_ count: Int, threads: Int, with prepared: PreparedCard) async throws {
        try await draw(0..<min(count, 200), threads: threads, with: prepared)
        let (memory, files) = (try residentMegabytes(), try openFiles())
        let started = ContinuousClock.now
        try await draw(0..<count, threads: threads, with: prepared)
        let seconds = milliseconds(ContinuousClock.now - started) / 1000
        print(
            """
            {"seconds": \(seconds), "memory_before_mb": \(memory), "memory_after_mb": \(try residentMegabytes()), \
            "files_before": \(files), "files_after": \(try openFiles())}
            """)
    }

    private static func draw(_ numbers: Range<Int>, threads: Int, with prepared: PreparedCard) async throws {
        try await withThrowingTaskGroup(of: Int.self) { group in
            var next = numbers.lowerBound
            func add() {
                guard next < numbers.upperBound else { return }
                let content = BenchContent.card(next)
                group.addTask { try await prepared.jpeg(for: content).bytes.count }
                next += 1
            }
            // Two for each thread: one being drawn, one waiting.
            for _ in 0..<(2 * threads) { add() }
            while try await group.next() != nil { add() }
        }
    }

    private static func milliseconds(_ duration: Duration) -> Double {
        Double(duration.components.seconds) * 1000 + Double(duration.components.attoseconds) / 1e15
    }

    private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

    private static func residentMegabytes() throws -> Double {
        let status = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
        return (Double(status[1]) ?? 0) * 4096 / 1_048_576
    }

    private static func openFiles() throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
    }
}
