public import Kernel
public import Mathematics

/// What each member bought again, as the models of repeat buying take it (METRICS 14): x different days with a purchase but
/// the first, t_x from the first to the last, T from the first to the end; and what they spent on those days, a day on
/// average. Purchases after the end are held out: what came true.
public struct RepeatPurchases: Sendable {
    public let end: Day
    /// Days a unit of time: 1 or 7.
    public let unit: Double
    /// The members, and their histories in the same order.
    public private(set) var members: [Int32] = []
    public private(set) var histories: [PurchaseHistory] = []
    public private(set) var spends: [SpendHistory] = []
    /// Different days after the end on which these members bought, within the window: by member, in the same order.
    public private(set) var heldOut: [Int32] = []

    /// - Parameters:
    ///   - window: purchases outside count for nothing.
    ///   - end: of the observation; what the window has after it is held out.
    ///
    /// Costs a walk over all tickets and a sort of each member's days.
    public init(_ sales: SalesColumns, in window: ClosedRange<Day>, end: Day, unit: Double = 1) {
        self.end = end
        self.unit = unit
        let (from, until, last) = (
            Int32(window.lowerBound.number), Int32(window.upperBound.number), Int32(end.number)
        )
        var purchases: [(day: Int32, spent: Int64)] = []
        for member in 0..<sales.members {
            purchases.removeAll(keepingCapacity: true)
            sales.tickets(of: member) { place in
                let day = sales.day[place]
                guard sales.isPurchase(place), day >= from, day <= until else { return }
                purchases.append((day, sales.bought[place]))
            }
            guard !purchases.isEmpty else { continue }
            purchases.sort { $0.day < $1.day }
            let first = purchases[0].day
            guard first <= last else { continue }
            var (days, later) = (0, Int32(0))
            var (previous, latest) = (Int32.min, first)
            var again: Int64 = 0
            for (day, spent) in purchases {
                let isNew = day != previous
                previous = day
                if day > last {
                    if isNew { later += 1 }
                    continue
                }
                if isNew { days += 1 }
                if day > first { again += spent }
                latest = day
            }
            members.append(Int32(member))
            histories.append(
                PurchaseHistory(
                    frequency: days - 1, recency: Double(latest - first) / unit, age: Double(last - first) / unit))
            spends.append(SpendHistory(purchases: days - 1, mean: Self.mean(again, of: Int64(days - 1))))
            heldOut.append(later)
        }
    }

    /// To the hundredth, half up: so the published estimates have it, and less than a cent a purchase tells nobody apart.
    private static func mean(_ spent: Int64, of purchases: Int64) -> Double {
        purchases > 0 ? Double((spent + 5 * purchases) / (10 * purchases)) / 100 : 0
    }

    public var repeats: Int { histories.reduce(0) { $0 + $1.frequency } }
    public var purchasesHeldOut: Int { heldOut.reduce(0) { $0 + Int($1) } }
}
