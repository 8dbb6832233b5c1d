import Kernel
import Web

/// The strip above every page: the cases one has open, each with what has to be known of it. On a phone it is one
/// button with the list behind it.
struct CaseTabPages {
    let tabs: [CaseTab]
    let here: Case.ID?
    let viewer: Viewer

    private var t: Language { viewer.language }

    var html: HTML? {
        guard !tabs.isEmpty else { return nil }
        let around = tabs.around(here)
        return """
            <nav class="tabs" aria-label="\(t(.tabsTitle))" data-behaviour="tabs"><ul>\
            \(tabs.map { tab($0, around) })</ul>\
            <details class="tab-more" data-behaviour="closes"><summary aria-label="\(t(.tabsTitle))">\
            \(Icon("chevron-down").html)<span>\(t(.tabCount, String(tabs.count)))</span></summary><div class="menu">\
            <ul>\(tabs.map(line))</ul>\(here.map { closing(but: $0, t(.tabCloseOthers)) })\
            \(closing(but: nil, t(.tabCloseAll)))</div></details></nav>
            """
    }

    private func tab(_ tab: CaseTab, _ around: (previous: CaseTab?, next: CaseTab?)) -> HTML {
        let isHere = tab.id == here
        // Of two tabs the other one is the next and the previous.
        let key: HTML? =
            switch (tab.id == around.previous?.id, tab.id == around.next?.id) {
            case (true, true): " data-shortcut=\"> <\" data-key-words=\"\(t(.tabNext))\""
            case (false, true): " data-shortcut=\">\" data-key-words=\"\(t(.tabNext))\""
            case (true, false): " data-shortcut=\"<\" data-key-words=\"\(t(.tabPrevious))\""
            case (false, false): nil
            }
        return """
            <li\(isHere ? " class=\"here\"" as HTML : .empty)><a href="/cases/\(tab.id.rawValue)" \
            title="\(tab.number) \(tab.subject)"\(isHere ? " aria-current=\"page\"" as HTML : .empty)\(key)>\
            \(marks(tab))<span class="tab-subject">\(tab.subject)</span></a>\
            <form method="post" action="/case-tabs/\(tab.id.rawValue)/closing">\(secret)\
            <button class="tab-close" aria-label="\(t(.tabClose, tab.subject))"\
            \(isHere ? " data-shortcut=\"w\"" as HTML : .empty)>×</button></form></li>
            """
    }

    private func line(_ tab: CaseTab) -> HTML {
        """
        <li><a class="menu-act" href="/cases/\(tab.id.rawValue)"\(tab.id == here ? " aria-current=\"page\"" as HTML : .empty)>\
        \(marks(tab))<span>\(tab.subject)<small>\(tab.number)</small></span></a></li>
        """
    }

    /// A shape and a word for each: late, draft, news.
    private func marks(_ tab: CaseTab) -> HTML {
        let found: [(Bool, String, String, Word)] = [
            (tab.isLate, "alert-triangle", "late", .tabLate), (tab.hasDraft, "pencil", "draft", .tabDraft),
            (tab.hasNews && tab.id != here, "point-filled", "news", .tabNews),
        ]
        return HTML(
            found.filter(\.0).map { _, icon, name, word -> HTML in
                "<span class=\"tab-mark \(name)\" title=\"\(t(word))\">\(Icon(icon).html)<span class=\"unseen\">\(t(word))</span></span>"
            })
    }

    private func closing(but kept: Case.ID?, _ label: String) -> HTML {
        """
        <form method="post" action="/case-tabs/closing">\(secret)<input type="hidden" name="keep" value="\(kept?.rawValue ?? "")">\
        <button class="menu-act">\(label)</button></form>
        """
    }

    /// Where closing the tab at hand leads to.
    private var secret: HTML {
        "\(viewer.secret)<input type=\"hidden\" name=\"here\" value=\"\(here?.rawValue ?? "")\">"
    }
}
