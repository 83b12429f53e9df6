import Foundation
import Hummingbird
import Support

/// Which part of a list is asked for: `?page=2&size=50&sort=name,-createdAt`.
package struct PageRequest: Sendable, Equatable {
    /// From 1.
    package let page: Int
    package let size: Int

    package static let largestSize = 200

    package var offset: Int { (page - 1) * size }

    package init(_ request: Request, defaultSize: Int = 50) throws(Problem) {
        let query = request.fields
        guard let page = query["page"].map({ Int($0) }) ?? 1, (1...1_000_000).contains(page) else {
            throw .invalidQuery("page", "페이지는 1 이상의 숫자여야 합니다.")
        }
        guard let size = query["size"].map({ Int($0) }) ?? defaultSize, (1...Self.largestSize).contains(size) else {
            throw .invalidQuery("size", "한 페이지 크기는 1~\(Self.largestSize) 사이의 숫자여야 합니다.")
        }
        guard page * size <= Total.reach || page == 1 else {
            throw .invalidQuery(
                "page", "목록은 \(Total.reach.grouped)건까지 넘겨 볼 수 있습니다. 기간이나 다른 조건으로 범위를 좁혀 주세요.")
        }
        (self.page, self.size) = (page, size)
    }
}

/// One page of a list: `{items, page, size, total, totalIsMore}`.
package struct PageAnswer<Item: Encodable & Sendable>: Encodable, Sendable {
    package let items: [Item]
    package let page: Int
    package let size: Int
    package let total: Int
    /// There are more than `total`: they were not counted.
    package let totalIsMore: Bool

    package init(_ items: [Item], _ request: PageRequest, total: Total) {
        self.items = items
        (page, size) = (request.page, request.size)
        (self.total, totalIsMore) = (total.count, total.isMore)
    }
}

extension Request {
    /// `sort=field,-field` over the fields a list can be sorted by.
    package func sort<Field: RawRepresentable & CaseIterable & Sendable>(by type: Field.Type) throws(Problem)
        -> [Ordering<Field>] where Field.RawValue == String
    {
        guard let text = query("sort") else { return [] }
        var order: [Ordering<Field>] = []
        for part in text.split(separator: ",").prefix(4) {
            let descending = part.hasPrefix("-")
            guard let field = Field(rawValue: String(descending ? part.dropFirst() : part)) else {
                let known = Field.allCases.map(\.rawValue).joined(separator: ", ")
                throw .invalidQuery("sort", "정렬할 수 있는 항목은 \(known)입니다.")
            }
            order.append(Ordering(field, descending: descending))
        }
        return order
    }

    /// A query parameter as somebody entered it; nil when it is missing or empty.
    package func query(_ name: Substring) -> String? { fields.entered(String(name)) }

    /// A query parameter that is an id.
    package func queryID<Subject>(_ name: Substring, of: Subject.Type) throws(Problem) -> Identifier<Subject>? {
        guard let text = query(name) else { return nil }
        guard let id = Identifier<Subject>(text) else {
            throw .invalidQuery(String(name), "id의 형식이 올바르지 않습니다.")
        }
        return id
    }
}

extension RequestContext {
    /// The id in the path; what is no id names nothing.
    package func id<Subject>(_ name: String = "id", of: Subject.Type) throws(Problem) -> Identifier<Subject> {
        guard let id = parameters.get(name).flatMap(Identifier<Subject>.init) else { throw .notFound }
        return id
    }
}

extension Request {
    /// A query parameter that is one of a few words.
    package func query<Word: RawRepresentable & CaseIterable>(_ name: Substring, as type: Word.Type) throws(Problem)
        -> Word? where Word.RawValue == String
    {
        guard let text = query(name) else { return nil }
        guard let word = Word(rawValue: text) else {
            let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
            throw .invalidQuery(String(name), "\(known) 중 하나여야 합니다.")
        }
        return word
    }
}
