import Mathematics

/// After how many days members buy again 回购周期 (M-19): the mean of each member's intervals, and the mean, the median and the
/// ninth tenth of those. The median is what is meant: a few who come once a year pull the mean.
public struct PurchaseIntervals: Sendable {
    public enum Between: Hashable, Sendable {
        /// From ticket to ticket: two on one day are no days apart.
        case tickets
        /// From one day with a purchase to the next.
        case days
    }

    /// Members with two purchases.
    public let members: Int
    /// Days between all first and all last purchases, of all intervals between.
    public let pooled: Ratio
    /// Of the members' means; nothing where nobody bought twice.
    public let mean: Double?
    public let median: Double?
    /// After so many days nine of ten have come again: where sleep begins, if the shop's own rhythm says so.
    public let ninthTenth: Double?

    public init(_ totals: MemberTotals, between: Between = .tickets) {
        var means: [Double] = []
        var (days, intervals): (Int64, Int64) = (0, 0)
        for total in totals.totals {
            let times = between == .tickets ? total.tickets : total.days
            guard times >= 2 else { continue }
            let span = Int64(total.last - total.first)
            days += span
            intervals += Int64(times - 1)
            means.append(Double(span) / Double(times - 1))
        }
        let sample = Quantiles(means)
        members = means.count
        pooled = Ratio(days, of: intervals)
        mean = means.isEmpty ? nil : means.reduce(0, +) / Double(means.count)
        median = sample.median
        ninthTenth = sample.value(at: 0.9)
    }
}

/// Who bought again, by the three definitions in use, which must not be taken for each other (M-20).
public struct RepeatRates: Hashable, Sendable {
    /// 复购率: who bought on two days of the period, of those who bought in it.
    public let repeated: Ratio
    /// 老会员重购率: who bought in the period, of those who had bought before it.
    public let returned: Ratio
    /// 新会员保留率: who bought on a second day, of those who bought in the period for the first time.
    public let kept: Ratio

    /// - Parameters:
    ///   - period: what members bought in it.
    ///   - before: what they bought from the first ticket there is to the day before the period; nothing: there is none.
    public init(_ period: MemberTotals, before: MemberTotals?) {
        var (repeated, returned, known, new, kept) = (0, 0, 0, 0, 0)
        for (member, total) in period.totals.enumerated() {
            let isOld = before?.totals.indices.contains(member) == true && before?.totals[member].isBuyer == true
            if isOld { known += 1 }
            guard total.isBuyer else { continue }
            if total.days >= 2 { repeated += 1 }
            if isOld {
                returned += 1
            } else {
                new += 1
                if total.days >= 2 { kept += 1 }
            }
        }
        self.repeated = Ratio(repeated, of: period.buyers)
        self.returned = Ratio(returned, of: known)
        self.kept = Ratio(kept, of: new)
    }
}
