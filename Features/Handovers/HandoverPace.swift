import Kernel

/// How quickly shifts take over from each other in a unit, and are at work (GAME-52). Pure.
struct HandoverPace: Equatable, Sendable {
    /// One sheet of a shift that was taken over.
    struct Taking: Equatable, Sendable {
        let offeredAt: Instant
        /// When whoever took over was there.
        let arrivedAt: Instant
        let takenAt: Instant
        /// When their shift began.
        let beginsAt: Instant?
        /// Their first act on a case or contact in that shift; nothing: there was none.
        let firstTaskAt: Instant?

        /// From when sheet and taker were both there until it was signed.
        var handover: Duration { takenAt - max(offeredAt, arrivedAt) }

        /// From when they had taken over and their shift had begun; whoever works before that lost no time.
        var firstTask: Duration? {
            firstTaskAt.map { first in
                let ready = max(takenAt, beginsAt ?? takenAt)
                return first > ready ? first - ready : .zero
            }
        }
    }

    struct Times: Equatable, Sendable {
        let count: Int
        /// The middle one; of an even number the later of both.
        let median: Duration
        let longest: Duration

        init?(_ times: [Duration]) {
            let sorted = times.map { max(.zero, $0) }.sorted()
            guard let longest = sorted.last else { return nil }
            count = sorted.count
            median = sorted[sorted.count / 2]
            self.longest = longest
        }
    }

    /// Of so many days.
    static let days = 30

    let unit: Unit.ID
    let handover: Times
    /// Nothing: nobody has done anything yet.
    let firstTask: Times?

    init?(_ unit: Unit.ID, _ takings: [Taking]) {
        guard let handover = Times(takings.map(\.handover)) else { return nil }
        self.unit = unit
        self.handover = handover
        firstTask = Times(takings.compactMap(\.firstTask))
    }
}
