import Handbook
import Kernel
import Web

/// Where one writes, at the foot of the window: one line that opens when one goes into it. It lies outside of what is
/// refreshed, so that nobody's news takes away what is being typed.
struct CaseComposerPages {
    let page: CasePages

    private var t: Language { page.t }
    private var view: CaseView { page.view }

    private static let form = "entries"

    var html: HTML {
        view.file.record.state.isOver
            ? "\(page.isAboutWriting ? page.remark : nil)" : composer
    }

    private var composer: HTML {
        let typed = page.typed[Self.form] ?? draft
        let form = Controls(typed, in: t, prefix: "entry-")
        return """
            <section id="composer" tabindex="-1" aria-label="\(t(.composer))">\
            \(page.isAboutWriting ? page.remark : nil)<form method="post" action="\(page.base)/entries" class="stack composer" novalidate data-behaviour="quick-texts composer" \
            data-draft="\(page.base)/draft" data-quick="/quick-texts/choices?case=\(page.record.id.rawValue)">\(secret)\
            \(form.segmented("kind", t(.composerKind), kinds.map { Choice($0.rawValue, t($0.word)) }, required: true))\
            \(audiences)\
            \(form.textarea("text", t(.composerText), required: true, rows: 1, shortcut: "r", placeholder: t(.composerHere)))\
            <ul class="quick-list" role="listbox" aria-label="\(t(.quickTitle))" hidden></ul>\
            <div class="composer-foot"><button type="submit" class="btn btn-primary">\
            <span class="for-reply">\(t(.composerSendReply))</span><span class="for-call for-customer">\(t(.composerSave))</span>\
            <span class="for-note">\(t(.composerSaveNote))</span><kbd>Ctrl Enter</kbd></button>\
            <a class="btn btn-ghost" href="/quick-texts?case=\(page.record.id.rawValue)" data-quick-open>\(t(.quickButton))<kbd>/</kbd></a>\
            <p class="draft soft" role="status">\(found)</p></div></form>\
            <kbd class="at-rest" aria-hidden="true">r</kbd></section>
            """
    }

    /// How far the case had come is told anew when the reader has the news shown; the text beside it is left alone.
    private var secret: HTML {
        var viewer = page.viewer
        let seen = viewer.carried.removeValue(forKey: "_seen") ?? ""
        return """
            \(viewer.secret)<input type="hidden" id="composer-seen" name="_seen" value="\(seen)">
            """
    }

    /// Who will read it, said before it is sent; the style sheet shows the one that fits the chosen kind.
    private var audiences: HTML {
        let customer = [view.customer?.name.masked, view.customer?.phone?.description].compactMap(\.self)
        let name = customer.isEmpty ? t(.caseAnonymous) : customer.joined(separator: " ")
        return """
            <p class="audience"><span class="for-reply">\(willBeSeen ? t(.composerToCustomer, name) : "")\
            \(MailReachPages.said(view.mailReach, t))</span>\
            <span class="for-call">\(t(.composerByPhone, name))</span>\
            <span class="for-customer">\(t(.composerFromCustomer))</span>\
            <span class="for-note">\(t(.composerInside))</span></p>
            """
    }

    /// What stays in the house is seen by nobody outside.
    private var willBeSeen: Bool { if case .stays = view.mailReach { false } else { true } }

    private var kinds: [CaseEntry.Kind] {
        view.permissions.contains(.workCase) ? [.reply, .call, .customer, .asking, .note] : [.note]
    }

    private var draft: Typed {
        let kind = view.draft.map(\.kind).flatMap { kinds.contains($0) ? $0 : nil } ?? kinds[0]
        return Typed(["kind": kind.rawValue, "text": view.draft?.text ?? ""])
    }

    private var found: String {
        guard page.typed[Self.form] == nil, let draft = view.draft else { return "" }
        return t(.talkDraftFound, draft.at.relative(to: page.viewer.now, in: page.zone, t))
    }
}
