import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// GET /cases                  the list, by view and filter, page by page
/// GET /cases/arrivals         how many have come in under a filter since a page was shown
struct CaseListRoutes {
    let desk: Workplace

    static let pageSize = 50
    /// Saved views whose cases are counted beside the list.
    static let countedViews = 12

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/cases", use: list)
        routes.get("/cases/arrivals", use: arrivals)
    }

    @Sendable func list(_ request: Request, _ context: SignedIn) async throws -> HTML {
        let query = context.query
        let cursor = CaseCursor(query)
        let number = max(1, Int(query.text("page")) ?? 1)
        let viewer = context.viewer
        return try await desk.read(context) { tx, actor in
            let reader = CaseReader(actor, in: viewer.zone)
            let saved = try tx.savedViewLines(for: actor, in: viewer.zone, counting: Self.countedViews)
            // «Cases» without any wish opens with the view chosen as first.
            let first = query.isEmpty ? saved.first(where: \.isDefault)?.filter : nil
            let filter = first ?? CaseFilter(query)
            let kinds = CaseBatchBar.kinds(for: actor)
            // Without a place only the numbered pages can be asked for.
            let asked = cursor == nil ? min(number, CaseTotals.bound / Self.pageSize) : min(number, 1_000_000)
            let lines = try tx.caseLists.page(
                filter, for: reader, from: cursor, limit: Self.pageSize,
                offset: cursor == nil ? (asked - 1) * Self.pageSize : 0)
            let page = CaseListPage(
                filter: filter, lines: lines, totals: try tx.caseLists.totals(filter, for: reader), page: asked,
                size: Self.pageSize, cursor: cursor, mayCreate: actor.holds(.createCase),
                isSelectable: !kinds.isEmpty)
            var pages = CaseListPages(
                viewer: viewer, zone: viewer.zone, names: try tx.names(of: Set(lines.compactMap(\.handler))),
                customers: try tx.customers.find(Set(lines.compactMap(\.customer))),
                units: try tx.unitNames(of: Set(lines.map(\.unit))))
            let t = viewer.language
            let filters = CaseFilterPages(
                filter: filter, names: try tx.filterNames(filter, for: actor), language: t)
            pages.types = filters.names.types
            let counts = try tx.caseLists.counts(for: reader)
            let views = SavedViewPages(lines: saved, viewer: viewer)
            let team = try actor.mainHolding.flatMap { holding -> Choice? in
                guard actor.may(.reassignCase, in: holding.unit, isOwn: false) else { return nil }
                return Choice(holding.unit.rawValue, try tx.units.require(holding.unit).name)
            }
            return desk.frame(
                viewer, actor, title: t(.casesTitle), section: .cases,
                acts: """
                    \(exportButton("cases", FormData(filter.values), for: actor, in: t))\
                    \(page.mayCreate ? linkButton(t(.caseNew), url: "/cases/new", .primary, shortcut: "n") : nil)
                    """
            ).page(
                content: """
                    \(filters.html(saver: views.saver(filter, unit: team)))\(pages.list(page))\
                    \(CaseBatchBar(filter: filter, viewer: viewer, kinds: kinds).html)
                    """,
                list: """
                    \(Views(pages.views(filter, counts: counts) + views.groups(current: filter)).html)\(views.link)
                    """)
        }
    }

    /// The sentence of the announcement, or nothing.
    @Sendable func arrivals(_ request: Request, _ context: SignedIn) async throws -> HTML {
        let filter = CaseFilter(context.query)
        let since = Instant(milliseconds: Int64(context.query.text("since")) ?? context.viewer.now.milliseconds)
        let viewer = context.viewer
        return try await desk.read(context) { tx, actor in
            let count = try tx.caseLists.arrivals(under: filter, since: since, for: CaseReader(actor, in: viewer.zone))
            return count == 0 ? .empty : "\(viewer.language(.arrivalsOne, String(count)))"
        }
    }
}

extension CaseReader {
    init(_ actor: Actor, in zone: Zone) {
        self.init(staff: actor.staff.id, reach: actor.units(permitting: .readCase), zone: zone)
    }
}

extension Transaction {
    /// The names that chips and panel of a filter show.
    /// 全部工单，状态：已登记: the filter of a list in the words of its chips.
    func filterText(_ query: String, for actor: Actor, in t: Language) throws -> String {
        let filter = CaseFilter(address: query)
        let pages = CaseFilterPages(filter: filter, names: try filterNames(filter, for: actor), language: t)
        let fields = filter.fields.map { "\(t($0.word))\(t(.filterColon))\(pages.value(of: $0))" }
        return ([t(filter.view.word)] + fields).joined(separator: t(.filterComma))
    }

    func filterNames(_ filter: CaseFilter, for actor: Actor) throws -> CaseFilterNames {
        let reach = actor.units(permitting: .readCase)
        let people = (filter.handlers + filter.receivers).compactMap { person -> Staff.ID? in
            if case .staff(let id) = person { id } else { nil }
        }
        var names = CaseFilterNames()
        names.people = try self.names(of: Set(people))
        names.units = try unitNames(of: Set(filter.units))
        if let customer = filter.customer {
            names.customers = try customers.find([customer]).filter { reach.contains($0.value.unit) }
        }
        names.colleagues = try caseWorkers(within: reach).map { Choice($0.id.rawValue, $0.name) }
        names.reachedUnits = try units(for: actor, permitting: .readCase).map { Choice($0.id.rawValue, $0.name) }
        if let unit = actor.mainHolding?.unit,
            let version = try handbooks.inForce(try units.handbookCode(of: unit), at: now)
        {
            let handbook = try handbooks.handbook(of: version)
            names.categories = handbook.categories
            names.types = CaseTypeNames(handbook)
        }
        return names
    }
}
