/// A picture in memory: rows of 32-bit pixels, blue in the lowest byte, premultiplied alpha in the highest.
///
/// A value, so that threads may share it: what draws on it is a `Canvas`.
package struct Raster: Sendable {
    package let width: Int
    package let height: Int
    package let pixels: [UInt32]

    package init(width: Int, height: Int, pixels: [UInt32]) {
        precondition(width > 0 && height > 0 && pixels.count == width * height, "a raster has all its pixels")
        (self.width, self.height, self.pixels) = (width, height, pixels)
    }

    package func pixel(x: Int, y: Int) -> Color {
        let value = pixels[y * width + x]
        return Color(value & 0xFFFFFF, alpha: UInt8(value >> 24))
    }
}

/// A picture in shades of grey, one byte a pixel: what a barcode reader looks at.
package struct GrayRaster: Sendable {
    package let width: Int
    package let height: Int
    package let pixels: [UInt8]

    package init(width: Int, height: Int, pixels: [UInt8]) {
        precondition(width > 0 && height > 0 && pixels.count == width * height, "a raster has all its pixels")
        (self.width, self.height, self.pixels) = (width, height, pixels)
    }
}
