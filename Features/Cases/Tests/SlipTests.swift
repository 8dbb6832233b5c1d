import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk

/// Other departments: asked, urged, answered, verified by another (PROPA-05, SOFT-71, SOFT-01).
@Suite struct SlipTests {
    /// SOFT-71: four hours to answer; the date that the department names is owed; the requester verifies.
    @Test(arguments: TestDatabase.engines)
    func aCooperationIsAcceptedWithPersonAndDateDoneAndVerified(engine: Engine) async throws {
        try await TestDesk.open("base", on: engine) { desk in
            let (agent, other) = (desk.agent, desk.people["supervisor"] ?? "nobody")
            let id = try await desk.registered(.complaint)
            let slip = try await desk.sendSlip(.cooperation, on: id, by: agent, to: other)
            #expect(try await desk.owed(by: id).contains(DeadlineRule.answerSlip.rawValue))
            #expect(try await desk.owed(by: id).contains(DeadlineRule.finishSlip.rawValue) == false)
            let due = desk.clock.now + .hours(20)
            await #expect(throws: Slip.Refusal.notYours) {
                try await desk.act(as: agent) { tx, actor in
                    try tx.slips.accept(slip, naming: agent, until: due, by: actor)
                }
            }
            try await desk.act(as: other) { tx, actor in
                try tx.slips.accept(slip, naming: other, until: due, by: actor)
            }
            let promised = try await desk.database.read { tx in
                try tx.obligations.open(of: Subject(.serviceCase, id.rawValue))
                    .first { $0.rule == .deadline(.finishSlip) }
            }
            #expect(promised?.dueAt == due && promised?.owedByStaff == other)
            try await desk.act(as: other) { tx, actor in
                try tx.slips.finish(slip, saying: "已调出批次记录", by: actor)
            }
            await #expect(throws: Slip.Refusal.ownAct) {
                try await desk.act(as: other) { tx, actor in try tx.slips.verify(slip, by: actor) }
            }
            try await desk.act(as: agent) { tx, actor in try tx.slips.verify(slip, by: actor) }
            let left = try await desk.owed(by: id)
            for rule in [DeadlineRule.answerSlip, .finishSlip, .verifySlip] {
                #expect(!left.contains(rule.rawValue), "\(rule)")
            }
        }
    }

    /// PROPA-05: a supervision has its date from the start, is urged and counted, and the departments are compared.
    @Test(arguments: TestDatabase.engines)
    func aSupervisionIsUrgedAndTheDepartmentsAreCompared(engine: Engine) async throws {
        try await TestDesk.open("property", on: engine) { desk in
            let (agent, other) = (desk.agent, desk.people["supervisor"] ?? "nobody")
            let id = try await desk.registered(.complaint)
            let slip = try await desk.sendSlip(.supervision, on: id, by: agent, to: other)
            #expect(try await desk.owed(by: id).contains(DeadlineRule.finishSlip.rawValue))
            try await desk.act(as: agent) { tx, actor in
                try tx.slips.urge(slip, by: actor)
                try tx.slips.urge(slip, by: actor)
            }
            desk.clock.advance(by: .days(2))
            let standing = try await desk.database.read { tx in
                try tx.slips.standings(since: tx.now - .days(30), within: .all, for: agent).first
            }
            #expect(standing?.urged == 2 && standing?.late == 1 && standing?.share == 0)
            let breached = try await desk.act(as: other) { tx, actor in
                try tx.slips.finish(slip, saying: "已清运", by: actor)
                return try tx.obligations.all(of: Subject(.serviceCase, id.rawValue))
                    .first { $0.rule == .deadline(.finishSlip) }?.breachedAt
            }
            #expect(breached != nil, "late stays late")
        }
    }

    /// SOFT-71, PROPA-05: a case does not close over a slip that is owed, on whichever path.
    @Test(arguments: TestDatabase.engines)
    func noCaseClosesOverAnOpenSlip(engine: Engine) async throws {
        try await TestDesk.open("base", on: engine) { desk in
            let (agent, other) = (desk.agent, desk.people["supervisor"] ?? "nobody")
            let id = try await desk.registered(.enquiry)
            _ = try await desk.act(as: agent) { tx, actor in
                try tx.slips.send(
                    SlipOrder(
                        kind: .cooperation, department: "商品部", receiver: other, matter: "核对规则", level: .ordinary,
                        needBy: tx.now + .hours(8)), on: id, by: actor)
            }
            let refusal = await #expect(throws: GateRefusal.self) {
                try await desk.act(as: agent) { tx, actor in
                    try tx.cases.answer(id, "可以退", by: actor)
                    try tx.cases.answered(id, .accepted, saying: "好", through: .phone, by: actor)
                }
            }
            #expect(refusal?.objections.map(\.rule).contains(.slipsSettled) == true)
            #expect(try await desk.state(of: id) == .answering, "nothing of it is saved")
        }
    }

    /// SOFT-71: what another department lets lie is told to both managers, theirs and ours.
    @Test(arguments: TestDatabase.engines)
    func aSlipThatLiesIsToldToBothManagers(engine: Engine) async throws {
        try await TestDesk.open("base", on: engine) { desk in
            let (agent, other) = (desk.agent, desk.people["manager"] ?? "nobody")
            let id = try await desk.registered(.complaint)
            _ = try await desk.sendSlip(.cooperation, on: id, by: agent, to: other)
            desk.clock.advance(by: .hours(5))
            let (told, above) = try await desk.database.write { tx in
                _ = try tx.obligations.act()
                let event = try tx.events.about(Subject(.serviceCase, id.rawValue)).last {
                    $0.kind == .obligationEscalated && $0.details["clause"] == "5.10"
                }
                let told = try tx.execute(
                    "SELECT payload FROM outbox WHERE event_id = \(event?.id) AND kind = 'notice'"
                ).map { try $0.text("payload") }
                let above = try tx.appointments.superiors(of: other, at: tx.now, under: PostsInForce(tx: tx)).first
                return (told, above)
            }
            let superior = try #require(above)
            #expect(
                superior != other && told.contains(superior.rawValue),
                "whoever is above the department that owes: \(told) \(superior)")
        }
    }

    /// Who has nothing to do with a slip hears that there is none.
    @Test(arguments: TestDatabase.engines)
    func aSlipOfOthersIsNotFound(engine: Engine) async throws {
        try await TestDesk.open("property", on: engine) { desk in
            let id = try await desk.registered(.complaint)
            let slip = try await desk.sendSlip(
                .cooperation, on: id, by: desk.agent, to: desk.people["supervisor"] ?? "nobody")
            await #expect(throws: NotFound.self) {
                try await desk.act(as: desk.people["repairer"] ?? "nobody") { tx, actor in
                    try tx.slips.urge(slip, by: actor)
                }
            }
        }
    }

    /// Whoever only reads the case (会员数据分析专员: case.read for all units) urges, verifies and sends back nothing;
    /// whoever has no right to cases at all sees of the list what is theirs, which is nothing.
    @Test(arguments: TestDatabase.engines)
    func whoeverOnlyReadsActsOnNoSlip(engine: Engine) async throws {
        try await TestDesk.open("chain-retail", on: engine) { desk in
            let (agent, other) = (desk.agent, desk.people["manager"] ?? "nobody")
            let reader = desk.people["analysis-specialist"] ?? "nobody"
            let outsider = desk.people["administrator"] ?? "nobody"
            let id = try await desk.registered(.complaint)
            let slip = try await desk.sendSlip(.supervision, on: id, by: agent, to: other)
            let until = desk.clock.now + .hours(30)
            let acts: [@Sendable (Transaction, Actor) throws -> Void] = [
                { tx, actor in try tx.slips.urge(slip, by: actor) },
                { tx, actor in try tx.slips.verify(slip, by: actor) },
                { tx, actor in try tx.slips.sendBack(slip, until: until, because: "不够", by: actor) },
            ]
            let refusal = NotAllowed(permission: .workCase, isElsewhere: false)
            for act in acts { await #expect(throws: refusal) { try await desk.act(as: reader, act) } }
            try await desk.act(as: other) { tx, actor in try tx.slips.finish(slip, saying: "已整改", by: actor) }
            for act in acts { await #expect(throws: refusal) { try await desk.act(as: reader, act) } }
            await #expect(throws: NotFound.self) { try await desk.act(as: outsider, acts[0]) }
            try await desk.act(as: agent, acts[1])
            let seen = try await desk.act(as: outsider) { tx, actor in
                let reach = actor.units(permitting: .readCase)
                let standings = try tx.slips.standings(since: tx.now - .days(9), within: reach, for: actor.staff.id)
                let slips = try tx.slips.open(within: reach, for: actor.staff.id, limit: 9, offset: 0)
                return (reach, standings.count, slips.total)
            }
            #expect(seen == (.nothing, 0, 0))
        }
    }
}

extension TestDesk {
    func sendSlip(_ kind: Slip.Kind, on id: Case.ID, by sender: Staff.ID, to receiver: Staff.ID) async throws -> Slip.ID
    {
        let order = SlipOrder(
            kind: kind, department: "商品部", receiver: receiver, matter: "调出批次记录", level: .ordinary,
            needBy: clock.now + .hours(24))
        return try await act(as: sender) { tx, actor in try tx.slips.send(order, on: id, by: actor).id }
    }
}
