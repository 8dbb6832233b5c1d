import Handbook
import Kernel
import Web

/// The list of cases, and whom a caller may be.
struct CaseListPages {
    let viewer: Viewer
    let zone: Zone
    let names: [Staff.ID: String]
    let customers: [Customer.ID: Customer]
    let units: [Unit.ID: String]
    var types = CaseTypeNames.plain

    private var t: Language { viewer.language }

    func views(_ filter: CaseFilter, counts: [CaseFilter.View: Int]) -> [Views.Group] {
        let entries = CaseFilter.View.allCases.map { view in
            Views.Entry(
                t(view.word), url: "/cases?view=\(view.rawValue)", count: counts[view], isCurrent: filter.view == view)
        }
        return [Views.Group(nil, entries)]
    }

    /// The part that is asked for again when something has changed: totals, rows, pages.
    func list(_ page: CaseListPage) -> HTML {
        let filter = page.filter
        let empty = EmptyState(
            icon: filter.fields.isEmpty ? "inbox" : "filter-off",
            filter.fields.isEmpty ? t(.caseEmpty) : t(.listNothing),
            act: filter.fields.isEmpty
                ? page.mayCreate ? linkButton(t(.caseNew), url: "/cases/new", .primary) : nil
                : linkButton(t(.listClear), url: CaseFilterPages.url(filter.bare)))
        let body: HTML =
            page.lines.isEmpty ? empty.html : "\(table(page))\(CasePagingPages(page: page, language: t).html)"
        return """
            <div id="case-list" data-behaviour="live" data-live="cases" data-live-mode="announce" \
            data-live-count="/cases/arrivals?\(filter.query)&amp;since=\(String(viewer.now.milliseconds))" \
            hx-get="/cases?\(page.address)" hx-trigger="refresh" \
            hx-select="#case-list" hx-swap="outerHTML">\
            \(CaseTotalsPages(totals: page.totals, filter: filter, language: t).html)\(body)</div>
            """
    }

    private func table(_ page: CaseListPage) -> HTML {
        """
        <div class="table-frame" role="region" aria-label="\(t(.casesTitle))" tabindex="0">\
        <table class="rows case-rows" data-behaviour="rows peek"><caption class="unseen">\(t(.casesTitle))</caption>\
        <thead><tr>\(page.isSelectable ? "<td class=\"pick\"><input type=\"checkbox\" class=\"form-check-input\" data-select-page aria-label=\"\(t(.batchSelectPage))\"></td>" as HTML : .empty)\
        <th scope="col" class="name">\(t(.caseSubject))</th><th scope="col">\(t(.caseCustomer))</th>\
        <th scope="col">\(t(.caseState))</th><th scope="col">\(t(.caseHandler))</th>\
        <th scope="col">\(t(.caseNext))</th></tr></thead><tbody>\(page.lines.map { row($0, in: page) })</tbody></table></div>
        """
    }

    private func row(_ line: CaseLine, in page: CaseListPage) -> HTML {
        let url = "/cases/\(line.id.rawValue)?\(page.inList)"
        let known = line.customer.flatMap { customers[$0] }
        let customer = known?.name.masked ?? t(.caseAnonymous)
        let severity: HTML =
            line.severity == .ordinary ? .empty : StateBadge(line.severity.tone, t(line.severity.word)).html
        return """
            <tr data-href="\(url)" tabindex="-1" class="promised">\(page.isSelectable ? pick(line) : .empty)<td class="name" data-label="\(t(.caseSubject))">\
            <a href="\(url)"><strong>\(Cover(of: known, [])(line.subject))</strong></a>\
            <small>\(line.number) · \(t(types.word(line.type))) · \(units[line.unit] ?? "") \(severity)</small>\(promise(line))</td>\
            <td data-label="\(t(.caseCustomer))">\(customer)</td>\
            <td data-label="\(t(.caseState))">\(StateBadge(line.state.tone, t(line.state.word)).html)</td>\
            <td data-label="\(t(.caseHandler))">\(line.handler.flatMap { names[$0] } ?? t(.caseNobody))</td>\
            <td data-label="\(t(.caseNext))">\(next(line))</td></tr>
            """
    }

    private func pick(_ line: CaseLine) -> HTML {
        """
        <td class="pick"><input type="checkbox" class="form-check-input" name="id" value="\(line.id.rawValue)" \
        form="batch" aria-label="\(t(.batchSelect, line.number))"></td>
        """
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

/// One page of a list, as it is shown.
struct CaseListPage: Sendable {
    let filter: CaseFilter
    let lines: [CaseLine]
    let totals: CaseTotals
    let page: Int
    let size: Int
    let cursor: CaseCursor?
    let mayCreate: Bool
    var isSelectable = false

    /// The address of this very page.
    var address: String { address(page: page, from: cursor) }

    func address(page: Int, from cursor: CaseCursor?) -> String {
        var values = filter.values
        if page > 1 { values["page"] = [String(page)] }
        if let cursor { values[cursor.isBackward ? "before" : "after"] = [cursor.text] }
        return FormData(values).replacing("", with: "")
    }

    /// What a case's address carries, so that «next» and «previous» know in which list.
    var inList: String { FormData(["list": [filter.query]]).replacing("", with: "") }

    /// The place after the last row, and the place before the first one.
    var next: CaseCursor? { lines.last.map { CaseCursor(key: filter.key(of: $0), id: $0.id) } }
    var previous: CaseCursor? { lines.first.map { CaseCursor(key: filter.key(of: $0), id: $0.id, isBackward: true) } }
}

/// From case to case within the list one came from.
struct CaseWalk {
    let list: CaseFilter
    let previous: Case.ID?
    let next: Case.ID?
    let language: Language

    var html: HTML {
        "\(step(previous, "chevron-up", .walkPrevious, key: "["))\(step(next, "chevron-down", .walkNext, key: "]"))"
    }

    private func step(_ id: Case.ID?, _ icon: String, _ word: Word, key: String) -> HTML {
        guard let id else {
            return "<span class=\"btn btn-usual disabled\" aria-hidden=\"true\">\(Icon(icon).html)</span>"
        }
        let query = FormData(["list": [list.query]]).replacing("", with: "")
        return """
            <a class="btn btn-usual" href="/cases/\(id.rawValue)?\(query)" aria-label="\(language(word))" \
            title="\(language(word))" data-shortcut="\(key)">\(Icon(icon).html)<kbd>\(key)</kbd></a>
            """
    }
}

/// Page numbers as far as they reach, and beyond them the way on from page to page.
struct CasePagingPages {
    let page: CaseListPage
    let language: Language

    var html: HTML {
        let t = language
        let counted = min(page.totals.count, CaseTotals.bound)
        let last = max(1, (counted + page.size - 1) / page.size)
        let hasNext = page.lines.count == page.size && (page.totals.isBounded || page.page < last)
        guard last > 1 || page.page > 1 else { return .empty }
        let first = (page.page - 1) * page.size + 1
        let near = Set([1, 2, last] + Array((page.page - 2)...(page.page + 2))).filter { (1...last).contains($0) }
            .sorted()
        var numbers: [HTML] = []
        for (index, number) in near.enumerated() {
            if index > 0, number > near[index - 1] + 1 { numbers.append("<span aria-hidden=\"true\">…</span>") }
            numbers.append(
                number == page.page
                    ? "<a class=\"btn btn-ghost\" aria-current=\"page\" href=\"/cases?\(page.address)\">\(number)</a>"
                    : "<a class=\"btn btn-ghost\" href=\"/cases?\(page.address(page: number, from: nil))\">\(number)</a>"
            )
        }
        if page.page > last { numbers.append("<span aria-current=\"page\">\(t(.listPage, String(page.page)))</span>") }
        return """
            <nav class="paging" aria-label="\(t(.listPages))"><span>\
            \(t(.listRange, String(first), String(first + page.lines.count - 1)))</span>\
            \(page.page > 1 ? step(page.page - 1, page.previous, "chevron-left", t(.listPrevious), "prev") : nil)\
            \(numbers)\(hasNext ? step(page.page + 1, page.next, "chevron-right", t(.listNext), "next") : nil)</nav>
            """
    }

    private func step(_ number: Int, _ cursor: CaseCursor?, _ icon: String, _ label: String, _ rel: String) -> HTML {
        // The first page is the first page, whatever has come meanwhile.
        let address = page.address(page: number, from: number == 1 ? nil : cursor)
        return """
            <a class="btn btn-ghost" rel="\(rel)" href="/cases?\(address)" aria-label="\(label)">\(Icon(icon).html)</a>
            """
    }
}

extension CaseListPages {
    /// Whom a caller may be, and what is open for them: shown beside the form as soon as a number has been typed.
    func matches(_ matches: [(customer: Customer, open: [CaseLine])], chosen: String = "") -> HTML {
        guard !matches.isEmpty else { return .empty }
        let lines = matches.map { match -> HTML in
            """
            <li><label><input type="radio" name="customer" value="\(match.customer.id.rawValue)"\
            \(attribute: "checked", if: chosen == match.customer.id.rawValue)> \
            <strong>\(match.customer.shownName)</strong> \(match.customer.phone?.description ?? "") \
            \(match.customer.memberNumber)</label> \(CustomerMarkPages(customer: match.customer, language: t).html)\
            \(match.open.isEmpty ? nil : " <span class=\"state warned\">\(t(.caseOpenOnes, String(match.open.count)))</span>" as HTML)\
            \(match.open.map { "<a href=\"/cases/\($0.id.rawValue)\">\($0.number) \($0.subject)</a>" as HTML })</li>
            """
        }
        return """
            <fieldset class="matches"><legend>\(t(.caseMatches))</legend><ul>\
            <li><label><input type="radio" name="customer" value=""\(attribute: "checked", if: chosen.isEmpty)> \
            \(t(.contactNobodyChosen))</label></li>\(lines)</ul></fieldset>
            """
    }
}
