public import Kernel

/// Everything that was sold, a ticket a place, in columns: 32 bytes a ticket, so that ten million lines (some three million
/// tickets) stand in a hundred megabytes and are walked in a fraction of a second.
///
///     member  ─ the number of whoever bought, by the caller's numbering; `nobody` without a card
///     day     ─ `Day.number` of the date of sale
///     bought  ─ what was bought on the ticket, in thousandths of the currency (prices of goods by weight have three
///               decimals); nothing where it only takes back
///     net     ─ what was bought less what was taken back
///     units   ─ pieces bought
///
/// The tickets of a member hang together, the last one added first: adding a day's sales costs nothing but that day.
public struct SalesColumns: Sendable {
    public static let nobody: Int32 = -1

    public struct Ticket: Hashable, Sendable {
        public var member: Int32
        public var day: Day
        /// In thousandths.
        public var bought: Int64
        public var net: Int64
        public var units: Int32
        /// One of its lines is a purchase, be it for nothing.
        public var isPurchase: Bool

        public init(member: Int32, day: Day, bought: Int64, net: Int64, units: Int32 = 0, isPurchase: Bool) {
            self.member = member
            self.day = day
            self.bought = bought
            self.net = net
            self.units = units
            self.isPurchase = isPurchase
        }
    }

    private(set) var member: [Int32] = []
    private(set) var day: [Int32] = []
    private(set) var bought: [Int64] = []
    private(set) var net: [Int64] = []
    /// Below zero: only takes back.
    private var pieces: [Int32] = []
    private var earlier: [Int32] = []
    private var latest: [Int32] = []

    public init() {}

    public var count: Int { member.count }
    /// One more than the highest number of a member that has bought.
    public var members: Int { latest.count }

    public mutating func reserve(_ tickets: Int) {
        member.reserveCapacity(tickets)
        day.reserveCapacity(tickets)
        bought.reserveCapacity(tickets)
        net.reserveCapacity(tickets)
        pieces.reserveCapacity(tickets)
        earlier.reserveCapacity(tickets)
    }

    /// Answers the ticket's place, by which it can be restated.
    @discardableResult
    public mutating func add(_ ticket: Ticket) -> Int {
        precondition(ticket.member >= Self.nobody)
        let place = Int32(member.count)
        member.append(ticket.member)
        day.append(Int32(ticket.day.number))
        bought.append(ticket.bought)
        net.append(ticket.net)
        pieces.append(Self.pieces(of: ticket))
        earlier.append(-1)
        chain(Int(place), to: ticket.member)
        return Int(place)
    }

    /// What a store sent again in another way: the same ticket of the same member, with other figures.
    public mutating func restate(_ place: Int, as ticket: Ticket) {
        precondition(ticket.member == member[place])
        day[place] = Int32(ticket.day.number)
        bought[place] = ticket.bought
        net[place] = ticket.net
        pieces[place] = Self.pieces(of: ticket)
    }

    /// A ticket turned out to be another member's, or nobody's. Costs a walk over the tickets of whoever had it.
    public mutating func reassign(_ place: Int, to other: Int32) {
        precondition(other >= Self.nobody)
        let before = member[place]
        guard other != before else { return }
        if before != Self.nobody {
            var later = Int32(-1)
            var here = latest[Int(before)]
            while here >= 0, here != Int32(place) { (later, here) = (here, earlier[Int(here)]) }
            if later < 0 {
                latest[Int(before)] = earlier[place]
            } else {
                earlier[Int(later)] = earlier[place]
            }
        }
        member[place] = other
        chain(place, to: other)
    }

    public subscript(place: Int) -> Ticket {
        Ticket(
            member: member[place], day: Day(number: Int(day[place])), bought: bought[place], net: net[place],
            units: max(pieces[place], 0), isPurchase: isPurchase(place))
    }

    func isPurchase(_ place: Int) -> Bool { pieces[place] >= 0 }

    /// The places of a member's tickets, the last one added first.
    func tickets(of member: Int, _ each: (Int) -> Void) {
        var place = member < latest.count ? latest[member] : -1
        while place >= 0 {
            each(Int(place))
            place = earlier[Int(place)]
        }
    }

    private mutating func chain(_ place: Int, to other: Int32) {
        guard other != Self.nobody else { return earlier[place] = -1 }
        let number = Int(other)
        if number >= latest.count { latest += [Int32](repeating: -1, count: number + 1 - latest.count) }
        earlier[place] = latest[number]
        latest[number] = Int32(place)
    }

    private static func pieces(of ticket: Ticket) -> Int32 { ticket.isPurchase ? max(ticket.units, 0) : -1 }
}
