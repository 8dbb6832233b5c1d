import Database
import Hummingbird
import Kernel
import Web

/// GET  /line-boards                                  the boards one may open; the only one at once
/// GET  /line-boards/{unit}?at=2026-11-03T09:00       the shift that is on, or the one that begins then
/// POST /line-boards/{unit}                           puts its people on lines (GAME-19)
struct LineBoardRoutes {
    let desk: Workplace

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/line-boards", use: list)
        routes.get("/line-boards/:id") { _, context -> Response in
            do {
                let at = try form(context.query.optionalLocalTime("at"))
                return try await board(context, at: at).response()
            } catch let invalid as Invalid {
                return context.invalid(
                    try await board(context, at: nil, refusal: invalid.problems["at"].map { "\($0)" }))
            }
        }
        routes.post("/line-boards/:id", use: put)
    }

    @Sendable private func list(_ request: Request, _ context: SignedIn) async throws -> Response {
        let viewer = context.viewer
        let units = try await desk.read(context) { tx, actor in
            try Array(tx.lineBoards.units(for: actor, in: viewer.zone).prefix(200))
        }
        if units.count == 1 { return context.seeOther("/line-boards/\(units[0].id)") }
        return try await desk.read(context) { [desk] tx, actor in
            let t = viewer.language
            let items = units.map { unit -> HTML in
                "<li><a href=\"/line-boards/\(unit.id.rawValue)\">\(unit.name)</a></li>"
            }
            let content: HTML =
                units.isEmpty
                ? EmptyState(icon: "calendar", t(.lineBoardNoUnit)).html
                : "<section class=\"panel\"><ul class=\"plain-list\">\(items)</ul></section>"
            return desk.frame(
                viewer, actor, title: t(.lineBoardTitle), section: .rosters,
                trail: [Trail(t(.rostersTitle), url: "/rosters")], lead: "\(t(.lineBoardLead))"
            ).page(content: content).response()
        }
    }

    private func board(
        _ context: SignedIn, at: Instant?, typed: Typed? = nil, refusal: HTML? = nil
    ) async throws -> HTML {
        let viewer = context.viewer
        let id: Unit.ID = try context.identifier()
        return try await desk.read(context) { [desk] tx, actor in
            let view = try tx.lineBoards.view(id, at: at, for: actor)
            let t = viewer.language
            return desk.frame(
                viewer, actor, title: t(.lineBoardOf, view.unit.name), section: .rosters,
                trail: [Trail(t(.rostersTitle), url: "/rosters")], lead: "\(t(.lineBoardLead))",
                acts: linkButton(t(.dutyWhoTitle), url: "/duties/\(id)", .quiet)
            ).page(content: LineBoardPages(view: view, viewer: viewer).page(typed, refusal))
        }
    }

    @Sendable private func put(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Unit.ID = try context.identifier()
        let t = context.viewer.language
        do {
            let at = try form(context.form.localTime("at"))
            let choices = LineBoardForms.choices(context.form)
            let count = try await desk.act(context) { tx, actor in
                try tx.lineBoards.put(choices, in: id, by: actor)
            }
            let start = at.local(context.viewer.zone)
            return context.seeOther(
                "/line-boards/\(id)?at=\(start.day)T\(start.time)",
                notice: count == 0 ? t(.lineBoardUnchanged) : t(.lineBoardSaved, String(count)))
        } catch let refusal as LineBoard.Refusal {
            let at = try form(context.form.localTime("at"))
            return try await board(
                context, at: at, typed: Typed(context.form), refusal: RefusalPart(refusal, in: t).content
            ).response(status: refusal.status)
        }
    }
}
