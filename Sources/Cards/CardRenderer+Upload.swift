import Drawing

extension CardRenderer {
    /// Makes a template's background of a picture that somebody uploaded.
    ///
    /// Type and size are checked before anything is decoded, decoding is bounded in memory, and what is kept is a JPEG of
    /// our own in the card's size: none of the upload's bytes, and so none of its metadata, goes into a card.
    /// - Throws: `ImageError`, for the page to say what is wrong.
    package func background(from upload: [UInt8], width: Int, height: Int) async throws -> CardBackground {
        try await pool.run { bench in
            let picture = try bench.decoder.decode(upload, atLeast: width, by: height)
            let canvas = try Canvas(width: width, height: height)
            canvas.fill(.rectangle(radius: 0), in: canvas.frame, with: .solid(.white))
            canvas.draw(picture, in: canvas.frame, covering: true)
            return .picture(try bench.encoder.encode(canvas, quality: 90))
        }
    }
}
