import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// POST /offers/{id}/taking · /offers/{id}/refusal       what the person asked says
/// POST /cases/{id}/routing · /cases/{id}/dedication     what the page of a case offers
struct OfferRoutes {
    let desk: Workplace

    func add(to routes: RouterGroup<SignedIn>) {
        routes.post("/offers/:id/taking") { _, context in
            let id: Offer.ID = try context.identifier()
            let record = try await desk.act(context) { tx, actor in try tx.assignments.take(id, by: actor) }
            return context.seeOther("/cases/\(record)", notice: context.viewer.language(.offerTaken))
        }
        routes.post("/offers/:id/refusal") { _, context in
            let id: Offer.ID = try context.identifier()
            let reason = try form(context.form.required("reason", max: 200))
            try await desk.act(context) { tx, actor in
                try tx.assignments.refuse(id, because: reason, by: actor)
            }
            return context.seeOther("/", notice: context.viewer.language(.offerRefusedDone))
        }
        routes.post("/cases/:id/routing") { _, context in
            let id: Case.ID = try context.identifier()
            let line = try form(context.form.identifier("line", of: Line.self))
            try await desk.act(context) { tx, actor in try tx.assignments.route(id, to: line, by: actor) }
            return context.seeOther(context.address(of: id), notice: context.viewer.language(.assignmentRouted))
        }
        routes.post("/cases/:id/dedication") { _, context in
            let id: Case.ID = try context.identifier()
            let isDedicated = context.form.text("dedicated") == "yes"
            try await desk.act(context) { tx, actor in
                try tx.assignments.dedicate(handlerOf: id, isDedicated: isDedicated, by: actor)
            }
            return context.seeOther(context.address(of: id), notice: context.viewer.language(.assignmentSaved))
        }
    }
}
