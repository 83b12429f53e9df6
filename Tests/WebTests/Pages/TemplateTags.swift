import Foundation
import Mustache

/// Walks a template beside the values that fill it and reports what the page does not have.
///
/// A name that a page lacks renders as nothing, so a slip of the pen would only show as a hole on the screen.
struct TemplateTags {
    let directory: URL

    /// - Returns: each problem in words; empty when every tag of the template finds its value.
    func problems(in name: String, filledBy page: Any) -> [String] {
        guard let text = try? String(contentsOf: directory.appending(path: "\(name).mustache"), encoding: .utf8) else {
            return ["no template \(name)"]
        }
        var tags = text.matches(of: /\{\{\{?\s*([#\^\/>!]?)\s*([^}\s]+)\s*\}\}\}?/).map { match in
            Tag(sign: String(match.1), name: String(match.2))
        }[...]
        return walk(&tags, stack: [page], in: name)
    }

    private struct Tag {
        let sign: String
        let name: String
    }

    private func walk(_ tags: inout ArraySlice<Tag>, stack: [Any], in template: String) -> [String] {
        var problems: [String] = []
        while let tag = tags.popFirst() {
            switch tag.sign {
            case "/": return problems
            case "!": continue
            case ">": problems += self.problems(in: tag.name, stack: stack)
            case "#", "^":
                let value = find(tag.name, stack)
                if value == nil { problems.append("\(template): \(tag.sign)\(tag.name) is unknown") }
                let body = tags
                let items = tag.sign == "#" ? items(value?.unwrapped) : []
                if tag.sign == "#", items.isEmpty { problems.append("\(template): #\(tag.name) is never shown") }
                for item in items.isEmpty ? [nil] : items.map(Optional.some) {
                    tags = body
                    problems += walk(&tags, stack: stack + (item.map { [$0] } ?? []), in: template)
                }
            default:
                guard tag.name != ".", find(tag.name, stack) == nil else { continue }
                problems.append("\(template): \(tag.name) is unknown")
            }
        }
        return problems
    }

    private func problems(in partial: String, stack: [Any]) -> [String] {
        guard let text = try? String(contentsOf: directory.appending(path: "\(partial).mustache"), encoding: .utf8)
        else { return ["no partial \(partial)"] }
        var tags = text.matches(of: /\{\{\{?\s*([#\^\/>!]?)\s*([^}\s]+)\s*\}\}\}?/).map { match in
            Tag(sign: String(match.1), name: String(match.2))
        }[...]
        return walk(&tags, stack: stack, in: partial)
    }

    private struct Found {
        let unwrapped: Any?
    }

    /// The value of the innermost object that has the name, also when it is nil; nil when none has it.
    private func find(_ name: String, _ stack: [Any]) -> Found? {
        for object in stack.reversed() {
            guard let child = Mirror(reflecting: object).children.first(where: { $0.label == name }) else { continue }
            let value = unwrap(child.value)
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
