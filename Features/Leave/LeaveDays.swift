import Kernel

/// How much work a leave takes: half days, counted where the person would have worked. Holidays and days of rest are no
/// leave (职工带薪年休假条例, article 3). Pure.
enum LeaveDays {
    /// `work` are the hours of work of each day, by roster or by calendar. Of a day up to half of its hours is half a day,
    /// and however many pieces of it are leave, it is two halves: `others` are the hours of earlier leave.
    static func halves(
        of hours: Range<Instant>, work: [Day: [Range<Instant>]], beside others: [Range<Instant>] = []
    ) -> [Day: Int] {
        work.compactMapValues { spans in
            let left = others.reduce(2) { $0 - min($0, halves(of: $1, spans)) }
            let taken = min(left, halves(of: hours, spans))
            return taken > 0 ? taken : nil
        }
    }

    static func halfDays(
        of hours: Range<Instant>, work: [Day: [Range<Instant>]], beside others: [Range<Instant>] = []
    ) -> Int {
        sum(halves(of: hours, work: work, beside: others))
    }

    static func sum(_ halves: [Day: Int]) -> Int { halves.values.reduce(0, +) }

    /// Each year's part: a leave over New Year is taken from both.
    static func years(_ halves: [Day: Int]) -> [Int: Int] {
        halves.reduce(into: [:]) { $0[$1.key.year, default: 0] += $1.value }
    }

    private static func halves(of hours: Range<Instant>, _ spans: [Range<Instant>]) -> Int {
        let whole = spans.reduce(Int64(0)) { $0 + length($1) }
        let taken = spans.reduce(Int64(0)) { $0 + length($1.clamped(to: hours)) }
        if taken <= 0 { return 0 }
        return taken * 2 <= whole ? 1 : 2
    }

    private static func length(_ span: Range<Instant>) -> Int64 {
        (span.upperBound - span.lowerBound).milliseconds
    }
}

/// 年休假 by law: 职工带薪年休假条例 (State Council 2007, no. 514) articles 3 and 4, 企业职工带薪年休假实施办法 (2008)
/// articles 3, 5 and 12. Days of a calendar year. Pure.
enum AnnualLeave {
    /// For so many whole years of work, wherever they were worked: 1–<10, 10–<20, 20 and more.
    static func days(afterYears years: Int) -> Int {
        switch years {
        case ..<1: 0
        case ..<10: 5
        case ..<20: 10
        default: 15
        }
    }

    /// Whole years between two dates; a 29 February is complete on 1 March.
    static func years(from start: Day, through end: Day) -> Int {
        guard start <= end else { return 0 }
        let isBefore = (end.month, end.day) < (start.month, start.day)
        return end.year - start.year - (isBefore ? 1 : 0)
    }

    /// What a person may take in a year, seen from the end of `day` in it: the band reached by then. Whoever joins in the
    /// year, or completes the first year of work in it, has the share of the days that are left, the day of joining with
    /// it; what makes no whole day is not granted.
    static func entitlement(workingSince: Day, joined: Day, on day: Day) -> Int {
        let full = days(afterYears: years(from: workingSince, through: day))
        let qualified = anniversary(1, of: workingSince)
        let first = max(Day(day.year, 1, 1), joined, qualified)
        guard full > 0, first <= Day(day.year, 12, 31) else { return 0 }
        guard first > Day(day.year, 1, 1) else { return full }
        let left = first.distance(to: Day(day.year, 12, 31)) + 1
        return min(full, left * full / 365)
    }

    /// What the part of a year that somebody has been here, up to the day of leaving, comes to in whole days: the days
    /// of the calendar since New Year, joining or the first full year of work, of 365, of what a whole year grants
    /// (实施办法, article 12). What makes no whole day is not paid.
    static func earned(workingSince: Day, joined: Day, leavingOn day: Day) -> Int {
        let full = days(afterYears: years(from: workingSince, through: day))
        let first = max(Day(day.year, 1, 1), joined, anniversary(1, of: workingSince))
        guard full > 0, first <= day else { return 0 }
        return min(full, (first.distance(to: day) + 1) * full / 365)
    }

    private static func anniversary(_ years: Int, of day: Day) -> Day {
        Day.valid(day.year + years, day.month, day.day) ?? Day(day.year + years, 3, 1)
    }
}

/// What annual leave comes to for somebody who leaves: earned up to the last day, taken, and the difference to be paid for.
/// What was taken beyond is not asked back (实施办法, article 12). In half days. Pure.
struct AnnualLeaveDue: Equatable, Sendable {
    let lastDay: Day
    let workingSince: Day
    let earned: Int
    let taken: Int

    var owed: Int { max(0, earned - taken) }

    /// 2.5
    static func days(_ halves: Int) -> String {
        halves.isMultiple(of: 2) ? String(halves / 2) : "\(halves / 2).5"
    }
}
