import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk

/// Editions: written, issued, in force by date. Monday, 5 January 2026, 09:00 to begin with.
@Suite struct EditionTests {
    typealias House = TestHandbook

    @Test(arguments: TestDatabase.engines)
    func theEditionInForceIsTheLatestWhoseDateHasCome(on engine: Engine) async throws {
        try await House.open(on: engine) { house in
            let second = try await house.issue(Edition(version: "1.1", effective: "2026-02-01"))
            let third = try await house.issue(Edition(version: "2.0", effective: "2026-01-20"))
            let inForce = { @Sendable (at: String) in
                try await house.database.read { tx in try tx.handbooks.inForce("small", at: .at(at))?.id }
            }
            #expect(try await inForce("2025-11-30 23:59") == nil)
            #expect(try await inForce("2026-01-19 23:59") == house.first)
            #expect(try await inForce("2026-01-20 00:00") == third)
            #expect(try await inForce("2026-02-01 00:00") == second)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func nobodyIssuesTheirOwnDraftAndNoHandbookBindsThePast(on engine: Engine) async throws {
        try await House.open(on: engine) { house in
            let own = try await house.act(as: House.manager) { tx, actor in
                try tx.handbooks.draft([House.text(Edition(version: "1.1", effective: "2026-02-01"))], by: actor).id
            }
            await #expect(throws: HandbookVersion.Refusal.ownDraft) {
                try await house.act(as: House.manager) { tx, actor in try tx.handbooks.issue(own, by: actor) }
            }
            await #expect(throws: NotAllowed.self) {
                try await house.act(as: House.agent) { tx, actor in try tx.handbooks.issue(own, by: actor) }
            }
            await #expect(throws: HandbookVersion.Refusal.effectiveInThePast(.at("2025-12-20 00:00"))) {
                _ = try await house.issue(Edition(version: "1.2", effective: "2025-12-20"))
            }
            try await house.act(as: House.executive) { tx, actor in try tx.handbooks.issue(own, by: actor) }
            await #expect(throws: HandbookVersion.Refusal.alreadyIssued) {
                try await house.act(as: House.executive) { tx, actor in try tx.handbooks.issue(own, by: actor) }
            }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aDraftEditedInTheBrowserIsRefusedWithEveryProblemAndItsLine(on engine: Engine) async throws {
        try await House.open(on: engine) { house in
            let draft = { @Sendable (text: String) in
                try await house.act(as: House.manager) { tx, actor in
                    try tx.handbooks.draft(text, from: house.first, by: actor).version
                }
            }
            let broken = Edition(version: "1.1").yaml
                .replacing("within: 8h", with: "within: soon").replacing("within: 7d", with: "within: 0d")
            do {
                _ = try await draft(broken)
                Issue.record("the draft was taken")
            } catch let problems as PackProblems {
                #expect(problems.problems.map(\.line) == [32, 43])
                #expect(problems.problems.allSatisfy { $0.file == "small.yaml" })
            }
            await #expect(throws: HandbookVersion.Refusal.versionTaken("1.0")) { _ = try await draft(Edition().yaml) }
            await #expect(throws: HandbookVersion.Refusal.otherHandbook("other")) {
                _ = try await draft(Edition(version: "1.1").yaml.replacing("handbook: small", with: "handbook: other"))
            }
            #expect(try await draft(Edition(version: "1.1").yaml) == "1.1")
        }
    }

    @Test(arguments: TestDatabase.engines)
    func theFirstEditionIsInstalledOnceAndMayBeOlderThanTheHouse(on engine: Engine) async throws {
        try await House.open(on: engine) { house in
            let again = try await house.database.write { tx in
                try tx.handbooks.install([House.text(Edition(version: "9.9"))])
            }
            #expect(again.id == house.first)
            #expect(again.state == .issued(by: nil, at: TimeMachine.start))
            #expect(again.effectiveAt == .at("2025-12-01 00:00"))
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aDraftIsSeenByThoseWhoWriteHandbooksAndByNobodyElse(on engine: Engine) async throws {
        try await House.open(on: engine) { house in
            let view = { @Sendable (person: Staff.ID) in
                try await house.act(as: person) { tx, actor in
                    let draft = try tx.handbooks.editions(of: "small").first { !$0.isIssued }
                    return try tx.handbooks.view(of: #require(draft), for: actor).rights.isOwnDraft
                }
            }
            try await house.act(as: House.manager) { tx, actor in
                _ = try tx.handbooks.draft([House.text(Edition(version: "1.1", effective: "2026-02-01"))], by: actor)
            }
            #expect(try await view(House.manager))
            #expect(try await !view(House.executive))
            await #expect(throws: NotFound.self) { _ = try await view(House.agent) }
        }
    }
}
