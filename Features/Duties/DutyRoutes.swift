import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// GET /duties/{unit}?at=2026-11-03T20:00    谁在值班 (MART-13): for this minute or any other
/// GET /duties                               that of one's own unit
struct DutyRoutes {
    let desk: Workplace

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/duties") { _, context -> Response in try await answer(context, in: nil) }
        routes.get("/duties/:id") { _, context -> Response in
            let id: Unit.ID = try context.identifier()
            return try await answer(context, in: id)
        }
    }

    private func answer(_ context: SignedIn, in unit: Unit.ID?) async throws -> Response {
        do {
            return try await who(context, in: unit, at: try form(context.query.optionalLocalTime("at"))).response()
        } catch let invalid as Invalid {
            // A minute that does not exist is no other minute: it is said, and what was typed is kept.
            return context.invalid(
                try await who(context, in: unit, at: nil, typed: Typed(context.query, invalid)))
        }
    }

    /// - Parameter asked: nothing: this minute.
    private func who(
        _ context: SignedIn, in place: Unit.ID?, at asked: Instant?, typed: Typed? = nil
    ) async throws -> HTML {
        let viewer = context.viewer
        return try await desk.read(context) { [desk] tx, actor in
            let t = viewer.language
            guard let id = try place ?? tx.rosters.home(of: actor) else {
                return desk.frame(viewer, actor, title: t(.dutyWhoTitle), section: .rosters).page(
                    content: """
                        \(ShiftTabPages.html(.duty, in: t))\(EmptyState(icon: "calendar", t(.rostersEmpty)).html)
                        """)
            }
            guard let unit = try tx.units.find(id), try tx.rosterReach(of: actor).contains(id) else {
                throw Roster.Refusal.unknown
            }
            let at = asked ?? tx.now
            let answers = try tx.duties.answers(in: id, at: at)
            let working = try tx.shifts.at(id, at)
            let isUncovered = answers.contains { $0.person == nil }
            let coming = isUncovered ? try tx.duties.next(in: tx.units.chain(from: id).map(\.id), after: at) : []
            let people = Set(
                answers.flatMap { [$0.person, $0.backup, $0.because.away].compactMap(\.self) }
                    + working.compactMap(\.staff) + coming.map(\.primary))
            let page = DutyWhoPages(
                viewer: viewer, unit: unit, at: at, answers: answers, coming: coming, working: working,
                lines: try tx.lines.names(of: Set(working.compactMap(\.line))),
                names: try tx.names(of: people), zone: viewer.zone,
                mayReadLog: try tx.dutyLogs.mayRead(id, actor), typed: typed)
            return desk.frame(
                viewer, actor, title: t(.dutyWhoTitle), section: .rosters,
                trail: [Trail(t(.rostersTitle), url: "/rosters")],
                lead: "\(unit.name)", acts: page.acts
            ).page(content: "\(ShiftTabPages.html(.duty, in: t))\(page.page)")
        }
    }
}
