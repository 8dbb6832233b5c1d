import Handbook
import Kernel
import Testing

/// The rules on clocks, absences from the post, overtime and months, as packs say them (GAME-49–54, GAME-103, PROPB-27).
struct AttendanceTermsTests {
    @Test func thePacksSayWhatTheirManualsSay() throws {
        func number(_ pack: String, _ rule: Gate.Rule) throws -> String {
            guard let gate = try Shelf.handbook(pack).gates().first(where: { $0.1.rule == rule })?.1 else { return "–" }
            return switch gate {
            case .attendanceGrade(let grades):
                "\(grades.grace)/\(grades.first)/\(grades.second)/\(grades.halfDay)"
            case .clockEarly(let minutes): "\(minutes)"
            case .clockCorrection(let count, let days): "\(count)x\(days)"
            case .leavePostLimit(let minutes, let count): "\(minutes)x\(count)"
            case .leavePostApproval(let by), .overtimeApproval(let by), .attendanceMonth(let by): by.code
            case .overtimeLimit(let aDay, let aMonth): "\(aDay)/\(aMonth)"
            case .overtimeLieu(let days): "\(days)"
            default: "on"
            }
        }
        let rules: [Gate.Rule] = [
            .attendanceGrade, .clockEarly, .clockCorrection, .leavePostLimit, .leavePostApproval, .overtimeApproval,
            .overtimeLimit, .overtimeLieu, .attendanceMonth,
        ]
        let lines = try Shelf.names.map { pack in
            "\(pack): \(try rules.map { try number(pack, $0) }.joined(separator: " "))"
        }
        #expect(
            lines.joined(separator: "\n") == """
                base: 0/10/30/60 10 3x3 15x2 post:supervisor post:supervisor 3/36 90 post:supervisor
                chain-retail: 0/10/30/60 10 3x3 15x2 post:store-manager post:store-manager 3/36 90 post:supervisor
                game-support: 0/10/30/60 10 3x3 15x2 post:team-leader post:team-leader 3/36 90 post:supervisor
                property: 0/10/30/60 10 3x3 15x2 post:supervisor post:supervisor 3/36 90 post:administration-supervisor
                software-support: 0/10/30/60 10 3x3 15x2 post:supervisor post:supervisor 3/36 90 post:supervisor
                supermarket: 0/10/30/60 10 3x3 15x2 post:desk-leader post:desk-leader 3/36 90 post:supervisor
                """)
    }

    private func trial(_ clause: String) -> String { Trial.head + "  - {no: \"1.1\", text: 正文, \(clause)}\n" }

    @Test func gradesGrowAndNeverKeepAnybodyOut() throws {
        let grades = "rule: attendance.grade, grace: 0, first: 10, second: 30, half-day: 60"
        #expect(try Trial.problems(trial(grades)) == [])
        try expectRefusal(
            trial(grades.replacing("second: 30", with: "second: 10")), at: "trial.yaml:10", because: "应依次增大")
        try expectRefusal(
            trial("strength: forbid, \(grades)"), at: "trial.yaml:10", because: "效力只能是 advise")
        try expectRefusal(
            trial("strength: require, rule: clock.early, minutes: 10"), at: "trial.yaml:10", because: "效力只能是 advise")
    }

    /// 劳动法 article 41: no pack says more than thirty-six hours.
    @Test func noPackGoesBeyondTheLaw() throws {
        let problems = try Trial.problems(trial("rule: overtime.limit, a-day: 3, a-month: 48"))
        #expect(!problems.isEmpty)
    }

    @Test func whoCannotKeepAClauseIsRefused() throws {
        for rule in ["leave-post.approval", "overtime.approval", "attendance.month"] {
            let problems = try Trial.problems(trial("strength: forbid, rule: \(rule), by: clerk"))
            #expect(!problems.isEmpty, "\(rule)")
        }
    }
}
