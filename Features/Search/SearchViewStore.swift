import Database
import Handbook
import Kernel

extension Search {
    /// One page of hits.
    static let pageSize = 20
    /// Hits that an export reads at once.
    static let mostExported = 200
    static let mostClauses = 50
    static let mostCustomers = 20

    func view(
        _ query: SearchQuery, _ tab: SearchTab?, _ filter: SearchFilter, before cursor: SearchNumber?, for actor: Actor
    ) throws -> SearchView {
        let scope = SearchScope(reach: actor.units(permitting: .readCase), staff: actor.staff.id, filter: filter)
        let clauses = try self.clauses(query, for: actor)
        let customers = try self.customers(query, for: actor)
        var counts: [SearchTab: SearchCount] = [
            .clause: SearchCount(number: clauses.count, isMore: false),
            .customer: SearchCount(number: customers.count, isMore: false),
        ]
        var found: [SearchKind: Found] = [:]
        for tab in SearchTab.allCases {
            guard let kind = tab.kind else { continue }
            found[kind] = try self.found(kind, query, scope, before: nil, limit: SearchCount.most(query))
            counts[tab] = found[kind]?.count
        }
        // Who has not chosen is shown the first kind that has something.
        let chosen = tab ?? SearchTab.allCases.first { (counts[$0]?.number ?? 0) > 0 } ?? .matter
        var page =
            try chosen.kind.flatMap { kind in
                cursor == nil
                    ? try found[kind]?.beginning(Self.pageSize).page
                    : try self.page(kind, query, scope, before: cursor, limit: Self.pageSize)
            } ?? SearchPage(hits: [], next: nil, isCut: false)
        page.hits = try covered(page.hits)
        return SearchView(
            query: query, tab: chosen, filter: filter, counts: counts, page: page, clauses: clauses,
            customers: customers, units: try tx.units(for: actor, permitting: .readCase),
            unitNames: try tx.unitNames(of: Set(page.hits.map(\.unit))), isReading: try tx.searchIndex.isReading)
    }

    /// As everybody may see it: what is masked on the page of a case is masked in what a search finds of it.
    func covered(_ hits: [SearchHit]) throws -> [SearchHit] {
        let covers = try tx.cases.covers(of: hits.map(\.record))
        return hits.map { $0.covered(by: covers[$0.record]) }
    }

    private func clauses(_ query: SearchQuery, for actor: Actor) throws -> [ClauseHit] {
        guard let unit = actor.mainHolding?.unit,
            let version = try tx.handbooks.inForce(tx.units.handbookCode(of: unit), at: tx.now)
        else { return [] }
        return query.clauses(
            of: try tx.handbooks.handbook(of: version), version: version, limit: Self.mostClauses)
    }

    /// Customers whom the reader may see.
    private func customers(_ query: SearchQuery, for actor: Actor) throws -> [Customer] {
        guard !query.isEmpty else { return [] }
        return try tx.customerSearch.find(
            query.typed, within: actor.customers(permitting: .readCustomer), limit: Self.mostCustomers
        ).map(\.customer)
    }
}

extension Search.Found {
    /// As if no more had been asked for.
    fileprivate func beginning(_ limit: Int) -> Self {
        guard texts.count > limit else { return self }
        var page = self
        page.texts = Array(texts.prefix(limit))
        page.next = page.texts.last?.number
        page.isCut = false
        return page
    }
}
