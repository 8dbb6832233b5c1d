import Kernel
import Retail
import Testing

/// M-01, M-18 to M-26, CHAIN-40 to CHAIN-45, CHAIN-86 to CHAIN-90: what a statistician computes of the same half year.
@Suite(.enabled(if: GiftShop.isHere, Comment(rawValue: GiftShop.absence))) struct GiftShopTests {
    @Test func sharesAndBaskets() throws {
        let (shop, facts) = (try GiftShop.read.get(), try Facts.read())
        #expect(shop.lines.all == 209_029 && shop.lines.ofMembers == 149_053)
        let counts = SalesCounts(shop.book, in: GiftShop.window)
        let (members, all) = (counts.total.members, counts.total.all)
        near(Double(all.net) / 1000, facts.net_amount_all_rows, 0.005)
        near(Double(all.bought) / 1000, facts.purchase_amount, 0.005)
        near(counts.shareOfNet, facts.member_share_of_net_amount)
        near(counts.shareOfBought, facts.member_share_of_purchase_amount)
        near(Double(members.bought) / 1000 / Double(members.purchaseTickets), facts.avg_basket_member)
        let others = counts.total.others
        near(Double(others.bought) / 1000 / Double(others.purchaseTickets), facts.avg_basket_nonmember)
        // Who bought in which hour, and on which weekday, adds up as the tickets do.
        #expect(zip(counts.memberHours, counts.hours).allSatisfy { $0 <= $1 })
        #expect(counts.memberWeekdays.reduce(0, +) == members.purchaseTickets)
    }

    @Test func fifthsScoresAndCounts() throws {
        let (shop, facts) = (try GiftShop.read.get(), try Facts.read())
        let totals = MemberTotals(shop.sales, in: GiftShop.window)
        #expect(totals.buyers == facts.rfm.customers)
        #expect(totals.totals.count { $0.tickets == 1 } == facts.one_invoice_members)
        let rfm = try #require(RecencyFrequencyMoney(totals, on: GiftShop.day))
        #expect(rfm.thresholds.recency == facts.rfm.quintile_thresholds["R"])
        #expect(rfm.thresholds.frequency == facts.rfm.quintile_thresholds["F"])
        for (mine, theirs) in zip(rfm.thresholds.money, facts.rfm.quintile_thresholds["M"] ?? []) {
            near(mine, theirs, 0.0005)
        }
        let counts = Dictionary(rfm.counts.map { ($0.key.description, $0.value) }) { first, _ in first }
        #expect(counts == facts.rfm.score_counts.filter { $0.value > 0 })
        for (part, theirs) in [
            (\RecencyFrequencyMoney.Score.recency, facts.rfm.score_counts_R), (\.frequency, facts.rfm.score_counts_F),
            (\.money, facts.rfm.score_counts_M),
        ] {
            #expect(rfm.counts(of: part) == (1...5).map { theirs[String($0)] ?? 0 })
        }
        for (card, sample) in facts.rfm_10_sample_members {
            let number = try #require(shop.cards.firstIndex(of: card))
            let total = totals.totals[number]
            #expect(GiftShop.day.number - Int(total.last) == sample.R && Int(total.tickets) == sample.F)
            near(Double(total.spent) / 1000, sample.M, 0.005)
            #expect(rfm.scores[number]?.description == sample.score)
        }
        near(totals.share(ofTop: 0.2), facts.top20pct_members_share)
    }

    @Test func bucketsAndCohorts() throws {
        let (shop, facts) = (try GiftShop.read.get(), try Facts.read())
        let totals = MemberTotals(shop.sales, in: GiftShop.window)
        let buckets = RecencyBuckets(totals, on: GiftShop.day)
        #expect(
            Dictionary(zip(buckets.names, buckets.counts)) { first, _ in first } == facts.days_since_last_purchase)
        let cohorts = CohortTable(shop.sales, in: GiftShop.window)
        let theirs = facts.cohort_first_month_by_month_active_members
        #expect(cohorts.active.count == theirs.count)
        for cohort in cohorts.active.indices {
            let months = theirs[cohorts.name(of: cohort)] ?? [:]
            #expect(cohorts.active[cohort] == months.sorted { $0.key < $1.key }.map(\.value))
        }
        #expect(cohorts.retention(0, after: 0) == 1 && cohorts.retention(5, after: 1) == nil)
    }
}

/// Facts are rounded to six decimals.
func near(
    _ mine: Double?, _ theirs: Double, _ allowed: Double = 5.1e-7, at place: SourceLocation = #_sourceLocation
) {
    #expect(abs((mine ?? .nan) - theirs) <= allowed, "\(mine ?? .nan) is not \(theirs)", sourceLocation: place)
}

extension GiftShopTests {
    @Test func countsByMonthHourWeekdayAndStore() throws {
        let (shop, facts) = (try GiftShop.read.get(), try Facts.read())
        let counts = SalesCounts(shop.book, in: GiftShop.window)
        let total = counts.total
        #expect(
            total.all.rows == facts.rows && total.all.tickets == facts.invoices && counts.members == facts.customers)
        #expect(total.members.rows == facts.member_rows && total.all.purchaseRows == facts.purchase_rows)
        #expect(counts.returns.rows == facts.cancel_rows && counts.returns.tickets == facts.cancel_invoices)
        near(Double(counts.returns.net) / 1000, facts.cancel_amount, 0.005)
        near(Double(total.members.net) / 1000, facts.member_net_amount, 0.005)
        near(Double(total.others.net) / 1000, facts.nonmember_net_amount, 0.005)
        near(counts.shareOfNet, facts.member_share_of_net_amount)
        near(counts.shareOfBought, facts.member_share_of_purchase_amount)
        #expect(counts.firstDay == Day(2010, 12, 1) && counts.lastDay == Day(2011, 5, 31))
        #expect(counts.months.map(\.name) == facts.monthly.map(\.month))
        for (mine, theirs) in zip(counts.months, facts.monthly) {
            near(Double(mine.sides.all.net) / 1000, theirs.net, 0.005)
            near(Double(mine.sides.all.bought) / 1000, theirs.purchase, 0.005)
            #expect(mine.sides.all.purchaseTickets == theirs.invoices)
        }
        for (hour, count) in counts.hours.enumerated() {
            #expect(count == facts.hour_of_day_purchase_invoices[String(hour)] ?? 0)
        }
        for (weekday, count) in counts.weekdays.enumerated() {
            #expect(count == facts.weekday_purchase_invoices_Mon0[String(weekday)] ?? 0)
        }
        #expect(counts.outlets.count == facts.countries)
        for (name, amount) in facts.country_purchase_amount_top5 {
            let outlet = Int32(try #require(shop.countries.firstIndex(of: name)))
            near(Double(counts.outlets[outlet]?.all.bought ?? 0) / 1000, amount, 0.005)
        }
        // A store's share is the share of its own book, and the parts add up to the whole.
        let some: Set<Int32> = [0, 2, 5]
        let part = SalesCounts(shop.book, in: GiftShop.window, of: some)
        #expect(part.total.all.net == some.reduce(0) { $0 + (counts.outlets[$1]?.all.net ?? 0) })
        #expect(MemberTotals(shop.book.sales(of: some), in: GiftShop.window).buyers > 0)
    }

    @Test func recencyFrequencyAndMoneyAreSpreadAsFound() throws {
        let (shop, facts) = (try GiftShop.read.get(), try Facts.read())
        let buyers = MemberTotals(shop.book.sales, in: GiftShop.window).totals.filter(\.isBuyer)
        let today = Int64(GiftShop.day.number)
        for (mine, theirs) in [
            (Distribution(buyers.map { today - Int64($0.last) }), facts.rfm.recency_days),
            (Distribution(buyers.map { Int64($0.tickets) }), facts.rfm.frequency),
            (Distribution(buyers.map(\.spent), scale: 1000), facts.rfm.monetary),
        ] {
            let mine = try #require(mine)
            #expect(mine.count == theirs.n)
            for (one, other) in zip(mine.quantiles, theirs.quantiles) { near(one, other) }
            near(mine.mean, theirs.mean)
            near(mine.min, theirs.min)
            near(mine.max, theirs.max)
            near(mine.sum, theirs.sum)
        }
    }
}
