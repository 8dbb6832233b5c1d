import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// GET  /customers/search?q=…   whom the text may mean: a short list, for any page's search box
struct CustomerRoutes {
    let desk: Workplace

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/customers/search", use: search)
    }

    /// `to` says where a pick leads: a path of this house, which is given `?customer=`.
    @Sendable func search(_ request: Request, _ context: SignedIn) async throws -> HTML {
        let typed = String(context.query.text("q").prefix(CustomerQuery.longest))
        let target = context.query.text("to")
        let viewer = context.viewer
        return try await desk.read(context) { tx, actor in
            let reach = actor.customers(permitting: .readCustomer)
            guard reach != .nothing else { throw NotFound() }
            let matches = try tx.customerSearch.find(typed, within: reach)
            return CustomerSearchPages(
                viewer: viewer, units: try tx.unitNames(of: Set(matches.map(\.customer.unit))),
                target: target.isEmpty ? nil : safeReturn(target)
            ).matches(matches, for: typed)
        }
    }
}
