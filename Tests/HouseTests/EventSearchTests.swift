import Database
import Handbook
import Kernel
import Testing
import Testkit
import Web

@testable import Desk

/// What happened is found by record, person, kind and day, as far as one may see.
struct EventSearchTests {
    @Test(arguments: TestDatabase.engines)
    func eventsAreFoundByWhatOneKnowsOfThem(engine: Engine) async throws {
        try await withEvents(engine) { database async throws in
            let all = try await database.found()
            #expect(all == ["e4", "e3", "e2", "e1"])
            #expect(try await database.found(EventFilter(subject: .handbook)) == ["e4"])
            #expect(try await database.found(EventFilter(record: "case-1")) == ["e3", "e1"])
            #expect(try await database.found(EventFilter(kind: .caseReplied)) == ["e2"])
            let secondDay = TimeMachine.start + .days(1)..<TimeMachine.start + .days(2)
            #expect(try await database.found(EventFilter(during: secondDay)) == ["e2"])
            #expect(try await database.found(EventFilter(account: "nobody")) == [])
            #expect(try await database.found(EventFilter(subject: .serviceCase, kind: .handbookIssued)) == [])
        }
    }

    @Test(arguments: TestDatabase.engines)
    func nobodySeesFurtherThanTheirPostReaches(engine: Engine) async throws {
        try await withEvents(engine) { database async throws in
            #expect(
                try await database.found(within: .some(["shop-1"])) == ["e3", "e1"], "e3 was her own act elsewhere")
            #expect(try await database.found(within: .own) == ["e3"])
            #expect(try await database.found(within: .nothing) == [])
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aListIsCutIntoPagesAndItsTotalIsTold(engine: Engine) async throws {
        try await withEvents(engine) { database async throws in
            let page = try await database.read { tx in
                try tx.events.search(EventFilter(), within: .everything, limit: 2, offset: 1).map(\.id.rawValue)
            }
            let total = try await database.read { tx in try tx.events.count(EventFilter(), within: .everything) }
            let bounded = try await database.read { tx in
                try tx.events.count(EventFilter(), within: .everything, limit: 3)
            }
            #expect(page == ["e3", "e2"])
            #expect(total == 4)
            #expect(bounded == 3)
        }
    }

    @Test func daysOfTheAddressAreWholeDaysOnTheWall() throws {
        let query = FormData(["from": ["2026-01-05"], "to": ["2026-01-05"], "kind": ["case.noted"]])
        let filter = try AuditForms.filter(query, zone: .shanghai, in: .english)
        let midnight = TimeMachine.start - .hours(9)
        #expect(filter == EventFilter(kind: .caseNoted, during: midnight..<midnight + .days(1)))
    }

    @Test func allThatCannotBeReadIsSaidAtOnce() {
        let query = FormData(["from": ["yesterday"], "kind": ["no.such"], "subject": ["moon"]])
        let invalid = #expect(throws: Invalid.self) { _ = try AuditForms.filter(query, zone: .utc, in: .english) }
        #expect(invalid?.problems.keys.sorted() == ["from", "kind", "subject"])
    }

    @Test func aPeriodThatEndsBeforeItBeginsIsRefused() {
        let query = FormData(["from": ["2026-01-06"], "to": ["2026-01-05"]])
        let invalid = #expect(throws: Invalid.self) { _ = try AuditForms.filter(query, zone: .utc, in: .english) }
        #expect(invalid?.problems.keys.sorted() == ["to"])
    }
}

private func withEvents(_ engine: Engine, _ body: (any Database) async throws -> Void) async throws {
    let time = TimeMachine()
    try await withDatabase(engine, clock: time, migrations: Schema.migrations) { database in
        let events: [(id: Event.ID, kind: EventKind, subject: Subject, unit: Unit.ID?, actor: Staff.ID?)] = [
            ("e1", .caseReported, Subject(.serviceCase, "case-1"), "shop-1", "staff-wang"),
            ("e2", .caseReplied, Subject(.serviceCase, "case-2"), "shop-2", "staff-wang"),
            ("e3", .caseNoted, Subject(.serviceCase, "case-1"), "shop-2", "staff-li"),
            ("e4", .handbookIssued, Subject(.handbook, "v1"), nil, nil),
        ]
        for event in events {
            try await database.write { tx in
                try tx.events.append(
                    Event(
                        id: event.id, kind: event.kind, subject: event.subject, unit: event.unit, actor: event.actor,
                        at: tx.now, details: [:]))
            }
            time.advance(by: .days(1))
        }
        try await body(database)
    }
}

extension EventReach {
    fileprivate static let everything = EventReach(units: .all, own: "staff-li")
}

extension Database {
    fileprivate func found(_ filter: EventFilter = EventFilter(), within units: UnitReach = .all) async throws
        -> [String]
    {
        try await read { tx in
            try tx.events.search(filter, within: EventReach(units: units, own: "staff-li"), limit: 50).map(
                \.id.rawValue)
        }
    }
}
