import Handbook
import Kernel

/// 条款执行率: how the clauses were kept in a period. Every number is a count of ledger rows and opens them.
///
/// An obligation belongs to the period in which its clock started; void ones are nobody's and count nowhere.
/// `applied = kept + late + broken + exempted + running`, where broken means: not done and past its time, or a check
/// that said no; running means: open, and no breach has been stated.
struct Adherence: Equatable, Sendable {
    struct Counts: Equatable, Sendable {
        var kept = 0
        var late = 0
        var broken = 0
        var exempted = 0
        var running = 0
        /// Milliseconds left when it was done (negative: done so much too late), the middle one, as exactly as `told`.
        var medianSlack: Int64?

        var applied: Int { kept + late + broken + exempted + running }
        /// Kept, as a share of what has been decided; nothing where nothing has.
        var rate: Double? {
            let decided = kept + late + broken
            return decided == 0 ? nil : Double(kept) / Double(decided)
        }
    }

    /// What lines of the report stand for.
    enum Grouping: String, CaseIterable, Sendable {
        case clause, unit, person, week
    }

    struct Line: Equatable, Sendable {
        /// A clause number, a unit's or person's id (empty for nobody), or the Monday of a week.
        let key: String
        let counts: Counts
    }

    struct Filter: Equatable, Sendable {
        var period: Range<Instant>
        var handbook: String?
        var clause: String?
        /// Nothing means everywhere; an empty list nowhere.
        var units: [Unit.ID]?
        var person: Person?
        var outcome: Outcome?
    }

    /// Who owed it, or (where a post did) who did it; nobody where a post owed it and it was left undone.
    enum Person: Equatable, Sendable {
        case staff(Staff.ID)
        case nobody
    }

    enum Outcome: String, CaseIterable, Sendable {
        case kept, late, broken, exempted, running
    }

    let lines: [Line]
    let total: Counts
    /// Clauses that could have applied and never did.
    let neverApplied: [Clause]
    /// Clauses that applied and that nobody kept.
    let neverKept: [Clause]
    /// Whether every row of the period was counted; a longer period than the bound must be asked for in parts.
    let isWhole: Bool

    /// How many rows one report reads at most: half a year of a large department, in about two seconds.
    static let bound = 500_000
}

extension Adherence.Outcome {
    /// What is open is broken as soon as its breach has been stated: the one fact, exact to the minute, that also knows
    /// of working time (a deadline at closing time is not broken during the night).
    init(of obligation: Obligation) {
        self =
            switch obligation.state {
            case .ended(.kept, _, _): .kept
            case .ended(.late, _, _): .late
            case .ended(.exempted, _, _): .exempted
            case .ended(.broken, _, _), .ended(.void, _, _): .broken
            case .open: obligation.breachedAt == nil ? .running : .broken
            }
    }
}

extension Obligation {
    /// Time left when it was done, negative when late; nothing for what is not done, and for a check made in an instant.
    /// What was kept after closing time had nothing left, and was not late.
    var slack: Duration? {
        guard case .ended(let outcome, let at, _) = state, outcome == .kept || outcome == .late else { return nil }
        if within == nil, at == startedAt { return nil }
        return outcome == .kept ? max(.zero, dueAt - at) : dueAt - at
    }
}

extension Adherence {
    /// A slack as the report tells it: whole minutes below two hours, then ten minutes, from a day on hours, from ten days
    /// on days; so that however many rows there are, there are only some hundred answers to count.
    static func told(_ slack: Int64) -> Int64 {
        let minutes = Int64(slack.magnitude / 60_000)
        let step: Int64 =
            switch minutes {
            case ..<120: 1
            case ..<1_440: 10
            case ..<14_400: 60
            default: 1_440
            }
        let told = minutes / step * step * 60_000
        return slack < 0 ? -told : told
    }

    /// Adds rows up, one after another.
    struct Tally {
        private var counts: [String: Counts] = [:]
        private var slacks: [String: [Int64: Int]] = [:]
        private var total = Counts()

        /// `slack` in milliseconds as it is told, where there is one; `n` rows, less than none where some were taken back.
        mutating func add(_ outcome: Outcome, slack: Int64?, to key: String, _ n: Int = 1) {
            counts[key, default: Counts()].add(outcome, n)
            total.add(outcome, n)
            if let slack { slacks[key, default: [:]][slack, default: 0] += n }
        }

        /// Clauses and weeks in their own order, units and people by how much there was of them.
        func lines(by grouping: Grouping) -> [Line] {
            let lines = counts.filter { $0.value.applied > 0 }.map { key, counts in
                var counts = counts
                counts.medianSlack = Self.median(slacks[key] ?? [:])
                return Line(key: key, counts: counts)
            }
            switch grouping {
            case .clause: return lines.sorted { ClauseOrder($0.key) < ClauseOrder($1.key) }
            case .week: return lines.sorted { $0.key < $1.key }
            case .unit, .person: return lines.sorted { ($1.counts.applied, $0.key) < ($0.counts.applied, $1.key) }
            }
        }

        var sum: Counts {
            var sum = total
            sum.medianSlack = Self.median(slacks.values.reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) })
            return sum
        }

        /// The middle one, or halfway between the middle two.
        private static func median(_ counted: [Int64: Int]) -> Int64? {
            let all = counted.values.reduce(0, +)
            guard all > 0 else { return nil }
            let sorted = counted.sorted { $0.key < $1.key }
            func value(at place: Int) -> Int64 {
                var seen = 0
                return sorted.first { _, n in
                    seen += n
                    return place < seen
                }?.key ?? 0
            }
            return (value(at: (all - 1) / 2) + value(at: all / 2)) / 2
        }
    }
}

/// 4.9 comes before 4.10: the parts of a clause number are numbers.
struct ClauseOrder: Comparable {
    private let parts: [Int]
    private let number: String

    init(_ number: String) {
        parts = number.split(separator: ".").map { Int($0) ?? .max }
        self.number = number
    }

    static func < (a: Self, b: Self) -> Bool {
        for (own, other) in zip(a.parts, b.parts) where own != other { return own < other }
        return (a.parts.count, a.number) < (b.parts.count, b.number)
    }
}

extension Day {
    /// The day with which its week begins.
    var monday: Day { advanced(by: 1 - weekday.rawValue) }
}

extension Adherence.Counts {
    mutating func add(_ outcome: Adherence.Outcome, _ n: Int) {
        switch outcome {
        case .kept: kept += n
        case .late: late += n
        case .broken: broken += n
        case .exempted: exempted += n
        case .running: running += n
        }
    }

    subscript(outcome: Adherence.Outcome) -> Int {
        switch outcome {
        case .kept: kept
        case .late: late
        case .broken: broken
        case .exempted: exempted
        case .running: running
        }
    }
}
