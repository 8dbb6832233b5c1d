public import Kernel

extension SalesColumns {
    /// Different members who bought in each month, by its name (`2010-12`). Costs a walk over all tickets.
    public func buyersByMonth(in window: ClosedRange<Day>) -> [String: Int] {
        let (from, until) = (window.lowerBound.number, window.upperBound.number)
        let first = window.lowerBound.year * 12 + window.lowerBound.month - 1
        let monthOf = (from...until).map { number -> Int in
            let day = Day(number: number)
            return day.year * 12 + day.month - 1 - first
        }
        var counts = [Int](repeating: 0, count: (monthOf.last ?? 0) + 1)
        // The last member seen in each month: members are walked one after another.
        var seen = [Int](repeating: -1, count: counts.count)
        for member in 0..<members {
            tickets(of: member) { place in
                let number = Int(day[place])
                guard isPurchase(place), number >= from, number <= until else { return }
                let month = monthOf[number - from]
                guard seen[month] != member else { return }
                seen[month] = member
                counts[month] += 1
            }
        }
        var named: [String: Int] = [:]
        for (month, count) in counts.enumerated() where count > 0 {
            let number = (first + month) % 12 + 1
            named["\((first + month) / 12)-\(number < 10 ? "0" : "")\(number)"] = count
        }
        return named
    }
}
