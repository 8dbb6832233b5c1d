import Database
import Handbook
import Kernel
import Testing
import Testkit
import Web

@testable import Desk

/// 条款执行率: every number is a count of rows, and opens exactly those.
struct AdherenceTests {
    private static let query = AdherenceQuery(from: Day(2025, 11, 1), to: Day(2026, 1, 5), handbook: "ledger")

    @Test(arguments: TestDatabase.engines, Adherence.Grouping.allCases)
    func everyNumberOpensAsManyRowsAsItSays(engine: Engine, grouping: Adherence.Grouping) async throws {
        try await Department.open(engine) { department in
            try await department.write { tx in try tx.throwObligations(400, seed: 20_260_105) }
            try await department.act(as: Department.qian) { tx, reader in
                var query = Self.query
                query.grouping = grouping
                let view = try tx.adherence(query, for: reader)
                #expect(view.adherence.lines.count > 1)
                for line in view.adherence.lines {
                    try Self.holds(line.counts, query.narrowed(to: line.key), tx, reader)
                }
                try Self.holds(view.adherence.total, query, tx, reader)
                for outcome in Adherence.Outcome.allCases {
                    let sum = view.adherence.lines.reduce(0) { $0 + $1.counts[outcome] }
                    #expect(sum == view.adherence.total[outcome], "the lines add up to the total: \(outcome)")
                }
            }
        }
    }

    private static func holds(_ counts: Adherence.Counts, _ query: AdherenceQuery, _ tx: Transaction, _ reader: Actor)
        throws
    {
        let outcomes: [Adherence.Outcome?] = [nil] + Adherence.Outcome.allCases
        for outcome in outcomes {
            var query = query
            query.outcome = outcome
            let (_, records, total, _) = try tx.adherenceRecords(query, for: reader, limit: 1000, offset: 0)
            let told = outcome.map { counts[$0] } ?? counts.applied
            #expect(total == told, "\(query)")
            #expect(records.count == total)
            guard let outcome else { continue }
            #expect(records.allSatisfy { Adherence.Outcome(of: $0.obligation) == outcome })
        }
    }

    @Test(arguments: TestDatabase.engines)
    func theMedianSlackIsThatOfTheRows(engine: Engine) async throws {
        try await Department.open(engine) { department in
            try await department.write { tx in try tx.throwObligations(301, seed: 7) }
            let (told, slacks) = try await department.act(as: Department.qian) { tx, reader in
                let (_, records, _, _) = try tx.adherenceRecords(Self.query, for: reader, limit: 1000, offset: 0)
                return (
                    try tx.adherence(Self.query, for: reader).adherence.total.medianSlack,
                    records.compactMap(\.obligation.slack?.milliseconds).map(Adherence.told).sorted()
                )
            }
            let middle = (slacks[(slacks.count - 1) / 2] + slacks[slacks.count / 2])
            #expect(try #require(told) == middle / 2)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aPageOfRecordsFollowsTheOneBefore(engine: Engine) async throws {
        try await Department.open(engine) { department in
            try await department.write { tx in try tx.throwObligations(120, seed: 3) }
            let pages = try await department.act(as: Department.qian) { tx, reader in
                try [0, 50, 100].map { offset in
                    try tx.adherenceRecords(Self.query, for: reader, limit: 50, offset: offset).records.map(
                        \.obligation.id)
                }
            }
            #expect(Set(pages.flatMap(\.self)).count == pages.flatMap(\.self).count)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func theReportReachesAsFarAsTheRightToReadIt(engine: Engine) async throws {
        try await Department.open(engine) { department in
            try await department.write { tx in try tx.throwObligations(200, seed: 11) }
            func units(_ person: Staff.ID, _ unit: Unit.ID? = nil) async throws -> Set<String> {
                try await department.act(as: person) { tx, reader in
                    var query = Self.query
                    query.grouping = .unit
                    query.unit = unit
                    let (_, records, _, _) = try tx.adherenceRecords(query, for: reader, limit: 1000, offset: 0)
                    let lines = try tx.adherence(query, for: reader).adherence.lines.map(\.key)
                    #expect(Set(records.map(\.obligation.unit.rawValue)) == Set(lines))
                    return Set(lines)
                }
            }
            #expect(try await units(Department.qian) == ["hq", "east", "west"])
            #expect(try await units(Department.li) == ["hq", "east", "west"])
            #expect(try await units(Department.wang) == ["east"])
            #expect(try await units(Department.li, Department.hq) == ["hq", "east", "west"], "with the units below")
            #expect(try await units(Department.li, Department.west) == ["west"])
            #expect(try await units(Department.wang, Department.west) == [], "not by asking for it")
            await #expect(throws: NotAllowed.self) { try await units(Department.zhang) }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func theWeekBeginsOnMondayInTheZoneOfTheHandbook(engine: Engine) async throws {
        try await Department.open(engine) { department in
            let monday = Zone.shanghai.instant(Day(2025, 12, 29), .midnight)
            try await department.write { tx in
                try tx.insertObligation(startedAt: monday - .milliseconds(1), .kept)
                try tx.insertObligation(startedAt: monday, .kept)
                try tx.insertObligation(startedAt: monday + .days(7) - .milliseconds(1), .late)
            }
            let lines = try await department.act(as: Department.qian) { tx, reader in
                var query = Self.query
                query.grouping = .week
                return try tx.adherence(query, for: reader).adherence.lines
            }
            #expect(lines.map(\.key) == ["2025-12-22", "2025-12-29"])
            #expect(lines.map(\.counts.applied) == [1, 2])
        }
    }

    @Test(arguments: TestDatabase.engines)
    func clausesWithoutARowAndClausesNobodyKeepsAreNamed(engine: Engine) async throws {
        try await Department.open(engine) { department in
            try await department.happens(.caseReported)
            department.time.advance(by: .hours(5))
            try await department.happens(.caseAccepted)
            try await department.happens(.caseReplied)
            try await department.step(against: "3.1")

            let report = try await department.act(as: Department.qian) { tx, reader in
                try tx.adherence(AdherenceQuery(from: Day(2026, 1, 5), to: Day(2026, 1, 5)), for: reader).adherence
            }
            #expect(report.neverKept.map(\.number) == ["2.1", "3.1"])
            #expect(report.neverApplied.map(\.number) == ["1.2", "1.3", "2.3", "2.9", "2.10", "3.2", "3.3"])
            #expect(report.lines.map(\.key) == ["2.1", "2.2", "3.1", "3.4"])
        }
    }

    @Test(arguments: TestDatabase.engines)
    func whatIsNoLongerOwedCountsNowhere(engine: Engine) async throws {
        try await Department.open(engine) { department in
            try await department.happens(.caseReported)
            try await department.happens(.caseWithdrawn)

            #expect(try await department.counts(of: "2.1") == nil)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func whatIsOpenCountsAsRunningUntilItIsLateAndWhileItRests(engine: Engine) async throws {
        try await Department.open(engine) { department in
            try await department.happens(.caseReported)
            try await department.happens(.caseSuspended)
            #expect(try await department.counts(of: "2.1")?.running == 1)
            department.time.advance(by: .days(20))
            try await department.chore()

            #expect(try await department.counts(of: "2.1")?.broken == 1)
            #expect(try await department.counts(of: "3.4")?.running == 1, "the completion clock rests")
        }
    }

    @Test func clauseNumbersAreOrderedAsNumbers() {
        let numbers = ["4.10", "4.9", "10.1", "4.9.1", "2.2", "4"]
        #expect(numbers.sorted { ClauseOrder($0) < ClauseOrder($1) } == ["2.2", "4", "4.9", "4.9.1", "4.10", "10.1"])
    }

    @Test func anAddressIsReadAsTheQuestionItWasMadeFrom() throws {
        var dice = SeededDice(seed: 42)
        for _ in 0..<200 {
            var query = AdherenceQuery(from: Day(2026, 1, Int.random(in: 1...15, using: &dice)), to: Day(2026, 2, 1))
            query.handbook = Bool.random(using: &dice) ? "chain-retail" : nil
            query.unit = Bool.random(using: &dice) ? "单位 & 1" : nil
            query.isUnitAlone = Bool.random(using: &dice)
            query.person = [nil, .nobody, .staff("staff-zhang")].randomElement(using: &dice) ?? nil
            query.clause = Bool.random(using: &dice) ? "4.10" : nil
            query.outcome = Adherence.Outcome.allCases.randomElement(using: &dice)
            query.grouping = Adherence.Grouping.allCases.randomElement(using: &dice) ?? .clause
            let address = AdherenceForms.address("/adherence", query)
            let typed = try FormData(urlEncoded: address.utf8.drop { $0 != UInt8(ascii: "?") }.dropFirst())

            #expect(try AdherenceForms.query(typed, today: Day(2026, 3, 1), in: .chinese) == query)
        }
    }

    @Test func aPeriodThatRunsBackwardsOrForYearsIsToldBesideItsField() {
        func problems(_ from: String, _ to: String) -> [String: String]? {
            let typed = FormData(["from": [from], "to": [to]])
            do {
                _ = try AdherenceForms.query(typed, today: Day(2026, 1, 5), in: .chinese)
                return nil
            } catch { return error.problems }
        }
        #expect(problems("2026-01-06", "2026-01-05") == ["to": "结束日期不能早于开始日期。"])
        #expect(problems("2024-01-01", "2026-01-05") == ["from": "一次最多看 400 天。"])
        #expect(problems("昨天", "2026-02-30")?.keys.sorted() == ["from", "to"])
        #expect(problems("", "") == nil)
    }
}

extension Transaction {
    /// Obligations of every kind and fate, over two months, by seeded dice.
    func throwObligations(_ count: Int, seed: UInt64) throws {
        var dice = SeededDice(seed: seed)
        for _ in 0..<count {
            let start: Instant = now - .milliseconds(Int64.random(in: 0..<5_184_000_000, using: &dice))
            let fates: [Obligation.Outcome?] = Obligation.Outcome.allCases + [nil, nil]
            let units: [Unit.ID] = [Department.hq, Department.east, Department.west]
            let people: [Staff.ID?] = [nil, Department.zhang, Department.zhao]
            let clauses = ["2.1", "2.2", "2.10", "3.4"]
            let doers: [Staff.ID?] = [nil, Department.wang]
            try insertObligation(
                clause: clauses[Int.random(in: 0..<4, using: &dice)], unit: units[Int.random(in: 0..<3, using: &dice)],
                owedBy: people[Int.random(in: 0..<3, using: &dice)], startedAt: start,
                fates[Int.random(in: 0..<fates.count, using: &dice)],
                after: .milliseconds(Int64.random(in: 1..<50_000_000, using: &dice)),
                by: doers[Int.random(in: 0..<2, using: &dice)])
        }
    }

    /// One row of the ledger; without an outcome it is open, and its breach has been stated if its number is even.
    func insertObligation(
        clause: String = "2.1", unit: Unit.ID = Department.east, owedBy: Staff.ID? = Department.zhang,
        startedAt start: Instant, _ outcome: Obligation.Outcome?, after: Duration = .hours(1), by: Staff.ID? = nil
    ) throws {
        let event = try record(.caseNoted, about: Department.complaint, in: unit, by: nil)
        let id: Obligation.ID = ids.make()
        let isBreached = outcome == nil && start.milliseconds % 2 == 0
        try obligations.insert(
            Obligation(
                id: id, clause: clause, version: Department.version, rule: .deadline(.complete),
                subject: Department.complaint, item: nil, round: 1, unit: unit, owedBy: .handler, owedByStaff: owedBy,
                startedAt: start, within: Span("4h"), dueAt: start + .hours(4),
                state: outcome.map { .ended($0, at: start + after, by: by) } ?? .open,
                pausedSince: nil, pauses: [], breachedAt: isBreached ? start + .hours(4) : nil, warnings: 0, rungs: 0,
                actAt: nil),
            openedBy: event.id)
    }
}
