public import Kernel

/// The skeleton of every page: rail, header, title with its promise bar, content, and beside it, where a page wants
/// them, a column of views and a context panel.
///
///     ┌ rail ┬ views ┬──── content ───────┬ side 340 ┐     on a phone: one column, the rail a bar at the thumb
///
///     Frame(viewer: viewer, title: t(.casesTitle), section: "cases", navigation: desk.navigation, acts: newCase)
///         .page(content: table, list: views)
public struct Frame: Sendable {
    public var viewer: Viewer
    public var title: String
    /// What stands on the browser's tab, and in its history on a shared desk, where the title names a person.
    public var tabTitle: String?
    /// the id of the navigation item this page belongs to
    public var section: String
    public var navigation: [NavigationItem]
    /// the pages above this one, nearest last
    public var trail: [Trail]
    /// one line under the title: number, customer, what this page is for
    public var lead: HTML?
    /// the promise bar under the title
    public var promise: HTML?
    /// what can be done here; on a phone they stand at the thumb
    public var acts: HTML?
    /// the one act that is at hand on every page, in the header
    public var quick: HTML?
    /// the records somebody has open at the same time, under the header
    public var tabs: HTML?
    /// lock the screen after so many minutes without a key or a touch; 0 is never
    public var idleMinutes: Int
    /// further scripts of ours, `js/…` or `vendor/…`, loaded after the behaviours
    public var scripts: [String]

    public init(
        viewer: Viewer, title: String, section: String, navigation: [NavigationItem], trail: [Trail] = [],
        lead: HTML? = nil, promise: HTML? = nil, acts: HTML? = nil, idleMinutes: Int = 0, scripts: [String] = []
    ) {
        self.viewer = viewer
        self.title = title
        self.section = section
        self.navigation = navigation
        self.trail = trail
        self.lead = lead
        self.promise = promise
        self.acts = acts
        self.idleMinutes = idleMinutes
        self.scripts = scripts
    }

    /// `list` is the column of views on the left, `side` the context panel on the right.
    public func page(content: HTML, list: HTML? = nil, side: HTML? = nil) -> HTML {
        let t = viewer.language
        return Skeleton(language: t, theme: viewer.theme, links: viewer.links, title: onTab, scripts: scripts)
            .document(
                bodyAttributes: """
                     class="desk" data-now="\(String(viewer.now.milliseconds))" data-csrf="\(viewer.csrf)" \
                    data-behaviour="shortcuts\(idleMinutes > 0 ? " idle-lock" : "")" data-idle-minutes="\(idleMinutes)"
                    """,
                """
                <a class="skip" href="#main">\(t(.skipToContent))</a>\
                \(Rail(items: navigation, section: section, language: t).html)\
                \(header)\(tabs)\
                <div class="columns\(list == nil ? "" : " with-views")\(side == nil ? "" : " with-side")">\
                \(list.map { "<aside class=\"views\" aria-label=\"\(t(.views))\">\($0)</aside>" as HTML })\
                <main id="main" tabindex="-1">\(head)\(content)</main>\
                \(side.map { "<aside class=\"side\" aria-label=\"\(t(.context))\">\($0)</aside>" as HTML })\
                </div>\
                \(NoticeArea(text: viewer.notice, language: t).html)\
                \(Dialogs(language: t).html)
                """)
    }

    private var onTab: String { tabTitle ?? title }

    private var header: HTML {
        let t = viewer.language
        return """
            <header class="top"><nav class="trail" aria-label="\(t(.whereAmI))">\
            <span class="unit">\(viewer.unit)</span>\
            \(trail.map { "<a href=\"\($0.url)\">\($0.label)</a>" as HTML })\
            <span aria-current="page">\(title)</span></nav>\
            <button type="button" class="palette-button" data-behaviour="open" data-opens="palette" \
            aria-keyshortcuts="Control+K">\(Icon("search").html)<span>\(t(.paletteButton))</span>\
            <kbd>Ctrl K</kbd></button>\(quick)\
            \(PersonMenu(viewer: viewer).html)</header>
            """
    }

    private var head: HTML {
        """
        <div class="head"><div class="title"><h1>\(title)</h1>\
        \(lead.map { "<p class=\"lead\">\($0)</p>" as HTML })</div>\
        \(acts.map { "<div class=\"acts\">\($0)</div>" as HTML })\
        \(promise.map { "<div class=\"title-promise\">\($0)</div>" as HTML })</div>
        """
    }
}

/// An entry of the rail.
public struct NavigationItem: Sendable {
    public let id: String
    public let word: Word
    /// the name of a Tabler icon: `inbox`, `phone-call`
    public let icon: String
    public let href: String
    /// what waits there; nothing is shown for nil and 0
    public let count: Int?
    /// a single key that leads there
    public let shortcut: String?
    /// under which name it stands with others; nil stands for itself
    public let group: NavigationGroup?

    public init(
        id: String, word: Word, icon: String, href: String, count: Int? = nil, shortcut: String? = nil,
        group: NavigationGroup? = nil
    ) {
        self.group = group
        self.id = id
        self.word = word
        self.icon = icon
        self.href = href
        self.count = count
        self.shortcut = shortcut
    }
}

/// Entries of the rail that are seldom needed at the same time stand behind one name.
public struct NavigationGroup: Sendable {
    public let id: String
    public let word: Word
    public let icon: String

    public init(id: String, word: Word, icon: String) {
        self.id = id
        self.word = word
        self.icon = icon
    }
}

/// A page above this one.
public struct Trail: Sendable {
    public let label: String
    public let url: String

    public init(_ label: String, url: String) {
        self.label = label
        self.url = url
    }
}
