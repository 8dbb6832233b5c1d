public import Kernel

/// What members bought by some trait of theirs (M-08, M-15, CHAIN-86, F-85): an age band, an income, a number of children, a
/// tier, a grade; whatever members can be told apart by.
public struct TraitTable: Sendable {
    /// Amounts in thousandths of the currency.
    public struct Row: Hashable, Sendable {
        /// Members with a purchase, and those with purchases on two days.
        public var buyers = 0
        public var repeated = 0
        /// With a purchase.
        public var tickets = 0
        public var units = 0
        public var net: Int64 = 0

        public init() {}

        /// M-03
        public var averageTicket: Ratio { Ratio(net, of: tickets) }
        /// M-18
        public var frequency: Ratio { Ratio(tickets, of: buyers) }
        /// M-06
        public var unitsPerTicket: Ratio { Ratio(units, of: tickets) }
        /// M-08
        public var perBuyer: Ratio { Ratio(net, of: buyers) }
        /// M-20
        public var repeatRate: Ratio { Ratio(repeated, of: buyers) }

        public static func += (sum: inout Row, more: Row) {
            sum.buyers += more.buyers
            sum.repeated += more.repeated
            sum.tickets += more.tickets
            sum.units += more.units
            sum.net += more.net
        }
    }

    /// By the value's number.
    public private(set) var rows: [Row]
    /// Members of whom the trait is not known.
    public private(set) var unknown = Row()
    /// Tickets without a member.
    public private(set) var nobody = Row()

    /// - Parameter values: the value's number by the member's, -1 where it is not known; members beyond are not known.
    ///
    /// Costs a walk over all tickets.
    public init(_ sales: SalesColumns, in window: ClosedRange<Day>, values: [Int32], count: Int) {
        rows = [Row](repeating: Row(), count: count)
        let (from, until) = (Int32(window.lowerBound.number), Int32(window.upperBound.number))
        for member in 0..<sales.members {
            let row = Self.row(of: member, sales, from, until)
            let value = member < values.count ? Int(values[member]) : -1
            if rows.indices.contains(value) { rows[value] += row } else { unknown += row }
        }
        for place in 0..<sales.count
        where sales.member[place] == SalesColumns.nobody && sales.day[place] >= from && sales.day[place] <= until {
            Self.add(sales[place], to: &nobody)
        }
    }

    /// Of all that members bought, those included of whom the trait is not known.
    public var members: Row { (rows + [unknown]).reduce(into: Row()) { $0 += $1 } }

    /// M-24 消费力指数: what a buyer of this value spends beside what any buyer does.
    public func power(of value: Int) -> RatioIndex { RatioIndex(rows[value].perBuyer, to: members.perBuyer) }

    private static func row(of member: Int, _ sales: SalesColumns, _ from: Int32, _ until: Int32) -> Row {
        var row = Row()
        var first: Int32?
        sales.tickets(of: member) { place in
            let day = sales.day[place]
            guard day >= from, day <= until else { return }
            let ticket = sales[place]
            add(ticket, to: &row)
            guard ticket.isPurchase else { return }
            row.buyers = 1
            if let first, first != day { row.repeated = 1 }
            first = first ?? day
        }
        return row
    }

    private static func add(_ ticket: SalesColumns.Ticket, to row: inout Row) {
        row.net += ticket.net
        row.units += Int(ticket.units)
        if ticket.isPurchase { row.tickets += 1 }
    }
}
