import Kernel
import Testing

@testable import Web

struct RailTests {
    private static func items(_ alone: Int, groups: Int) -> [NavigationItem] {
        func item(_ id: String, _ group: NavigationGroup? = nil) -> NavigationItem {
            NavigationItem(
                id: id, word: Word(id, id), icon: "sun", href: "/\(id)", count: id == "g2-1" ? 3 : nil, shortcut: "1",
                group: group)
        }
        let grouped = (0..<groups).flatMap { number in
            let group = NavigationGroup(id: "g\(number)", word: Word("G\(number)", "G\(number)"), icon: "sun")
            return (0..<2).map { item("g\(number)-\($0)", group) }
        }
        return (0..<alone).map { item("a\($0)") } + grouped
    }

    private static func html(_ alone: Int, groups: Int, at section: String = "a0") -> String {
        Rail(items: items(alone, groups: groups), section: section, language: .chinese).html.description
    }

    /// A phone has room for seven: six places and the rest, or all where there are seven.
    @Test(arguments: [(4, 3, 0), (5, 3, 2), (6, 4, 4), (8, 0, 2), (2, 6, 2)])
    func whatAPhoneHasNoRoomForStandsBehindMore(_ alone: Int, _ groups: Int, _ beyond: Int) {
        let html = Self.html(alone, groups: groups)
        #expect(html.ranges(of: "class=\"beyond\"").count == beyond)
        #expect(html.contains("rail-more") == (beyond > 0))
    }

    @Test func theFirstPlacesAndTwoGroupsStayInSight() {
        let more = Self.html(6, groups: 4).split(separator: "rail-more").last.map(String.init) ?? ""
        for hidden in ["/a4", "/a5", "/g2-0", "/g2-1", "/g3-1"] { #expect(more.contains("href=\"\(hidden)\"")) }
        for shown in ["/a0", "/a3", "/g0-0", "/g1-1"] { #expect(!more.contains("href=\"\(shown)\"")) }
        #expect(!more.contains("data-shortcut"), "a key leads to one place once")
        #expect(more.contains("<b class=\"count\">3</b>"), "what waits behind it is counted on it")
    }

    @Test func whereOneIsBehindMoreMoreSaysSo() {
        let more = Self.html(6, groups: 4, at: "g3-0").split(separator: "rail-more").last.map(String.init) ?? ""
        #expect(more.contains("<summary class=\"here\">"))
    }
}
