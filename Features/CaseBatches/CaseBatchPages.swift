import Handbook
import Kernel
import Web

/// One case of a batch and what becomes of it.
struct CaseBatchLine: Sendable {
    enum Outcome: Sendable {
        /// Not asked yet.
        case open
        case will, done
        /// By which clause, in which words.
        case refused(String, ClauseMark?)
    }

    let id: Case.ID
    let number: String
    let subject: String
    let outcome: Outcome

    var isRefused: Bool { if case .refused = outcome { true } else { false } }
}

/// What is to be done to many cases: the form, then for each case whether it will be done, then whether it was.
struct CaseBatchPages {
    let kind: CaseBatchAct.Kind
    let lines: [CaseBatchLine]
    let typed: Typed
    let query: String
    let colleagues: [Choice]
    let categories: [String]
    let viewer: Viewer

    private var t: Language { viewer.language }

    /// `isReady` when a preview has been made and something would be done.
    func preview(isReady: Bool) -> HTML {
        guard !lines.isEmpty else { return nothing }
        let will = lines.count { !$0.isRefused }
        let run: HTML =
            isReady && will > 0
            ? viewer.form(
                to: "/case-batches", class: "act",
                """
                \(hidden)\(CaseBatchForms.fields.filter(typed.contains).map { name -> HTML in
                    "<input type=\"hidden\" name=\"\(name)\" value=\"\(typed[name])\">"
                })\(viewer.submit(t(.batchRun, String(will))))
                """) : .empty
        let figures: HTML =
            isReady
            ? summary(will: t(.batchWill, String(will)), wont: t(.batchWont, String(lines.count - will)))
            : "<p class=\"soft\">\(t(.batchNothingYet))</p>"
        return """
            \(viewer.form(to: "/case-batches/preview", class: "stack batch-form", """
                \(hidden)<input type="hidden" name="asked" value="1">\(fields)\
                \(viewer.submit(t(.batchPreview), isReady && will > 0 ? .usual : .primary))
                """))\
            <section class="panel">\(figures)\(run)\(table)</section>
            """
    }

    var result: HTML {
        let done = lines.count { !$0.isRefused }
        return """
            \(summary(will: t(.batchDidCount, String(done)), wont: t(.batchDidNotCount, String(lines.count - done))))\
            <p>\(linkButton(t(.batchBack), url: "/cases?\(query)", .primary))</p>\(table)
            """
    }

    var nothing: HTML {
        EmptyState(icon: "checkbox", t(.batchNone), act: linkButton(t(.batchBack), url: "/cases?\(query)")).html
    }

    private func summary(will: String, wont: String) -> HTML {
        let refused = lines.contains(where: \.isRefused)
        return """
            <p class="line" role="status">\(StateBadge(.done, will).html)\
            \(refused ? StateBadge(.broken, wont).html : nil)</p>
            """
    }

    private var hidden: HTML {
        """
        <input type="hidden" name="act" value="\(kind.rawValue)"><input type="hidden" name="query" value="\(query)">\
        \(lines.map { "<input type=\"hidden\" name=\"id\" value=\"\($0.id.rawValue)\">" as HTML })
        """
    }

    private var fields: HTML {
        let form = Controls(typed, in: t, prefix: "batch-")
        let category =
            categories.isEmpty
            ? form.text("category", t(.caseCategory), required: true, max: 40)
            : form.select("category", t(.caseCategory), categories.map { Choice($0, $0) }, required: true, blank: "")
        switch kind {
        case .assign:
            return """
                \(form.select("to", t(.caseHandler), colleagues, required: true, blank: ""))\
                \(form.text("reason", t(.caseReason), required: true))
                """
        case .assess:
            return """
                \(form.segmented("severity", t(.caseSeverity), CaseChoices.severities(t), required: true))\
                \(form.text("reason", t(.caseSeverityWhy)))
                """
        case .categorise: return category
        case .note: return form.textarea("text", t(.composerNote), required: true, rows: 3)
        case .suspend:
            return """
                \(form.select("reason", t(.caseReason), PauseReason.allCases.map { Choice($0.rawValue, t($0.word)) }, required: true))\
                \(form.dateTime("until", t(.suspendUntil), required: true))\
                \(form.textarea("notice", t(.suspendNotice), required: true, max: 1000, rows: 2))
                """
        case .archive:
            return """
                \(category)\(form.textarea("evaluation", t(.evaluationText), required: true, max: 2000, rows: 2))\
                \(form.textarea("lesson", t(.lessonText), required: true, max: 2000, rows: 2))
                """
        }
    }

    private var table: HTML {
        Table(
            t(.batchTitle),
            [Table.Column(t(.caseSubject), .name), Table.Column(t(.batchOutcome))], isCompact: true
        ).html(
            lines.sorted { $0.isRefused && !$1.isRefused }.map { line in
                Table.Row(
                    [
                        "<a href=\"/cases/\(line.id.rawValue)\">\(line.subject)</a> <small>\(line.number)</small>",
                        outcome(line),
                    ], url: "/cases/\(line.id.rawValue)")
            })
    }

    private func outcome(_ line: CaseBatchLine) -> HTML {
        switch line.outcome {
        case .open: .empty
        case .will: StateBadge(.done, t(.batchOk)).html
        case .done: StateBadge(.done, t(.batchDone)).html
        case .refused(let sentence, let clause):
            "\(StateBadge(.broken, t(.batchRefused)).html) \(clause.map { "\($0.html) " as HTML })\(sentence)"
        }
    }
}

/// The bar under the list that appears with the first case selected.
struct CaseBatchBar {
    let filter: CaseFilter
    let viewer: Viewer
    let kinds: [CaseBatchAct.Kind]

    var html: HTML {
        let t = viewer.language
        guard !kinds.isEmpty else { return .empty }
        return """
            <form id="batch" class="batch-bar" method="post" action="/case-batches/preview" \
            data-behaviour="batch" data-selected="\(t(.batchSelected))">\(viewer.secret)\
            <input type="hidden" name="query" value="\(filter.query)">\
            <output class="batch-count" aria-live="polite"></output>\
            <label class="form-check"><input class="form-check-input" type="checkbox" name="all" value="1">\
            <span class="form-check-label">\(t(.batchAll, String(CaseBatchAct.most)))</span></label>\
            <select class="form-select" name="act" aria-label="\(t(.batchAct))">\
            \(kinds.map { "<option value=\"\($0.rawValue)\">\(t($0.word))</option>" as HTML })</select>\
            <button class="btn btn-primary">\(t(.batchGo))</button></form>
            """
    }

    static func kinds(for actor: Actor) -> [CaseBatchAct.Kind] {
        CaseBatchAct.Kind.allCases.filter { kind in
            switch kind {
            case .assign: actor.holds(.reassignCase)
            case .assess, .categorise, .suspend: actor.holds(.workCase)
            case .note: actor.holds(.readCase)
            case .archive: actor.holds(.summariseCase)
            }
        }
    }
}
