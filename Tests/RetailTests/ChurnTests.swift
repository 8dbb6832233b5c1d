import Kernel
import Retail
import Testing

/// CHAIN-45, CHAIN-88, CHAIN-89, F-86: M-27 to M-31, M-36, and who went from which grade to which.
@Suite struct ChurnTests {
    private let day = Day(2026, 1, 1)

    private func sales(_ tickets: [(member: Int, ago: Int, net: Int)], until day: Day) -> SalesColumns {
        var sales = SalesColumns()
        for (member, ago, net) in tickets {
            sales.add(
                SalesColumns.Ticket(
                    member: Int32(member), day: day.advanced(by: -ago), bought: Int64(max(net, 0)), net: Int64(net),
                    isPurchase: net > 0))
        }
        return sales
    }

    private var ever: ClosedRange<Day> { Day(2020, 1, 1)...day }

    /// Each bound belongs to the livelier stage: exactly 90 days is active.
    @Test(
        arguments: [
            (0, .newcomer), (30, .newcomer), (31, .active), (90, .active), (91, .quiet), (180, .quiet),
            (181, .sleeping),
            (365, .sleeping), (366, .lost), (2000, .lost),
        ] as [(Int, LifeCycle.Stage)])
    func theStagesOfLife(ago: Int, stage: LifeCycle.Stage) {
        let totals = MemberTotals(sales([(0, ago, 100)], until: day), in: ever)
        #expect(totals.stages(on: day) == [stage])
        let old = MemberTotals(sales([(0, ago, 100), (0, 2100, 100)], until: day), in: ever)
        #expect(old.stages(on: day) == [stage == .newcomer ? .active : stage])
    }

    /// M-27, M-30: in force; who never bought is counted apart, who only took back never bought.
    @Test func whoNeverBoughtIsNotLost() {
        let tickets = [(0, 10, 100), (1, 200, 100), (2, 400, 100), (3, 500, 100), (4, 20, -50)]
        let totals = MemberTotals(sales(tickets, until: day), in: ever)
        let cycle = LifeCycle(totals, on: day, inForce: [0, 1, 2, 4, 7])
        #expect(cycle.counts == [1, 0, 0, 1, 1] && cycle.neverBought == 2 && cycle.members == 5)
        #expect(cycle.sleepingRate == Ratio(1, of: 5) && cycle.share(of: .lost) == Ratio(1, of: 5))
        let all = LifeCycle(totals, on: day)
        #expect(all[.lost] == 2 && all.neverBought == 0 && all.members == 4)
        #expect(LifeCycle(MemberTotals(SalesColumns(), in: ever), on: day).sleepingRate.value == nil)
        let short = LifeCycle(totals, on: day, terms: .init(new: 0, active: 5, quiet: 10, sleeping: 150))
        #expect(short.counts == [0, 0, 1, 0, 3])
    }

    /// M-28, M-29, M-31 for December: counted back from 1 January.
    @Test func whoWasLostInDecember() {
        let december = Day(2025, 12, 1)...Day(2025, 12, 31)
        let tickets = [
            // Last bought 370 days before 31 December: lost in December; its value is the year before that purchase.
            (0, 371, 1000), (0, 500, 200), (0, 740, 5000), (0, 365, -100),
            // The same, and came back on the last day.
            (1, 371, 1000), (1, 1, 10),
            // Lost before.
            (2, 500, 9000),
            // There all the time; and one who came in December only.
            (3, 50, 700), (3, 20, 300), (4, 10, 400),
            // Bought in November and not since.
            (5, 40, 600),
        ]
        let churn = Churn(sales(tickets, until: day), in: december)
        #expect(churn.losses == [.init(member: 0, last: Day(2024, 12, 26), value: 1200, lifetime: 6100)])
        #expect(churn.held == 4 && churn.rate == Ratio(1, of: 4) && churn.retention == Ratio(3, of: 4))
        #expect(churn.valueLost == 1200 && churn.rateByValue == Ratio(1200, of: 1200 + 1000 + 700 + 600))
        // November has 30 days, the period before as many as December: from 31 October on.
        #expect(churn.retentionOfBuyers == Ratio(1, of: 2))
        // Beside October alone nobody came twice; who is no member any more is neither held nor lost.
        #expect(
            Churn(sales(tickets, until: day), in: december, after: Day(2025, 10, 1)...Day(2025, 10, 31))
                .retentionOfBuyers.part == 0)
        let without = Churn(sales(tickets, until: day), in: december, without: [0])
        #expect(without.losses.isEmpty && without.held == 3)
        let none = Churn(SalesColumns(), in: december)
        #expect(none.rate.value == nil && none.retention.value == nil && none.losses.isEmpty)
    }

    /// A law: whoever is held is lost or not, and the stages at both ends say the same as the list.
    @Test(arguments: 1...10) func theListAgreesWithTheStages(seed: Int) {
        var state = UInt64(seed)
        func dice(_ below: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % below
        }
        let tickets = (0..<400).map { _ in (dice(60), dice(900), dice(1000) - 100) }
        let sales = sales(tickets, until: day)
        let period = day.advanced(by: -60)...day
        let churn = Churn(sales, in: period)
        let before = MemberTotals(sales, in: Day(2020, 1, 1)...period.lowerBound.advanced(by: -1))
            .stages(on: period.lowerBound.advanced(by: -1))
        let after = MemberTotals(sales, in: ever).stages(on: day)
        let lost = before.indices.filter { before[$0].map { $0 != .lost } ?? false && after[$0] == .lost }
        #expect(Set(churn.losses.map(\.member)) == Set(lost.map(Int32.init)))
        #expect(churn.held == before.count { $0.map { $0 != .lost } ?? false })
        let migration = GradeMigration(from: before, to: after)
        let stages = LifeCycle.Stage.allCases.filter { $0 != .lost }
        #expect(stages.reduce(0) { $0 + migration.count(from: $1, to: .lost) } == churn.losses.count)
    }

    /// M-36: away for longer than twice their own interval, not yet lost.
    @Test func whoIsAtRisk() {
        let tickets = [
            // Every 10 days, away for 30: three of them.
            (0, 30, 1), (0, 40, 1), (0, 50, 1),
            // Exactly twice.
            (1, 20, 1), (1, 30, 1), (1, 40, 1),
            // Every 10 days, away for 21.
            (2, 21, 1), (2, 31, 1), (2, 41, 1),
            // Two purchases only; three on one day; lost already.
            (3, 50, 1), (3, 60, 1), (4, 50, 1), (4, 50, 1), (4, 50, 1), (5, 400, 1), (5, 410, 1), (5, 420, 1),
            // Three tickets on two days.
            (6, 50, 1), (6, 50, 1), (6, 60, 1),
        ]
        let totals = MemberTotals(sales(tickets, until: day), in: ever)
        let list = totals.atRisk(on: day)
        #expect(list.map(\.member) == [6, 0, 2] && list[1].ratio == Ratio(60, of: 20))
        #expect(totals.atRisk(on: day, between: .days).map(\.member) == [0, 2])
        #expect(totals.atRisk(on: day, tenths: 15).map(\.member) == [6, 0, 2, 1])
    }

    @Test func whoWentWhere() {
        let migration = GradeMigration<LifeCycle.Stage>(
            from: [.active, .active, .lost, nil, .quiet], to: [.active, .sleeping, .active, .newcomer, nil, nil])
        #expect(migration.count(from: .active, to: .sleeping) == 1 && migration.before(.active) == 2)
        #expect(migration.share(from: .active, to: .active) == Ratio(1, of: 2))
        #expect(migration.count(from: nil, to: .newcomer) == 1 && migration.count(from: .quiet, to: nil) == 1)
        #expect(migration.after(.active) == 2 && migration.count(from: nil, to: nil) == 0)
        #expect(migration.share(from: .newcomer, to: .active).value == nil)
    }
}

/// Three years of a shop: what was counted by hand in another way.
@Suite(.enabled(if: CaseShop.isHere, Comment(rawValue: CaseShop.absence))) struct CaseShopChurnTests {
    @Test func stagesAreTheBucketsOfTheStatistician() throws {
        let (shop, facts) = (try CaseShop.read.get(), try CaseFacts.read())
        let totals = MemberTotals(shop.sales, in: CaseShop.window)
        let cycle = LifeCycle(totals, on: CaseShop.day, inForce: Set((0..<Int32(shop.birthdays.count))))
        #expect(cycle[.lost] == facts.days_since_last[">365"])
        #expect(cycle[.sleeping] == facts.days_since_last["181-365"])
        #expect(cycle[.quiet] == facts.days_since_last["91-180"])
        #expect(
            cycle[.newcomer] + cycle[.active] == (facts.days_since_last["0-30"] ?? 0)
                + (facts.days_since_last["31-90"] ?? 0))
        #expect(cycle.neverBought == facts.customers - facts.customers_with_tx && cycle.members == facts.customers)
        // February 2014: whoever is lost on the 28th, and was not on 31 January.
        let churn = Churn(shop.sales, in: Day(2014, 2, 1)...Day(2014, 2, 28))
        let last = totals.totals.filter(\.isBuyer).map { Int($0.last) }
        let bounds = (Day(2014, 2, 28).number - 366, Day(2014, 1, 31).number - 365)
        #expect(churn.losses.count == last.count { $0 >= bounds.1 && $0 <= bounds.0 })
        #expect(churn.losses.count > 0 && churn.valueLost > 0 && churn.held > churn.losses.count)
    }
}
