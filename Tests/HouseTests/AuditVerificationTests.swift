import Database
import Kernel
import Testing
import Testkit

@testable import Desk

/// Whoever gets at the database past the program is found out: every kind of tampering, on both engines.
struct AuditVerificationTests {
    @Test(arguments: TestDatabase.engines)
    func anUntouchedChainIsIntact(engine: Engine) async throws {
        try await withSealedEvents(10, engine) { database in
            let report = try await AuditVerification(database, batch: 3).run()
            #expect(report.isIntact)
            #expect(report.seals == 10)
            #expect(report.head.position == 10)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func anEmptyHouseIsIntact(engine: Engine) async throws {
        try await withSealedEvents(0, engine) { database in
            let report = try await AuditVerification(database).run()
            #expect(report.isIntact)
            #expect(report.head == .origin)
        }
    }

    @Test(
        arguments: TestDatabase.engines,
        [
            "UPDATE event SET details = '{}' WHERE id = 'id-0000004'",
            "UPDATE event SET actor_id = NULL WHERE id = 'id-0000004'",
            "UPDATE event SET actor_id = 'staff-li' WHERE id = 'id-0000004'",
            "UPDATE event SET at = at + 1 WHERE id = 'id-0000004'",
            "UPDATE event SET kind = 'case.reported' WHERE id = 'id-0000004'",
            "UPDATE event SET subject_id = 'case-2' WHERE id = 'id-0000004'",
            "UPDATE event_seal SET sealed_at = sealed_at - 1 WHERE position = 4",
        ] as [SQL])
    func anAlteredEventIsFoundAndNamed(engine: Engine, statement: SQL) async throws {
        try await withSealedEvents(10, engine) { database in
            try await tamper(statement, with: database)
            let findings = try await database.findings(batch: 4)
            #expect(findings == [AuditFinding(kind: .altered, position: 4, event: "id-0000004")])
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aDeletedEventIsFound(engine: Engine) async throws {
        try await withSealedEvents(10, engine) { database in
            try await tamper("DELETE FROM event WHERE id = 'id-0000004'", with: database)
            let findings = try await database.findings()
            #expect(findings == [AuditFinding(kind: .eventMissing, position: 4, event: "id-0000004")])
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aDeletedSealIsFoundAndSoIsItsEvent(engine: Engine) async throws {
        try await withSealedEvents(10, engine) { database in
            try await tamper("DELETE FROM event_seal WHERE position = 4", with: database)
            let findings = try await database.findings(batch: 2)
            #expect(
                findings == [
                    AuditFinding(kind: .sealMissing, position: 4, event: nil),
                    AuditFinding(kind: .unknownEvent, position: nil, event: "id-0000004"),
                ])
        }
    }

    @Test(arguments: TestDatabase.engines)
    func anEventRemovedTogetherWithItsSealLeavesAGap(engine: Engine) async throws {
        try await withSealedEvents(10, engine) { database in
            try await tamper(
                "DELETE FROM event_seal WHERE position = 4", "DELETE FROM event WHERE id = 'id-0000004'",
                with: database)
            let findings = try await database.findings()
            #expect(findings == [AuditFinding(kind: .sealMissing, position: 4, event: nil)])
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aGapThatWasClosedByRenumberingIsFound(engine: Engine) async throws {
        try await withSealedEvents(5, engine) { database in
            try await tamper(
                "DELETE FROM event_seal WHERE position = 4", "DELETE FROM event WHERE id = 'id-0000004'",
                "UPDATE event_seal SET position = 4 WHERE position = 5", with: database)
            let findings = try await database.findings()
            #expect(findings.map(\.kind) == [.altered, .headDiffers])
        }
    }

    @Test(arguments: TestDatabase.engines)
    func anInsertedEventIsFound(engine: Engine) async throws {
        try await withSealedEvents(10, engine) { database in
            try await tamper(
                """
                INSERT INTO event (id, kind, subject_kind, subject_id, at, details)
                SELECT 'id-0000004b', kind, subject_kind, subject_id, at, details FROM event WHERE id = 'id-0000004'
                """, with: database)
            let findings = try await database.findings(batch: 3)
            #expect(findings == [AuditFinding(kind: .unknownEvent, position: nil, event: "id-0000004b")])
        }
    }

    @Test(arguments: TestDatabase.engines)
    func anInsertedEventWithASealOfItsOwnIsFound(engine: Engine) async throws {
        try await withSealedEvents(3, engine) { database in
            try await tamper(
                """
                INSERT INTO event (id, kind, subject_kind, subject_id, at, details)
                SELECT 'id-forged', kind, subject_kind, subject_id, at, details FROM event WHERE id = 'id-0000002'
                """,
                """
                INSERT INTO event_seal (position, event_id, hash, sealed_at)
                SELECT 4, 'id-forged', hash, sealed_at FROM event_seal WHERE position = 3
                """, with: database)
            let findings = try await database.findings()
            #expect(findings.map(\.kind) == [.altered, .headDiffers])
            #expect(findings.first?.event == "id-forged")
        }
    }

    @Test(arguments: TestDatabase.engines)
    func twoEventsThatChangedPlacesAreFound(engine: Engine) async throws {
        try await withSealedEvents(10, engine) { database in
            try await tamper(
                "UPDATE event SET id = 'x' WHERE id = 'id-0000004'",
                "UPDATE event SET id = 'id-0000004' WHERE id = 'id-0000005'",
                "UPDATE event SET id = 'id-0000005', at = at + 60000 WHERE id = 'x'", with: database)
            let findings = try await database.findings()
            #expect(findings.map(\.position).contains(5))
        }
    }

    @Test(arguments: TestDatabase.engines)
    func twoSealsThatChangedPlacesAreFound(engine: Engine) async throws {
        try await withSealedEvents(10, engine) { database in
            try await tamper(
                "UPDATE event_seal SET position = 100 WHERE position = 4",
                "UPDATE event_seal SET position = 4 WHERE position = 5",
                "UPDATE event_seal SET position = 5 WHERE position = 100", with: database)
            let findings = try await database.findings()
            #expect(findings.map(\.position) == [4, 5, 6])
            #expect(findings.allSatisfy { $0.kind == .altered })
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aTailThatWasCutOffIsFoundEvenIfTheHeadWasSetBackAsLongAsItWasNotedElsewhere(engine: Engine) async throws {
        try await withSealedEvents(10, engine) { database in
            let noted = try await database.chainHead()
            try await tamper(
                "DELETE FROM event_seal WHERE position > 8", "DELETE FROM event WHERE id > 'id-0000008'",
                with: database)
            #expect(try await database.findings().map(\.kind) == [.headDiffers])

            try await tamper(
                """
                UPDATE event_chain SET position = 8, hash = (SELECT hash FROM event_seal WHERE position = 8)
                WHERE id = 1
                """, with: database)
            #expect(try await AuditVerification(database).run().isIntact, "nothing in the database betrays it any more")
            #expect(
                try await database.findings(expecting: noted)
                    == [AuditFinding(kind: .expectedHeadMissing, position: 10, event: nil)])
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aHeadThatWasNotedEarlierIsStillInTheChain(engine: Engine) async throws {
        try await withSealedEvents(4, engine) { database in
            let noted = try await database.chainHead()
            try await database.write { tx in
                for number in 5...9 { try tx.recordSomething(id: Event.ID("id-000000\(number)")) }
            }
            try await database.seal()
            #expect(try await AuditVerification(database).run(expecting: noted).isIntact)
            #expect(try await AuditVerification(database).run(expecting: .origin).isIntact)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aSealedEventThatIsMarkedAgainIsFoundAndNeverSealedTwice(engine: Engine) async throws {
        try await withSealedEvents(3, engine) { database in
            try await tamper("INSERT INTO event_unsealed (event_id) VALUES ('id-0000002')", with: database)
            #expect(try await database.seal() == 0)
            let findings = try await database.findings()
            #expect(findings == [AuditFinding(kind: .markedAgain, position: 2, event: "id-0000002")])
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aChainWithoutItsHeadIsFoundAndNotSealedOn(engine: Engine) async throws {
        try await withSealedEvents(3, engine) { database in
            try await tamper("DELETE FROM event_chain", with: database)
            try await database.write { tx in _ = try tx.recordSomething(id: "id-0000004") }
            await #expect(throws: ChainHeadMissing.self) { try await database.seal() }
            #expect(try await database.findings().map(\.kind) == [.headDiffers])
        }
    }

    @Test func manyFindingsAreCountedAndTheFirstAreNamed() async throws {
        try await withSealedEvents(300, .sqlite) { database in
            try await tamper("UPDATE event SET details = '{}'", with: database)
            let report = try await AuditVerification(database).run()
            #expect(report.findingCount == 300)
            #expect(report.findings.count == AuditReport.longest)
        }
    }

    @Test(arguments: AuditFinding.Kind.allCases, Language.allCases)
    func everyFindingIsASentenceInBothLanguages(kind: AuditFinding.Kind, language: Language) {
        let sentence = AuditFinding(kind: kind, position: 7, event: "e").sentence(in: language)
        #expect(!sentence.contains("{"))
        #expect(sentence.hasSuffix(language == .chinese ? "。" : "."))
    }
}

private func withSealedEvents<Value>(
    _ count: Int, _ engine: Engine, _ body: (any Database) async throws -> Value
) async throws -> Value {
    try await withHouse(engine) { database, _ in
        // The names of the events are then `id-0000001` … on both engines, whatever else draws ids.
        try await database.write { tx in
            for number in 0..<count {
                let digits = String(number + 1)
                let id = "id-" + String(repeating: "0", count: 7 - digits.count) + digits
                try tx.recordSomething(id: Event.ID(id))
            }
        }
        while try await database.seal() > 0 {}
        return try await body(database)
    }
}
