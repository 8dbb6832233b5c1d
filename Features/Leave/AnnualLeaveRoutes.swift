import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// GET /leave/annual    what the law grants to the people whose personnel one keeps, and what they have left; POST grants
struct AnnualLeaveRoutes {
    let desk: Workplace

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/leave/annual") { [self] _, context in try await page(context) }
        routes.post("/leave/annual") { [self] _, context -> Response in
            do {
                let (staff, since) = try form(
                    context.form.identifier("staff", of: Staff.self), context.form.day("since"))
                let days = try await desk.act(context) { tx, actor in
                    try tx.leaves.grantAnnual(to: staff, workingSince: since, by: actor)
                }
                return context.seeOther(
                    "/leave/annual", notice: context.viewer.language(.leaveAnnualDone, String(days)))
            } catch let invalid as Invalid {
                return context.invalid(try await page(context, typed: Typed(context.form, invalid)))
            } catch let refusal as any Explainable {
                let part = RefusalPart(refusal, in: context.viewer.language)
                return try await page(context, typed: Typed(context.form), refusal: part.content)
                    .response(status: refusal.status)
            }
        }
    }

    private func page(_ context: SignedIn, typed: Typed = .blank, refusal: HTML? = nil) async throws -> HTML {
        let viewer = context.viewer
        return try await desk.read(context) { [desk] tx, actor in
            guard actor.holds(.manageStaff) else { throw NotAllowed(permission: .manageStaff, isElsewhere: false) }
            let rows = try tx.annualLeaves.balances(in: actor.units(permitting: .manageStaff), but: actor.staff.id)
            let t = viewer.language
            return desk.frame(
                viewer, actor, title: t(.leaveAnnual), section: .leave,
                trail: [Trail(t(.leaveTitle), url: "/leave")], lead: "\(t(.leaveAnnualLead))"
            ).page(content: AnnualLeavePages(viewer: viewer).page(rows, typed: typed, refusal: refusal))
        }
    }
}
