import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk

/// Calls as they are lived through, with the clock in the hand.
@Suite struct ContactTests {
    /// SOFT-30, SOFT-33, SOFT-34, SOFT-36, SOFT-43, SOFT-49
    @Test(arguments: TestDatabase.engines)
    func aCallIsSolvedWithinTheMinuteAndEveryClauseIsKept(engine: Engine) async throws {
        try await ContactDesk.open(on: engine) { desk in
            let id = try await desk.begin()
            desk.clock.advance(by: .seconds(40))
            try await desk.act(as: desk.agent) { tx, actor in try tx.contacts.judge(id, .now, by: actor) }
            desk.clock.advance(by: .seconds(200))
            let done = try await desk.act(as: desk.agent) { tx, actor in
                try tx.contacts.wrapUp(id, ContactDesk.record, .plain(.solved), by: actor)
            }
            #expect(done.ending == .solved && done.identifiedAt != nil)
            let ledger = try await desk.ledger(done.subject)
            #expect(ledger["contact.triage"] == "kept")
            #expect(ledger["contact.rings"] == "kept" && ledger["contact.hang-up"] == "kept")
            #expect(ledger["contact.record"] == "kept" && ledger["reply.banned-phrases"] == "kept")
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aMinuteTooLateAFourthRingAndAHastyHandAreCountedAndNotRefused(engine: Engine) async throws {
        try await ContactDesk.open(on: engine) { desk in
            let id = try await desk.begin()
            desk.clock.advance(by: .seconds(61))
            try await desk.chores()
            var record = ContactDesk.record
            record.rings = 4
            record.hungUpBy = .us
            let done = try await desk.act(as: desk.agent) { [record] tx, actor in
                try tx.contacts.wrapUp(id, record, .plain(.solved), by: actor)
            }
            let ledger = try await desk.ledger(done.subject)
            #expect(ledger["contact.triage"] == "late")
            #expect(ledger["contact.rings"] == "broken" && ledger["contact.hang-up"] == "broken")
        }
    }

    /// SOFT-32, SOFT-36: surname, organisation and telephone, or the contact does not end.
    @Test(arguments: TestDatabase.engines)
    func withoutAnOrganisationTheHotlineDoesNotEndACall(engine: Engine) async throws {
        try await ContactDesk.open(on: engine) { desk in
            let id = try await desk.begin()
            var record = ContactDesk.record
            record.organisation = ""
            await #expect(throws: GateRefusal.self) {
                try await desk.act(as: desk.agent) { [record] tx, actor in
                    _ = try tx.contacts.wrapUp(id, record, .plain(.solved), by: actor)
                }
            }
            let still = try await desk.database.read { tx in try tx.contacts.find(id) }
            #expect(still?.isOpen == true)
            // Whoever picked up by mistake owes no register.
            try await desk.act(as: desk.agent) { tx, actor in
                _ = try tx.contacts.wrapUp(id, Contact.Record(), .plain(.dropped), by: actor)
            }
        }
    }

    /// SOFT-59, SOFT-62, GAME-95
    @Test(arguments: TestDatabase.engines)
    func whatTheHandbookForbidsIsNotRecordedAsAnAnswer(engine: Engine) async throws {
        try await ContactDesk.open(on: engine) { desk in
            let id = try await desk.begin()
            var record = ContactDesk.record
            record.answer = "这个不归我管。"
            await #expect(throws: GateRefusal.self) {
                try await desk.act(as: desk.agent) { [record] tx, actor in
                    _ = try tx.contacts.wrapUp(id, record, .plain(.solved), by: actor)
                }
            }
        }
    }

    /// SOFT-35: two minutes to take it on, five to reach the customer; an attempt keeps nothing.
    @Test(arguments: TestDatabase.engines)
    func anEngineerCallsBackWithinFiveMinutes(engine: Engine) async throws {
        try await ContactDesk.open(on: engine) { desk in
            let id = try await desk.begin()
            let engineer = desk.engineer
            let promised = try await desk.act(as: desk.agent) { tx, actor in
                try tx.contacts.wrapUp(
                    id, ContactDesk.record, .callback(to: engineer, text: "五分钟内回电"), by: actor)
            }
            let waiting = try await desk.database.read { tx in
                try (tx.contacts.toCall(of: engineer).map(\.id), tx.myDay(of: tx.actor(engineer)).lines.count)
            }
            #expect(waiting == ([id], 2), "it stands in the engineer's day, with both clocks")
            desk.clock.advance(by: .seconds(90))
            try await desk.act(as: engineer) { tx, actor in try tx.contacts.acknowledgeCallback(id, by: actor) }
            desk.clock.advance(by: .seconds(60))
            let none = try await desk.act(as: engineer) { tx, actor in
                try tx.contacts.called(id, reached: false, by: actor)
            }
            #expect(none == nil)
            #expect(try await desk.ledger(promised.subject)["callback.contact"] == "open")
            desk.clock.advance(by: .seconds(60))
            let made = try await desk.act(as: engineer) { tx, actor in
                try tx.contacts.called(id, reached: true, by: actor)
            }
            #expect(made?.direction == .outbound && made?.returns == id)
            let ledger = try await desk.ledger(promised.subject)
            #expect(ledger["callback.acknowledge"] == "kept" && ledger["callback.contact"] == "kept")
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aCallBackThatNobodyMakesReachesTheManager(engine: Engine) async throws {
        try await ContactDesk.open(on: engine) { desk in
            let id = try await desk.begin()
            let engineer = desk.engineer
            let promised = try await desk.act(as: desk.agent) { tx, actor in
                try tx.contacts.wrapUp(id, ContactDesk.record, .callback(to: engineer, text: ""), by: actor)
            }
            desk.clock.advance(by: .minutes(6))
            try await desk.chores()
            let told = try await desk.database.read { tx in
                try tx.events.about(promised.subject).filter { $0.kind == .obligationEscalated }.map {
                    $0.details["to"]
                }
            }
            #expect(Set(told) == ["post:supervisor", "post:manager"])
            #expect(try await desk.ledger(promised.subject)["callback.contact"] == "overdue")
        }
    }

    /// SOFT-70
    @Test(arguments: TestDatabase.engines)
    func aMissedCallIsReturnedWithinHalfAnHourOfWork(engine: Engine) async throws {
        try await ContactDesk.open(on: engine) { desk in
            let id = try await desk.act(as: desk.agent) { [unit = desk.unit] tx, actor in
                try tx.contacts.begin(
                    .phone, in: unit, isMissed: true, phone: PhoneNumber(typed: "13800138000"), by: actor
                ).id
            }
            let subject = Subject(.contact, id.rawValue)
            #expect(try await desk.ledger(subject) == ["contact.return-missed": "open"])
            desk.clock.advance(by: .minutes(10))
            try await desk.act(as: desk.agent) { tx, actor in _ = try tx.contacts.called(id, reached: true, by: actor) }
            #expect(
                try await desk.ledger(subject) == ["contact.return-missed": "kept", "outreach.quiet-hours": "kept"])
            await #expect(throws: Contact.Refusal.contactedAlready) {
                try await desk.act(as: desk.agent) { tx, actor in
                    _ = try tx.contacts.called(id, reached: true, by: actor)
                }
            }
        }
    }

    /// CHAIN-80, MART-10: read in a quarter of an hour, or whoever wrote it and the leader are told.
    @Test(arguments: TestDatabase.engines)
    func aMessageGoesFromTheCallToTheColleagueAndBack(engine: Engine) async throws {
        try await ContactDesk.open("chain-retail", on: engine) { desk in
            let id = try await desk.begin()
            let colleague = try #require(desk.people["manager"])
            try await desk.act(as: desk.agent) { tx, actor in
                _ = try tx.contacts.wrapUp(
                    id, ContactDesk.record, .message(to: colleague, matter: "请回电谈团购"), by: actor)
            }
            let message = try #require(
                try await desk.database.read { tx in try tx.messages.waiting(for: colleague).first })
            #expect(message.note.caller == "欧阳娜娜" && message.takenBy == desk.agent && message.contact == id)
            desk.clock.advance(by: .minutes(16))
            try await desk.chores()
            let told = try await desk.database.read { tx in
                try tx.events.about(message.subject).filter { $0.kind == .obligationEscalated }.map { $0.details["to"] }
            }
            #expect(told == ["first-receiver", "post:supervisor"])
            try await desk.act(as: colleague) { tx, actor in
                try tx.messages.deliver(message.id, to: actor)
                try tx.messages.handle(message.id, saying: "已约周四面谈", by: actor)
            }
            let ledger = try await desk.ledger(message.subject)
            #expect(ledger == ["message.read": "late", "message.handle": "kept"])
            await #expect(throws: Message.Refusal.notYours) {
                try await desk.act(as: desk.agent) { tx, actor in
                    try tx.messages.handle(message.id, saying: "x", by: actor)
                }
            }
            try await desk.act(as: desk.agent) { tx, actor in try tx.messages.tellBack(message.id, by: actor) }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aCallBecomesACaseWithEverythingThatWasTyped(engine: Engine) async throws {
        try await ContactDesk.open("chain-retail", on: engine) { desk in
            let id = try await desk.begin()
            let intake = Intake(
                unit: desk.unit, type: .complaint, source: .direct, channel: .phone, severity: .ordinary,
                complainant: "欧阳娜娜", phone: PhoneNumber(typed: "13800138000"), memberNumber: "",
                report: Case.Report(
                    subject: "围巾掉色", content: "第一次洗就掉色。", demand: "退货", product: "羊毛围巾"), promise: nil)
            let done = try await desk.act(as: desk.agent) { tx, actor in
                try tx.contacts.wrapUp(id, ContactDesk.record, .openCase(intake), by: actor)
            }
            let serviceCase = try #require(done.record.serviceCase)
            let opened = try await desk.database.read { tx in try tx.cases.require(serviceCase) }
            #expect(opened.report.subject == "围巾掉色" && opened.firstReceiver == desk.agent)
            #expect(done.record.customer == opened.customer)

            // The next call about it is added to the open case: nothing is registered twice.
            let again = try await desk.begin()
            let customer = try #require(opened.customer)
            let open = try await desk.act(as: desk.agent) { tx, actor in
                try tx.contacts.callers("8000", for: actor).flatMap { $0.open.map(\.id) }
                    + tx.contacts.openCases(of: customer, for: actor).map(\.id)
            }
            #expect(open == [serviceCase, serviceCase])
            let added = try await desk.act(as: desk.agent) { tx, actor in
                try tx.contacts.wrapUp(again, ContactDesk.record, .addToCase(serviceCase), by: actor)
            }
            #expect(added.record.serviceCase == serviceCase)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func waitingIsCountedAndADraftIsKept(engine: Engine) async throws {
        try await ContactDesk.open(on: engine) { desk in
            let id = try await desk.begin()
            try await desk.act(as: desk.agent) { tx, actor in
                try tx.contacts.hold(id, for: .lookup, by: actor)
                try tx.contacts.keep(ContactDesk.record, draft: "subject=𠮷", of: id, by: actor)
            }
            desk.clock.advance(by: .seconds(30))
            try await desk.act(as: desk.agent) { tx, actor in try tx.contacts.resume(id, by: actor) }
            let (contact, draft) = try await desk.database.read { tx in
                try (tx.contacts.find(id), tx.contacts.draft(of: id))
            }
            #expect(contact?.held == 30_000 && contact?.holds == 1)
            #expect(draft == "subject=𠮷")
            #expect(contact?.record == ContactDesk.record, "as it was written, it is read")
        }
    }

    @Test func subjectsThatShareTwoLettersMayBeTheSameMatter() {
        #expect(Contact.isAlike("围巾掉色", "羊毛围巾染了外套"))
        #expect(!Contact.isAlike("围巾掉色", "会员积分没到账"))
        #expect(!Contact.isAlike("", "围巾"))
    }
}
