import Kernel
import Retail
import Testing

@Suite struct SalesColumnsTests {
    private let monday = Day(2026, 3, 2)
    private var march: ClosedRange<Day> { Day(2026, 3, 1)...Day(2026, 3, 31) }

    private func ticket(_ member: Int32, _ day: Day, _ bought: Int64) -> SalesColumns.Ticket {
        SalesColumns.Ticket(member: member, day: day, bought: bought, net: bought, units: 1, isPurchase: true)
    }

    /// CHAIN-42: late and restated days change their own members alone, and all comes out as if it had been there at once.
    @Test func lateAndRestatedSalesCountAsIfTheyHadBeenThere() {
        var sales = SalesColumns()
        let places = [
            sales.add(ticket(0, monday, 10_000)), sales.add(ticket(1, monday.advanced(by: 3), 5000)),
            sales.add(ticket(0, monday.advanced(by: 7), 20_000)),
        ]
        var totals = MemberTotals(sales, in: march)
        sales.add(ticket(0, monday.advanced(by: -1), 1000))
        sales.add(ticket(0, monday, 2000))
        sales.add(ticket(3, monday, 7000))
        sales.restate(places[1], as: ticket(1, monday.advanced(by: 1), 6000))
        totals.recount([0, 0, 3, 1, SalesColumns.nobody], in: sales)
        #expect(totals.totals == MemberTotals(sales, in: march).totals)
        let first = totals.totals[0]
        #expect(first.tickets == 4 && first.days == 3 && first.spent == 33_000)
        #expect(first.first == Int32(monday.number - 1) && first.last == Int32(monday.number + 7))
        #expect(totals.totals[1].spent == 6000 && totals.totals[1].last == Int32(monday.number + 1))
        #expect(!totals.totals[2].isBuyer && totals.buyers == 3)
    }

    @Test func returnsAloneAreNoPurchaseAndOnlyTheWindowCounts() {
        var sales = SalesColumns()
        sales.add(SalesColumns.Ticket(member: 0, day: monday, bought: 0, net: -4000, isPurchase: false))
        sales.add(ticket(0, Day(2026, 2, 28), 9000))
        sales.add(ticket(SalesColumns.nobody, monday, 8000))
        let totals = MemberTotals(sales, in: march)
        #expect(totals.buyers == 0 && totals.share(ofTop: 0.2) == nil)
        #expect(RecencyFrequencyMoney(totals, on: monday) == nil)
        #expect(sales[0].isPurchase == false && sales[1] == ticket(0, Day(2026, 2, 28), 9000))
    }

    /// A-10 of the figures: the top of five members is one, of six it is two.
    @Test(arguments: [(5, 1), (6, 2), (1, 1), (10, 2)])
    func theTopIsRoundedUpToAWholeMember(members: Int, top: Int) {
        var sales = SalesColumns()
        for member in 0..<members { sales.add(ticket(Int32(member), monday, Int64(1000 * (member + 1)))) }
        let totals = MemberTotals(sales, in: march)
        let spent = (1...members).reversed()
        let share = Double(spent.prefix(top).reduce(0, +)) / Double(spent.reduce(0, +))
        #expect(totals.share(ofTop: 0.2) == share)
    }

    @Test func thresholdsOfTheHandbookAndTheEightNames() throws {
        var sales = SalesColumns()
        sales.add(ticket(0, Day(2026, 3, 30), 900_000))
        sales.add(ticket(0, Day(2026, 3, 31), 900_000))
        sales.add(ticket(1, Day(2026, 3, 1), 1000))
        let rfm = try #require(
            RecencyFrequencyMoney(
                MemberTotals(sales, in: march), on: Day(2026, 4, 1),
                thresholds: .init(recency: [2, 4, 6, 8], frequency: [0, 1, 1, 1], money: [1, 10, 100, 1000])))
        #expect(rfm.scores.map { $0?.description } == ["555", "121"])
        #expect(CustomerWorth(.init(recency: 5, frequency: 5, money: 5)) == .champion)
        #expect(CustomerWorth(.init(recency: 1, frequency: 2, money: 1)).chinese == "一般挽留客户")
        #expect(CustomerWorth(.init(recency: 4, frequency: 3, money: 5)).chinese == "重要发展客户")
        #expect(CustomerWorth(.init(recency: 3, frequency: 3, money: 3), line: 2) == .champion)
        #expect(Set(CustomerWorth.allCases.map(\.chinese)).count == 8)
    }

    @Test func bucketsEndWhereTheySay() {
        var sales = SalesColumns()
        for (number, ago) in [0, 30, 31, 60, 61, 180, 181].enumerated() {
            sales.add(ticket(Int32(number), Day(2026, 3, 31).advanced(by: -ago), 1000))
        }
        let totals = MemberTotals(sales, in: Day(2025, 1, 1)...Day(2026, 3, 31))
        let buckets = RecencyBuckets(totals, on: Day(2026, 3, 31))
        #expect(buckets.counts == [2, 2, 1, 1, 1] && buckets.names == ["0-30", "31-60", "61-90", "91-180", ">180"])
    }
}
