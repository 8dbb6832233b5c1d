import Handbook
import Kernel
import Web

/// The forms by which hours and holidays are changed, and the preview that stands before every change.
struct CalendarChangePages {
    let viewer: Viewer

    private var t: Language { viewer.language }

    func hours(of unit: Unit, hasOwn: Bool, typed: Typed) -> HTML {
        let controls = Controls(typed, in: t)
        let days = Weekday.allCases.map { controls.text($0.code, $0.name(in: t), max: 200) }
        let form = viewer.form(
            to: "/calendars/\(unit.id)/preview",
            """
            \(controls.summary(fieldNames))\
            <fieldset class="field"><legend class="form-label">\(t(.calendarWeek))</legend>\
            <p class="hint">\(t(.calendarHoursHint))</p><div class="fields">\(days)</div></fieldset>\
            \(controls.checkbox("holidays", t(.calendarKeepsHolidays)))\
            \(controls.textarea("exceptions", t(.calendarExceptions), max: 40_000, rows: 8,
                hint: t(.calendarExceptionsHint)))\
            \(controls.text("zone", t(.calendarZone), required: true, max: 60, hint: t(.calendarZoneHint)))\
            <p>\(viewer.submit(t(.calendarPreview)))</p>
            """)
        let back = viewer.button(
            to: "/calendars/\(unit.id)/preview", t(.calendarInherit), .quiet, fields: ["inherit": "1"])
        return "<p>\(t(.calendarChangeLead))</p>\(form)\(hasOwn ? back : nil)"
    }

    /// In the order of the page.
    private var fieldNames: KeyValuePairs<String, String> {
        [
            "mon": Weekday.monday.name(in: t), "tue": Weekday.tuesday.name(in: t), "wed": Weekday.wednesday.name(in: t),
            "thu": Weekday.thursday.name(in: t), "fri": Weekday.friday.name(in: t), "sat": Weekday.saturday.name(in: t),
            "sun": Weekday.sunday.name(in: t), "exceptions": t(.calendarExceptions), "zone": t(.calendarZone),
        ]
    }

    func holidays(_ holidays: StatutoryHolidays, given: [StatutoryNotice], typed: Typed, mayEnter: Bool) -> HTML {
        let entered = Set(given.map(\.year))
        let today = viewer.zone.day(of: viewer.now).year
        let years = (holidays.years.union([today, today + 1])).sorted(by: >)
        let rows = years.map { ($0, year($0, in: holidays, isGiven: entered.contains($0))) }
        let table: HTML = """
            \(yearTable.html(rows.filter { $0.0 >= today - 3 }.map(\.1)))\
            <details><summary>\(t(.holidaysEarlier))</summary>\
            \(yearTable.html(rows.filter { $0.0 < today - 3 }.map(\.1)))</details>
            """
        guard mayEnter else { return table }
        let controls = Controls(typed, in: t)
        let form = viewer.form(
            to: "/calendars/holidays/preview",
            """
            \(controls.summary(["year": t(.holidaysYear), "days": t(.holidaysText)]))\
            \(controls.number("year", t(.holidaysYear), required: true))\
            \(controls.textarea("days", t(.holidaysText), required: true, max: 40_000, rows: 10,
                hint: t(.holidaysTextHint)))\
            <p>\(viewer.submit(t(.calendarPreview)))</p>
            """)
        return "\(table)<section class=\"panel\"><h2>\(t(.holidaysEnter))</h2>\(form)</section>"
    }

    private var yearTable: Table {
        Table(
            t(.holidaysTitle),
            [
                Table.Column(t(.holidaysYear), .name), Table.Column(t(.holidaysState)),
                Table.Column(t(.holidaysOff), .figure), Table.Column(t(.holidaysMakeUp)),
            ], isCompact: true)
    }

    private func year(_ year: Int, in holidays: StatutoryHolidays, isGiven: Bool) -> Table.Row {
        let days = holidays.days.filter { $0.key.year == year }
        let makeUp = days.filter { !$0.value.isOff }.keys.sorted().map { $0.shortText(in: t) }
        let state =
            holidays.isProvisional(year)
            ? StateBadge(.warned, t(.holidaysNotYet))
            : StateBadge(.done, t(isGiven ? .holidaysGiven : .holidaysAnnounced))
        return Table.Row([
            "\(year)", state.html, "\(days.values.count(where: \.isOff))", "\(makeUp.joined(separator: t(.listGap)))",
        ])
    }

    /// What would move, and the same form again, ready to be saved: nothing is kept in between.
    func preview(
        _ preview: CalendarPreview, labels: [Subject: SubjectLabel], zone: Zone, save: String, back: String,
        typed: FormData,
        fields: [String]
    ) -> HTML {
        let kept = fields.compactMap { name in
            typed.sent(name).map { "<input type=\"hidden\" name=\"\(name)\" value=\"\($0)\">" as HTML }
        }
        return """
            \(summary(preview))\(list(preview, labels, zone))<div class="line">\
            \(viewer.form(to: save, class: "act", "\(kept)\(viewer.submit(t(.calendarSave)))"))\
            \(viewer.form(to: back, class: "act", "\(kept)\(viewer.submit(t(.calendarBack), .usual))"))</div>
            """
    }

    private func summary(_ preview: CalendarPreview) -> HTML {
        guard preview.count > 0 else {
            return Remark(.done, "<p>\(t(.previewNothing, "\(preview.looked)"))</p>\(part(preview))").html
        }
        let sum = t(.previewSum, "\(preview.looked)", "\(preview.earlier)", "\(preview.later)")
        let late: HTML? =
            preview.lateAtOnce > 0
            ? Remark(.broken, "<p>\(t(.previewLate, "\(preview.lateAtOnce)"))</p>").html : nil
        return "\(Remark(.warned, "<p>\(sum)</p>\(part(preview))").html)\(late)"
    }

    private func part(_ preview: CalendarPreview) -> HTML {
        """
        \(preview.isWhole ? nil : "<p>\(t(.previewPart, "\(preview.looked)"))</p>" as HTML)\
        \(preview.looked > Calendars.batch ? "<p>\(t(.previewBatches, "\(Calendars.batch)"))</p>" as HTML : nil)
        """
    }

    private func list(_ preview: CalendarPreview, _ labels: [Subject: SubjectLabel], _ zone: Zone) -> HTML? {
        guard !preview.moved.isEmpty else { return nil }
        let table = Table(
            t(.previewTitle),
            [
                Table.Column(t(.previewRecord), .name), Table.Column(t(.previewClause)),
                Table.Column(t(.previewBefore)), Table.Column(t(.previewAfter)), Table.Column(t(.previewMove)),
            ], isCompact: true
        ).html(preview.moved.map { row($0, labels, zone) })
        let isCut = preview.count > preview.moved.count
        return "\(isCut ? "<p>\(t(.previewListed, "\(preview.moved.count)"))</p>" as HTML : nil)\(table)"
    }

    private func row(_ moved: MovedDeadline, _ labels: [Subject: SubjectLabel], _ zone: Zone) -> Table.Row {
        let deadline = moved.deadline
        let label = labels[deadline.subject]
        let name = label.map { $0.number ?? $0.title } ?? deadline.subject.id
        let record: HTML = label?.url.map { "<a href=\"\($0)\">\(name)</a>" } ?? "\(name)"
        let (distance, word): (Duration, Word) =
            moved.isEarlier
            ? (deadline.dueAt - moved.due, .previewEarlier) : (moved.due - deadline.dueAt, .previewLater)
        return Table.Row([
            record, ClauseMark(deadline.clause, url: "/handbook/\(deadline.version)#c-\(deadline.clause)").html,
            "\(deadline.dueAt.fullText(in: zone, t))", "\(moved.due.fullText(in: zone, t))",
            StateBadge(moved.isEarlier ? .urgent : .plain, t(word, distance.spoken(t))).html,
        ])
    }
}
