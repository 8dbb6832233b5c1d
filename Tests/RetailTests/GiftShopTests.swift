import Kernel
import Retail
import Testing

/// M-01, M-18 to M-26, CHAIN-40 to CHAIN-45, CHAIN-86 to CHAIN-90: what a statistician computes of the same half year.
@Suite(.enabled(if: GiftShop.isHere, Comment(rawValue: GiftShop.absence))) struct GiftShopTests {
    @Test func sharesAndBaskets() throws {
        let (shop, facts) = (try GiftShop.read.get(), try Facts.read())
        #expect(shop.lines.all == 209_029 && shop.lines.ofMembers == 149_053)
        let shares = SalesShares(shop.sales, in: GiftShop.window)
        near(Double(shares.members.net + shares.others.net) / 1000, facts.net_amount_all_rows, 0.005)
        near(Double(shares.members.bought + shares.others.bought) / 1000, facts.purchase_amount, 0.005)
        near(shares.ofNet, facts.member_share_of_net_amount)
        near(shares.ofBought, facts.member_share_of_purchase_amount)
        near(shares.members.basket, facts.avg_basket_member)
        near(shares.others.basket, facts.avg_basket_nonmember)
        let side = shares.members
        near((side.pricePerPiece ?? 0) * (side.piecesPerTicket ?? 0), side.basket ?? -1, 1e-9)
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
