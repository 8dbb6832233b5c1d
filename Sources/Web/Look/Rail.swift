import Kernel

/// The table of contents of the product: a column of icons with their words, a bar at the thumb on a phone. What belongs
/// together stands behind one name; a group of one is that one.
struct Rail {
    let items: [NavigationItem]
    let section: String
    let language: Language

    /// So many places lie at a thumb's width beside each other on a phone; what is beyond stands behind 更多.
    private static let mostOnPhone = 6

    private enum Place {
        case entry(NavigationItem)
        case group(NavigationGroup, [NavigationItem])

        var members: [NavigationItem] {
            switch self {
            case .entry(let item): [item]
            case .group(_, let members): members
            }
        }
    }

    var html: HTML {
        let beyond = beyond
        let lines = places.enumerated().map { index, place -> HTML in
            let classes: HTML = beyond.contains(index) ? " class=\"beyond\"" : .empty
            return "<li\(classes)>\(shown(place))</li>"
        }
        return """
            <nav class="rail" aria-label="\(language(.mainNavigation))">\
            <a class="home" href="/" aria-label="\(language(.productName))">\(Mark.svg)</a>\
            <ul>\(lines)\(more(beyond))</ul></nav>
            """
    }

    /// What is used all day stands by itself and first; the groups follow.
    private var places: [Place] {
        var groups: [(NavigationGroup, [NavigationItem])] = []
        for item in items {
            guard let group = item.group, !groups.contains(where: { $0.0.id == group.id }) else { continue }
            groups.append((group, items.filter { $0.group?.id == group.id }))
        }
        let alone = items.filter { item in
            groups.allSatisfy { group, members in item.group?.id != group.id || members.count == 1 }
        }
        return alone.map(Place.entry) + groups.filter { $0.1.count > 1 }.map(Place.group)
    }

    /// Which places a phone has no room for: of those alone and of the groups the last, two groups staying in sight.
    private var beyond: Set<Int> {
        let count = places.count
        guard count > Self.mostOnPhone + 1 else { return [] }
        let alone = places.count { $0.members.count == 1 }
        let groups = min(count - alone, max(2, Self.mostOnPhone - alone))
        let kept = Set(0..<min(alone, Self.mostOnPhone - groups)).union(alone..<(alone + groups))
        return Set(0..<count).subtracting(kept)
    }

    private func shown(_ place: Place) -> HTML {
        switch place {
        case .entry(let item): entry(item)
        case .group(let group, let members):
            self.group(group.word, group.icon, members, members.map { "<li>\(entry($0))</li>" })
        }
    }

    private func entry(_ item: NavigationItem, isAgain: Bool = false) -> HTML {
        let key: HTML? = isAgain ? nil : item.shortcut.map { " data-shortcut=\"\($0)\"" }
        return """
            <a href="\(item.href)"\(item.id == section ? " aria-current=\"page\"" as HTML : .empty)\(key)>\
            \(Icon(item.icon).html)<span>\(language(item.word))</span>\(count(item.count))</a>
            """
    }

    /// A `<details>`, so that it opens without script.
    private func group(_ word: Word, _ icon: String, _ members: [NavigationItem], _ lines: [HTML]) -> HTML {
        let isHere = members.contains { $0.id == section }
        return """
            <details class="rail-group" data-behaviour="closes">\
            <summary\(isHere ? " class=\"here\"" as HTML : .empty)>\(Icon(icon).html)\
            <span>\(language(word))</span>\(count(members.compactMap(\.count).reduce(0, +)))</summary><ul>\(lines)</ul></details>
            """
    }

    /// On a phone alone: the places beyond, a group under its name.
    private func more(_ beyond: Set<Int>) -> HTML? {
        guard !beyond.isEmpty else { return nil }
        let hidden = beyond.sorted().map { places[$0] }
        let lines = hidden.flatMap { place -> [HTML] in
            let entries = place.members.map { "<li>\(entry($0, isAgain: true))</li>" as HTML }
            guard case .group(let group, _) = place else { return entries }
            return ["<li class=\"rail-head\">\(language(group.word))</li>"] + entries
        }
        return "<li class=\"rail-more\">\(group(.railMore, "dots", hidden.flatMap(\.members), lines))</li>"
    }

    private func count(_ number: Int?) -> HTML? {
        guard let number, number > 0 else { return nil }
        return "<b class=\"count\">\(number > 99 ? "99+" : String(number))</b>"
    }
}
