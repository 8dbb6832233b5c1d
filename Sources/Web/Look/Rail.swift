import Kernel

/// The table of contents of the product: a column of icons with their words, a bar at the thumb on a phone. What belongs
/// together stands behind one name; a group of one is that one.
struct Rail {
    let items: [NavigationItem]
    let section: String
    let language: Language

    var html: HTML {
        """
        <nav class="rail" aria-label="\(language(.mainNavigation))">\
        <a class="home" href="/" aria-label="\(language(.productName))">\(Mark.svg)</a>\
        <ul>\(lines)</ul></nav>
        """
    }

    /// What is used all day stands by itself and first; the groups follow.
    private var lines: [HTML] {
        var groups: [(NavigationGroup, [NavigationItem])] = []
        for item in items {
            guard let group = item.group, !groups.contains(where: { $0.0.id == group.id }) else { continue }
            groups.append((group, items.filter { $0.group?.id == group.id }))
        }
        let alone = items.filter { item in
            groups.allSatisfy { group, members in item.group?.id != group.id || members.count == 1 }
        }
        return alone.map(entry) + groups.filter { $0.1.count > 1 }.map(group)
    }

    private func entry(_ item: NavigationItem) -> HTML {
        """
        <li><a href="\(item.href)"\(item.id == section ? " aria-current=\"page\"" as HTML : .empty)\
        \(item.shortcut.map { " data-shortcut=\"\($0)\"" as HTML })>\(Icon(item.icon).html)\
        <span>\(language(item.word))</span>\(count(item.count))</a></li>
        """
    }

    /// A `<details>`, so that it opens without script.
    private func group(_ named: (NavigationGroup, [NavigationItem])) -> HTML {
        let (group, members) = named
        let isHere = members.contains { $0.id == section }
        let waiting = members.compactMap(\.count).reduce(0, +)
        return """
            <li><details class="rail-group" data-behaviour="closes">\
            <summary\(isHere ? " class=\"here\"" as HTML : .empty)>\(Icon(group.icon).html)\
            <span>\(language(group.word))</span>\(count(waiting))</summary><ul>\(members.map(entry))</ul></details></li>
            """
    }

    private func count(_ number: Int?) -> HTML? {
        guard let number, number > 0 else { return nil }
        return "<b class=\"count\">\(number > 99 ? "99+" : String(number))</b>"
    }
}
