package import Kernel
import Synchronization

/// The clock of a history that is being played: it stands still until the player moves it on.
///
/// A database opened with `clock` keeps every row at the instant the player says, so a month of work is as true as one
/// that was lived through.
package final class SimulatedClock: Sendable {
    private let read: @Sendable () -> Instant
    private let set: @Sendable (Instant) -> Void

    package convenience init(_ start: Instant) {
        let current = Current(start)
        self.init(
            reading: { current.instant.withLock { $0 } }, setting: { later in current.instant.withLock { $0 = later } })
    }

    /// A clock that somebody else holds as well.
    init(reading read: @escaping @Sendable () -> Instant, setting set: @escaping @Sendable (Instant) -> Void) {
        self.read = read
        self.set = set
    }

    package var now: Instant { read() }

    /// What a database takes as its clock.
    package var clock: @Sendable () -> Instant { read }

    /// Forward; an instant that lies behind changes nothing, since what has happened has happened.
    package func move(to instant: Instant) {
        if instant > now { set(instant) }
    }

    private final class Current: Sendable {
        let instant: Mutex<Instant>
        init(_ start: Instant) { instant = Mutex(start) }
    }
}
