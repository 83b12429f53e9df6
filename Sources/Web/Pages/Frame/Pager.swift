import Support

/// The foot of a list: which page of how many, and the ways to its neighbours.
package struct Pager: Sendable, Equatable {
    let page: String
    let pages: String
    let previous: String?
    let next: String?

    /// nil when everything fits on one page.
    package init?(page: Int, size: Int, total: Total, link: PageLink) {
        let pages = max(1, min((total.count + size - 1) / size, Total.reach / size))
        guard pages > 1 else { return nil }
        self.page = page.grouped
        self.pages = pages.grouped
        previous = page > 1 ? link.setting("page", page == 2 ? nil : String(page - 1)) : nil
        next = page < pages ? link.setting("page", String(page + 1)) : nil
    }

    package init(previous: String?, next: String?, page: String, pages: String) {
        (self.previous, self.next, self.page, self.pages) = (previous, next, page, pages)
    }
}

/// An address with its query, from which the links of a list are made.
package struct PageLink: Sendable, Equatable {
    let path: String
    let query: [(name: String, value: String)]

    /// Empty values are left out.
    package init(_ path: String, _ query: [(String, String?)] = []) {
        self.path = path
        self.query = query.compactMap { name, value in
            guard let value, !value.isEmpty else { return nil }
            return (name, value)
        }
    }

    package func setting(_ name: String, _ value: String?) -> String {
        var changed: [(String, String?)] = query.filter { $0.name != name }.map { ($0.name, $0.value) }
        changed.append((name, value))
        return PageLink(path, changed).text
    }

    package var text: String {
        guard !query.isEmpty else { return path }
        return path + "?" + query.map { "\($0.name)=\(Self.encoded($0.value))" }.joined(separator: "&")
    }

    package static func == (a: PageLink, b: PageLink) -> Bool { a.text == b.text }

    private static func encoded(_ value: String) -> String {
        var text = ""
        for byte in value.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: text.unicodeScalars.append(.init(byte))
            default:
                let hex = String(byte, radix: 16, uppercase: true)
                text += "%" + (hex.count == 1 ? "0" : "") + hex
            }
        }
        return text
    }
}
