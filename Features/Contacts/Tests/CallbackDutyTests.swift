import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Deskkit

/// A promised call falls due while whoever owes it has gone: it goes to whom the duty table names (SOFT-35, SOFT-66).
@Suite struct CallbackDutyTests {
    private static let wang = RosteredDesk.agent(1)
    private static let chen = RosteredDesk.agent(3)
    private static let today = Day(2026, 1, 5)

    /// Late in the shift of agents 1 and 2 a call-back was promised, to be made by agent 1.
    private static func promised(
        _ engine: Engine, at hour: Int = 20, tabled: Bool = true,
        _ body: @Sendable (RosteredDesk, Contact.ID) async throws -> Void
    ) async throws {
        try await RosteredDesk.open(engine) { desk in
            try await desk.shift("s-1", wang, today)
            try await desk.shift("s-2", RosteredDesk.agent(2), today)
            if tabled {
                try await desk.database.write { tx in
                    try tx.duties.insert([
                        DutyAssignment(
                            id: "duty", roster: "roster", unit: RosteredDesk.unit, kind: .duty, day: today,
                            span: RosteredDesk.hours(today, 18, 32), primary: chen, backup: nil, phone: "8001",
                            enteredBy: RosteredDesk.manager, enteredAt: tx.now)
                    ])
                }
            }
            desk.clock.set(to: RosteredDesk.hours(today, 9, hour).upperBound + .minutes(45))
            let id = try await desk.act(as: wang) { tx, actor in
                try tx.presence.begin(by: actor)
                let id = try tx.contacts.begin(.phone, in: RosteredDesk.unit, by: actor).id
                let record = Contact.Record(
                    caller: "玩家李某", phone: PhoneNumber(typed: "13800138000"), purpose: .enquiry, subject: "充值没到账",
                    content: "十分钟前充的。", answer: "查到就回电。", rings: 2, hungUpBy: .customer,
                    leftInformation: "查到就回电", secondContact: "游戏内邮件")
                try tx.contacts.wrapUp(id, record, .callback(to: wang, text: "查到就回电", isAgreed: true), by: actor)
                return id
            }
            try await body(desk, id)
        }
    }

    private static func pass(_ desk: RosteredDesk) async throws -> Int {
        try await desk.database.write { tx in try tx.contacts.passOnToDuty(limit: 10) }
    }

    private static func owes(_ desk: RosteredDesk, _ id: Contact.ID) async throws -> Staff.ID? {
        try await desk.database.read { tx in try tx.contacts.find(id)?.callback?.to }
    }

    /// When the clause wants the call at the latest.
    private static func due(_ desk: RosteredDesk, _ id: Contact.ID) async throws -> Instant {
        let open = try await desk.database.read { tx in try tx.obligations.open(of: Subject(.contact, id.rawValue)) }
        return try #require(open.first { $0.rule == .deadline(.contactCallback) }).dueAt
    }

    private static func goHome(_ desk: RosteredDesk) async throws {
        try await desk.act(as: RosteredDesk.manager) { tx, actor in
            try tx.presence.correct(wang, isOnDuty: false, because: "下班", by: actor)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func whoHasGoneOwesNoCall(engine: Engine) async throws {
        try await Self.promised(engine) { desk, id in
            let due = try await Self.due(desk, id)
            desk.clock.set(to: max(due - .minutes(10), RosteredDesk.hours(Self.today).upperBound + .minutes(1)))
            #expect(try await Self.pass(desk) == 0, "who is here keeps it after their shift too")
            try await Self.goHome(desk)
            #expect(try await Self.pass(desk) == 1)
            #expect(try await Self.owes(desk, id) == Self.chen)
            #expect(try await Self.pass(desk) == 0, "once")
            let open = try await desk.database.read { tx in
                try tx.obligations.open(of: Subject(.contact, id.rawValue))
            }
            #expect(!open.isEmpty && open.allSatisfy { $0.owedByStaff == Self.chen })
            #expect(try await Self.due(desk, id) == due, "the time promised to the customer stays")
            let event = try await desk.database.read { tx in
                try tx.events.about(Subject(.contact, id.rawValue)).last { $0.kind == .callbackHandedOn }
            }
            #expect(
                event?.actor == nil && event?.details["why"] == "duty-table"
                    && event?.details["from"] == Self.wang.rawValue)
        }
    }

    /// On the shift, though they have not said that they are here; and long before it is due nobody is asked.
    @Test(arguments: TestDatabase.engines)
    func whoIsOnTheirShiftKeepsIt(engine: Engine) async throws {
        try await Self.promised(engine, at: 19) { desk, id in
            try await Self.goHome(desk)
            #expect(try await Self.pass(desk) == 0, "an hour before it is due")
            desk.clock.set(to: try await Self.due(desk, id) - .minutes(5))
            #expect(try await Self.pass(desk) == 0)
            #expect(try await Self.owes(desk, id) == Self.wang)
        }
    }

    /// SOFT-68: nobody waits for a call of somebody who has left for good.
    @Test(arguments: TestDatabase.engines)
    func whoHasLeftOwesNoCall(engine: Engine) async throws {
        try await Self.promised(engine) { desk, id in
            try await desk.database.write { tx in
                try tx.staff.deactivate(Self.wang, by: .house, under: PostsInForce(tx: tx))
            }
            desk.clock.set(to: try await Self.due(desk, id) - .minutes(10))
            #expect(try await Self.pass(desk) == 1)
            #expect(try await Self.owes(desk, id) == Self.chen)
        }
    }

    /// Without a published table nobody in particular is on duty: it stays, and the clause escalates it.
    @Test(arguments: TestDatabase.engines)
    func withoutATableItStays(engine: Engine) async throws {
        try await Self.promised(engine, tabled: false) { desk, id in
            try await Self.goHome(desk)
            desk.clock.set(to: try await Self.due(desk, id) + .hours(3))
            #expect(try await Self.pass(desk) == 0)
            #expect(try await Self.owes(desk, id) == Self.wang)
        }
    }
}
