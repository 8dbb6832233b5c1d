import Handbook
import Kernel
import Web

/// The market of open requests, my own, what waits for a decision; one swap with its acts: a telephone's width first.
struct ShiftSwapPages {
    let viewer: Viewer
    let zone: Zone
    let names: [Staff.ID: String]
    /// What is due next on them: the bar under each line.
    var promises: [Subject: RunningPromise] = [:]
    /// Until when a colleague has to take what nobody has taken yet.
    var lapses: [ShiftSwap.ID: Instant] = [:]

    var t: Language { viewer.language }
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
            return
                "<li><a href=\"/shift-swaps/\(share.swap.rawValue)#liability-\(share.leg.rawValue)\">\(text)</a></li>"
        }
        return "<section class=\"panel\"><h2>\(t(.liabilityTitle))</h2><ul>\(lines)</ul></section>"
    }

    /// One form. Whose shift one wants in return is chosen first; the page comes back with theirs and all that was typed,
    /// without script.
    func new(
        shifts: [ShiftAssignment], withheld: [WithheldShift], colleagues: [(id: Staff.ID, name: String)],
        backs: [ShiftAssignment], typed: Typed, refusal: HTML?
    ) -> HTML {
        guard !shifts.isEmpty else {
            return "\(EmptyState(icon: "calendar", t(.swapNoShift)).html)\(self.withheld(withheld))"
        }
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
                """))\(self.withheld(withheld))</section>
            """
    }

    /// Shifts that are one's own and cannot be given away, each with its reason.
    private func withheld(_ shifts: [WithheldShift]) -> HTML? {
        guard !shifts.isEmpty else { return nil }
        let lines = shifts.map { one -> HTML in
            let reason: HTML =
                switch one.because {
                case .inSwap(let swap): "<a href=\"/shift-swaps/\(swap.rawValue)\">\(t(.swapWithheldBound))</a>"
                case .leg: "\(t(.swapWithheldLeg))"
                case .learning: "\(t(.swapWithheldLearning))"
                }
            return "<li>\(hours(one.shift.span)) <span class=\"soft\">\(reason)</span></li>"
        }
        return """
            <details class="more"\(attribute: "open", if: shifts.count <= 3)><summary>\(t(.swapWithheld, String(shifts.count)))</summary>\
            <ul class="plain-list">\(lines)</ul></details>
            """
    }

    func one(_ view: ShiftSwapView, backs: [ShiftAssignment], typed: [String: Typed], refusal: HTML?) -> HTML {
        let swap = view.swap
        let url = "/shift-swaps/\(swap.id.rawValue)"
        let liability = HTML(
            view.liabilities.map { LiabilityPart(pages: self, liability: $0, view: view, typed: typed).html(url) })
        return """
            \(refusal.map { Remark(.broken, $0).html })\(liability)\
            \(view.isReturnOpen ? returning(view, url, backs, typed) : .empty)\
            <section class="panel"><p>\(badge(swap))</p>\(facts(view))\
            <p class="line screen-only">\(linkButton(t(.paperOpen), url: "\(url)/F-62")) \
            \(linkButton(t(.paperPDF), url: "\(url)/F-62.pdf"))</p></section>\
            \(staffing(view))\(acts(view, url, backs, typed))
            """
    }

    func name(_ staff: Staff.ID?) -> String { staff.flatMap { names[$0] } ?? "" }
    func hours(_ span: Range<Instant>) -> String { span.text(in: zone, t) }

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
                ], url: url, promise: promise(swap))
        }
        return Table(caption, columns).html(rows)
    }

    /// What is due next; of a request that nobody has taken yet the time until it lapses.
    private func promise(_ swap: ShiftSwap) -> HTML? {
        if let running = promises[swap.subject] { return running.bar(in: zone, t) }
        guard let lapse = lapses[swap.id] else { return nil }
        let whole = (lapse - swap.requestedAt).milliseconds
        let used = whole > 0 ? Double((viewer.now - swap.requestedAt).milliseconds) / Double(whole) : 1
        return PromiseBar(used: used, proof: t(.swapLapses, lapse.fullText(in: zone, t))).html(in: t)
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
            (t(.swapWaiver), waived(swap)),
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
        let legs = view.missable.compactMap { leg -> Choice? in
            guard let shift = view.swap.leg(leg) else { return nil }
            let person = name(leg == .back ? view.swap.initiator : view.swap.counterpart)
            return Choice(leg.rawValue, t(leg.missed, person, hours(shift.span)))
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

    func choice(_ shift: ShiftAssignment) -> Choice {
        Choice(shift.id.rawValue, [hours(shift.span), shift.post].filter { !$0.isEmpty }.joined(separator: " "))
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
        return StateBadge(tone, t(swap.word)).html
    }
}
