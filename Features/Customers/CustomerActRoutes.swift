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
        for act in acts {
            routes.post("/customers/:id/\(act.address)") { [self] _, context in
                try await perform(act, context)
            }
        }
    }

    /// Every act with its address and its form: the page and the interface for programs offer the same.
    var acts: [CustomerActEntry] {
        [
            CustomerActEntry("verification", .customerVerifiedNotice) { _, _, _ in
                { tx, id, actor in try tx.customers.verify(id, by: actor) }
            },
            CustomerActEntry("contact-points") { _, form, t in
                let new = try CustomerForms.contactPoint(form, in: t)
                return { tx, id, actor in try tx.customers.add(new, to: id, by: actor) }
            },
            CustomerActEntry("contacts") { _, form, _ in
                let new = try CustomerForms.contact(form)
                return { tx, id, actor in try tx.customers.add(new, to: id, by: actor) }
            },
            CustomerActEntry("consents", .consentRecorded) { _, form, _ in
                let said = try CustomerForms.consent(form)
                return { tx, id, actor in
                    try tx.customers.consent(id, to: said.0, isGiven: said.isGiven, saidIn: said.source, by: actor)
                }
            },
            CustomerActEntry("block") { _, form, _ in
                let (kind, reason) = try Kernel.form(
                    form.choice("block", of: Customer.Block.Kind.self), form.required("reason"))
                return { tx, id, actor in try tx.customers.block(id, kind, because: reason, by: actor) }
            },
            CustomerActEntry("unblock") { _, form, _ in
                let reason = try Kernel.form(form.required("reason"))
                return { tx, id, actor in try tx.customers.unblock(id, because: reason, by: actor) }
            },
            CustomerActEntry("erasure", .eraseAsked) { _, form, _ in
                let (act, reason) = try Kernel.form(
                    form.choice("act", of: CustomerErasure.Act.self), form.required("reason"))
                return { tx, id, actor in try tx.customers.askErasure(id, act, because: reason, by: actor) }
            },
            CustomerActEntry("contact-points/:part/primary") { part, _, _ in
                { tx, id, actor in try tx.customers.makePrimary(ContactPoint.ID(part), of: id, by: actor) }
            },
            CustomerActEntry("contact-points/:part/verification") { part, _, _ in
                { tx, id, actor in try tx.customers.verify(point: ContactPoint.ID(part), of: id, by: actor) }
            },
            CustomerActEntry("contact-points/:part/removal") { part, _, _ in
                { tx, id, actor in try tx.customers.remove(point: ContactPoint.ID(part), of: id, by: actor) }
            },
            CustomerActEntry("contacts/:part") { part, form, _ in
                let new = try CustomerForms.contact(form)
                return { tx, id, actor in
                    try tx.customers.change(contact: CustomerContact.ID(part), new, of: id, by: actor)
                }
            },
            CustomerActEntry("contacts/:part/removal") { part, _, _ in
                { tx, id, actor in try tx.customers.remove(contact: CustomerContact.ID(part), of: id, by: actor) }
            },
        ]
    }

    /// A form on the page: read, done, and back; or the page again with what was typed and the remarks.
    private func perform(_ act: CustomerActEntry, _ context: SignedIn) async throws -> Response {
        let id: Customer.ID = try context.identifier()
        let t = context.viewer.language
        let part = act.takesPart ? try context.path("part") : ""
        // On the page a contact's form stands under the contact's own name.
        let name = act.takesPart ? "contact-\(part)" : act.address
        do {
            let deed = try act.read(part, context.form, t)
            try await desk.act(context) { tx, actor in try deed(tx, id, actor) }
            return context.seeOther("/customers/\(id)", notice: t(act.notice))
        } catch let invalid as Invalid {
            let typed = [name: Typed(context.form, invalid)]
            return context.invalid(try await desk.customerPage(context, id: id, typed: typed))
        } catch let refusal as any Explainable {
            let typed = [name: Typed(context.form)]
            let page = try await desk.customerPage(context, id: id, typed: typed, refusal: refusal)
            return page.response(status: refusal.status)
        }
    }

    /// All the numbers in full, once, for a reason.
    @Sendable private func reveal(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Customer.ID = try context.identifier()
        let reason = try Kernel.form(context.form.required("reason", max: 200))
        let points = try await desk.act(context) { tx, actor in
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

/// One act on a customer: its address below the customer, and how its form is read into something to be done.
struct CustomerActEntry: Sendable {
    typealias Deed = @Sendable (Transaction, Customer.ID, Actor) throws -> Void

    /// `block`, or `contacts/:part/removal` where it is about one part of the record
    let address: String
    let notice: Word
    let read: @Sendable (_ part: String, FormData, Language) throws -> Deed

    init(
        _ address: String, _ notice: Word = .customerSavedNotice,
        _ read: @escaping @Sendable (String, FormData, Language) throws -> Deed
    ) {
        self.address = address
        self.notice = notice
        self.read = read
    }

    var takesPart: Bool { address.contains(":part") }
}
