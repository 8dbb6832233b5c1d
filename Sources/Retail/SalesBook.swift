public import Kernel

/// The tickets as the tables of sales number them, and beside what `SalesColumns` keeps of each: its store, its hours and its
/// lines. Kept from one analysis to the next: what is new is added, what was ended or turned out to be somebody else's is
/// changed in its place. 54 bytes a ticket.
///
/// A buyer whom the tables take for the same person as another counts as that one (`stand(for:)`), and as himself again
/// when that is undone.
public struct SalesBook: Sendable {
    public struct Ticket: Hashable, Sendable {
        /// Running: a ticket added later has a higher one.
        public var id: Int64
        public var outlet: Int32
        /// `Day.number`.
        public var day: Int32
        /// Hours of the day in which a line was a purchase; the lowest bit is from midnight to one.
        public var hours: UInt32
        /// 0: nobody.
        public var buyer: Int32
        public var isReturn: Bool
        public var lines: Int
        public var purchaseLines: Int
        public var units: Int32
        /// In thousandths of the currency.
        public var net: Int64
        public var bought: Int64

        public init(
            id: Int64, outlet: Int32, day: Int32, hours: UInt32, buyer: Int32, isReturn: Bool, lines: Int,
            purchaseLines: Int, units: Int32, net: Int64, bought: Int64
        ) {
            self.id = id
            self.outlet = outlet
            self.day = day
            self.hours = hours
            self.buyer = buyer
            self.isReturn = isReturn
            self.lines = lines
            self.purchaseLines = purchaseLines
            self.units = units
            self.net = net
            self.bought = bought
        }
    }

    /// A member's number is the buyer's.
    public private(set) var sales = SalesColumns()
    private var ids: [Int64] = []
    private(set) var outlet: [Int32] = []
    /// Beside the hours: a return (bit 24).
    private var hoursAndKind: [UInt32] = []
    /// As the ticket says; in `sales` stands who counts.
    private var buyer: [Int32] = []
    /// 0: ended.
    private(set) var lines: [UInt16] = []
    private(set) var purchaseLines: [UInt16] = []
    private var heads: [Int32: Int32] = [:]

    public init() {}

    /// Tickets, those that were ended too.
    public var count: Int { ids.count }
    public var lastID: Int64 { ids.last ?? 0 }
    /// Whoever counts as another.
    public var joined: Int { heads.count }

    public mutating func add(_ ticket: Ticket) {
        precondition(ticket.id > lastID, "tickets are added in the order of their numbers")
        ids.append(ticket.id)
        outlet.append(ticket.outlet)
        hoursAndKind.append(ticket.hours & 0xFF_FFFF | (ticket.isReturn ? Self.returned : 0))
        buyer.append(ticket.buyer)
        lines.append(UInt16(clamping: ticket.lines))
        purchaseLines.append(UInt16(clamping: ticket.purchaseLines))
        sales.add(
            SalesColumns.Ticket(
                member: member(ticket.buyer), day: Day(number: Int(ticket.day)), bought: ticket.bought, net: ticket.net,
                units: ticket.units, isPurchase: ticket.purchaseLines > 0))
    }

    /// A ticket that counts no more: taken back, or said anew by another. Answers the day it was of; nothing where it is not
    /// here.
    @discardableResult
    public mutating func end(_ id: Int64) -> Day? {
        guard let place = place(of: id), lines[place] > 0 else { return nil }
        let ticket = sales[place]
        lines[place] = 0
        purchaseLines[place] = 0
        hoursAndKind[place] = 0
        sales.restate(
            place,
            as: SalesColumns.Ticket(member: ticket.member, day: ticket.day, bought: 0, net: 0, isPurchase: false))
        return ticket.day
    }

    /// The ticket is this buyer's now, 0 nobody's. Answers whether it is here.
    @discardableResult
    public mutating func give(_ id: Int64, to other: Int32) -> Bool {
        guard let place = place(of: id) else { return false }
        buyer[place] = other
        sales.reassign(place, to: member(other))
        return true
    }

    /// Whoever counts as another; everybody else counts as himself from now on. Costs the tickets of those for whom this
    /// changes.
    public mutating func stand(for others: [Int32: Int32]) {
        let changed = Set(others.keys).union(heads.keys).filter { (others[$0] ?? $0) != (heads[$0] ?? $0) }
        for one in changed {
            var places: [Int] = []
            sales.tickets(of: Int(heads[one] ?? one)) { if buyer[$0] == one { places.append($0) } }
            for place in places { sales.reassign(place, to: others[one] ?? one) }
        }
        heads = others
    }

    /// What some stores sold; all of them: nothing is copied.
    public func sales(of outlets: Set<Int32>?) -> SalesColumns {
        guard let outlets else { return sales }
        var some = SalesColumns()
        for place in 0..<count where lines[place] > 0 && outlets.contains(outlet[place]) { some.add(sales[place]) }
        return some
    }

    /// From the first day with a ticket to the last; nothing where there are none. Costs a walk.
    public var days: ClosedRange<Day>? {
        var (first, last) = (Int32.max, Int32.min)
        for place in 0..<count where lines[place] > 0 {
            (first, last) = (min(first, sales.day[place]), max(last, sales.day[place]))
        }
        return first <= last ? Day(number: Int(first))...Day(number: Int(last)) : nil
    }

    /// Whose a ticket is that counts in a window, in some stores: for what is told line by line. `SalesColumns.nobody` without
    /// a card; nothing where it does not count. Costs a binary search.
    public func holder(of id: Int64, in window: ClosedRange<Day>, _ outlets: Set<Int32>? = nil) -> Int32? {
        guard let place = place(of: id), lines[place] > 0, window.contains(sales[place].day),
            outlets?.contains(outlet[place]) ?? true
        else { return nil }
        return sales[place].member
    }

    func isReturn(_ place: Int) -> Bool { hoursAndKind[place] & Self.returned != 0 }
    func hours(_ place: Int) -> UInt32 { hoursAndKind[place] & 0xFF_FFFF }

    private func member(_ buyer: Int32) -> Int32 { buyer > 0 ? heads[buyer] ?? buyer : SalesColumns.nobody }

    private func place(of id: Int64) -> Int? {
        var (low, high) = (0, ids.count)
        while low < high {
            let middle = (low + high) / 2
            if ids[middle] < id { low = middle + 1 } else { high = middle }
        }
        return low < ids.count && ids[low] == id ? low : nil
    }

    private static let returned: UInt32 = 1 << 24
}
