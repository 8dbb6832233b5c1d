import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// GET  /exceptions                what waits, and what was decided
/// GET  /exceptions/new            the form from a refusal: ?case=…&clause=…&obligation=…; ?leave=, ?swap=, ?roster=, ?handover=
/// POST /exceptions                asks
/// POST /exceptions/{id}/decision  approves or declines
struct ExceptionRoutes {
    let desk: Workplace

    /// Requests that wait, on one page: more than that is a department that has stopped deciding.
    private static let mostWaiting = 100

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/exceptions", use: list)
        routes.get("/exceptions/new", use: new)
        routes.post("/exceptions", use: ask)
        routes.post("/exceptions/:id/decision", use: decide)
    }

    @Sendable func list(_ request: Request, _ context: SignedIn) async throws -> HTML {
        try await page(context, ExceptionPages(viewer: context.viewer))
    }

    @Sendable func new(_ request: Request, _ context: SignedIn) async throws -> HTML {
        try await form(context, ExceptionForms.asked(context.query), typed: .blank)
    }

    @Sendable func ask(_ request: Request, _ context: SignedIn) async throws -> Response {
        let typed = context.form
        let wish = try ExceptionForms.asked(typed)
        do {
            let reason = try Kernel.form(typed.required("reason", max: 1000))
            try await desk.act(context) { tx, actor in
                try tx.exceptions.request(
                    wish.clauses, of: wish.subject, obligation: wish.obligation, because: reason, by: actor)
            }
        } catch let invalid as Invalid {
            return context.invalid(try await form(context, wish, typed: Typed(typed, invalid)))
        }
        return context.seeOther(wish.url, notice: context.viewer.language(.exceptionSent))
    }

    @Sendable func decide(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: ExceptionRequest.ID = try context.identifier()
        let t = context.viewer.language
        do {
            let (decision, text) = try ExceptionForms.decision(context.form, in: t)
            try await desk.act(context) { tx, actor in
                switch decision {
                case .approved: try tx.exceptions.approve(id, saying: text, by: actor)
                case .declined: try tx.exceptions.decline(id, saying: text, by: actor)
                }
            }
        } catch let invalid as Invalid {
            let tried = ExceptionPages(viewer: context.viewer, tried: (id, Typed(context.form, invalid)))
            return context.invalid(try await page(context, tried))
        }
        return context.seeOther("/exceptions", notice: t(.exceptionDecided))
    }

    private func page(_ context: SignedIn, _ pages: ExceptionPages) async throws -> HTML {
        let query = context.query
        let paging = Paging(query)
        return try await desk.read(context) { tx, actor in
            let reach = actor.units(permitting: .decideException)
            let waiting = try tx.exceptions.waiting(in: reach, for: actor.staff.id, limit: Self.mostWaiting)
            let (decided, total) = try tx.exceptions.decided(
                in: reach, for: actor.staff.id, limit: paging.limit, offset: paging.offset)
            let labels = try tx.labels(of: (waiting + decided).map(\.subject))
            let t = pages.viewer.language
            return desk.frame(
                pages.viewer, actor, title: t(.exceptionsTitle), section: .exceptions,
                acts: exportButton("exceptions", query, for: actor, in: t)
            ).page(
                content: pages.list(
                    waiting: try tx.views(of: waiting, labels, for: actor),
                    decided: try tx.views(of: decided, labels, for: actor), total: total, paging: paging, query: query))
        }
    }

    private func form(_ context: SignedIn, _ wish: ExceptionForms.Asked, typed: Typed) async throws -> HTML {
        let viewer = context.viewer
        return try await desk.read(context) { tx, actor in
            let (owing, title) = try tx.exceptions.ground(of: wish.subject, for: actor)
            let clauses = wish.clauses.compactMap(owing.handbook.clause)
            guard !clauses.isEmpty else { throw NotFound() }
            let t = viewer.language
            let content = ExceptionPages(viewer: viewer).form(
                wish, title: title, clauses, of: owing.version, typed: typed)
            return desk.frame(
                viewer, actor, title: t(.exceptionNew), section: .exceptions,
                trail: [Trail(t(.exceptionsTitle), url: "/exceptions")]
            ).page(content: content)
        }
    }
}
