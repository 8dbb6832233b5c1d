import Kernel

/// 顾客投诉分类统计表 (F-11): the complaints of a unit in one month, by category, with what the manager makes of them.
///
///     draft ── submit ──▶ submitted: its figures are frozen, its readers are told and sign for it
///
/// What changes in the cases afterwards changes nothing in a submitted digest; the page says that it has.
struct Digest: Entity {
    let id: ID
    let unit: Unit.ID
    let month: Month
    let draftedBy: Staff.ID
    let draftedAt: Instant
    /// 主要问题, and 原因分析: written, not computed.
    var problems: String
    var causes: String
    private(set) var submission: Submission?

    struct Submission: Equatable, Sendable {
        let by: Staff.ID
        let at: Instant
    }

    enum Refusal: Error, Equatable {
        case submittedAlready
        case notSubmitted
        /// A month that is not over has no final figures.
        case monthNotOver
        /// The figures alone are no digest: GAME-94 asks for problems, causes and what is done about them.
        case incomplete
        case notAReader
    }

    init(
        id: ID, unit: Unit.ID, month: Month, draftedBy: Staff.ID, draftedAt: Instant, problems: String = "",
        causes: String = "", submission: Submission? = nil
    ) {
        self.id = id
        self.unit = unit
        self.month = month
        self.draftedBy = draftedBy
        self.draftedAt = draftedAt
        self.problems = problems
        self.causes = causes
        self.submission = submission
    }

    mutating func write(problems: String, causes: String) throws(Refusal) {
        guard submission == nil else { throw .submittedAlready }
        self.problems = problems
        self.causes = causes
    }

    /// `isQuiet`: a month without a complaint needs no analysis (GAME-94).
    mutating func submit(
        by staff: Staff.ID, isQuiet: Bool, countermeasures: Int, today: Day, at now: Instant
    ) throws(Refusal) {
        guard submission == nil else { throw .submittedAlready }
        guard month.last < today else { throw .monthNotOver }
        guard isQuiet || (!problems.isEmpty && !causes.isEmpty && countermeasures > 0) else { throw .incomplete }
        submission = Submission(by: staff, at: now)
    }
}

extension Digest {
    /// `2026-09`
    struct Month: Hashable, Comparable, Sendable, CustomStringConvertible {
        let first: Day

        init(of day: Day) { first = Day(day.year, day.month, 1) }

        init?(_ text: String) {
            guard text.count == 7, let day = Day(iso: "\(text)-01") else { return nil }
            first = day
        }

        var next: Month { Month(of: first.advanced(by: 31)) }
        var before: Month { Month(of: first.advanced(by: -1)) }
        var last: Day { next.first.advanced(by: -1) }
        var description: String { String(first.description.prefix(7)) }

        func period(in zone: Zone) -> Range<Instant> {
            zone.instant(first, .midnight)..<zone.instant(next.first, .midnight)
        }

        static func < (a: Self, b: Self) -> Bool { a.first < b.first }
    }

    /// One category of the table.
    struct Line: Equatable, Sendable {
        let category: String
        var number = 0
        var before = 0
        var founded = 0
        var unfounded = 0
        /// Responsible departments and causes with how often, the most frequent first.
        var departments: [Tally] = []
        var causes: [Tally] = []
        /// Completion clocks kept in time, of those decided.
        var inTime = 0
        var decided = 0
        /// From report to completion: milliseconds of those completed.
        var milliseconds: Int64 = 0
        var completed = 0
        var accepted = 0
        var refused = 0
        var reopened = 0
        var compensation = Money.zero
        var penalties = 0
    }

    struct Tally: Equatable, Sendable, Codable {
        let name: String
        let number: Int
    }

    /// Who the digest was delivered to, and when they signed for it (CHAIN-59).
    struct Reader: Equatable, Sendable {
        let staff: Staff.ID
        let deliveredAt: Instant
        let readAt: Instant?
    }
}

extension Digest {
    /// A complaint as the table counts it.
    struct Complaint: Equatable, Sendable {
        let category: String
        let isFounded: Bool?
        let department: String
        let cause: String
        /// Whether the completion clock was kept; nothing while it is not decided.
        let isInTime: Bool?
        let milliseconds: Int64?
        let refusals: Int
        let round: Int
        let compensation: Money
        let penalties: Int
    }

    /// The table of a month: the largest category first.
    static func lines(of complaints: [Complaint], before: [String: Int]) -> [Line] {
        var lines: [String: Line] = [:]
        var departments: [String: [String: Int]] = [:]
        var causes: [String: [String: Int]] = [:]
        for complaint in complaints {
            let category = complaint.category
            var line = lines[category] ?? Line(category: category)
            line.number += 1
            if let isFounded = complaint.isFounded {
                if isFounded { line.founded += 1 } else { line.unfounded += 1 }
            }
            if let isInTime = complaint.isInTime {
                line.decided += 1
                if isInTime { line.inTime += 1 }
            }
            if let milliseconds = complaint.milliseconds {
                line.completed += 1
                line.accepted += 1
                line.milliseconds += milliseconds
            }
            if complaint.refusals > 0 { line.refused += 1 }
            if complaint.round > 1 { line.reopened += 1 }
            line.compensation = Money(fen: line.compensation.fen + complaint.compensation.fen)
            line.penalties += complaint.penalties
            if !complaint.department.isEmpty {
                departments[category, default: [:]][complaint.department, default: 0] += 1
            }
            if !complaint.cause.isEmpty { causes[category, default: [:]][complaint.cause, default: 0] += 1 }
            lines[category] = line
        }
        // A category that had complaints last month and has none now is news too.
        for category in before.keys where lines[category] == nil { lines[category] = Line(category: category) }
        return lines.values.map { line in
            var line = line
            line.before = before[line.category] ?? 0
            line.departments = tallies(departments[line.category] ?? [:])
            line.causes = tallies(causes[line.category] ?? [:])
            return line
        }.sorted { ($1.number, $0.category) < ($0.number, $1.category) }
    }

    private static func tallies(_ counts: [String: Int]) -> [Tally] {
        counts.map { Tally(name: $0.key, number: $0.value) }
            .sorted { ($1.number, $0.name) < ($0.number, $1.name) }.prefix(12).map(\.self)
    }

    /// The sums under the table.
    static func total(of lines: [Line]) -> Line {
        var total = Line(category: "")
        for line in lines {
            total.number += line.number
            total.before += line.before
            total.founded += line.founded
            total.unfounded += line.unfounded
            total.inTime += line.inTime
            total.decided += line.decided
            total.milliseconds += line.milliseconds
            total.completed += line.completed
            total.accepted += line.accepted
            total.refused += line.refused
            total.reopened += line.reopened
            total.compensation = Money(fen: total.compensation.fen + line.compensation.fen)
            total.penalties += line.penalties
        }
        return total
    }
}
