import Testing

@testable import Handbook

/// 班次与轮班 of a pack: what it names is there, and all that is wrong is said at once (X-14, GAME-18).
@Suite struct ShiftTermsTests {
    private static func pack(_ shifts: String) -> String {
        Trial.head + "  - {no: \"1.1\", text: 正文}\nshifts:\n" + shifts
    }

    private static let templates = "  templates: {D: {name: 白班, hours: \"09:00-21:00\"}}\n"

    @Test func groupsHaveTheirNumbersAndTheirLine() throws {
        let terms = try Trial.read(
            Self.pack(
                """
                  group-minimum: 2
                  templates: {D: {name: 白班, hours: "09:00-21:00"}}
                  groups: {A: {}, B: {minimum: 1, target: 3, line: 客诉}}
                  patterns: {上1休1: {cycle: [D, "-"], groups: [A, B]}}

                """)
        ).shifts
        #expect(
            terms.groups == [
                ShiftTerms.Group(name: "A", minimum: 2, target: 2, line: nil),
                ShiftTerms.Group(name: "B", minimum: 1, target: 3, line: "客诉"),
            ])
        #expect(terms.patterns.map(\.groups) == [["A", "B"]])
    }

    /// Where a handbook names no groups its patterns do: they come with the usual minimum.
    @Test func withoutGroupsPatternsNameThem() throws {
        let pack = Self.pack(Self.templates + "  patterns: {上1休1: {cycle: [D, \"-\"], groups: [A, B]}}\n")
        #expect(try Trial.problems(pack) == [])
    }

    @Test func allThatIsNotThereIsSaidAtOnce() throws {
        let long = String(repeating: "组", count: 21)
        let problems = try Trial.problems(
            Self.pack(
                Self.templates + """
                      groups: {A: {minimum: 3, target: 1}, B: {minimum: -1, colour: red}, \(long): {}}
                      patterns:
                        轮: {cycle: [D, X, "-"], groups: [A, A, Z], edge: "-", edge-days: 2}

                    """)
        ).map(\.sentence)
        for said in [
            "“A” 的 target 小于 minimum", "colour", "minimum", "班组名 “\(long)” 应为 1–20 个字", "班次 “X” 没有定义",
            "班次 “-” 没有定义", "班组 “A” 写了两次", "班组 “Z” 没有定义",
        ] {
            #expect(problems.contains { $0.contains(said) }, "\(said): \(problems)")
        }
    }
}
