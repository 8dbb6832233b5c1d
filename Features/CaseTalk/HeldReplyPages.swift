import Kernel
import Web

/// Above the composer: what was just sent, the seconds left, and the way back. Colleagues see that somebody is
/// answering, not yet what: it may be taken back because it was wrong.
struct HeldReplyPages {
    let held: [HeldReply]
    let page: CasePages

    private var t: Language { page.t }

    var html: HTML {
        """
        <div id="held" data-behaviour="live" data-live="held:\(page.record.id.rawValue)" hx-get="\(page.address)" \
        hx-trigger="refresh" hx-select="#held" hx-swap="outerHTML" aria-live="polite">\(held.map(line))</div>
        """
    }

    private func line(_ held: HeldReply) -> HTML {
        guard held.author == page.view.viewer else {
            return "<p class=\"held soft\">\(t(.heldByColleague, page.view.name(held.author) ?? ""))</p>"
        }
        let left = max(0, (held.sendAt - page.viewer.now).milliseconds / 1000)
        return """
            <div class="held" data-behaviour="held" data-at="\(String(held.sendAt.milliseconds))">\
            <p class="who"><b>\(t(.heldWaiting))</b> <span class="soft" data-words="\(t(.heldSeconds))">\(t(.heldSeconds, String(left)))</span></p>\
            <div class="said">\(held.text)</div>\
            \(page.viewer.button(to: "\(page.base)/held/\(held.id.rawValue)/taking-back", t(.heldTakeBack), .usual, shortcut: "z"))</div>
            """
    }
}
