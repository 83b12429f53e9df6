import CMalloc

/// How the C library keeps memory.
enum Memory {
    /// Gives large pieces back to the system when they are freed.
    ///
    /// Cards and spreadsheets come and go in pieces of 100 KB and more, made on one thread and freed on another. With the
    /// default threshold, which grows with use, they stay in every thread's arena: measured, a campaign of 1,000 then
    /// peaks at 160–180 MB instead of 120–130.
    static func returnLargePieces() {
        _ = mallopt(M_MMAP_THRESHOLD, 64 * 1024)
    }
}
