import Kernel
import Web

/// 接单、拒接、改派 per person; each figure opens exactly its list.
struct AssignmentReportPages {
    let viewer: Viewer
    let from: Day
    let to: Day

    private var t: Language { viewer.language }

    func table(_ counts: [AssignmentCount], names: [Staff.ID: String], typed: Typed) -> HTML {
        let controls = Controls(typed, in: t, prefix: "report-")
        let filter: HTML = """
            <form method="get" action="/lines/report" class="line">\(controls.date("from", t(.reportPeriodFrom)))\
            \(controls.date("to", t(.reportPeriodTo)))<button class="btn btn-usual">\(t(.reportShow))</button></form>
            """
        guard !counts.isEmpty else { return "\(filter)\(EmptyState(icon: "route", t(.reportEmpty)).html)" }
        let sum = counts.dropFirst().reduce(counts[0], +)
        let table = Table(
            t(.lineReport),
            [
                Table.Column(t(.reportPerson), .name), Table.Column(t(.reportOffered), .figure),
                Table.Column(t(.reportTaken), .figure), Table.Column(t(.reportRefused), .figure),
                Table.Column(t(.reportLapsed), .figure), Table.Column(t(.reportFrom), .figure),
                Table.Column(t(.reportTo), .figure),
            ], isCompact: true
        ).html(
            counts.map { count in
                Table.Row(
                    ["<a href=\"/people/\(count.staff.rawValue)\">\(names[count.staff] ?? "")</a>"]
                        + figures(count).map { figure, number in link(figure, number, of: count.staff) })
            },
            foot: ["\(t(.reportTotal))"] + figures(sum).map { "\(String($0.1))" })
        return "\(filter)\(table)"
    }

    func records(_ lines: [AssignmentLine], _ figure: AssignmentFigure, limit: Int) -> HTML {
        guard !lines.isEmpty else { return EmptyState(icon: "route", t(.reportEmpty)).html }
        let isReassignment = figure == .given || figure == .takenAway
        let table = Table(
            t(figure.word),
            [
                Table.Column(t(.reportCase), .name), Table.Column(t(.reportWhen)),
                Table.Column(t(isReassignment ? .reportBy : .reportLine)), Table.Column(t(.reportReason)),
            ], isCompact: true
        ).html(
            lines.map { line in
                Table.Row(
                    [
                        "<a href=\"/cases/\(line.record.rawValue)\">\(line.number)</a>",
                        "\(line.at.dateAndTime(in: viewer.zone))",
                        "\(line.by)", "\(line.reason)",
                    ], url: "/cases/\(line.record)")
            }, foot: ["\(t(.reportTotal)) \(String(lines.count))", "", "", ""])
        return "\(table)\(lines.count == limit ? "<p class=\"soft\">\(t(.reportCut, String(limit)))</p>" as HTML : nil)"
    }

    private func figures(_ count: AssignmentCount) -> [(AssignmentFigure, Int)] {
        [
            (.offered, count.offered), (.taken, count.taken), (.refused, count.refused), (.lapsed, count.lapsed),
            (.takenAway, count.takenAway), (.given, count.given),
        ]
    }

    private func link(_ figure: AssignmentFigure, _ number: Int, of staff: Staff.ID) -> HTML {
        if number == 0 { return "<span class=\"soft\">0</span>" }
        return """
            <a href="/lines/report/records?figure=\(figure.rawValue)&amp;staff=\(staff.rawValue)&amp;from=\(from.description)&amp;to=\(to.description)">\(String(number))</a>
            """
    }
}

extension AssignmentFigure {
    var word: Word {
        switch self {
        case .offered: .reportOffered
        case .taken: .reportTaken
        case .refused: .reportRefused
        case .lapsed: .reportLapsed
        case .takenAway: .reportFrom
        case .given: .reportTo
        }
    }
}
