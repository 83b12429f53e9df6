import CXLSXWriter
import Glibc

extension SheetDocument {
    /// The file's bytes. It is put together in memory: these files hold names and phone numbers.
    package func xlsx() throws(SheetWriteError) -> [UInt8] {
        let file = memfd_create("sheet", 1)  // MFD_CLOEXEC
        guard file >= 0 else { throw .failed(code: Int(errno), text: String(cString: strerror(errno))) }
        defer { close(file) }
        try write(to: "/proc/self/fd/\(file)")
        return try Self.contents(of: file)
    }

    private func write(to path: String) throws(SheetWriteError) {
        // The library's intermediate files go to memory too where the system has a place for that.
        let scratch = access("/dev/shm", W_OK) == 0 ? strdup("/dev/shm") : nil
        defer { free(scratch) }
        var options = lxw_workbook_options(constant_memory: 0, tmpdir: scratch, use_zip64: 0)
        guard let book = workbook_new_opt(path, &options) else { throw .failed(code: -1, text: "no workbook") }
        let sheet = workbook_add_worksheet(book, name)
        let looks = Looks(book)
        for row in rows where row.number >= 1 {
            for (column, text) in row.cells.enumerated() where !text.isEmpty || row.look == .problem {
                let place = (lxw_row_t(row.number - 1), lxw_col_t(column))
                let result =
                    text.isEmpty
                    ? worksheet_write_blank(sheet, place.0, place.1, looks[row.look])
                    : worksheet_write_string(sheet, place.0, place.1, text, looks[row.look])
                guard result == LXW_NO_ERROR else { throw Self.failure(result) }
            }
        }
        for (column, width) in columnWidths.enumerated() {
            worksheet_set_column(sheet, lxw_col_t(column), lxw_col_t(column), width, looks.text)
        }
        if let heading = rows.first(where: { $0.look == .heading }) {
            worksheet_freeze_panes(sheet, lxw_row_t(heading.number), 0)
        }
        let result = workbook_close(book)
        guard result == LXW_NO_ERROR else { throw Self.failure(result) }
    }

    /// Wide enough for the longest text, Korean letters counted double, within reason.
    private var columnWidths: [Double] {
        var widths: [Int] = []
        for row in rows {
            for (column, text) in row.cells.enumerated() {
                if column == widths.count { widths.append(8) }
                let width = text.unicodeScalars.reduce(2) { $0 + ($1.isASCII ? 1 : 2) }
                widths[column] = min(60, max(widths[column], width))
            }
        }
        return widths.map(Double.init)
    }

    private static func failure(_ code: lxw_error) -> SheetWriteError {
        .failed(code: Int(code.rawValue), text: String(cString: lxw_strerror(code)))
    }

    private static func contents(of file: Int32) throws(SheetWriteError) -> [UInt8] {
        let size = Int(lseek(file, 0, SEEK_END))
        guard size >= 0 else { throw .failed(code: Int(errno), text: String(cString: strerror(errno))) }
        var bytes = [UInt8](repeating: 0, count: size)
        var done = 0
        while done < size {
            let count = bytes.withUnsafeMutableBytes { pread(file, $0.baseAddress! + done, size - done, off_t(done)) }
            guard count > 0 else { throw .failed(code: Int(errno), text: String(cString: strerror(errno))) }
            done += count
        }
        return bytes
    }
}

/// The formats of one workbook. All are "text", so that Excel keeps the zero of a number typed over one.
private struct Looks {
    let text: UnsafeMutablePointer<lxw_format>?
    private let heading: UnsafeMutablePointer<lxw_format>?
    private let problem: UnsafeMutablePointer<lxw_format>?

    init(_ book: UnsafeMutablePointer<lxw_workbook>) {
        text = workbook_add_format(book)
        heading = workbook_add_format(book)
        problem = workbook_add_format(book)
        for format in [text, heading, problem] { format_set_num_format(format, "@") }
        format_set_bold(heading)
        format_set_bg_color(heading, 0xE9ECEF)
        format_set_bottom(heading, UInt8(LXW_BORDER_THIN.rawValue))
        format_set_bg_color(problem, 0xFDE8EA)
    }

    subscript(look: SheetDocument.Look) -> UnsafeMutablePointer<lxw_format>? {
        switch look {
        case .plain: text
        case .heading: heading
        case .problem: problem
        }
    }
}
