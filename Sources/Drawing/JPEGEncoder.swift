import CTurboJPEG

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
            encode(UnsafeRawPointer(pixels.baseAddress), width: canvas.width, height: canvas.height, quality: quality)
        }.get()
    }

    package func encode(_ raster: Raster, quality: Int) throws(DrawingError) -> [UInt8] {
        try raster.pixels.withUnsafeBytes { pixels in
            encode(pixels.baseAddress, width: raster.width, height: raster.height, quality: quality)
        }.get()
    }

    private func encode(
        _ pixels: UnsafeRawPointer?, width: Int, height: Int, quality: Int
    ) -> Result<[UInt8], DrawingError> {
        reserve(Int(tjBufSize(Int32(width), Int32(height), Int32(TJSAMP_420.rawValue))))
        var length = UInt(capacity)
        let status = tjCompress2(
            handle, pixels?.assumingMemoryBound(to: UInt8.self), Int32(width), Int32(width * 4), Int32(height),
            Int32(TJPF_BGRX.rawValue), &buffer, &length, Int32(TJSAMP_420.rawValue), Int32(quality),
            TJFLAG_NOREALLOC)
        guard status == 0 else { return .failure(.notEncoded(String(cString: tjGetErrorStr2(handle)))) }
        return .success(Array(UnsafeBufferPointer(start: buffer, count: Int(length))))
    }

    private func reserve(_ bytes: Int) {
        guard bytes > capacity else { return }
        tjFree(buffer)
        buffer = tjAlloc(Int32(bytes))
        capacity = bytes
    }
}
