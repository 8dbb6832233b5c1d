import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// A day of mine, what it left to be done, and what our calls come to.
extension ContactRoutes {
    @Sendable func diary(_ request: Request, _ context: SignedIn) async throws -> HTML {
        let viewer = context.viewer
        return try await desk.read(context) { tx, actor in
            let today = viewer.zone.today(at: tx.now)
            let contacts = try tx.contacts.page(
                ContactFilter(view: .mine), reach: .own, for: actor.staff.id, limit: 200, offset: 0
            ).contacts.filter { today.contains($0.startedAt) }
            let t = viewer.language
            let day = viewer.zone.day(of: tx.now).longText(in: t)
            return desk.frame(
                viewer, actor, title: t(.contactDiary), section: .contacts,
                trail: [Trail(t(.contactsTitle), url: "/contacts")],
                lead: "\(t(.contactDiaryLead, day, String(contacts.count)))"
            ).page(
                content: ContactPages(viewer: viewer, names: [:]).diary(
                    contacts, items: try tx.contacts.items(of: contacts.map(\.id)),
                    owed: try tx.contacts.owedItems(of: actor.staff.id)))
        }
    }

    @Sendable func effect(_ request: Request, _ context: SignedIn) async throws -> HTML {
        let viewer = context.viewer
        let query = context.query
        return try await desk.read(context) { tx, actor in
            let asked = CallQuery(query, today: viewer.zone.day(of: tx.now))
            let effect = try tx.contacts.effect(
                of: CallQuery(from: asked.from, to: asked.to).condition(in: viewer.zone).period,
                reach: actor.units(permitting: .readCase), for: actor.staff.id)
            let t = viewer.language
            let pages = ContactEffectPages(viewer: viewer, effect: effect, from: asked.from, to: asked.to)
            return desk.frame(
                viewer, actor, title: t(.contactEffect), section: .contacts,
                trail: [Trail(t(.contactsTitle), url: "/contacts")], lead: pages.lead
            ).page(content: "\(pages.period)\(pages.html)")
        }
    }

    /// What a line of the diary left to be done is done (SOFT-45).
    @Sendable func finishItem(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Contact.ID = try context.identifier()
        let place = try form(context.form.integer("place", in: 1...Contact.Particulars.mostItems))
        try await desk.act(context) { tx, actor in try tx.contacts.finish(item: place, of: id, by: actor) }
        return context.seeOther("/contacts/diary", notice: context.viewer.language(.contactItemClosed))
    }
}
