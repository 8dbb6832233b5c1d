import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// GET  /customers/duplicates             pairs that may be one, POST …/dismissal says they are not
/// GET  /customers/merge?keep=…&other=…   side by side, POST merges
/// POST /customers/merges/{id}/undoing    both as they were
/// GET  /customers/erasures               what waits for a second person, POST …/{id}/decision
struct CustomerMergeRoutes {
    let desk: Workplace

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/customers/duplicates", use: duplicates)
        routes.post("/customers/duplicates/dismissal", use: dismiss)
        routes.get("/customers/merge") { _, context in
            let (keep, other) = try Self.pair(context.query)
            return try await preview(context, keep, other).response()
        }
        routes.post("/customers/merge", use: merge)
        routes.post("/customers/merges/:id/undoing", use: undo)
        routes.get("/customers/erasures", use: erasures)
        routes.post("/customers/erasures/:id/decision", use: decide)
    }

    private static func pair(_ typed: FormData) throws(Invalid) -> (keep: Customer.ID, other: Customer.ID) {
        try Kernel.form(
            typed.identifier("keep", of: Customer.self), typed.identifier("other", of: Customer.self))
    }

    @Sendable private func duplicates(_ request: Request, _ context: SignedIn) async throws -> HTML {
        let viewer = context.viewer
        let query = context.query
        let paging = Paging(query)
        return try await desk.read(context) { [desk] tx, actor in
            let reach = actor.customers(permitting: .mergeCustomer)
            guard reach != .nothing else { throw NotAllowed(permission: .mergeCustomer, isElsewhere: false) }
            let (pairs, total) = try tx.customers.duplicates(
                within: reach, limit: paging.limit, offset: paging.offset)
            let known = try tx.customers.find(Set(pairs.flatMap { [$0.first, $0.second] }))
            let shown = pairs.compactMap { pair -> (pair: CustomerDuplicate, one: Customer, other: Customer)? in
                guard let one = known[pair.first], let other = known[pair.second] else { return nil }
                return (pair, one, other)
            }
            let t = viewer.language
            return desk.frame(
                viewer, actor, title: t(.customersDuplicates), section: .customers, trail: [.customers(viewer)]
            ).page(
                content: CustomerMergePages(viewer: viewer, names: [:]).duplicates(
                    shown, total: total, paging: paging, query: query))
        }
    }

    @Sendable private func dismiss(_ request: Request, _ context: SignedIn) async throws -> Response {
        let (one, other) = try Kernel.form(
            context.form.identifier("one", of: Customer.self), context.form.identifier("other", of: Customer.self))
        try await desk.act(context) { tx, actor in try tx.customers.dismiss(one, other, by: actor) }
        return context.seeOther("/customers/duplicates", notice: context.viewer.language(.duplicateDismissed))
    }

    @Sendable private func merge(_ request: Request, _ context: SignedIn) async throws -> Response {
        let (keep, other) = try Self.pair(context.form)
        do {
            let reason = try Kernel.form(context.form.required("reason"))
            let choice = CustomerForms.choice(context.form)
            try await desk.act(context) { tx, actor in
                _ = try tx.customers.merge(other, into: keep, choosing: choice, because: reason, by: actor)
            }
            return context.seeOther("/customers/\(keep)", notice: context.viewer.language(.mergeDone))
        } catch let invalid as Invalid {
            return context.invalid(try await preview(context, keep, other, Typed(context.form, invalid)))
        } catch let refusal as any Explainable {
            return try await preview(context, keep, other, Typed(context.form), refusal).response(
                status: refusal.status)
        }
    }

    private func preview(
        _ context: SignedIn, _ keep: Customer.ID, _ other: Customer.ID, _ typed: Typed = .blank,
        _ refusal: (any Explainable)? = nil
    ) async throws -> HTML {
        let viewer = context.viewer
        return try await desk.read(context) { [desk] tx, actor in
            let kept = try tx.customers.require(keep, for: actor, to: .mergeCustomer)
            let gone = try tx.customers.require(other, for: actor, to: .mergeCustomer)
            let moves = (
                points: try tx.customers.contactPoints(of: other).count,
                contacts: try tx.customers.contacts(of: other).count, cases: try tx.cases.count(of: other)
            )
            let names = try tx.names(of: Set([kept.owner, gone.owner].compactMap(\.self)))
            let t = viewer.language
            return desk.frame(
                viewer, actor, title: t(.mergeTitle), section: .customers,
                trail: [.customers(viewer), Trail(t(.customersDuplicates), url: "/customers/duplicates")]
            ).page(
                content: CustomerMergePages(viewer: viewer, names: names).preview(
                    keep: kept, other: gone, moves: moves, typed: typed, refusal: refusal))
        }
    }

    @Sendable private func undo(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: CustomerMerge.ID = try context.identifier()
        let reason = try Kernel.form(context.form.required("reason"))
        let kept = try await desk.act(context) { tx, actor in
            try tx.customers.part(id, because: reason, by: actor)
            return try tx.customers.merge(id)?.survivor
        }
        return context.seeOther(
            kept.map { "/customers/\($0)" } ?? "/customers", notice: context.viewer.language(.mergeUndone))
    }

    @Sendable private func erasures(_ request: Request, _ context: SignedIn) async throws -> HTML {
        let viewer = context.viewer
        return try await desk.read(context) { [desk] tx, actor in
            let reach = actor.customers(permitting: .anonymiseCustomer)
            guard reach != .nothing else { throw NotAllowed(permission: .anonymiseCustomer, isElsewhere: false) }
            let waiting = try tx.customers.erasuresWaiting(within: reach, limit: 100)
            let known = try tx.customers.find(Set(waiting.map(\.customer)))
            let t = viewer.language
            return desk.frame(
                viewer, actor, title: t(.customersErasures), section: .customers, trail: [.customers(viewer)]
            ).page(
                content: CustomerErasurePages(viewer: viewer, names: try tx.names(of: Set(waiting.map(\.by))))
                    .list(waiting.map { ($0, known[$0.customer]) }))
        }
    }

    private enum Decision: String { case agree, decline }

    @Sendable private func decide(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: CustomerErasure.ID = try context.identifier()
        let t = context.viewer.language
        let (decision, text) = try Kernel.form(
            context.form.choice("decision", of: Decision.self), context.form.optional("text"))
        try await desk.act(context) { tx, actor in
            switch decision {
            case .agree: try tx.customers.agree(to: id, calling: t(.customerAnonymousName), by: actor)
            case .decline: try tx.customers.decline(id, saying: text ?? "", by: actor)
            }
        }
        return context.seeOther("/customers", notice: t(decision == .agree ? .eraseDone : .eraseDeclined))
    }
}
