package import Kernel
import Synchronization

/// The clock of a history that is being played: it stands still until the player moves it on.
///
/// A database opened with `clock` keeps every row at the instant the player says, so a month of work is as true as one
/// that was lived through.
package final class SimulatedClock: Sendable {
    private let current: Mutex<Instant>

    package init(_ start: Instant) { current = Mutex(start) }

    package var now: Instant { current.withLock { $0 } }

    /// What a database takes as its clock.
    package var clock: @Sendable () -> Instant { { self.now } }

    /// Forward; an instant that lies behind changes nothing, since what has happened has happened.
    package func move(to instant: Instant) { current.withLock { $0 = max($0, instant) } }
}
