import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// GET  /                              my day
/// POST /obligations/{id}/attestation  a check: it holds, or it does not
/// POST /notices/{id}/reading          one notice is read; POST /notices/reading all of them
struct MyDayRoutes {
    let desk: Workplace

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/", use: show)
        routes.post("/obligations/:id/attestation", use: attest)
        routes.post("/notices/:id/reading", use: read)
        routes.post("/notices/reading", use: readAll)
    }

    @Sendable func show(_ request: Request, _ context: SignedIn) async throws -> HTML {
        let viewer = context.viewer
        return try await desk.read(context) { tx, actor in
            let page = MyDayPages(day: try tx.myDay(of: actor), viewer: viewer)
            let duty =
                actor.holds(.workCase)
                ? PresencePages(viewer: viewer, own: try tx.presence.standing(of: actor.staff.id)).strip : nil
            let offers = OfferPages(viewer: viewer, types: try tx.caseTypeNames(for: actor)).mine(
                try tx.assignments.views(of: tx.assignments.openOffers(to: actor.staff.id)))
            return desk.frame(
                viewer, actor, title: viewer.language(.myDay), section: .myDay, lead: page.lead,
                acts: ContactRoutes.answering(actor, viewer.language)
            ).page(content: "\(duty)\(offers)\(page.content)")
        }
    }

    @Sendable func attest(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Obligation.ID = try context.identifier()
        let typed = context.form
        let (holds, note) = try form(typed.choice("holds", of: Verdict.self), typed.optional("note", max: 400))
        try await desk.act(context) { tx, actor in
            try tx.obligations.attest(id, holds: holds == .yes, note: note ?? "", by: actor)
        }
        return context.seeOther(safeReturn(typed.text("next")), notice: context.viewer.language(.myDayAttested))
    }

    @Sendable func read(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Notice.ID = try context.identifier()
        try await desk.act(context) { tx, actor in
            try tx.notices.read(id, by: actor.staff.id)
        }
        return context.seeOther("/")
    }

    /// Up to what the person has seen: what came while they read stays unread.
    @Sendable func readAll(_ request: Request, _ context: SignedIn) async throws -> Response {
        let until = try form(context.form.integer("until", in: 0...Int.max))
        try await desk.act(context) { tx, actor in
            try tx.notices.markAllRead(by: actor.staff.id, until: Instant(milliseconds: Int64(until)))
        }
        return context.seeOther("/")
    }

    private enum Verdict: String, Sendable {
        case yes, no
    }
}
