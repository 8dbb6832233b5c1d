import Handbook
import Kernel
import Testing

/// What changed between two versions, clause by clause.
struct ComparisonTests {
    private static let old = Trial.pack(
        """
          - {no: "1.1", text: 人人遵守。}
          - {no: "1.2", text: 4小时内受理。, rule: complaint.accept, within: 4h, owed-by: handler}
          - {no: "1.3", text: 查清原因。, rule: complaint.cause}
        """)

    private func comparison(_ before: String, with after: String) throws -> Comparison {
        try Comparison(from: Trial.read(Self.old), to: Trial.read(Self.old.replacing(before, with: after)))
    }

    @Test func aVersionDiffersInNothingFromItself() throws {
        let comparison = try Comparison(from: Trial.read(Self.old), to: Trial.read(Self.old))
        #expect(comparison.isEmpty)
    }

    @Test func aNewCoverIsNoChangeOfTheRules() throws {
        #expect(try comparison("version: \"1\"", with: "version: \"2\"").isEmpty)
    }

    @Test func aNumberThatChangesIsShownWithBothValues() throws {
        let comparison = try comparison("within: 4h", with: "within: 2h")
        guard case .altered(let clause, let differences) = try #require(comparison.changes.first),
            case .enforcement(.deadline(let before), .deadline(let after)) = try #require(differences.first)
        else {
            Issue.record("an altered deadline was expected: \(comparison)")
            return
        }
        #expect(comparison.changes.count == 1 && differences.count == 1)
        #expect(clause.number == "1.2")
        #expect([before.within?.description, after.within?.description] == ["4h", "2h"])
    }

    @Test func aPostThatMayDoMoreIsAChange() throws {
        let comparison = try comparison("permissions: [case.work]", with: "permissions: [case.work, case.read]")
        guard case .altered(let before, let after) = try #require(comparison.postChanges.first) else {
            Issue.record("an altered post was expected: \(comparison.postChanges)")
            return
        }
        #expect(comparison.changes.isEmpty && !comparison.isEmpty)
        #expect(after.permissions.subtracting(before.permissions) == [.readCase])
    }

    @Test func textAndStrengthAreToldApart() throws {
        let comparison = try comparison(
            "{no: \"1.3\", text: 查清原因。,", with: "{no: \"1.3\", text: 查清根本原因。, strength: require,")
        guard case .altered(let clause, let differences) = try #require(comparison.changes.first) else {
            Issue.record("an altered clause was expected: \(comparison)")
            return
        }
        #expect(clause.number == "1.3")
        #expect(
            differences == [
                .text(before: "查清原因。", after: "查清根本原因。"), .strength(before: .advise, after: .require),
            ])
    }

    @Test func clausesThatCameAndWentAreNamed() throws {
        let comparison = try comparison("  - {no: \"1.1\", text: 人人遵守。}", with: "  - {no: \"2.1\", text: 新条款。}")
        #expect(
            comparison.changes.map { change in
                switch change {
                case .added(let clause): "+\(clause.number)"
                case .removed(let clause): "-\(clause.number)"
                case .altered(let clause, _): "~\(clause.number)"
                }
            } == ["+2.1", "-1.1"])
    }

    @Test func aChangedCalendarOrStepIsSaid() throws {
        let calendar = try comparison("09:00-18:00", with: "08:00-18:00")
        #expect(calendar.calendarChanged && !calendar.stepsChanged && calendar.changes.isEmpty && !calendar.isEmpty)
        let steps = try comparison("visit, summarise", with: "visit")
        #expect(steps.stepsChanged && !steps.calendarChanged && !steps.isEmpty)
    }

    @Test func whatAPackMakesOfItsBaseIsItsOverridesItsDropsAndItsOwnChapters() throws {
        let comparison = try Comparison(from: Shelf.handbook("base"), to: Shelf.handbook("supermarket"))
        let removed = comparison.changes.compactMap { change in
            if case .removed(let clause) = change { clause.number } else { nil }
        }
        let added = comparison.changes.compactMap { change in
            if case .added(let clause) = change { clause.chapter } else { nil }
        }
        #expect(removed == ["3.3", "4.1", "4.2", "4.3", "4.4"])
        #expect(Set(added) == ["7", "10", "11", "12", "13", "16"])
        #expect(comparison.calendarChanged && comparison.stepsChanged)
    }
}
