import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// Calls of our own, and those that are owed.
extension ContactRoutes {
    @Sendable func planCall(_ request: Request, _ context: SignedIn) async throws -> HTML {
        try await callPage(context, Typed(context.query))
    }

    @Sendable func callOut(_ request: Request, _ context: SignedIn) async throws -> Response {
        do {
            let plan = try ContactForms.plan(context.form)
            let id = try await desk.act(context) { tx, actor in try tx.contacts.callOut(plan, by: actor).id }
            return context.seeOther("/contacts/\(id)")
        } catch let invalid as Invalid {
            return context.invalid(try await callPage(context, Typed(context.form, invalid)))
        } catch let refusal as any Explainable where !(refusal is NotFound) {
            let remark = RefusalPart(refusal, in: context.viewer.language).html
            return try await callPage(context, Typed(context.form), refusal: remark)
                .response(status: refusal.status)
        }
    }

    private func callPage(_ context: SignedIn, _ typed: Typed, refusal: HTML? = nil) async throws -> HTML {
        let viewer = context.viewer
        return try await desk.read(context) { tx, actor in
            let units = try tx.units(for: actor, permitting: .createCase)
            guard let unit = units.first else { throw NotAllowed(permission: .createCase, isElsewhere: false) }
            let customer =
                typed["customer"].isEmpty ? nil : try? tx.customers.chosen(Customer.ID(typed["customer"]), for: actor)
            let record =
                typed["case"].isEmpty
                ? nil : try? tx.cases.work(on: Case.ID(typed["case"]), by: actor, needing: .readCase).file.record
            let handbook = try tx.handbooks.inForce(in: record?.unit ?? unit.id)
            let t = viewer.language
            let page = ContactCallPages(
                viewer: viewer, typed: typed, customer: customer, record: record, types: handbook?.caseTypes ?? [])
            return desk.frame(
                viewer, actor, title: t(.contactCallOut), section: .contacts,
                trail: [Trail(t(.contactsTitle), url: "/contacts")]
            ).page(content: "\(refusal)\(page.content)")
        }
    }

    /// The full number is in this answer alone.
    @Sendable func reveal(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Contact.ID = try context.identifier()
        let phone = try await desk.act(context) { tx, actor in try tx.contacts.revealPhone(id, by: actor) }
        return context.fragment("\(phone?.revealed ?? "")")
    }

    @Sendable func acknowledge(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Contact.ID = try context.identifier()
        try await desk.act(context) { tx, actor in try tx.contacts.acknowledgeCallback(id, by: actor) }
        return context.seeOther("/contacts/\(id)", notice: context.viewer.language(.contactAcknowledged))
    }

    @Sendable func handOver(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Contact.ID = try context.identifier()
        let to = try form(context.form.identifier("to", of: Staff.self))
        let name = try await desk.act(context) { tx, actor in
            try tx.contacts.handCallback(id, to: to, by: actor)
            return try tx.names(of: [to])[to] ?? ""
        }
        return context.seeOther("/contacts/\(id)", notice: context.viewer.language(.contactHandedOn, name))
    }

    @Sendable func call(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Contact.ID = try context.identifier()
        let (isReached, isAgreed) = try form(context.form.ticked("reached"), context.form.ticked("agreed"))
        let made: Contact.ID?
        do {
            made = try await desk.act(context) { tx, actor in
                try tx.contacts.called(id, reached: isReached, isAgreed: isAgreed, by: actor)?.id
            }
        } catch let refusal as GateRefusal {
            let html = RefusalPart(refusal, in: context.viewer.language).html
            return try await page(context, id, typed: nil, refusal: html).response(status: refusal.status)
        }
        return made.map { context.seeOther("/contacts/\($0)") }
            ?? context.seeOther("/contacts/\(id)", notice: context.viewer.language(.contactTried))
    }
}
