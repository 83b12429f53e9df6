// The libFuzzer target of COUFUN's replies, built with the readers themselves and run by `bin/test --fuzz`. The first byte
// chooses the reply and its declared charset; whatever the rest is, reading ends in one of the four outcomes.

private let charsets: [String?] = [nil, "utf-8", "euc-kr", "cp949", "x-unknown"]

@_cdecl("LLVMFuzzerTestOneInput")
public func readOneReply(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard let start, count > 0 else { return 0 }
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let (kind, charset) = (Int(bytes[0]) % 4, charsets[Int(bytes[0]) / 4 % charsets.count])
    let body = Array(bytes.dropFirst())
    switch kind {
    case 0: _ = CoufunReplies.outcome(status: 200, bytes: body, charset: charset, read: CoufunReplies.products)
    case 1: _ = CoufunReplies.outcome(status: 200, bytes: body, charset: charset, read: CoufunReplies.status)
    default:
        let outcome = CoufunReplies.outcome(status: 200, bytes: body, charset: charset, read: CoufunReplies.created)
        if case .done(let created) = outcome {
            precondition((1...10).contains(created.barcodes.count), "more barcodes than a call may bring")
            precondition(Set(created.barcodes).count == created.barcodes.count, "the same barcode twice")
        }
    }
    return 0
}
