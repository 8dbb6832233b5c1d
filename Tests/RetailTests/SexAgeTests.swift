import Kernel
import Retail
import Testing

/// CHAIN-87, F-84, M-13 to M-17.
@Suite struct SexAgeTests {
    private let year = Day(2025, 1, 1)...Day(2025, 12, 31)

    private func ticket(_ member: Int32, _ day: Day, _ net: Int64) -> SalesColumns.Ticket {
        SalesColumns.Ticket(
            member: member, day: day, bought: max(net, 0), net: net, units: 1, isPurchase: net > 0)
    }

    @Test func theBandsOfTheHandbook() {
        let bands = AgeBands()
        #expect(bands.names == ["≤18", "19-25", "26-35", "36-45", "46-55", "≥56"] && bands.count == 6)
        #expect([0, 18, 19, 25, 26, 55, 56, 99].map(bands.place(of:)) == [0, 0, 1, 1, 2, 4, 5, 5])
        let born = Day(2006, 7, 1)
        #expect(bands.place(born: born, on: Day(2025, 6, 30)) == 0 && bands.place(born: born, on: Day(2025, 7, 1)) == 1)
        #expect(bands.place(born: nil, on: born) == nil && bands.place(born: born, on: Day(2006, 6, 30)) == nil)
    }

    /// M-14: as old as on the day of the purchase; whoever had the birthday in between counts once, by the last ticket.
    @Test func aBirthdayBetweenTwoTickets() {
        var (sales, people) = (SalesColumns(), MemberPeople())
        people.set(0, sex: .female, born: Day(2006, 7, 1))
        sales.add(ticket(0, Day(2025, 8, 1), 2000))
        sales.add(ticket(0, Day(2025, 6, 1), 1000))
        sales.add(ticket(0, Day(2025, 6, 2), -300))
        let table = SexAgeTable(sales, people, in: year)
        #expect(table.cell(.female, band: 0) == .init(buyers: 0, tickets: 1, net: 700))
        #expect(table.cell(.female, band: 1) == .init(buyers: 1, tickets: 1, net: 2000))
        #expect(table.all == .init(buyers: 1, tickets: 2, net: 2700))
        let now = SexAgeTable(sales, people, in: year, age: .on(Day(2025, 6, 30)))
        #expect(now.cell(.female, band: 0) == .init(buyers: 1, tickets: 2, net: 2700))
    }

    /// Whoever is not known stands beside, in no share of the others; and whoever only took something back is no buyer.
    @Test func whatIsNotKnownStandsBeside() {
        var (sales, people) = (SalesColumns(), MemberPeople())
        let old = Day(1960, 1, 1)
        people.set(0, sex: .female, born: old)
        people.set(1, sex: .male, born: nil)
        people.set(2, sex: nil, born: old)
        people.set(4, sex: .male, born: old)
        for member in Int32(0)...3 { sales.add(ticket(member, Day(2025, 5, 1), 1000 * Int64(member + 1))) }
        sales.add(ticket(4, Day(2025, 5, 1), -500))
        sales.add(ticket(SalesColumns.nobody, Day(2025, 5, 1), 9000))
        sales.add(ticket(0, Day(2024, 12, 31), 9000))
        let table = SexAgeTable(sales, people, in: year)
        #expect(table.all == .init(buyers: 4, tickets: 4, net: 9500))
        #expect(table.share(of: .female) == Ratio(1, of: 2) && table.share(of: .male) == Ratio(1, of: 2))
        #expect(table.netShare(of: .male) == Ratio(1500, of: 2500))
        #expect(table.share(ofBand: 5) == Ratio(2, of: 2) && table.netShare(ofBand: 5) == Ratio(3500, of: 3500))
        #expect(table.sum(of: nil).buyers == 2 && table.sum(ofBand: nil).buyers == 2)
        #expect(table.cell(nil, band: nil) == .init(buyers: 1, tickets: 1, net: 4000))
        #expect(table.completeness == Ratio(1, of: 4))
        #expect(table.cell(.male, band: 5) == .init(buyers: 0, tickets: 0, net: -500))
        #expect(table.cell(.male, band: 5).averageTicket.value == nil, "nothing is divided by nothing")
        #expect(table.power(.female, band: 5).value == 1000 / (9500.0 / 4) * 100)
        let empty = SexAgeTable(SalesColumns(), people, in: year)
        #expect(empty.completeness.value == nil && empty.share(of: .male).value == nil)
    }

    /// M-16: half of a store's buyers are young women, a quarter of all are: 200.
    @Test func thePreferenceOfAStore() {
        var (all, store, people) = (SalesColumns(), SalesColumns(), MemberPeople())
        for member in Int32(0)..<4 {
            people.set(member, sex: member == 0 ? .female : .male, born: Day(2004, 1, 1))
            all.add(ticket(member, Day(2025, 5, 1), 1000))
            if member < 2 { store.add(ticket(member, Day(2025, 5, 1), 1000)) }
        }
        let (here, everywhere) = (SexAgeTable(store, people, in: year), SexAgeTable(all, people, in: year))
        #expect(here.index(.female, band: 1, in: everywhere).value == 200)
        #expect(here.index(.male, band: 1, in: everywhere).value == 0.5 / 0.75 * 100)
        #expect(here.index(.male, band: 2, in: everywhere).value == nil)
    }
}

/// The same of three years of a shop, as a statistician computed it.
@Suite(.enabled(if: CaseShop.isHere, Comment(rawValue: CaseShop.absence))) struct CaseShopTests {
    @Test func customersByAgeAndTheirBirthdays() throws {
        let (shop, facts) = (try CaseShop.read.get(), try CaseFacts.read())
        #expect(shop.birthdays.count == facts.customers && shop.rows == facts.transactions)
        let bands = AgeBands(ends: [24, 29, 34, 39, 44])
        let ages = shop.people.ages(in: bands, on: CaseShop.day)
        let names = ["0-24", "25-29", "30-34", "35-39", "40-44", "45-200"]
        #expect(ages.bands == names.map { facts.age_band_customers[$0] } && ages.unknown == 0)
        let years = shop.birthdays.compactMap { $0.age(on: CaseShop.day) }
        #expect([years.min(), years.max()] == facts.age_min_max)
        let months = Dictionary(grouping: shop.birthdays) { String($0.month) }.mapValues(\.count)
        #expect(months == facts.birthday_in_month)
        #expect(shop.birthdays.count { $0.listKey == 229 } == facts.birthday_on_0229)
        let week = Day(2014, 2, 26)...Day(2014, 3, 4)
        // Those whose date it is; whoever was born on 29 February is congratulated on the 28th as well.
        let celebrating = shop.birthdays.filter { !$0.celebrations(in: week).isEmpty }
        #expect(celebrating.count { $0.listKey != 229 } == facts.next7 && celebrating.count == facts.next7 + 1)
        let keys = Set(Birthday.listKeys(in: week))
        #expect(shop.birthdays.allSatisfy { $0.celebrations(in: week).isEmpty || keys.contains($0.listKey) })
    }

    @Test func netBySexAndAge() throws {
        let (shop, facts) = (try CaseShop.read.get(), try CaseFacts.read())
        let bands = AgeBands(ends: [24, 29, 34, 39, 44])
        let table = SexAgeTable(shop.sales, shop.people, in: CaseShop.window, bands: bands, age: .on(CaseShop.day))
        near(Double(table.all.net) / 1000, facts.net_amount, 0.0005)
        #expect(table.all.buyers == facts.customers_with_tx)
        near(Double(table.sum(of: .female).net) / 1000, facts.net_by_gender["F"] ?? 0, 0.0005)
        near(Double(table.sum(of: .male).net) / 1000, facts.net_by_gender["M"] ?? 0, 0.0005)
        for (band, name) in ["0-24", "25-29", "30-34", "35-39", "40-44", "45-200"].enumerated() {
            near(Double(table.sum(ofBand: band).net) / 1000, facts.net_by_age_band[name] ?? -1, 0.0005)
        }
        let unknown = table.sum(of: nil)
        #expect(unknown.net == 24_099_810_215 - 11_711_887_265 - 12_372_510_410)
        #expect(table.completeness == Ratio(facts.customers_with_tx - unknown.buyers, of: facts.customers_with_tx))
        // By age at purchase other cells, the same in all.
        let then = SexAgeTable(shop.sales, shop.people, in: CaseShop.window, bands: bands)
        #expect(then.all == table.all && then.sum(of: .male) == table.sum(of: .male))
        #expect(then.sum(ofBand: 0).net > table.sum(ofBand: 0).net)
    }

    @Test func howLongAgoTheyBought() throws {
        let (shop, facts) = (try CaseShop.read.get(), try CaseFacts.read())
        let totals = MemberTotals(shop.sales, in: CaseShop.window)
        let buckets = RecencyBuckets(totals, on: CaseShop.day, ends: [30, 90, 180, 365])
        #expect(
            Dictionary(zip(buckets.names, buckets.counts)) { first, _ in first } == facts.days_since_last)
    }
}
