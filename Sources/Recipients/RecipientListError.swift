import Spreadsheet
import Support

/// Why a list as a whole cannot be used. Nothing of it is kept.
package enum RecipientListError: Error, Sendable, Equatable {
    case unreadable(SheetError)
    /// Not a single row.
    case empty
    /// Headings and nobody below them.
    case onlyHeadings
    /// No column holds mobile numbers. `headings` is what the first row says.
    case noPhoneColumn(headings: [String])
    /// The numbers are results of formulas that no program has computed.
    case formulasWithoutValues(column: String)
    /// A chosen column lies outside the file.
    case noSuchColumn
    /// A chosen tab is not in the file.
    case noSuchSheet
    /// Nobody has said yet which columns are meant.
    case columnsUnconfirmed
    /// `row` is where the limit was passed, `found` how many valid ones there are in all.
    case tooMany(limit: Int, row: Int, found: Int)

    /// Stable, for programs.
    package var code: String {
        switch self {
        case .unreadable(let error): error.code
        case .empty, .onlyHeadings: "no_recipients"
        case .noPhoneColumn: "no_phone_column"
        case .formulasWithoutValues: "formulas_without_values"
        case .noSuchColumn: "no_such_column"
        case .noSuchSheet: "no_such_sheet"
        case .columnsUnconfirmed: "columns_unconfirmed"
        case .tooMany: "too_many_recipients"
        }
    }

    /// For the screen: what happened, and what to do.
    package var message: String {
        switch self {
        case .unreadable(let error): error.message
        case .empty: "내용이 비어 있습니다. 이름과 휴대폰번호를 한 줄에 한 명씩 넣어 주세요."
        case .onlyHeadings: "제목만 있고 받는 사람이 없습니다. 제목 아래에 이름과 휴대폰번호를 한 줄에 한 명씩 넣어 주세요."
        case .noPhoneColumn(let headings):
            headings.isEmpty
                ? "휴대폰번호가 들어 있는 열을 찾지 못했습니다. 첫 줄에 '휴대폰번호'라고 적고 그 아래에 번호를 넣어 주세요."
                : "이 파일에는 '휴대폰번호' 열이 없습니다(찾은 열: \(Self.listed(headings))). 어느 열이 번호인지 골라 주시거나, 번호 열의 제목을 '휴대폰번호'로 바꿔 다시 올려 주세요."
        case .formulasWithoutValues(let column):
            "‘\(String(column.prefix(20)))’ 열이 수식으로 되어 있는데 계산된 값이 파일에 저장되어 있지 않습니다. 엑셀에서 파일을 열어 번호가 보이는지 확인하고 저장한 뒤 다시 올리거나, 번호를 복사해 ‘값 붙여넣기’로 바꿔 주세요."
        case .noSuchSheet: "고르신 시트가 파일에 없습니다. 시트를 다시 골라 주세요."
        case .columnsUnconfirmed: "받는 사람의 번호가 어느 열에 있는지 아직 확인하지 않은 명단입니다. 열을 먼저 골라 확인해 주세요."
        case .noSuchColumn: "고르신 열이 파일에 없습니다. 열을 다시 골라 주세요."
        case .tooMany(let limit, let row, let found):
            "받는 사람은 한 번에 \(limit.grouped)명까지 보낼 수 있습니다. 이 명단은 \(found.grouped)명이고 \(row.grouped)행에서 \(limit.grouped)명을 넘었습니다. 명단을 나누어 올려 주세요. 등록된 사람은 없습니다."
        }
    }

    private static func listed(_ headings: [String]) -> String {
        headings.prefix(8).map { String($0.prefix(20)) }.joined(separator: ", ") + (headings.count > 8 ? " …" : "")
    }
}

extension SheetError {
    /// Stable, for programs.
    package var code: String {
        switch self {
        case .unsupportedKind, .otherProgram: "unsupported_file"
        case .notASpreadsheet: "not_a_spreadsheet"
        case .encrypted: "file_encrypted"
        case .documentSecurity: "file_under_document_security"
        case .companionFile: "companion_file"
        case .macros: "file_has_macros"
        case .broken: "file_broken"
        case .unknownEncoding: "unknown_encoding"
        case .mixedEncodings: "mixed_encodings"
        case .tooManyBytes, .unpacksTooLarge: "file_too_large"
        case .tooManyRows: "too_many_rows"
        case .tooManyColumns: "too_many_columns"
        case .cellTooLong: "cell_too_long"
        }
    }

    package var message: String {
        switch self {
        case .otherProgram(let format): format.message
        case .unsupportedKind: ".xls, .xlsx, .csv, .txt 파일만, 20MB까지 올릴 수 있습니다."
        case .notASpreadsheet:
            "이름만 엑셀 파일이고 내용은 엑셀 형식이 아닙니다. 엑셀에서 열리면 '다른 이름으로 저장' → 'Excel 통합 문서(.xlsx)'로 저장한 뒤 다시 올려 주세요. 회사 문서보안(DRM)이 걸린 파일이라면 먼저 보안을 해제해 주세요."
        case .encrypted: "파일이 암호로 잠겨 있어 열 수 없습니다. 암호를 풀고 저장한 뒤 다시 올려 주세요."
        case .documentSecurity(let product):
            "문서보안(DRM\(product.map { ", \($0)" } ?? ""))으로 잠긴 파일이라 읽을 수 없습니다. 엑셀에서 다시 저장해도 잠금은 풀리지 않습니다. 문서보안 프로그램에서 보안을 해제(반출 승인)한 파일을 올리거나, 명단을 복사해 '붙여넣기'로 넣어 주세요."
        case .companionFile:
            "명단이 아니라, 프로그램이 파일을 여는 동안 옆에 만들어 두는 임시 파일입니다. 이름이 '~$'나 '._'로 시작하지 않는 원래 파일을 올려 주세요."
        case .macros: "매크로가 들어 있는 파일은 올릴 수 없습니다. 'Excel 통합 문서(.xlsx)'로 저장한 뒤 다시 올려 주세요."
        case .broken: "파일이 손상되어 읽을 수 없습니다. 엑셀에서 열리는지 확인하고 다시 저장해 올려 주세요."
        case .unknownEncoding: "파일의 한글을 읽을 수 없습니다. 엑셀에서 'CSV UTF-8'이나 .xlsx로 저장한 뒤 다시 올려 주세요."
        case .mixedEncodings(let row):
            "파일 안에 서로 다른 방식으로 저장된 한글이 섞여 있습니다(\(row.grouped)행부터 다릅니다). 그대로 보내면 이름이 깨집니다. 엑셀에서 열어 깨진 글자를 고친 뒤 .xlsx로 저장해 다시 올려 주세요."
        case .tooManyBytes(let limit): "파일이 너무 큽니다. \(limit >> 20)MB까지 올릴 수 있습니다."
        case .unpacksTooLarge: "파일에 든 내용이 너무 많아 읽지 않았습니다. 받는 사람 명단만 새 파일에 복사해 올려 주세요."
        case .tooManyRows(let limit): "한 파일에서 \(limit.grouped)행까지 읽을 수 있습니다. 명단을 나누어 올려 주세요."
        case .tooManyColumns(let limit, let row):
            "\(row.grouped)행에 열이 너무 많습니다. 열은 \(limit)개까지 읽을 수 있습니다. 이름과 휴대폰번호 열만 남겨 다시 올려 주세요."
        case .cellTooLong(let limit, let row):
            "\(row.grouped)행의 한 칸에 글자가 \(limit)자보다 많습니다. 메모처럼 긴 열을 지우고 다시 올려 주세요."
        }
    }
}

extension ForeignFormat {
    fileprivate var message: String {
        switch self {
        case .binaryWorkbook:
            "엑셀 바이너리 통합 문서(.xlsb)는 읽을 수 없습니다. 엑셀에서 열어 'Excel 통합 문서(.xlsx)'로 저장한 뒤 다시 올려 주세요."
        case .openDocument: "ODS 스프레드시트는 읽을 수 없습니다. 만든 프로그램에서 열어 .xlsx로 저장한 뒤 다시 올려 주세요."
        case .numbers: "Apple Numbers 파일은 읽을 수 없습니다. Numbers에서 '파일' → '다음으로 내보내기' → 'Excel'로 저장해 올려 주세요."
        case .oldWorkbook: "엑셀 95 이전 형식의 .xls 파일입니다. 엑셀에서 열어 'Excel 통합 문서(.xlsx)'로 저장한 뒤 다시 올려 주세요."
        case .hangul: "한글 문서(.hwp)는 읽을 수 없습니다. 문서의 표를 복사해 '붙여넣기'로 넣거나 엑셀에 붙여 .xlsx로 저장해 올려 주세요."
        case .word: "워드 문서는 읽을 수 없습니다. 문서의 표를 복사해 '붙여넣기'로 넣거나 엑셀에 붙여 .xlsx로 저장해 올려 주세요."
        case .presentation: "프레젠테이션은 읽을 수 없습니다. 표를 복사해 '붙여넣기'로 넣거나 엑셀에 붙여 .xlsx로 저장해 올려 주세요."
        case .pdf: "PDF는 읽을 수 없습니다. 명단이 든 엑셀(.xlsx)이나 CSV 파일을 올려 주세요."
        case .archive: "압축 파일은 읽을 수 없습니다. 압축을 풀고 안에 든 명단 파일을 올려 주세요."
        case .webArchive: "웹 보관 파일(.mht)로 저장된 파일입니다. 엑셀에서 열어 'Excel 통합 문서(.xlsx)'로 저장한 뒤 다시 올려 주세요."
        case .picture: "그림 파일은 읽을 수 없습니다. 명단이 든 엑셀(.xlsx)이나 CSV 파일을 올려 주세요."
        }
    }
}
