public import Kernel
import Synchronization

/// A clock the test holds in its hand. It stands still until told otherwise.
public final class TimeMachine: Sendable {
    /// Monday, 5 January 2026, 09:00 in Shanghai: the first working morning of the year.
    public static let start = Instant(milliseconds: 1_767_574_800_000)

    private let current: Mutex<Instant>

    public init(_ start: Instant = TimeMachine.start) { current = Mutex(start) }

    public var now: Instant { current.withLock { $0 } }

    /// What the parts of the house take as their clock.
    public var clock: @Sendable () -> Instant { { self.now } }

    public func advance(by duration: Duration) { current.withLock { $0 = $0 + duration } }
    public func set(to instant: Instant) { current.withLock { $0 = instant } }
}
