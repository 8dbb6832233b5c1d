import Kernel
import Web

/// A return that is not on the roster any more, on the page of its swap: who decides what becomes of it, and the colleague's
/// word (GAME-62, GAME-67).
extension ShiftSwapPages {
    func returning(
        _ view: ShiftSwapView, _ url: String, _ backs: [ShiftAssignment], _ typed: [String: Typed]
    ) -> HTML {
        let swap = view.swap
        let was = swap.back.map { hours($0.span) } ?? ""
        var parts: [HTML] = []
        if let waiver = swap.waiver {
            let text = t(.swapWaiverAsked, name(waiver.by), waiver.because, name(swap.counterpart))
            parts.append("<p>\(text)</p>")
        } else {
            parts.append("<p>\(t(view.mayDecide ? .swapReturnOpenText : .swapReturnOpenWaits, was))</p>")
        }
        if swap.waiver != nil, swap.counterpart == Staff.ID(viewer.id) {
            parts.append(
                """
                <p class="line">\(viewer.button(to: "\(url)/waiver-consent", t(.swapWaiverAgree), .primary)) \
                \(viewer.button(to: "\(url)/waiver-refusal", t(.swapWaiverDecline), .usual))</p>
                """)
        }
        if view.mayDecide {
            parts.append(redating(swap, url, backs, typed["return"]))
            parts.append(waiving(url, typed["waiver"]))
        }
        return """
            <section class="panel" id="return"><h2>\(t(.swapReturnOpen))</h2>\(HTML(parts))</section>
            """
    }

    /// Why the return was not worked, once that is settled.
    func waived(_ swap: ShiftSwap) -> String {
        guard let waiver = swap.waiver, let agreedAt = waiver.agreedAt else { return "" }
        return "\(waiver.because) · \(name(waiver.by)) \(agreedAt.dateAndTime(in: zone))"
    }

    private func redating(_ swap: ShiftSwap, _ url: String, _ backs: [ShiftAssignment], _ typed: Typed?) -> HTML {
        let colleague = name(swap.counterpart)
        guard !backs.isEmpty else { return "<p class=\"soft\">\(t(.swapRedateNone, colleague))</p>" }
        let controls = Controls(typed ?? .blank, in: t, prefix: "return-")
        let label = t(.swapRedateBack, colleague, name(swap.initiator))
        return viewer.form(
            to: "\(url)/return",
            """
            \(controls.select("back", label, backs.map(choice), required: true, blank: "", hint: t(.swapRedateHint)))\
            \(controls.text("reason", t(.swapReason), required: true, max: 500))\
            <p>\(viewer.submit(t(.swapRedate)))</p>
            """)
    }

    private func waiving(_ url: String, _ typed: Typed?) -> HTML {
        let controls = Controls(typed ?? .blank, in: t, prefix: "waiver-")
        let form = viewer.form(
            to: "\(url)/waiver",
            """
            \(controls.text("reason", t(.swapWaiver), required: true, max: 500))\
            <p>\(viewer.submit(t(.swapWaive), .usual))</p>
            """)
        return """
            <details class="more"\(attribute: "open", if: typed != nil)><summary>\(t(.swapWaive))</summary>\(form)</details>
            """
    }
}
