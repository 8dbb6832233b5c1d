import Database
import Handbook
import Hummingbird
import Kernel
import Press
import Web

/// GET  /handovers               my shift, what waits for me, the latest; POST opens the sheet of my shift
/// POST /handovers/leaving       a transfer or a resignation
/// GET  /handovers/:id           one sheet; POST …/sheet (save or hand over), …/recall, …/acceptance, …/refusal, …/witness, …/drop
/// POST /handovers/:id/matters/:part, …/objections/:part
/// GET  /handovers/:id/F-63, …/F-50   as it will lie on the printer; ….pdf as a file
struct HandoverRoutes {
    let desk: Workplace
    let press = PaperPress()

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/handovers") { [self] _, context in try await board(context) }
        routes.post("/handovers", use: open)
        routes.post("/handovers/leaving", use: openLeaving)
        routes.get("/handovers/:id") { [self] _, context in try await page(context) }
        for form in ["F-63", "F-50"] {
            routes.get("/handovers/:id/\(form)", use: preview)
            routes.get("/handovers/:id/\(form).pdf", use: file)
            routes.post("/handovers/:id/\(form)/printing") { [desk] _, context in
                let id: Handover.ID = try context.identifier()
                try await desk.act(context) { tx, actor in try tx.handovers.notePrint(id, as: .print, by: actor) }
                return Response(status: .noContent)
            }
        }
        routes.post("/handovers/:id/sheet", use: write)
        act("recall", routes) { _ in { tx, id, actor in try tx.handovers.takeBack(id, by: actor) } }
        act("acceptance", routes) { typed in
            let objection: String? = try form(typed.optional("objection", max: 500))
            return { tx, id, actor in try tx.handovers.accept(id, objecting: objection ?? "", by: actor) }
        }
        act("refusal", routes) { typed in
            let reason = try form(typed.required("reason", max: 500))
            return { tx, id, actor in try tx.handovers.refuse(id, because: reason, by: actor) }
        }
        act("witness", routes) { _ in { tx, id, actor in try tx.handovers.witness(id, by: actor) } }
        act("drop", routes) { _ in { tx, id, actor in try tx.handovers.drop(id, by: actor) } }
        routes.post("/handovers/:id/matters/:part") { [self] _, context in
            let matter = HandoverMatter.ID(try context.parameters.require("part"))
            return try await run("matters/\(matter.rawValue)", context) { typed in
                let text = try form(typed.required("closing", max: 500))
                return { tx, id, actor in try tx.handovers.close(matter, on: id, saying: text, by: actor) }
            }
        }
        routes.post("/handovers/:id/objections/:part") { [self] _, context in
            let objection = HandoverObjection.ID(try context.parameters.require("part"))
            return try await run("objections/\(objection.rawValue)", context) { typed in
                let text = try form(typed.required("answer", max: 500))
                return { tx, id, actor in try tx.handovers.answer(objection, of: id, saying: text, by: actor) }
            }
        }
    }

    @Sendable func open(_ request: Request, _ context: SignedIn) async throws -> Response {
        try await context.answer {
            let handover = try await desk.act(context) { tx, actor in try tx.handovers.open(by: actor) }
            return "/handovers/\(handover.id.rawValue)"
        } orShow: { _, refusal in
            try await board(context, refusal: refusal)
        }
    }

    @Sendable func openLeaving(_ request: Request, _ context: SignedIn) async throws -> Response {
        try await context.answer {
            let (kind, person, taker, until) = try form(
                context.form.choice("kind", of: Handover.Kind.self), context.form.identifier("person", of: Staff.self),
                context.form.optionalIdentifier("taker", of: Staff.self), context.form.localTime("until"))
            let handover = try await desk.act(context) { tx, actor in
                try tx.handovers.open(kind, of: person, until: until, to: taker, by: actor)
            }
            return "/handovers/\(handover.id.rawValue)"
        } orShow: { typed, refusal in
            try await board(context, typed: typed, refusal: refusal)
        }
    }

    /// One form with two ends: keep what is written, or hand over.
    @Sendable func write(_ request: Request, _ context: SignedIn) async throws -> Response {
        let isOffer = context.form.text("act") == "offer"
        let id: Handover.ID = try context.identifier()
        let (items, isLeaving) = try await desk.read(context) { tx, actor in
            let handover = try tx.handovers.visible(id, to: actor)
            return (
                try tx.handovers.items(of: handover, on: tx.absenceGround(of: handover.unit)), handover.kind.isLeaving
            )
        }
        return try await run("sheet", context) { typed in
            let statement = try HandoverForms(typed: typed, t: context.viewer.language)
                .statement(items, isLeaving: isLeaving, isOffer: isOffer)
            return { tx, id, actor in
                if isOffer {
                    try tx.handovers.offer(id, statement, by: actor)
                } else {
                    try tx.handovers.write(id, statement, by: actor)
                }
            }
        }
    }

    private func board(_ context: SignedIn, typed: Typed = .blank, refusal: HTML? = nil) async throws -> HTML {
        let viewer = context.viewer
        return try await desk.read(context) { [desk] tx, actor in
            let board = try tx.handovers.board(of: actor)
            return desk.frame(
                viewer, actor, title: viewer.language(.handoverTitle), section: .handovers,
                lead: "\(viewer.language(.handoverLead))"
            ).page(
                content: HandoverPages(viewer: viewer, zone: viewer.zone).board(board, typed: typed, refusal: refusal))
        }
    }

    private func page(
        _ context: SignedIn, typed: [String: Typed] = [:], refusal: HTML? = nil
    ) async throws -> HTML {
        let viewer = context.viewer
        let id: Handover.ID = try context.identifier()
        return try await desk.read(context) { [desk] tx, actor in
            let view = try tx.handovers.view(id, for: actor)
            return desk.frame(
                viewer, actor, title: "\(viewer.language(view.handover.formWord)) \(view.handover.number)",
                section: .handovers, trail: [Trail(viewer.language(.handoverTitle), url: "/handovers")]
            ).page(
                content: HandoverSheetPages(viewer: viewer, zone: viewer.zone, view: view)
                    .page(typed: typed, refusal: refusal))
        }
    }

    @Sendable func preview(_ request: Request, _ context: SignedIn) async throws -> HTML {
        let id: Handover.ID = try context.identifier()
        let viewer = context.viewer
        return try await desk.read(context) { [desk] tx, actor in
            let paper = try tx.handovers.paper(id, for: actor, in: viewer.zone, viewer.language).paper
            return desk.frame(
                viewer, actor, title: paper.title, section: .handovers,
                trail: [
                    Trail(viewer.language(.handoverTitle), url: "/handovers"),
                    Trail(paper.number, url: "/handovers/\(id)"),
                ]
            ).page(content: PaperPages(viewer: viewer).preview(paper, at: "/handovers/\(id.rawValue)/\(paper.form)"))
        }
    }

    @Sendable func file(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Handover.ID = try context.identifier()
        let viewer = context.viewer
        let paper = try await desk.act(context) { tx, actor in
            try tx.handovers.notePrint(id, as: .pdf, by: actor)
            return try tx.handovers.paper(id, for: actor, in: viewer.zone, viewer.language)
        }
        return try await press.send(paper.paper, printedAt: viewer.now, context)
    }

    private typealias Act = @Sendable (Transaction, Handover.ID, Actor) throws -> Void

    private func act(
        _ address: String, _ routes: RouterGroup<SignedIn>, _ read: @escaping @Sendable (FormData) throws -> Act
    ) {
        routes.post("/handovers/:id/\(address)") { [self] _, context in try await run(address, context, read) }
    }

    private func run(
        _ address: String, _ context: SignedIn, _ read: @Sendable (FormData) throws -> Act
    ) async throws -> Response {
        let id: Handover.ID = try context.identifier()
        return try await context.answer {
            let act = try read(context.form)
            try await desk.act(context) { tx, actor in try act(tx, id, actor) }
            return "/handovers/\(id.rawValue)"
        } orShow: { typed, refusal in
            try await page(context, typed: [address: typed], refusal: refusal)
        }
    }
}
