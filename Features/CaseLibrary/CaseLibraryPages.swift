import Handbook
import Kernel
import Web

/// 案例资料库, quality issues, problems and the unsolved: four lists with one set of tabs.
struct CaseLibraryPages {
    enum Tab: String, CaseIterable {
        case library, quality, problems, unsolved

        var word: Word {
            switch self {
            case .library: .libraryTitle
            case .quality: .qualityTitle
            case .problems: .problemsTitle
            case .unsolved: .unsolvedTitle
            }
        }
    }

    let viewer: Viewer
    let zone: Zone
    let names: [Staff.ID: String]
    let numbers: [Case.ID: String]
    /// What is masked on the page of a case is masked in what is noted of it.
    let covers: CaseCovers
    let paging: Paging
    let query: FormData
    /// What was typed and held back, by the record it was typed for.
    var typed: [String: Typed] = [:]

    private var t: Language { viewer.language }

    func tabs(_ current: Tab) -> HTML {
        Views([
            Views.Group(
                nil,
                Tab.allCases.map { Views.Entry(t($0.word), url: "/cases/\($0.rawValue)", isCurrent: $0 == current) }
                    + [Views.Entry(t(.samplesTitle), url: "/samples", isCurrent: false)])
        ]).html
    }

    func library(_ lines: [LibraryLine], total: Int, categories: [String]) -> HTML {
        let controls = Controls(Typed(query), in: t)
        let form: HTML = """
            <form method="get" action="/cases/library" class="line" role="search">\
            \(controls.text("q", t(.librarySearch), max: 60))\
            \(controls.select("category", t(.caseCategory), categories.map { Choice($0, $0) }, blank: t(.auditAll)))\
            <button class="btn btn-usual">\(t(.auditGo))</button></form>
            """
        let rows = lines.map { line in
            Table.Row(
                [
                    "<a href=\"/cases/\(line.id.rawValue)\">\(line.subject)</a><small>\(line.archive)</small>",
                    "\(line.category)", "\(line.cause)", "\(line.solution)", "\(line.lesson)",
                    line.hasStudy ? StateBadge(.done, t(.studyLabel)).html : .empty,
                ], url: "/cases/\(line.id.rawValue)")
        }
        let columns = [
            Table.Column(t(.librarySymptom), .name), Table.Column(t(.caseCategory)), Table.Column(t(.findingCause)),
            Table.Column(t(.solutionText)), Table.Column(t(.lessonLabel)), Table.Column(t(.studyLabel)),
        ]
        return "\(form)\(list(.library, columns, rows, total: total, empty: .libraryNone))"
    }

    func quality(_ issues: [QualityIssue], total: Int, mayFollow: Bool) -> HTML {
        let controls = Controls(Typed(query), in: t)
        let form: HTML = """
            <form method="get" action="/cases/quality" class="line" role="search">\
            \(controls.text("q", t(.qualitySearch), max: 60))\
            <button class="btn btn-usual">\(t(.auditGo))</button></form>
            """
        let rows = issues.map { issue -> Table.Row in
            let follow: HTML =
                mayFollow && issue.closedAt == nil
                ? folded(
                    .qualityFollow, to: "/quality-issues/\(issue.id.rawValue)/follow-up",
                    isOpen: typed[issue.id.rawValue] != nil,
                    """
                    \(Controls(in: t).hidden("_seen", issue.mark))\
                    \(Controls(typed[issue.id.rawValue] ?? Typed(["follow_up": issue.followUp]), in: t).text("follow_up", t(.qualityFollowUp), required: true, max: 400))\
                    \(Controls(typed[issue.id.rawValue] ?? .blank, in: t).text("outcome", t(.qualityOutcome), max: 400))
                    """) : .empty
            var shown = issue
            shown.cover(covers[issue.record])
            return Table.Row([
                "\(shown.text.product)", "\(shown.text.batch)", "\(shown.text.defect)", "\(shown.text.store)",
                "<a href=\"/cases/\(issue.record.rawValue)\">\(numbers[issue.record] ?? "")</a>",
                "\(shown.followUp) \(follow)", "\(shown.outcome)",
            ])
        }
        let columns = [
            Table.Column(t(.caseProduct), .name), Table.Column(t(.qualityBatch)), Table.Column(t(.qualityDefect)),
            Table.Column(t(.qualityStore)), Table.Column(t(.slipCase)), Table.Column(t(.qualityFollowUp)),
            Table.Column(t(.qualityOutcome)),
        ]
        return "\(form)\(list(.quality, columns, rows, total: total, empty: .qualityNone))"
    }

    func problems(
        _ lines: [(problem: Problem, cases: Int)], total: Int, mayFollow: Bool, colleagues: [CaseView.Colleague]
    ) -> HTML {
        let rows = lines.map { line -> Table.Row in
            let problem = line.problem
            let form = Controls(
                typed[problem.id.rawValue]
                    ?? Typed(["owner": problem.owner?.rawValue ?? "", "measure": problem.measure]), in: t)
            let follow: HTML =
                mayFollow && problem.solvedAt == nil
                ? folded(
                    .problemFollow, to: "/problems/\(problem.id.rawValue)",
                    isOpen: typed[problem.id.rawValue] != nil,
                    """
                    \(form.hidden("_seen", problem.mark))\
                    \(form.select("owner", t(.correctionOwner), colleagues.map { Choice($0.id.rawValue, $0.name) }, required: true, blank: ""))\
                    \(form.text("measure", t(.correctionMeasure), required: true, max: 400))\
                    \(form.checkbox("solved", t(.problemSolved)))
                    """) : .empty
            let isOpen = problem.solvedAt == nil
            let state = StateBadge(isOpen ? .going : .done, t(isOpen ? .problemOpen : .problemSolved))
            return Table.Row([
                "\(problem.number)", "\(problem.cause)", "\(String(line.cases))",
                "\(problem.openedAt.monthAndTime(in: zone, t))", "\(problem.owner.flatMap { names[$0] } ?? "")",
                "\(problem.measure) \(follow)", state.html,
            ])
        }
        let columns = [
            Table.Column(t(.problemNumber), .name), Table.Column(t(.findingCause)), Table.Column(t(.problemCases)),
            Table.Column(t(.problemSince)), Table.Column(t(.correctionOwner)), Table.Column(t(.correctionMeasure)),
            Table.Column(t(.slipState)),
        ]
        return list(.problems, columns, rows, total: total, empty: .problemsNone)
    }

    func unsolved(_ lines: [UnsolvedLine], total: Int) -> HTML {
        let rows = lines.map { line -> Table.Row in
            let due = line.nextDueAt.map { due in
                StateBadge(due < viewer.now ? .broken : .going, due.monthAndTime(in: zone, t)).html
            }
            return Table.Row(
                [
                    "<a href=\"/cases/\(line.id.rawValue)\">\(line.subject)</a><small>\(line.number)</small>",
                    "\(t(line.state.word))", "\(line.handler.flatMap { names[$0] } ?? "")",
                    "\(t(.unsolvedDays, String(line.days(at: viewer.now))))",
                    "\(line.lastReplyAt?.monthAndTime(in: zone, t) ?? t(.unsolvedNever))", "\(due)",
                ], url: "/cases/\(line.id.rawValue)")
        }
        let columns = [
            Table.Column(t(.slipCase), .name), Table.Column(t(.slipState)), Table.Column(t(.caseHandler)),
            Table.Column(t(.unsolvedAge)), Table.Column(t(.unsolvedLast)), Table.Column(t(.unsolvedNext)),
        ]
        return list(.unsolved, columns, rows, total: total, empty: .unsolvedNone)
    }

    private func list(_ tab: Tab, _ columns: [Table.Column], _ rows: [Table.Row], total: Int, empty: Word) -> HTML {
        guard !rows.isEmpty else { return EmptyState(icon: "inbox", t(empty)).html }
        return """
            <div class="\(tab.rawValue)">\(Table(t(tab.word), columns).html(rows))</div>\
            \(paging.html(total: total, path: "/cases/\(tab.rawValue)", query: query, in: t))
            """
    }

    private func folded(_ word: Word, to url: String, isOpen: Bool = false, _ fields: HTML) -> HTML {
        """
        <details class="more"\(attribute: "open", if: isOpen)><summary>\(t(word))</summary>\
        \(viewer.form(to: url, "\(fields)\(viewer.submit(t(word), .usual))"))</details>
        """
    }
}

/// On the page of a case: its studies and quality issues, and the forms for new ones.
struct CaseLibraryPanelPages {
    let page: CasePages

    private var t: Language { page.t }
    private var mayWork: Bool { page.view.permissions.contains(.workCase) }

    var matters: [CaseMatterPanelPages] { [quality, studies] }

    private var quality: CaseMatterPanelPages {
        let items = page.view.issues.map { issue -> HTML in
            "<li>\(issue.text.product) \(issue.text.batch) · \(issue.text.defect) · \(issue.followUp) \(issue.outcome)</li>"
        }
        let typed = page.typed["quality-issues"] ?? Typed(["product": page.kept.record.report.product])
        let form = Controls(typed, in: t, prefix: "quality-issues-")
        let new: HTML? =
            mayWork
            ? page.folded(
                .qualityNote, to: "quality-issues",
                """
                \(form.text("product", t(.caseProduct), required: true, max: 80))\
                \(form.text("batch", t(.qualityBatch), max: 40))\
                \(form.text("defect", t(.qualityDefect), required: true, max: 400))\
                \(form.text("store", t(.qualityStore), max: 80))
                """) : nil
        return CaseMatterPanelPages(.qualityTitle, CaseMatterPanelPages.list(items), acts: new)
    }

    private var studies: CaseMatterPanelPages {
        let items = page.view.studies.map { study -> HTML in
            let approve: HTML =
                study.approvedAt == nil && study.author != page.view.viewer
                    && page.view.permissions.contains(.summariseCase)
                ? page.viewer.button(
                    to: "\(page.base)/studies/\(study.id.rawValue)/approval", t(.studyApprove), .usual) : .empty
            let badge = StateBadge(
                study.approvedAt == nil ? .waiting : .done, t(study.approvedAt == nil ? .studyWaiting : .studyApproved))
            return """
                <li><b>\(study.text.title)</b> \(badge.html)\(CasePages.facts([
                    (t(.studyBackground), study.text.background), (t(.studyCourse), study.text.course),
                    (t(.findingCause), study.text.cause), (t(.studySolution), study.text.solution),
                    (t(.studyAnswer), study.text.standardAnswer),
                    (t(.studyMetOn), study.text.metOn?.description ?? ""),
                ]))\(approve)</li>
                """
        }
        let mayWrite = mayWork && page.record.state == .archived
        let form = page.controls("studies")
        let new: HTML? =
            mayWrite
            ? page.folded(
                .studyWrite, to: "studies",
                """
                \(form.text("title", t(.studyTitle), required: true, max: 80))\
                \(form.textarea("background", t(.studyBackground), required: true, max: 2000, rows: 2))\
                \(form.textarea("course", t(.studyCourse), required: true, max: 2000, rows: 2))\
                \(form.textarea("cause", t(.findingCause), required: true, max: 1000, rows: 2))\
                \(form.textarea("solution", t(.studySolution), required: true, max: 2000, rows: 2))\
                \(form.textarea("answer", t(.studyAnswer), required: true, max: 2000, rows: 2))\
                \(form.date("met_on", t(.studyMetOn)))
                """) : nil
        return CaseMatterPanelPages(.studyLabel, CaseMatterPanelPages.list(items), acts: new)
    }
}
