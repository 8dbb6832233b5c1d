import Database
import Handbook
import Hummingbird
import Kernel
package import Web

/// GET /vitals?span=day|week    how the house has run
struct VitalRoutes {
    let desk: Workplace
    let chores: RunningChores
    let slow: Duration

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/vitals", use: page)
    }

    @Sendable func page(_ request: Request, _ context: SignedIn) async throws -> Response {
        let viewer = context.viewer
        let span = VitalSpan(rawValue: context.query.text("span")) ?? .day
        try await desk.read(context) { _, actor in
            guard actor.holds(.watchSystem) else { throw NotAllowed(permission: .watchSystem, isElsewhere: false) }
        }
        let condition = try await HouseCondition(of: desk.database, chores: chores)
        return try await desk.readAtLength(context) { [desk, slow] tx, actor in
            desk.frame(
                viewer, actor, title: viewer.language(.vitalsTitle), section: .vitals,
                lead: "\(viewer.language(.vitalsLead))"
            ).page(
                content: VitalPages(
                    report: try tx.vitals.report(span), condition: condition, slow: slow, viewer: viewer
                ).content)
        }.response()
    }
}

extension VitalCare {
    /// Every answer is counted; those that say the house is to blame have failed.
    package var aroundAnswers: Surrounding {
        { route, answer in try await around(route, isFailure: { $0.status.code >= 500 }, answer) }
    }
}
