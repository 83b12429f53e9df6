/// The campaign is not in a state in which this can be done. Nothing was changed.
package struct NotAllowedNow: Error, Sendable, Equatable {
    /// Korean: why not, and what to do instead.
    package let reason: String

    package init(_ reason: String) { self.reason = reason }
}
