import Handbook
import Kernel
import Web

/// 工作小结与计划: writing today's beside the plan before, and reading one.
struct DailyReportPages {
    let viewer: Viewer

    private var t: Language { viewer.language }

    func mine(_ reports: [DailyReport], today: DailyReport?, refusal: HTML?) -> HTML {
        let earlier = reports.filter { $0.id != today?.id }
        let list: HTML =
            earlier.isEmpty
            ? EmptyState(icon: "notes", t(.dailyReportNone)).html
            : "<ol class=\"my-next\">\(HTML(earlier.map(line)))</ol>"
        return """
            \(refusal.map { Remark(.broken, $0).html })\(now(today))\
            <section class="panel"><h2>\(t(.dailyReportMine))</h2>\(list)</section>
            """
    }

    private func now(_ today: DailyReport?) -> HTML {
        let act: HTML
        switch today?.state {
        case .draft?:
            let report = today
            act = """
                <p class="soft">\(t(.dailyReportDue, report?.dueAt.monthAndTime(in: viewer.zone, t) ?? ""))</p>\
                <p>\(linkButton(t(.dailyReportGoOn), url: "/daily-reports/\(report?.id.rawValue ?? "")", .primary))</p>
                """
        case nil: act = "<p>\(viewer.button(to: "/daily-reports", t(.dailyReportWrite), .primary))</p>"
        case .handedIn?, .waived?:
            act = today.map { "<ol class=\"my-next\">\(line($0))</ol>" } ?? .empty
        }
        return "<section class=\"panel\"><h2>\(t(.dailyReportToday))</h2>\(act)</section>"
    }

    private func line(_ report: DailyReport) -> HTML {
        """
        <li><b><a href="/daily-reports/\(report.id.rawValue)">\(report.day.description)</a> \
        <small>\(report.day.weekday.name(in: t))</small></b>\
        <span>\(Cover.numbersOnly(report.words.plan.joined(separator: t(.listGap))).opening(60))</span>\(badge(report))</li>
        """
    }

    func one(_ view: DailyReportView, typed: [String: Typed], refusal: HTML?) -> HTML {
        let report = view.report
        let isMine = report.staff.rawValue == viewer.id
        let said = refusal.map { Remark(.broken, $0).html }
        if isMine, report.state == .draft { return "\(said)\(writing(view, typed["draft"]))" }
        return """
            \(said)\(reading(view))\(remarks(view, typed["remarks"] ?? .blank, isMine: isMine))\
            \(view.mayRead ? deciding(view, typed) : .empty)
            """
    }

    /// The plan before on one side, today's figures on the other, and under them what is to be written.
    private func writing(_ view: DailyReportView, _ typed: Typed?) -> HTML {
        let report = view.report
        let words = report.words
        let done = view.review.enumerated().filter(\.element.isDone).map { String($0.offset) }
        let typed =
            typed
            ?? Typed(
                FormData([
                    "results": [words.results], "problems": [words.problems],
                    "plan": [words.plan.joined(separator: "\n")], "done": done,
                ]))
        let controls = Controls(typed, in: t)
        let url = "/daily-reports/\(report.id)"
        let review: HTML
        if let before = view.before, !view.review.isEmpty {
            let choices = view.review.enumerated().map { Choice(String($0), Cover.numbersOnly($1.text)) }
            review = controls.checkboxes("done", t(.dailyReportReview, before.day.description), choices)
        } else {
            review = "<p class=\"soft\">\(t(.dailyReportNoPlan))</p>"
        }
        return """
            <p class="soft">\(t(.dailyReportDue, report.dueAt.monthAndTime(in: viewer.zone, t)))</p>\
            \(controls.summary(["problems": t(.dailyReportProblems), "plan": t(.dailyReportPlan)]))\
            \(viewer.form(to: "\(url)/handing-in", asks: true, """
                <div class="report-sides"><section class="panel"><h2>\(t(.dailyReportFigures))</h2>\(figures(view))</section>\
                <section class="panel">\(review)</section></div>\
                <section class="panel stack">\(controls.textarea("results", t(.dailyReportResults), max: 2000, rows: 3))\
                \(controls.textarea(
                    "problems", t(.dailyReportProblems), required: true, max: 2000, rows: 3,
                    hint: t(.dailyReportProblemsHint)))\
                \(controls.textarea(
                    "plan", t(.dailyReportPlan), required: true, max: 4000, rows: 5,
                    hint: t(.dailyReportPlanHint, String(DailyReport.mostLines))))\
                <p class="line">\(viewer.submit(t(.dailyReportHandIn))) \
                <button type="submit" class="btn btn-usual" formaction="\(url)/draft">\(t(.dailyReportSave))</button></p></section>
                """))
            """
    }

    private func reading(_ view: DailyReportView) -> HTML {
        let report = view.report
        let waiver = report.waiver.map {
            "\(view.names[$0.by] ?? "") \($0.at.dateAndTime(in: viewer.zone)) \($0.reason)"
        }
        let readings = view.readings.map { "\(view.names[$0.by] ?? "") \($0.at.dateAndTime(in: viewer.zone))" }
        let facts = CasePages.facts([
            (t(.dailyReportPerson), view.names[report.staff] ?? ""), (t(.dailyReportDay), report.day.description),
            (t(.dailyReportHandedInAt), report.handedIn?.at.fullText(in: viewer.zone, t) ?? ""),
            (t(.dailyReportWaivedBy), waiver ?? ""), (t(.dailyReportReadBy), readings.joined(separator: t(.listGap))),
        ])
        let head = "<section class=\"panel\"><p>\(badge(report))</p>\(facts)\(paper(report))</section>" as HTML
        // What somebody has begun to write is theirs until it is handed in.
        guard report.state == .handedIn else { return head }
        let review = report.words.review.map { line -> HTML in
            let mark = StateBadge(line.isDone ? .done : .warned, t(line.isDone ? .dailyReportDone : .dailyReportUndone))
                .html
            return "<li>\(Cover.numbersOnly(line.text)) \(mark)</li>"
        }
        let plan = report.words.plan.map { "<li>\(Cover.numbersOnly($0))</li>" as HTML }
        return """
            \(head)<section class="panel"><h2>\(t(.dailyReportFrozen))</h2>\(figures(view))\
            \(text(.dailyReportResults, report.words.results))\(text(.dailyReportProblems, report.words.problems))\
            \(review.isEmpty ? HTML.empty : "<h3>\(t(.dailyReportReviewed))</h3><ol>\(HTML(review))</ol>" as HTML)\
            <h3>\(t(.dailyReportPlan))</h3><ol>\(HTML(plan))</ol></section>
            """
    }

    private func text(_ word: Word, _ text: String) -> HTML {
        text.isEmpty ? HTML.empty : "<h3>\(t(word))</h3><p class=\"report-text\">\(Cover.numbersOnly(text))</p>"
    }

    private func paper(_ report: DailyReport) -> HTML {
        guard report.state == .handedIn else { return .empty }
        let url = "/daily-reports/\(report.id)"
        return """
            <p class="line screen-only">\(linkButton(t(.paperOpen), url: "\(url)/F-72")) \
            \(linkButton(t(.paperPDF), url: "\(url)/F-72.pdf"))</p>
            """
    }

    private func figures(_ view: DailyReportView) -> HTML {
        let parts = DailyFigure.allCases.map { figure -> HTML in
            "<div><dt>\(t(figure.word))</dt><dd>\(String(view.figures[figure] ?? 0))</dd></div>"
        }
        return "<dl class=\"attendance-sums\">\(HTML(parts))</dl>"
    }

    private func remarks(_ view: DailyReportView, _ typed: Typed, isMine: Bool) -> HTML {
        guard view.report.state == .handedIn else { return .empty }
        let controls = Controls(typed, in: t, prefix: "remark-")
        let lines = view.remarks.map { remark -> HTML in
            """
            <li><b>\(view.names[remark.staff] ?? "") <small>\(remark.at.monthAndTime(in: viewer.zone, t))</small></b>\
            <span>\(Cover.numbersOnly(remark.text))</span></li>
            """
        }
        // A reader's first word goes with the reading.
        let mayAdd = isMine || view.readings.contains { $0.by.rawValue == viewer.id }
        guard mayAdd || !lines.isEmpty else { return .empty }
        let lead: HTML = isMine ? "<p class=\"soft\">\(t(.dailyReportAddLead))</p>" : .empty
        let adding = viewer.form(
            to: "/daily-reports/\(view.report.id)/remarks",
            """
            \(controls.text("text", t(.dailyReportAdd), required: true, max: 500))\
            <p>\(viewer.submit(t(.dailyReportAdd), .usual))</p>
            """)
        return """
            <section class="panel"><h2>\(t(.dailyReportRemarks))</h2>\
            \(lines.isEmpty ? HTML.empty : "<ol class=\"my-next\">\(HTML(lines))</ol>" as HTML)\
            \(mayAdd ? "\(lead)\(adding)" as HTML : HTML.empty)</section>
            """
    }

    /// For a reader: it is read, perhaps with a word; or none is asked for today.
    private func deciding(_ view: DailyReportView, _ typed: [String: Typed]) -> HTML {
        let url = "/daily-reports/\(view.report.id)"
        switch view.report.state {
        case .waived: return .empty
        case .draft:
            let controls = Controls(typed["waiver"] ?? .blank, in: t, prefix: "waiver-")
            return """
                <section class="panel"><h2>\(t(.dailyReportWaive))</h2>\(viewer.form(to: "\(url)/waiver", """
                    \(controls.text("reason", t(.dailyReportWaiveReason), required: true))\
                    <p>\(viewer.submit(t(.dailyReportWaive), .usual))</p>
                    """))</section>
                """
        case .handedIn:
            if view.readings.contains(where: { $0.by.rawValue == viewer.id }) { return .empty }
            let controls = Controls(typed["reading"] ?? .blank, in: t, prefix: "reading-")
            return """
                <section class="panel">\(viewer.form(to: "\(url)/reading", """
                    \(controls.text("text", t(.dailyReportComment), max: 500))\
                    <p>\(viewer.submit(t(.dailyReportRead)))</p>
                    """))</section>
                """
        }
    }

    func badge(_ report: DailyReport) -> HTML {
        switch report.state {
        case .draft: StateBadge(viewer.now > report.dueAt ? .broken : .waiting, t(report.state.word)).html
        case .waived: StateBadge(.plain, t(report.state.word)).html
        case .handedIn:
            report.isLate
                ? StateBadge(.warned, t(.dailyReportLate, t(report.state.word))).html
                : StateBadge(.done, t(report.state.word)).html
        }
    }
}
