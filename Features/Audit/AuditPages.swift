import Handbook
import Kernel
import Web

/// The record of events, for those who may read it: a filter, what the chain says, and the events themselves.
struct AuditPages {
    /// One event with the names of what it speaks of.
    struct Line: Equatable {
        let event: Event
        let actor: String?
        let unit: String?
        let label: SubjectLabel?
        /// The people its details speak of, by id.
        var people: [String: String] = [:]
        /// The posts of its unit, by code.
        var posts: [String: Post] = [:]
    }

    /// Where the chain stands.
    struct Chain: Equatable {
        let head: ChainHead
        let unsealed: Int
    }

    let viewer: Viewer
    var types = CaseTypeNames.plain

    private var t: Language { viewer.language }

    func list(_ lines: [Line], total: Int, chain: Chain, paging: Paging, query: FormData, typed: Typed) -> HTML {
        let table = Table(
            t(.auditTitle),
            [
                Table.Column(t(.auditEvent), .name), Table.Column(t(.auditRecord)), Table.Column(t(.auditActor)),
                Table.Column(t(.auditUnit)), Table.Column(t(.auditTime)), Table.Column(t(.auditDetails)),
            ], isCompact: true)
        let body: HTML =
            lines.isEmpty
            ? EmptyState(icon: "shield-check", t(.auditNone)).html
            : "\(table.html(lines.map(row)))\(paging.html(total: total, path: "/audit", query: query, in: t))"
        return "\(standing(chain))\(filter(typed))\(body)"
    }

    private func standing(_ chain: Chain) -> HTML {
        let sealed = t(.auditSealed, String(chain.head.position), String(chain.unsealed))
        return Remark(
            .plain, "<p>\(sealed)</p><p class=\"soft\">\(t(.auditHead)) <code>\(chain.head.description)</code></p>"
        ).html
    }

    private func filter(_ typed: Typed) -> HTML {
        let controls = Controls(typed, in: t)
        let subjects = Subject.Kind.allCases.map { Choice($0.rawValue, t($0.word)) }
        let kinds = EventKind.allCases.map { Choice($0.rawValue, t($0.word)) }
        return """
            <form method="get" action="/audit" class="panel" role="search">\
            <div class="fields">\
            \(controls.select("subject", t(.auditRecordKind), subjects, blank: t(.auditAll)))\
            \(controls.text("record", t(.auditRecordNumber), max: 64))\
            \(controls.select("kind", t(.auditEvent), kinds, blank: t(.auditAll)))\
            \(controls.text("account", t(.auditAccount), max: 64))\
            \(controls.date("from", t(.auditFrom)))\(controls.date("to", t(.auditTo)))</div>\
            <p><button class="btn btn-usual">\(t(.auditGo))</button></p></form>
            """
    }

    private func row(_ line: Line) -> Table.Row {
        let event = line.event
        let details = event.details.sorted { $0.key < $1.key }.map { name, value -> HTML in
            let called = EventDetail(
                name: name, value: value, people: line.people, posts: line.posts, types: types,
                zone: viewer.zone)
            let title: HTML = "<span class=\"soft\">\(called.title(in: t))</span>"
            let whole: HTML? = called.isID ? " title=\"\(value)\"" : nil
            return "<span class=\"detail\"\(whole)>\(title) \(called.text(in: t))</span> "
        }
        return Table.Row([
            "\(t(event.kind.word))", record(line), "\(line.actor ?? t(.auditByHouse))", "\(line.unit ?? "")",
            "<time>\(event.at.dateAndTime(in: viewer.zone))</time>", HTML(details),
        ])
    }

    private func record(_ line: Line) -> HTML {
        let kind = t(line.event.subject.kind.word)
        guard let label = line.label else { return "\(kind)" }
        let title = label.number ?? label.title
        return label.url.map { "\(kind) <a href=\"\($0)\">\(title)</a>" } ?? "\(kind) \(title)"
    }
}
