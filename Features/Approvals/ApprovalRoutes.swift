import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// GET  /approvals    all about people on duty that waits for my decision, and who is out of their post
struct ApprovalRoutes {
    let desk: Workplace

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/approvals", use: list)
    }

    @Sendable private func list(_ request: Request, _ context: SignedIn) async throws -> HTML {
        let viewer = context.viewer
        return try await desk.read(context) { [desk] tx, actor in
            guard actor.holds(.approveAbsence), let unit = actor.mainHolding?.unit else {
                throw NotAllowed(permission: .approveAbsence, isElsewhere: false)
            }
            let approvals = try tx.approvals(of: actor)
            let out = try tx.leavePosts.out(in: actor.units(permitting: .approveAbsence))
            let names = approvals.names.merging(try tx.names(of: Set(out.map(\.staff)))) { $1 }
            let promises = try tx.obligations.running(of: approvals.subjects + out.map(\.subject))
            let t = viewer.language
            return desk.frame(
                viewer, actor, title: t(.approvalsTitle), section: .approvals, lead: "\(t(.approvalsLead))"
            ).page(
                content: ApprovalPages(approvals: approvals, viewer: viewer, promises: promises).page(
                    try tx.absenceGround(of: unit).handbook, out: out, names: names))
        }
    }
}
