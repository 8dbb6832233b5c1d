public import Kernel

/// Where a row of months goes (M-26, CHAIN-41, CHAIN-44): the slope of the straight line nearest to them (least squares), a
/// month, as a part of their mean. +0.05: five hundredths of the mean more every month.
public struct Trend: Hashable, Sendable {
    public let slopeOfMean: Ratio

    /// - Parameter values: one a month without a gap, the oldest first; nothing is said of fewer than two.
    public init?(_ values: [Int64]) {
        let count = Int64(values.count)
        guard count >= 2 else { return nil }
        // Σ(i - m)(y - ȳ) / Σ(i - m)² ÷ ȳ, with m = (n - 1) / 2 and Σ(i - m)² = n(n² - 1) / 12, in whole numbers.
        var along: Int64 = 0
        for (place, value) in values.enumerated() { along += (2 * Int64(place) - count + 1) * value }
        slopeOfMean = Ratio(6 * along, of: (count * count - 1) * values.reduce(0, +))
    }
}

/// What was sold net, month by month, in all and to members (CHAIN-41, CHAIN-44).
public struct MonthlyNets: Hashable, Sendable {
    public struct Month: Hashable, Sendable {
        public let year: Int
        public let month: Int
        /// In thousandths.
        public fileprivate(set) var net: Int64 = 0
        public fileprivate(set) var members: Int64 = 0

        /// `2026-03`
        public var name: String { "\(year)-\(month < 10 ? "0" : "")\(month)" }
    }

    /// All months of the window, those without a sale too.
    public private(set) var months: [Month]

    private let first: Int
    private let place: [Int32]

    /// Without a sale yet.
    public init(in window: ClosedRange<Day>) {
        let (from, until) = (window.lowerBound.number, window.upperBound.number)
        var (months, place) = ([Month](), [Int32](repeating: 0, count: until - from + 1))
        for number in from...until {
            let day = Day(number: number)
            let (year, month) = (day.year, day.month)
            if months.last.map({ $0.year != year || $0.month != month }) ?? true {
                months.append(Month(year: year, month: month))
            }
            place[number - from] = Int32(months.count - 1)
        }
        first = from
        self.months = months
        self.place = place
    }

    public init(_ sales: SalesColumns, in window: ClosedRange<Day>) {
        self.init(in: window)
        for ticket in 0..<sales.count {
            let isMember = sales.member[ticket] != SalesColumns.nobody
            add(sales.net[ticket], ofMembers: isMember ? sales.net[ticket] : 0, on: Int(sales.day[ticket]))
        }
    }

    /// What a day came to; outside of the window it counts for nothing.
    public mutating func add(_ net: Int64, ofMembers members: Int64, on day: Day) {
        add(net, ofMembers: members, on: day.number)
    }

    private mutating func add(_ net: Int64, ofMembers members: Int64, on day: Int) {
        guard place.indices.contains(day - first) else { return }
        let month = Int(place[day - first])
        months[month].net += net
        months[month].members += members
    }

    /// Beside the month before 环比, and beside the same month of the year before 同比: the change as a part of that one;
    /// nothing where it is not here.
    public func change(of place: Int, after months: Int = 1) -> Ratio? {
        guard self.months.indices.contains(place), place >= months else { return nil }
        let before = self.months[place - months].net
        return Ratio(self.months[place].net - before, of: before)
    }
}
