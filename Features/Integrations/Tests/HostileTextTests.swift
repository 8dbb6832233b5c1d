import Database
import Foundation
import HTTPTypes
import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Web

/// S3 (peers §4.2): what anybody wrote, in whatever column it came to lie, is text on every page of the house.
///
/// The test knows neither tables nor pages: every column that may hold what people typed is given a text that would be an
/// element, an attribute and an address, then every page is looked at by everybody. A page or a column that is made
/// tomorrow is looked at tomorrow.
@Suite struct HostileTextTests {
    private static let hostile = #"javascript:qt();" onqt="1" x='<qt-x src=q onerror=qt()></textarea></script><!--"#

    @Test(arguments: TestDatabase.engines)
    func whatAnybodyWroteIsTextOnEveryPage(engine: Engine) async throws {
        try await ApiHouse.open(.property, on: engine) { house in
            let records = try await ForeignRecords.lay(in: house, owner: "tianye", boss: "baixue", of: "binjiang")
            let owner = house.person("tianye")
            try await Self.layParts(records, owner, house)
            let marked = try await Self.mark(records, owner, house)
            #expect(marked.count > 60, "\(marked.count)")
            var seen: Set<String> = []
            for person in try await Self.people(of: house) {
                seen.formUnion(try await Self.walk(as: person, records, house))
            }
            #expect(seen.count > 40, "the text was seen on \(seen.sorted())")
        }
    }

    /// Looks at every page: on which of them the text was seen, as text.
    private static func walk(
        as person: Staff.ID, _ records: ForeignRecords, _ house: ApiHouse
    ) async throws -> Set<String> {
        var seen: Set<String> = []
        for route in house.routes where route.hasPrefix("GET /") && !route.hasPrefix("GET /api/") {
            guard route != "GET /events", let path = path(route, records) else { continue }
            let answer = try await house.page(.get, path, as: person)
            #expect(answer.status.code < 500, "\(route): \(answer.status.code)")
            guard answer.status == .ok else { continue }
            guard answer.headers[.contentType]?.hasPrefix("text/html") == true else {
                #expect(answer.headers[.xContentTypeOptions] == "nosniff", "\(route)")
                continue
            }
            let found = live(in: answer.text)
            #expect(found.isEmpty, "\(route) as \(person): \(found)")
            if answer.text.contains("&lt;qt-x") { seen.insert(route) }
        }
        return seen
    }

    private static func people(of house: ApiHouse) async throws -> [Staff.ID] {
        try await house.database.read { tx in
            try house.department.staff.values.sorted { $0.rawValue < $1.rawValue }
                .filter { try !tx.actor($0).holdings.isEmpty }
        }
    }

    /// One of every kind of part; the one proposal that is there gives way to theirs.
    private static func layParts(_ records: ForeignRecords, _ owner: Staff.ID, _ house: ApiHouse) async throws {
        try await house.database.write { tx in _ = try tx.execute("DELETE FROM proposal") }
        try await house.layParts(of: records.record, by: owner)
    }

    private static func mark(_ records: ForeignRecords, _ owner: Staff.ID, _ house: ApiHouse) async throws -> [String] {
        try await house.database.write { tx in
            let hostile = Self.hostile
            try tx.execute("UPDATE staff SET name = \(hostile)")
            try tx.execute("UPDATE unit SET name = \(hostile)")
            return try NothingIsLeftTests.mark(records, in: tx, by: owner, isLaying: false, with: Self.text(of:))
        }
    }

    /// What the text would be if a page took it for its own.
    private static func live(in page: String) -> [String] {
        var found = ["<qt-x", "\" onqt=\"", "' onqt="].filter { page.contains($0) }
        if page.contains(/(?:href|src|action|formaction|hx-get|hx-post|poster|data)="\s*javascript:/) {
            found.append("an address")
        }
        return found
    }

    private static func path(_ route: String, _ records: ForeignRecords) -> String? {
        var path = String(route.dropFirst(4))
        guard path.contains("{") else { return path }
        guard let kind = records.kind(of: route) else { return nil }
        path = path.replacing("{id}", with: kind.id)
        for (name, part) in kind.parts { path = path.replacing("{\(name)}", with: part) }
        return path.replacing(/\{\w+\}/) { _ in "018f0000" }
    }

    /// Some columns hold lists as JSON, and numbers are looked at by what they are.
    private static func text(of column: String) -> String {
        let quoted = hostile.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        switch column {
        case "promises": return "[]"
        case "body": return "[\"\(quoted)\"]"
        case "details": return "{\"原因\":\"\(quoted)\"}"
        case "phone": return "13957902468"
        default: return hostile
        }
    }
}
