import Handbook
import Kernel
import Web

/// 谁在值班: for any minute, past or future, with the reason.
struct DutyWhoPages {
    let viewer: Viewer
    let unit: Unit
    let at: Instant
    let answers: [DutyAnswer]
    /// Where nobody has it now: what is arranged after that, the next first.
    let coming: [DutyAssignment]
    let working: [ShiftAssignment]
    let lines: [Line.ID: String]
    let names: [Staff.ID: String]
    let zone: Zone
    let mayReadLog: Bool
    /// What was asked and cannot be answered.
    var typed: Typed?

    private var t: Language { viewer.language }

    var page: HTML {
        let items = answers.map { answer -> HTML in
            let reason =
                switch answer.because {
                case .table(let span): t(.dutyBecauseTable, text(span.lowerBound), text(span.upperBound))
                case .backup(let span): t(.dutyBecauseBackup, text(span.lowerBound), text(span.upperBound))
                case .onLeave(let person, let span):
                    t(.dutyBecauseLeave, names[person] ?? "", text(span.lowerBound), text(span.upperBound))
                case .post: t(.dutyBecausePost)
                case .nobody: t(.dutyNobodyArranged)
                }
            let backup = answer.backup.flatMap { names[$0] }.map { " · \(t(.dutyBackup)) \($0)" } ?? ""
            if answer.person == nil, let next = coming.first(where: { $0.kind == answer.kind }) {
                let when = t(.dutyNext, next.span.lowerBound.monthAndTime(in: zone, t), names[next.primary] ?? "")
                return """
                    <li><b>\(t(answer.kind.word))</b><span>\(when)\(phone(next.phone))</span><small>\(t(.dutyNobodyNow))</small></li>
                    """
            }
            return """
                <li><b>\(t(answer.kind.word))</b><span>\(answer.person.flatMap { names[$0] } ?? "–")\(backup)\(phone(answer.phone))</span>\
                <small>\(reason)</small></li>
                """
        }
        let here = working.filter(\.counts).map { shift -> HTML in
            """
            <li><b>\(shift.staff.flatMap { names[$0] } ?? "")</b><span>\(shift.hours(in: zone))</span><small>\(shift.line.flatMap { lines[$0] } ?? "") \(shift.post)</small></li>
            """
        }
        let there: HTML =
            here.isEmpty ? "<p class=\"soft\">\(t(.dutyHereNone))</p>" : "<ol class=\"my-next\">\(here)</ol>"
        let local = at.local(zone)
        let controls = Controls(
            typed ?? Typed(["at": "\(local.day)T\(local.time)"]), in: t, prefix: "duty-")
        return """
            <form method="get" class="line">\(controls.summary())\(controls.dateTime("at", t(.dutyAt)))<button class="btn btn-usual">\(t(.dutyLook))</button></form>\
            <section class="panel"><h2>\(text(at))</h2><ol class="my-next">\(items)</ol></section>\
            <section class="panel"><h2>\(t(.dutyHereThen)) \(String(here.count))</h2>\
            \(there)</section>
            """
    }

    var acts: HTML? {
        let log = mayReadLog ? linkButton(t(.dutyLogTitle), url: "/duties/\(unit.id.rawValue)/log", .quiet) : nil
        return "\(linkButton(t(.lineBoardTitle), url: "/line-boards/\(unit.id.rawValue)", .quiet))\(log)"
    }

    /// On a telephone it is dialled with a touch.
    private func phone(_ number: String) -> HTML? {
        number.isEmpty ? nil : " · \(t(.dutyPhone)) <a href=\"tel:\(number)\">\(number)</a>"
    }

    private func text(_ instant: Instant) -> String { instant.dateAndTime(in: zone) }
}
