import Kernel
import Retail
import Testing

/// CHAIN-41, CHAIN-44: M-16, M-26.
@Suite struct PreferenceTests {
    /// Two women and two men; both women and one man buy tea, the men buy wine.
    private var table: PreferenceTable {
        var table = PreferenceTable(values: [0, 0, 1, 1], groups: 2, categories: 2)
        for (member, category, net) in [(0, 0, 300), (0, 0, 100), (1, 0, 200), (2, 0, 400), (2, 1, 500), (3, 1, 1500)] {
            table.add(member: Int32(member), category: category, net: Int64(net))
        }
        return table
    }

    @Test func whoLikesWhat() {
        let table = table
        #expect(table.net(of: 0) == 1000 && table.share(of: 0) == Ratio(1000, of: 3000))
        #expect(table.share(of: 0, among: 0) == Ratio(600, of: 600))
        #expect(table.share(of: 1, among: 1) == Ratio(2000, of: 2400))
        #expect(table.buyers(of: 0) == 3 && table.buyers(of: 0, among: 0) == 2 && table.buyers() == 4)
        // Two of three tea drinkers are women, half of all buyers are.
        #expect(table.index(of: 0, among: 0) == RatioIndex(Ratio(2, of: 3), to: Ratio(2, of: 4)))
        #expect(abs((table.index(of: 0, among: 0).value ?? 0) - 400.0 / 3) < 1e-9)
        #expect(table.index(of: 1, among: 0).value == 0)
    }

    /// Nobody without a card and nobody of no group is in a share; a return takes from the sum, and makes no buyer.
    @Test func whoeverIsNotKnownIsInNoShare() {
        var table = table
        let before = table.index(of: 0, among: 0)
        table.add(member: SalesColumns.nobody, category: 0, net: 5000)
        table.add(member: 9, category: 0, net: 700)
        table.add(member: 130, category: 0, net: 700)
        table.add(member: 3, category: 0, net: -50, isPurchase: false)
        #expect(table.index(of: 0, among: 0) == before)
        #expect(table.net(of: 0) == 7350 && table.buyers(of: 0) == 5 && table.buyers(of: 0, among: 1) == 1)
        let empty = PreferenceTable(values: [], groups: 1, categories: 1)
        #expect(empty.share(of: 0).value == nil && empty.index(of: 0, among: 0).value == nil)
    }

    @Test func whereTheMonthsGo() throws {
        #expect(try #require(Trend([100, 200, 300])).slopeOfMean.value == 0.5)
        #expect(try #require(Trend([5, 5, 5, 5])).slopeOfMean.value == 0)
        #expect(try #require(Trend([600, 500, 400, 300, 200, 100])).slopeOfMean.value == -100.0 / 350)
        #expect(try #require(Trend([0, 0])).slopeOfMean.value == nil)
        #expect(Trend([7]) == nil && Trend([]) == nil)
    }

    /// CHAIN-41: beside the same days of the weeks before; one strange week of the past changes little.
    @Test func whatDepartsFromItsRun() throws {
        let run = [1000.0, 1040, 980, 1010, 990, 5000, 1020, 1000]
        let departure = try #require(Departure(from: run))
        #expect(departure.expected == 1005 && !departure.isBeyond(1190) && departure.isBeyond(1300))
        #expect(departure.isBeyond(700) && !departure.isBeyond(810), "a fifth beside the median is as ever")
        #expect(Departure(from: [1, 2, 3, 4, 5]) == nil, "five say nothing")
        let flat = try #require(Departure(from: [100, 100, 100, 100, 100, 100]))
        #expect((flat.low, flat.high) == (80, 120) && !flat.isBeyond(120))
        let nothing = try #require(Departure(from: [0, 0, 0, 0, 0, 0]))
        #expect(nothing.isBeyond(1) && !nothing.isBeyond(0))
    }

    @Test func monthsWithoutASaleAreThere() {
        var sales = SalesColumns()
        for (member, day, net) in [(0, Day(2025, 1, 31), 400), (-1, Day(2025, 1, 1), 600), (0, Day(2025, 3, 1), 500)] {
            sales.add(
                SalesColumns.Ticket(
                    member: Int32(member), day: day, bought: Int64(net), net: Int64(net), isPurchase: true))
        }
        let nets = MonthlyNets(sales, in: Day(2024, 12, 15)...Day(2025, 3, 2))
        #expect(nets.months.map(\.name) == ["2024-12", "2025-01", "2025-02", "2025-03"])
        #expect(nets.months.map(\.net) == [0, 1000, 0, 500] && nets.months.map(\.members) == [0, 400, 0, 500])
        #expect(nets.change(of: 2) == Ratio(-1000, of: 1000) && nets.change(of: 3)?.value == nil)
        #expect(nets.change(of: 0) == nil && nets.change(of: 3, after: 2) == Ratio(-500, of: 1000))
        #expect(nets.change(of: 3, after: 12) == nil)
    }
}

@Suite(.enabled(if: Grocery.isHere, Comment(rawValue: Grocery.absence))) struct GroceryMonthsTests {
    @Test func months() throws {
        let (shop, facts) = (try Grocery.read.get(), try GroceryFacts.read())
        let nets = MonthlyNets(shop.sales, in: Grocery.window)
        #expect(nets.months.count == facts.monthly_sales.count)
        for month in nets.months { near(Double(month.net) / 1000, facts.monthly_sales[month.name] ?? -1, 0.0051) }
        // Least squares of July to December by hand, of the months as they are published: 0.0185993 of the mean a month.
        let trend = try #require(Trend(nets.months[6..<12].map(\.net)))
        let values = ["07", "08", "09", "10", "11", "12"].compactMap { facts.monthly_sales["2017-\($0)"] }
        let mean = values.reduce(0, +) / 6
        let slope = values.enumerated().reduce(0) { $0 + (Double($1.offset) - 2.5) * ($1.element - mean) } / 17.5
        near(trend.slopeOfMean.value, slope / mean, 1e-6)
    }
}
