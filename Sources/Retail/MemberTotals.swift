public import Kernel

/// What each member bought in a window of days, by the member's number: what all that is said of members begins with.
///
/// - `tickets`: F, tickets with a purchase; returns alone are none.
/// - `spent`: M, what those tickets bought, in thousandths; what was taken back later is not deducted.
/// - `first`, `last`: days of the first and the last purchase; `days`: different days with one.
///
/// Whoever bought nothing in the window has no tickets and counts for nothing.
public struct MemberTotals: Sendable {
    public struct Total: Hashable, Sendable {
        public var tickets: Int32 = 0
        public var days: Int32 = 0
        public var first: Int32 = 0
        public var last: Int32 = 0
        public var spent: Int64 = 0

        public var isBuyer: Bool { tickets > 0 }
    }

    public let window: ClosedRange<Day>
    public private(set) var totals: [Total] = []

    /// Costs a walk over all tickets: some 0.3 s for three million.
    public init(_ sales: SalesColumns, in window: ClosedRange<Day>) {
        self.window = window
        totals = [Total](repeating: Total(), count: sales.members)
        for member in totals.indices { count(member, in: sales) }
    }

    /// After tickets were added or restated: only those members are counted anew.
    public mutating func recount(_ members: some Sequence<Int32>, in sales: SalesColumns) {
        if sales.members > totals.count {
            totals += [Total](repeating: Total(), count: sales.members - totals.count)
        }
        for member in Set(members) where member >= 0 { count(Int(member), in: sales) }
    }

    /// Members who bought in the window.
    public var buyers: Int { totals.count(where: \.isBuyer) }

    private mutating func count(_ member: Int, in sales: SalesColumns) {
        var total = Total()
        var days: [Int32] = []
        let (from, until) = (Int32(window.lowerBound.number), Int32(window.upperBound.number))
        sales.tickets(of: member) { place in
            let day = sales.day[place]
            guard sales.isPurchase(place), day >= from, day <= until else { return }
            total.tickets += 1
            total.spent += sales.bought[place]
            if days.last != day { days.append(day) }
        }
        if days.count > 1 { days.sort() }
        var previous: Int32?
        for day in days where day != previous {
            total.days += 1
            previous = day
        }
        if let first = days.first, let last = days.last { (total.first, total.last) = (first, last) }
        totals[member] = total
    }
}

extension MemberTotals {
    /// What the best part of those who bought spent, of all that members spent: `0.2`: the 20 % who spent most, rounded up
    /// to a whole member. Nothing where nobody spent anything.
    public func share(ofTop part: Double) -> Double? {
        let spent = totals.lazy.filter(\.isBuyer).map(\.spent).sorted(by: >)
        let all = spent.reduce(0, +)
        guard all > 0, part > 0 else { return nil }
        let most = min(spent.count, Int((part * Double(spent.count)).rounded(.up)))
        return Double(spent.prefix(most).reduce(0, +)) / Double(all)
    }
}
