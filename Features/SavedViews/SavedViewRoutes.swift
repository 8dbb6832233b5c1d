import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// GET  /case-views                    one's views, to be named, ordered, deleted
/// POST /case-views                    keeps the filter of a list under a name
/// POST /case-views/{id}/name, /moving-up, /deletion, /default
/// POST /case-views/default            «cases» opens as the house opens it
struct SavedViewRoutes {
    let desk: Workplace

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/case-views", use: list)
        routes.post("/case-views", use: add)
        routes.post("/case-views/default") { [self] _, context in
            try await perform(context) { tx, actor in try tx.savedViews.choose(nil, by: actor) }
        }
        routes.post("/case-views/:id/name") { [self] _, context in
            let id: SavedView.ID = try context.identifier()
            let name = try form(context.form.required("name", max: SavedView.longestName))
            return try await perform(context) { tx, actor in try tx.savedViews.rename(id, to: name, by: actor) }
        }
        routes.post("/case-views/:id/moving-up") { [self] _, context in
            let id: SavedView.ID = try context.identifier()
            return try await perform(context) { tx, actor in try tx.savedViews.moveUp(id, by: actor) }
        }
        routes.post("/case-views/:id/deletion") { [self] _, context in
            let id: SavedView.ID = try context.identifier()
            return try await perform(context, .savedDeleted) { tx, actor in try tx.savedViews.delete(id, by: actor) }
        }
        routes.post("/case-views/:id/default") { [self] _, context in
            let id: SavedView.ID = try context.identifier()
            return try await perform(context) { tx, actor in try tx.savedViews.choose(id, by: actor) }
        }
    }

    @Sendable func list(_ request: Request, _ context: SignedIn) async throws -> HTML {
        let viewer = context.viewer
        return try await desk.read(context) { tx, actor in
            let t = viewer.language
            let pages = SavedViewPages(lines: try tx.savedViewLines(for: actor, in: viewer.zone), viewer: viewer)
            return desk.frame(
                viewer, actor, title: t(.savedManage), section: .cases, trail: [Trail(t(.casesTitle), url: "/cases")]
            ).page(content: pages.page)
        }
    }

    @Sendable func add(_ request: Request, _ context: SignedIn) async throws -> Response {
        let (name, query, isShared) = try form(
            context.form.required("name", max: SavedView.longestName),
            context.form.required("query", max: SavedView.longestQuery), context.form.ticked("share"))
        // What is kept is what the filter understands, in its own spelling.
        let filter = CaseFilter(address: query)
        try await desk.act(context) { tx, actor in
            _ = try tx.savedViews.add(
                named: name, filter.query, sharedWith: isShared ? actor.mainHolding?.unit : nil, by: actor)
        }
        return context.seeOther("/cases?\(filter.query)", notice: context.viewer.language(.savedDone, name))
    }

    private func perform(
        _ context: SignedIn, _ notice: Word = .savedChanged,
        _ act: @Sendable @escaping (Transaction, Actor) throws -> Void
    ) async throws -> Response {
        try await desk.act(context, act)
        return context.seeOther("/case-views", notice: context.viewer.language(notice))
    }
}

extension Transaction {
    /// The views of a person with what stands beside them. Counts go to a bound, and only for so many views.
    func savedViewLines(for actor: Actor, in zone: Zone, counting most: Int = 0) throws -> [SavedViewLine] {
        let views = try savedViews.seen(by: actor)
        let first = try savedViews.defaultView(of: actor.staff.id)
        let units = try unitNames(of: Set(views.compactMap(\.unit)))
        let reader = CaseReader(actor, in: zone)
        return try views.enumerated().map { place, view in
            let filter = CaseFilter(address: view.query)
            return SavedViewLine(
                view: view, filter: filter,
                count: place < most ? try caseLists.count(filter, for: reader) : nil,
                unitName: view.unit.flatMap { units[$0] }, mayChange: savedViews.mayChange(view, actor),
                isDefault: view.id == first)
        }
    }
}
