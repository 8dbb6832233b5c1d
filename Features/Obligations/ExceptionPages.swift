import Handbook
import Kernel
import Web

/// Exceptions: those that wait for a decision, those that were decided, and the form with which one is asked for.
struct ExceptionPages {
    let viewer: Viewer
    /// The decision just tried that could not be read or was refused, by the request it was about.
    var tried: (id: ExceptionRequest.ID, typed: Typed)?

    private var t: Language { viewer.language }
    private var zone: Zone { viewer.zone }

    func list(
        waiting: [ExceptionView], decided: [ExceptionView], total: Int, paging: Paging, query: FormData
    ) -> HTML {
        let open: HTML =
            waiting.isEmpty
            ? EmptyState(icon: "git-branch", t(.exceptionsNone)).html
            : "<ul class=\"duties\">\(waiting.map(waitingItem))</ul>"
        return """
            <section class="panel"><h2>\(t(.exceptionsWaiting)) <span class="soft figure">\(waiting.count)</span></h2>\
            \(open)</section>\(decided.isEmpty ? nil : history(decided, total, paging, query))
            """
    }

    /// The form from a refusal: which clauses, about which record, why.
    func form(
        _ asked: ExceptionForms.Asked, title: String, _ clauses: [Clause], of version: HandbookVersion.ID, typed: Typed
    ) -> HTML {
        let controls = Controls(typed, in: t)
        let sentences = clauses.map { clause -> HTML in
            """
            <li><span>\(ClauseMark(of: clause.number, in: version).html) \(clause.text)</span>\
            \(strength(clause))\
            \(clause.strength == .forbid ? "<p class=\"soft\">\(t(.exceptionForbidden))</p>" as HTML : nil)</li>
            """
        }
        let hidden = clauses.map { controls.hidden("clause", $0.number) }
        return viewer.form(
            to: "/exceptions",
            """
            \(controls.summary(["reason": t(.exceptionReason)]))\
            <p><a href="\(asked.url)">\(title)</a></p>\
            <ul class="duties">\(sentences)</ul>\
            \(controls.hidden(asked.record.name, asked.id))\(hidden)\
            \(controls.hidden("obligation", asked.obligation?.rawValue ?? ""))\
            \(controls.textarea(
                "reason", t(.exceptionReason), required: true, max: 1000, hint: t(.exceptionReasonHint)))\
            \(viewer.submit(t(.exceptionAsk)))
            """)
    }

    private func waitingItem(_ view: ExceptionView) -> HTML {
        let request = view.request
        return """
            <li id="e-\(request.id.rawValue)">\
            <span>\(ClauseMark(of: request.clause, in: request.version).html) \(view.clause?.text ?? "")</span>\
            \(view.clause.map(strength))\
            <p>\(record(view.label))</p>\
            <p><strong>\(request.reason)</strong></p>\
            <p class="soft">\(t(.exceptionAsker)) \(view.asker) · \
            \(request.requestedAt.relative(to: viewer.now, in: zone, t))</p>\
            \(view.isMineToDecide ? decision(request) : ownWaits(request))</li>
            """
    }

    private func ownWaits(_ request: ExceptionRequest) -> HTML? {
        guard request.requestedBy.rawValue == viewer.id else { return nil }
        return "<p>\(StateBadge(.waiting, t(.exceptionOwnWaits)).html)</p>"
    }

    /// One field, two buttons: the words go with whichever is pressed.
    private func decision(_ request: ExceptionRequest) -> HTML {
        let typed = tried.flatMap { $0.id == request.id ? $0.typed : nil } ?? .blank
        let controls = Controls(typed, in: t, prefix: "\(request.id.rawValue)-")
        return """
            <div>\(viewer.form(
                to: "/exceptions/\(request.id.rawValue)/decision",
                """
                \(controls.text("text", t(.exceptionDecisionText), max: 400))\
                <div class="line">\
                <button type="submit" class="btn btn-usual" name="decision" value="approved">\
                \(t(.exceptionApprove))</button>\
                <button type="submit" class="btn btn-danger" name="decision" value="declined">\
                \(t(.exceptionDecline))</button></div>
                """))</div>
            """
    }

    private func history(_ views: [ExceptionView], _ total: Int, _ paging: Paging, _ query: FormData) -> HTML {
        let table = Table(
            t(.exceptionsDecided),
            [
                Table.Column(t(.exceptionSubject), .name), Table.Column(t(.exceptionClause)),
                Table.Column(t(.exceptionReason)), Table.Column(t(.exceptionDecision)),
            ])
        return """
            <section class="panel"><h2>\(t(.exceptionsDecided))</h2>\(table.html(views.map(row)))\
            \(paging.html(total: total, path: "/exceptions", query: query, in: t))</section>
            """
    }

    private func row(_ view: ExceptionView) -> Table.Row {
        let request = view.request
        let (tone, word, at, text) = outcome(request)
        return Table.Row(
            [
                record(view.label), ClauseMark(of: request.clause, in: request.version).html,
                "\(request.reason)<small>\(view.asker)</small>",
                """
                \(StateBadge(tone, t(word)).html)<small>\(view.decider) \
                \(at.map { $0.relative(to: viewer.now, in: zone, t) })</small>\
                \(text.isEmpty ? nil : "<small>\(text)</small>" as HTML)
                """,
            ],
            url: view.label?.url)
    }

    private func outcome(_ request: ExceptionRequest) -> (Tone, Word, Instant?, String) {
        switch request.state {
        case .requested: (.waiting, .exceptionStateWaiting, nil, "")
        case .approved(_, let at, let text): (.going, .exceptionStateApproved, at, text)
        case .declined(_, let at, let text): (.broken, .exceptionStateDeclined, at, text)
        case .used(_, _, let text, let at): (.done, .exceptionStateUsed, at, text)
        }
    }

    private func record(_ label: SubjectLabel?) -> HTML {
        guard let label else { return .empty }
        let title = label.url.map { "<a href=\"\($0)\">\(label.title)</a>" as HTML } ?? "\(label.title)"
        return "\(title)\(label.number.map { "<small> \($0)</small>" as HTML })"
    }

    private func strength(_ clause: Clause) -> HTML {
        let tone: Tone =
            switch clause.strength {
            case .advise: .plain
            case .require: .warned
            case .forbid: .broken
            }
        return StateBadge(tone, t(clause.strength.shortWord)).html
    }
}
