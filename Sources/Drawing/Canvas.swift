import CCairo

/// A surface to draw on. Belongs to one thread; what has been drawn leaves it as a `Raster` or as JPEG.
package final class Canvas {
    package let width: Int
    package let height: Int
    private let surface: OpaquePointer
    let context: OpaquePointer

    package init(width: Int, height: Int) throws(DrawingError) {
        // 4096² is 64 MiB: far above any card, low enough to refuse a mistake.
        guard (1...4096).contains(width), (1...4096).contains(height),
            let surface = cairo_image_surface_create(coupon_pixel_format(), Int32(width), Int32(height))
        else { throw .noCanvas(width: width, height: height) }
        guard cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS,
            cairo_image_surface_get_stride(surface) == Int32(width) * 4, let context = cairo_create(surface)
        else {
            cairo_surface_destroy(surface)
            throw .noCanvas(width: width, height: height)
        }
        (self.width, self.height, self.surface, self.context) = (width, height, surface, context)
    }

    deinit {
        cairo_destroy(context)
        cairo_surface_destroy(surface)
    }

    package var frame: Frame { Frame(x: 0, y: 0, width: width, height: height) }

    /// A copy of all that has been drawn.
    package func raster() -> Raster {
        Raster(width: width, height: height, pixels: withPixels { Array($0) })
    }

    /// Puts the part `area` of a raster of the canvas's own size back: what was drawn there is gone.
    package func restore(_ raster: Raster, in area: Frame) {
        precondition(raster.width == width && raster.height == height, "a raster of another size")
        guard let area = area.intersection(frame) else { return }
        withPixels { pixels in
            raster.pixels.withUnsafeBufferPointer { source in
                guard let from = source.baseAddress, let to = pixels.baseAddress else { return }
                if area.width == width {
                    (to + area.y * width).update(from: from + area.y * width, count: area.height * width)
                } else {
                    for row in area.y..<area.maxY {
                        (to + row * width + area.x).update(from: from + row * width + area.x, count: area.width)
                    }
                }
            }
        }
    }

    /// Black and white modules, exact to the pixel: `modules` repeated over `area`'s height, each `moduleWidth` wide.
    package func drawModules(_ modules: [Bool], moduleWidth: Int, in area: Frame) {
        precondition(
            area.height > 0 && frame.contains(area) && area.width == modules.count * moduleWidth,
            "modules outside the canvas")
        withPixels { pixels in
            guard let first = pixels.baseAddress.map({ $0 + area.y * width + area.x }) else { return }
            for (index, module) in modules.enumerated() {
                (first + index * moduleWidth).update(repeating: module ? 0xFF00_0000 : 0xFFFF_FFFF, count: moduleWidth)
            }
            for row in 1..<max(1, area.height) { (first + row * width).update(from: first, count: area.width) }
        }
    }

    /// The surface's own pixels, for the calls that change or read them past cairo.
    func withPixels<T>(_ body: (UnsafeMutableBufferPointer<UInt32>) -> T) -> T {
        cairo_surface_flush(surface)
        defer { cairo_surface_mark_dirty(surface) }
        guard let data = cairo_image_surface_get_data(surface) else { preconditionFailure("a finished surface") }
        return data.withMemoryRebound(to: UInt32.self, capacity: width * height) {
            body(UnsafeMutableBufferPointer(start: $0, count: width * height))
        }
    }
}
