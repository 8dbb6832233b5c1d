import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// What is done on the page of a customer: each leads back to it.
struct CustomerActRoutes {
    let desk: Workplace

    func add(to routes: RouterGroup<SignedIn>) {
        routes.post("/customers/:id/numbers", use: reveal)
        act(routes, "verification", .customerVerifiedNotice) { _, _ in
            { tx, id, actor in try tx.customers.verify(id, by: actor) }
        }
        act(routes, "contact-points", .customerSavedNotice) { form, t in
            let new = try CustomerForms.contactPoint(form, in: t)
            return { tx, id, actor in try tx.customers.add(new, to: id, by: actor) }
        }
        act(routes, "contacts", .customerSavedNotice) { form, _ in
            let new = try CustomerForms.contact(form)
            return { tx, id, actor in try tx.customers.add(new, to: id, by: actor) }
        }
        act(routes, "consents", .consentRecorded) { form, _ in
            let said = try CustomerForms.consent(form)
            return { tx, id, actor in
                try tx.customers.consent(id, to: said.0, isGiven: said.isGiven, saidIn: said.source, by: actor)
            }
        }
        act(routes, "block", .customerSavedNotice) { form, _ in
            let (kind, reason) = try Kernel.form(
                form.choice("block", of: Customer.Block.Kind.self), form.required("reason"))
            return { tx, id, actor in try tx.customers.block(id, kind, because: reason, by: actor) }
        }
        act(routes, "unblock", .customerSavedNotice) { form, _ in
            let reason = try Kernel.form(form.required("reason"))
            return { tx, id, actor in try tx.customers.unblock(id, because: reason, by: actor) }
        }
        act(routes, "erasure", .eraseAsked) { form, _ in
            let (act, reason) = try Kernel.form(
                form.choice("act", of: CustomerErasure.Act.self), form.required("reason"))
            return { tx, id, actor in try tx.customers.askErasure(id, act, because: reason, by: actor) }
        }
        routes.post("/customers/:id/contacts/:part") { [desk] _, context in
            let id: Customer.ID = try context.identifier()
            let part = try context.path("part")
            let name = "contact-\(part)"
            do {
                let new = try CustomerForms.contact(context.form)
                try await desk.act(context) { tx, actor in
                    try tx.customers.change(contact: CustomerContact.ID(part), new, of: id, by: actor)
                }
                return context.seeOther("/customers/\(id)", notice: context.viewer.language(.customerSavedNotice))
            } catch let invalid as Invalid {
                return context.invalid(
                    try await desk.customerPage(context, id: id, typed: [name: Typed(context.form, invalid)]))
            } catch let refusal as any Explainable {
                return try await desk.customerPage(
                    context, id: id, typed: [name: Typed(context.form)], refusal: refusal
                ).response(status: refusal.status)
            }
        }
        part(routes, "contact-points", "primary") { tx, id, point, actor in
            try tx.customers.makePrimary(ContactPoint.ID(point), of: id, by: actor)
        }
        part(routes, "contact-points", "verification") { tx, id, point, actor in
            try tx.customers.verify(point: ContactPoint.ID(point), of: id, by: actor)
        }
        part(routes, "contact-points", "removal") { tx, id, point, actor in
            try tx.customers.remove(point: ContactPoint.ID(point), of: id, by: actor)
        }
        part(routes, "contacts", "removal") { tx, id, contact, actor in
            try tx.customers.remove(contact: CustomerContact.ID(contact), of: id, by: actor)
        }
    }

    private typealias Deed = @Sendable (Transaction, Customer.ID, Actor) throws -> Void

    /// A form on the page: read, done, and back; or the page again with what was typed and the remarks.
    private func act(
        _ routes: RouterGroup<SignedIn>, _ name: String, _ notice: Word,
        _ read: @escaping @Sendable (FormData, Language) throws -> Deed
    ) {
        routes.post("/customers/:id/\(name)") { [desk] _, context in
            let id: Customer.ID = try context.identifier()
            let t = context.viewer.language
            do {
                let deed = try read(context.form, t)
                try await desk.act(context) { tx, actor in try deed(tx, id, actor) }
                return context.seeOther("/customers/\(id)", notice: t(notice))
            } catch let invalid as Invalid {
                let page = try await desk.customerPage(context, id: id, typed: [name: Typed(context.form, invalid)])
                return context.invalid(page)
            } catch let refusal as any Explainable {
                let page = try await desk.customerPage(
                    context, id: id, typed: [name: Typed(context.form)], refusal: refusal)
                return page.response(status: refusal.status)
            }
        }
    }

    private func part(
        _ routes: RouterGroup<SignedIn>, _ parts: String, _ name: String,
        _ deed: @escaping @Sendable (Transaction, Customer.ID, String, Actor) throws -> Void
    ) {
        routes.post("/customers/:id/\(parts)/:part/\(name)") { [desk] _, context in
            let id: Customer.ID = try context.identifier()
            let part = try context.path("part")
            do {
                try await desk.act(context) { tx, actor in try deed(tx, id, part, actor) }
                return context.seeOther("/customers/\(id)", notice: context.viewer.language(.customerSavedNotice))
            } catch let refusal as any Explainable {
                return try await desk.customerPage(context, id: id, refusal: refusal).response(status: refusal.status)
            }
        }
    }

    /// All the numbers in full, once, for a reason.
    @Sendable private func reveal(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Customer.ID = try context.identifier()
        let reason = try Kernel.form(context.form.required("reason", max: 200))
        let points = try await desk.act(context) { tx, actor in
            _ = try tx.customers.require(id, for: actor, to: .readCustomer)
            _ = try tx.customers.reveal(id, because: reason, by: actor)
            return try tx.customers.contactPoints(of: id)
        }
        let t = context.viewer.language
        let lines = points.map {
            "<li>\(t($0.kind.word)) <span class=\"figure\">\($0.value)</span> \($0.label)</li>" as HTML
        }
        return context.fragment("<ul class=\"plain-list\">\(lines)</ul>")
    }
}
