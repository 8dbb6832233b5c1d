import Handbook
import Kernel
import Web

/// 团队小结: first whose are missing, then those that were handed in.
struct DailyReportTeamPages {
    let team: TeamReports
    let viewer: Viewer

    private var t: Language { viewer.language }

    var page: HTML {
        let lead = t(
            .dailyReportTeamLead, team.unit.name, team.day.description, String(team.lines.count),
            String(team.handedIn.count), String(team.missing.count))
        return "\(choosing)<p>\(lead)</p>\(missing)\(table)"
    }

    private var choosing: HTML {
        let controls = Controls(Typed(["unit": team.unit.id.rawValue, "day": team.day.description]), in: t)
        let unit: HTML =
            team.units.count > 1
            ? controls.select("unit", t(.dailyReportUnit), team.units.map { Choice($0.id.rawValue, $0.name) })
            : controls.hidden("unit", team.unit.id.rawValue)
        return """
            <form method="get" action="/daily-reports/team" class="line screen-only">\(unit)\
            \(controls.date("day", t(.dailyReportDay)))<button class="btn btn-usual">\(t(.dailyReportShow))</button></form>\
            <nav class="roster-tabs screen-only"><a href="\(address(team.day.advanced(by: -1)))" rel="prev">‹ \(t(.dailyReportEarlier))</a> \
            <a href="\(address(team.day.advanced(by: 1)))" rel="next">\(t(.dailyReportLater)) ›</a></nav>
            """
    }

    private func address(_ day: Day) -> String { "/daily-reports/team?unit=\(team.unit.id)&day=\(day)" }

    private var missing: HTML {
        guard !team.lines.isEmpty else { return EmptyState(icon: "notes", t(.dailyReportNobodyExpected)).html }
        let lines = team.missing.map { line -> HTML in
            let name: HTML =
                line.report.map { report -> HTML in
                    "<a href=\"/daily-reports/\(report.id.rawValue)\">\(line.name)</a>"
                } ?? "\(line.name)"
            let due = line.report.map { t(.dailyReportDue, $0.dueAt.monthAndTime(in: viewer.zone, t)) } ?? ""
            let isLate = line.report.map { viewer.now > $0.dueAt } ?? false
            let begun = line.report.map { !$0.words.plan.isEmpty || !$0.words.problems.isEmpty } ?? false
            return """
                <li><b>\(name)</b><span>\(due)</span>\
                \(StateBadge(isLate ? .broken : .waiting, t(begun ? .dailyReportBegun : .dailyReportNotBegun)).html)</li>
                """
        }
        let list: HTML =
            lines.isEmpty
            ? "<p class=\"soft\">\(t(.dailyReportNobodyMissing))</p>" : "<ol class=\"my-next\">\(HTML(lines))</ol>"
        return
            "<section class=\"panel\"><h2>\(t(.dailyReportMissingList)) <span class=\"soft figure\">\(String(team.missing.count))</span></h2>\(list)</section>"
    }

    private var table: HTML {
        let lines = team.handedIn + team.waived
        guard !lines.isEmpty else { return .empty }
        let pages = DailyReportPages(viewer: viewer)
        // What bites stands first.
        let shown: [DailyFigure] = [.overdue, .inHand, .taken, .answered, .closed, .visited, .contacts, .callbacks]
        let columns =
            [Table.Column(t(.dailyReportPerson), .name)] + shown.map { Table.Column(t($0.word), .figure) } + [
                Table.Column(t(.dailyReportProblems)), Table.Column(t(.dailyReportState)),
                Table.Column(t(.dailyReportReadBy)),
            ]
        let rows = lines.compactMap { line -> Table.Row? in
            guard let report = line.report else { return nil }
            let url = "/daily-reports/\(report.id)"
            let isRead = !line.readings.isEmpty
            let read: HTML =
                report.state == .handedIn
                ? StateBadge(isRead ? .done : .waiting, t(isRead ? .dailyReportRead : .dailyReportUnread)).html : .empty
            let head: [HTML] = ["<a href=\"\(url)\">\(line.name)</a>"]
            let figures = shown.map { figure -> HTML in
                guard let value = report.handedIn?.figures[figure] else { return "" }
                return figure == .overdue && value > 0 ? StateBadge(.broken, String(value)).html : "\(String(value))"
            }
            let problems = Cover.numbersOnly(report.words.problems).opening(40)
            let rest: [HTML] = ["\(problems)", pages.badge(report), read]
            return Table.Row(head + figures + rest, url: url)
        }
        let sums = shown.map { figure -> HTML in
            "\(String(lines.reduce(0) { $0 + ($1.report?.handedIn?.figures[figure] ?? 0) }))"
        }
        let foot = ["" as HTML] + sums + ["" as HTML, "" as HTML, "" as HTML]
        return Table(t(.dailyReportTeam), columns, isCompact: true).html(rows, foot: foot)
    }
}
