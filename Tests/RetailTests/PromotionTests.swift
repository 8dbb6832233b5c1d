import Kernel
import Retail
import Testing

/// CHAIN-40, F-82.
@Suite struct PromotionTests {
    private let base = Day(2025, 4, 1)...Day(2025, 4, 20)
    private let days = Day(2025, 5, 1)...Day(2025, 5, 5)
    private let after = Day(2025, 5, 6)...Day(2025, 5, 15)

    private func sales(_ tickets: [(Int, Day, Int)]) -> SalesColumns {
        var sales = SalesColumns()
        for (member, day, net) in tickets {
            sales.add(
                SalesColumns.Ticket(
                    member: Int32(member), day: day, bought: Int64(max(net, 0)), net: Int64(net), units: 2,
                    isPurchase: net > 0))
        }
        return sales
    }

    /// 20 days of 100, 5 days of 150, 10 days of 80: +50 %, then -20 %, whatever their lengths.
    @Test func byTheDay() {
        let tickets: [(Int, Day, Int)] =
            base.map { (0, $0, 100) } + days.map { (-1, $0, 150) } + after.map { (0, $0, 80) }
        let promotion = Promotion(sales(tickets), base: base, days: days, after: after)
        #expect(promotion.uplift == Ratio(750 * 20 - 2000 * 5, of: 2000 * 5) && promotion.uplift.value == 0.5)
        #expect(promotion.ticketUplift.value == 0)
        #expect(abs((promotion.afterEffect?.value ?? 0) + 0.2) < 1e-12)
        #expect(promotion.base.memberShare.value == 1 && promotion.promotion.memberShare.value == 0)
        #expect(promotion.base.buyers == 1 && promotion.promotion.buyers == 0 && promotion.base.units == 40)
        #expect(promotion.promotion.averageTicket == Ratio(750, of: 5))
        let open = Promotion(sales(tickets), base: base, days: days)
        #expect(open.after == nil && open.afterEffect == nil)
        let first = Promotion(sales([(0, Day(2025, 5, 1), 100)]), base: base, days: days)
        #expect(first.uplift.value == nil, "beside nothing there is no more and no less")
    }

    /// Exactly 180 days away is not yet away for long.
    @Test func whoCameNewAndWhoCameBack() {
        let day = Day(2025, 5, 2)
        let promotion = Promotion(
            sales([
                (0, day, 10), (0, Day(2025, 5, 10), 10), (1, day, 10), (2, day.advanced(by: -180), 10), (2, day, 10),
                (3, day.advanced(by: -181), 10), (3, day, 10), (4, day, -10), (5, Day(2025, 5, 7), 10),
            ]), base: base, days: days, after: after)
        #expect(promotion.newBuyers == 2 && promotion.newBuyersKept == 1 && promotion.reactivated == 1)
        #expect(promotion.promotion.buyers == 4 && promotion.promotion.net == 30)
    }
}

/// Half a year of a gift shop: added up another way.
@Suite(.enabled(if: GiftShop.isHere, Comment(rawValue: GiftShop.absence))) struct GiftShopPromotionTests {
    @Test func theWeeksBeforeEasterBesideThoseBefore() throws {
        let shop = try GiftShop.read.get()
        let (base, days) = (Day(2011, 3, 1)...Day(2011, 3, 28), Day(2011, 4, 4)...Day(2011, 4, 17))
        let promotion = Promotion(shop.sales, base: base, days: days, after: Day(2011, 4, 26)...Day(2011, 5, 8))
        let (before, now) = (SalesCounts(shop.book, in: base).total, SalesCounts(shop.book, in: days).total)
        #expect(promotion.base.net == before.all.net && promotion.base.days == 28)
        #expect(promotion.promotion.memberNet == now.members.net)
        #expect(promotion.promotion.tickets == now.all.purchaseTickets)
        #expect(promotion.promotion.buyers == MemberTotals(shop.sales, in: days).buyers)
        let change = (Double(promotion.promotion.net) / 14) / (Double(promotion.base.net) / 28) - 1
        near(promotion.uplift.value, change, 1e-12)
        let earlier = MemberTotals(shop.sales, in: Day(2010, 12, 1)...Day(2011, 4, 3))
        let totals = MemberTotals(shop.sales, in: days).totals
        let new = totals.indices.count { member in
            totals[member].isBuyer && !(earlier.totals.indices.contains(member) && earlier.totals[member].isBuyer)
        }
        #expect(promotion.newBuyers == new && promotion.newBuyersKept < new && promotion.reactivated == 0)
    }
}
