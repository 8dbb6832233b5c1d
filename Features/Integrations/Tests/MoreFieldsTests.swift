import Database
import Foundation
import HTTPTypes
import Synchronization
import Testing
import Testkit

@testable import Desk
@testable import Kernel
@testable import Web

/// S6 (peers §4.2): more fields than the form has change nothing. Two departments of the same seed are asked the same acts,
/// one of them with hundreds of further members, named as the columns of all tables are; afterwards both databases hold the same, to the last cell.
@Suite struct MoreFieldsTests {
    @Test(arguments: TestDatabase.engines)
    func whateverElseIsSentTheDatabaseIsTheSame(engine: Engine) async throws {
        let plain = try await play(on: engine, furnished: false)
        let more = try await play(on: engine, furnished: true)
        let unlike = plain.statuses.filter { more.statuses[$0.key] != $0.value }
            .map { "\($0.key): \($0.value), with more fields \(more.said[$0.key] ?? "")" }.sorted()
        #expect(unlike.isEmpty, "\(unlike.joined(separator: "\n"))")
        let done = plain.statuses.values.filter { (200..<300).contains($0) }.count
        #expect(plain.statuses.count > 100 && done > 20, "\(plain.statuses.count) acts, \(done) of them done")
        #expect(plain.rows.count > 90, "tables: \(plain.rows.count)")
        for (table, rows) in plain.rows where rows != more.rows[table] {
            let other = Set(more.rows[table] ?? [])
            Issue.record(
                "\(table): \(rows.filter { !other.contains($0) }.prefix(3)) against \(other.subtracting(rows).prefix(3))"
            )
        }
    }

    private struct Played: Sendable {
        var statuses: [String: Int] = [:]
        var said: [String: String] = [:]
        var rows: [String: [String]] = [:]
    }

    /// What is drawn by chance, or counts the requests themselves; the index of the search (`search_…`) is made of the rest.
    private static let drawn: Set<String> = ["api_token", "session", "staff", "webhook", "api_reply"]

    /// Every act of the interface, by its owner and by the head, with what its form asks for.
    private func play(on engine: Engine, furnished: Bool) async throws -> Played {
        let result = Box()
        try await ApiHouse.open(.property, on: engine) { house in
            let records = try await ForeignRecords.lay(in: house, owner: "tianye", boss: "baixue", of: "binjiang")
            let shapes = try ForeignRecordTests.shapes(house)
            let columns = try await house.database.read { tx in
                Set(try Catalogue(tx).tables.flatMap { $0.columns.map(\.name) }).sorted()
            }
            var dice = SeededDice(seed: 6)
            #expect(columns.count > 300)
            var played = Played()
            for account in ["tianye", "baixue"] {
                let token = try await house.token(of: house.person(account))
                for route in house.routes.sorted() where route.contains(" /api/v1/") && !route.hasPrefix("GET") {
                    let parts = route.split(separator: " ").map(String.init)
                    guard let method = HTTPRequest.Method(parts[0]), method != .head, method != .delete else {
                        continue
                    }
                    let kind = records.kind(of: route)
                    var path = parts[1].replacing("{id}", with: kind?.id ?? "018f")
                    for (name, part) in kind?.parts ?? [:] { path = path.replacing("{\(name)}", with: part) }
                    path = path.replacing(/\{\w+\}/) { _ in "018f0000" }
                    // The fields of this very form, and no other's.
                    let known = Set((shapes[route.replacing(" /api/v1/", with: " /")] ?? []).map(\.name))
                    var fields = ForeignRecordTests.asked(by: route, shapes).filter { known.contains($0.key) }
                    // As many as a body may have.
                    let further = columns.filter { !known.contains($0) }.shuffled(using: &dice)
                        .prefix(490 - fields.count)
                    if furnished { for name in further { fields[name] = "1" } }
                    house.clock.advance(by: .milliseconds(200))
                    let answer = try await house.call(
                        method, String(path.dropFirst(7)), token: token, ForeignRecordTests.body(fields))
                    played.statuses["\(account) \(route)"] = answer.status
                    played.said["\(account) \(route)"] = "\(answer.status) \(answer.text.prefix(400))"
                }
            }
            played.rows = try await house.database.read { tx in try Self.rows(tx) }
            result.set(played)
        }
        return result.value
    }

    private static func rows(_ tx: Transaction) throws -> [String: [String]] {
        var all: [String: [String]] = [:]
        for table in try Catalogue(tx).tables where !drawn.contains(table.name) && !table.name.hasPrefix("search_") {
            let columns = table.columns.map { column -> SQL in
                "CAST(\(named: column.name) AS TEXT) AS \(named: column.name)"
            }
            let rows = try tx.execute("SELECT \(SQL(columns, joinedBy: ", ")) FROM \(named: table.name)")
            all[table.name] = try rows.map { row in
                try table.columns.map { try row.text(ifPresent: $0.name) ?? "∅" }.joined(separator: "|")
            }.sorted()
        }
        return all
    }

    private final class Box: Sendable {
        private let held = Mutex(Played())

        func set(_ played: Played) { held.withLock { $0 = played } }

        var value: Played { held.withLock { $0 } }
    }
}
