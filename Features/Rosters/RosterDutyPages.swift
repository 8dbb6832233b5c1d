import Handbook
import Kernel
import Web

/// The duties that stand on a roster, with the forms for them.
extension RosterPages {
    /// `09:00-21:00`, as the form reads it: the hours of the latest duty in view, else of the first kind of shift.
    private func usualHours(_ view: RosterView, _ duties: [DutyAssignment]) -> String {
        guard let last = duties.last else {
            return usualTemplate(view)?.hours ?? ""
        }
        let zone = view.calendar.zone
        return "\(last.span.lowerBound.local(zone).time)-\(last.span.upperBound.local(zone).time)"
    }

    func dutiesShown(_ view: RosterView) -> [DutyAssignment] {
        view.duties.filter { view.days.contains($0.day) }
    }

    func dutyPanel(_ view: RosterView, _ sent: Sent?, _ refusal: HTML?) -> HTML {
        let typed = sent?.typed(.duty, "")
        let base = "/rosters/\(view.roster.id)/duties"
        let duties = dutiesShown(view)
        let rows = duties.map { duty -> Table.Row in
            let removed = sent?.typed(.dutyRemoval, duty.id.rawValue)
            let controls = Controls(removed ?? .blank, in: t, prefix: "duty-\(duty.id)-")
            let act: HTML =
                view.mayChange
                ? """
                <details class="more"\(attribute: "open", if: removed != nil)><summary>\(t(.dutyRemove))</summary>\
                \(removed == nil ? nil : refusal.map { Remark(.broken, $0).html })\(viewer.form(
                    to: "\(base)/\(duty.id)/removal", class: "line",
                    """
                    \(controls.hidden("version", String(view.roster.version)))\(reason(controls, view))\(viewer.submit(t(.dutyRemove), .usual))
                    """))</details>
                """ : .empty
            return Table.Row([
                "\(duty.hours(in: view.calendar.zone))",
                "\(t(duty.kind.word))", "\(view.names[duty.primary] ?? "")",
                "\(duty.backup.flatMap { view.names[$0] } ?? "")",
                "\(duty.phone)", act,
            ])
        }
        let columns = [
            Table.Column(t(.rosterTimes), .name), Table.Column(t(.dutyKind)), Table.Column(t(.dutyPrimary)),
            Table.Column(t(.dutyBackup)), Table.Column(t(.dutyPhone)), Table.Column(t(.rosterAct), .act),
        ]
        let controls = Controls(
            typed ?? Typed(["day": firstDay(view).description, "hours": usualHours(view, duties)]), in: t,
            prefix: "duty-")
        let people = view.people.map { Choice($0.id.rawValue, $0.name) }
        let form: HTML? =
            view.mayChange
            ? """
            <details class="more"\(attribute: "open", if: duties.isEmpty || typed != nil)><summary>\(t(.dutyAdd))</summary>\
            \(viewer.form(to: base, """
                \(controls.summary())\(controls.hidden("version", String(view.roster.version)))\
                \(controls.select("kind", t(.dutyKind), DutyKind.allCases.map { Choice($0.rawValue, t($0.word)) }, required: true))\
                \(controls.date("day", t(.rosterDay), required: true))\
                \(controls.text("hours", t(.rosterTimes), required: true, hint: t(.rosterHoursHint)))\
                \(controls.select("primary", t(.dutyPrimary), people, required: true))\
                \(controls.select("backup", t(.dutyBackup), people, blank: t(.dutyNoBackup)))\
                \(controls.text("phone", t(.dutyPhone), max: 40))\(reason(controls, view))\(viewer.submit(t(.dutyAdd), .usual))
                """))</details>
            """ : nil
        let table: HTML =
            rows.isEmpty
            ? "<p class=\"soft\">\(t(.dutyNone))</p>"
            : "<div class=\"brief\">\(Table(t(.dutyTable), columns, isCompact: true).html(rows))</div>"
        let fill: HTML? =
            view.mayChange && view.roster.state.isOpen && view.findings.contains(where: \.isUnmannedDuty)
            ? viewer.button(
                to: "\(base)/filling", t(.dutyFill), .usual, fields: ["version": String(view.roster.version)]) : nil
        return "<section class=\"panel\" id=\"duties\"><h2>\(t(.dutyTable))</h2>\(table)\(fill)\(form)</section>"
    }
}
