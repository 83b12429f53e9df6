/// Writes zip files byte by byte, so that tests can make ones that no honest program would.
struct ZipBuilder {
    private var body: [UInt8] = []
    private var directory: [UInt8] = []
    private var count = 0

    /// `deflated` is the data as it stands in the file when it is not simply stored, `declaredBytes` what the headers
    /// claim it inflates to.
    mutating func add(
        _ name: String, _ data: [UInt8], deflated: [UInt8]? = nil, declaredBytes: Int? = nil, isEncrypted: Bool = false
    ) {
        let stored = deflated ?? data
        let flags = 0x0800 | (isEncrypted ? 1 : 0)
        var facts = le16(20) + le16(flags) + le16(deflated == nil ? 0 : 8) + le32(0x5A21_0000)
        facts += le32(Int(crc32(data))) + le32(stored.count) + le32(declaredBytes ?? data.count)
        facts += le16(name.utf8.count) + le16(0)
        directory += le32(0x0201_4B50) + le16(20) + facts
        directory += le16(0) + le16(0) + le16(0) + le32(0) + le32(body.count) + Array(name.utf8)
        body += le32(0x0403_4B50) + facts + Array(name.utf8) + stored
        count += 1
    }

    mutating func add(_ name: String, _ text: String) { add(name, Array(text.utf8)) }

    var bytes: [UInt8] {
        var all = body + directory + le32(0x0605_4B50) + le16(0) + le16(0) + le16(count) + le16(count)
        all += le32(directory.count) + le32(body.count) + le16(0)
        return all
    }

    private func le16(_ value: Int) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8 & 0xFF)] }
    private func le32(_ value: Int) -> [UInt8] { le16(value) + le16(value >> 16) }

    private func crc32(_ data: [UInt8]) -> UInt32 {
        var crc = ~UInt32(0)
        for byte in data {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? (crc >> 1) ^ 0xEDB8_8320 : crc >> 1 }
        }
        return ~crc
    }
}

/// A deflate stream of `text`, then `repeats` × 258 times its last character: 13 bits for every 258 bytes.
func deflatedRun(_ text: String, repeats: Int) -> [UInt8] {
    var (bytes, accumulator, filled): ([UInt8], UInt32, UInt32) = ([], 0, 0)
    func put(_ bits: UInt32, _ count: UInt32) {
        accumulator |= bits << filled
        filled += count
        while filled >= 8 {
            bytes.append(UInt8(accumulator & 0xFF))
            (accumulator, filled) = (accumulator >> 8, filled - 8)
        }
    }
    /// Huffman codes stand in the stream highest bit first.
    func code(_ bits: UInt32, _ count: UInt32) {
        for index in stride(from: Int(count) - 1, through: 0, by: -1) { put(bits >> UInt32(index) & 1, 1) }
    }
    put(0b011, 3)  // the last block, with the fixed codes
    for byte in text.utf8 { code(0x30 + UInt32(byte), 8) }
    for _ in 0..<repeats {
        code(0b1100_0101, 8)  // length 258
        code(0, 5)  // from one byte back
    }
    code(0, 7)
    if filled > 0 { put(0, 8 - filled) }
    return bytes
}

/// The parts of a small `.xlsx` around a sheet of one's own.
struct WorkbookBuilder {
    var sheet = ""
    var sharedStrings: String?
    var styles: String?
    var workbookExtra = ""
    var extraSheets = ""
    var secondSheet: String?
    var contentTypes =
        #"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#

    static let types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    private let second = #"<sheet name="시트2" sheetId="9" r:id="rId9"/>"#

    init(rows: String = "") {
        sheet = #"<?xml version="1.0" encoding="UTF-8"?><worksheet><sheetData>\#(rows)</sheetData></worksheet>"#
    }

    /// Everything but the sheet itself, for tests that pack that in their own way.
    var frame: ZipBuilder {
        var zip = ZipBuilder()
        zip.add("[Content_Types].xml", contentTypes)
        zip.add(
            "_rels/.rels",
            #"<Relationships><Relationship Id="rId1" Type="\#(Self.types)/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
        )
        zip.add(
            "xl/workbook.xml",
            #"<workbook xmlns:r="\#(Self.types)">\#(workbookExtra)<sheets><sheet name="시트1" sheetId="1" r:id="rId1"/>\#(secondSheet == nil ? "" : second)\#(extraSheets)</sheets></workbook>"#
        )
        var relationships = #"<Relationship Id="rId1" Type="\#(Self.types)/worksheet" Target="worksheets/sheet1.xml"/>"#
        if sharedStrings != nil {
            relationships +=
                #"<Relationship Id="rId2" Type="\#(Self.types)/sharedStrings" Target="/xl/sharedStrings.xml"/>"#
        }
        if styles != nil {
            relationships += #"<Relationship Id="rId3" Type="\#(Self.types)/styles" Target="styles.xml"/>"#
        }
        if let secondSheet {
            relationships +=
                #"<Relationship Id="rId9" Type="\#(Self.types)/worksheet" Target="worksheets/sheet2.xml"/>"#
            zip.add("xl/worksheets/sheet2.xml", secondSheet)
        }
        zip.add("xl/_rels/workbook.xml.rels", "<Relationships>\(relationships)</Relationships>")
        if let sharedStrings { zip.add("xl/sharedStrings.xml", sharedStrings) }
        if let styles { zip.add("xl/styles.xml", styles) }
        return zip
    }

    var bytes: [UInt8] {
        var zip = frame
        zip.add("xl/worksheets/sheet1.xml", sheet)
        return zip.bytes
    }
}
