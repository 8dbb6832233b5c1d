import Handbook
import Kernel
import Web

/// The market of open requests, my own, what waits for a decision; one swap with its acts: a telephone's width first.
struct ShiftSwapPages {
    let viewer: Viewer
    let zone: Zone
    let names: [Staff.ID: String]

    private var t: Language { viewer.language }
    private var me: Staff.ID { Staff.ID(viewer.id) }

    func list(
        asked: [ShiftSwap], market: [ShiftSwap], mine: [ShiftSwap], decisions: [ShiftSwap], unreturned: [ShiftSwap],
        used: (used: Int, most: Int)?, shares: [LiabilityShare]
    ) -> HTML {
        let count = used.map { "<p class=\"soft\">\(t(.swapUsed, String($0.used), String($0.most)))</p>" as HTML }
        return """
            \(count)\(asked.isEmpty ? .empty : part(asked, .approvalsAsked))\
            <section class="panel"><h2>\(t(.swapMarket))</h2>\(table(market, .swapMarket, none: .swapMarketNone))</section>\
            \(decisions.isEmpty ? .empty : part(decisions, .swapDecisions))\
            <section class="panel"><h2>\(t(.swapMine))</h2>\(table(mine, .swapMine, none: .swapNone))</section>\
            \(unreturned.isEmpty ? .empty : part(unreturned, .swapUnreturned))\
            \(shares.isEmpty ? .empty : sharesPart(shares))
            """
    }

    /// What missed shifts came to for the reader (GAME-64).
    private func sharesPart(_ shares: [LiabilityShare]) -> HTML {
        let lines = shares.map { share -> HTML in
            let text = t(.liabilityShareLine, share.missedAt.monthAndTime(in: zone, t), String(share.share))
            return "<li><a href=\"/shift-swaps/\(share.swap.rawValue)#liability\">\(text)</a></li>"
        }
        return "<section class=\"panel\"><h2>\(t(.liabilityTitle))</h2><ul>\(lines)</ul></section>"
    }

    /// One form. Whose shift one wants in return is chosen first; the page comes back with theirs and all that was typed,
    /// without script.
    func new(
        shifts: [ShiftAssignment], colleagues: [(id: Staff.ID, name: String)], backs: [ShiftAssignment], typed: Typed,
        refusal: HTML?
    ) -> HTML {
        guard !shifts.isEmpty else { return EmptyState(icon: "calendar", t(.swapNoShift)).html }
        let controls = Controls(typed, in: t, prefix: "swap-")
        let people = colleagues.filter { $0.id != me }.map { Choice($0.id.rawValue, $0.name) }
        let labels: KeyValuePairs = [
            "shift": t(.swapOwnShift), "back": t(.swapBack), "reason": t(.swapReason), "text": t(.swapText),
            "briefing": t(.swapBriefing),
        ]
        let reasons = ShiftSwap.Reason.allCases.map { Choice($0.rawValue, t($0.word)) }
        let isPicked = typed["act"] == "pick" && !typed["colleague"].isEmpty
        let back: HTML =
            typed["colleague"].isEmpty
            ? "<p class=\"soft\">\(t(.swapPickAnybody))</p>"
            : controls.select(
                "back", t(.swapBack), backs.map(choice), blank: "", hint: t(.swapBackHint), autofocus: isPicked)
        // Enter in a field sends the request, not the button that stands first.
        let first: HTML = "<button type=\"submit\" class=\"unseen\" tabindex=\"-1\" aria-hidden=\"true\"></button>"
        return """
            \(refusal.map { Remark(.broken, $0).html })\
            <section class="panel">\(controls.summary(labels))\(viewer.form(to: "/shift-swaps", """
                \(first)\(controls.select("shift", t(.swapOwnShift), shifts.map(choice), required: true))\
                \(controls.select("colleague", t(.swapCounterpart), people, blank: t(.swapAnybody), hint: t(.swapPickColleague)))\
                <p><button type="submit" class="btn btn-usual" name="act" value="pick">\(t(.swapPick))</button></p>\(back)\
                \(controls.segmented("reason", t(.swapReason), reasons, required: true))\
                \(controls.text("text", t(.swapText), required: true, max: 200))\
                \(controls.textarea("briefing", t(.swapBriefing), required: true, max: 1000, rows: 3, hint: t(.swapBriefingHint)))\
                <p>\(viewer.submit(t(.swapSend), shortcut: "s"))</p>
                """))</section>
            """
    }

    func one(_ view: ShiftSwapView, backs: [ShiftAssignment], typed: [String: Typed], refusal: HTML?) -> HTML {
        let swap = view.swap
        let url = "/shift-swaps/\(swap.id.rawValue)"
        let liability = view.liability.map {
            LiabilityPart(pages: self, liability: $0, view: view, typed: typed).html(url)
        }
        return """
            \(refusal.map { Remark(.broken, $0).html })\(liability)\
            <section class="panel"><p>\(badge(swap))</p>\(facts(view))\
            <p class="line screen-only">\(linkButton(t(.paperOpen), url: "\(url)/F-62")) \
            \(linkButton(t(.paperPDF), url: "\(url)/F-62.pdf"))</p></section>\
            \(staffing(view))\(acts(view, url, backs, typed))
            """
    }

    func name(_ staff: Staff.ID?) -> String { staff.flatMap { names[$0] } ?? "" }
    func hours(_ span: Range<Instant>) -> String {
        "\(span.lowerBound.monthAndTime(in: zone, t))–\(span.upperBound.local(zone).time)"
    }

    private func part(_ swaps: [ShiftSwap], _ word: Word) -> HTML {
        "<section class=\"panel\"><h2>\(t(word))</h2>\(table(swaps, word, none: .swapNone))</section>"
    }

    private func table(_ swaps: [ShiftSwap], _ caption: Word, none: Word) -> HTML {
        swaps.isEmpty ? "<p class=\"soft\">\(t(none))</p>" : table(swaps, t(caption))
    }

    func table(_ swaps: [ShiftSwap], _ caption: String) -> HTML {
        let columns = [
            Table.Column(t(.swapNumber), .name), Table.Column(t(.swapInitiator)), Table.Column(t(.swapShift)),
            Table.Column(t(.swapCounterpart)), Table.Column(t(.swapBack)), Table.Column(t(.swapState)),
        ]
        let rows = swaps.map { swap -> Table.Row in
            let url = "/shift-swaps/\(swap.id.rawValue)"
            return Table.Row(
                [
                    "<a href=\"\(url)\">\(swap.number)</a>", "\(name(swap.initiator))", "\(hours(swap.swap.span))",
                    "\(swap.counterpart == nil ? t(.swapAnybody) : name(swap.counterpart))",
                    "\(swap.back.map { hours($0.span) } ?? "")", badge(swap),
                ], url: url)
        }
        return Table(caption, columns).html(rows)
    }

    private func facts(_ view: ShiftSwapView) -> HTML {
        let swap = view.swap
        let briefed = t(
            swap.initiatorBriefedAt != nil && swap.counterpartBriefedAt != nil ? .swapBothBriefed : .swapNotBriefed)
        let decision = swap.decision.map { "\(name($0.by)) \($0.at.dateAndTime(in: zone)) \($0.text)" } ?? ""
        return CasePages.facts([
            (t(.swapNumber), swap.number), (t(.swapInitiator), name(swap.initiator)),
            (t(.swapShift), hours(swap.swap.span)),
            (t(.swapCounterpart), swap.counterpart == nil ? t(.swapAnybody) : name(swap.counterpart)),
            (t(.swapBack), swap.back.map { hours($0.span) } ?? ""),
            (t(.swapReason), "\(t(swap.reason.word)) · \(swap.text)"), (t(.swapBriefing), swap.briefing),
            (t(.swapConsentAt), swap.consentedAt?.fullText(in: zone, t) ?? ""), (t(.swapOpinion), decision),
            (t(.swapBriefed), swap.state.isApproved ? briefed : ""),
        ])
    }

    /// What an approver has in view (GAME-66).
    private func staffing(_ view: ShiftSwapView) -> HTML {
        let lines = view.coverage.map { line -> HTML in
            let place = line.name.isEmpty ? t(.leaveCoverageUnit) : line.name
            let text = t(
                .leaveCoverageLine, "\(place) \(line.hours.lowerBound.monthAndTime(in: zone, t))", String(line.before),
                String(line.after), String(line.minimum))
            return "<li>\(StateBadge(line.isShort ? .broken : .done, text).html)</li>"
        }
        let people = view.parties.map { party -> HTML in
            let used = party.used.map { t(.swapUsed, String($0.used), String($0.most)) }
            let rest = party.rest.map { t(.swapRest, String($0)) }
            let lacks = party.lacks.map { t(.swapLacks, $0) }
            let told = [used, rest, lacks].compactMap(\.self).joined(separator: " · ")
            return "<li><strong>\(name(party.staff))</strong> \(told)</li>"
        }
        let least = view.leastRest.map { least -> HTML in
            "<li class=\"soft\">\(ClauseMark(least.clause).html) \(t(.swapRestLeast, String(least.hours)))</li>"
        }
        // Once it is settled nobody weighs how many are there; how often both have swapped still counts.
        let head: Word = lines.isEmpty ? .swapCount : .leaveCoverage
        return
            "<section class=\"panel\"><h2>\(t(head))</h2><ul class=\"plain-list\">\(lines)\(people)\(least)</ul></section>"
    }

    private func acts(
        _ view: ShiftSwapView, _ url: String, _ backs: [ShiftAssignment], _ typed: [String: Typed]
    ) -> HTML {
        let swap = view.swap
        var acts: [HTML] = []
        let isAsked = swap.counterpart == me || (swap.counterpart == nil && swap.initiator != me)
        if swap.state == .requested, isAsked {
            let controls = Controls(typed["acceptance"] ?? .blank, in: t, prefix: "acceptance-")
            let field: HTML =
                swap.back == nil
                ? controls.select("back", t(.swapBack), backs.map(choice), required: true, blank: "") : .empty
            acts.append(viewer.form(to: "\(url)/acceptance", "\(field)<p>\(viewer.submit(t(.swapAccept)))</p>"))
            if swap.counterpart == me { acts.append(viewer.button(to: "\(url)/refusal", t(.swapDecline), .usual)) }
        }
        if swap.state.isPending, swap.initiator == me || (swap.state == .accepted && swap.counterpart == me) {
            acts.append(viewer.button(to: "\(url)/withdrawal", t(.swapWithdraw), .usual))
        }
        if swap.state == .accepted, view.mayDecide {
            for (address, word, weight) in [
                ("approval", Word.swapApprove, Weight.primary), ("rejection", .swapReject, .usual),
            ] {
                let usual = weight == .primary ? Typed(["opinion": t(.opinionAgreed)]) : .blank
                let controls = Controls(typed[address] ?? usual, in: t, prefix: "\(address)-")
                let form = viewer.form(
                    to: "\(url)/\(address)",
                    "\(controls.text("opinion", t(.swapOpinion), required: true))<p>\(viewer.submit(t(word), weight))</p>"
                )
                acts.append(
                    weight == .primary
                        ? form : "<details class=\"more\"><summary>\(t(word))</summary>\(form)</details>")
            }
        }
        let hasBriefed = swap.initiator == me ? swap.initiatorBriefedAt != nil : swap.counterpartBriefedAt != nil
        if swap.state == .approved || swap.state == .worked, swap.concerns(me), !hasBriefed {
            acts.append(viewer.button(to: "\(url)/briefing", t(.swapBrief), .primary))
        }
        if !view.missable.isEmpty { acts.append(missing(view, url, typed["miss"])) }
        return acts.isEmpty ? .empty : "<section class=\"panel\">\(HTML(acts))</section>"
    }

    /// Folded away, by person and day, with a reason: it cannot be taken back.
    private func missing(_ view: ShiftSwapView, _ url: String, _ typed: Typed?) -> HTML {
        let controls = Controls(typed ?? .blank, in: t, prefix: "miss-")
        let legs = view.missable.map { leg -> Choice in
            let isReturn = leg.shift == view.swap.back?.shift
            let person = name(isReturn ? view.swap.initiator : view.swap.counterpart)
            let word: Word = isReturn ? .swapMissReturnOf : .swapMissOf
            return Choice(isReturn ? "return" : "swap", t(word, person, hours(leg.span)))
        }
        return """
            <details class="more"\(attribute: "open", if: typed != nil)><summary>\(t(.swapMissRegister))</summary>\
            \(viewer.form(to: "\(url)/miss", """
                \(controls.segmented("leg", t(.swapMissLeg), legs, required: true, hint: t(.swapMissHint)))\
                \(controls.textarea("reason", t(.swapMissReason), required: true, max: 500, rows: 2))\
                <p>\(viewer.submit(t(.swapMissRegister), .destructive))</p>
                """))</details>
            """
    }

    private func choice(_ shift: ShiftAssignment) -> Choice {
        Choice(shift.id.rawValue, "\(hours(shift.span)) \(shift.post)")
    }

    private func badge(_ swap: ShiftSwap) -> HTML {
        let tone: Tone =
            switch swap.state {
            case .requested, .accepted: .waiting
            case .approved, .worked: .going
            case .returned: .done
            case .missed, .rejected: .broken
            case .declined, .withdrawn, .expired: .plain
            }
        return StateBadge(tone, t(swap.state.word)).html
    }
}

/// 责任认定 on the page of its swap: what each has said, the shares, and what can be done about them.
struct LiabilityPart {
    let pages: ShiftSwapPages
    let liability: SwapLiability
    let view: ShiftSwapView
    let typed: [String: Typed]

    private var t: Language { pages.viewer.language }

    func html(_ url: String) -> HTML {
        let me = Staff.ID(pages.viewer.id)
        let isParty = liability.people.contains(me)
        let facts = CasePages.facts([
            (t(.swapState), t(liability.state.word)), (t(.swapMissReason), view.missedBecause),
            (pages.name(liability.initiator), liability.initiatorStatement),
            (pages.name(liability.counterpart), liability.counterpartStatement),
            (t(.liabilityTitle), liability.decision.map(told) ?? ""),
            (t(.liabilityAppeal), liability.appeal?.text ?? ""),
            (t(SwapLiability.State.final.word), liability.final.map(told) ?? ""),
        ])
        var acts: [HTML] = []
        if liability.state == .opened, isParty {
            let own = liability.initiator == me ? liability.initiatorStatement : liability.counterpartStatement
            let form = one(
                "\(url)/statement", "statement", "text", .liabilityStatement, .liabilityStatement, holding: own)
            acts.append(
                own.isEmpty || typed["statement"] != nil
                    ? form
                    : "<details class=\"more\"><summary>\(t(.liabilityStatementChange))</summary>\(form)</details>")
        }
        if liability.state == .decided, isParty {
            if !liability.acceptedBy.contains(me) {
                acts.append(pages.viewer.button(to: "\(url)/acknowledgement", t(.liabilityAccept), .primary))
            }
            acts.append(one("\(url)/appeal", "appeal", "text", .liabilityAppeal, .liabilityAppeal))
        }
        if view.maySettle, let waits = waits(for: me) {
            acts.append("<p class=\"soft\">\(waits)</p>")
        } else if liability.state == .opened || liability.state == .appealed, view.maySettle {
            let controls = Controls(typed["decision"] ?? .blank, in: t, prefix: "decision-")
            acts.append(
                pages.viewer.form(
                    to: "\(url)/decision",
                    """
                    \(controls.number("share", t(.liabilityShareOf, pages.name(liability.initiator)), required: true))\
                    \(controls.text("reason", t(.liabilityReason), required: true))\
                    <p>\(pages.viewer.submit(t(.liabilityDecide)))</p>
                    """))
        }
        return "<section class=\"panel\" id=\"liability\"><h2>\(t(.liabilityTitle))</h2>\(facts)\(HTML(acts))</section>"
    }

    /// What a decision waits for; nothing: the reader may decide now (GAME-64).
    private func waits(for me: Staff.ID) -> String? {
        switch liability.state {
        case .opened:
            let silent = [
                (liability.initiator, liability.initiatorStatement),
                (liability.counterpart, liability.counterpartStatement),
            ].filter { $0.1.isEmpty }.map { pages.name($0.0) }
            let from = liability.openedAt + SwapLiability.hearing
            guard !silent.isEmpty, pages.viewer.now < from else { return nil }
            return t(.liabilityHearing, silent.joined(separator: t(.listGap)), from.monthAndTime(in: pages.zone, t))
        case .appealed: return liability.decision?.by == me ? t(.liabilityOtherDecides) : nil
        case .decided, .final: return nil
        }
    }

    private func told(_ decision: SwapLiability.Decision) -> String {
        let shares = t(
            .liabilityShares, pages.name(liability.initiator), String(decision.shares.initiator),
            pages.name(liability.counterpart), String(decision.shares.counterpart))
        return "\(shares) · \(decision.reason) · \(pages.name(decision.by)) \(decision.at.dateAndTime(in: pages.zone))"
    }

    private func one(
        _ url: String, _ key: String, _ field: String, _ label: Word, _ act: Word, holding text: String = ""
    ) -> HTML {
        let controls = Controls(typed[key] ?? Typed([field: text]), in: t, prefix: "\(key)-")
        return pages.viewer.form(
            to: url,
            "\(controls.textarea(field, t(label), required: true, max: 1000, rows: 3))<p>\(pages.viewer.submit(t(act), .usual))</p>"
        )
    }
}
