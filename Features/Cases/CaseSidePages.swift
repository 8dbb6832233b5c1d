import Handbook
import Kernel
import Web

/// Beside the story: the customer; promises, compensation, penalty lines; and the acts that are not the next step.
struct CaseSidePages {
    let page: CasePages

    private var t: Language { page.t }
    private var view: CaseView { page.view }
    private var viewer: Viewer { page.viewer }
    private var isOver: Bool { page.record.state.isOver }
    private var mayWork: Bool { view.permissions.contains(.workCase) && !isOver }

    /// What is known of each matter.
    var matters: HTML { HTML(panels.map { $0.panel(in: t) }) }

    private var panels: [CaseMatterPanelPages] {
        [promises, compensations, penalties, CaseTransferPages(page: page).matter] + CaseMatterPages(page: page).matters
            + [SlipPanelPages(page: page).matter] + CaseLibraryPanelPages(page: page).matters
    }

    var customer: HTML {
        guard let customer = view.customer else {
            return page.panel(.caseCustomer, "<p class=\"soft\">\(t(.caseAnonymous))</p>")
        }
        let form = page.controls("reveal")
        let reveal: HTML? =
            customer.phone != nil && view.permissions.contains(.revealPersonalData)
            ? """
            <details class="more"><summary>\(t(.revealPhone))</summary>\
            <form class="stack" method="post" action="\(page.base)/customer-phone" hx-post="\(page.base)/customer-phone" \
            hx-target="#customer-phone" hx-swap="innerHTML">\(viewer.secret)\
            \(form.text("reason", t(.revealReason), required: true))\(viewer.submit(t(.revealPhone), .usual))</form></details>
            """ : nil
        return page.panel(
            .caseCustomer,
            """
            \(CustomerMarkPages(customer: customer, language: t).html)\
            <dl class="facts"><dt>\(t(.caseComplainant))</dt><dd>\(name(customer))</dd>\
            \(customer.phone.map { "<dt>\(t(.casePhone))</dt><dd id=\"customer-phone\">\($0.description)</dd>" as HTML })\
            \(customer.memberNumber.isEmpty ? nil : "<dt>\(t(.caseMemberNumber))</dt><dd>\(customer.memberNumber)</dd>" as HTML)\
            </dl>\(reveal)\(callOut)\(others)
            """)
    }

    /// What else the same customer waits for.
    private var others: HTML? {
        guard !view.others.isEmpty else { return nil }
        let lines = view.others.map { line -> HTML in
            """
            <li><p><a href="/cases/\(line.id.rawValue)">\(line.subject)</a></p>\
            \(StateBadge(line.state.tone, t(line.state.word)).html) <span class="soft">\(line.number)</span></li>
            """
        }
        return "<h3>\(t(.caseOthersOpen))</h3><ul class=\"plain-list\">\(lines)</ul>"
    }

    /// A call about this case: with its purpose, and on record (CHAIN-77).
    private var callOut: HTML? {
        guard view.customer?.phone != nil, view.permissions.contains(.createCase), view.permissions.contains(.workCase)
        else { return nil }
        let query = ["case": [view.file.record.id.rawValue], "customer": [view.customer?.id.rawValue ?? ""]]
        return linkButton(t(.contactCallOut), url: "/contacts/calls/new?\(FormData(query).canonical)", .usual)
    }

    private func name(_ customer: Customer) -> HTML {
        guard view.permissions.contains(.readCustomer) else { return "\(customer.shownName)" }
        return "<a href=\"/customers/\(customer.id.rawValue)\">\(customer.shownName)</a>"
    }

    private var promises: CaseMatterPanelPages {
        let items = view.file.promises.map { promise -> HTML in
            let url = "\(page.base)/promises/\(promise.id.rawValue)"
            let form = page.controls("renewal-\(promise.id.rawValue)")
            let acts: HTML? =
                promise.state == .open && mayWork
                ? """
                \(viewer.button(to: "\(url)/fulfilment", t(.actKeep), .usual))\
                <details class="more"><summary>\(t(.actRenew))</summary>\(viewer.form(to: "\(url)/notice", """
                    \(form.dateTime("due", t(.casePromiseDue), required: true))\
                    \(form.text("text", t(.caseNote), required: true, max: 400))\(form.checkbox("promise_agreed", t(.contactCallAgreed)))\(viewer.submit(t(.actRenew), .usual))
                    """))</details>
                """ : nil
            let badge =
                promise.state == .open && isOver
                ? StateBadge(.done, t(.promiseVoidState))
                : promise.state == .open
                    ? StateBadge(
                        promise.dueAt < viewer.now ? .broken : .going,
                        t(.promiseUntil, promise.dueAt.relative(to: viewer.now, in: page.zone, t)))
                    : StateBadge(.done, t(.promiseKeptState))
            return "<li><p>\(promise.text)</p>\(badge.html)\(acts)</li>"
        }
        let form = page.controls("promise")
        let new: HTML? =
            mayWork
            ? """
            <details class="more"><summary>\(t(.actPromise))</summary>\(viewer.form(to: "\(page.base)/promises", """
                \(form.text("text", t(.casePromiseText), required: true, max: 400))\
                \(form.dateTime("due", t(.casePromiseDue), required: true))\(form.checkbox("promise_agreed", t(.contactCallAgreed)))\
                \(viewer.submit(t(.actPromise), .usual))
                """))</details>
            """ : nil
        return CaseMatterPanelPages(.promisesLabel, CaseMatterPanelPages.list(items), acts: new)
    }

    private var compensations: CaseMatterPanelPages {
        let items = view.file.compensations.map { compensation -> HTML in
            let url = "\(page.base)/compensations/\(compensation.id.rawValue)"
            let state: StateBadge =
                compensation.refusal != nil
                ? StateBadge(.done, t(.compensationRefusedState))
                : compensation.deliveredAt != nil
                    ? StateBadge(.done, t(.actDeliver))
                    : compensation.approvedAt != nil
                        ? StateBadge(.going, t(.compensationGranted)) : StateBadge(.waiting, t(.compensationWaiting))
            let refusal: HTML? =
                compensation.isOver || isOver || !view.permissions.contains(.approveCompensation)
                ? nil
                : """
                <details class="more"><summary>\(t(.actRefuseCompensation))</summary>\(viewer.form(to: "\(url)/refusal", """
                    \(page.controls("refusal-\(compensation.id.rawValue)").text("reason", t(.caseReason), required: true))\
                    \(viewer.submit(t(.actRefuseCompensation), .usual))
                    """))</details>
                """
            let act: HTML? =
                if compensation.isOver {
                    nil
                } else if compensation.approvedAt == nil {
                    view.permissions.contains(.approveCompensation)
                        ? viewer.button(to: "\(url)/approval", t(.actApprove), .usual) : nil
                } else if compensation.deliveredAt == nil, mayWork {
                    viewer.form(
                        to: "\(url)/delivery",
                        """
                        \(page.controls("delivery-\(compensation.id.rawValue)").text("received_by", t(.compensationReceiver), max: 50))\
                        \(page.controls("delivery-\(compensation.id.rawValue)").text("proof", t(.compensationProof), max: 200))\
                        \(viewer.submit(t(.actDeliver), .usual))
                        """)
                } else {
                    nil
                }
            return """
                <li><p>\(t(compensation.kind.word)) \(compensation.value.description) · \(compensation.reason)\
                \(compensation.refusal.map { " · \(view.name($0.by) ?? "") · \($0.reason)" as HTML })</p>\
                \(state.html)\(act)\(refusal)</li>
                """
        }
        let form = page.controls("compensation")
        let new: HTML? =
            mayWork
            ? """
            <details class="more"><summary>\(t(.actCompensate))</summary>\(viewer.form(to: "\(page.base)/compensations", """
                \(form.select("kind", t(.compensationKind), Compensation.Kind.allCases.map { Choice($0.rawValue, t($0.word)) }, required: true))\
                \(form.money("value", t(.compensationValue), required: true))\
                \(form.text("reason", t(.caseReason), required: true))\(form.date("deliver_by", t(.compensationDeliverBy)))\
                \(form.text("budget", t(.compensationBudget), max: 40))\
                \(viewer.submit(t(.actCompensate), .usual))
                """))</details>
            """ : nil
        return CaseMatterPanelPages(.compensationsLabel, CaseMatterPanelPages.list(items), acts: new)
    }

    private var penalties: CaseMatterPanelPages {
        let items = view.file.penaltyLines.map { line -> HTML in
            let target: Word = line.target == .direct ? .penaltyDirect : .penaltyManager
            let measure = [
                line.amount.map { t(.penaltyYuan, $0.description) },
                line.points.map { t(.penaltyPointsOf, String($0)) },
            ].compactMap(\.self).joined(separator: " ")
            return """
                <li><p>\(t(target)) \(line.person) · \(line.result) \(measure) · \(line.reason) \(line.basis)</p></li>
                """
        }
        let form = page.controls("penalty")
        let new: HTML? =
            view.permissions.contains(.decideCase) && !isOver
            ? """
            <details class="more"><summary>\(t(.actPunish))</summary>\(viewer.form(to: "\(page.base)/penalty-lines", """
                \(form.segmented("target", t(.penaltyTarget), [
                    Choice("direct", t(.penaltyDirect)), Choice("department-manager", t(.penaltyManager)),
                ], required: true))\(form.text("person", t(.penaltyPerson), required: true, max: 50))\
                \(form.segmented("verdict", t(.penaltyVerdict), [
                    Choice("penalty", t(.penaltySome)), Choice("none", t(.penaltyNone)),
                ], required: true))\(form.text("result", t(.penaltyResult), max: 100))\
                \(form.text("basis", t(.penaltyBasis), max: 100))\
                <div class="split">\(form.money("amount", t(.penaltyAmount)))\(form.number("points", t(.penaltyPoints)))</div>\
                \(form.text("reason", t(.caseReason), required: true))\(viewer.submit(t(.actPunish), .usual))
                """))</details>
            """ : nil
        return CaseMatterPanelPages(.penaltiesLabel, CaseMatterPanelPages.list(items), acts: new)
    }

    /// What is done every day comes first: passing on, pausing, raising; then the matters of their own.
    var acts: HTML {
        let acts = (mayWork ? hands : []) + panels.compactMap(\.waitingActs)
        return acts.isEmpty ? .empty : page.panel(.caseMore, "<div class=\"more-acts\">\(acts)</div>")
    }

    /// Passing on, pausing and ending.
    private var hands: [HTML] {
        let colleagues = view.colleagues.filter { $0.id != page.record.handler }.map { Choice($0.id.rawValue, $0.name) }
        let pauses = PauseReason.allCases.map { Choice($0.rawValue, t($0.word)) }
        let transfer = page.controls("transfer")
        let suspend = page.controls("suspension")
        let assign = page.controls("assignment")
        let passing = page.folded(
            .actTransfer, to: "transfer",
            """
            \(transfer.select("to", t(.transferTo), colleagues, required: true, blank: ""))\
            \(transfer.text("reason", t(.caseReason), required: true))\
            \(transfer.textarea("known", t(.transferKnown), required: true, max: 1000, rows: 2))\
            \(transfer.segmented("mood", t(.transferMood), TransferSlip.Mood.allCases.map { Choice($0.rawValue, t($0.word)) }, required: true))\
            \(transfer.text("wanted", t(.transferWanted), max: 1000))
            """)
        var acts: [HTML] = view.isInHand ? [passing] : []
        acts += [
            page.folded(
                .actSuspend, to: "suspension",
                """
                \(suspend.select("reason", t(.caseReason), pauses, required: true))\
                \(suspend.dateTime("until", t(.suspendUntil), required: true))\
                \(suspend.textarea("notice", t(.suspendNotice), required: true, max: 1000, rows: 2))
                """),
            page.folded(
                .actEscalate, to: "escalation",
                page.controls("escalation").text("reason", t(.caseReason), required: true)),
            page.folded(
                .actAssess, to: "severity",
                """
                \(page.controls("severity").segmented(
                    "severity", t(.caseSeverity), CaseChoices.severities(t), required: true))\
                \(page.controls("severity").text("reason", t(.caseSeverityWhy)))
                """),
            page.folded(
                .actInformManager, to: "manager-notice", page.controls("manager-notice").text("note", t(.caseNote))),
        ]
        if view.isInHandOrReceived {
            acts.append(
                page.folded(
                    .actWithdraw, to: "withdrawal",
                    page.controls("withdrawal").text("reason", t(.caseReason), required: true)))
        }
        if view.permissions.contains(.reassignCase) {
            acts.insert(
                page.folded(
                    .actAssign, to: "assignment",
                    """
                    \(assign.select("to", t(.caseHandler), colleagues, required: true, blank: ""))\
                    \(assign.text("reason", t(.caseReason), required: true))
                    """), at: 1)
        }
        if view.permissions.contains(.reassignCase) {
            let others = view.colleagues.filter { $0.id != page.record.firstReceiver }
            let entrust = page.controls("first-receiver")
            acts.append(
                page.folded(
                    .actEntrust, to: "first-receiver",
                    """
                    \(entrust.select("to", t(.caseFirstReceiver), others.map { Choice($0.id.rawValue, $0.name) }, required: true, blank: ""))\
                    \(entrust.text("reason", t(.caseReason), required: true))
                    """))
        }
        if view.permissions.contains(.decideException), page.record.canSkip, page.record.handler != view.viewer {
            acts.append(
                page.folded(
                    .actSkip, to: "skipping",
                    page.controls("skipping").text("reason", t(.caseReason), required: true)))
        }
        if view.permissions.contains(.decideCase) {
            acts.append(viewer.button(to: "\(page.base)/escalation/acknowledgement", t(.actTakeEscalation), .quiet))
        }
        return acts
    }
}
