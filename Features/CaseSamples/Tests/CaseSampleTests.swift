import Database
import Foundation
import Handbook
import Kernel
import Testing
import Testkit
import Web

@testable import Desk
@testable import Deskkit

/// Headquarters checks a sample of what stores settled (CHAIN-93).
@Suite struct CaseSampleTests {
    @Test func aSampleIsTheShareRoundedUpAndNeverLessThanTheMinimum() {
        #expect(CaseSample.size(of: 0, share: 0.2, minimum: 3) == 0)
        #expect(CaseSample.size(of: 2, share: 0.2, minimum: 3) == 2)
        #expect(CaseSample.size(of: 11, share: 0.2, minimum: 3) == 3)
        #expect(CaseSample.size(of: 21, share: 0.2, minimum: 3) == 5)
        #expect(CaseSample.size(of: 100_000, share: 0.2, minimum: 3) == CaseSample.most)
    }

    @Test func aDrawCanBeRepeatedFromItsSeed() {
        let cases = (1...40).map { Case.ID("case-\($0)") }
        let once = CaseSample.order(cases, by: "seed")
        #expect(once == CaseSample.order(cases.reversed(), by: "seed"), "whatever the order they come in")
        #expect(once != CaseSample.order(cases, by: "another seed"))
        #expect(Set(once) == Set(cases))
        // Every case has the same chance: over many seeds each is first about as often.
        var first: [Case.ID: Int] = [:]
        for seed in 0..<2000 { first[CaseSample.order(cases, by: "\(seed)")[0], default: 0] += 1 }
        #expect(first.count == 40 && first.values.allSatisfy { (20...90).contains($0) })
    }

    @Test func whoCannotBeReachedIsAskedThreeTimesAndStaysInTheDenominator() throws {
        var sample = CaseSample(id: "s", draw: "d", record: "c", unit: "shop", drawnAt: TimeMachine.start)
        for _ in 1..<CaseSample.mostAttempts {
            try sample.visit(.unreachable, note: "无人接听", by: "a", at: TimeMachine.start)
            #expect(sample.isOpen)
        }
        try sample.visit(.unreachable, note: "无人接听", by: "a", at: TimeMachine.start)
        #expect(sample.verification?.verdict == .unreachable && sample.attempts == 3)
        #expect(throws: CaseSample.Refusal.settledAlready) {
            try sample.visit(.confirmed, note: "属实", by: "a", at: TimeMachine.start)
        }
        #expect(CaseSampleCount(drawn: 4, confirmed: 3, disputed: 0, unreachable: 1).confirmedShare == 0.75)
        #expect(CaseSampleCount().confirmedShare == nil)
    }

    /// CHAIN-93: drawn once when the month is over, from the settled complaints of stores and nothing else.
    @Test(arguments: TestDatabase.engines)
    func theHouseDrawsOnceWhenThePeriodIsOver(engine: Engine) async throws {
        try await SampleOffice.open(on: engine) { office in
            for number in 1...16 { _ = try await office.settled("门店投诉 \(number)") }
            // Neither what headquarters took in itself, nor what is open, nor an enquiry.
            _ = try await office.settled("总部直接投诉", source: .direct)
            _ = try await office.settled("咨询", type: .enquiry)
            _ = try await office.settled("没有办结", isSettled: false)
            #expect(try await office.database.write { tx in try tx.caseSamples.drawDue() } == 1, "August: none")
            office.clock.set(to: Zone.shanghai.instant(Day(2026, 10, 1), .at(0, 30)))
            #expect(try await office.database.write { tx in try tx.caseSamples.drawDue() } == 1)
            #expect(try await office.database.write { tx in try tx.caseSamples.drawDue() } == 0, "safe to run twice")
            let draws = try await office.database.read { tx in
                try tx.caseSamples.draws(within: .all, limit: 10, offset: 0).lines
            }
            let september = try #require(draws.first)
            #expect(september.draw.period == "2026-09" && september.draw.unit == "hq")
            #expect(september.draw.population == 16 && september.draw.drawn == 4 && september.count.open == 4)
            // Anybody can do it again.
            try await office.database.read { tx in
                let again = try tx.caseSamples.population(
                    ["hq", "shop"], of: "type = 'complaint' AND source = 'store'", from: september.draw.from,
                    until: september.draw.until)
                let order = CaseSample.order(again, by: september.draw.seed).prefix(4)
                let drawn = try tx.caseSamples.lines(within: .all, isOpen: true, limit: 50, offset: 0).lines
                #expect(Set(order) == Set(drawn.map(\.sample.record)))
            }
            // Each owes a visit to the post of headquarters, within five working days.
            let owed = try await office.owed()
            #expect(owed.count == 4 && owed.allSatisfy { $0.clause == "8.11" && $0.owedBy == .post("agent") })
            let day = try await office.act(SampleOffice.anna) { tx, actor in try tx.myDay(of: actor) }
            #expect(day.owed.count { $0.label?.url?.hasPrefix("/samples/") == true } == 4)
            let store = try await office.act(SampleOffice.keeper) { tx, actor in try tx.myDay(of: actor) }
            #expect(!store.owed.contains { $0.obligation.rule == .deadline(.verifySample) })
        }
    }

    /// CHAIN-93: somebody of headquarters who had no hand in it; what is found is counted.
    @Test(arguments: TestDatabase.engines)
    func somebodyWhoHadNoHandInItFindsItTrueOrNot(engine: Engine) async throws {
        try await SampleOffice.open(on: engine) { office in
            for number in 1...3 { _ = try await office.settled("门店投诉 \(number)") }
            office.clock.set(to: Zone.shanghai.instant(Day(2026, 10, 1), .at(0, 30)))
            _ = try await office.database.write { tx in try tx.caseSamples.drawDue() }
            let samples = try await office.database.read { tx in
                try tx.caseSamples.lines(within: .all, isOpen: true, limit: 50, offset: 0).lines.map(\.sample)
            }
            #expect(samples.count == 3)
            // Anna wrote on one of them before.
            try await office.database.write { tx in
                try tx.record(
                    .caseInformed, about: Subject(.serviceCase, samples[0].record.rawValue), in: "shop",
                    by: SampleOffice.anna)
            }
            func verify(_ index: Int, _ verdict: CaseSample.Verdict, by person: Staff.ID) async throws {
                try await office.act(person) { tx, actor in
                    try tx.caseSamples.verify(samples[index].id, verdict, note: "顾客的话", by: actor)
                }
            }
            await #expect(throws: CaseSample.Refusal.ownHand) {
                try await verify(0, .confirmed, by: SampleOffice.anna)
            }
            // Neither the store nor the manager of headquarters: the post that the clause names.
            await #expect(throws: CaseSample.Refusal.notOfHeadquarters) {
                try await verify(1, .confirmed, by: SampleOffice.keeper)
            }
            await #expect(throws: CaseSample.Refusal.notOfHeadquarters) {
                try await verify(1, .confirmed, by: SampleOffice.manager)
            }
            // To another shop it does not exist.
            await #expect(throws: NotFound.self) { try await verify(1, .confirmed, by: SampleOffice.stranger) }
            try await verify(0, .confirmed, by: SampleOffice.bella)
            try await verify(1, .disputed, by: SampleOffice.anna)
            try await verify(2, .unreachable, by: SampleOffice.anna)
            #expect(try await office.owed().count == 1, "a call that reached nobody settles nothing")
            let count = try await office.database.read { tx in
                try tx.caseSamples.draws(within: .all, limit: 1, offset: 0).lines.first?.count
            }
            #expect(count == CaseSampleCount(drawn: 3, confirmed: 1, disputed: 1, unreachable: 0))
            // What is not true is told to the store and to the manager of headquarters.
            let told = try await office.database.read { tx in
                try tx.execute(
                    """
                    SELECT DISTINCT payload FROM outbox JOIN event ON event.id = outbox.event_id
                    WHERE outbox.kind = 'notice' AND event.kind = 'sample.verified' ORDER BY payload LIMIT 9
                    """
                ).map { Staff.ID(try $0.text("payload")) }
            }
            #expect(told.contains(SampleOffice.manager) && told.contains(SampleOffice.keeper))
            // Nobody called the third one in time: late, and the manager hears of it.
            office.clock.set(to: Zone.shanghai.instant(Day(2026, 10, 20), .at(9, 0)))
            _ = try await office.database.write { tx in try tx.obligations.act() }
            #expect(try await office.owed().first?.breachedAt != nil)
        }
    }
}

/// A headquarters with two specialists and their manager, and two shops, under the pack of the chain.
struct SampleOffice: Sendable {
    let database: any Database
    let clock: TimeMachine

    static let anna: Staff.ID = "staff-anna"
    static let bella: Staff.ID = "staff-bella"
    static let manager: Staff.ID = "staff-manager"
    static let keeper: Staff.ID = "staff-keeper"
    static let stranger: Staff.ID = "staff-stranger"

    static let shelf = PackShelf.ofTheHouse

    static func open<T: Sendable>(
        on engine: Engine, _ body: @Sendable (SampleOffice) async throws -> T
    ) async throws -> T {
        let clock = TimeMachine(Zone.shanghai.instant(Day(2026, 9, 14), .at(10, 0)))
        return try await withDatabase(engine, clock: clock, migrations: Schema.migrations) { database in
            try await database.write { tx in
                let edition = HandbookVersion(
                    id: "version-1", code: "chain-retail", title: "手册", number: "H-1", version: "1",
                    effectiveAt: tx.now - .days(30), digest: "case-sample-office",
                    state: .issued(by: nil, at: tx.now - .days(30)))
                try tx.handbooks.insert(edition, texts: try shelf.lineage("chain-retail"), by: nil)
                try tx.handbooks.save(edition)
                let units: [(String, Desk.Unit.Kind, Desk.Unit.ID?)] = [
                    ("hq", .headquarters, nil), ("shop", .store, "hq"), ("other", .store, "hq"),
                ]
                for (unit, kind, parent) in units {
                    try tx.units.add(
                        try Desk.Unit.found(
                            id: Desk.Unit.ID(unit), code: unit, name: unit, kind: kind, under: parent,
                            handbook: parent == nil ? "chain-retail" : nil))
                }
                for (person, post, unit) in [
                    (anna, "agent", "hq"), (bella, "agent", "hq"), (manager, "manager", "hq"),
                    (keeper, "store-manager", "shop"), (stranger, "store-manager", "other"),
                ] {
                    let staff = Staff.join(
                        id: person, account: Account(stored: person.rawValue), name: person.rawValue, phone: nil,
                        language: .chinese, password: PasswordHash(encoded: "none"), on: Day(2026, 1, 1))
                    try tx.staff.add(staff)
                    try tx.appointments.add(
                        try Appointment.appoint(
                            id: Appointment.ID("appointment-\(person)"), staff, to: post, in: Desk.Unit.ID(unit),
                            from: tx.now - .days(40), by: nil))
                }
            }
            return try await body(SampleOffice(database: database, clock: clock))
        }
    }

    func act<T: Sendable>(
        _ person: Staff.ID, _ body: @Sendable @escaping (Transaction, Actor) throws -> T
    ) async throws -> T {
        try await database.write { tx in try body(tx, tx.actor(person)) }
    }

    func settled(
        _ subject: String, type: CaseType = .complaint, source: CaseSource = .store, isSettled: Bool = true
    ) async throws -> Case.ID {
        try await database.write { tx in
            let record = Case(
                id: tx.ids.make(), number: try tx.cases.nextNumber(in: .shanghai), unit: "shop", type: type,
                source: source, channel: .counter, severity: .ordinary, customer: nil,
                report: Case.Report(subject: subject, content: subject, category: "退换货"), receivedBy: Self.keeper,
                under: "version-1", at: tx.now)
            try tx.cases.insert(record)
            if isSettled {
                try tx.execute(
                    "UPDATE service_case SET completed_at = \(tx.now), state = 'awaiting-visit' WHERE id = \(record.id)"
                )
            }
            return record.id
        }
    }

    func owed() async throws -> [Obligation] {
        try await database.read { tx in
            try tx.execute(
                "SELECT subject_id FROM obligation WHERE rule = 'sample.verify' AND state = 'open' ORDER BY id LIMIT 50"
            ).flatMap { row in
                try tx.obligations.open(of: Subject(.serviceCase, row.text("subject_id")))
                    .filter { $0.rule == .deadline(.verifySample) }
            }
        }
    }
}
