import Support

/// Contacts as telephones share them (vCard, RFC 6350), each turned into a line of its own: `김하늘 010-2345-0001`.
enum ContactCards {
    /// By the number of the line on which a card begins; nil when the text holds none.
    static func lines(_ text: String) -> [(number: Int, text: String)]? {
        guard text.range(of: "BEGIN:VCARD") || text.range(of: "begin:vcard") else { return nil }
        var lines: [(Int, String)] = []
        var card: (start: Int, name: String, phones: [(isMobile: Bool, text: String)])?
        func close() {
            guard let done = card else { return }
            let phone = done.phones.first(where: \.isMobile) ?? done.phones.first
            lines.append((done.start, "\(done.name) \(phone?.text ?? "")"))
            card = nil
        }
        for (offset, line) in QuotedPrintable.joiningLines(text) {
            guard let colon = line.firstIndex(of: ":") else {
                if card == nil, !line.isEmpty { lines.append((offset + 1, line)) }
                continue
            }
            let property = line[..<colon].uppercased()
            let written = String(line[line.index(after: colon)...])
            // A name that cannot be read is none: nobody is greeted with its signs.
            let value = QuotedPrintable.isOne(property) ? QuotedPrintable.decode(written) ?? "" : written
            // item1.TEL;TYPE=CELL
            let name = property.split(separator: ";").first?.split(separator: ".").last.map(String.init) ?? property
            switch (name, card) {
            case ("BEGIN", _):
                close()  // one before it may have lost its end
                card = (offset + 1, "", [])
            case ("END", .some): close()
            case ("FN", .some): card?.name = value
            case ("N", .some(let known)) where known.name.isEmpty:
                card?.name = value.split(separator: ";").joined(separator: " ")
            case ("TEL", .some):
                card?.phones.append(
                    (property.contains("CELL"), value.hasPrefix("tel:") ? String(value.dropFirst(4)) : value))
            case (_, .some): continue
            case (_, nil): lines.append((offset + 1, line))
            }
        }
        close()
        return lines
    }
}

extension String {
    /// Whether it stands at the beginning of a line.
    fileprivate func range(of mark: String) -> Bool {
        split(whereSeparator: \.isNewline).contains { $0.drop(while: \.isWhitespace).hasPrefix(mark) }
    }
}
