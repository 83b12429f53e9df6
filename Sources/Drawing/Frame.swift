/// A rectangle in whole pixels, from the top left corner.
package struct Frame: Sendable, Hashable, Codable {
    package var x: Int
    package var y: Int
    package var width: Int
    package var height: Int

    package init(x: Int, y: Int, width: Int, height: Int) {
        (self.x, self.y, self.width, self.height) = (x, y, width, height)
    }

    package var maxX: Int { x + width }
    package var maxY: Int { y + height }

    package func contains(_ other: Frame) -> Bool {
        other.x >= x && other.y >= y && other.maxX <= maxX && other.maxY <= maxY
    }

    package func inset(by distance: Int) -> Frame {
        Frame(x: x + distance, y: y + distance, width: width - 2 * distance, height: height - 2 * distance)
    }

    /// The part of this frame inside `other`; nil when they do not meet.
    package func intersection(_ other: Frame) -> Frame? {
        let (left, top) = (max(x, other.x), max(y, other.y))
        let (right, bottom) = (min(maxX, other.maxX), min(maxY, other.maxY))
        guard right > left, bottom > top else { return nil }
        return Frame(x: left, y: top, width: right - left, height: bottom - top)
    }
}
