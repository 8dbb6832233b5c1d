import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk

@Suite struct ObligationProofTests {
    typealias Place = TestDepartment

    private static func proof(
        _ department: TestDepartment, of id: Case.ID, clause: String, for person: Staff.ID = Place.agent
    ) async throws -> ObligationProof {
        try await department.act(as: person) { tx, actor in
            let all = try tx.obligations.all(of: Subject(.serviceCase, id.rawValue))
            let obligation = try #require(all.first { $0.clause == clause })
            return try tx.obligations.proof(of: obligation.id, for: actor, in: .chinese)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aDeadlineUnfoldsIntoWhatStartedItWhatCountedAndWhatStoodStill(on engine: Engine) async throws {
        try await Place.open(on: engine) { department in
            let id = try await department.complaint("纽扣脱落")
            department.clock.set(to: .at("2026-01-06 10:00"))
            try await department.act(as: Place.agent) { tx, actor in
                try tx.cases.suspend(
                    id, because: .awaitingParts, until: .at("2026-01-08 10:00"), telling: "纽扣已订，周四恢复。", by: actor)
            }
            department.clock.set(to: .at("2026-01-08 10:00"))
            try await department.act(as: Place.agent) { tx, actor in try tx.cases.resume(id, by: actor) }
            let proof = try await Self.proof(department, of: id, clause: "2.1")
            #expect(!proof.differs)
            #expect(proof.opening.kind == .caseReported)
            #expect(proof.clause?.text == "三个工作日内办结。")
            golden(proof.proof?.sentences(in: .chinese).joined(separator: "\n") ?? "", named: "proof-with-a-pause")
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aDeadlineThatWasMetIsProvedByTheCalendarOfItsDay(on engine: Engine) async throws {
        try await Place.open(on: engine) { department in
            let id = try await department.complaint("尺码发错")
            department.clock.set(to: .at("2026-01-05 11:00"))
            _ = try await department.act(as: Place.agent) { tx, actor in try tx.cases.reply(id, "已在查，下午回复您。", by: actor)
            }
            department.clock.set(to: .at("2026-01-05 12:00"))
            _ = try await department.act { tx, actor in
                try tx.calendars.make(.hours(CalendarChangeTests.longDays, of: Place.store), by: actor)
            }
            let met = try await Self.proof(department, of: id, clause: "2.2")
            #expect(met.obligation.state == .ended(.kept, at: .at("2026-01-05 11:00"), by: Place.agent))
            #expect(met.proof?.due == .at("2026-01-05 14:00"))
            #expect(!met.differs)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aStrangerIsToldThatThereIsNoSuchObligation(on engine: Engine) async throws {
        try await Place.open(on: engine) { department in
            let id = try await department.complaint("价格标错")
            try await department.database.write { tx in
                let stranger = Staff.join(
                    id: "staff-qian", account: Account(stored: "qian"), name: "钱进", phone: nil, language: .chinese,
                    password: PasswordHash(encoded: "none"), on: Day(2026, 1, 1))
                try tx.staff.add(stranger)
            }
            await #expect(throws: NotFound.self) {
                try await Self.proof(department, of: id, clause: "2.1", for: "staff-qian")
            }
        }
    }
}
