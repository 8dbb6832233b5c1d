public import Kernel

/// What was sold in a window of days, added up in one walk: in all, by month, by day, by store, by hour and weekday, with the part
/// of it that went to members (M-01 to M-07, CHAIN-43, CHAIN-86; METRICS 12).
public struct SalesCounts: Sendable {
    /// Amounts in thousandths.
    public struct Tally: Hashable, Sendable {
        public var rows = 0
        public var purchaseRows = 0
        /// Returns and cancellations too.
        public var tickets = 0
        public var purchaseTickets = 0
        public var net: Int64 = 0
        public var bought: Int64 = 0
        public var units = 0

        public init() {}

        public static func += (sum: inout Tally, more: Tally) {
            sum.rows += more.rows
            sum.purchaseRows += more.purchaseRows
            sum.tickets += more.tickets
            sum.purchaseTickets += more.purchaseTickets
            sum.net += more.net
            sum.bought += more.bought
            sum.units += more.units
        }
    }

    public struct Sides: Hashable, Sendable {
        public var members = Tally()
        public var others = Tally()

        public init() {}

        public var all: Tally {
            var all = members
            all += others
            return all
        }
    }

    public let window: ClosedRange<Day>
    public private(set) var total = Sides()
    public private(set) var returns = Tally()
    /// Members with any ticket, be it a return.
    public private(set) var members = 0
    public private(set) var firstDay: Day?
    public private(set) var lastDay: Day?
    /// The place is the day's from the beginning of the window.
    public private(set) var days: [Sides]
    public private(set) var outlets: [Int32: Sides] = [:]
    /// Tickets with a purchase in each hour: one that goes over the hour counts in both.
    public private(set) var hours = [Int](repeating: 0, count: 24)
    /// The same of members.
    public private(set) var memberHours = [Int](repeating: 0, count: 24)

    /// - Parameter only: the stores that are counted; nothing: all.
    public init(_ book: SalesBook, in window: ClosedRange<Day>, of only: Set<Int32>? = nil) {
        self.window = window
        let (from, until) = (Int32(window.lowerBound.number), Int32(window.upperBound.number))
        days = [Sides](repeating: Sides(), count: Int(until - from) + 1)
        var seen = [Bool](repeating: false, count: book.sales.members)
        var (first, last) = (Int32.max, Int32.min)
        for place in 0..<book.count {
            let day = book.sales.day[place]
            guard book.lines[place] > 0, day >= from, day <= until else { continue }
            let outlet = book.outlet[place]
            if let only, !only.contains(outlet) { continue }
            let member = book.sales.member[place]
            let isMember = member != SalesColumns.nobody
            let tally = Self.tally(book, place)
            (first, last) = (min(first, day), max(last, day))
            Self.add(tally, isMember, to: &days[Int(day - from)])
            Self.add(tally, isMember, to: &outlets[outlet, default: Sides()])
            if book.isReturn(place) { returns += tally }
            if isMember { seen[Int(member)] = true }
            var bits = book.hours(place)
            while bits != 0 {
                hours[bits.trailingZeroBitCount] += 1
                if isMember { memberHours[bits.trailingZeroBitCount] += 1 }
                bits &= bits - 1
            }
        }
        for day in days {
            total.members += day.members
            total.others += day.others
        }
        members = seen.count(where: \.self)
        if first <= last { (firstDay, lastDay) = (Day(number: Int(first)), Day(number: Int(last))) }
    }

    /// Tickets with a purchase, Monday first.
    public var weekdays: [Int] { byWeekday(\.all) }
    public var memberWeekdays: [Int] { byWeekday(\.members) }

    private func byWeekday(_ side: KeyPath<Sides, Tally>) -> [Int] {
        var counts = [Int](repeating: 0, count: 7)
        let start = (window.lowerBound.number + 3) % 7
        for (place, day) in days.enumerated() {
            counts[((start + place) % 7 + 7) % 7] += day[keyPath: side].purchaseTickets
        }
        return counts
    }

    /// Months with anything in them, `2010-12`, in their order.
    public var months: [(name: String, sides: Sides)] {
        var months: [(name: String, sides: Sides)] = []
        for (place, day) in days.enumerated() where day.all.rows > 0 {
            let name = String(window.lowerBound.advanced(by: place).description.prefix(7))
            if months.last?.name != name { months.append((name, Sides())) }
            months[months.count - 1].sides.members += day.members
            months[months.count - 1].sides.others += day.others
        }
        return months
    }

    /// Of what was sold net, and of what was bought, the part that went to members; nothing where that was nothing.
    public var shareOfNet: Double? { Self.share(total.members.net, of: total.all.net) }
    public var shareOfBought: Double? { Self.share(total.members.bought, of: total.all.bought) }

    private static func tally(_ book: SalesBook, _ place: Int) -> Tally {
        let ticket = book.sales[place]
        var tally = Tally()
        tally.rows = Int(book.lines[place])
        tally.purchaseRows = Int(book.purchaseLines[place])
        tally.tickets = 1
        tally.purchaseTickets = ticket.isPurchase ? 1 : 0
        tally.net = ticket.net
        tally.bought = ticket.bought
        tally.units = Int(ticket.units)
        return tally
    }

    private static func add(_ tally: Tally, _ isMember: Bool, to sides: inout Sides) {
        if isMember { sides.members += tally } else { sides.others += tally }
    }

    private static func share(_ part: Int64, of whole: Int64) -> Double? {
        whole == 0 ? nil : Double(part) / Double(whole)
    }
}
