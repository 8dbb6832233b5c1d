import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk

/// GAME-80: the customer's rest is heeded by every way in which we would reach them, and their own window goes before it.
@Suite struct ContactQuietTests {
    private static let phone = PhoneNumber(typed: "13900139000")

    /// A missed call is returned outside the rest, unless the customer called a moment ago or wants it.
    @Test(arguments: TestDatabase.engines)
    func aMissedCallIsNotReturnedInTheCustomersRest(engine: Engine) async throws {
        try await ContactDesk.open("chain-retail", on: engine) { desk in
            desk.clock.set(to: Zone.shanghai.instant(Day(2026, 1, 6), .at(17, 50)))
            let unit = desk.unit
            let missed = try await desk.act(as: desk.agent) { tx, actor in
                try tx.contacts.begin(.phone, in: unit, isMissed: true, phone: Self.phone, by: actor)
            }
            desk.clock.set(to: Zone.shanghai.instant(Day(2026, 1, 6), .at(21, 30)))
            for reached in [true, false] {
                let refusal = await #expect(throws: GateRefusal.self) {
                    try await desk.act(as: desk.agent) { tx, actor in
                        _ = try tx.contacts.called(missed.id, reached: reached, by: actor)
                    }
                }
                #expect(refusal?.objections.map(\.clause) == ["10.20"])
            }
            let made = try await desk.act(as: desk.agent) { tx, actor in
                try tx.contacts.called(missed.id, reached: true, isAgreed: true, by: actor)
            }
            #expect(made?.returns == missed.id)
            try await desk.act(as: desk.agent) { tx, actor in
                _ = try tx.contacts.wrapUp(#require(made).id, ContactDesk.record, .plain(.solved), by: actor)
            }
            // Whoever called half an hour ago is awake.
            let late = try await desk.act(as: desk.agent) { tx, actor in
                try tx.contacts.begin(.phone, in: unit, isMissed: true, phone: Self.phone, by: actor)
            }
            desk.clock.advance(by: .minutes(30))
            let soon = try await desk.act(as: desk.agent) { tx, actor in
                try tx.contacts.called(late.id, reached: true, by: actor)
            }
            #expect(soon != nil)
        }
    }

    /// Nothing is promised on a case for the customer's rest, made or renewed, unless they named the time.
    @Test(arguments: TestDatabase.engines)
    func nothingIsPromisedForTheCustomersRest(engine: Engine) async throws {
        try await ContactDesk.open("chain-retail", on: engine) { desk in
            let id = try await desk.case(window: "")
            desk.clock.set(to: Zone.shanghai.instant(Day(2026, 1, 6), .at(15)))
            let night = Zone.shanghai.instant(Day(2026, 1, 6), .at(22))
            let refusal = await #expect(throws: GateRefusal.self) {
                try await desk.act(as: desk.agent) { tx, actor in
                    _ = try tx.cases.promise("答复", due: night, on: id, by: actor)
                }
            }
            #expect(refusal?.objections.map(\.clause) == ["10.20"])
            let promise = try await desk.act(as: desk.agent) { tx, actor in
                try tx.cases.promise("答复", due: night - .hours(3), on: id, by: actor)
            }
            let renewal = await #expect(throws: GateRefusal.self) {
                try await desk.act(as: desk.agent) { tx, actor in
                    try tx.cases.renewPromise(promise.id, of: id, until: night, saying: "还要一会儿", by: actor)
                }
            }
            #expect(renewal?.objections.map(\.clause) == ["10.20"])
            try await desk.act(as: desk.agent) { tx, actor in
                try tx.cases.renewPromise(
                    promise.id, of: id, until: night, isAgreed: true, saying: "客户说十点可以", by: actor)
            }
        }
    }

    /// The window in the customer's file goes before the hours of the clause, in both directions.
    @Test(arguments: TestDatabase.engines)
    func theCustomersOwnWindowGoesBefore(engine: Engine) async throws {
        try await ContactDesk.open("chain-retail", on: engine) { desk in
            let id = try await desk.case(window: "20:00-22:00")
            let record = try await desk.database.read { tx in try tx.cases.require(id) }
            let customer = record.customer
            func call() async throws -> Contact {
                try await desk.act(as: desk.agent) { tx, actor in
                    try tx.contacts.callOut(
                        CallPlan(customer: customer, purpose: .complaint, subject: "告知进度"), by: actor)
                }
            }
            desk.clock.set(to: Zone.shanghai.instant(Day(2026, 1, 6), .at(15)))
            let refusal = await #expect(throws: GateRefusal.self) { _ = try await call() }
            #expect(refusal?.objections.map(\.clause) == ["10.20"], "the afternoon is no rest, and is not theirs")
            await #expect(throws: GateRefusal.self) {
                try await desk.act(as: desk.agent) { tx, actor in
                    _ = try tx.cases.promise("答复", due: tx.now + .hours(2), on: id, by: actor)
                }
            }
            desk.clock.set(to: Zone.shanghai.instant(Day(2026, 1, 6), .at(21, 30)))
            #expect(
                try await call().direction == .outbound, "half past nine is rest for others, and what they asked for")
        }
    }
}

extension ContactDesk {
    /// A complaint of a customer whose file says when they are to be reached.
    func `case`(window: String) async throws -> Case.ID {
        let unit = unit
        return try await act(as: agent) { tx, actor in
            var facts = CustomerFacts(kind: .person, name: "王小姐")
            facts.contactWindow = window
            let customer = try tx.customers.open(
                facts, phone: PhoneNumber(typed: "13900139000"), in: unit, by: actor)
            return try tx.cases.register(
                Intake(
                    unit: unit, type: .complaint, source: .direct, channel: .phone, severity: .ordinary,
                    complainant: "王小姐", phone: PhoneNumber(typed: "13900139000"), memberNumber: "",
                    report: Case.Report(
                        subject: "外套开线", content: "袖口开线", demand: "修补", category: "其他", product: "外套"),
                    customer: customer.id),
                by: actor
            ).id
        }
    }
}
