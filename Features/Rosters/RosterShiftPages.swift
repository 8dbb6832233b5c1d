import Handbook
import Kernel
import Web

/// The shifts of a roster as plain forms: one is added, moved and taken off, also without script.
extension RosterPages {
    func adding(_ view: RosterView, _ typed: Typed?) -> HTML? {
        guard view.mayChange else { return nil }
        return """
            <details class="more"\(attribute: "open", if: typed != nil)><summary>\(t(.rosterAdd))</summary>\
            \(shiftForm(view, nil, typed, to: "/rosters/\(view.roster.id)/shifts"))</details>\(reasonDialog(view))
            """
    }

    /// Asked for when a shift of a published roster was dragged; without script the forms ask.
    private func reasonDialog(_ view: RosterView) -> HTML? {
        guard view.roster.state.isBinding else { return nil }
        let controls = Controls(.blank, in: t, prefix: "drag-")
        return """
            <dialog class="sheet" id="roster-reason" aria-label="\(t(.rosterMove))"><form method="dialog">\
            \(controls.text("reason", t(.rosterReason), required: true, max: 200))\
            <p class="acts"><button class="btn btn-primary" value="move">\(t(.rosterMove))</button>\
            <button class="btn btn-ghost" value="" formnovalidate>\(t(.rosterLetGo))</button></p></form></dialog>
            """
    }

    /// One person's days: everything the grid does by dragging, as plain forms.
    /// A form of one of the shifts comes back opened where it stands, with what was typed and why it was refused.
    func person(
        _ view: RosterView, _ person: (id: Staff.ID, name: String)?, typed: Sent? = nil, refusal: HTML?
    ) -> HTML {
        let base = "/rosters/\(view.roster.id)"
        let mine = view.shifts.filter { $0.staff == person?.id }
        let templates = view.template
        func mayChange(_ shift: ShiftAssignment) -> Bool { view.mayChange && shift.span.upperBound > viewer.now }
        let isBeside = mine.contains { $0.id.rawValue == typed?.part && mayChange($0) }
        let rows = mine.map { shift -> Table.Row in
            let template = shift.template.flatMap { templates[$0] }
            let learning = shift.mentor.map { t(.rosterLearnsWith, view.names[$0] ?? "") } ?? ""
            return Table.Row([
                "\(shift.day.description) \(view.calendar.names[shift.day] ?? shift.day.weekday.name(in: t))",
                "\(template.map { "\($0.code) \($0.name(in: t))" } ?? "")",
                "\(shift.hours(in: view.calendar.zone))",
                "\([shift.post, learning].filter { !$0.isEmpty }.joined(separator: " · "))",
                mayChange(shift) ? change(shift, view, typed, refusal) : .empty,
            ])
        }
        let columns = [
            Table.Column(t(.rosterDay), .name), Table.Column(t(.shiftTemplate)), Table.Column(t(.rosterTimes)),
            Table.Column(t(.shiftPost)), Table.Column(t(.rosterAct), .act),
        ]
        let form: HTML? =
            view.mayChange
            ? """
            <section class="panel"><h2>\(t(.rosterAdd))</h2>\(shiftForm(view, person?.id, to: "\(base)/shifts"))</section>
            """ : nil
        let table: HTML =
            rows.isEmpty ? "<p class=\"soft\">\(t(.rosterNoShifts))</p>" : Table(t(.rosterGrid), columns).html(rows)
        return "\(isBeside ? nil : refusal.map { Remark(.broken, $0).html })\(table)\(form)"
    }

    private func change(_ shift: ShiftAssignment, _ view: RosterView, _ sent: Sent?, _ refusal: HTML?) -> HTML {
        let base = "/rosters/\(view.roster.id)/shifts/\(shift.id)"
        let (moved, removed) = (sent?.typed(.move, shift.id.rawValue), sent?.typed(.removal, shift.id.rawValue))
        let controls = Controls(
            moved ?? Typed(["staff": shift.staff?.rawValue ?? "", "day": shift.day.description]), in: t,
            prefix: "move-\(shift.id)-")
        let removing = Controls(removed ?? .blank, in: t, prefix: "removal-\(shift.id)-")
        let isBack = moved != nil || removed != nil
        let version = controls.hidden("version", String(view.roster.version))
        let people = view.people.map { Choice($0.id.rawValue, $0.name) }
        return """
            <details class="more"\(attribute: "open", if: isBack)><summary>\(t(.rosterChange))</summary>\
            \(isBack ? refusal.map { Remark(.broken, $0).html } : nil)\
            \(viewer.form(to: "\(base)/move", """
                \(controls.summary())\(version)\(controls.select("staff", t(.rosterPerson), people, blank: t(.rosterOpen)))\
                \(controls.date("day", t(.rosterDay), required: true))\(reason(controls, view))\(viewer.submit(t(.rosterMove), .usual))
                """))\
            \(viewer.form(to: "\(base)/removal", class: "line", """
                \(removing.summary())\(version)\(reason(removing, view))\(removing.checkbox("open", t(.rosterLeaveOpen)))\(viewer.submit(t(.rosterTakeOff), .quiet))
                """))</details>
            """
    }

    func reason(_ controls: Controls, _ view: RosterView) -> HTML? {
        view.roster.state.isBinding ? controls.text("reason", t(.rosterReason), required: true) : nil
    }

    private func shiftForm(_ view: RosterView, _ person: Staff.ID?, _ typed: Typed? = nil, to url: String) -> HTML {
        let usual = [
            "staff": person?.rawValue ?? "", "day": firstDay(view).description,
            "template": usualTemplate(view)?.id.rawValue ?? "",
        ]
        let controls = Controls(typed ?? Typed(usual), in: t, prefix: "add-")
        let people = view.people.map { Choice($0.id.rawValue, $0.name) }
        let templates = view.templates.filter { !$0.isRetired }.map {
            Choice($0.id.rawValue, "\($0.code) \($0.name(in: t)) \($0.hours)")
        }
        let groups = view.groups.filter { !$0.isRetired }.map { Choice($0.id.rawValue, $0.name) }
        return viewer.form(
            to: url,
            """
            \(controls.summary())\(controls.hidden("version", String(view.roster.version)))\
            \(controls.select("staff", t(.rosterPerson), people, blank: t(.rosterOpen)))\
            \(controls.date("day", t(.rosterDay), required: true))\
            \(controls.select("template", t(.shiftTemplate), templates, blank: t(.rosterFreeHours)))\
            <div class="free-hours">\(controls.text("hours", t(.rosterTimes), required: true, hint: t(.rosterHoursHint)))</div>\
            \(groups.isEmpty ? nil : controls.select("group", t(.shiftGroup), groups, blank: t(.shiftGroupOwn)))\
            \(controls.text("post", t(.shiftPost), max: 40))\
            \(controls.select("mentor", t(.rosterMentor), people, blank: t(.rosterNoMentor), hint: t(.rosterMentorHint)))\
            \(reason(controls, view))\(viewer.submit(t(.rosterAdd), .usual))
            """)
    }

    /// The first day in view on which something can still be arranged.
    func firstDay(_ view: RosterView) -> Day {
        min(max(view.calendar.day(of: viewer.now), view.days.lowerBound), view.days.upperBound)
    }

    /// The kind of shift that is worked most in view; of an empty one the first.
    func usualTemplate(_ view: RosterView) -> ShiftTemplate? {
        var counts: [ShiftTemplate.ID: Int] = [:]
        for template in view.shifts.compactMap(\.template) { counts[template, default: 0] += 1 }
        let choices = view.templates.filter { !$0.isRetired }
        let most = choices.compactMap { counts[$0.id] }.max()
        return choices.first { counts[$0.id] == most }
    }
}
