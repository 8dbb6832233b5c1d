import Handbook
import Kernel
import Web

/// What is known of a matter beside its way: is it ours, its price, its details, its relatives, corrections, extra
/// service, repair order and dispute.
struct CaseMatterPages {
    let page: CasePages

    private var t: Language { page.t }
    private var view: CaseView { page.view }
    private var file: CaseFile { page.view.file }
    private var record: Case { page.record }
    private var mayWork: Bool { view.permissions.contains(.workCase) && !record.state.isOver }

    var matters: [CaseMatterPanelPages] { [whose, details, repair, disputed, corrections, wrong, kin, extra] }

    /// 归属与收费 (SOFT-37..39).
    private var whose: CaseMatterPanelPages {
        let verdict = page.controls("attribution")
        let quote = page.controls("quote")
        let consent = page.controls("consent")
        var facts: [(String, String)] = []
        if let attribution = record.attribution {
            facts.append((t(.attributionLabel), "\(t(attribution.verdict.word)) · \(attribution.reason)"))
        }
        if let service = file.paidService {
            facts.append((t(.paidService), "\(service.item) \(service.quote.description) · \(t(answer(service)))"))
        }
        for referral in file.referrals { facts.append((t(.referTo), "\(referral.party) \(referral.phone)")) }
        let verdicts = Case.Attribution.Verdict.allCases.map { Choice($0.rawValue, t($0.word)) }
        let items = view.handbook.prices.map { Choice($0.item, "\($0.item) \($0.amount.description)") }
        let item =
            items.isEmpty
            ? quote.text("item", t(.paidItem), required: true, max: 80)
            : quote.select("item", t(.paidItem), items, required: true, blank: "")
        let isWaiting = file.paidService?.answer == .open
        let acts: HTML? =
            mayWork
            ? """
            \(page.folded(.actAttribute, to: "attribution", """
                \(verdict.segmented("verdict", t(.attributionLabel), verdicts, required: true))\
                \(verdict.text("reason", t(.caseReason), required: true))
                """))\
            \(record.isPaidService ? page.folded(.actQuote, to: "quote", "\(item)\(quote.money("amount", t(.paidQuote)))") : .empty)\
            \(isWaiting ? page.folded(.actConsent, to: "consent", consent.text("evidence", t(.paidEvidence), required: true, max: 200)) : .empty)\
            \(isWaiting && view.isInHandOrReceived ? page.viewer.button(to: "\(page.base)/fee-refusal", t(.actDeclineFee), .quiet) : .empty)
            """ : nil
        return CaseMatterPanelPages(.whoseLabel, facts.isEmpty ? nil : CasePages.facts(facts), acts: acts)
    }

    private func answer(_ service: PaidWork) -> Word {
        switch service.answer {
        case .open: .paidOpen
        case .consented: .paidConsented
        case .declined: .paidDeclined
        }
    }

    /// 必问项 (SOFT-58) and our opinion, apart from what was said (GEN2-15).
    private var details: CaseMatterPanelPages {
        let asked = view.handbook.details[record.report.category] ?? []
        let names = file.detailNames(under: view.handbook)
        // What must be known says that it is missing; what a form asks besides is silent until it is known.
        let facts = names.compactMap { name in
            file.details[name].map { (name, $0) } ?? (asked.contains(name) ? (name, t(.detailMissing)) : nil)
        }
        let filled = Dictionary(
            names.enumerated().map { ("detail_\($0)", page.kept.details[$1] ?? "") }, uniquingKeysWith: { a, _ in a })
        let typed =
            page.typed["details"] ?? Typed(filled.merging(["opinion": page.kept.record.report.opinion]) { a, _ in a })
        let form = Controls(typed, in: t, prefix: "details-")
        let fields = names.enumerated().map { form.text("detail_\($0)", $1, max: 200) }
        let edit: HTML? =
            mayWork
            ? page.folded(
                .actDetails, to: "details",
                "\(HTML(fields))\(form.textarea("opinion", t(.caseOpinion), max: 1000, rows: 2))") : nil
        return CaseMatterPanelPages(.detailsLabel, facts.isEmpty ? nil : CasePages.facts(facts), acts: edit)
    }

    private var repair: CaseMatterPanelPages {
        guard let order = file.repair else { return CaseMatterPanelPages(.repairLabel, nil) }
        return CaseMatterPanelPages(
            .repairLabel,
            CasePages.facts([
                (t(.repairKind), t(order.kind.word)), (t(.repairRepairer), view.name(order.repairer) ?? ""),
                (t(.repairAppointment), text(order.appointment)), (t(Step.dispatch.word), text(order.dispatchedAt)),
                (t(Step.take.word), text(order.takenAt)), (t(Step.arrive.word), text(order.arrivedAt)),
                (t(.repairWork), order.record?.work ?? ""), (t(.repairMaterial), order.record?.material ?? ""),
                (t(.repairMinutes), order.record.map { String($0.labourMinutes) } ?? ""),
                (t(.repairCost), order.record?.cost.description ?? ""),
                (t(.repairSignatory), order.signature.map { "\($0.name) \(text($0.at))" } ?? ""),
            ]))
    }

    /// A dispute that is being mediated stands in its step instead.
    private var disputed: CaseMatterPanelPages {
        let isElsewhere = file.parties.isEmpty || record.state == .mediating || record.state == .agreeing
        return CaseMatterPanelPages(.disputeLabel, isElsewhere ? nil : dispute)
    }

    /// Parties, sessions and agreement of a dispute (PROPB-16).
    var dispute: HTML {
        let parties = file.parties.map { party -> HTML in
            "<li><b>\(t(party.role.word))</b> \(party.name.masked) \(party.phone?.description ?? "") · \(party.claim)</li>"
        }
        let sessions = file.sessions.map { session -> HTML in
            """
            <li><b>\(t(.sessionNumber, String(session.number)))</b> \(text(session.at)) · \(session.place) · \
            \(session.attendees)<p class="line">\(session.record)</p></li>
            """
        }
        let agreement = file.agreement.map { agreement -> HTML in
            """
            <p class="line">\(agreement.text)</p>\
            <p class="soft">\(agreement.signatories) · \(text(agreement.signedAt))</p>
            """
        }
        return """
            <ul class="plain-list">\(parties)</ul><ol class="plain-list">\(sessions)</ol>\(agreement)
            """
    }

    /// 纠正措施 (SOFT-16).
    private var corrections: CaseMatterPanelPages {
        let items = file.correctives.map { action -> HTML in
            let url = "\(page.base)/corrections/\(action.id.rawValue)"
            let form = page.controls("result-\(action.id.rawValue)")
            let act: HTML =
                if action.doneAt == nil, mayWork || action.owner == view.viewer {
                    page.viewer.form(
                        to: "\(url)/result",
                        "\(form.text("result", t(.correctionResult), required: true, max: 400))\(page.viewer.submit(t(.actCorrected), .usual))"
                    )
                } else if action.doneAt != nil, action.verifiedAt == nil, view.permissions.contains(.summariseCase) {
                    page.viewer.button(to: "\(url)/verification", t(.actVerify), .usual)
                } else {
                    .empty
                }
            return """
                <li><p>\(action.cause) → \(action.measure)</p><p class="soft">\(view.name(action.owner) ?? "") · \
                \(text(action.due)) \(action.result)</p>\(StateBadge(tone(action), t(state(action))).html)\(act)</li>
                """
        }
        let form = page.controls("corrections")
        let colleagues = view.colleagues.map { Choice($0.id.rawValue, $0.name) }
        let new: HTML? =
            mayWork
            ? page.folded(
                .actCorrect, to: "corrections",
                """
                \(form.text("cause", t(.findingCause), required: true, max: 400))\
                \(form.text("measure", t(.correctionMeasure), required: true, max: 400))\
                \(form.select("owner", t(.correctionOwner), colleagues, required: true, blank: ""))\
                \(form.dateTime("due", t(.correctionDue), required: true))
                """) : nil
        return CaseMatterPanelPages(.correctionsLabel, CaseMatterPanelPages.list(items), acts: new)
    }

    private func state(_ action: CorrectiveAction) -> Word {
        action.verifiedAt != nil ? .correctionVerified : action.doneAt != nil ? .correctionDone : .correctionOpen
    }

    private func tone(_ action: CorrectiveAction) -> Tone {
        action.verifiedAt != nil
            ? .done : action.doneAt != nil ? .waiting : action.due < page.viewer.now ? .broken : .going
    }

    /// Relatives: parent, children, merged, split off; and a store's hand-over.
    private var kin: CaseMatterPanelPages {
        let lines = view.kin.map { other -> HTML in
            """
            <li><a href="/cases/\(other.id.rawValue)">\(other.number)</a> \(other.report.subject) \
            \(StateBadge(other.state.tone, t(other.state.word)).html) <span class="soft">\(t(relation(other)))</span></li>
            """
        }
        let above: [HTML] =
            record.handedUpAt == nil ? [] : ["<li>\(t(.handedUpTo, view.name(record.handler) ?? ""))</li>"]
        let merge = page.controls("merge")
        let split = page.controls("split")
        let parent = page.controls("parent")
        let unmerge = page.controls("unmerge")
        var acts: [HTML] = []
        if mayWork {
            if view.isInHandOrReceived {
                acts.append(
                    page.folded(
                        .actMerge, to: "merge",
                        """
                        \(merge.text("number", t(.mergeInto), required: true, max: 40))\
                        \(merge.text("reason", t(.caseReason), required: true))
                        """))
            }
            acts += [
                page.folded(
                    .actSplit, to: "split",
                    """
                    \(split.text("subject", t(.caseSubject), required: true, max: 80))\
                    \(split.textarea("content", t(.caseContent), required: true, rows: 3))
                    """),
                page.folded(.actLink, to: "parent", parent.text("number", t(.parentNumber), max: 40)),
            ]
            if record.kinship.splitFrom != nil, view.isInHandOrReceived {
                acts.append(
                    page.folded(.actUnsplit, to: "unsplit", parent.text("reason", t(.caseReason), required: true)))
            }
            if record.source == .store {
                acts.append(
                    record.handedUpAt == nil
                        ? page.folded(
                            .actHandUp, to: "hand-up",
                            page.controls("hand-up").text("reason", t(.caseReason), required: true))
                        : page.folded(
                            .actHandBack, to: "hand-back",
                            page.controls("hand-back").textarea("text", t(.storeAnswer), required: true, rows: 2)))
            }
        }
        if record.state == .merged, view.permissions.contains(.workCase) {
            acts.append(page.folded(.actUnmerge, to: "unmerge", unmerge.text("reason", t(.caseReason), required: true)))
        }
        return CaseMatterPanelPages(
            .kinLabel, CaseMatterPanelPages.list(above + lines), acts: acts.isEmpty ? nil : HTML(acts))
    }

    private func relation(_ other: Case) -> Word {
        if other.id == record.kinship.mergedInto { return .kinMergedInto }
        if other.kinship.mergedInto == record.id { return .kinMergedFrom }
        if other.id == record.kinship.splitFrom { return .kinSplitFrom }
        if other.id == record.kinship.parent { return .kinParent }
        return .kinChild
    }

    /// 答复更正 (GEN1-03): anybody may say that an answer is wrong; whoever works the case puts it right.
    private var wrong: CaseMatterPanelPages {
        guard file.hasAnswer else { return CaseMatterPanelPages(.wrongLabel, nil, acts: nil) }
        let doubt = page.folded(
            .actDoubt, to: "answer-doubts",
            page.controls("answer-doubts").text("reason", t(.wrongReason), required: true, max: 400))
        let form = page.controls("answer-corrections")
        let correct: HTML? =
            view.permissions.contains(.workCase)
            ? page.folded(
                .actCorrectAnswer, to: "answer-corrections",
                """
                \(form.textarea("text", t(.wrongText), required: true, max: 2000, rows: 2))\
                \(form.checkbox("stands", t(.wrongStands)))
                """) : nil
        return CaseMatterPanelPages(.wrongLabel, nil, acts: "\(doubt)\(correct)")
    }

    /// 额外服务 (GEN1-18).
    private var extra: CaseMatterPanelPages {
        let items = file.extraServices.map { service -> HTML in
            "<li>\(service.text) <span class=\"soft\">\(view.name(service.by) ?? "") · \(text(service.at))</span></li>"
        }
        let new: HTML? =
            view.permissions.contains(.workCase)
            ? page.folded(
                .actExtra, to: "extra-services",
                page.controls("extra-services").text("text", t(.extraText), required: true, max: 400)) : nil
        return CaseMatterPanelPages(.extraLabel, CaseMatterPanelPages.list(items), acts: new)
    }

    private func text(_ instant: Instant?) -> String { instant.map { $0.monthAndTime(in: page.zone, t) } ?? "" }
}
