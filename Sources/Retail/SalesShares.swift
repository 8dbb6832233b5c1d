public import Kernel

/// Which part of what is sold goes to members 会员消费占有率 (F-80, CHAIN-40, CHAIN-86), and how concentrated it is.
public struct SalesShares: Hashable, Sendable {
    /// Amounts in thousandths, tickets with a purchase.
    public struct Side: Hashable, Sendable {
        public var net: Int64 = 0
        public var bought: Int64 = 0
        public var tickets = 0
        public var units = 0

        /// Per ticket 客单价, in the currency; nothing without a ticket.
        public var basket: Double? { tickets > 0 ? Double(bought) / 1000 / Double(tickets) : nil }
        /// Pieces a ticket 连带率.
        public var piecesPerTicket: Double? { tickets > 0 ? Double(units) / Double(tickets) : nil }
        /// Per piece 件单价; 客单价 = 件单价 × 连带率.
        public var pricePerPiece: Double? { units > 0 ? Double(bought) / 1000 / Double(units) : nil }
    }

    public private(set) var members = Side()
    public private(set) var others = Side()

    public init(_ sales: SalesColumns, in window: ClosedRange<Day>) {
        let (from, until) = (Int32(window.lowerBound.number), Int32(window.upperBound.number))
        for place in 0..<sales.count where sales.day[place] >= from && sales.day[place] <= until {
            let ticket = sales[place]
            if ticket.member == SalesColumns.nobody {
                Self.add(ticket, to: &others)
            } else {
                Self.add(ticket, to: &members)
            }
        }
    }

    /// Of the net of all; nothing where nothing was sold, or as much was taken back.
    public var ofNet: Double? { Self.share(members.net, others.net) }
    public var ofBought: Double? { Self.share(members.bought, others.bought) }

    private static func add(_ ticket: SalesColumns.Ticket, to side: inout Side) {
        side.net += ticket.net
        side.bought += ticket.bought
        side.units += Int(ticket.units)
        if ticket.isPurchase { side.tickets += 1 }
    }

    private static func share(_ part: Int64, _ rest: Int64) -> Double? {
        part + rest == 0 ? nil : Double(part) / Double(part + rest)
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
