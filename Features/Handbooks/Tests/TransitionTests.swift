import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk

/// What becomes of clocks that run when an edition takes effect.
@Suite struct TransitionTests {
    typealias House = TestHandbook

    private static func states(_ obligations: [Obligation], clause: String) -> [String] {
        obligations.filter { $0.clause == clause }.map { obligation in
            switch obligation.state {
            case .open: "open"
            case .ended(let outcome, _, _): outcome.rawValue
            }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func byKeepingACaseIsJudgedByTheEditionInForceWhenItsClockStarted(on engine: Engine) async throws {
        try await House.open(on: engine) { house in
            let old = try await house.complaint()
            let second = try await house.issue(Edition(version: "2.0", effective: "2026-01-07", complete: "2d"))
            let before = try await house.obligations(of: old)
            house.clock.set(to: .at("2026-01-07 09:00"))
            try await house.runChores()
            #expect(try await house.obligations(of: old) == before)

            let new = try await house.complaint()
            let open = try await house.obligations(of: new).first { $0.clause == "2.1" }
            #expect(open?.version == second)
            #expect(open?.dueAt == .at("2026-01-09 09:00"))
            let event = try await house.database.read { tx in
                try tx.events.about(Subject(.handbook, second.rawValue)).last { $0.kind == .handbookTookEffect }
            }
            #expect(event?.details == ["version": "2.0", "transition": "keep"])
        }
    }

    @Test(arguments: TestDatabase.engines)
    func byRestatingRunningClocksAreSetAnewFromTheirOwnStart(on engine: Engine) async throws {
        try await House.open(on: engine) { house in
            let id = try await house.complaint()
            house.clock.set(to: .at("2026-01-05 10:00"))
            let second = try await house.issue(
                Edition(version: "2.0", effective: "2026-01-06", transition: "restate", complete: "3d"))
            house.clock.set(to: .at("2026-01-05 11:00"))
            try await house.runChores()
            #expect(Self.states(try await house.obligations(of: id), clause: "2.1") == ["open"])

            house.clock.set(to: .at("2026-01-06 00:00"))
            try await house.runChores()
            let after = try await house.obligations(of: id)
            #expect(Self.states(after, clause: "2.1").sorted() == ["open", "void"])
            let anew = try #require(after.first { $0.clause == "2.1" && $0.isOpen })
            #expect(anew.startedAt == TimeMachine.start)
            #expect(anew.dueAt == .at("2026-01-08 09:00"))
            #expect(anew.version == second)
            // The judgement was due in eight hours: overdue when the edition took effect, and a fact since.
            #expect(Self.states(after, clause: "2.2") == ["open"])
            #expect(after.first { $0.clause == "2.2" }?.version == house.first)

            let (record, row) = try await house.database.read { tx in
                (try tx.cases.find(id), try tx.execute("SELECT next_due_at FROM service_case WHERE id = \(id)").first)
            }
            #expect(record?.version == second)
            #expect(try row?.instant("next_due_at") == .at("2026-01-05 17:00"))

            house.clock.advance(by: .minutes(1))
            try await house.runChores()
            #expect(try await house.obligations(of: id) == after)
        }
    }

    /// Five days and a pause of one: warned of 70 % on the 9th at 21:00, 90 % would be the 10th at 21:00. Of six days,
    /// 70 % come on the 10th at 13:48, which nobody has heard of yet.
    @Test(
        arguments: TestDatabase.engines,
        [("5d", "2026-01-11 09:00", 1, "2026-01-10 21:00"), ("6d", "2026-01-12 09:00", 0, "2026-01-10 13:48")])
    func aRestatedClockKeepsItsPausesTheirReasonsAndTheWarningsGiven(
        on engine: Engine, _ anew: (complete: String, due: String, warnings: Int, next: String)
    ) async throws {
        try await House.open(on: engine) { house in
            let id = try await house.complaint()
            try await house.act(as: House.agent) { tx, actor in
                try tx.cases.suspend(
                    id, because: .awaitingCustomer, until: .at("2026-01-06 09:00"), telling: "等您寄回实物。", by: actor)
            }
            house.clock.set(to: .at("2026-01-06 09:00"))
            try await house.act(as: House.agent) { tx, actor in try tx.cases.resume(id, by: actor) }
            house.clock.set(to: .at("2026-01-10 00:00"))
            try await house.database.write { tx in _ = try tx.obligations.act() }
            _ = try await house.issue(
                Edition(version: "2.0", effective: "2026-01-10", transition: "restate", complete: anew.complete))
            try await house.runChores()

            let open = try #require(try await house.obligations(of: id).first { $0.clause == "2.1" && $0.isOpen })
            #expect(open.dueAt == .at(anew.due))
            #expect(open.warnings == anew.warnings)
            #expect(open.actAt == .at(anew.next))
            let reasons = try await house.database.read { tx in try tx.obligations.pauses(of: open.id).map(\.reason) }
            #expect(reasons == [PauseReason.awaitingCustomer.rawValue])
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aClauseThatTheNewEditionLeavesOutIsNoLongerOwed(on engine: Engine) async throws {
        try await House.open(on: engine) { house in
            let id = try await house.complaint()
            let text = Edition(version: "2.0", effective: "2026-01-05", transition: "restate").yaml
                .split(separator: "\n").filter { !$0.contains("\"2.2\"") }.joined(separator: "\n")
            let draft = try await house.act(as: House.manager) { tx, actor in
                try tx.handbooks.draft(text, from: house.first, by: actor).id
            }
            try await house.act(as: House.executive) { tx, actor in try tx.handbooks.issue(draft, by: actor) }
            try await house.runChores()
            #expect(Self.states(try await house.obligations(of: id), clause: "2.2") == ["void"])
        }
    }
}
