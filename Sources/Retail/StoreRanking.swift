public import Kernel

/// Who bought most in each store in a month, net of what was taken back 会员消费排行 (F-83, CHAIN-50).
public struct StoreRanking: Sendable {
    public struct Line: Hashable, Sendable {
        /// 1 for the best; whoever bought for as much shares a place, and the next one is as far behind as they are many.
        public let rank: Int
        public let member: Int32
        /// In thousandths.
        public let net: Int64
        /// With a purchase.
        public let tickets: Int
        /// In this store since the beginning of the year.
        public let cumulative: Int64
        /// The rank in the period before; nothing where the member was not among those who are ranked.
        public let before: Int?
        public let last: Day
    }

    /// By store.
    public private(set) var stores: [Int32: [Line]] = [:]

    /// - Parameters:
    ///   - most: places a store; who shares the last one is listed too, up to twice as many.
    ///
    /// Costs a walk over the tickets from the beginning of the year, or of the days before, on.
    public init(_ book: SalesBook, in days: ClosedRange<Day>, before: ClosedRange<Day>, most: Int) {
        struct Sum {
            var net: Int64 = 0
            var tickets = 0
            var last: Int32 = 0
            var before: Int64 = 0
            var cumulative: Int64 = 0
        }
        struct Key: Hashable {
            let outlet: Int32
            let member: Int32
        }
        let year = Int32(Day(days.lowerBound.year, 1, 1).number)
        let (from, until) = (Int32(days.lowerBound.number), Int32(days.upperBound.number))
        let (beforeFrom, beforeUntil) = (Int32(before.lowerBound.number), Int32(before.upperBound.number))
        var sums: [Key: Sum] = [:]
        for place in 0..<book.count where book.lines[place] > 0 {
            let (day, member) = (book.sales.day[place], book.sales.member[place])
            guard member != SalesColumns.nobody, day <= until, day >= min(year, beforeFrom) else { continue }
            let ticket = book.sales[place]
            var sum = sums[Key(outlet: book.outlet[place], member: member)] ?? Sum()
            if day >= year { sum.cumulative += ticket.net }
            if day >= beforeFrom, day <= beforeUntil { sum.before += ticket.net }
            if day >= from {
                sum.net += ticket.net
                if ticket.isPurchase { sum.tickets += 1 }
                sum.last = max(sum.last, day)
            }
            sums[Key(outlet: book.outlet[place], member: member)] = sum
        }
        var byStore: [Int32: [(member: Int32, sum: Sum)]] = [:]
        for (key, sum) in sums { byStore[key.outlet, default: []].append((key.member, sum)) }
        for (outlet, members) in byStore {
            let earlier = Self.ranks(members.map { ($0.member, $0.sum.before) })
            let now = Self.ranks(members.map { ($0.member, $0.sum.net) })
            let best = members.filter { now[$0.member] ?? .max <= most }.sorted {
                (now[$0.member] ?? 0, -$0.sum.tickets, $0.member) < (now[$1.member] ?? 0, -$1.sum.tickets, $1.member)
            }
            let lines = best.prefix(2 * most).map { member, sum in
                Line(
                    rank: now[member] ?? 0, member: member, net: sum.net, tickets: sum.tickets,
                    cumulative: sum.cumulative, before: earlier[member], last: Day(number: Int(sum.last)))
            }
            if !lines.isEmpty { stores[outlet] = lines }
        }
    }

    /// Of those who bought for anything.
    private static func ranks(_ amounts: [(member: Int32, amount: Int64)]) -> [Int32: Int] {
        var ranks: [Int32: Int] = [:]
        var (rank, previous) = (0, Int64.max)
        let sorted = amounts.filter { $0.amount > 0 }.sorted { ($1.amount, $0.member) < ($0.amount, $1.member) }
        for (place, entry) in sorted.enumerated() {
            if entry.amount != previous { rank = place + 1 }
            previous = entry.amount
            ranks[entry.member] = rank
        }
        return ranks
    }
}
