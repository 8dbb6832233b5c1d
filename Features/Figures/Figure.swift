import Kernel

/// A figure of the reports: one typed value with its definition, counted and listed by one condition, so that a figure
/// and its list cannot disagree. The numbers M-nn are those of the catalogue of metrics.
enum Figure: String, CaseIterable, Sendable {
    // cases by when they were reported
    case volume, complaints, severe
    case foundedRate = "founded-rate"
    case transferRate = "transfer-rate"
    case reopenRate = "reopen-rate"
    // cases by when they were completed
    case completed
    case handlingTime = "handling-time"
    // cases that stood open at the end of the period
    case backlog
    case backlogAge = "backlog-age"
    case backlogLate = "backlog-late"
    // clocks by when they started
    case firstReplyOnTime = "first-reply-on-time"
    case firstReplyTime = "first-reply-time"
    case completedOnTime = "completed-on-time"
    // promises by when they were due
    case promiseKept = "promise-kept"
    case promiseRenewed = "promise-renewed"
    // return visits, compensations, penalties, reopenings by when they happened
    case solvedRate = "solved-rate"
    case satisfaction
    case compensation
    case penalties
    case reopenings
    /// M-45: asked again for what should have been asked at first (SOFT-58).
    case askedAgain = "asked-again"
    /// A step beyond what was asked for (GEN1-18).
    case extraService = "extra-service"

    /// What is counted: rows of one kind, each belonging to a case, each with an instant that puts it into a period.
    enum Source: String, CaseIterable, Sendable {
        case reported, completed, open, reply, completion, promise, visit, compensation, penalty, reopening, extra
    }

    /// How rows become a value.
    enum Shape: Equatable, Sendable {
        /// how many
        case count
        /// a part of a whole, in per cent
        case share
        /// a mean of milliseconds, with its median
        case time
        /// a sum of 分
        case money
    }

    var source: Source {
        switch self {
        case .volume, .complaints, .severe, .foundedRate, .transferRate, .reopenRate, .askedAgain: .reported
        case .extraService: .extra
        case .completed, .handlingTime: .completed
        case .backlog, .backlogAge, .backlogLate: .open
        case .firstReplyOnTime, .firstReplyTime: .reply
        case .completedOnTime: .completion
        case .promiseKept, .promiseRenewed: .promise
        case .solvedRate, .satisfaction: .visit
        case .compensation: .compensation
        case .penalties: .penalty
        case .reopenings: .reopening
        }
    }

    var shape: Shape {
        switch self {
        case .volume, .complaints, .severe, .completed, .backlog, .backlogLate, .promiseRenewed, .penalties,
            .reopenings, .extraService:
            .count
        case .foundedRate, .transferRate, .reopenRate, .firstReplyOnTime, .completedOnTime, .promiseKept, .solvedRate,
            .satisfaction, .askedAgain:
            .share
        case .handlingTime, .backlogAge, .firstReplyTime: .time
        case .compensation: .money
        }
    }

    /// Whether more of it is better, worse, or neither: for the word beside a change, never for a colour alone.
    var isBetterHigher: Bool? {
        switch self {
        case .volume, .complaints, .severe, .completed, .foundedRate, .compensation, .penalties, .promiseRenewed: nil
        case .firstReplyOnTime, .completedOnTime, .promiseKept, .solvedRate, .satisfaction, .extraService: true
        case .transferRate, .reopenRate, .handlingTime, .backlog, .backlogAge, .backlogLate, .firstReplyTime,
            .reopenings, .askedAgain:
            false
        }
    }
}

/// Which of its rows a list shows: all that were counted, those of the part, or those of the rest.
enum FigurePart: String, CaseIterable, Sendable {
    case whole, part, rest
}

/// By what a figure is broken down.
enum FigureDimension: String, CaseIterable, Sendable {
    case type, category, product, unit, place, cause, person, severity, channel, source, day, week, month

    var isTime: Bool { self == .day || self == .week || self == .month }
}

/// What was counted. `whole` rows; of them `part`, for a share; the `sum` of their values, for times and money.
struct FigureValue: Equatable, Sendable {
    let figure: Figure
    var whole: Int64 = 0
    var part: Int64 = 0
    var sum: Int64 = 0
    /// The middle value, where it was asked for.
    var median: Int64?

    static func + (a: Self, b: Self) -> Self {
        Self(figure: a.figure, whole: a.whole + b.whole, part: a.part + b.part, sum: a.sum + b.sum)
    }

    /// The value as a number that can be compared; nothing where there is nothing to divide by: n/a, never 0 %.
    var number: Double? {
        switch figure.shape {
        case .count: Double(whole)
        case .share: whole == 0 ? nil : Double(part) / Double(whole)
        case .time: whole == 0 ? nil : Double(sum) / Double(whole)
        case .money: Double(sum)
        }
    }
}

/// One line of a breakdown: a key of the dimension, empty where the case says nothing.
struct FigureLine: Equatable, Sendable {
    let key: String
    let value: FigureValue
}

/// A row behind a figure.
struct FigureRow: Equatable, Sendable {
    let record: Case.ID
    let number: String
    let subject: String
    let state: Case.State
    let unit: Unit.ID
    let handler: Staff.ID?
    /// What put it into the period.
    let at: Instant
    /// For times milliseconds, for money 分.
    let value: Int64?
}

/// What a reader asks: whole days, whose cases, which figure, by what.
struct FigureQuery: Equatable, Sendable {
    var from: Day
    /// The last day, counted in.
    var to: Day
    /// With the units below it.
    var unit: Unit.ID?
    var type: String?
    var dimension: FigureDimension?
    /// One value of the dimension; empty for cases that say nothing.
    var key: String?

    static let usualDays = 30
    static let mostDays = 400

    static func usual(today: Day) -> FigureQuery { FigureQuery(from: today.advanced(by: 1 - usualDays), to: today) }

    var days: Int { from.distance(to: to) + 1 }

    /// As many days, just before.
    var before: FigureQuery {
        var query = self
        query.from = from.advanced(by: -days)
        query.to = from.advanced(by: -1)
        return query
    }

    /// Every day, week or month of the period in its order: where nothing happened stands a nought, and no gap. What is
    /// still open may have come in before the period and keeps its own days beside.
    func filled(_ lines: [FigureLine], _ figure: Figure, by dimension: FigureDimension) -> [FigureLine] {
        guard dimension.isTime, !lines.isEmpty else { return lines }
        var known = Dictionary(lines.map { ($0.key, $0) }) { first, _ in first }
        for day in (0..<days).map({ from.advanced(by: $0) }) {
            let key = dimension.key(of: day)
            if known[key] == nil { known[key] = FigureLine(key: key, value: FigureValue(figure: figure)) }
        }
        return known.values.sorted { $0.key < $1.key }
    }

    func period(in zone: Zone) -> Range<Instant> {
        zone.instant(from, .midnight)..<zone.instant(to.advanced(by: 1), .midnight)
    }
}

/// The question as the database is asked it: whose rows, of which time.
struct FigureScope: Equatable, Sendable {
    var period: Range<Instant>
    /// How far the reader's right reaches, already narrowed to the unit asked for.
    var reach: UnitReach
    var staff: Staff.ID
    var type: String?
    /// One of these, where a report counts several (SOFT-28); any, where it names none.
    var types: [String] = []
    var dimension: FigureDimension?
    var key: String?
    var zone: Zone
    /// What is still open counts up to here.
    var now: Instant
}

extension FigureScope {
    /// The instants of a value of a time dimension, within the period.
    func span(of key: String, by dimension: FigureDimension) -> Range<Instant>? {
        guard let first = Day(iso: key) else { return nil }
        let next: Day =
            switch dimension {
            case .day: first.advanced(by: 1)
            case .week: first.advanced(by: 7)
            case .month: first.month == 12 ? Day(first.year + 1, 1, 1) : Day(first.year, first.month + 1, 1)
            case .type, .category, .product, .unit, .place, .cause, .person, .severity, .channel, .source: first
            }
        let lower = max(period.lowerBound, zone.instant(first, .midnight))
        let upper = min(period.upperBound, zone.instant(next, .midnight))
        return lower < upper ? lower..<upper : nil
    }

    /// The key of an instant.
    func key(of instant: Instant, by dimension: FigureDimension) -> String {
        dimension.key(of: zone.day(of: instant))
    }
}

extension FigureDimension {
    /// By which day a day, its week or its month is called.
    func key(of day: Day) -> String {
        switch self {
        case .week: day.monday.description
        case .month: Day(day.year, day.month, 1).description
        case .day, .type, .category, .product, .unit, .place, .cause, .person, .severity, .channel, .source:
            day.description
        }
    }
}
