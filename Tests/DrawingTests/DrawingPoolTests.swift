import Drawing
import Testing

@Suite("The drawing pool")
struct DrawingPoolTests {
    @Test("drawings of many tasks all come back")
    func manyTasks() async throws {
        let pool = DrawingPool(threads: 2)

        let readings = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<40 {
                group.addTask {
                    try await pool.run { bench in
                        let text = "90000000\(1000 + number)"
                        let canvas = try Canvas(
                            barcode: try BarcodeModules(encoding: text, as: .code128), moduleWidth: 3)
                        let jpeg = try bench.encoder.strips(of: canvas, quality: 75).bytes
                        return bench.reads(text, as: .code128, in: canvas.frame, of: jpeg)
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }

        try await pool.shutdown()
        #expect(readings.count == 40)
        #expect(readings.allSatisfy { $0 })
    }

    @Test("a closed pool says so")
    func closed() async throws {
        let pool = DrawingPool(threads: 1)
        try await pool.shutdown()

        await #expect(throws: DrawingError.closed) { try await pool.run { _ in 1 } }
    }

    @Test("an error of the drawing reaches the caller")
    func errors() async throws {
        let pool = DrawingPool(threads: 1)

        await #expect(throws: BarcodeError.empty) {
            try await pool.run { _ in try BarcodeModules(encoding: "", as: .code128).width }
        }

        try await pool.shutdown()
    }
}
