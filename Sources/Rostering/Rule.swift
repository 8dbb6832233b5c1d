import Kernel

/// A rule about one person's days: hard, or with a price.
public struct Rule: Hashable, Sendable {
    public var about: Subject
    public var weight: Weight
    public var shape: Shape

    public init(_ about: Subject, _ shape: Shape, _ weight: Weight = .hard) {
        self.about = about
        self.shape = shape
        self.weight = weight
    }

    public enum Shape: Hashable, Sendable {
        /// As long as days of these kinds follow each other: no shorter, no longer. A run that the plan's edges cut is
        /// not too short, unless the edge is `closed`; days known from before the plan count.
        case run(of: ShiftSet, atLeast: Int = 0, atMost: Int? = nil, closedStart: Bool = false, closedEnd: Bool = false)
        /// None of the second right after one of the first.
        case never(ShiftSet, then: ShiftSet)
        /// What the kinds of days are worth (0 is off, 1 the first shift …), summed over each of these stretches of days;
        /// stretches do not overlap. An amount beyond the bounds is paid for by unit.
        case total(worth: [Int], over: [Range<Int>], atLeast: Int = 0, atMost: Int? = nil)
        /// How many of these stretches (weekends) have a day of these kinds.
        case stretches([Range<Int>], with: ShiftSet, atLeast: Int = 0, atMost: Int? = nil)
        /// How many of these stretches (weekends) with a working day follow each other. Edges are closed.
        case stretchRun([Range<Int>], with: ShiftSet, atLeast: Int = 0, atMost: Int? = nil)
        /// These, day after day, from any of these days on; from any day where none is named.
        case pattern([ShiftSet], from: [Int]? = nil)
    }
}

/// What a rule, a wish or a demand is about: the word that a person is told.
public enum Subject: String, Hashable, Sendable, CaseIterable {
    case cover, optimalCover, companion, skill
    case rest, consecutiveWork, consecutiveOff, consecutiveShift
    case hours, assignments, shiftCount, nights
    case weekends, consecutiveWeekends, wholeWeekend, sameShiftWeekend, nightBeforeWeekend
    case pattern, rotation, settled, wish
}

extension RosterPlan {
    /// Too short a rest between two shifts, as rules: which shifts may not follow which on the day after.
    public func rest(ofAtLeast minutes: Int, _ weight: Weight = .hard) -> [Rule] {
        shifts.indices.compactMap { first in
            let forbidden = shifts.indices.filter { 1440 + shifts[$0].start.minutes - shifts[first].end < minutes }
            guard !forbidden.isEmpty else { return nil }
            let next = forbidden.reduce(into: ShiftSet()) { $0.insert(.shift($1)) }
            return Rule(.rest, .never(.shift(first), then: next), weight)
        }
    }

    /// Nobody who is in training is on a shift without one of their mentors (GAME-04).
    public func companions() -> [Demand] {
        let places = Dictionary(members.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        return members.indices.filter { !members[$0].mentors.isEmpty }.flatMap { trainee in
            var counts = members[trainee].mentors.reduce(into: [Int: Int]()) { counts, mentor in
                if let place = places[mentor] { counts[place] = 1 }
            }
            counts[trainee] = -1
            return (0..<days).flatMap { day in
                shifts.indices.map { shift in
                    let cells = works.indices.filter { works[$0].shift == shift }.map {
                        Demand.Cell(day: day, work: $0)
                    }
                    return Demand(cells, target: 0, under: .hard, counts: counts, others: 0, about: .companion)
                }
            }
        }
    }
}
