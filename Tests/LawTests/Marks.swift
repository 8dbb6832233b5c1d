import Database
import Foundation
import Kernel
import Synchronization

@testable import Desk

/// Ids that say which attempt of which act made them: `L000012-003`. The act run again alone makes the same ones, so
/// two departments can be held beside each other row by row.
final class Marks: Sendable {
    private let open = Mutex<[ObjectIdentifier: (number: Int, made: Int)]>([:])
    private let numbers = Mutex(0)

    /// What the parts of the house take. Beside an act, e.g. for the chain of seals, ids run by themselves.
    var ids: IDs {
        IDs { [self] in
            let thread = ObjectIdentifier(Thread.current)
            let found = open.withLock { open -> (Int, Int)? in
                guard var mark = open[thread] else { return nil }
                mark.made += 1
                open[thread] = mark
                return (mark.number, mark.made)
            }
            guard let (number, made) = found else { return "M\(Self.padded(next(), 7))" }
            return Self.name(number, made)
        }
    }

    /// The number of a new attempt.
    func next() -> Int {
        numbers.withLock { number in
            number += 1
            return number
        }
    }

    /// A transaction stays on its thread from its first statement to its last: what is made there until the end is the
    /// attempt's.
    func within<Value>(_ number: Int, _ body: () throws -> Value) rethrows -> Value {
        let thread = ObjectIdentifier(Thread.current)
        open.withLock { $0[thread] = (number, 0) }
        defer { open.withLock { $0[thread] = nil } }
        return try body()
    }

    static func name(_ number: Int, _ made: Int) -> String { "L\(padded(number, 6))-\(padded(made, 3))" }

    private static func padded(_ number: Int, _ length: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, length - digits.count)) + digits
    }
}

/// The clock of a run: a little later whenever somebody looks at it, and moved on between the waves. The order of the
/// instants is not the order of the commits, as in a real house.
final class TickingClock: Sendable {
    private let current: Mutex<Instant>

    init(_ start: Instant) { current = Mutex(start) }

    var clock: @Sendable () -> Instant {
        { [self] in
            current.withLock { now in
                now = now + .milliseconds(1)
                return now
            }
        }
    }

    var now: Instant { current.withLock { $0 } }

    func advance(by duration: Duration) { current.withLock { $0 = $0 + duration } }
    func set(to instant: Instant) { current.withLock { $0 = instant } }
}
