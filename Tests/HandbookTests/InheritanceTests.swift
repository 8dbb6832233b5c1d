import Foundation
import Handbook
import Kernel
import Testing

/// A child pack states only what differs from the pack it extends.
struct InheritanceTests {
    private static let base = Trial.pack(
        """
          - {no: "1.1", text: 人人遵守。}
          - no: "1.2"
            source: GEN2-16
            text: 4小时内受理。
            strength: require
            rule: complaint.accept
            within: 4h
            default: true
            owed-by: clerk
            warn-at: [70%, 90%]
            then: {escalate-to: manager}
          - {no: "1.3", text: 方案不少于1个。, rule: complaint.proposals, minimum: 1}
        """
    ).replacing("handbook: trial", with: "handbook: parent")

    private static let cover = """
        handbook: trial
        extends: parent
        document: {title: 分店手册, number: T-2, version: "2", effective: 2026-02-01}

        """

    private func child(_ lines: String, parent: String = base) throws -> Handbook {
        try Trial.read(Self.cover + lines, among: ["parent": parent])
    }

    @Test func aChildThatSaysNothingIsItsParentUnderAnotherCover() throws {
        let child = try child("")
        let parent = try Trial.read(Self.base)
        #expect(child.lineage == ["parent", "trial"])
        #expect(child.document.title == "分店手册")
        #expect(child.clauses == parent.clauses)
        #expect(child.posts == parent.posts)
        #expect(child.calendar == parent.calendar)
        #expect(child.steps == parent.steps)
    }

    @Test func theCoverIsNeverInherited() throws {
        try expectRefusal(
            "handbook: trial\nextends: parent\n", among: ["parent": Self.base], at: "trial.yaml:1", because: "缺少封面")
    }

    @Test func anOverrideChangesWhatItSaysAndKeepsTheRest() throws {
        let clause = try #require(
            try child("clauses:\n  - {no: \"1.2\", override: true, text: 2小时内受理。, within: 2h}\n").clause("1.2"))
        #expect(clause.text == "2小时内受理。")
        #expect(clause.sources == ["GEN2-16"])
        #expect(clause.strength == .require)
        #expect(clause.isDefault)
        #expect(clause.pack == "trial")
        #expect(clause.line == 5)
        guard case .deadline(let deadline) = clause.enforcement else {
            Issue.record("a deadline was expected")
            return
        }
        #expect(deadline.within?.description == "2h")
        #expect(deadline.owedBy == .post("clerk"))
        #expect(deadline.warnAt == [0.7, 0.9])
        #expect(deadline.escalation.map(\.to) == [.post("manager")])
    }

    @Test func anotherRuleDoesNotInheritTheNumbersOfTheOldOne() throws {
        let clause = try #require(
            try child("clauses:\n  - {no: \"1.2\", override: true, rule: complaint.cause}\n").clause("1.2"))
        #expect(clause.enforcement == .gate(.cause()))
        #expect(clause.text == "4小时内受理。")
        #expect(!clause.isDefault)
    }

    @Test func aClauseKeepsItsPlaceAndNewOnesFollow() throws {
        let child = try child(
            """
            clauses:
              - {no: "7.1", text: 新条款。}
              - {no: "1.1", override: true, text: 各店遵守。}
            """)
        #expect(child.clauses.map(\.number) == ["1.1", "1.2", "1.3", "7.1"])
    }

    @Test func aDroppedClauseIsGone() throws {
        let child = try child("clauses:\n  - {no: \"1.2\", drop: true}\n")
        #expect(child.clauses.map(\.number) == ["1.1", "1.3"])
    }

    @Test func aNumberOfTheParentIsNotTakenByAccident() throws {
        try expectRefusal(
            Self.cover + "clauses:\n  - {no: \"1.1\", text: 另一条}\n", among: ["parent": Self.base],
            at: "trial.yaml:5", because: "先见于 parent.yaml:10；若要改写请写 override: true")
    }

    @Test func whatIsNotThereCannotBeOverriddenOrDropped() throws {
        for word in ["override", "drop"] {
            try expectRefusal(
                Self.cover + "clauses:\n  - {no: \"9.9\", \(word): true, text: 正文}\n", among: ["parent": Self.base],
                at: "trial.yaml:5", because: "无从改写")
        }
    }

    @Test func postsAreMergedByCodeAndField() throws {
        let child = try child(
            """
            posts:
              clerk: {title: 导购}
              guard: {title: 防损员, superior: clerk}
            """)
        #expect(child.posts.map(\.title) == ["经理", "导购", "防损员"])
        #expect(child.post("clerk")?.permissions == [.workCase])
        #expect(child.post("clerk")?.superior == "manager")
    }

    @Test func aPostThatAClauseNeedsCannotBeDropped() throws {
        try expectRefusal(
            Self.cover + "posts:\n  clerk: {drop: true}\n", among: ["parent": Self.base],
            at: "parent.yaml:18", because: "“clerk” 不是本手册的岗位")
    }

    @Test func aPostThatLosesThePermissionIsFoundInTheClauseOfTheParent() throws {
        try expectRefusal(
            Self.cover + "posts:\n  clerk: {permissions: [case.read]}\n", among: ["parent": Self.base],
            at: "parent.yaml:11", because: "没有权限 case.work")
    }

    @Test func aStepThatIsSwitchedOffIsFoundInTheClauseOfTheParent() throws {
        try expectRefusal(
            Self.cover + "steps: [accept, confirm]\n", among: ["parent": Self.base],
            at: "parent.yaml:21", because: "要求 propose")
    }

    @Test func listsAndCalendarAreReplacedAsAWhole() throws {
        let child = try child(
            """
            calendar: {week: {sat-sun: "10:00-16:00"}, holidays: cn-statutory}
            chapters: {"1": 总则, "7": 门店}
            categories: [质量, 价格]
            """)
        #expect(child.calendar.week.keys.sorted { $0.rawValue < $1.rawValue } == [.saturday, .sunday])
        #expect(child.calendar.keepsStatutoryHolidays)
        #expect(child.chapters.map(\.title) == ["总则", "门店"])
        #expect(child.categories == ["质量", "价格"])
    }

    @Test func aGrandchildSeesBoth() throws {
        let middle =
            Self.cover.replacing("handbook: trial", with: "handbook: middle")
            + "clauses:\n  - {no: \"7.1\", text: 区域条款。}\n"
        let pack =
            Self.cover.replacing("extends: parent", with: "extends: middle")
            + "clauses:\n  - {no: \"7.1\", override: true, text: 门店条款。}\n"
        let handbook = try Trial.read(pack, among: ["parent": Self.base, "middle": middle])
        #expect(handbook.lineage == ["parent", "middle", "trial"])
        #expect(handbook.clause("7.1")?.text == "门店条款。")
    }

    @Test func aLineageOfMoreThanSixIsRefused() throws {
        var packs: [String: String] = ["p0": Self.base.replacing("handbook: parent", with: "handbook: p0")]
        for number in 1...8 {
            packs["p\(number)"] = Self.cover.replacing("handbook: trial", with: "handbook: p\(number)")
                .replacing("extends: parent", with: "extends: p\(number - 1)")
        }
        func pack(extending base: Int) -> String { Self.cover.replacing("extends: parent", with: "extends: p\(base)") }
        #expect(try Trial.problems(pack(extending: 4), among: packs) == [])
        let problems = try Trial.problems(pack(extending: 5), among: packs)
        #expect(problems.first?.sentence.contains("超过 6 层") == true)
    }

    @Test(arguments: ["../secret", "/etc/passwd", "base.yaml", "Base", "", "a/b", "..", "base\u{0}"])
    func aNameIsANameAndNotAPath(name: String) throws {
        #expect(try Shelf.packs.text(named: name) == nil)
    }

    @Test(arguments: Shelf.names)
    func aVersionParsedFromTheTextsThatWereKeptIsTheSame(name: String) throws {
        #expect(try Handbook(texts: Shelf.packs.lineage(name)) == Shelf.handbook(name))
    }
}
