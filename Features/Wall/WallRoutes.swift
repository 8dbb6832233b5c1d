import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// GET  /wall              the wall; ?tv=1 for a screen on the wall
/// GET  /wall/cases        the cases behind a figure: ?stage=&unit= · ?handler= · ?waiting=&line=
/// GET  /wall/obligations  the obligations behind one: ?due=soon · ?breached= · ?clause=&unit=&since=
/// GET  /wall/calls        who waits on the telephone
/// POST /wall/reassignments, /wall/reassignments/{id}/undoing
struct WallRoutes {
    let desk: Workplace

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/wall", use: show)
        routes.get("/wall/cases", use: cases)
        routes.get("/wall/obligations", use: obligations)
        routes.get("/wall/calls", use: calls)
        routes.post("/wall/reassignments", use: reassign)
        routes.post("/wall/reassignments/:id/undoing", use: undo)
    }

    @Sendable func show(_ request: Request, _ context: SignedIn) async throws -> HTML {
        let viewer = context.viewer
        let isTV = !context.query.text("tv").isEmpty
        return try await desk.read(context) { [desk] tx, actor in
            let t = viewer.language
            let wall = try tx.wall(
                for: actor, units: try tx.wallReach(of: actor), zone: viewer.zone, isTV: isTV, title: t(.sameUnit))
            if isTV {
                return Frame.display(
                    viewer: viewer, title: t(.wallTitle), content: WallTVPages(wall: wall, viewer: viewer).content)
            }
            let acts = linkButton(t(.wallTV), url: "/wall?tv=1", .quiet)
            return desk.frame(viewer, actor, title: t(.wallTitle), section: .wall, acts: acts)
                .page(content: WallPages(wall: wall, viewer: viewer).content)
        }
    }

    @Sendable func cases(_ request: Request, _ context: SignedIn) async throws -> HTML {
        let viewer = context.viewer
        let query = context.query
        let paging = Paging(query)
        guard let figure = WallForms.cases(query) else { throw NotFound() }
        return try await desk.read(context) { [desk] tx, actor in
            let t = viewer.language
            let reading = WallReading(tx: tx, units: try tx.wallReach(of: actor))
            let (lines, total) = try reading.cases(figure, limit: paging.limit, offset: paging.offset)
            let pages = WallListPages(
                viewer: viewer, names: try tx.names(of: Set(lines.compactMap(\.handler))),
                units: try tx.unitNames(of: Set(lines.map(\.unit))),
                seen: actor.units(permitting: .readCase), types: try tx.caseTypeNames(for: actor))
            return desk.frame(
                viewer, actor, title: try title(figure, tx, t), section: .wall,
                trail: [Trail(t(.wallTitle), url: "/wall")]
            ).page(content: pages.cases(lines, total: total, paging: paging, query: query))
        }
    }

    @Sendable func obligations(_ request: Request, _ context: SignedIn) async throws -> HTML {
        let viewer = context.viewer
        let query = context.query
        let paging = Paging(query)
        guard let figure = WallForms.obligations(query) else { throw NotFound() }
        return try await desk.read(context) { [desk] tx, actor in
            let t = viewer.language
            let reading = WallReading(tx: tx, units: try tx.wallReach(of: actor))
            let (found, total) = try reading.obligations(figure, limit: paging.limit, offset: paging.offset)
            let pages = WallListPages(
                viewer: viewer, names: try tx.names(of: Set(found.compactMap(\.owedByStaff))),
                units: try tx.unitNames(of: Set(found.map(\.unit))),
                seen: actor.units(permitting: .readCase))
            return desk.frame(
                viewer, actor, title: try title(figure, tx, t), section: .wall,
                trail: [Trail(t(.wallTitle), url: "/wall")]
            ).page(
                content: pages.obligations(
                    found, labels: try tx.labels(of: found.map(\.subject)), total: total, paging: paging, query: query))
        }
    }

    @Sendable func calls(_ request: Request, _ context: SignedIn) async throws -> HTML {
        let viewer = context.viewer
        let query = context.query
        let paging = Paging(query)
        return try await desk.read(context) { [desk] tx, actor in
            let t = viewer.language
            let reading = WallReading(tx: tx, units: try tx.wallReach(of: actor))
            let (contacts, total) = try reading.waitingContacts(limit: paging.limit, offset: paging.offset)
            let pages = WallListPages(
                viewer: viewer, names: try tx.names(of: Set(contacts.map(\.handler))),
                units: try tx.unitNames(of: Set(contacts.map(\.unit))), seen: actor.units(permitting: .readCase))
            return desk.frame(
                viewer, actor, title: t(.wallCalls), section: .wall, trail: [Trail(t(.wallTitle), url: "/wall")]
            ).page(content: pages.calls(contacts, total: total, paging: paging, query: query))
        }
    }

    /// One click; the reason is what the wall knows. The clauses are asked as on every other way.
    @Sendable func reassign(_ request: Request, _ context: SignedIn) async throws -> Response {
        let t = context.viewer.language
        let (record, staff) = try form(
            context.form.identifier("case", of: Case.self), context.form.identifier("to", of: Staff.self))
        try await desk.act(context) { tx, actor in
            try tx.cases.assign(record, to: staff, because: t(.wallReason), by: actor)
        }
        return context.seeOther("/wall", notice: t(.wallGiven))
    }

    @Sendable func undo(_ request: Request, _ context: SignedIn) async throws -> Response {
        let t = context.viewer.language
        let id: Reassignment.ID = try context.identifier()
        try await desk.act(context) { tx, actor in
            try tx.assignments.undo(id, because: t(.wallUndoReason), by: actor)
        }
        return context.seeOther("/wall", notice: t(.reassignmentUndone))
    }

    private func title(_ figure: WallFigure, _ tx: Transaction, _ t: Language) throws -> String {
        func unit(_ id: Unit.ID?) throws -> String {
            try id.flatMap { try tx.unitNames(of: [$0])[$0] }.map { " · \($0)" } ?? ""
        }
        switch figure {
        case .stage(let stage, let place): return t(stage?.word ?? .wallOpen) + (try unit(place))
        case .handler(let staff): return t(.wallInHand, try tx.names(of: [staff])[staff] ?? "")
        case .waiting(let state, let line):
            let name = try line.flatMap { try tx.lines.find($0)?.name }.map { " · \($0)" } ?? ""
            return t(state == .offered ? .wallOffered : .wallPooled) + name
        case .dueSoon(let place): return t(.wallDueSoon) + (try unit(place))
        case .breached: return t(.wallBreached)
        case .heat(let clause, let place, _): return "§\(clause)" + (try unit(place))
        }
    }
}

extension Transaction {
    /// Whose figures a person may see on the wall: those of the units in which they reassign, or whose adherence they
    /// read. Nil is everybody's.
    func wallReach(of actor: Actor) throws -> [Unit.ID]? {
        var units: Set<Unit.ID> = []
        for permission in [Permission.reassignCase, .readAdherence] {
            switch actor.units(permitting: permission) {
            case .all: return nil
            case .some(let some): units.formUnion(some)
            case .own, .nothing: break
            }
        }
        guard !units.isEmpty else { throw NotAllowed(permission: .reassignCase, isElsewhere: false) }
        return units.sorted { $0.rawValue < $1.rawValue }
    }
}
