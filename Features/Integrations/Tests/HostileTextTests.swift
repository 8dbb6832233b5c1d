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
            let marked = try await house.database.write { tx in
                try NothingIsLeftTests.mark(records, in: tx, by: house.person("tianye"), with: Self.text(of:))
            }
            #expect(marked.count > 100)
            try await house.database.write { tx in
                try tx.execute("UPDATE staff SET name = \(Self.hostile)")
                try tx.execute("UPDATE unit SET name = \(Self.hostile)")
            }
            let people = try await house.database.read { tx in
                try house.department.staff.values.sorted { $0.rawValue < $1.rawValue }
                    .filter { try !tx.actor($0).holdings.isEmpty }
            }
            let pages = house.routes.filter { $0.hasPrefix("GET /") && !$0.hasPrefix("GET /api/") && !$0.hasPrefix("GET /events") }
            var shown: [String: Int] = [:]
            var faults: Set<String> = []
            for person in people {
                for route in pages {
                    guard let path = Self.path(route, records) else { continue }
                    let answer = try await house.page(.get, path, as: person)
                    if answer.status.code >= 500 { faults.insert("\(route): \(answer.status.code)") }
                    guard answer.status == .ok else { continue }
                    let isPage = answer.headers[.contentType]?.hasPrefix("text/html") == true
                    if !isPage {
                        #expect(answer.headers[.xContentTypeOptions] == "nosniff", "\(route)")
                        continue
                    }
                    let found = Self.live(in: answer.text)
                    #expect(found.isEmpty, "\(route) as \(person): \(found)")
                    if answer.text.contains("&lt;qt-x") { shown[route, default: 0] += 1 }
                }
            }
            #expect(faults.isEmpty, "\(faults.sorted())")
            #expect(shown.count > 40, "the text was seen on \(shown.keys.sorted())")
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
        case "promises", "body": return "[\"\(quoted)\"]"
        case "details": return "{\"原因\":\"\(quoted)\"}"
        case "phone": return "13957902468"
        default: return hostile
        }
    }
}
