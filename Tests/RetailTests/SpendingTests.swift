import Kernel
import Retail
import Testing

/// CHAIN-86, CHAIN-88, F-85: M-11, M-18 to M-22, M-24.
@Suite struct SpendingTests {
    private let year = Day(2025, 1, 1)...Day(2025, 12, 31)

    private func ticket(_ member: Int32, _ day: Day, _ net: Int64, units: Int32 = 1) -> SalesColumns.Ticket {
        SalesColumns.Ticket(
            member: member, day: day, bought: max(net, 0), net: net, units: units, isPurchase: net > 0)
    }

    @Test func bandsBeginWithTheirBound() {
        let bands = AmountBands(from: [500_000, 1_000_000])
        #expect([-1, 0, 499_999, 500_000, 999_999, 1_000_000].map(bands.place(of:)) == [0, 0, 0, 1, 1, 2])
        #expect(bands.count == 3 && bands.bounds(of: 0) == (nil, 500_000) && bands.bounds(of: 2) == (1_000_000, nil))
    }

    /// M-11: net of what was taken back; whoever only took back is in no band.
    @Test func membersByWhatTheySpent() {
        var sales = SalesColumns()
        sales.add(ticket(0, Day(2025, 3, 1), 600_000))
        sales.add(ticket(0, Day(2025, 4, 1), -200_000))
        sales.add(ticket(1, Day(2025, 3, 1), 500_000))
        sales.add(ticket(2, Day(2025, 3, 1), -100_000))
        sales.add(ticket(3, Day(2024, 3, 1), 900_000))
        let spend = SpendBands(sales, in: year, bands: AmountBands(from: [500_000, 1_000_000]))
        #expect(spend.members == [1, 1, 0] && spend.net == [400_000, 500_000, 0])
        #expect(spend.share(of: 1) == Ratio(1, of: 2) && spend.netShare(of: 0) == Ratio(400_000, of: 900_000))
    }

    /// M-22: pieces and not tickets; what came back leaves its band again.
    @Test func piecesByTheirPrice() {
        var prices = PriceBands(AmountBands(from: [50_000]))
        prices.add(price: 49_999, units: 3000)
        prices.add(price: 50_000, units: 1500)
        prices.add(price: 49_999, units: -1000)
        #expect(prices.share(of: 0) == Ratio(2000, of: 3500) && prices.share(of: 1) == Ratio(1500, of: 3500))
        #expect(prices.units == [2000, 1500])
    }

    /// M-19: 10 and 30 days, on average 20; a second ticket on one day is no days away.
    @Test func afterHowManyDaysTheyComeAgain() {
        var sales = SalesColumns()
        for day in [Day(2025, 3, 1), Day(2025, 3, 11), Day(2025, 4, 10)] { sales.add(ticket(0, day, 1000)) }
        sales.add(ticket(1, Day(2025, 3, 1), 1000))
        sales.add(ticket(1, Day(2025, 3, 1), 1000))
        sales.add(ticket(2, Day(2025, 3, 1), 1000))
        let totals = MemberTotals(sales, in: year)
        let tickets = PurchaseIntervals(totals)
        #expect(tickets.members == 2 && tickets.mean == 10 && tickets.median == 10 && tickets.ninthTenth == 18)
        #expect(tickets.pooled == Ratio(40, of: 3))
        let days = PurchaseIntervals(totals, between: .days)
        #expect(days.members == 1 && days.median == 20 && days.pooled == Ratio(40, of: 2))
        let none = PurchaseIntervals(MemberTotals(SalesColumns(), in: year))
        #expect(none.members == 0 && none.median == nil && none.mean == nil && none.pooled.value == nil)
    }

    /// M-20, three definitions: 复购率, 老会员重购率, 新会员保留率.
    @Test func whoBoughtAgain() {
        var sales = SalesColumns()
        let (march, april) = (Day(2025, 3, 1), Day(2025, 4, 1))
        // Old and back twice, old and back once, old and away, new once, new twice, new twice on one day.
        for (member, days) in [
            (0, [march, april]), (1, [march]), (2, []), (3, [april]), (4, [march, april]), (5, [march, march]),
        ] {
            for day in days { sales.add(ticket(Int32(member), day, 1000)) }
            if member < 3 { sales.add(ticket(Int32(member), Day(2024, 5, 1), 1000)) }
        }
        let rates = RepeatRates(
            MemberTotals(sales, in: year), before: MemberTotals(sales, in: Day(2024, 1, 1)...Day(2024, 12, 31)))
        #expect(rates.repeated == Ratio(2, of: 5) && rates.returned == Ratio(2, of: 3))
        #expect(rates.kept == Ratio(1, of: 3))
        #expect(RepeatRates(MemberTotals(sales, in: year), before: nil).returned.value == nil)
    }

    /// 客单价 = 件单价 × 连带率, whatever was sold (CHAIN-86).
    @Test(arguments: 1...20) func theTicketIsThePriceTimesThePieces(seed: Int) {
        var sales = SalesColumns()
        var state = UInt64(seed)
        for _ in 0..<50 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let (member, amount) = (Int32(state >> 60) - 1, Int64(state >> 40 & 0xFFFF) + 1)
            sales.add(
                ticket(member, Day(2025, 1, 1 + Int(state >> 33 & 0x1F)), amount, units: Int32(state >> 20 & 7) + 1))
        }
        let table = TraitTable(sales, in: year, values: [0, 1, 0, -1, 1], count: 2)
        for row in table.rows + [table.unknown, table.nobody, table.members] where row.units > 0 {
            // Net of a ticket × its pieces' number is exact in whole numbers: net/tickets = net/units × units/tickets.
            let (price, pieces) = (Ratio(row.net, of: row.units), row.unitsPerTicket)
            #expect(
                price.part * pieces.part * row.averageTicket.whole == row.averageTicket.part * price.whole
                    * pieces.whole)
        }
        let totals = MemberTotals(sales, in: year)
        #expect(table.members.buyers == totals.buyers)
        #expect(table.members.repeated == totals.totals.count { $0.days > 1 })
    }
}

/// The same of a year of a grocer's.
@Suite(.enabled(if: Grocery.isHere, Comment(rawValue: Grocery.absence))) struct GroceryTests {
    @Test(arguments: ["age", "income", "household_size", "kids_count"]) func byTrait(column: String) throws {
        let (shop, facts) = (try Grocery.read.get(), try GroceryFacts.read())
        #expect(shop.rows == facts.rows && shop.households.count == facts.households)
        #expect(shop.sales.count == facts.baskets)
        let theirs =
            switch column {
            case "age": facts.by_age
            case "income": facts.by_income
            case "household_size": facts.by_household_size
            default: facts.by_kids_count
            }
        let (names, values) = try shop.trait(column)
        let table = TraitTable(shop.sales, in: Grocery.window, values: values, count: names.count)
        #expect(Set(names) == Set(theirs.keys))
        for (row, name) in zip(table.rows, names) {
            let fact = try #require(theirs[name])
            #expect(row.buyers == fact.households && row.tickets == fact.baskets, "\(name)")
            near(Double(row.net) / 1000, fact.sales, 0.0051)
            near(row.averageTicket.value.map { $0 / 1000 }, fact.avg_basket, 5.1e-5)
        }
        near(Double(table.members.net) / 1000, facts.sales_value, 0.0051)
        let known = table.members.net - table.unknown.net
        near(Ratio(known, of: table.members.net).value, facts.profiled_share_of_sales)
        let all = table.members.perBuyer
        near(table.power(of: 0).value, (table.rows[0].perBuyer.value ?? 0) / (all.value ?? 1) * 100, 1e-9)
    }

    @Test func departments() throws {
        let (shop, facts) = (try Grocery.read.get(), try GroceryFacts.read())
        let order = shop.departments.indices.sorted { shop.mix.net(of: $0) > shop.mix.net(of: $1) }
        #expect(
            order.prefix(8).map { shop.departments[$0] }
                == facts.department_top8.sorted { $0.value > $1.value }.map(\.key))
        for department in order.prefix(8) {
            near(
                Double(shop.mix.net(of: department)) / 1000, facts.department_top8[shop.departments[department]] ?? -1,
                0.0051)
        }
        #expect(shop.mix.buyers() == facts.households)
    }

    @Test func recencyFrequencyMoney() throws {
        let (shop, facts) = (try Grocery.read.get(), try GroceryFacts.read())
        let totals = MemberTotals(shop.sales, in: Grocery.window)
        let rfm = try #require(RecencyFrequencyMoney(totals, on: Grocery.day))
        #expect(rfm.members == facts.rfm.customers)
        #expect(rfm.thresholds.recency == facts.rfm.quintile_thresholds["R"])
        #expect(rfm.thresholds.frequency == facts.rfm.quintile_thresholds["F"])
        for (mine, theirs) in zip(rfm.thresholds.money, facts.rfm.quintile_thresholds["M"] ?? []) {
            near(mine, theirs, 0.0051)
        }
        let counts = Dictionary(rfm.counts.map { ($0.key.description, $0.value) }) { first, _ in first }
        #expect(counts["555"] == facts.rfm.n_555 && counts["111"] == facts.rfm.n_111)
        let buckets = RecencyBuckets(totals, on: Grocery.day, ends: [7, 14, 30, 60, 90])
        #expect(
            Dictionary(zip(buckets.names, buckets.counts)) { first, _ in first } == facts.days_since_last_purchase)
        near(totals.share(ofTop: 0.2), facts.top20pct_share)
    }
}
