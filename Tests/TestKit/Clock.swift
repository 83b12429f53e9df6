import Foundation
import Synchronization

/// A clock that the test sets.
package final class Clock: Sendable {
    private let time: Mutex<Date>

    package init(_ now: Date) { time = Mutex(now) }

    package var now: Date {
        get { time.withLock { $0 } }
        set { time.withLock { $0 = newValue } }
    }
}
