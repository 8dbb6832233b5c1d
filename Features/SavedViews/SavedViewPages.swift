import Handbook
import Kernel
import Web

/// One view as the column and the page of views show it.
struct SavedViewLine: Sendable {
    let view: SavedView
    let filter: CaseFilter
    /// Nothing where it was not counted.
    let count: Int?
    let unitName: String?
    let mayChange: Bool
    let isDefault: Bool
}

/// The saved views in the column beside the list, the way to save one, and the page on which they are kept in order.
struct SavedViewPages {
    let lines: [SavedViewLine]
    let viewer: Viewer

    private var t: Language { viewer.language }

    func groups(current: CaseFilter) -> [Views.Group] {
        [(Word.savedTeam, lines.filter { $0.view.unit != nil }), (.savedOwn, lines.filter { $0.view.unit == nil })]
            .filter { !$0.1.isEmpty }
            .map { title, lines in
                Views.Group(
                    t(title),
                    lines.map { line in
                        Views.Entry(
                            line.view.name, url: "/cases?\(line.filter.query)", count: line.count,
                            isCurrent: line.filter == current)
                    })
            }
    }

    /// Under the column: where views are managed.
    var link: HTML {
        lines.isEmpty ? .empty : "<p class=\"views-foot\"><a href=\"/case-views\">\(t(.savedManage))</a></p>"
    }

    /// Beside the chips: the list as it is filtered now, kept under a name.
    func saver(_ filter: CaseFilter, unit: Choice?) -> HTML {
        guard !filter.fields.isEmpty, !lines.contains(where: { $0.filter == filter }) else { return .empty }
        let form = Controls(.blank, in: t, prefix: "save-")
        return """
            <details class="saver" data-behaviour="closes"><summary data-shortcut="s">\(t(.savedSave))</summary>\
            \(viewer.form(to: "/case-views", """
                \(form.hidden("query", filter.query))\
                \(form.text("name", t(.savedName), required: true, max: SavedView.longestName))\
                \(unit.map { form.checkbox("share", t(.savedShare, $0.label)) })\
                \(viewer.submit(t(.savedSave)))
                """))</details>
            """
    }

    var page: HTML {
        guard !lines.isEmpty else {
            return EmptyState(icon: "filter", t(.savedEmpty), act: linkButton(t(.casesTitle), url: "/cases")).html
        }
        let table = Table(
            t(.savedViews),
            [Table.Column(t(.savedName), .name), Table.Column(t(.savedViews)), Table.Column("", .act)])
        return table.html(
            lines.map { line in
                let url = "/case-views/\(line.view.id.rawValue)"
                let form = Controls(Typed(["name": line.view.name]), in: t, prefix: "\(line.view.id.rawValue)-")
                let change: HTML? =
                    line.mayChange
                    ? """
                    <details class="more"><summary>\(t(.savedRename))</summary>\(viewer.form(to: "\(url)/name", """
                        \(form.text("name", t(.savedName), required: true, max: SavedView.longestName))\
                        \(viewer.submit(t(.savedRename), .usual))
                        """))</details>
                    """ : nil
                let acts: HTML? =
                    line.mayChange
                    ? """
                    \(viewer.button(to: "\(url)/moving-up", t(.savedMoveUp), .quiet))\
                    \(viewer.button(to: "\(url)/deletion", t(.savedDelete), .destructive))
                    """ : nil
                return Table.Row([
                    """
                    <a href="/cases?\(line.filter.query)"><strong>\(line.view.name)</strong></a>\
                    <small>\(line.unitName.map { t(.savedShared, $0) } ?? t(.savedPersonal))</small>\(change)
                    """,
                    "\(line.isDefault ? StateBadge(.done, t(.savedIsDefault)).html : nil)",
                    """
                    \(line.isDefault
                        ? viewer.button(to: "/case-views/default", t(.savedNoDefault), .quiet)
                        : viewer.button(to: "\(url)/default", t(.savedDefault), .quiet))\(acts)
                    """,
                ])
            })
    }
}
