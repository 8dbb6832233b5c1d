import Handbook
import Kernel
import Web

/// 团队考勤: a unit's month, who has to be looked at, and one person's sheet.
struct AttendanceTeamPages {
    let team: TeamAttendance
    let viewer: Viewer

    private var t: Language { viewer.language }
    private var text: AttendanceText {
        AttendanceText(t: t, zone: team.calendar.zone, handbook: team.handbook)
    }
    private var query: String { "unit=\(team.unit.id)&month=\(team.month.description)" }

    var page: HTML {
        """
        \(choosing)\(table)\(exceptions)
        """
    }

    private func address(_ month: Day) -> String {
        "/attendance/team?unit=\(team.unit.id)&month=\(month.description)"
    }

    /// What belongs into the head of the page.
    var acts: HTML {
        """
        \(linkButton(t(.attendanceExport), url: "/attendance/team.xlsx?\(query)"))\
        \(linkButton(t(.attendancePrint), url: "/attendance/team/F-64?\(query)"))\
        \(team.mayManage ? linkButton(t(.deviceFilesTitle), url: "/attendance/files") : nil)
        """
    }

    private var choosing: HTML {
        let controls = Controls(Typed(["unit": team.unit.id.rawValue]), in: t)
        let units = team.units.map { Choice($0.id.rawValue, $0.name) }
        let earlier = team.month.advanced(by: -1).firstOfMonth
        let later = team.month.lastOfMonth.advanced(by: 1)
        let unit: HTML =
            units.count < 2
            ? .empty
            : """
            <form method="get" action="/attendance/team" class="line">\(controls.hidden("month", team.month.description))\
            \(controls.select("unit", t(.attendanceUnit), units))\
            <button class="btn btn-usual">\(t(.attendanceShow))</button></form>
            """
        let (before, after) = (address(earlier), address(later))
        return """
            \(unit)<nav class="roster-tabs"><a href="\(before)" rel="prev">‹ \(t(.attendanceEarlier))</a> \
            <b>\(AttendanceSheet.text(of: team.month))</b> \
            <a href="\(after)" rel="next">\(t(.attendanceLater)) ›</a></nav>
            """
    }

    private var table: HTML {
        guard !team.people.isEmpty else { return EmptyState(icon: "calendar", t(.attendanceNobody)).html }
        let heads = text.sums(AttendanceTotals()).map { Table.Column(t($0.0), .figure) }
        let columns = [Table.Column(t(.attendancePerson), .name)] + heads + [Table.Column(t(.attendanceState))]
        let rows = team.people.map { person -> Table.Row in
            let sums = text.sums(AttendanceTotals(person.days)).map { figure($0.1) }
            let state: HTML =
                person.sheet.map { StateBadge(AttendancePages.tone($0.state), t($0.state.word)).html } ?? .empty
            let url = person.mayOpen ? person.sheet.map { "/attendance/sheets/\($0.id)" } : nil
            let name: HTML = url.map { "<a href=\"\($0)\">\(person.name)</a>" } ?? "\(person.name)"
            return Table.Row([name] + sums + [state], url: url)
        }
        let all = AttendanceTotals(team.people.flatMap(\.days))
        let foot = ["\(t(.attendanceSum))" as HTML] + text.sums(all).map { "\($0.1)" as HTML } + ["" as HTML]
        return Table(t(.attendanceTeam), columns, isCompact: true).html(rows, foot: foot)
    }

    /// Of a team mostly noughts: they stand back, and on a phone they are left out.
    private func figure(_ text: String) -> HTML {
        ["0", "0/0"].contains(text) ? "<span class=\"nought\">\(text)</span>" : "\(text)"
    }

    private var exceptions: HTML {
        let found = team.people.flatMap { person in person.days.filter(\.isException).map { (person, $0) } }
        let lines = found.sorted { ($1.1.day, $0.0.name) < ($0.1.day, $1.0.name) }.map { person, day -> HTML in
            """
            <li><b>\(person.name) <small>\(day.day.shortText(in: t))</small></b>\
            <span class="times">\(HTML(day.turns.map { turn -> HTML in
                    "<span>\(text.clocks(turn))</span> <small class=\"soft\">\(text.hours(turn))</small>"
                }))</span>\
            <span class="verdicts">\(text.badges(day))</span></li>
            """
        }
        let list: HTML =
            lines.isEmpty
            ? "<p class=\"soft\">\(t(.attendanceNoExceptions))</p>"
            : "<ol class=\"attendance-days\">\(HTML(Array(lines.prefix(300))))</ol>"
        return "<section class=\"panel\"><h2>\(t(.attendanceExceptions))</h2>\(list)</section>"
    }
}

/// One person's sheet, before whoever checks it.
struct AttendanceSheetPages {
    let sheet: AttendanceSheet
    let days: [AttendanceDay]
    /// As the records stand now: not what was confirmed, if something has changed.
    let hasChanged: Bool
    let names: [Staff.ID: String]
    let viewer: Viewer
    let text: AttendanceText
    let mayManage: Bool

    private var t: Language { viewer.language }

    func page(typed: Typed?, refusal: HTML?) -> HTML {
        let rows = days.map { day -> HTML in
            let times = day.turns.map { turn -> HTML in
                "<span>\(text.clocks(turn))</span> <small class=\"soft\">\(text.hours(turn))</small>"
            }
            return """
                <li><b>\(String(day.day.month))-\(String(day.day.day)) <small>\(day.day.weekday.name(in: t))</small></b>\
                <span class="times">\(HTML(times))</span><span class="verdicts">\(text.badges(day))</span></li>
                """
        }
        let changed: HTML? = hasChanged ? Remark(.warned, "<p>\(t(.attendanceChangedSince))</p>").html : nil
        return """
            \(refusal.map { Remark(.broken, $0).html })\(changed)<section class="panel">\
            <p>\(StateBadge(AttendancePages.tone(sheet.state), t(sheet.state.word)).html)</p>\
            \(AttendancePages.history(sheet, names, viewer))\(AttendancePages.sums(AttendanceTotals(days), text))\
            \(mayManage ? acts(typed ?? .blank) : .empty)</section>\
            <section class="panel"><ol class="attendance-days">\(HTML(rows))</ol></section>
            """
    }

    private func acts(_ typed: Typed) -> HTML {
        let url = "/attendance/sheets/\(sheet.id)"
        let controls = Controls(typed, in: t, prefix: "return-")
        let forward: HTML =
            switch sheet.state {
            case .confirmed: viewer.button(to: "\(url)/check", t(.attendanceCheck), .primary)
            case .checked: viewer.button(to: "\(url)/lock", t(.attendanceLock), .primary)
            case .open, .objected, .locked: .empty
            }
        switch sheet.state {
        case .open, .locked: return forward
        case .objected, .confirmed, .checked:
            return """
                \(forward)<details class="more"><summary>\(t(.attendanceGiveBack))</summary>\
                \(viewer.form(to: "\(url)/return", """
                    \(controls.text("reason", t(.attendanceAnswer), required: true))\
                    <p>\(viewer.submit(t(.attendanceGiveBack), .usual))</p>
                    """))</details>
                """
        }
    }
}
