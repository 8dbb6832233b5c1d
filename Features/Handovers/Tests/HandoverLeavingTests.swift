import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Deskkit

/// From the leave that is agreed to, the transfer or the resignation to the third signature, on both engines.
@Suite struct HandoverLeavingTests {
    /// SOFT-68: who leaves keeps nothing, however much it was and whenever it came.
    @Test(arguments: TestDatabase.engines)
    func whoLeavesKeepsNoCase(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            func take(_ count: Int) async throws {
                for _ in 0..<count {
                    try await desk.act(as: HandoverStage.wang) { tx, actor in
                        _ = try tx.cases.register(HandoverStage.intake, by: actor)
                    }
                }
            }
            try await take(HandoverFilling.bound + 2)
            let last = RosteredDesk.hours(Day(2026, 2, 3)).upperBound
            let leaving = try await desk.act(as: HandoverStage.wang) { tx, actor in
                try tx.handovers.open(
                    .resignation, of: HandoverStage.wang, until: last, to: HandoverStage.chen, by: actor)
            }
            var statement = HandoverStatement()
            statement.taker = HandoverStage.chen
            try await desk.act(as: HandoverStage.wang) { [statement] tx, actor in
                try tx.handovers.offer(leaving.id, statement, by: actor)
            }
            try await take(1)
            try await desk.act(as: HandoverStage.chen) { tx, actor in try tx.handovers.accept(leaving.id, by: actor) }
            try await desk.act(as: RosteredDesk.supervisor) { tx, actor in
                try tx.handovers.witness(leaving.id, by: actor)
            }
            let hands = try await desk.database.read { tx in
                try tx.execute("SELECT handler_id, COUNT(*) AS count FROM service_case GROUP BY handler_id").map {
                    "\(try $0.text("handler_id")) \(try $0.int("count"))"
                }
            }
            #expect(hands == ["\(HandoverStage.chen) \(HandoverFilling.bound + 3)"])
        }
    }

    /// SOFT-68: one who leaves may have a case of the unit beside. It is named to a witness who may not give it, and at once
    /// where the taker works no cases.
    @Test(arguments: TestDatabase.engines)
    func whatTheWitnessMayNotGiveIsNamed(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let (east, west): (Desk.Unit.ID, Desk.Unit.ID) = ("east", "west")
            let (lin, he, hu): (Staff.ID, Staff.ID, Staff.ID) = ("lin", "he", "hu")
            try await desk.database.write { tx in
                try tx.found(east, "东区", under: RosteredDesk.unit, by: nil)
                try tx.found(west, "西区", under: RosteredDesk.unit, by: nil)
                for (id, name, post) in [(lin, "林客服", "agent"), (he, "何客服", "agent"), (hu, "胡主管", "supervisor")] {
                    try tx.join(id, name, as: post, in: east, reading: "version-1")
                    try tx.skills.put("上岗培训", level: 1, of: id)
                }
            }
            var intake = HandoverStage.intake
            intake.unit = west
            let record = try await desk.act(as: RosteredDesk.manager) { [intake] tx, actor in
                let record = try tx.cases.register(intake, by: actor)
                try tx.cases.assign(record.id, to: lin, because: "由你来办", by: actor)
                return record
            }
            let last = RosteredDesk.hours(Day(2026, 2, 3)).upperBound
            let leaving = try await desk.act(as: lin) { tx, actor in
                try tx.handovers.open(.resignation, of: lin, until: last, to: he, by: actor)
            }
            func offer(to taker: Staff.ID) async throws {
                var statement = HandoverStatement()
                statement.taker = taker
                try await desk.act(as: lin) { [statement] tx, actor in
                    try tx.handovers.offer(leaving.id, statement, by: actor)
                }
            }
            await #expect(throws: Handover.Refusal.takerCannot(record.number)) {
                try await offer(to: RosteredDesk.personnel)
            }
            try await offer(to: he)
            try await desk.act(as: he) { tx, actor in try tx.handovers.accept(leaving.id, by: actor) }
            func witness(_ person: Staff.ID) async throws {
                try await desk.act(as: person) { tx, actor in try tx.handovers.witness(leaving.id, by: actor) }
            }
            await #expect(throws: Handover.Refusal.beyondReach(record.number)) { try await witness(hu) }
            try await witness(RosteredDesk.manager)
            let handler = try await desk.database.read { tx in try tx.cases.find(record.id)?.handler }
            #expect(handler == he)
        }
    }

    /// SOFT-68: nor a call that a customer was promised.
    @Test(arguments: TestDatabase.engines)
    func whoLeavesOwesNoCall(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let contact = try await desk.act(as: HandoverStage.wang) { tx, actor in
                try tx.presence.begin(by: actor)
                let id = try tx.contacts.begin(.phone, in: RosteredDesk.unit, by: actor).id
                let record = Contact.Record(
                    caller: "玩家李某", phone: PhoneNumber(typed: "13800138000"), purpose: .enquiry, subject: "充值没到账",
                    content: "十分钟前充的。", answer: "查到就回电。", rings: 2, hungUpBy: .customer,
                    leftInformation: "查到就回电", secondContact: "游戏内邮件")
                try tx.contacts.wrapUp(
                    id, record, .callback(to: HandoverStage.wang, text: "查到就回电", isAgreed: true), by: actor)
                return id
            }
            let last = RosteredDesk.hours(Day(2026, 2, 3)).upperBound
            let leaving = try await desk.act(as: HandoverStage.wang) { tx, actor in
                try tx.handovers.open(
                    .resignation, of: HandoverStage.wang, until: last, to: HandoverStage.chen, by: actor)
            }
            var statement = HandoverStatement()
            statement.taker = HandoverStage.chen
            try await desk.act(as: HandoverStage.wang) { [statement] tx, actor in
                try tx.handovers.offer(leaving.id, statement, by: actor)
            }
            try await desk.act(as: HandoverStage.chen) { tx, actor in try tx.handovers.accept(leaving.id, by: actor) }
            func owes() async throws -> Staff.ID? {
                try await desk.database.read { tx in try tx.contacts.find(contact)?.callback?.to }
            }
            #expect(try await owes() == HandoverStage.wang, "two signatures move nothing")
            try await desk.act(as: RosteredDesk.supervisor) { tx, actor in
                try tx.handovers.witness(leaving.id, by: actor)
            }
            #expect(try await owes() == HandoverStage.chen, "though nobody said that the taker is here")
            let open = try await desk.database.read { tx in
                try tx.obligations.open(of: Subject(.contact, contact.rawValue))
            }
            #expect(!open.isEmpty && open.allSatisfy { $0.owedByStaff == HandoverStage.chen })
        }
    }

    /// SOFT-68: three signatures; until the third the cases are the giver's.
    @Test(arguments: TestDatabase.engines)
    func aLeaveThatLastsIsHandedOverBeforeItBegins(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let days = (12...14).map { Day(2026, 1, $0) }
            for day in days { try await desk.shift("s-\(day)", HandoverStage.wang, day, inGroup: false) }
            let hours = RosteredDesk.hours(days[0]).lowerBound..<RosteredDesk.hours(days[2]).upperBound
            let record = try await desk.act(as: HandoverStage.wang) { tx, actor in
                try tx.cases.register(
                    Intake(
                        unit: RosteredDesk.unit, type: .complaint, source: .direct, channel: .phone,
                        severity: .ordinary,
                        complainant: "李先生", phone: PhoneNumber(typed: "13800138000"), memberNumber: "",
                        report: Case.Report(
                            subject: "充值没到账", content: "昨天充的没到", demand: "尽快补上", category: "充值与道具",
                            product: "星海", place: ""),
                        promise: Intake.Pledge(text: "今晚回电", due: tx.now + .hours(6), isAgreed: true)), by: actor)
            }
            let leave = try await desk.act(as: HandoverStage.wang) { tx, actor in
                try tx.leaves.ask(
                    Leave.Plan(type: "personal", hours: hours, reason: "回家", proof: "", substitute: HandoverStage.zhao),
                    by: actor)
            }
            try await desk.standIn(HandoverStage.zhao, for: leave.id)
            try await desk.act(as: RosteredDesk.leader) { tx, actor in
                try tx.leaves.approve(leave.id, saying: "好", by: actor)
            }
            let owed = try await desk.database.read { tx in try #require(try tx.handovers.of(leave.id)) }
            #expect(owed.kind == .leave && owed.taker == HandoverStage.zhao && owed.time.until == hours.lowerBound)
            var statement = HandoverStatement()
            statement.taker = HandoverStage.zhao
            try await desk.act(as: HandoverStage.wang) { [statement] tx, actor in
                try tx.handovers.offer(owed.id, statement, by: actor)
            }
            try await desk.act(as: HandoverStage.zhao) { tx, actor in try tx.handovers.accept(owed.id, by: actor) }
            func handler() async throws -> Staff.ID? {
                try await desk.database.read { tx in try tx.cases.find(record.id)?.handler }
            }
            #expect(try await handler() == HandoverStage.wang, "two signatures move nothing")
            await #expect(throws: Handover.Refusal.notEntitled("客服主管")) {
                try await desk.act(as: RosteredDesk.leader) { tx, actor in try tx.handovers.witness(owed.id, by: actor)
                }
            }
            try await desk.act(as: RosteredDesk.supervisor) { tx, actor in
                try tx.handovers.witness(owed.id, by: actor)
            }
            #expect(try await handler() == HandoverStage.zhao)
            #expect(try await HandoverStage.rules(desk, owed.subject)["handover.leaving"] == "kept")
        }
    }

    /// Withdrawn in time, nothing is owed; a resignation is opened by oneself or by who may settle, once.
    @Test(arguments: TestDatabase.engines)
    func whatIsNotNeededIsDropped(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let hours =
                RosteredDesk.hours(Day(2026, 1, 12)).lowerBound..<RosteredDesk.hours(Day(2026, 1, 16)).upperBound
            for day in 12...16 {
                try await desk.shift("s-\(day)", HandoverStage.wang, Day(2026, 1, day), inGroup: false)
            }
            let leave = try await desk.act(as: HandoverStage.wang) { tx, actor in
                try tx.leaves.ask(Leave.Plan(type: "personal", hours: hours, reason: "回家", proof: ""), by: actor)
            }
            try await desk.act(as: RosteredDesk.leader) { tx, actor in
                try tx.leaves.approve(leave.id, saying: "好", by: actor)
            }
            try await desk.act(as: HandoverStage.wang) { tx, actor in try tx.leaves.withdraw(leave.id, by: actor) }
            #expect(try await desk.database.read { tx in try tx.handovers.of(leave.id) } == nil)
            let last = RosteredDesk.hours(Day(2026, 2, 3)).upperBound
            let leaving = try await desk.act(as: HandoverStage.wang) { tx, actor in
                try tx.handovers.open(
                    .resignation, of: HandoverStage.wang, until: last, to: HandoverStage.chen, by: actor)
            }
            await #expect(throws: Handover.Refusal.openAlready(leaving.number)) {
                try await desk.act(as: RosteredDesk.supervisor) { tx, actor in
                    try tx.handovers.open(
                        .resignation, of: HandoverStage.wang, until: last, to: HandoverStage.feng, by: actor)
                }
            }
            await #expect(throws: NotAllowed.self, "a colleague sends nobody away") {
                try await desk.act(as: HandoverStage.zhao) { tx, actor in
                    try tx.handovers.open(
                        .transfer, of: HandoverStage.feng, until: last, to: HandoverStage.chen, by: actor)
                }
            }
            await #expect(throws: Handover.Refusal.unknown, "others see nothing of it") {
                try await desk.act(as: HandoverStage.feng) { tx, actor in
                    _ = try tx.handovers.visible(leaving.id, to: actor)
                }
            }
            try await desk.act(as: HandoverStage.wang) { tx, actor in try tx.handovers.drop(leaving.id, by: actor) }
            #expect(try await HandoverStage.rules(desk, leaving.subject)["handover.leaving"] == "void")
        }
    }

    /// SOFT-68: a leaver's sheet is not witnessed by the hand to which the leaver lent the post.
    @Test(arguments: TestDatabase.engines)
    func aPostThatIsLentWitnessesNothingOfTheLender(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let supervisor = RosteredDesk.supervisor
            try await desk.act(as: supervisor) { tx, actor in
                let held = try #require(try tx.appointments.open(of: actor.staff.id, at: tx.now).first)
                _ = try tx.delegations.give(
                    Loan(
                        appointment: held.id, recipient: HandoverStage.chen, from: tx.now, to: tx.now + .days(7),
                        reason: "办离职"), by: actor, under: PostsInForce(tx: tx))
            }
            let last = RosteredDesk.hours(Day(2026, 2, 3)).upperBound
            let leaving = try await desk.act(as: supervisor) { tx, actor in
                try tx.handovers.open(.resignation, of: supervisor, until: last, to: HandoverStage.wang, by: actor)
            }
            var statement = HandoverStatement()
            statement.taker = HandoverStage.wang
            try await desk.act(as: supervisor) { [statement] tx, actor in
                try tx.handovers.offer(leaving.id, statement, by: actor)
            }
            try await desk.act(as: HandoverStage.wang) { tx, actor in try tx.handovers.accept(leaving.id, by: actor) }
            let lent = try await desk.database.read { tx in
                let view = try tx.handovers.view(leaving.id, for: tx.actor(HandoverStage.chen))
                return view.mayWitness || view.maySettle
            }
            #expect(!lent, "the page offers nothing that is refused")
            await #expect(throws: Handover.Refusal.self) {
                try await desk.act(as: HandoverStage.chen) { tx, actor in
                    try tx.handovers.witness(leaving.id, by: actor)
                }
            }
            try await desk.act(as: RosteredDesk.manager) { tx, actor in
                try tx.handovers.witness(leaving.id, by: actor)
            }
        }
    }
}
