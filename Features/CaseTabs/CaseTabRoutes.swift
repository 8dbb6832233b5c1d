import Database
import Hummingbird
import Kernel
import Web

/// POST /case-tabs/{id}/closing    one tab goes; the next one opens where it was the one at hand
/// POST /case-tabs/closing         all but one
struct CaseTabRoutes {
    let desk: Workplace

    func add(to routes: RouterGroup<SignedIn>) {
        routes.post("/case-tabs/:id/closing") { [self] _, context in
            let id: Case.ID = try context.identifier()
            let here = context.form.text("here")
            let next = try await desk.act(context) { tx, actor in
                let around = try tx.caseTabs.of(actor).around(id)
                try tx.caseTabs.close(id, by: actor)
                return around.next?.id == id ? nil : around.next?.id
            }
            // A script takes the tab away itself, unless it was the one at hand.
            if here != id.rawValue, context.isFragment { return Response(status: .noContent) }
            let target = here == id.rawValue ? next?.rawValue ?? "" : here
            return context.seeOther(target.isEmpty ? "/cases" : "/cases/\(Case.ID(target).rawValue)")
        }
        routes.post("/case-tabs/closing") { [self] _, context in
            let kept = context.form.text("keep")
            try await desk.act(context) { tx, actor in
                try tx.caseTabs.closeAll(but: kept.isEmpty ? nil : Case.ID(kept), by: actor)
            }
            return context.seeOther(kept.isEmpty ? "/cases" : "/cases/\(Case.ID(kept).rawValue)")
        }
    }
}
