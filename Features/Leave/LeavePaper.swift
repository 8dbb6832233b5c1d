import Handbook
import Kernel
import Press

/// F-61 请假单: what was asked, whether the rule was met, who agreed with how many left, and when the person was back.
struct LeavePaper: Sendable {
    let leave: Leave
    let typeName: String
    /// The hours of the shifts that it touches, in time.
    let shifts: [Range<Instant>]
    let coverage: [AbsenceCoverage]
    let answers: [Answer]
    let names: [Staff.ID: String]
    let zone: Zone
    let language: Language
    let organisation: String
    let document: (number: String, version: String)
    let printedBy: String
    let printedAt: Instant

    /// What a clause said to it.
    struct Answer: Equatable, Sendable {
        let clause: String
        let outcome: Obligation.Outcome
    }

    private var t: Language { language }

    var paper: Paper {
        Paper(
            title: t(.leaveForm), form: "F-61", number: leave.number, organisation: organisation,
            edition: t(.paperEdition, document.number, document.version),
            printed: t(.paperPrinted, printedBy, printedAt.dateAndTime(in: zone)),
            blocks: [.fields(fields), .signatures(signatures)], words: .house(t))
    }

    private var fields: [Paper.Field] {
        [
            field(.leaveStaff, name(leave.staff)), field(.leaveType, typeName),
            field(.leaveFrom, time(leave.hours.lowerBound)), field(.leaveTo, time(leave.hours.upperBound)),
            field(.leaveDays, t(.leaveDaysValue, LeaveCheck.halves(leave.halfDays))),
            field(.leaveShifts, shiftsText, wide: true),
            field(.leaveAskedAt, time(leave.askedAt)), field(.leaveNotice, leave.notice.text(in: t)),
            field(.leaveRuleMet, ruleMet, wide: true),
            field(.leaveReason, leave.plan.reason, wide: true),
            field(
                .leaveProof, [leave.plan.proof, leave.laterProof].filter { !$0.isEmpty }.joined(separator: "\n"),
                wide: true),
            field(.leaveSubstitute, name(leave.plan.substitute)), field(.leaveState, t(leave.state.word)),
            field(.leaveCoverage, coverageText, wide: true),
            field(.leaveOpinion, leave.decision?.opinion ?? "", wide: true),
            field(.leaveReportedAt, time(leave.reportedAt)),
        ]
    }

    /// Those that were kept, those that an exception stood for, and those that only advise and were not followed.
    private var ruleMet: String {
        func clauses(_ isMeant: (Obligation.Outcome) -> Bool) -> [String] {
            answers.filter { isMeant($0.outcome) }.map(\.clause).uniqued()
        }
        let (exempted, broken) = (clauses { $0 == .exempted }, clauses { $0 == .broken || $0 == .late })
        let kept = clauses { $0 == .kept }.filter { !exempted.contains($0) && !broken.contains($0) }
        let lines: [(Word, [String])] = [
            (.leaveRuleKept, kept), (.leaveRuleExempted, exempted), (.leaveRuleBroken, broken),
        ]
        return lines.filter { !$0.1.isEmpty }.map { t($0.0, $0.1.joined(separator: t(.listGap))) }
            .joined(separator: "\n")
    }

    private var shiftsText: String {
        shifts.isEmpty
            ? t(.paperNothing)
            : shifts.map { "\(time($0.lowerBound))–\($0.upperBound.local(zone).time)" }.joined(separator: "\n")
    }

    private var coverageText: String {
        coverage.map {
            t(
                .leaveCoverageLine, "\($0.name) \(time($0.hours.lowerBound))", String($0.before), String($0.after),
                String($0.minimum))
        }.joined(separator: "\n")
    }

    private var signatures: [Paper.Signature] {
        [
            Paper.Signature(t(.leaveStaff), name(leave.staff), at: time(leave.askedAt)),
            Paper.Signature(t(.leaveApprover), name(leave.decision?.by), at: time(leave.decision?.at)),
        ]
    }

    private func field(_ word: Word, _ value: String, wide: Bool = false) -> Paper.Field {
        Paper.Field(t(word), value, wide: wide)
    }

    private func time(_ instant: Instant?) -> String { instant?.dateAndTime(in: zone) ?? "" }
    private func name(_ id: Staff.ID?) -> String { id.flatMap { names[$0] } ?? "" }
}

extension Duration {
    /// 26 小时; afterwards with a minus.
    fileprivate func text(in t: Language) -> String {
        let minutes = milliseconds / 60_000
        let size = abs(minutes)
        let count = Int(size >= 120 ? size / 60 : size)
        let text = Span(count: count, unit: size >= 120 ? .hours : .minutes)?.spoken(t) ?? "0"
        return minutes < 0 ? "−\(text)" : text
    }
}
