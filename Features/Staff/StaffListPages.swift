import Handbook
import Kernel
import Web

/// 人员与岗位: the tree of units on the left, the people on the right.
struct StaffListPages {
    let viewer: Viewer
    let units: [Unit]
    let filter: StaffFilter
    /// shows accounts and who left; whoever manages staff
    let mayManage: Bool
    let rules: SessionRules

    private var t: Language { viewer.language }

    var acts: HTML? {
        guard mayManage else { return nil }
        return """
            \(linkButton(t(.unitNew), url: "/people/units/new"))\
            \(linkButton(t(.personNew), url: "/people/new", .primary, shortcut: "n"))
            """
    }

    /// Units under their parents, indented by ideographic spaces, which a screen reader passes over.
    func tree(_ query: FormData) -> HTML {
        let children = Dictionary(grouping: units, by: \.parent)
        func entries(below parent: Unit.ID?, depth: Int) -> [Views.Entry] {
            (children[parent] ?? []).flatMap { unit in
                [
                    Views.Entry(
                        String(repeating: "\u{3000}", count: depth) + unit.name,
                        url: address(query.replacing("unit", with: unit.id.rawValue)), isCurrent: filter.unit == unit.id
                    )
                ] + entries(below: unit.id, depth: depth + 1)
            }
        }
        let everybody = Views.Entry(
            t(.peopleEverywhere), url: address(query.replacing("unit", with: "")), isCurrent: filter.unit == nil)
        return Views([Views.Group(t(.peopleUnits), [everybody] + entries(below: nil, depth: 0))]).html
    }

    func list(_ lines: [PersonLine], total: Int, paging: Paging, query: FormData) -> HTML {
        let rows = lines.map { line in
            let posts = line.posts.map { "\($0.title(in: t)) · \($0.unit)" }.joined(separator: t(.listComma))
            var cells: [HTML] = ["<a href=\"/people/\(line.person.id.rawValue)\">\(line.person.name)</a>"]
            if mayManage { cells.append("\(line.person.account.text)") }
            cells += ["\(posts)", "\(line.person.phone?.description)"]
            if mayManage { cells.append(state(line)) }
            return Table.Row(cells, url: "/people/\(line.person.id)")
        }
        let columns =
            [Table.Column(t(.personName), .name)] + (mayManage ? [Table.Column(t(.signInAccount))] : [])
            + [Table.Column(t(.personPosts)), Table.Column(t(.personPhone))]
            + (mayManage ? [Table.Column(t(.personState))] : [])
        let content =
            rows.isEmpty
            ? EmptyState(icon: "users", t(.peopleNone)).html
            : Table(t(.peopleTitle), columns, isCompact: true).html(rows)
        return """
            <div class="stack">\(search(query))\(content)\
            \(paging.html(total: total, path: "/people", query: query, in: t))</div>
            """
    }

    private func search(_ query: FormData) -> HTML {
        let controls = Controls(Typed(["q": filter.text]), in: t)
        let tabs = Tabs(
            t(.personState), style: .chips,
            [
                Views.Entry(
                    t(.personActive), url: address(query.replacing("left", with: "")),
                    isCurrent: filter.isActive == true),
                Views.Entry(
                    t(.personInactive), url: address(query.replacing("left", with: "1")),
                    isCurrent: filter.isActive == false),
            ])
        return """
            <form method="get" action="/people" class="line" role="search">\
            \(controls.hidden("unit", filter.unit?.rawValue ?? ""))\
            \(controls.text("q", t(.peopleSearch), max: StaffFilter.longestText))\
            <button type="submit" class="btn btn-usual">\(t(.peopleSearchAct))</button></form>\
            \(mayManage ? tabs.html : nil)
            """
    }

    private func state(_ line: PersonLine) -> HTML {
        if !line.person.isActive { return StateBadge(.plain, t(.personInactive)).html }
        if mayManage, line.person.hasLapsedPassword(at: viewer.now, under: rules) {
            return StateBadge(.broken, t(.personLapsed)).html
        }
        if line.person.mustChoosePassword { return StateBadge(.waiting, t(.personNeverIn)).html }
        return StateBadge(.going, t(.personActive)).html
    }

    private func address(_ query: String) -> String { query.isEmpty ? "/people" : "/people?\(query)" }
}
