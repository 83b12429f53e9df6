import Accounts
import Coufun
import Foundation
import Logging
import MariaDB
import Redis
import Support

/// The products of each company: kept in the database, renewed from COUFUN when they are older than ``freshSeconds``.
///
/// COUFUN counts product queries (code 09), so a list is fetched by one caller at a time and never more often than every
/// few minutes. When COUFUN is down, the stored list is shown with its age.
package struct ProductShelf: Sendable {
    package static let freshSeconds: TimeInterval = 10 * 60
    private static let patience: Duration = .seconds(5)

    let database: Database
    let coufun: CoufunClient
    let memory: ShelfMemory
    let fetching: FetchGate
    let logger: Logger

    package init(database: Database, redis: RedisClient?, coufun: CoufunClient, logger: Logger) {
        (self.database, self.coufun, self.logger) = (database, coufun, logger)
        memory = ShelfMemory(redis: redis)
        fetching = FetchGate()
    }

    /// The company's products; asks COUFUN first when the stored list is old, or when `refresh` says so.
    package func products(of company: Company, refresh: Bool = false, at now: Date = Date()) async throws -> ProductList
    {
        let stored = try await list(company.id)
        let fetchedAt = stored.map(\.fetchedAt).max()
        let age = fetchedAt.map { now.timeIntervalSince($0) } ?? .infinity
        // A refresh by hand within half a minute of the last one would only use up COUFUN's limit.
        guard age > (refresh ? 30 : Self.freshSeconds) else {
            return ProductList(products: stored, fetchedAt: fetchedAt, stale: false, problem: nil)
        }
        // Nobody waits longer than a few seconds for COUFUN; the list that comes later is there for the next who looks.
        let asking = Task<String?, any Error> {
            await fetching.once(company.id) { await fetch(company, at: now) }
        }
        let ended = try await asking.value(within: Self.patience)
        let problem = ended ?? "쿠폰 공급사 응답이 늦어지고 있습니다."
        let renewed = try await list(company.id)
        return ProductList(
            products: renewed, fetchedAt: renewed.map(\.fetchedAt).max(), stale: problem != nil, problem: problem)
    }

    package func product(_ goodsID: String, of company: Company) async throws -> Product? {
        let found = try await database.read { db in try Product.find(db, goodsID, of: company.id) }
        if let found { return found }
        // A company's very first question: nothing is stored yet.
        return try await products(of: company).products.first { $0.goodsID == goodsID }
    }

    private func list(_ company: Company.ID) async throws -> [Product] {
        if let known = await memory.products(of: company) { return known }
        let products = try await database.read { db in try Product.all(db, of: company) }
        await memory.remember(products, of: company)
        return products
    }

    /// - Returns: Korean, why the list could not be renewed; nil when it was.
    private func fetch(_ company: Company, at now: Date) async -> String? {
        let reply = await coufun.products(pocID: company.pocID.text)
        switch reply.outcome {
        case .done(let products) where !products.isEmpty:
            do {
                try await database.write { db in try Product.replace(db, of: company.id, by: products, at: now) }
                await memory.forget(company.id)
                return nil
            } catch {
                logger.error("Products not stored", metadata: ["company.id": "\(company.id)", "error": "\(error)"])
                return "상품 목록을 저장하지 못했습니다."
            }
        case .done: return "쿠폰 공급사가 빈 상품 목록을 보내왔습니다."
        case .refused(let refusal):
            logger.warning("Products refused", metadata: ["company.id": "\(company.id)", "code": "\(refusal.code)"])
            return refusal.message
        case .notSent(let reason), .unknown(let reason):
            logger.warning("Products not fetched", metadata: ["company.id": "\(company.id)", "reason": "\(reason)"])
            return "쿠폰 공급사와 연결이 원활하지 않습니다."
        }
    }
}

/// Lets one fetch of a company's list run at a time; whoever comes meanwhile waits for its result.
actor FetchGate {
    private var running: [Company.ID: Task<String?, Never>] = [:]

    func once(_ company: Company.ID, _ fetch: @escaping @Sendable () async -> String?) async -> String? {
        if let task = running[company] { return await task.value }
        // Unstructured, because several callers share it; it ends with the fetch.
        let task = Task { await fetch() }
        running[company] = task
        let result = await task.value
        running[company] = nil
        return result
    }
}
