import Database
import Hummingbird
import Kernel
import Web

/// GET  /cases/{id}/watch            who else is here
/// POST /cases/{id}/watch            still here, writing or not; answers who else is
/// POST /cases/{id}/watch/leaving    the page goes away
struct WatcherRoutes {
    let desk: Workplace

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/cases/:id/watch") { [self] _, context in
            let id: Case.ID = try context.identifier()
            return try await desk.read(context) { tx, actor in
                _ = try tx.cases.reachable(id, by: actor)
                return try people(tx, id, actor, context.viewer)
            }
        }
        routes.post("/cases/:id/watch") { [self] _, context in
            let id: Case.ID = try context.identifier()
            let isTyping = context.form.text("typing") == "1"
            return try await desk.act(context) { tx, actor in
                try tx.watchers.beat(id, isTyping: isTyping, by: actor)
                return try people(tx, id, actor, context.viewer)
            }
        }
        routes.post("/cases/:id/watch/leaving") { [self] _, context in
            let id: Case.ID = try context.identifier()
            try await desk.act(context) { tx, actor in
                _ = try tx.cases.reachable(id, by: actor)
                try tx.watchers.leave(id, by: actor)
            }
            return Response(status: .noContent)
        }
    }

    private func people(_ tx: Transaction, _ id: Case.ID, _ actor: Actor, _ viewer: Viewer) throws -> Response {
        let watching = try tx.watchers.of(id, but: actor.staff.id)
        return WatcherPages(watching: watching, viewer: viewer).people.response()
    }
}
