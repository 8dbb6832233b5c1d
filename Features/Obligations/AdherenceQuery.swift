import Handbook
import Kernel

/// What a reader asks of the report: a period of whole days, a handbook, and whose work.
struct AdherenceQuery: Equatable, Sendable {
    var from: Day
    /// The last day, counted in.
    var to: Day
    /// Nothing for that of the reader's own unit.
    var handbook: String?
    /// With the units below it, unless it is asked about alone.
    var unit: Unit.ID?
    var isUnitAlone = false
    var person: Adherence.Person?
    var clause: String?
    var outcome: Adherence.Outcome?
    var grouping = Adherence.Grouping.clause

    /// What a new reader sees.
    static let usualDays = 30
    /// The longest period of one report.
    static let mostDays = 400
    /// Weeks of the trend.
    static let trendWeeks = 12

    static func usual(today: Day) -> AdherenceQuery {
        AdherenceQuery(from: today.advanced(by: 1 - usualDays), to: today)
    }

    /// From midnight to the midnight after the last day.
    func period(in zone: Zone) -> Range<Instant> {
        zone.instant(from, .midnight)..<zone.instant(to.advanced(by: 1), .midnight)
    }

    /// The same question about the weeks up to the last day's.
    var trend: AdherenceQuery {
        var query = self
        query.from = to.monday.advanced(by: -7 * (Self.trendWeeks - 1))
        query.grouping = .week
        return query
    }

    /// The question behind one line of the report: it opens exactly the rows that the line counted.
    func narrowed(to key: String) -> AdherenceQuery {
        var query = self
        switch grouping {
        case .clause: query.clause = key
        case .unit:
            query.unit = Unit.ID(key)
            query.isUnitAlone = true
        case .person: query.person = key.isEmpty ? .nobody : .staff(Staff.ID(key))
        case .week:
            guard let monday = Day(iso: key) else { return query }
            query.from = max(from, monday)
            query.to = min(to, monday.advanced(by: 6))
        }
        return query
    }
}
