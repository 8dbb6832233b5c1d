import Kernel
import Web

extension ShiftSwapPages {
    /// Matters of missed legs, each leading to its place on the page of the swap.
    func table(_ liabilities: [SwapLiability], _ caption: String) -> HTML {
        let columns = [
            Table.Column(t(.liabilityMissed), .name), Table.Column(t(.swapMissLeg)), Table.Column(t(.swapInitiator)),
            Table.Column(t(.swapCounterpart)), Table.Column(t(.swapState)),
        ]
        let rows = liabilities.map { liability -> Table.Row in
            let url = "/shift-swaps/\(liability.swap.rawValue)#liability-\(liability.leg.rawValue)"
            return Table.Row(
                [
                    "<a href=\"\(url)\">\(liability.missedAt.monthAndTime(in: zone, t))</a>",
                    "\(t(liability.leg.word))", "\(name(liability.initiator))", "\(name(liability.counterpart))",
                    StateBadge(.waiting, t(liability.state.word)).html,
                ], url: url)
        }
        return Table(caption, columns).html(rows)
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
            (t(.swapState), t(liability.state.word)), (t(.liabilityMissed), missed),
            (t(.swapMissReason), view.missedBecause[liability.leg] ?? ""),
            (pages.name(liability.initiator), liability.initiatorStatement),
            (pages.name(liability.counterpart), liability.counterpartStatement),
            (t(.liabilityTitle), liability.decision.map(told) ?? ""),
            (t(.liabilityAppealBy), liability.state == .decided ? until : ""),
            (t(.liabilityAppeal), liability.appeal?.text ?? ""),
            (t(SwapLiability.State.final.word), liability.final.map(told) ?? ""),
        ])
        var acts: [HTML] = []
        if liability.state == .opened, isParty {
            let own = liability.initiator == me ? liability.initiatorStatement : liability.counterpartStatement
            let form = one(
                "\(url)/statement", "statement", "text", .liabilityStatement, .liabilityState, holding: own)
            acts.append(
                own.isEmpty || isTyped("statement")
                    ? form
                    : "<details class=\"more\"><summary>\(t(.liabilityStatementChange))</summary>\(form)</details>")
        }
        if liability.state == .decided, isParty, !liability.isPastAppeal(at: pages.viewer.now) {
            if !liability.acceptedBy.contains(me) {
                acts.append(
                    pages.viewer.button(
                        to: "\(url)/acknowledgement", t(.liabilityAccept), .primary,
                        fields: ["leg": liability.leg.rawValue]))
            }
            acts.append(one("\(url)/appeal", "appeal", "text", .liabilityAppeal, .liabilityAppeal))
        }
        let maySettle = view.maySettle.contains(liability.leg)
        if maySettle, let waits = waits(for: me) {
            acts.append("<p class=\"soft\">\(waits)</p>")
        } else if liability.state == .opened || liability.state == .appealed, maySettle {
            let controls = controls("decision")
            acts.append(
                pages.viewer.form(
                    to: "\(url)/decision",
                    """
                    \(controls.hidden("leg", liability.leg.rawValue))\
                    \(controls.number("share", t(.liabilityShareOf, pages.name(liability.initiator)), required: true))\
                    \(controls.text("reason", t(.liabilityReason), required: true))\
                    <p>\(pages.viewer.submit(t(.liabilityDecide)))</p>
                    """))
        }
        return """
            <section class="panel" id="liability-\(liability.leg.rawValue)">\
            <h2>\(t(.liabilityTitle)) · \(t(liability.leg.word))</h2>\(facts)\(HTML(acts))</section>
            """
    }

    private var missed: String { liability.missedAt.fullText(in: pages.zone, t) }
    private var until: String { liability.appealBy?.fullText(in: pages.zone, t) ?? "" }

    /// What was typed for the other leg stays with it.
    private func isTyped(_ key: String) -> Bool { typed[key]?["leg"] == liability.leg.rawValue }

    private func controls(_ key: String, else blank: Typed = .blank) -> Controls {
        let typed = isTyped(key) ? typed[key] : nil
        return Controls(typed ?? blank, in: t, prefix: "\(liability.leg.rawValue)-\(key)-")
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
        let controls = controls(key, else: Typed([field: text]))
        return pages.viewer.form(
            to: url,
            "\(controls.hidden("leg", liability.leg.rawValue))\(controls.textarea(field, t(label), required: true, max: 1000, rows: 3))<p>\(pages.viewer.submit(t(act), .usual))</p>"
        )
    }
}
