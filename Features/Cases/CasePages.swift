import Handbook
import Kernel
import Web

/// The page of one case: steps, the next one with its form, what is known, what was said, and beside it the clauses.
struct CasePages {
    /// As it is shown: names and numbers masked wherever they were typed.
    let view: CaseView
    /// As it is kept: what a form is filled in with is saved again.
    let kept: CaseFile
    let viewer: Viewer
    /// What was typed a moment ago and could not be read, under the form it was typed in.
    var typed: [String: Typed] = [:]
    /// Why the step just tried was refused.
    var refusal: HTML?
    var tone = Tone.broken
    /// What was just tried to attach and was not taken.
    var fileProblems: [String] = []
    var isScanning = false
    /// Sent, and to be taken back for a few seconds yet.
    var held: [HeldReply] = []
    /// Who else looks at it now.
    var watching: [Watcher] = []

    var t: Language { viewer.language }
    var zone: Zone { view.calendar.zone }
    var record: Case { view.file.record }
    var base: String { "/cases/\(record.id.rawValue)" }

    /// This very page, in the list one came from.
    var address: String {
        viewer.carried["_list"].map { "\(base)?\(FormData(["list": [$0]]).replacing("", with: ""))" } ?? base
    }

    func controls(_ form: String) -> Controls { Controls(typed[form] ?? .blank, in: t, prefix: "\(form)-") }

    var lead: HTML {
        """
        <button type="button" class="number" data-behaviour="copy" data-copy="\(record.number)">\(record.number)</button> \
        \(StateBadge(record.state.tone, t(record.state.word)).html) \
        \(StateBadge(record.severity.tone, t(record.severity.word)).html) \
        <span class="soft">\(label) · \(view.unitName) · \(t(.caseHandler)) \(view.name(record.handler) ?? t(.caseNobody))</span>
        """
    }

    /// As the department calls it: 申告 rather than 投诉, where its handbook says so.
    private var label: String {
        t(CaseTypeNames(view.handbook).word(record.type))
    }

    var promise: HTML? {
        guard let next = view.obligations.filter(\.isOpen).min(by: { $0.dueAt < $1.dueAt }) else { return nil }
        return bar(next)
    }

    func bar(_ obligation: Obligation) -> HTML {
        RunningPromise(obligation: obligation, used: obligation.used(at: viewer.now, on: view.calendar))
            .bar(in: zone, t)
    }

    var content: HTML {
        """
        \(watchers)\(CasePartPages.above(self))<div id="case" data-case="\(record.id.rawValue)" data-behaviour="live" data-live="\(record.subject.kind.rawValue):\(record.id.rawValue)" \
        data-live-mode="announce" hx-get="\(address)" hx-trigger="refresh" hx-select="#case" hx-swap="outerHTML" \
        hx-select-oob="#composer-seen">\
        \(isAboutWriting ? nil : remark)\(steps)\(nextStep)\(report)\(CaseRecordPages(page: self).html)\(files.panel)\(CaseTimelinePages(page: self).html)</div>\
        <div class="dock">\(HeldReplyPages(held: held, page: self).html)\(CaseComposerPages(page: self).html)</div>
        """
    }

    /// The last remark, with the focus on it; that about what is being written stands where it is written.
    var remark: HTML? {
        refusal.map { "<div tabindex=\"-1\" data-behaviour=\"focus-here\">\(Remark(tone, $0).html)</div>" }
    }

    /// Said wherever one writes to the customer.
    var mailReach: HTML? {
        MailReachPages.said(view.mailReach, t).map { "<p class=\"audience\">\($0)</p>" }
    }

    var isAboutWriting: Bool { typed["entries"] != nil }

    private var watchers: HTML { WatcherPages(watching: watching, viewer: viewer).strip(of: record.id) }

    var files: AttachmentPages {
        let mayAttach = view.permissions.contains(.workCase) && !record.state.isOver
        return AttachmentPages(
            attachments: view.attachments, base: base, viewer: viewer, isScanning: isScanning, mayAttach: mayAttach,
            mayVoidAll: view.permissions.contains(.reassignCase), names: view.names, zone: zone,
            problems: fileProblems, typed: typed["attachment"] ?? .blank)
    }

    var mayCategorise: Bool { view.permissions.contains(.workCase) && !record.state.isOver }

    /// The category, to be set or changed, and what is suggested where there is none.
    func category(_ hint: CategoryHintAnswer?) -> HTML? {
        guard mayCategorise else { return nil }
        return CategoryHintPages(viewer: viewer).part(
            hint, record: record, handbook: view.handbook, typed: typed["category"])
    }

    private var steps: HTML {
        let current = record.currentStep
        let items = wayOfType.map { step -> HTML in
            let isCurrent = step == current
            let isDone = current.map { place(step) < place($0) } ?? (record.state == .archived)
            let kind: String = isCurrent ? "now" : isDone ? "done" : "ahead"
            return """
                <li class="\(kind)"\(isCurrent ? " aria-current=\"step\"" as HTML : .empty)>\(t(step.word))</li>
                """
        }
        return "<ol class=\"steps\" aria-label=\"\(t(.caseSteps))\">\(items)</ol>"
    }

    private var wayOfType: [Step] { view.handbook.steps(for: record.type) }

    private func place(_ step: Step) -> Int { wayOfType.firstIndex(of: step) ?? 0 }

    private var nextStep: HTML {
        if record.state.isOver {
            let again =
                [.archived, .withdrawn, .referred].contains(record.state) && view.permissions.contains(.reopenCase)
                ? viewer.form(
                    to: "\(base)/reopening",
                    """
                    \(controls("reopening").text("reason", t(.caseReason), required: true))\
                    <div class="split">\(controls("reopening").dateTime("promise_due", t(.casePromiseDue)))\
                    \(controls("reopening").text("promise_text", t(.casePromiseText), max: 400))\(controls("reopening").checkbox("promise_agreed", t(.contactCallAgreed)))</div>\
                    \(viewer.submit(t(.actReopen), .usual))
                    """
                )
                : nil
            return """
                <section class="panel step"><h2>\(t(.caseOver))</h2>\(again)</section>
                """
        }
        return """
            <section class="panel step" id="next-step"><h2>\(t(.caseNextStep))</h2>\
            \(CaseStepPages(page: self).html)</section>
            """
    }

    private var report: HTML {
        let report = record.report
        let facts: [(Word, String)] = [
            (.caseContent, report.content), (.caseDemand, report.demand), (.caseCategory, report.category),
            (.caseProduct, report.product), (.casePlace, report.place), (.caseOrganisation, report.organisation),
            (.caseSpecialNeeds, report.specialNeeds), (.caseExpectation, report.expectation),
            (.caseOpinion, report.opinion), (.caseGrade, record.grade == .ordinary ? "" : t(record.grade.word)),
            (.caseOutcome, record.outcome.map { t($0.word) } ?? ""),
            (.caseSecondAskings, record.secondAskings == 0 ? "" : String(record.secondAskings)),
            (.caseReported, record.reportedAt.fullText(in: zone, t)),
            (.caseSource, "\(t(record.source.word)) · \(t(record.channel.word))"),
            (.caseFirstReceiver, view.name(record.firstReceiver) ?? ""),
            (.caseExternalNumber, view.externalNumbers.joined(separator: t(.exportDetailComma))),
        ]
        return
            "<section class=\"panel\"><h2>\(t(.caseReport))</h2>\(CasePages.facts(facts.map { (t($0.0), $0.1) }))</section>"
    }

    /// An act that is not the next step, behind its own name; open again when what was typed could not be read.
    func folded(_ word: Word, to address: String, _ fields: HTML, form name: String? = nil) -> HTML {
        """
        <details class="more"\(attribute: "open", if: typed[name ?? address] != nil)><summary>\(t(word))</summary>\
        \(viewer.form(to: "\(base)/\(address)", "\(fields)\(viewer.submit(t(word), .usual))"))</details>
        """
    }

    func panel(_ title: Word, _ content: HTML) -> HTML {
        "<section class=\"panel\"><h2>\(t(title))</h2>\(content)</section>"
    }

    /// Names and values; what is empty is left out.
    static func facts(_ facts: [(String, String)]) -> HTML {
        let lines = facts.filter { !$0.1.isEmpty }.map { "<dt>\($0.0)</dt><dd>\($0.1)</dd>" as HTML }
        return "<dl class=\"facts\">\(lines)</dl>"
    }
}

extension Case {
    /// The step that is to be taken now.
    var currentStep: Step? {
        switch state {
        case .registered: .accept
        case .accepted, .unfounded: .judge
        case .investigating: .investigate
        case .proposing: .propose
        case .awaitingDecision: .decide
        case .implementing: .implement
        case .awaitingCustomer: .confirm
        case .awaitingVisit: .visit
        case .summarising: .summarise
        case .answering: .answer
        case .assessing: .assess
        case .responding: .respond
        case .thanking: .thank
        case .dispatching: .dispatch
        case .taking: .take
        case .arriving: .arrive
        case .fixing: .fix
        case .signing: .sign
        case .mediating: .mediate
        case .agreeing: .agree
        case .archived, .referred, .withdrawn, .merged: nil
        }
    }
}
