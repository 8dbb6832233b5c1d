import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk

/// Checks that lie outside software: owed once a period where the post is held, recorded by a person, counted when missing.
struct AttestationTests {
    @Test(arguments: TestDatabase.engines)
    func aWeekOwesOneCheckInEachUnitThatHasTheSupervisor(engine: Engine) async throws {
        try await Department.open(engine) { department in
            let opened = try await department.rounds()
            #expect(opened == 2, "the week in the east, the month at headquarters")
            #expect(try await department.rounds() == 0, "once")

            let check = try #require(try await department.checks(of: Department.east).first)
            #expect(check.clause == "1.2")
            #expect(check.item == "2026-W02")
            #expect(check.startedAt == Zone.shanghai.instant(Day(2026, 1, 5), .midnight))
            #expect(check.dueAt == Zone.shanghai.instant(Day(2026, 1, 12), .midnight) - .milliseconds(1))
            #expect(try await department.checks(of: Department.west).isEmpty, "nobody holds the post there")
            #expect(try await department.checks(of: Department.hq).map(\.item) == ["2026-01"])
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aCheckThatHoldsIsKeptAndOneThatDoesNotIsBroken(engine: Engine) async throws {
        try await Department.open(engine) { department in
            _ = try await department.rounds()
            let week = try #require(try await department.checks(of: Department.east).first)
            let month = try #require(try await department.checks(of: Department.hq).first)
            try await department.act(as: Department.wang) { tx, wang in
                try tx.obligations.attest(week.id, holds: true, note: "抽查 5 件", by: wang)
                try tx.obligations.attest(week.id, holds: false, note: "改口", by: wang)
            }
            try await department.act(as: Department.li) { tx, li in
                try tx.obligations.attest(month.id, holds: false, note: "灯坏了", by: li)
            }

            #expect(try await department.counts(of: "1.2") == Adherence.Counts(kept: 1, medianSlack: 568_800_000))
            #expect(try await department.counts(of: "1.3")?.broken == 1)
            let said = try await department.read { tx in
                try tx.events.about(Subject(.unit, Department.hq.rawValue)).filter { $0.kind == .attested }.map(
                    \.details)
            }
            #expect(said == [["clause": "1.3", "holds": "no", "note": "灯坏了"]])
        }
    }

    /// The one who is checked, or stands beside it, does not tick for the post that owes the check.
    @Test(arguments: TestDatabase.engines)
    func nobodyTicksTheCheckOfAnotherPost(engine: Engine) async throws {
        try await Department.open(engine) { department in
            _ = try await department.rounds()
            let month = try #require(try await department.checks(of: Department.hq).first)
            await #expect(throws: NotAllowed.self) {
                try await department.act(as: Department.wang) { tx, wang in
                    try tx.obligations.attest(month.id, holds: true, note: "", by: wang)
                }
            }
            #expect(try await department.checks(of: Department.hq).first?.isOpen == true)
        }
    }

    /// However much happens to an edition after it was issued, its checks are owed.
    @Test(arguments: TestDatabase.engines)
    func aHundredReadersDoNotEndTheChecks(engine: Engine) async throws {
        try await Department.open(engine) { department in
            try await department.write { tx in
                for _ in 0..<520 {
                    try tx.record(
                        .handbookAcknowledged, about: Subject(.handbook, Department.version.rawValue), in: nil,
                        by: Department.wang)
                }
            }
            #expect(try await department.rounds() == 2)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aCheckThatNobodyMadeIsSeenToBeMissing(engine: Engine) async throws {
        try await Department.open(engine) { department in
            _ = try await department.rounds()
            department.time.advance(by: .days(8))
            try await department.chore(times: 2)
            #expect(try await department.rounds() == 1, "the next week")

            #expect(try await department.counts(of: "1.2")?.broken == 1)
            let (first, second) = try await department.read { tx in
                let all = try tx.obligations.all(of: Subject(.unit, Department.east.rawValue))
                return (all[0], all[1])
            }
            #expect(first.breachedAt == first.dueAt)
            #expect(first.state == .ended(.broken, at: first.dueAt, by: nil), "last week can no longer be looked at")
            #expect(second.isOpen)
            #expect(second.item == "2026-W03")
        }
    }

    @Test(arguments: TestDatabase.engines)
    func whereNobodyHoldsThePostTheUnitOfTheHandbookOwesIt(engine: Engine) async throws {
        try await Department.open(engine) { department in
            try await department.write { tx in
                var wang = try tx.staff.require(Department.wang)
                try wang.deactivate(by: Department.li)
                try tx.staff.save(wang)
            }
            _ = try await department.rounds()

            let clauses = try await department.checks(of: Department.hq).map(\.clause)
            #expect(Set(clauses) == ["1.2", "1.3"])
        }
    }

    @Test(arguments: TestDatabase.engines)
    func whoMayNotCheckThereIsRefused(engine: Engine) async throws {
        try await Department.open(engine) { department in
            _ = try await department.rounds()
            let month = try #require(try await department.checks(of: Department.hq).first)

            await #expect(throws: NotAllowed.self) {
                try await department.act(as: Department.wang) { tx, wang in
                    try tx.obligations.attest(month.id, holds: true, note: "", by: wang)
                }
            }
        }
    }

    @Test func theWeekBelongsToTheYearOfItsThursday() {
        #expect(Day(2026, 1, 1).isoWeek == "2026-W01")
        #expect(Day(2027, 1, 3).isoWeek == "2026-W53")
        #expect(Day(2024, 12, 30).isoWeek == "2025-W01")
        #expect(Day(isoWeek: "2025-W01") == Day(2024, 12, 30) && Day(isoWeek: "2026-W53") == Day(2026, 12, 28))
        #expect(Day(isoWeek: "2026-11") == nil && Day(isoWeek: "2025-W53") == nil, "no such week")
    }
}

extension Department {
    fileprivate func rounds() async throws -> Int { try await write { tx in try tx.obligations.openRounds() } }

    fileprivate func checks(of unit: Unit.ID) async throws -> [Obligation] {
        try await read { tx in try tx.obligations.open(of: Subject(.unit, unit.rawValue)) }
    }
}
