import Kernel

extension Span {
    /// Whether no calendar and no start could make this length end after the other: the check of contradictions must
    /// never accuse a handbook that could be kept. Lengths in different kinds of time are left alone.
    func isSurelyShorter(than other: Span) -> Bool {
        guard let mine = comparable, let theirs = other.comparable, mine.kind == theirs.kind else { return false }
        return mine.amount < theirs.amount
    }

    private enum Kind { case wall, business, workingDay, calendarDay }

    private var comparable: (kind: Kind, amount: Int)? {
        switch unit {
        case .minutes: (.wall, count)
        case .hours: (.wall, count * 60)
        case .days: (.wall, count * 24 * 60)
        case .businessMinutes: (.business, count)
        case .businessHours: (.business, count * 60)
        case .workingDays: (.workingDay, count)
        case .calendarDays: (.calendarDay, count)
        }
    }
}
