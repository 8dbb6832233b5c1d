import Kernel
import Web

/// The parts that the pages about people share.
enum StaffParts {
    static func panel(_ title: String, id: String? = nil, _ content: HTML) -> HTML {
        "<section class=\"panel\"\(id.map { " id=\"\($0)\"" as HTML })><h2>\(title)</h2>\(content)</section>"
    }

    static func facts(_ facts: [(String, HTML)]) -> HTML {
        "<dl class=\"facts\">\(facts.map { "<dt>\($0.0)</dt><dd>\($0.1)</dd>" as HTML })</dl>"
    }

    /// Folded away until it is asked for; open again with what was typed.
    static func folded(_ title: String, isOpen: Bool = false, _ content: HTML) -> HTML {
        "<details class=\"more\"\(attribute: "open", if: isOpen)><summary>\(title)</summary><div class=\"stack\">\(content)</div></details>"
    }

    /// What was refused, above the form in which it was asked for.
    static func refusal(_ refusal: (any Explainable)?, in t: Language) -> HTML? {
        refusal.map { "<div class=\"remark broken\" role=\"alert\"><p>\($0.sentence(in: t))</p></div>" }
    }

    static func sessions(_ sessions: [Session], _ viewer: Viewer, act: (Session) -> HTML) -> HTML {
        let t = viewer.language
        guard !sessions.isEmpty else { return "<p>\(t(.personNoSessions))</p>" }
        return Table(
            t(.meSessions),
            [
                Table.Column(t(.sessionWhere), .name), Table.Column(t(.sessionSince)), Table.Column(t(.sessionSeen)),
                Table.Column("", .act),
            ], isCompact: true
        ).html(
            sessions.map { session in
                Table.Row([
                    "\(session.address)<br><small>\(browser(session.agent))</small>",
                    time(session.startedAt, viewer), time(session.seenAt, viewer), act(session),
                ])
            })
    }

    static func time(_ instant: Instant, _ viewer: Viewer) -> HTML {
        "<time title=\"\(instant.dateAndTime(in: viewer.zone))\">\(instant.relative(to: viewer.now, in: viewer.zone, viewer.language))</time>"
    }

    /// Browser and system, as people call them; otherwise the beginning of what the browser says.
    static func browser(_ agent: String) -> String {
        let browsers = [
            ("MicroMessenger", "WeChat"), ("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"),
            ("Safari/", "Safari"),
        ]
        let systems = [
            ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
            ("Mac OS X", "macOS"), ("Linux", "Linux"),
        ]
        let known = [browsers, systems].compactMap { list in list.first { agent.contains($0.0) }?.1 }
        return known.isEmpty ? String(agent.prefix(60)) : known.joined(separator: " · ")
    }
}
