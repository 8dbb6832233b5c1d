import Handbook
import Kernel
import Web

/// Rosters: the list of them, one with its grid, findings, duties and record of changes, and one person of it.
struct RosterPages {
    let viewer: Viewer

    /// A form on its way back to whoever sent it: which one, and what stood in it.
    struct Sent {
        enum Form: String {
            case shift = "/shifts"
            case duty = "/duties"
            case move = "/shifts/:part/move"
            case removal = "/shifts/:part/removal"
            case dutyRemoval = "/duties/:part/removal"

            /// A form of one shift, on the page of whose it is.
            var isOfShift: Bool {
                switch self {
                case .move, .removal: true
                case .shift, .duty, .dutyRemoval: false
                }
            }
        }

        let form: Form
        /// Of which shift or duty.
        let part: String
        let typed: Typed

        init?(_ address: String, _ part: String, _ typed: Typed) {
            guard let form = Form(rawValue: address) else { return nil }
            self.form = form
            self.part = part
            self.typed = typed
        }

        func typed(_ form: Form, _ part: String) -> Typed? { self.form == form && self.part == part ? typed : nil }
    }

    private var t: Language { viewer.language }

    func list(_ shelves: [RosterShelf], names: [Staff.ID: String]) -> HTML {
        guard !shelves.isEmpty else { return EmptyState(icon: "calendar", t(.rostersEmpty)).html }
        // Where there are rosters comes first.
        let sorted = shelves.filter { !$0.rosters.isEmpty } + shelves.filter(\.rosters.isEmpty)
        let parts = sorted.map { shelf -> HTML in
            let (unit, rosters) = (shelf.unit, shelf.rosters)
            // The people of a group are on the roster of the unit above it: another one is seldom what is wanted.
            let above =
                rosters.isEmpty
                ? shelves.first { $0.unit.id == unit.parent && !$0.rosters.isEmpty }?.unit : nil
            let rows = rosters.map { roster -> Table.Row in
                let url = "/rosters/\(roster.id)"
                let made = "\(names[roster.made.by] ?? "") \(roster.made.at.dateAndTime(in: viewer.zone))"
                return Table.Row(
                    [
                        "<a href=\"\(url)\">\(roster.from.description) – \(roster.until.description)</a>",
                        state(roster), "\(made)",
                        "\(roster.published.map { $0.at.dateAndTime(in: viewer.zone) } ?? "")",
                    ], url: url)
            }
            let columns = [
                Table.Column(t(.rosterPeriod), .name), Table.Column(t(.rosterState)),
                Table.Column(t(.rosterMadeBy)), Table.Column(t(.rosterPublishedAt)),
            ]
            let acts: HTML? =
                shelf.mayMake
                ? """
                \(linkButton(t(.rosterNew), url: "/rosters/new?unit=\(unit.id)", above == nil ? .usual : .quiet)) \
                \(linkButton(t(.shiftTerms), url: "/rosters/terms/\(unit.id)", .quiet))
                """ : nil
            let table: HTML =
                rosters.isEmpty ? "<p class=\"soft\">\(t(.rostersNone))</p>" : Table(unit.name, columns).html(rows)
            if let above {
                return """
                    <section class="panel"><h2>\(unit.name)</h2><p class="soft">\(t(.rosterOfUnitAbove, above.name))</p>\
                    <details class="more"><summary>\(t(.rosterOwnAfterAll))</summary><p class="acts">\(acts)\
                    \(linkButton(t(.dutyWhoTitle), url: "/duties/\(unit.id.rawValue)", .quiet))</p></details></section>
                    """
            }
            return """
                <section class="panel"><h2>\(unit.name)</h2>\(table)\
                <p class="acts">\(acts)\(turning(shelf))\(linkButton(t(.dutyWhoTitle), url: "/duties/\(unit.id.rawValue)", .quiet))</p></section>
                """
        }
        return "\(parts)"
    }

    /// To those before and after, where there are any.
    private func turning(_ shelf: RosterShelf) -> HTML {
        func to(_ page: Int, _ word: Word) -> HTML {
            linkButton(t(word), url: "/rosters?unit=\(shelf.unit.id)&page=\(page)", .quiet)
        }
        return """
            \(shelf.page > 1 ? to(shelf.page - 1, .rostersLater) : .empty)\
            \(shelf.hasEarlier ? to(shelf.page + 1, .rostersEarlier) : .empty)
            """
    }

    func state(_ roster: Roster) -> HTML {
        if roster.state == .inForce, roster.until < viewer.zone.day(of: viewer.now) {
            return StateBadge(.warned, t(.rosterIsOverdue)).html
        }
        let tone: Tone =
            switch roster.state {
            case .draft: .plain
            case .checked: .warned
            case .published, .inForce: .going
            case .closed, .discarded: .done
            }
        return StateBadge(tone, t(roster.state.word)).html
    }

    /// Drafts there are already for some of the days: before another is begun, one goes on with them.
    func drafts(_ drafts: [Roster], names: [Staff.ID: String]) -> HTML? {
        guard !drafts.isEmpty else { return nil }
        let lines = drafts.map { roster -> HTML in
            let days = "\(roster.from.shortText(in: t))–\(roster.until.shortText(in: t))"
            let text = t(
                .rosterDraftThere, days, names[roster.made.by] ?? "", roster.made.at.monthAndTime(in: viewer.zone, t))
            return "<p>\(text) <a href=\"/rosters/\(roster.id.rawValue)\">\(t(.rosterDraftGoOn))</a></p>"
        }
        return Remark(.warned, HTML(lines)).html
    }

    /// Which unit it is for, where there are several: the patterns below are those of the one chosen.
    private func choosing(_ unit: Unit, among units: [Unit]) -> HTML? {
        guard units.count > 1 else { return nil }
        let controls = Controls(Typed(["unit": unit.id.rawValue]), in: t, prefix: "of-")
        return """
            <form method="get" action="/rosters/new" class="line">\
            \(controls.select("unit", t(.rosterUnit), units.map { Choice($0.id.rawValue, $0.name) }))\
            <button class="btn btn-usual">\(t(.rosterUnitChange))</button></form>
            """
    }

    func new(_ typed: Typed, unit: Unit, among units: [Unit], patterns: [RotationPattern], earlier: [Roster]) -> HTML {
        let controls = Controls(typed, in: t, prefix: "roster-")
        let choices = patterns.filter { !$0.isRetired }.map {
            Choice($0.id.rawValue, t(.rosterPatternChoice, $0.name, $0.spoken(in: t)))
        }
        let like = earlier.map { Choice($0.id.rawValue, "\($0.from.description) – \($0.until.description)") }
        let form = viewer.form(
            to: "/rosters",
            """
            \(controls.summary(["from": t(.rosterFrom), "until": t(.rosterUntil)]))\(controls.hidden("unit", unit.id.rawValue))\
            <div class="split">\(controls.date("from", t(.rosterFrom), required: true))\
            \(controls.date("until", t(.rosterUntil), required: true))</div>\
            \(choices.isEmpty ? "<p class=\"soft\">\(t(.rosterNoPatterns))</p>" : controls.checkboxes("pattern", t(.rosterByPattern), choices, hint: t(.rosterByPatternHint)))\
            \(like.isEmpty ? nil : controls.select("like", t(.rosterLike), like, blank: t(.rosterLikeNone), hint: t(.rosterLikeHint)))\
            <p class="acts">\(viewer.submit(t(.rosterMake)))</p>
            """)
        return "\(choosing(unit, among: units))\(form)"
    }

    func one(_ view: RosterView, part: RosterPart, typed: Sent?, refusal: HTML?) -> HTML {
        let grid = RosterGridPages(view: view, viewer: viewer)
        // What is said of a duty that stands here is said beside it.
        let isBeside =
            dutiesShown(view).contains { typed?.typed(.dutyRemoval, $0.id.rawValue) != nil } && view.mayChange
        let said = isBeside ? nil : refusal.map { Remark(.broken, $0).html }
        return """
            <div id="roster-work"><div id="roster-move" role="status">\(said)</div>\
            <div class="roster-bar">\(tabs(view, part))\(acts(view))</div>\(grid.part(part))\
            <div id="roster-findings">\(findings(view))</div>\(adding(view, typed?.form == .shift ? typed?.typed : nil))</div>\
            \(dutyPanel(view, typed, refusal))<div id="roster-changes">\(changes(view))</div>
            """
    }

    private func tabs(_ view: RosterView, _ part: RosterPart) -> HTML {
        let base = "/rosters/\(view.roster.id)"
        let from = view.days.lowerBound
        // From the month one comes to today, back from a part of it to the whole.
        let today = min(max(view.calendar.day(of: viewer.now), view.roster.from), view.roster.until)
        let isOneMonth = view.roster.from.distance(to: view.roster.until) < RosterView.mostDays
        let parts = RosterPart.allCases.map { one -> HTML in
            let start =
                switch (part, one) {
                case (.month, .month): from
                case (.month, _): today
                case (_, .month): isOneMonth ? view.roster.from : from
                default: from
                }
            return """
                <a href="\(base)?view=\(one.rawValue)&from=\(start.description)"\(one == part ? " aria-current=\"page\"" as HTML : .empty)>\(t(one.word))</a>
                """
        }
        let step = part.days
        let before = from.advanced(by: -step)
        let after = from.advanced(by: step)
        let back: HTML? =
            from > view.roster.from
            ? "<a href=\"\(base)?view=\(part.rawValue)&from=\(before.description)\" rel=\"prev\">‹ \(t(.rosterEarlier))</a>"
            : nil
        let on: HTML? =
            view.days.upperBound < view.roster.until
            ? "<a href=\"\(base)?view=\(part.rawValue)&from=\(after.description)\" rel=\"next\">\(t(.rosterLater)) ›</a>"
            : nil
        return """
            <nav class="roster-tabs" aria-label="\(t(.rosterViews))">\(parts)\
            <span>\(back) <b>\(daysText(view.days))</b> \(on)</span></nav>
            """
    }

    /// 11月27日(周五); 11月23日–11月29日
    private func daysText(_ days: ClosedRange<Day>) -> String {
        days.count == 1
            ? days.lowerBound.shortTextAndWeekday(in: t)
            : "\(days.lowerBound.shortText(in: t))–\(days.upperBound.shortText(in: t))"
    }

    func findings(_ view: RosterView) -> HTML? {
        guard view.mayChange || !view.findings.isEmpty else { return nil }
        if view.isEmpty {
            let (from, until) = (view.roster.from.shortText(in: t), view.roster.until.shortText(in: t))
            return
                "<p class=\"roster-clean\" role=\"status\">\(StateBadge(.plain, t(.rosterNothingYet, from, until)).html)</p>"
        }
        guard !view.findings.isEmpty else {
            return "<p class=\"roster-clean\" role=\"status\">\(StateBadge(.done, t(.rosterClean)).html)</p>"
        }
        let text = RosterFindingText(
            names: view.names, groups: Dictionary(view.groups.map { ($0.id, $0.name) }) { $1 },
            zone: view.calendar.zone, t: t)
        let most = 60
        let lines = view.findings.sorted { $0.isBlock && !$1.isBlock }.prefix(most).map(text.item)
        let more: HTML? =
            view.findings.count > most
            ? "<p class=\"soft\">\(t(.rosterMoreFindings, String(view.findings.count - most)))</p>" : nil
        return """
            <section class="panel" id="findings" role="status"><h2>\(t(.rosterFindings)) \(String(view.findings.count))</h2>\
            <ul class="findings">\(lines)</ul>\(more)</section>
            """
    }

    private func acts(_ view: RosterView) -> HTML? {
        guard view.mayChange else { return nil }
        let base = "/rosters/\(view.roster.id)"
        let version = ["version": String(view.roster.version)]
        var buttons: [HTML] = []
        if view.roster.state.isOpen {
            let looked = [
                viewer.button(to: "\(base)/publication", t(.rosterPublish), .primary, fields: version),
                viewer.button(to: "\(base)/check", t(.rosterCheck), .usual, fields: version),
            ]
            let discard = viewer.button(to: "\(base)/discarding", t(.rosterDiscard), .quiet, fields: version)
            buttons = (view.isEmpty ? [] : looked) + [discard]
        } else if view.roster.state == .inForce, view.roster.until < view.calendar.day(of: viewer.now) {
            buttons = [viewer.button(to: "\(base)/closing", t(.rosterClose), .quiet)]
        }
        return buttons.isEmpty ? nil : "<div class=\"acts\">\(buttons)</div>"
    }

    private func adding(_ view: RosterView, _ typed: Typed?) -> HTML? {
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

    private func reason(_ controls: Controls, _ view: RosterView) -> HTML? {
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
    private func firstDay(_ view: RosterView) -> Day {
        min(max(view.calendar.day(of: viewer.now), view.days.lowerBound), view.days.upperBound)
    }

    /// The kind of shift that is worked most in view; of an empty one the first.
    private func usualTemplate(_ view: RosterView) -> ShiftTemplate? {
        var counts: [ShiftTemplate.ID: Int] = [:]
        for template in view.shifts.compactMap(\.template) { counts[template, default: 0] += 1 }
        let choices = view.templates.filter { !$0.isRetired }
        let most = choices.compactMap { counts[$0.id] }.max()
        return choices.first { counts[$0.id] == most }
    }

    /// `09:00-21:00`, as the form reads it: the hours of the latest duty in view, else of the first kind of shift.
    private func usualHours(_ view: RosterView, _ duties: [DutyAssignment]) -> String {
        guard let last = duties.last else {
            return usualTemplate(view)?.hours ?? ""
        }
        let zone = view.calendar.zone
        return "\(last.span.lowerBound.local(zone).time)-\(last.span.upperBound.local(zone).time)"
    }

    private func dutiesShown(_ view: RosterView) -> [DutyAssignment] {
        view.duties.filter { view.days.contains($0.day) }
    }

    private func dutyPanel(_ view: RosterView, _ sent: Sent?, _ refusal: HTML?) -> HTML {
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

    private func changes(_ view: RosterView) -> HTML? {
        guard !view.changes.isEmpty else { return nil }
        let rows = view.changes.map { change in
            Table.Row([
                "\(String(change.number))", "\(change.at.dateAndTime(in: viewer.zone))", "\(t(change.what.word))",
                "\(change.was)", "\(change.became)", "\(change.reason)",
                "\(change.by.flatMap { view.names[$0] } ?? "")",
            ])
        }
        let columns = [
            Table.Column("#", .figure), Table.Column(t(.columnTime), .name), Table.Column(t(.rosterAct)),
            Table.Column(t(.rosterWas)), Table.Column(t(.rosterBecame)), Table.Column(t(.rosterReason)),
            Table.Column(t(.rosterBy)),
        ]
        let form = "/rosters/\(view.roster.id)/forms/F-60"
        let earlier: HTML? =
            view.earlierChanges > 0
            ? "<p class=\"soft\"><a href=\"\(form)\">\(t(.rosterEarlierChanges, String(view.earlierChanges)))</a></p>"
            : nil
        return """
            <section class="panel"><h2>\(t(.rosterChanges))</h2>\(earlier)\(Table(t(.rosterChanges), columns, isCompact: true).html(rows))</section>
            """
    }
}

/// Which days of it, and what of them.
enum RosterPart: String, CaseIterable, Sendable {
    case month, week, day, coverage

    var days: Int {
        switch self {
        case .month, .coverage: RosterView.mostDays
        case .week: 7
        case .day: 1
        }
    }
}
