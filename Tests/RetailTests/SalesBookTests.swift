import Kernel
import Retail
import Testing

/// What a node keeps of the tickets from one analysis to the next: after every change it answers as if it had been read anew.
struct SalesBookTests {
    @Test func aTicketThatEndsCountsNoMore() {
        var book = SalesBook()
        for id in 1...3 { book.add(ticket(Int64(id) * 10, buyer: 7, day: id, bought: 100)) }
        let ended = [20, 20, 21].map { book.end($0) }
        #expect(ended == [Day(number: 2), nil, nil], "once, and only one that is here")
        let totals = MemberTotals(book.sales, in: window)
        #expect(totals.totals[7].tickets == 2 && totals.totals[7].spent == 200)
        let counts = SalesCounts(book, in: window)
        #expect(counts.total.all.tickets == 2 && counts.total.members.bought == 200 && counts.hours[9] == 2)
    }

    @Test func aTicketChangesHands() {
        var book = SalesBook()
        for id in 1...4 { book.add(ticket(Int64(id), buyer: id == 3 ? 0 : 2, day: id, bought: Int64(id))) }
        let given = [book.give(1, to: 5), book.give(3, to: 2), book.give(9, to: 2)]
        #expect(given == [true, true, false])
        var totals = MemberTotals(book.sales, in: window)
        #expect(totals.totals[2].spent == 9 && totals.totals[2].tickets == 3 && totals.totals[5].spent == 1)
        book.give(4, to: 0)
        totals = MemberTotals(book.sales, in: window)
        #expect(totals.totals[2].spent == 5 && SalesCounts(book, in: window).total.others.bought == 4)
    }

    @Test func whoeverIsTheSameCountsOnceAndIsTwoAgainAfterwards() {
        var book = SalesBook()
        for id in 1...6 { book.add(ticket(Int64(id), buyer: Int32(id % 3 + 1), day: id, bought: 1)) }
        book.stand(for: [1: 2, 3: 2])
        #expect(MemberTotals(book.sales, in: window).totals.map(\.tickets) == [0, 0, 6, 0])
        book.add(ticket(7, buyer: 3, day: 9, bought: 1))
        #expect(MemberTotals(book.sales, in: window).totals[2].tickets == 7)
        book.stand(for: [1: 2])
        #expect(MemberTotals(book.sales, in: window).totals.map(\.tickets) == [0, 0, 4, 3])
        book.stand(for: [:])
        #expect(MemberTotals(book.sales, in: window).totals.map(\.tickets) == [0, 2, 2, 3])
    }

    /// However a book came about, it answers as one that was read anew.
    @Test(arguments: 1...8 as ClosedRange<UInt64>) func keptIsReadAnew(seed: UInt64) {
        var dice = Dice(seed: seed)
        var book = SalesBook()
        var tickets: [Int64: SalesBook.Ticket] = [:]
        var heads: [Int32: Int32] = [:]
        var last: Int64 = 0
        for _ in 0..<400 {
            switch dice.roll(10) {
            case 0:
                let id = Int64(dice.roll(Int(last) + 1))
                if book.end(id) != nil { tickets[id] = nil }
            case 1:
                let (id, buyer) = (Int64(dice.roll(Int(last) + 1)), Int32(dice.roll(20)))
                if tickets[id] != nil, book.give(id, to: buyer) { tickets[id]?.buyer = buyer }
            case 2:
                let one = Int32(dice.roll(19) + 1)
                // Nobody stands for one who stands for another.
                if heads[one] != nil {
                    heads[one] = nil
                } else if !heads.values.contains(one) {
                    let other = Int32(dice.roll(19) + 1)
                    if other != one, heads[other] == nil { heads[one] = other }
                }
                book.stand(for: heads)
            default:
                last += Int64(dice.roll(3) + 1)
                let ticket = ticket(
                    last, buyer: Int32(dice.roll(20)), day: dice.roll(90), bought: Int64(dice.roll(5000)),
                    outlet: Int32(dice.roll(4)))
                tickets[last] = ticket
                book.add(ticket)
            }
        }
        var fresh = SalesBook()
        fresh.stand(for: heads)
        for id in tickets.keys.sorted() { if let ticket = tickets[id] { fresh.add(ticket) } }
        let days = Day(number: 0)...Day(number: 90)
        for outlets in [nil, [1, 3]] as [Set<Int32>?] {
            let (mine, theirs) = (book.sales(of: outlets), fresh.sales(of: outlets))
            #expect(buyers(mine, in: days) == buyers(theirs, in: days))
            let (counted, again) = (
                SalesCounts(book, in: days, of: outlets), SalesCounts(fresh, in: days, of: outlets)
            )
            #expect(counted.days == again.days && counted.outlets == again.outlets && counted.hours == again.hours)
            #expect(counted.members == again.members && counted.weekdays == again.weekdays)
        }
    }

    private func buyers(_ sales: SalesColumns, in days: ClosedRange<Day>) -> [Int: MemberTotals.Total] {
        var buyers: [Int: MemberTotals.Total] = [:]
        for (member, total) in MemberTotals(sales, in: days).totals.enumerated() where total.isBuyer {
            buyers[member] = total
        }
        return buyers
    }

    private let window = Day(number: 0)...Day(number: 100)

    private func ticket(_ id: Int64, buyer: Int32, day: Int, bought: Int64, outlet: Int32 = 1) -> SalesBook.Ticket {
        SalesBook.Ticket(
            id: id, outlet: outlet, day: Int32(day), hours: 1 << 9, buyer: buyer, isReturn: false, lines: 1,
            purchaseLines: 1, units: 1, net: bought, bought: bought)
    }

    /// SplitMix64 (G. Steele, D. Lea and C. Flood, 2014).
    private struct Dice {
        var state: UInt64
        init(seed: UInt64) { state = seed }

        mutating func roll(_ sides: Int) -> Int {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return Int((z ^ (z >> 31)) % UInt64(sides))
        }
    }
}
