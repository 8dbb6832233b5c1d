import Handbook
import Kernel
import Web

/// The list of cases, and the form with which one begins.
struct CaseListPages {
    let viewer: Viewer
    let zone: Zone
    let names: [Staff.ID: String]
    let customers: [Customer.ID: Customer]
    let units: [Unit.ID: String]

    private var t: Language { viewer.language }

    func views(_ filter: CaseFilter, counts: [CaseFilter.View: Int]) -> HTML {
        func entry(_ view: CaseFilter.View, _ word: Word) -> Views.Entry {
            Views.Entry(
                t(word), url: "/cases?view=\(view.rawValue)", count: counts[view], isCurrent: filter.view == view)
        }
        return Views([
            Views.Group(
                nil,
                [
                    entry(.mine, .viewMine), entry(.today, .viewToday), entry(.late, .viewLate),
                    entry(.open, .viewOpen),
                    entry(.archived, .viewArchived), entry(.all, .viewAll),
                ])
        ]).html
    }

    func list(_ lines: [CaseLine], total: Int, filter: CaseFilter, paging: Paging, query: FormData) -> HTML {
        let table = Table(
            t(.casesTitle),
            [
                Table.Column(t(.caseSubject), .name), Table.Column(t(.caseCustomer)), Table.Column(t(.caseState)),
                Table.Column(t(.caseHandler)), Table.Column(t(.caseNext)),
            ])
        let body: HTML =
            lines.isEmpty
            ? EmptyState(
                icon: "inbox", t(.caseEmpty), act: linkButton(t(.caseNew), url: "/cases/new", .primary, shortcut: "n")
            ).html
            : "\(table.html(lines.map(row)))\(paging.html(total: total, path: "/cases", query: query, in: t))"
        return """
            <form method="get" action="/cases" class="search" role="search">\
            <input type="hidden" name="view" value="\(filter.view.rawValue)">\
            <input class="form-control" type="search" name="q" value="\(filter.search)" maxlength="80" \
            placeholder="\(t(.caseSearch))" aria-label="\(t(.caseSearch))" data-shortcut="/">\
            <button class="btn btn-usual">\(t(.caseSearchGo))</button></form>\
            <div id="case-list" data-behaviour="live" data-live="cases" data-live-mode="announce" \
            hx-get="/cases?\(query.replacing("page", with: query.text("page")))" hx-trigger="refresh" \
            hx-select="#case-list" hx-swap="outerHTML">\(body)</div>
            """
    }

    /// Whom a caller may be, and what is open for them: shown beside the form as soon as a number has been typed.
    func matches(_ matches: [(customer: Customer, open: [CaseLine])]) -> HTML {
        guard !matches.isEmpty else { return .empty }
        let lines = matches.map { match -> HTML in
            """
            <li><strong>\(match.customer.name.masked)</strong> \(match.customer.phone?.description ?? "") \
            \(match.customer.memberNumber)\
            \(match.open.isEmpty ? nil : " <span class=\"state warned\">\(t(.caseOpenOnes, String(match.open.count)))</span>" as HTML)\
            \(match.open.map { "<a href=\"/cases/\($0.id.rawValue)\">\($0.number) \($0.subject)</a>" as HTML })</li>
            """
        }
        return "<section class=\"matches\" aria-live=\"polite\"><h2>\(t(.caseMatches))</h2><ul>\(lines)</ul></section>"
    }

    private func row(_ line: CaseLine) -> Table.Row {
        let url = "/cases/\(line.id.rawValue)"
        let customer = line.customer.flatMap { customers[$0] }?.name.masked ?? t(.caseAnonymous)
        let severity: HTML =
            line.severity == .ordinary ? .empty : StateBadge(line.severity.tone, t(line.severity.word)).html
        return Table.Row(
            [
                """
                <a href="\(url)"><strong>\(line.subject)</strong></a>\
                <small>\(line.number) · \(t(line.type.word)) · \(units[line.unit] ?? "") \(severity)</small>
                """,
                "\(customer)", "\(StateBadge(line.state.tone, t(line.state.word)).html)",
                "\(line.handler.flatMap { names[$0] } ?? t(.caseNobody))", next(line),
            ],
            url: url, promise: promise(line))
    }

    private func next(_ line: CaseLine) -> HTML {
        if line.isSuspended { return StateBadge(.waiting, t(.clausePaused)).html }
        guard let due = line.nextDueAt else { return "<span class=\"soft\">\(t(.caseNoDeadline))</span>" }
        return """
            <time data-behaviour="relative-time" data-at="\(String(due.milliseconds))">\
            \(due.countdown(from: viewer.now, t))</time>\
            <small>\(due.dateAndTime(in: zone))\(line.nextClause.map { " \(ClauseMark($0).html)" as HTML })</small>
            """
    }

    /// In a list the bar counts from the report to the next deadline: enough to see what runs out.
    private func promise(_ line: CaseLine) -> HTML? {
        guard let due = line.nextDueAt, !line.state.isOver else { return nil }
        let whole = Double((due - line.reportedAt).milliseconds)
        let used = whole > 0 ? Double((viewer.now - line.reportedAt).milliseconds) / whole : 1
        return PromiseBar(
            used: line.isSuspended ? 0 : used, state: line.isSuspended ? .paused : nil, proof: due.dateAndTime(in: zone)
        ).html(in: t)
    }
}
