import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// Search and saved views for programs.
enum SearchApiRoutes {
    static let operations = [search, similar, views, view, keep, rename, delete, cases]

    /// As many as are read at a glance.
    private static let mostSimilar = 5

    private static let search = ApiOperation(
        method: .get, path: "/search", name: "search", summary: .apiSearch, scope: .readCases,
        query: .asked { _ = try? question($0) } + [ApiPage.query[1]], answer: "SearchResult"
    ) { tx, actor, call in
        let page = try ApiPage(call)
        let (query, tab, filter) = try question(call.query)
        let before = page.cursor.map { SearchNumber(value: max(0, $0.key)) }
        let view = try tx.search.view(query, tab, filter, before: before, for: actor)
        // Who may not read customers with this token does not find them either.
        return ApiReply(body: SearchDocument(view, showsCustomers: call.scopes.contains(.readCustomers)))
    }

    /// The text is sent in the body: what is being written stands in no log of addresses.
    private static let similar = ApiOperation(
        method: .post, path: "/search/similar", name: "search.similar", summary: .apiSimilar, scope: .readCases,
        body: .asked { _ = try? form($0.required("text", max: 4000)) }, answer: "SimilarList",
        way: .reading { tx, actor, call in
            let text = try form(call.form.required("text", max: 4000))
            let scope = SearchScope(reach: actor.units(permitting: .readCase), staff: actor.staff.id)
            let found = try tx.search.similar(to: text, scope, but: nil, limit: mostSimilar)
            return ApiReply(body: ListDocument(entries: found.map(SimilarDocument.init), next: nil))
        })

    private static let views = ApiOperation(
        method: .get, path: "/case-views", name: "view.list", summary: .apiViews, scope: .readCases, answer: "ViewList"
    ) { tx, actor, call in
        let lines = try tx.savedViewLines(for: actor, in: call.viewer.zone)
        return ApiReply(body: ListDocument(entries: lines.map(ViewDocument.init), next: nil))
    }

    private static let view = ApiOperation(
        method: .get, path: "/case-views/:id", name: "view.read", summary: .apiView, scope: .readCases, answer: "View"
    ) { tx, actor, call in
        ApiReply(body: ViewDocument(try seen(call.identifier(), tx, actor, call)))
    }

    private static let keep = ApiOperation(
        method: .post, path: "/case-views", name: "view.keep", summary: .apiViewKeep, scope: .writeCases,
        body: .asked { _ = try? wish($0) }, answer: "View", status: .created
    ) { tx, actor, call in
        let (name, query, isShared) = try wish(call.form)
        // What is kept is what the filter understands, in its own spelling.
        let view = try tx.savedViews.add(
            named: name, CaseFilter(address: query).query, sharedWith: isShared ? actor.mainHolding?.unit : nil,
            by: actor)
        return try ApiReply(seen(view.id, tx, actor, call))
    }

    private static let rename = ApiOperation(
        method: .post, path: "/case-views/:id/name", name: "view.name", summary: .apiViewRename, scope: .writeCases,
        body: .asked { _ = try? name($0) }, answer: "View"
    ) { tx, actor, call in
        let id: SavedView.ID = try call.identifier()
        try tx.savedViews.rename(id, to: name(call.form), by: actor)
        return try ApiReply(seen(id, tx, actor, call))
    }

    private static let delete = ApiOperation(
        method: .delete, path: "/case-views/:id", name: "view.deletion", summary: .apiViewDelete, scope: .writeCases,
        answer: "Done"
    ) { tx, actor, call in
        try tx.savedViews.delete(call.identifier(), by: actor)
        return ApiReply(body: DoneDocument(tx))
    }

    private static let cases = ApiOperation(
        method: .get, path: "/case-views/:id/cases", name: "view.cases", summary: .apiViewCases, scope: .readCases,
        query: ApiPage.query, answer: "CaseList"
    ) { tx, actor, call in
        let page = try ApiPage(call)
        let filter = try seen(call.identifier(), tx, actor, call).filter
        let lines = try tx.caseLists.page(
            filter, for: CaseReader(actor, in: call.viewer.zone),
            from: page.cursor.map { CaseCursor(key: $0.key, id: Case.ID($0.id)) }, limit: page.limit)
        let last = lines.count == page.limit ? lines.last : nil
        return ApiReply(
            body: ListDocument(
                entries: lines.map(CaseSummaryDocument.init(line:)),
                next: last.map { ApiCursor(key: filter.key(of: $0), id: $0.id.rawValue).text }))
    }

    private static func seen(
        _ id: SavedView.ID, _ tx: Transaction, _ actor: Actor, _ call: ApiCall
    ) throws -> SavedViewLine {
        guard let line = try tx.savedViewLines(for: actor, in: call.viewer.zone).first(where: { $0.view.id == id })
        else { throw NotFound() }
        return line
    }

    private static func question(_ query: FormData) throws(Invalid) -> (SearchQuery, SearchTab?, SearchFilter) {
        let values = try form(
            query.required("q", max: SearchQuery.longest), query.optionalChoice("kind", of: SearchTab.self),
            query.optionalChoice("period", of: SearchFilter.Period.self),
            query.optionalIdentifier("unit", of: Unit.self),
            query.optionalChoice("progress", of: SearchFilter.Progress.self))
        let filter = SearchFilter(period: values.2 ?? .any, unit: values.3, progress: values.4)
        return (SearchQuery(values.0), values.1, filter)
    }

    private static func wish(_ typed: FormData) throws(Invalid) -> (String, String, Bool) {
        try form(
            typed.required("name", max: SavedView.longestName), typed.required("query", max: SavedView.longestQuery),
            typed.ticked("share"))
    }

    private static func name(_ typed: FormData) throws(Invalid) -> String {
        try form(typed.required("name", max: SavedView.longestName))
    }
}

extension ApiReply {
    fileprivate init(_ line: SavedViewLine) throws {
        try self.init(record: ViewDocument(line), id: line.view.id.rawValue)
    }
}
