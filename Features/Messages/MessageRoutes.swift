import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// GET  /messages               what I wrote and what is for me
/// GET  /messages/new           the form; POST /messages hands it over
/// GET  /messages/{id}          one slip
/// POST /messages/{id}/reading · /handling · /telling
struct MessageRoutes {
    let desk: Workplace

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/messages", use: list)
        routes.get("/messages/new", use: new)
        routes.post("/messages", use: take)
        routes.get("/messages/:id", use: show)
        routes.post("/messages/:id/reading", use: read)
        routes.post("/messages/:id/handling", use: handle)
        routes.post("/messages/:id/telling", use: tell)
    }

    @Sendable func list(_ request: Request, _ context: SignedIn) async throws -> HTML {
        let viewer = context.viewer
        return try await desk.read(context) { tx, actor in
            let messages = try tx.messages.of(actor.staff.id)
            let pages = MessagePages(
                viewer: viewer, names: try tx.names(of: Set(messages.flatMap { [$0.addressee, $0.takenBy] })))
            let t = viewer.language
            let act =
                actor.holds(.createCase)
                ? linkButton(t(.messageNew), url: "/messages/new", .primary, shortcut: "n") : nil
            return desk.frame(
                viewer, actor, title: t(.messagesTitle), section: .contacts,
                acts: "\(exportButton("messages", .empty, for: actor, in: t))\(act)"
            )
            .page(content: pages.list(messages))
        }
    }

    @Sendable func new(_ request: Request, _ context: SignedIn) async throws -> HTML {
        try await form(context, .blank, nil)
    }

    @Sendable func take(_ request: Request, _ context: SignedIn) async throws -> Response {
        let t = context.viewer.language
        do {
            let (unit, addressee, note) = try MessageForms.note(context.form)
            let name = try await desk.act(context) { tx, actor in
                _ = try tx.messages.take(note, for: addressee, in: unit, contact: nil, by: actor)
                return try tx.names(of: [addressee])[addressee] ?? ""
            }
            return context.seeOther("/messages", notice: t(.messageSent, name))
        } catch let invalid as Invalid {
            return context.invalid(try await form(context, Typed(context.form, invalid), nil))
        } catch let refusal as any Explainable {
            let page = try await form(context, Typed(context.form), RefusalPart(refusal, in: t).html)
            return page.response(status: refusal.status)
        }
    }

    @Sendable func show(_ request: Request, _ context: SignedIn) async throws -> HTML {
        let id: Message.ID = try context.identifier()
        let viewer = context.viewer
        return try await desk.read(context) { tx, actor in
            let message = try tx.messages.require(id, for: actor)
            let pages = MessagePages(viewer: viewer, names: try tx.names(of: [message.addressee, message.takenBy]))
            let t = viewer.language
            var frame = desk.frame(
                viewer, actor, title: t(.messageLabel, message.note.caller), section: .contacts,
                trail: [Trail(t(.messagesTitle), url: "/messages")])
            frame.tabTitle = t(.messageTab, message.takenAt.monthAndTime(in: viewer.zone, t))
            return frame.page(content: pages.slip(message))
        }
    }

    /// 已读: an act of the one it is for. Whatever fetches pages ahead of a person marks nothing.
    @Sendable func read(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Message.ID = try context.identifier()
        try await desk.act(context) { tx, actor in try tx.messages.deliver(id, to: actor) }
        return context.seeOther("/messages/\(id)")
    }

    @Sendable func handle(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Message.ID = try context.identifier()
        let text = try Kernel.form(context.form.required("text", max: 1000))
        try await desk.act(context) { tx, actor in try tx.messages.handle(id, saying: text, by: actor) }
        return context.seeOther("/messages/\(id)", notice: context.viewer.language(.messageHandled))
    }

    @Sendable func tell(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Message.ID = try context.identifier()
        try await desk.act(context) { tx, actor in try tx.messages.tellBack(id, by: actor) }
        return context.seeOther("/messages/\(id)", notice: context.viewer.language(.messageTold))
    }

    private func form(_ context: SignedIn, _ typed: Typed, _ refusal: HTML?) async throws -> HTML {
        let viewer = context.viewer
        return try await desk.read(context) { tx, actor in
            let units = try tx.units(for: actor, permitting: .createCase)
            guard let unit = units.first else { throw NotAllowed(permission: .createCase, isElsewhere: false) }
            let colleagues = try tx.colleagues(of: unit.id).filter { $0.id != actor.staff.id }
            let t = viewer.language
            return desk.frame(
                viewer, actor, title: t(.messageNew), section: .contacts,
                trail: [Trail(t(.messagesTitle), url: "/messages")]
            ).page(
                content: MessagePages(viewer: viewer, names: [:]).form(
                    colleagues, units: units, typed: typed, refusal: refusal))
        }
    }
}
