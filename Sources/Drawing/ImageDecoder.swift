import CCairo
import CTurboJPEG

/// Decodes JPEG and PNG from outside in bounded memory. Belongs to one thread.
package final class ImageDecoder {
    /// What is taken at all. The memory that a picture may need is about 60 MB with these.
    package struct Limits: Sendable {
        package var bytes = 10_000_000
        /// A baseline JPEG is made smaller while it is decoded, so a camera's 24 million pixels are fine.
        package var pixels = 25_000_000
        /// PNG and progressive JPEG stand in memory as a whole.
        package var pixelsAtOnce = 9_000_000

        package init() {}
    }

    private let handle: tjhandle
    /// Kept from card to card: a fresh half megabyte for each would cost as much as the reading.
    private var gray: [UInt8] = []

    package init() throws(DrawingError) {
        guard let handle = tjInitDecompress() else { throw .outOfMemory }
        self.handle = handle
    }

    deinit { tjDestroy(handle) }

    /// A picture of at least `width` × `height` pixels where the original has them, turned as the camera was held.
    ///
    /// Type and size are checked before anything is decoded; every byte of metadata stays behind.
    package func decode(
        _ bytes: [UInt8], atLeast width: Int, by height: Int, limits: Limits = Limits()
    ) throws(ImageError) -> Raster {
        guard bytes.count <= limits.bytes else { throw .tooManyBytes(limit: limits.bytes) }
        let header = try ImageHeader(bytes)
        let atOnce = header.format == .png || header.isProgressive
        guard header.width * header.height <= (atOnce ? limits.pixelsAtOnce : limits.pixels),
            max(header.width, header.height) <= 20_000
        else { throw .tooManyPixels(width: header.width, height: header.height) }
        switch header.format {
        case .png: return try decodePNG(bytes, atLeast: width, by: height)
        case .jpeg:
            guard header.components != 4 else { throw .printingColors }
            let turned = header.orientation >= 5
            let raster = try decodeJPEG(
                bytes, header: header, atLeast: turned ? height : width, by: turned ? width : height)
            return raster.turned(orientation: header.orientation)
        }
    }

    /// The brightness of a JPEG of ours, for the barcode reader: colours are not even computed.
    package func decodeGray(_ jpeg: [UInt8]) throws(ImageError) -> GrayRaster {
        let (width, height) = try decodeIntoGray(jpeg)
        return GrayRaster(width: width, height: height, pixels: Array(gray.prefix(width * height)))
    }

    /// The same of a few rows only and without a copy: `body` gets the decoder's own pixels, their width and height,
    /// and the row that they begin with. A `jpeg` that ``JPEGStrips`` did not make is damaged.
    func withGray<T>(
        _ rows: Frame, of jpeg: [UInt8], _ body: (UnsafeBufferPointer<UInt8>, Int, Int, Int) -> T
    ) throws(ImageError) -> T {
        let range = JPEGStrips.touched(by: rows)
        let (width, height) = try decodeIntoGray(JPEGStrips.part(range, of: jpeg))
        return gray.withUnsafeBufferPointer {
            body(
                UnsafeBufferPointer(rebasing: $0.prefix(width * height)), width, height,
                range.lowerBound * JPEGStrips.rows)
        }
    }

    private func decodeIntoGray(_ jpeg: [UInt8]) throws(ImageError) -> (width: Int, height: Int) {
        var (width, height, sampling, space): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
        guard tjDecompressHeader3(handle, jpeg, UInt(jpeg.count), &width, &height, &sampling, &space) == 0,
            width > 0, height > 0, Int(width) * Int(height) <= 4_000_000
        else { throw .damaged }
        let count = Int(width) * Int(height)
        if gray.count < count { gray = [UInt8](repeating: 0, count: count) }
        let status = tjDecompress2(
            handle, jpeg, UInt(jpeg.count), &gray, width, width, height, Int32(TJPF_GRAY.rawValue), TJFLAG_STOPONWARNING
        )
        guard status == 0 else { throw .damaged }
        return (Int(width), Int(height))
    }

    private func decodeJPEG(
        _ bytes: [UInt8], header: ImageHeader, atLeast width: Int, by height: Int
    ) throws(ImageError) -> Raster {
        // libjpeg-turbo can leave out half, three quarters, seven eighths of the work and memory.
        let share = [8, 4, 2].first { share in
            (header.width + share - 1) / share >= width && (header.height + share - 1) / share >= height
        }
        let divisor = share ?? 1
        let (wide, high) = ((header.width + divisor - 1) / divisor, (header.height + divisor - 1) / divisor)
        guard wide * high <= 9_000_000 else { throw .tooManyPixels(width: header.width, height: header.height) }
        // The decoder must have found the size that was checked. What it leaves out stays black, not what was in memory.
        var (found, sampling, space): ((wide: Int32, high: Int32), Int32, Int32) = ((0, 0), 0, 0)
        guard tjDecompressHeader3(handle, bytes, UInt(bytes.count), &found.wide, &found.high, &sampling, &space) == 0,
            Int(found.wide) == header.width, Int(found.high) == header.height
        else { throw .damaged }
        var pixels = [UInt32](repeating: 0xFF00_0000, count: wide * high)
        let status = pixels.withUnsafeMutableBytes {
            tjDecompress2(
                handle, bytes, UInt(bytes.count), $0.bindMemory(to: UInt8.self).baseAddress, Int32(wide),
                Int32(wide * 4), Int32(high), Int32(TJPF_BGRA.rawValue), TJFLAG_STOPONWARNING | TJFLAG_LIMITSCANS)
        }
        guard status == 0 else { throw .damaged }
        return Raster(width: wide, height: high, pixels: pixels)
    }

    private func decodePNG(_ bytes: [UInt8], atLeast width: Int, by height: Int) throws(ImageError) -> Raster {
        let raster: Raster? = bytes.withUnsafeBytes { source in
            var rest = source
            let surface = withUnsafeMutablePointer(to: &rest) { rest in
                cairo_image_surface_create_from_png_stream(
                    { closure, target, length in
                        guard let rest = closure?.assumingMemoryBound(to: UnsafeRawBufferPointer.self), let target,
                            rest.pointee.count >= Int(length)
                        else { return CAIRO_STATUS_READ_ERROR }
                        UnsafeMutableRawBufferPointer(start: target, count: Int(length))
                            .copyMemory(from: UnsafeRawBufferPointer(rebasing: rest.pointee.prefix(Int(length))))
                        rest.pointee = UnsafeRawBufferPointer(rebasing: rest.pointee.dropFirst(Int(length)))
                        return CAIRO_STATUS_SUCCESS
                    }, rest)
            }
            defer { cairo_surface_destroy(surface) }
            guard cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS else { return nil }
            return Self.copy(surface, atLeast: width, by: height)
        }
        guard let raster else { throw .damaged }
        return raster
    }

    /// cairo gives a PNG without opacity as 24 bits in 32, with undefined high bytes: they are made opaque here.
    ///
    /// A picture much larger than needed is made smaller on the way, so that it never stands in memory twice.
    private static func copy(_ surface: OpaquePointer?, atLeast width: Int, by height: Int) -> Raster? {
        let format = cairo_image_surface_get_format(surface)
        guard format == CAIRO_FORMAT_ARGB32 || format == CAIRO_FORMAT_RGB24,
            let data = cairo_image_surface_get_data(surface)
        else { return nil }
        let (wide, high) = (Int(cairo_image_surface_get_width(surface)), Int(cairo_image_surface_get_height(surface)))
        let opaque: UInt32 = format == CAIRO_FORMAT_RGB24 ? 0xFF00_0000 : 0
        let share = max(1, min(wide / max(1, width), high / max(1, height)))
        let (newWide, newHigh) = (wide / share, high / share)
        let pixels = data.withMemoryRebound(to: UInt32.self, capacity: wide * high) { source in
            [UInt32](unsafeUninitializedCapacity: newWide * newHigh) { buffer, initialized in
                for y in 0..<newHigh {
                    for x in 0..<newWide {
                        let first = source + y * share * wide + x * share
                        buffer[y * newWide + x] = mean(first, stride: wide, side: share) | opaque
                    }
                }
                initialized = newWide * newHigh
            }
        }
        return Raster(width: newWide, height: newHigh, pixels: pixels)
    }

    /// The mean of a square of pixels, channel by channel.
    private static func mean(_ first: UnsafePointer<UInt32>, stride: Int, side: Int) -> UInt32 {
        guard side > 1 else { return first.pointee }
        var (a, r, g, b): (UInt32, UInt32, UInt32, UInt32) = (0, 0, 0, 0)
        for y in 0..<side {
            for x in 0..<side {
                let value = first[y * stride + x]
                a += value >> 24
                r += value >> 16 & 255
                g += value >> 8 & 255
                b += value & 255
            }
        }
        let count = UInt32(side * side)
        return (a / count) << 24 | (r / count) << 16 | (g / count) << 8 | b / count
    }
}

extension Raster {
    /// EXIF 2–8 as plain pixels: mirrored, turned, or both.
    fileprivate func turned(orientation: Int) -> Raster {
        guard orientation != 1 else { return self }
        let swaps = orientation >= 5
        let (wide, high) = swaps ? (height, width) : (width, height)
        var turned = [UInt32](repeating: 0, count: pixels.count)
        for y in 0..<high {
            for x in 0..<wide {
                let (fromX, fromY): (Int, Int)
                switch orientation {
                case 2: (fromX, fromY) = (width - 1 - x, y)
                case 3: (fromX, fromY) = (width - 1 - x, height - 1 - y)
                case 4: (fromX, fromY) = (x, height - 1 - y)
                case 5: (fromX, fromY) = (y, x)
                case 6: (fromX, fromY) = (y, height - 1 - x)
                case 7: (fromX, fromY) = (width - 1 - y, height - 1 - x)
                default: (fromX, fromY) = (width - 1 - y, x)
                }
                turned[y * wide + x] = pixels[fromY * width + fromX]
            }
        }
        return Raster(width: wide, height: high, pixels: turned)
    }
}
