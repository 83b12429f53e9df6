import CTurboJPEG
import Foundation

/// Turns a canvas into JPEG with libjpeg-turbo. Belongs to one thread and keeps its buffer.
package final class JPEGEncoder {
    private let handle: tjhandle
    private var buffer: UnsafeMutablePointer<UInt8>?
    private var capacity = 0

    package init() throws(DrawingError) {
        guard let handle = tjInitCompress() else { throw .outOfMemory }
        self.handle = handle
    }

    deinit {
        tjFree(buffer)
        tjDestroy(handle)
    }

    /// Baseline JPEG, colours at half resolution. `quality` 1–100.
    package func encode(_ canvas: Canvas, quality: Int) throws(DrawingError) -> [UInt8] {
        try canvas.withPixels { pixels in
            compress(UnsafeRawPointer(pixels.baseAddress), width: canvas.width, height: canvas.height, quality: quality)
                .map { Array($0) }
        }.get()
    }

    package func encode(_ raster: Raster, quality: Int) throws(DrawingError) -> [UInt8] {
        try raster.pixels.withUnsafeBytes { pixels in
            compress(pixels.baseAddress, width: raster.width, height: raster.height, quality: quality).map { Array($0) }
        }.get()
    }

    /// The same picture in strips. `base`: those of a picture of the same size and quality that differs only in the
    /// strips `changed`, named in rising order; without it every strip is encoded.
    package func strips(
        of canvas: Canvas, quality: Int, changing base: JPEGStrips? = nil, only changed: [Int] = []
    ) throws(DrawingError) -> JPEGStrips {
        try canvas.withPixels { pixels in
            strips(of: UnsafeBufferPointer(pixels), canvas.width, canvas.height, quality, base, changed)
        }.get()
    }

    package func strips(of raster: Raster, quality: Int) throws(DrawingError) -> JPEGStrips {
        try raster.pixels.withUnsafeBufferPointer { pixels in
            strips(of: pixels, raster.width, raster.height, quality, nil, [])
        }.get()
    }

    private func strips(
        of pixels: UnsafeBufferPointer<UInt32>, _ width: Int, _ height: Int, _ quality: Int, _ base: JPEGStrips?,
        _ changed: [Int]
    ) -> Result<JPEGStrips, DrawingError> {
        let side = JPEGStrips.rows
        var whole = base
        var previous: (pixels: UnsafeRawBufferPointer, strip: [UInt8])?
        for index in base == nil ? Array(0..<(height + side - 1) / side) : changed {
            let rows = index * side..<min(height, (index + 1) * side)
            let source = UnsafeRawBufferPointer(
                UnsafeBufferPointer(rebasing: pixels[rows.lowerBound * width..<rows.upperBound * width]))
            // The bars of a barcode are the same in strip after strip.
            if let previous, previous.pixels.count == source.count, let one = previous.pixels.baseAddress,
                let other = source.baseAddress, memcmp(one, other, source.count) == 0
            {
                whole?.put(previous.strip, at: index)
                continue
            }
            switch compress(source.baseAddress, width: width, height: rows.count, quality: quality) {
            case .success(let bytes):
                let strip = Array(bytes[JPEGFrame(bytes, at: 2).scan..<(bytes.count - 2)])
                if whole == nil { whole = JPEGStrips(headerOf: bytes, height: height, width: width) }
                whole?.put(strip, at: index)
                previous = (source, strip)
            case .failure(let error): return .failure(error)
            }
        }
        guard let whole else { return .failure(.notEncoded("no strips")) }
        return .success(whole)
    }

    /// Into the encoder's own buffer, which the next call overwrites.
    private func compress(
        _ pixels: UnsafeRawPointer?, width: Int, height: Int, quality: Int
    ) -> Result<UnsafeBufferPointer<UInt8>, DrawingError> {
        reserve(Int(tjBufSize(Int32(width), Int32(height), Int32(TJSAMP_420.rawValue))))
        var length = UInt(capacity)
        let status = tjCompress2(
            handle, pixels?.assumingMemoryBound(to: UInt8.self), Int32(width), Int32(width * 4), Int32(height),
            Int32(TJPF_BGRX.rawValue), &buffer, &length, Int32(TJSAMP_420.rawValue), Int32(quality),
            TJFLAG_NOREALLOC)
        guard status == 0 else { return .failure(.notEncoded(String(cString: tjGetErrorStr2(handle)))) }
        return .success(UnsafeBufferPointer(start: buffer, count: Int(length)))
    }

    private func reserve(_ bytes: Int) {
        guard bytes > capacity else { return }
        tjFree(buffer)
        buffer = tjAlloc(Int32(bytes))
        capacity = bytes
    }
}
