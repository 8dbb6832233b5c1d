public import Kernel

/// What a promotion did 促销期分析 (F-82, CHAIN-40): the days of it beside the days before and after. All changes are by the
/// day, for the three need not be of one length.
public struct Promotion: Hashable, Sendable {
    /// Amounts in thousandths of the currency, tickets with a purchase.
    public struct Span: Hashable, Sendable {
        public var days: Int
        public var net: Int64 = 0
        public var memberNet: Int64 = 0
        public var tickets = 0
        public var memberTickets = 0
        public var units = 0
        /// Different members.
        public var buyers = 0

        init(days: Int) { self.days = days }

        /// M-01
        public var memberShare: Ratio { Ratio(memberNet, of: net) }
        public var averageTicket: Ratio { Ratio(net, of: tickets) }
        public var netPerDay: Ratio { Ratio(net, of: days) }
        public var ticketsPerDay: Ratio { Ratio(tickets, of: days) }
    }

    public let base: Span
    public let promotion: Span
    /// Nothing as long as it is not over, or nobody asked.
    public let after: Span?
    /// Members who bought in it for the first time.
    public private(set) var newBuyers = 0
    /// Of those, who came again afterwards.
    public private(set) var newBuyersKept = 0
    /// Members who bought in it after having been away for longer than what counts as quiet.
    public private(set) var reactivated = 0

    /// - Parameters:
    ///   - base: days before it to which it is compared.
    ///   - days: the promotion's own.
    ///   - after: days after it: whether people only bought earlier what they would have bought anyway.
    ///
    /// Costs two walks over all tickets.
    public init(
        _ sales: SalesColumns, base: ClosedRange<Day>, days: ClosedRange<Day>, after: ClosedRange<Day>? = nil,
        terms: LifeCycle.Terms = LifeCycle.Terms()
    ) {
        self.base = Self.span(sales, base)
        promotion = Self.span(sales, days)
        self.after = after.map { Self.span(sales, $0) }
        let (start, end) = (days.lowerBound.number, days.upperBound.number)
        let later = after.map { $0.lowerBound.number...$0.upperBound.number }
        for member in 0..<sales.members {
            var (before, first, cameAgain) = (Int.min, Int.max, false)
            sales.tickets(of: member) { place in
                guard sales.isPurchase(place) else { return }
                let day = Int(sales.day[place])
                if day < start { before = max(before, day) } else if day <= end { first = min(first, day) }
                if later?.contains(day) == true { cameAgain = true }
            }
            guard first < .max else { continue }
            if before == .min {
                newBuyers += 1
                if cameAgain { newBuyersKept += 1 }
            } else if first - before > terms.quiet {
                reactivated += 1
            }
        }
    }

    /// Net a day above that of the days before, as a part of it: 0.25 is a quarter more.
    public var uplift: Ratio { Self.change(promotion.net, promotion.days, base.net, base.days) }
    public var ticketUplift: Ratio {
        Self.change(Int64(promotion.tickets), promotion.days, Int64(base.tickets), base.days)
    }
    /// The same of the days after it: below nothing where sales were only brought forward.
    public var afterEffect: Ratio? { after.map { Self.change($0.net, $0.days, base.net, base.days) } }

    private static func span(_ sales: SalesColumns, _ days: ClosedRange<Day>) -> Span {
        var span = Span(days: days.upperBound.number - days.lowerBound.number + 1)
        var seen = [Bool](repeating: false, count: sales.members)
        let (from, until) = (Int32(days.lowerBound.number), Int32(days.upperBound.number))
        for place in 0..<sales.count where sales.day[place] >= from && sales.day[place] <= until {
            let ticket = sales[place]
            let isMember = ticket.member != SalesColumns.nobody
            span.net += ticket.net
            span.units += Int(ticket.units)
            if isMember { span.memberNet += ticket.net }
            guard ticket.isPurchase else { continue }
            span.tickets += 1
            guard isMember else { continue }
            span.memberTickets += 1
            if !seen[Int(ticket.member)] {
                seen[Int(ticket.member)] = true
                span.buyers += 1
            }
        }
        return span
    }

    private static func change(_ now: Int64, _ nowDays: Int, _ before: Int64, _ beforeDays: Int) -> Ratio {
        Ratio(now * Int64(beforeDays) - before * Int64(nowDays), of: before * Int64(nowDays))
    }
}
