import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk

/// 签收 and 评审: what a handbook asks about itself.
@Suite struct ReadingTests {
    typealias House = TestHandbook

    @Test(arguments: TestDatabase.engines)
    func issuingAsksEverybodyInOfficeAndAWordInTimeKeepsTheClause(on engine: Engine) async throws {
        try await House.open(on: engine) { house in
            let second = try await house.issue(Edition(version: "2.0", effective: "2026-02-01"))
            let asked = try await house.reading(of: second)
            #expect(Set(asked.keys) == [House.executive, House.manager, House.agent])
            #expect(asked.values.allSatisfy { $0.dueAt == .at("2026-01-12 09:00") && $0.clause == "1.2" })

            house.clock.set(to: .at("2026-01-12 09:00"))
            try await house.act(as: House.agent) { tx, actor in try tx.handbooks.acknowledge(second, by: actor) }
            house.clock.set(to: .at("2026-01-12 09:01"))
            try await house.act(as: House.manager) { tx, actor in
                try tx.handbooks.acknowledge(second, by: actor)
                try tx.handbooks.acknowledge(second, by: actor)
            }
            let read = try await house.reading(of: second)
            #expect(read[House.agent]?.state == .ended(.kept, at: .at("2026-01-12 09:00"), by: House.agent))
            #expect(read[House.manager]?.state == .ended(.late, at: .at("2026-01-12 09:01"), by: House.manager))
            #expect(read[House.executive]?.isOpen == true)
            let (missing, events) = try await house.database.read { tx in
                let version = try #require(try tx.handbooks.find(second))
                return (
                    try tx.handbooks.notYetRead(version, limit: 10).map(\.staff),
                    try tx.events.about(version.subject).count { $0.kind == .handbookAcknowledged }
                )
            }
            #expect(missing == [House.executive])
            #expect(events == 2)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aNewcomerOwesTheEditionInForceAndTheOneToCome(on engine: Engine) async throws {
        try await House.open(on: engine) { house in
            let second = try await house.issue(Edition(version: "2.0", effective: "2026-02-01"))
            house.clock.set(to: .at("2026-01-15 09:00"))
            try await house.database.write { tx in try House.join("staff-xu", "徐立", as: "agent", in: tx) }
            try await house.runChores()
            house.clock.advance(by: .hours(2))
            try await house.runChores()
            for version in [house.first, second] {
                #expect(try await house.reading(of: version)["staff-xu"]?.dueAt == .at("2026-01-22 09:00"))
                #expect(try await house.reading(of: version).count == 4)
            }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func nobodyNeedReadAnEditionThatHasBeenReplacedButWhoWasLateWasLate(on engine: Engine) async throws {
        try await House.open(on: engine) { house in
            house.clock.set(to: .at("2026-01-20 09:00"))
            try await house.database.write { tx in
                try House.join("staff-xu", "徐立", as: "agent", in: tx)
                _ = try tx.obligations.act()
            }
            try await house.runChores()
            _ = try await house.issue(Edition(version: "2.0", effective: "2026-01-21"))
            house.clock.set(to: .at("2026-01-21 00:00"))
            try await house.runChores()
            let first = try await house.reading(of: house.first)
            #expect(first[House.agent]?.isOpen == true)
            #expect(first[House.agent]?.breachedAt == .at("2026-01-12 09:00"))
            #expect(first["staff-xu"]?.state == .ended(.void, at: .at("2026-01-21 00:00"), by: nil))
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aDraftCannotBeAcknowledged(on engine: Engine) async throws {
        try await House.open(on: engine) { house in
            let draft = try await house.act(as: House.manager) { tx, actor in
                try tx.handbooks.draft([House.text(Edition(version: "2.0", effective: "2026-02-01"))], by: actor).id
            }
            await #expect(throws: HandbookVersion.Refusal.notIssued) {
                try await house.act(as: House.agent) { tx, actor in try tx.handbooks.acknowledge(draft, by: actor) }
            }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func afterHalfAYearAReviewIsDueAndIsAnsweredByAReasonOrByANewEdition(on engine: Engine) async throws {
        try await House.open(on: engine) { house in
            let reviews = { @Sendable in
                try await house.database.read { tx in
                    let ids: [Obligation.ID] = try tx.execute(
                        "SELECT id FROM obligation WHERE rule = 'handbook.review' ORDER BY started_at, id"
                    ).map { try $0.id("id") }
                    return try ids.compactMap(tx.obligations.find)
                }
            }
            house.clock.set(to: .at("2026-05-31 23:00"))
            try await house.runChores()
            #expect(try await reviews().isEmpty)

            house.clock.set(to: .at("2026-06-01 08:00"))
            try await house.runChores()
            house.clock.set(to: .at("2026-06-02 08:00"))
            try await house.runChores()
            let due = try await reviews()
            #expect(due.map(\.owedBy) == [.post("executive")])
            // Fifteen working days, of which the Dragon Boat Festival takes one (19 June).
            #expect(due.first?.dueAt == .at("2026-06-24 00:00") - .milliseconds(1))

            await #expect(throws: NotAllowed.self) {
                try await house.act(as: House.agent) { tx, actor in
                    try tx.handbooks.review(house.first, needsNoChangeBecause: "没有变化", by: actor)
                }
            }
            try await house.act(as: House.executive) { tx, actor in
                try tx.handbooks.review(house.first, needsNoChangeBecause: "半年来条款均可执行。", by: actor)
            }
            #expect(try await reviews().map(\.isOpen) == [false])

            house.clock.set(to: .at("2026-12-02 09:00"))
            try await house.runChores()
            #expect(try await reviews().map(\.isOpen) == [false, true])
            _ = try await house.issue(Edition(version: "2.0", effective: "2027-01-01"))
            #expect(try await reviews().map(\.isOpen) == [false, false])
        }
    }
}
