import Foundation
import Handbook
import Testing

/// The document for authors of packs tells the truth.
struct PackDocumentTests {
    private func document() throws -> String {
        let folder = Shelf.packs.directory.deletingLastPathComponent()
        return try String(contentsOf: folder.appending(path: "docs/handbook-packs.md"), encoding: .utf8)
    }

    @Test func everyRuleAndPermissionIsExplained() throws {
        let document = try document()
        let rules = DeadlineRule.allCases.map(\.rawValue) + Gate.Rule.allCases.map(\.rawValue)
        for rule in rules { #expect(document.contains("| `\(rule)` "), "\(rule)") }
        for permission in Permission.allCases {
            #expect(document.contains(permission.rawValue), "\(permission.rawValue)")
        }
        for field in RegistrationField.allCases { #expect(document.contains(field.rawValue), "\(field.rawValue)") }
    }

    @Test func theExampleIsAPackThatIsRead() throws {
        let document = try document()
        let start = try #require(document.range(of: "```yaml\nhandbook: tea-house"))
        let rest = document[start.lowerBound...].dropFirst("```yaml\n".count)
        let end = try #require(rest.range(of: "\n```"))
        let text = try PackText(file: "tea-house.yaml", text: String(rest[..<end.lowerBound]))
        let handbook = try Handbook(Pack(text)) { try Shelf.packs.text(named: $0) }
        #expect(handbook.post("manager")?.title == "掌柜")
        #expect(handbook.clause("3.3") == nil)
        #expect(handbook.clause("7.1")?.strength == .require)
    }

    @Test func theNumbersInTheDocumentAreThoseOfThePacks() throws {
        #expect(try document().contains(PackNumbers.table()))
    }
}
