import Accounts
import Foundation
import Support

/// A campaign that somebody is writing, kept until it is released, thrown away or forgotten for a month.
package struct SavedDraft: Sendable, Equatable, Identifiable {
    package typealias ID = Identifier<SavedDraft>

    package static let lifetimeDays = 30
    /// Listed of one user.
    package static let most = 50

    package let id: ID
    package let content: Content
    package let createdAt: Date
    package let changedAt: Date

    /// What has been chosen and written, unchecked. The list of people is named by its import only.
    package struct Content: Sendable, Equatable, Codable {
        package var companyId, eventName, goodsId, purpose, title, message, callbackNumber, templateId: String?
        package var scheduledAt, importId, duplicates: String?
        package var includeReceived: Bool?

        /// Longer texts than any campaign may have are cut before they are kept.
        func bounded() -> Content {
            var all = self
            for path in Self.texts { all[keyPath: path] = all[keyPath: path].map { String($0.prefix(100)) } }
            all.message = message.map { String($0.prefix(4000)) }
            return all
        }

        private static var texts: [WritableKeyPath<Content, String?>] {
            [
                \.companyId, \.eventName, \.goodsId, \.purpose, \.title, \.callbackNumber, \.templateId,
                \.scheduledAt, \.importId, \.duplicates,
            ]
        }
    }
}
