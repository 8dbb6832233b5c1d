import Database
import Foundation
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk

/// Calls of our own, and what the clauses say at the end of a contact.
@Suite struct ContactCallTests {
    private static let plan = CallPlan(
        phone: PhoneNumber(typed: "13900139000"), purpose: .enquiry, subject: "核对收货地址")

    /// CHAIN-77: a call of ours has its purpose before it is dialled and is on record; what belongs to nobody is listed.
    /// SOFT-51: whom and what for is known, so that it can be said.
    @Test(arguments: TestDatabase.engines)
    func aCallOfOursHasItsPurposeAndWhatMatchesNobodyIsListed(engine: Engine) async throws {
        try await ContactDesk.open("chain-retail", on: engine) { desk in
            let contact = try await desk.act(as: desk.agent) { tx, actor in
                try tx.contacts.callOut(Self.plan, by: actor)
            }
            #expect(contact.direction == .outbound && contact.record.subject == "核对收货地址")
            // Pressed twice in haste, it is still one call.
            let again = try await desk.act(as: desk.agent) { tx, actor in
                try tx.contacts.callOut(Self.plan, by: actor)
            }
            #expect(again.id == contact.id)
            let kinds = try await desk.database.read { tx in try tx.events.about(contact.subject).map(\.kind) }
            #expect(kinds == [.contactDialled])
            let unmatched = try await desk.unmatched()
            #expect(unmatched == [contact.id])
            try await desk.act(as: desk.agent) { tx, actor in
                // The form may say less than is known.
                _ = try tx.contacts.wrapUp(contact.id, Contact.Record(answer: "已核对"), .plain(.solved), by: actor)
            }
            let kept = try await desk.database.read { tx in try tx.contacts.find(contact.id) }
            #expect(kept?.record.subject == "核对收货地址" && kept?.record.purpose == .enquiry)
            await #expect(throws: Contact.Refusal.numberMissing) {
                try await desk.act(as: desk.agent) { tx, actor in
                    _ = try tx.contacts.callOut(CallPlan(purpose: .enquiry, subject: "谁"), by: actor)
                }
            }
        }
    }

    /// CHAIN-77: begun from a customer or a case it is matched, and stands on the case.
    @Test(arguments: TestDatabase.engines)
    func aCallFromACaseStandsOnTheCase(engine: Engine) async throws {
        try await ContactDesk.open("chain-retail", on: engine) { desk in
            let unit = desk.unit
            let record = try await desk.act(as: desk.agent) { tx, actor in
                let customer = try tx.customers.open(
                    CustomerFacts(kind: .person, name: "王小姐"), phone: PhoneNumber(typed: "13900139000"), in: unit,
                    by: actor)
                let intake = Intake(
                    unit: unit, type: .complaint, source: .direct, channel: .phone, severity: .ordinary,
                    complainant: "王小姐", phone: PhoneNumber(typed: "13900139000"), memberNumber: "",
                    report: Case.Report(
                        subject: "外套开线", content: "袖口开线", demand: "修补", category: "其他", product: "外套"),
                    promise: nil, customer: customer.id)
                return try tx.cases.register(intake, by: actor)
            }
            let contact = try await desk.act(as: desk.agent) { tx, actor in
                try tx.contacts.callOut(
                    CallPlan(serviceCase: record.id, purpose: .complaint, subject: "告知维修进度"), by: actor)
            }
            #expect(contact.record.customer == record.customer && contact.record.phone?.revealed == "13900139000")
            #expect(try await desk.unmatched().isEmpty)
            try await desk.act(as: desk.agent) { tx, actor in
                _ = try tx.contacts.wrapUp(
                    contact.id, Contact.Record(answer: "周五修好"), .plain(.solved), by: actor)
            }
            let entries = try await desk.database.read { tx in try tx.cases.parts(of: record.id).entries(limit: 50) }
            #expect(entries.contains { $0.kind == .call && $0.text.contains("周五修好") })
        }
    }

    /// GAME-80, GAME-102: nobody is called in quiet hours, nor who asked not to be; a time that the customer named is one.
    @Test(arguments: TestDatabase.engines)
    func nobodyIsCalledInQuietHoursUnlessTheyNamedTheTime(engine: Engine) async throws {
        try await ContactDesk.open("chain-retail", on: engine) { desk in
            desk.clock.set(to: Zone.shanghai.instant(Day(2026, 1, 6), .at(21, 30)))
            let refusal = await #expect(throws: GateRefusal.self) {
                try await desk.act(as: desk.agent) { tx, actor in _ = try tx.contacts.callOut(Self.plan, by: actor) }
            }
            #expect(refusal?.objections.map(\.clause) == ["10.20"])
            #expect(try await desk.unmatched().isEmpty, "a refused call leaves no trace")
            var plan = Self.plan
            plan.isAgreed = true
            let contact = try await desk.act(as: desk.agent) { [plan] tx, actor in
                try tx.contacts.callOut(plan, by: actor)
            }
            #expect(try await desk.ledger(contact.subject)["outreach.quiet-hours"] == "kept")
            // From noon to two is rest too, to the minute.
            let rest = try #require(Range<TimeOfDay>(hours: "12:00-14:00"))
            let zone = Zone.shanghai
            #expect(rest.holds(zone.instant(Day(2026, 1, 6), .at(12, 0)), in: zone))
            #expect(!rest.holds(zone.instant(Day(2026, 1, 6), .at(14, 0)), in: zone))
            let night = try #require(Range<TimeOfDay>(hours: "21:00-09:00"))
            #expect(night.holds(zone.instant(Day(2026, 1, 6), .at(8, 59)), in: zone) && night.spoken == "21:00–09:00")
            #expect(!night.holds(zone.instant(Day(2026, 1, 6), .at(9, 0)), in: zone))
        }
    }

    /// GAME-80: a call-back is not promised for the customer's night, unless they name it or are calling in it themselves.
    @Test(arguments: TestDatabase.engines)
    func aCallBackIsNotPromisedForTheNight(engine: Engine) async throws {
        try await ContactDesk.open("chain-retail", on: engine) { desk in
            desk.clock.set(to: Zone.shanghai.instant(Day(2026, 1, 6), .at(20, 0)))
            let id = try await desk.begin()
            let manager = try #require(desk.people["manager"])
            let refusal = await #expect(throws: GateRefusal.self) {
                try await desk.act(as: desk.agent) { tx, actor in
                    _ = try tx.contacts.wrapUp(id, ContactDesk.record, .callback(to: manager, text: "回电"), by: actor)
                }
            }
            #expect(refusal?.objections.map(\.clause) == ["10.20"], "two hours on it is ten at night")
            let kept = try await desk.act(as: desk.agent) { tx, actor in
                try tx.contacts.wrapUp(
                    id, ContactDesk.record, .callback(to: manager, text: "客户说十点可以", isAgreed: true), by: actor)
            }
            #expect(kept.callback?.to == manager)
            // Whoever calls at half past nine is awake.
            desk.clock.set(to: Zone.shanghai.instant(Day(2026, 1, 6), .at(21, 30)))
            let late = try await desk.begin()
            let promised = try await desk.act(as: desk.agent) { tx, actor in
                try tx.contacts.wrapUp(late, ContactDesk.record, .callback(to: manager, text: "回电"), by: actor)
            }
            #expect(promised.callback != nil)
        }
    }

    /// SOFT-35: where a house keeps its duty, a call-back goes to somebody who is here.
    @Test(arguments: TestDatabase.engines)
    func aCallBackGoesToSomebodyWhoIsOnDuty(engine: Engine) async throws {
        try await ContactDesk.open(on: engine) { desk in
            let engineer = desk.engineer
            try await desk.act(as: desk.agent) { tx, actor in try tx.presence.begin(by: actor) }
            let id = try await desk.begin()
            let refusal = await #expect(throws: GateRefusal.self) {
                try await desk.act(as: desk.agent) { tx, actor in
                    _ = try tx.contacts.wrapUp(
                        id, ContactDesk.record, .callback(to: engineer, text: ""), by: actor)
                }
            }
            #expect(refusal?.objections.map(\.rule) == [.onDuty])
            try await desk.act(as: engineer) { tx, actor in try tx.presence.begin(by: actor) }
            let promised = try await desk.act(as: desk.agent) { tx, actor in
                try tx.contacts.wrapUp(id, ContactDesk.record, .callback(to: engineer, text: ""), by: actor)
            }
            #expect(promised.callback?.to == engineer)
            let supervisor = try #require(desk.people["supervisor"])
            await #expect(throws: GateRefusal.self, "nor is it handed on to somebody who went home") {
                try await desk.act(as: engineer) { tx, actor in
                    try tx.contacts.handCallback(id, to: supervisor, by: actor)
                }
            }
        }
    }

    /// GAME-102: what was left, a second contact, and who hung up; the second contact goes into the file.
    @Test(arguments: TestDatabase.engines)
    func aCallOfOursIsClosedWithWhatWasLeftAndASecondContact(engine: Engine) async throws {
        try await ContactDesk.open("game-support", on: engine) { desk in
            desk.clock.set(to: Zone.shanghai.instant(Day(2026, 1, 6), .at(15, 0)))
            let unit = desk.unit
            let customer = try await desk.act(as: desk.agent) { tx, actor in
                try tx.customers.open(
                    CustomerFacts(kind: .person, name: "夜归人甲"), phone: PhoneNumber(typed: "13900139000"), in: unit,
                    by: actor)
            }
            let contact = try await desk.act(as: desk.agent) { tx, actor in
                try tx.contacts.callOut(
                    CallPlan(customer: customer.id, purpose: .enquiry, subject: "新服活动"), by: actor)
            }
            var record = Contact.Record(answer: "介绍了活动")
            let refusal = await #expect(throws: GateRefusal.self) {
                try await desk.act(as: desk.agent) { [record] tx, actor in
                    _ = try tx.contacts.wrapUp(contact.id, record, .plain(.solved), by: actor)
                }
            }
            #expect(refusal?.objections.map(\.clause) == ["10.9", "10.13"])
            record.result = .informed
            record.mood = "愿意听"
            record.leftInformation = "活动十日截止"
            record.secondContact = "13700137000"
            record.hungUpBy = .customer
            try await desk.act(as: desk.agent) { [record] tx, actor in
                _ = try tx.contacts.wrapUp(contact.id, record, .plain(.solved), by: actor)
            }
            let points = try await desk.database.read { tx in
                try tx.customers.contactPoints(of: customer.id).map { ($0.value, $0.isPrimary) }
            }
            #expect(
                points.contains { $0.0 == "13700137000" && !$0.1 } && points.contains { $0.0 == "13900139000" && $0.1 })
            let ledger = try await desk.ledger(contact.subject)
            #expect(ledger["contact.closing"] == "kept")
        }
    }

    /// SOFT-57: who hung up is asked of our own calls too.
    @Test(arguments: TestDatabase.engines)
    func whoHungUpIsRecordedOfOurOwnCallsToo(engine: Engine) async throws {
        try await ContactDesk.open(on: engine) { desk in
            let contact = try await desk.act(as: desk.agent) { tx, actor in
                try tx.contacts.callOut(Self.plan, by: actor)
            }
            try await desk.act(as: desk.agent) { tx, actor in
                var record = ContactDesk.record
                record.hungUpBy = .us
                record.rings = nil
                _ = try tx.contacts.wrapUp(contact.id, record, .plain(.solved), by: actor)
            }
            let ledger = try await desk.ledger(contact.subject)
            #expect(ledger["contact.hang-up"] == "broken")
            #expect(ledger["contact.closing"] == "broken", "nothing was left with the customer: said, and counted")
        }
    }

    /// SOFT-34: solved on the telephone is what nobody calls about again within seven days.
    @Test(arguments: TestDatabase.engines)
    func aSecondCallWithinTheDaysIsRecognisedAndCounted(engine: Engine) async throws {
        try await ContactDesk.open(on: engine) { desk in
            func call() async throws -> Contact {
                let id = try await desk.begin()
                return try await desk.act(as: desk.agent) { tx, actor in
                    try tx.contacts.wrapUp(id, ContactDesk.record, .plain(.solved), by: actor)
                }
            }
            let first = try await call()
            #expect(try await desk.ledger(first.subject)["contact.repeat"] == "kept")
            desk.clock.advance(by: .hours(48))
            let second = try await call()
            #expect(second.repeats == first.id)
            #expect(try await desk.ledger(second.subject)["contact.repeat"] == "broken")
            let listed = try await desk.database.read { tx in
                try tx.contacts.page(
                    ContactFilter(view: .repeated), reach: .all, for: desk.agent, limit: 10, offset: 0
                ).contacts.map(\.id)
            }
            #expect(listed == [second.id])
            desk.clock.advance(by: .hours(24 * 8))
            let third = try await call()
            #expect(third.repeats == nil, "after seven days it is another matter")
        }
    }

    /// GAME-26: what took too long and led to no case is shown to the team leader.
    @Test(arguments: TestDatabase.engines)
    func anOverlongContactIsShownToTheLeader(engine: Engine) async throws {
        try await ContactDesk.open("game-support", on: engine) { desk in
            let leader = try #require(desk.people["team-leader"])
            let id = try await desk.begin()
            desk.clock.advance(by: .minutes(16))
            let contact = try await desk.act(as: desk.agent) { tx, actor in
                try tx.contacts.wrapUp(id, ContactDesk.record, .plain(.solved), by: actor)
            }
            #expect(try await desk.ledger(contact.subject)["contact.length"] == "broken")
            let told = try await desk.database.read { tx in
                try tx.execute(
                    """
                    SELECT payload FROM outbox JOIN event ON event.id = outbox.event_id
                    WHERE event.kind = 'contact.flagged' AND outbox.kind = 'notice' ORDER BY payload LIMIT 5
                    """
                ).map { Staff.ID(try $0.text("payload")) }
            }
            #expect(told == [leader])
            let short = try await desk.begin()
            desk.clock.advance(by: .minutes(14))
            let brief = try await desk.act(as: desk.agent) { tx, actor in
                try tx.contacts.wrapUp(short, ContactDesk.record, .plain(.solved), by: actor)
            }
            #expect(try await desk.ledger(brief.subject)["contact.length"] == "kept")
        }
    }

    /// MART-10: what is not dealt with is shown to whoever goes home, and handed over or explained.
    @Test(arguments: TestDatabase.engines)
    func messagesAreHandedOverBeforeGoingHome(engine: Engine) async throws {
        try await ContactDesk.open("supermarket", on: engine) { desk in
            let leader = try #require(desk.people["desk-leader"])
            let agent = desk.agent
            let unit = desk.unit
            for person in [agent, leader] {
                try await desk.act(as: person) { tx, actor in try tx.presence.begin(by: actor) }
            }
            let message = try await desk.act(as: leader) { tx, actor in
                try tx.messages.take(
                    Message.Note(caller: "王小姐", matter: "取货时间"), for: agent, in: unit, contact: nil, by: actor)
            }
            await #expect(throws: Presence.Refusal.messagesOpen(1)) {
                try await desk.act(as: agent) { tx, actor in try tx.presence.end(by: actor) }
            }
            try await desk.act(as: agent) { tx, actor in
                try tx.presence.end(messages: [message.id: leader], because: "下班", by: actor)
            }
            let handed = try await desk.database.read { tx in try tx.messages.find(message.id) }
            #expect(handed?.addressee == leader && handed?.deliveredAt == nil)
            let owed = try await desk.database.read { tx in
                try tx.obligations.open(of: message.subject).map(\.owedByStaff)
            }
            #expect(!owed.isEmpty && owed.allSatisfy { $0 == leader }, "the clocks go on, with whoever has it now")
            await #expect(throws: Message.Refusal.notYours) {
                try await desk.act(as: agent) { tx, actor in
                    try tx.messages.handOn(message.id, to: agent, by: actor)
                }
            }
        }
    }
}

extension ContactDesk {
    func unmatched() async throws -> [Contact.ID] {
        let agent = agent
        return try await database.read { tx in
            try tx.contacts.page(
                ContactFilter(view: .unmatched), reach: .all, for: agent, limit: 10, offset: 0
            ).contacts.map(\.id)
        }
    }
}
