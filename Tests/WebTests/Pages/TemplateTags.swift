import Foundation
import Mustache

/// Walks a template beside the values that fill it and reports what the page does not have.
///
/// A name that a page lacks renders as nothing, so a slip of the pen would only show as a hole on the screen. A section
/// that no sample opens is reported too: nobody would see what stands in it.
struct TemplateTags {
    private let directory: URL
    private var unknown: Set<String> = []
    private var opened: Set<String> = []
    private var closed: Set<String> = []

    init(directory: URL) { self.directory = directory }

    /// Between them, `pages` open every section.
    ///
    /// - Returns: each problem in words; empty when every tag of the template finds its value.
    static func problems(in name: String, of directory: URL, filledBy pages: [Any]) -> [String] {
        var walk = TemplateTags(directory: directory)
        for page in pages { walk.template(name, stack: [page]) }
        let never = walk.closed.subtracting(walk.opened).map { "\($0) is never shown" }
        return walk.unknown.map { "\($0) is unknown" }.sorted() + never.sorted()
    }

    private struct Tag {
        let sign: String
        let name: String
        /// Tells two sections of one name apart.
        let position: Int
    }

    private mutating func template(_ name: String, stack: [Any]) {
        guard let text = try? String(contentsOf: directory.appending(path: "\(name).mustache"), encoding: .utf8) else {
            unknown.insert("\(name): the template")
            return
        }
        let pattern = /\{\{\{?\s*([#\^\/>!]?)\s*([^}\s]+)\s*\}\}\}?/
        let tags = text.matches(of: pattern).enumerated().map { position, match in
            Tag(sign: String(match.1), name: String(match.2), position: position)
        }
        var rest = tags[...]
        walk(&rest, stack: stack, in: name)
    }

    private mutating func walk(_ tags: inout ArraySlice<Tag>, stack: [Any], in template: String) {
        while let tag = tags.popFirst() {
            switch tag.sign {
            case "/": return
            case "!": continue
            case ">": self.template(tag.name, stack: stack)
            case "#", "^": section(tag, &tags, stack: stack, in: template)
            default:
                guard tag.name != ".", find(tag.name, stack) == nil else { continue }
                unknown.insert("\(template): \(tag.name)")
            }
        }
    }

    /// The body is walked once for each item. Where there is none its names mean nothing yet: it is passed over.
    private mutating func section(
        _ tag: Tag, _ tags: inout ArraySlice<Tag>, stack: [Any], in template: String
    ) {
        let value = find(tag.name, stack)
        if value == nil { unknown.insert("\(template): \(tag.sign)\(tag.name)") }
        let found = tag.sign == "#" ? items(value?.unwrapped) : []
        if tag.sign == "#" {
            let name = "\(template): #\(tag.name) (\(tag.position))"
            if found.isEmpty { closed.insert(name) } else { opened.insert(name) }
        }
        if tag.sign == "^" { return walk(&tags, stack: stack, in: template) }
        let body = tags
        for item in found {
            tags = body
            walk(&tags, stack: stack + [item], in: template)
        }
        if found.isEmpty { Self.passOver(&tags) }
    }

    private static func passOver(_ tags: inout ArraySlice<Tag>) {
        var depth = 1
        while depth > 0, let tag = tags.popFirst() {
            if tag.sign == "#" || tag.sign == "^" { depth += 1 }
            if tag.sign == "/" { depth -= 1 }
        }
    }

    private struct Found {
        let unwrapped: Any?
    }

    /// The value of the innermost object that has the name, also when it is nil; nil when none has it.
    private func find(_ name: String, _ stack: [Any]) -> Found? {
        for object in stack.reversed() {
            guard let child = Mirror(reflecting: object).children.first(where: { $0.label == name }) else { continue }
            let value = unwrap(child.value)
            // A row answers by name itself: a field that it forgets renders as nothing.
            if let row = object as? any MustacheParent, value != nil, row.child(named: name) == nil { return nil }
            return Found(unwrapped: value)
        }
        return nil
    }

    private func items(_ value: Any?) -> [Any] {
        switch value {
        case let list as [Any]: list
        case let flag as Bool: flag ? [flag] : []
        case let value?: [value]
        case nil: []
        }
    }

    private func unwrap(_ value: Any) -> Any? {
        let mirror = Mirror(reflecting: value)
        guard mirror.displayStyle == .optional else { return value }
        return mirror.children.first?.value
    }
}
