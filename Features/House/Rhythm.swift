package import Kernel

/// How often a chore is due. Beats lie on the clock, not on the last run: `.every(.minutes(1))` is every full minute,
/// on every node and after every restart.
package enum Rhythm: Equatable, Sendable {
    /// At every multiple of this length since 1970; at least 1 ms.
    case every(Duration)
    /// Once a day, at this time on the wall.
    case daily(TimeOfDay, Zone)

    /// The first beat after an instant. Beats that passed while the house slept are one run, not many: a chore looks
    /// at `tx.now` and catches up by itself.
    func beat(after instant: Instant) -> Instant {
        switch self {
        case .every(let length):
            let step = max(1, length.milliseconds)
            let past = instant.milliseconds % step
            return Instant(milliseconds: instant.milliseconds - (past < 0 ? past + step : past) + step)
        case .daily(let time, let zone):
            let today = zone.day(of: instant)
            let beat = zone.instant(today, time)
            return beat > instant ? beat : zone.instant(today.advanced(by: 1), time)
        }
    }
}

/// How long to wait before something that failed is tried again: each time twice as long.
struct Backoff: Equatable, Sendable {
    let first: Duration
    let longest: Duration

    /// `failures` is how often it has failed in a row, from 1.
    func pause(after failures: Int) -> Duration {
        // More doublings than this are longer than any `longest`, and would overflow.
        let doublings = min(max(0, failures - 1), 40)
        let milliseconds = min(Double(longest.milliseconds), Double(first.milliseconds) * Double(Int64(1) << doublings))
        return .milliseconds(Int64(milliseconds))
    }

    /// A chore: 1 s, 2 s, 4 s … 10 minutes.
    static let chore = Backoff(first: .seconds(1), longest: .minutes(10))
    /// A message of the outbox: 1 minute, 2, 4 … 256; ten attempts lie within nine hours.
    static let delivery = Backoff(first: .minutes(1), longest: .hours(6))
}
