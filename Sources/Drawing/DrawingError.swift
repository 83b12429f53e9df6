/// Why something could not be drawn. Carries nothing of what was to be drawn.
package enum DrawingError: Error, Sendable, Equatable {
    /// cairo had no memory for a surface of this size, or the size is out of bounds.
    case noCanvas(width: Int, height: Int)
    /// A library could not even make its own handle.
    case outOfMemory
    /// libjpeg-turbo refused to encode; its own words.
    case notEncoded(String)
    /// No font with Hangul is installed: `fonts-noto-cjk` is missing.
    case noKoreanFont
    /// The pool was shut down.
    case closed
}
