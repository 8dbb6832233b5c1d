public import Kernel

/// Who was lost in a period, and what went with them 会员流失分析 (M-28, M-29, M-31; F-86, CHAIN-45, CHAIN-89).
///
/// Lost in a period is who was not on the day before it, and is on its last day: whoever comes back in between is not.
public struct Churn: Sendable {
    /// One of those who were lost.
    public struct Loss: Hashable, Sendable {
        public let member: Int32
        public let last: Day
        /// Net of the twelve months up to the last purchase, in thousandths (M-31).
        public let value: Int64
        /// Net of all there ever was.
        public let lifetime: Int64

        public init(member: Int32, last: Day, value: Int64, lifetime: Int64) {
            self.member = member
            self.last = last
            self.value = value
            self.lifetime = lifetime
        }
    }

    /// The dearest first.
    public private(set) var losses: [Loss] = []
    /// Members not lost on the day before the period, and what they were worth (as `Loss.value`).
    public private(set) var held = 0
    public private(set) var heldValue: Int64 = 0
    /// Members who bought in the days before, and who bought in both.
    public private(set) var buyersBefore = 0
    public private(set) var buyersOfBoth = 0

    /// - Parameters:
    ///   - days: before the period, for whoever bought in both; nothing: as many as the period has.
    ///   - gone: members whose membership was over: nobody can be lost who is none any more (M-27).
    ///
    /// Costs a walk over all tickets.
    public init(
        _ sales: SalesColumns, in period: ClosedRange<Day>, after days: ClosedRange<Day>? = nil,
        without gone: Set<Int32> = [], terms: LifeCycle.Terms = LifeCycle.Terms()
    ) {
        let (start, end) = (period.lowerBound.number, period.upperBound.number)
        let before = days.map { $0.lowerBound.number...$0.upperBound.number } ?? (2 * start - end - 1)...(start - 1)
        for member in 0..<sales.members where !gone.contains(Int32(member)) {
            var (first, lastBefore, last) = (Int.max, Int.min, Int.min)
            var (boughtBefore, boughtNow) = (false, false)
            sales.tickets(of: member) { place in
                let day = Int(sales.day[place])
                guard sales.isPurchase(place), day <= end else { return }
                first = min(first, day)
                last = max(last, day)
                if day < start { lastBefore = max(lastBefore, day) } else { boughtNow = true }
                if before.contains(day) { boughtBefore = true }
            }
            if boughtBefore {
                buyersBefore += 1
                if boughtNow { buyersOfBoth += 1 }
            }
            guard lastBefore > .min, terms.stage(first: first, last: lastBefore, on: start - 1) != .lost else {
                continue
            }
            let (value, lifetime) = Self.worth(of: member, sales, lastBefore, end)
            held += 1
            heldValue += value
            if terms.stage(first: first, last: last, on: end) == .lost {
                losses.append(Loss(member: Int32(member), last: Day(number: last), value: value, lifetime: lifetime))
            }
        }
        losses.sort { ($1.value, $0.member) < ($0.value, $1.member) }
    }

    /// M-28, by number.
    public var rate: Ratio { Ratio(losses.count, of: held) }
    /// M-28, by value.
    public var rateByValue: Ratio { Ratio(valueLost, of: heldValue) }
    /// M-29: not lost, of those who were not before.
    public var retention: Ratio { Ratio(held - losses.count, of: held) }
    /// M-29, the other definition: who bought in the period and in the one before, of those who bought in that.
    public var retentionOfBuyers: Ratio { Ratio(buyersOfBoth, of: buyersBefore) }
    /// M-31, in thousandths.
    public var valueLost: Int64 { losses.reduce(0) { $0 + $1.value } }

    private static func worth(
        of member: Int, _ sales: SalesColumns, _ last: Int, _ end: Int
    ) -> (value: Int64, lifetime: Int64) {
        var (value, lifetime): (Int64, Int64) = (0, 0)
        sales.tickets(of: member) { place in
            let day = Int(sales.day[place])
            if day <= end { lifetime += sales.net[place] }
            if day <= last, day > last - 365 { value += sales.net[place] }
        }
        return (value, lifetime)
    }
}
