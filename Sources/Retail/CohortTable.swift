public import Kernel

/// Who began in the same month, and how many of them bought again in each month after 同期群留存.
///
/// `active[c][k]`: members of the c-th month who bought k months later; k = 0 is all of them. Months after the window are not
/// there, rather than 0.
public struct CohortTable: Hashable, Sendable {
    /// The first month, as months since the year 0; the others follow without a gap.
    public let firstMonth: Int
    public let active: [[Int]]

    /// Costs a walk over all tickets and a month's number for each.
    public init(_ sales: SalesColumns, in window: ClosedRange<Day>) {
        let first = Self.month(of: window.lowerBound)
        let months = Self.month(of: window.upperBound) - first + 1
        let monthOf = window.lowerBound.number...window.upperBound.number
        let numbers = monthOf.map { Self.month(of: Day(number: $0)) - first }
        var active = (0..<months).map { [Int](repeating: 0, count: months - $0) }
        var seen = [Bool](repeating: false, count: months)
        for member in 0..<sales.members {
            var (begun, ended) = (months, -1)
            sales.tickets(of: member) { place in
                let day = Int(sales.day[place])
                guard sales.isPurchase(place), monthOf.contains(day) else { return }
                let month = numbers[day - monthOf.lowerBound]
                seen[month] = true
                (begun, ended) = (min(begun, month), max(ended, month))
            }
            guard begun <= ended else { continue }
            for month in begun...ended where seen[month] {
                active[begun][month - begun] += 1
                seen[month] = false
            }
        }
        firstMonth = first
        self.active = active
    }

    /// Of those who began in a month, the part that bought k months later.
    public func retention(_ cohort: Int, after k: Int) -> Double? {
        guard active.indices.contains(cohort), active[cohort].indices.contains(k), active[cohort][0] > 0 else {
            return nil
        }
        return Double(active[cohort][k]) / Double(active[cohort][0])
    }

    /// `2010-12`
    public func name(of cohort: Int) -> String {
        let month = firstMonth + cohort
        let number = month % 12 + 1
        return "\(month / 12)-\(number < 10 ? "0" : "")\(number)"
    }

    private static func month(of day: Day) -> Int { day.year * 12 + day.month - 1 }
}
