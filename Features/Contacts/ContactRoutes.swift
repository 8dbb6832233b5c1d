import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// GET  /contacts            the list; /contacts/new where one begins; /contacts/diary a day of mine
/// GET  /contacts/effect     what our calls come to
/// POST /contacts            a line is picked up; /contacts/missed one that was not
/// POST /contacts/calls      a call of our own: to a case's customer, to a customer, to a number; /contacts/calls/new asks
/// GET  /contacts/{id}       the page of a running contact, or the record of one that is over
/// POST /contacts/{id}/items a line of the diary is followed up
/// GET  /contacts/{id}/matches, POST …/draft · triage · hold · resumption · outcome
/// POST /contacts/{id}/phone  the full number, for whoever has to dial it; on record
/// POST /contacts/{id}/callback/acknowledgement · handover · call
struct ContactRoutes {
    let desk: Workplace

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/contacts", use: list)
        routes.get("/contacts/new", use: start)
        routes.get("/contacts/diary", use: diary)
        routes.get("/contacts/effect", use: effect)
        routes.post("/contacts/:id/items", use: finishItem)
        routes.post("/contacts", use: begin)
        routes.post("/contacts/missed", use: miss)
        routes.get("/contacts/calls/new", use: planCall)
        routes.post("/contacts/calls", use: callOut)
        routes.get("/contacts/:id", use: show)
        routes.get("/contacts/:id/matches", use: matches)
        routes.post("/contacts/:id/draft", use: keep)
        routes.post("/contacts/:id/triage", use: judge)
        routes.post("/contacts/:id/hold", use: hold)
        routes.post("/contacts/:id/resumption", use: resume)
        routes.post("/contacts/:id/phone", use: reveal)
        routes.post("/contacts/:id/outcome", use: wrapUp)
        routes.post("/contacts/:id/callback/acknowledgement", use: acknowledge)
        routes.post("/contacts/:id/callback/handover", use: handOver)
        routes.post("/contacts/:id/callback/call", use: call)
    }

    @Sendable func list(_ request: Request, _ context: SignedIn) async throws -> HTML {
        let viewer = context.viewer
        let query = context.query
        let paging = Paging(query, size: 25)
        let view = ContactFilter.View(rawValue: query.text("view")) ?? .mine
        return try await desk.read(context) { tx, actor in
            var filter = ContactFilter(view: view)
            if view == .calls {
                let asked = CallQuery(query, today: viewer.zone.day(of: tx.now))
                filter.calls = asked.condition(in: viewer.zone)
            }
            let (contacts, total) = try tx.contacts.page(
                filter, reach: actor.units(permitting: .readCase), for: actor.staff.id, limit: paging.limit,
                offset: paging.offset)
            let pages = ContactPages(viewer: viewer, names: try tx.names(of: Set(contacts.map(\.receiver))))
            let t = viewer.language
            return desk.frame(
                viewer, actor, title: t(.contactsTitle), section: .contacts,
                acts: "\(exportButton("contacts", query, for: actor, in: t))\(Self.answering(actor, t))"
            ).page(
                content: pages.list(contacts, total: total, paging: paging, query: query),
                list: pages.views(filter.view))
        }
    }

    /// The key `c` leads here; whoever is on a line comes back to it.
    @Sendable func start(_ request: Request, _ context: SignedIn) async throws -> Response {
        let viewer = context.viewer
        let open = try await desk.read(context) { tx, actor in try tx.contacts.open(of: actor.staff.id)?.id }
        if let open { return context.seeOther("/contacts/\(open)") }
        return try await desk.read(context) { tx, actor in
            let units = try tx.units(for: actor, permitting: .createCase)
            guard !units.isEmpty else { throw NotAllowed(permission: .createCase, isElsewhere: false) }
            return try startPage(tx, actor, viewer, units).response()
        }
    }

    private func startPage(
        _ tx: Transaction, _ actor: Actor, _ viewer: Viewer, _ units: [Unit], typed: Typed = .blank
    ) throws -> HTML {
        let t = viewer.language
        let lines = try tx.receptionChannels.list(in: .some(units.map(\.id)), limit: 20).filter(\.isOpen)
        return desk.frame(
            viewer, actor, title: t(.contactNew), section: .contacts,
            trail: [Trail(t(.contactsTitle), url: "/contacts")]
        ).page(content: ContactPages(viewer: viewer, names: [:]).start(units, lines: lines, typed: typed))
    }

    @Sendable func begin(_ request: Request, _ context: SignedIn) async throws -> Response {
        let (unit, channel, reception) = try form(
            context.form.optionalIdentifier("unit", of: Unit.self),
            context.form.optionalChoice("channel", of: Channel.self),
            context.form.optionalIdentifier("reception", of: ReceptionChannel.self))
        let id = try await desk.act(context) { tx, actor in
            // Pressed twice in haste, it is still one call.
            if let open = try tx.contacts.open(of: actor.staff.id) { return open.id }
            guard let unit = try unit ?? tx.units(for: actor, permitting: .createCase).first?.id else {
                throw NotAllowed(permission: .createCase, isElsewhere: false)
            }
            return try tx.contacts.begin(channel ?? .phone, in: unit, at: reception, by: actor).id
        }
        return context.seeOther("/contacts/\(id)")
    }

    @Sendable func miss(_ request: Request, _ context: SignedIn) async throws -> Response {
        do {
            let (unit, phone, reception) = try form(
                context.form.identifier("unit", of: Unit.self), context.form.phone("phone"),
                context.form.optionalIdentifier("reception", of: ReceptionChannel.self))
            let id = try await desk.act(context) { tx, actor in
                try tx.contacts.begin(.phone, in: unit, isMissed: true, phone: phone, at: reception, by: actor).id
            }
            return context.seeOther("/contacts/\(id)", notice: context.viewer.language(.contactMissedSaved))
        } catch let invalid as Invalid {
            let viewer = context.viewer
            let typed = Typed(context.form, invalid)
            return context.invalid(
                try await desk.read(context) { tx, actor in
                    try startPage(tx, actor, viewer, try tx.units(for: actor, permitting: .createCase), typed: typed)
                })
        }
    }

    @Sendable func show(_ request: Request, _ context: SignedIn) async throws -> HTML {
        try await page(context, context.identifier(), typed: nil, refusal: nil)
    }

    /// `written` is what was typed to answer a letter, or to close it; `remark` what is to be said of it.
    func page(
        _ context: SignedIn, _ id: Contact.ID, typed: Typed?, refusal: HTML?, warned: Warned = Warned([]),
        asksForHint: Bool = false, written: Typed = .blank, remark: HTML? = nil
    ) async throws -> HTML {
        let plain = context.viewer
        return try await desk.read(context) { tx, actor in
            var viewer = plain
            if !warned.phrases.isEmpty { viewer.carried = ["_warned": warned.text] }
            let view = try tx.contacts.view(of: id, for: actor)
            let t = viewer.language
            let trail = [Trail(t(.contactsTitle), url: "/contacts")]
            guard view.contact.isOpen, view.contact.receiver == actor.staff.id else {
                let pages = ContactPages(viewer: viewer, names: view.names)
                let title = view.contact.record.subject.isEmpty ? view.contact.number : view.contact.record.subject
                var frame = desk.frame(viewer, actor, title: title, section: .contacts, trail: trail)
                frame.tabTitle = view.contact.number
                let letter = view.letter.map {
                    MailLetterPages(
                        view: $0.scanning(desk.isScanning), viewer: viewer, typed: written, refusal: remark
                    ).panel
                }
                return frame.page(content: "\(refusal)\(letter)\(pages.record(view))")
            }
            let draft = try tx.contacts.draft(of: id).map { try FormData(urlEncoded: $0.utf8) }
            let known = draft.map { Typed($0) } ?? Typed(Self.usual(view.contact))
            let hint =
                asksForHint
                ? try tx.categoryHints.answer(CategoryHintForms.text(typed ?? known), in: view.contact.unit) : nil
            let page = ContactIntakePages(
                view: view, viewer: viewer, typed: typed ?? known, refusal: refusal, hint: hint)
            let frame = desk.frame(
                viewer, actor,
                title: view.contact.isOurCall
                    ? t(.contactCallOut) : t(.contactIntake, t(view.contact.channel.word)), section: .contacts,
                trail: trail, lead: page.lead, promise: page.promise)
            guard let letter = view.letter else { return frame.page(content: page.content, side: page.side) }
            // A letter is read and answered first; what else may become of it stands behind.
            let panel = MailLetterPages(
                view: letter.scanning(desk.isScanning), viewer: viewer, typed: written, refusal: remark
            ).panel
            return frame.page(
                content: """
                    \(panel)<details class="more panel"\(attribute: "open", if: typed != nil || refusal != nil)>\
                    <summary>\(t(.letterToCase))</summary>\(page.content)</details>
                    """, side: page.side)
        }
    }

    /// A call back begins with what is known, but for the number: that is shown by an act of its own.
    private static func usual(_ contact: Contact) -> [String: String] {
        let record = contact.record
        var fields = [
            "severity": Severity.ordinary.rawValue, "complainant": record.caller, "organisation": record.organisation,
            "subject": record.subject, "content": record.content,
        ]
        if let purpose = record.purpose { fields["type"] = purpose.rawValue }
        if contact.letter != nil { fields["customer"] = record.customer?.rawValue }
        return fields
    }

    static func answering(_ actor: Actor, _ t: Language) -> HTML? {
        guard actor.holds(.createCase) else { return nil }
        return """
            \(linkButton(t(.contactCallOut), url: "/contacts/calls/new"))\
            \(linkButton(t(.contactNew), url: "/contacts/new", .primary))
            """
    }
}
