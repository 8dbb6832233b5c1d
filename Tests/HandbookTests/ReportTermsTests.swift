import Handbook
import Kernel
import Testing

/// The rules on commands and on the report of the day, as packs say them (GAME-28, CHAIN-82).
struct ReportTermsTests {
    @Test func thePacksSayWhatTheirManualsSay() throws {
        func within(_ pack: String, _ rule: DeadlineRule) throws -> String {
            guard let deadline = try Shelf.handbook(pack).deadlines(rule, for: Circumstances()).first?.deadline else {
                return "–"
            }
            return "\(deadline.within?.description ?? "\(deadline.minutes)") x\(deadline.escalation.count)"
        }
        func strength(_ pack: String, _ rule: Gate.Rule) throws -> String {
            try Shelf.handbook(pack).gates().first { $0.1.rule == rule }?.0.strength.rawValue ?? "–"
        }
        let lines = try Shelf.names.map { pack in
            """
            \(pack): \(try within(pack, .acknowledgeDispatch)), \(try within(pack, .carryOutDispatch)), \
            \(try strength(pack, .dispatchOnDuty)); \(try within(pack, .handInReport)), \(try strength(pack, .reportClockOut))
            """
        }
        #expect(
            lines.joined(separator: "\n") == """
                base: 10m x2, 0 x1, advise; –, –
                chain-retail: 10m x2, 0 x1, advise; 30 x1, require
                game-support: 5m x2, 0 x1, advise; –, –
                property: 10m x2, 0 x1, advise; –, –
                software-support: 10m x2, 0 x1, advise; –, –
                supermarket: 10m x2, 0 x1, advise; –, –
                """)
    }

    private func trial(_ clause: String) -> String { Trial.head + "  - {no: \"1.1\", text: 正文, \(clause)}\n" }

    /// A command and a shift bring their own time.
    @Test func whatBringsItsOwnTimeHasNoLength() throws {
        #expect(try Trial.problems(trial("rule: report.daily, minutes: 30, owed-by: handler")) == [])
        try expectRefusal(
            trial("rule: report.daily, minutes: 30, within: 1h, owed-by: handler"), at: "trial.yaml:10",
            because: "report.daily 不写 within")
        try expectRefusal(
            trial("rule: dispatch.carry-out, within: 1h, owed-by: handler"), at: "trial.yaml:10",
            because: "dispatch.carry-out 不写 within")
        let problems = try Trial.problems(trial("rule: dispatch.acknowledge, minutes: 5, within: 5m, owed-by: handler"))
        #expect(!problems.isEmpty, "minutes belong to the report alone")
    }
}
