import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// POST /rosters/{id}/moves    what the grid's dragging sends: the cell a shift was taken from, and the one it was put into
///
/// Answered to the script of the grid, as JSON: the cells, sums and feet that are otherwise now, and what the clauses say of the
/// days and people that were touched. A refusal is the same sentence as on the page, and its status.
struct RosterMoveRoutes {
    let desk: Workplace

    func add(to routes: RouterGroup<SignedIn>) { routes.post("/rosters/:id/moves", use: move) }

    struct Answer: Encodable {
        struct Cell: Encodable {
            let staff: String
            let day: String
            let html: String
        }

        struct Foot: Encodable {
            let day: String
            let present: Int
            let short: Bool
        }

        let version: Int
        let cells: [Cell]
        /// Hours, by person.
        let sums: [String: String]
        let feet: [Foot]
        let found: String
    }

    struct Refused: Encodable {
        let refusal: String
    }

    @Sendable private func move(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Roster.ID = try context.identifier()
        let typed = context.form
        let viewer = context.viewer
        do {
            let (from, day, to, on, first, last) = try form(
                typed.optionalIdentifier("staff", of: Staff.self), typed.day("day"),
                typed.optionalIdentifier("to", of: Staff.self), typed.day("on"), typed.optionalDay("first"),
                typed.optionalDay("last"))
            let (reason, version) = (RosterForms.reason(typed), RosterForms.version(typed))
            let withHours = typed.text("view") == RosterPart.week.rawValue
            let places = [RosterMove.Place(staff: from, day: day), RosterMove.Place(staff: to, day: on)]
            let move = try await desk.act(context) { tx, actor in
                let roster = try tx.rosters.change(id, version: version, by: actor)
                let there = try tx.shifts.of(id, on: day...day).filter { $0.isLive && $0.staff == from }
                guard let shift = there.first else { throw ShiftAssignment.Refusal.unknown }
                // Which of them was meant the cell does not say.
                guard there.allSatisfy(shift.isAlike) else {
                    throw ShiftAssignment.Refusal.severalInCell(there.count)
                }
                try tx.rosters.move(
                    shift.id, of: id, to: to, on: on, because: reason, version: version, by: actor)
                let shown = (first ?? roster.from)...max(first ?? roster.from, last ?? roster.until)
                return try tx.rosters.looked(at: places, of: id, shown: shown)
            }
            return try context.json(RosterMovePages(move: move, viewer: viewer, withHours: withHours).answer)
        } catch let invalid as Invalid {
            let text = invalid.problems.sorted { $0.key < $1.key }.map(\.value)
                .joined(separator: viewer.language(.sentenceGap))
            return try refused("<p>\(text)</p>", .unprocessableContent, context)
        } catch let refusal as any Explainable where refusal.status != .notFound && refusal.status != .forbidden {
            return try refused(RefusalPart(refusal, in: viewer.language).content, refusal.status, context)
        }
    }

    private func refused(_ content: HTML, _ status: HTTPResponse.Status, _ context: SignedIn) throws -> Response {
        var response = try context.json(Refused(refusal: Remark(.broken, content).html.description))
        response.status = status
        return response
    }
}
