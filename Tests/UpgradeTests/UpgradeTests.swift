import Database
import Foundation
import Handbook
import HTTPTypes
import Hummingbird
import Kernel
import Logging
import Testing
import Testkit

@testable import Database
@testable import Desk
@testable import Deskkit
@testable import Web

/// A department that was begun with the first program that served anybody, and is brought to the schema of today: nothing
/// is lost, everything can be read, and the work goes on.
@Suite struct UpgradeTests {
    @Test(arguments: TestDatabase.engines)
    func aDepartmentOfTheFirstSchemaIsBroughtToTodayWithAllItHas(engine: Engine) async throws {
        let released = try Released.first
        let clock = TimeMachine(released.lastMoment + .hours(1))
        try await withDatabase(engine, clock: clock) { database in
            try await database.migrate(released.migrations)
            try await database.write { tx in try released.lay(in: tx) }
            #expect(try await database.migrate(Schema.migrations).count == Schema.migrations.count - 12)

            let lost = try await database.read { tx in try released.lost(in: tx) }
            #expect(lost.isEmpty, "\(lost.prefix(5).joined(separator: "\n"))")
            try await Self.engineIsContent(database)
            // The seals of then are those of now, and what waited for its seal gets it.
            try await database.write { tx in _ = try tx.seals.sealWaiting() }
            let chain = try await AuditVerification(database).run()
            #expect(chain.isIntact && chain.seals == released.count(of: "event"), "\(chain.findings)")
            try await Self.everythingIsRead(database, clock, released)
            try await Self.workGoesOn(database, clock)
        }
    }

    /// A migration that has run anywhere is never edited: what the first ones said is still what they say.
    @Test func theFirstMigrationsAreWhatTheyWere() throws {
        let released = try Released.first
        let now = Dictionary(uniqueKeysWithValues: Schema.migrations.map { ($0.name, $0.checksum) })
        for (name, checksum) in released.checksums { #expect(now[name] == checksum, "\(name)") }
        #expect(released.checksums.count == 12 && released.migrations.count == 12)
    }

    private static func engineIsContent(_ database: any Database) async throws {
        guard database.engine == .sqlite else { return }
        let said = try await database.read { tx in
            try tx.execute("PRAGMA integrity_check").map { try $0.text("integrity_check") }
                + tx.execute("PRAGMA foreign_key_check").map { "\($0)" }
        }
        #expect(said == ["ok"])
    }

    /// Every address without a record, and each record on its own.
    private static func everythingIsRead(
        _ database: any Database, _ clock: TimeMachine, _ released: Released
    ) async throws {
        let web = try WebServer.ofTest(clock, sessions: TokenSessions(isNamedByToken: true))
        Furnishing(database: database, configuration: try .plain()).addRoutes(to: web)
        let lists = web.routeNames.filter {
            $0.hasPrefix("GET /") && !$0.contains("{") && !$0.contains(":") && !$0.contains("*")
        }.map { String($0.dropFirst(4)) }.filter { !$0.hasPrefix("/api") && $0 != "/events" }
        let records =
            released.ids(of: "service_case").map { "/cases/\($0)" }
            + released.ids(of: "customer").map { "/customers/\($0)" }
            + released.ids(of: "handbook_version").map { "/handbook/versions/\($0)" }
            + released.ids(of: "staff").map { "/people/\($0)" }
        // The manager looks at everything, the administrator at what is theirs.
        let people = try await database.read { tx in
            try ["manager", "administrator"].flatMap { post in
                try tx.execute("SELECT staff_id FROM appointment WHERE post = \(post) ORDER BY staff_id LIMIT 1")
                    .map { row -> Staff.ID in try row.id("staff_id") }
            }
        }
        try await withServer(web) { client in
            var shown = 0
            for (place, person) in people.enumerated() {
                for page in place == 0 ? lists + records : lists {
                    let answer = try await client.get(page, as: person)
                    #expect(answer.status.code < 500, "\(page) as \(person): \(answer.status)")
                    shown += answer.status == .ok ? 1 : 0
                }
            }
            #expect(shown > 70, "\(shown) pages of \(lists.count + records.count)")
        }
    }

    /// What is owed falls due, chores run to their end, an old case takes its next step, and a new one gets the next number.
    private static func workGoesOn(_ database: any Database, _ clock: TimeMachine) async throws {
        let chores = RunningChores(Furnishing(database: database, configuration: try .plain()).chores, on: database)
        try await chores.register()
        clock.advance(by: .hours(30))
        try await chores.runDue()
        let (old, number) = try await database.write { tx in
            let row = try #require(
                try tx.execute("SELECT id, handler_id, unit_id FROM service_case WHERE state = 'registered' LIMIT 1")
                    .first)
            let id: Case.ID = try row.id("id")
            let handler: Staff.ID = try row.id(ifPresent: "handler_id") ?? tx.cases.require(id).firstReceiver
            try tx.cases.note(id, "升级以后", .note, by: tx.actor(handler))
            try tx.cases.reply(id, "您好，正在处理。", by: tx.actor(handler))
            var report = try tx.cases.require(id).report
            report.subject = "升级之后的第一件"
            let new = try tx.cases.register(
                Intake(
                    unit: row.id("unit_id"), type: .complaint, source: .direct, channel: .phone, severity: .ordinary,
                    complainant: "李秀英", phone: PhoneNumber(typed: "13800138000"), memberNumber: "M-1", report: report,
                    promise: nil), by: tx.actor(handler))
            return (try tx.cases.file(id), new.number)
        }
        #expect(old.record.state == .registered)
        #expect(number.hasSuffix("-10146"), "\(number)")
    }
}

extension Configuration {
    fileprivate static func plain() throws -> Configuration { try Configuration(Settings(), isNetwork: { _ in true }) }
}
