import Kernel

/// The table of contents of the product: a column of icons with their words, a bar at the thumb on a phone.
struct Rail {
    let items: [NavigationItem]
    let section: String
    let language: Language

    var html: HTML {
        """
        <nav class="rail" aria-label="\(language(.mainNavigation))">\
        <a class="home" href="/" aria-label="\(language(.productName))">\(Mark.svg)</a>\
        <ul>\(items.map(entry))</ul></nav>
        """
    }

    private func entry(_ item: NavigationItem) -> HTML {
        """
        <li><a href="\(item.href)"\(item.id == section ? " aria-current=\"page\"" as HTML : .empty)\
        \(item.shortcut.map { " data-shortcut=\"\($0)\"" as HTML })>\(Icon(item.icon).html)\
        <span>\(language(item.word))</span>\(count(item.count))</a></li>
        """
    }

    private func count(_ number: Int?) -> HTML? {
        guard let number, number > 0 else { return nil }
        return "<b class=\"count\">\(number > 99 ? "99+" : String(number))</b>"
    }
}
