public import Kernel

/// The column of views beside a list: 我的待办 12, 今日到期 5, …, in groups. Give it to `Frame.page(list:)`.
public struct Views: Sendable {
    public struct Entry: Sendable {
        let label: String
        let url: String
        let count: Int?
        let isCurrent: Bool

        public init(_ label: String, url: String, count: Int? = nil, isCurrent: Bool = false) {
            self.label = label
            self.url = url
            self.count = count
            self.isCurrent = isCurrent
        }
    }

    public struct Group: Sendable {
        let title: String?
        let entries: [Entry]

        public init(_ title: String? = nil, _ entries: [Entry]) {
            self.title = title
            self.entries = entries
        }
    }

    let groups: [Group]

    public init(_ groups: [Group]) { self.groups = groups }

    public var html: HTML {
        HTML(
            groups.map { group -> HTML in
                "\(group.title.map { "<h2>\($0)</h2>" as HTML })<ul>\(group.entries.map(Views.line))</ul>"
            })
    }

    private static func line(_ entry: Entry) -> HTML {
        """
        <li><a href="\(entry.url)"\(entry.isCurrent ? " aria-current=\"page\"" as HTML : .empty)>\
        <span>\(entry.label)</span>\(entry.count.map { "<b class=\"figure\">\($0)</b>" as HTML })</a></li>
        """
    }
}

/// Links side by side of which one is where we are: the parts of a page, or filters of a list.
public struct Tabs: Sendable {
    public enum Style: String, Sendable { case tabs, chips }

    let label: String
    let style: Style
    let entries: [Views.Entry]

    public init(_ label: String, style: Style = .tabs, _ entries: [Views.Entry]) {
        self.label = label
        self.style = style
        self.entries = entries
    }

    public var html: HTML {
        let links = entries.map { entry -> HTML in
            """
            <a href="\(entry.url)"\(entry.isCurrent ? " aria-current=\"page\"" as HTML : .empty)>\(entry.label)\
            \(entry.count.map { " <b class=\"figure\">\($0)</b>" as HTML })</a>
            """
        }
        return "<nav class=\"\(style.rawValue)\" aria-label=\"\(label)\">\(links)</nav>"
    }
}
