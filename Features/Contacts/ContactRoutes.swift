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

    @Sendable func show(_ request: Request, _ context: SignedIn) async throws -> HTML {
        try await page(context, context.identifier(), typed: nil, refusal: nil)
    }

    @Sendable func matches(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Contact.ID = try context.identifier()
        let query = context.query
        let typed = [query.text("q"), query.text("phone")].first { !$0.isEmpty } ?? ""
        let chosen = query.text("customer")
        return try await desk.read(context) { tx, actor in
            _ = try tx.contacts.work(on: id, by: actor)
            let matches = try tx.contacts.callers(String(typed.prefix(CustomerQuery.longest)), for: actor)
            let html = ContactFragments(viewer: context.viewer).matches(
                matches, sought: typed, chosen: chosen, chosenCase: query.text("case"))
            return context.fragment(html)
        }
    }

    /// Keeps everything as it stands, and says what to mind.
    @Sendable func keep(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Contact.ID = try context.identifier()
        let typed = context.form
        let draft = typed.replacing(Self.secret, with: "")
        var unreadable: [String] = []
        var record: Contact.Record?
        do { record = try ContactForms.record(typed) } catch { unreadable = error.problems.values.sorted() }
        let kept = record
        let html = try await desk.act(context) { [unreadable] tx, actor in
            var now = try tx.contacts.work(on: id, by: actor).contact.record
            if var kept {
                // A call of ours keeps the number it goes to, unless another was typed.
                kept.phone = kept.phone ?? now.phone
                now = kept
            }
            if let customer = now.customer { _ = try tx.customers.chosen(customer, for: actor) }
            try tx.contacts.keep(now, draft: draft, of: id, by: actor)
            let handbook = try tx.contacts.work(on: id, by: actor).handbook
            let open = try now.customer.map { try tx.contacts.openCases(of: $0, for: actor) } ?? []
            let similar = open.filter { Contact.isAlike(now.subject, $0.subject) }
            return ContactFragments(viewer: context.viewer).remarks(
                savedAt: tx.now, unreadable: unreadable,
                banned: BannedPhrases.found(handbook.bannedPhrases, in: now.answer), open: open, similar: similar)
        }
        return context.fragment(html)
    }

    @Sendable func judge(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Contact.ID = try context.identifier()
        let verdict = try form(context.form.choice("verdict", of: Contact.Triage.Verdict.self))
        try await desk.act(context) { tx, actor in try tx.contacts.judge(id, verdict, by: actor) }
        return context.seeOther("/contacts/\(id)")
    }

    @Sendable func hold(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Contact.ID = try context.identifier()
        let reason = try form(context.form.optionalChoice("reason", of: Contact.HoldReason.self))
        try await desk.act(context) { tx, actor in try tx.contacts.hold(id, for: reason ?? .other, by: actor) }
        return context.seeOther("/contacts/\(id)")
    }

    @Sendable func resume(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Contact.ID = try context.identifier()
        try await desk.act(context) { tx, actor in try tx.contacts.resume(id, by: actor) }
        return context.seeOther("/contacts/\(id)")
    }

    @Sendable func wrapUp(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Contact.ID = try context.identifier()
        let typed = context.form
        let t = context.viewer.language
        if CategoryHintForms.asksForHint(typed) {
            let taken = Typed(try CategoryHintForms.taken(typed))
            return try await page(context, id, typed: taken, refusal: nil, asksForHint: true).response()
        }
        let offered = CategoryHintForms.offered(typed)
        do {
            let (record, outcome, particulars) = try await desk.read(context) { tx, actor in
                var record = try tx.contacts.completed(ContactForms.record(typed), for: actor)
                let work = try tx.contacts.work(on: id, by: actor)
                record = work.contact.carried(into: record)
                return (
                    record, try ContactForms.outcome(typed, record, in: t),
                    try ContactForms.particulars(typed, under: work.handbook)
                )
            }
            let warned = Warned(typed)
            let done = try await desk.act(context) { tx, actor in
                var actor = actor
                actor.warned = warned.phrases
                let done = try tx.contacts.wrapUp(id, record, outcome, with: particulars, by: actor)
                if done.ending == .openedCase, let opened = try done.record.serviceCase.flatMap(tx.cases.find) {
                    try tx.categoryHints.note(offered, .contact, on: opened, by: actor)
                }
                return done
            }
            let url = done.record.serviceCase.map { "/cases/\($0)" } ?? "/contacts/\(id)"
            let ending = done.ending.map { t($0.word) } ?? ""
            let followed = try await followUpNotice(done, context)
            return context.seeOther(url, notice: t(.contactWrapped, done.number, ending) + followed)
        } catch let invalid as Invalid {
            return context.invalid(try await page(context, id, typed: Typed(typed, invalid), refusal: nil))
        } catch let warning as PhraseWarning {
            let remark = Remark(.warned, PhraseWarningPages(warning: warning, language: t).html).html
            let page = try await page(
                context, id, typed: Typed(typed), refusal: remark, warned: Warned(typed).and(warning))
            return page.response(status: .conflict)
        } catch let refusal as any Explainable where !(refusal is NotFound) {
            let html = RefusalPart(refusal, in: t).html
            let page = try await page(context, id, typed: Typed(typed), refusal: html)
            return page.response(status: refusal.status)
        }
    }

    /// The case that a dissatisfied answer opened, for whoever made the call to know (GAME-84).
    private func followUpNotice(_ done: Contact, _ context: SignedIn) async throws -> String {
        guard let id = done.followUp, done.ending != .openedCase, done.ending != .addedToCase else { return "" }
        let number = try await desk.read(context) { tx, _ in try tx.cases.find(id)?.number ?? "" }
        return " " + context.viewer.language(.contactFollowUpOpened, number)
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
                viewer, actor, title: t(.contactIntake, t(view.contact.channel.word)), section: .contacts,
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

    private static let secret = "_csrf"
}
