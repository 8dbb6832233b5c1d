import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// GET  /mailboxes                 the list; /new and POST enter one
/// GET  /mailboxes/{id}            one with its letters and history; POST changes its settings
/// POST /mailboxes/{id}/test · fetching · switch
/// POST /mailboxes/{id}/letters/{part}/promotion    a program seemed to have written it, and a person did
struct MailboxRoutes {
    let desk: Workplace
    let way: MailWay

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/mailboxes") { _, context in try await list(context) }
        routes.get("/mailboxes/new") { _, context in try await new(context, nil, nil) }
        routes.post("/mailboxes") { _, context in try await enter(context) }
        routes.get("/mailboxes/:id") { _, context in try await show(context).response() }
        routes.post("/mailboxes/:id") { _, context in try await change(context) }
        routes.post("/mailboxes/:id/test") { _, context in try await test(context) }
        routes.post("/mailboxes/:id/fetching") { _, context in
            try await act(context, .mailboxFetchAsked) { tx, id, actor in try tx.mailboxes.fetchSoon(id, by: actor) }
        }
        routes.post("/mailboxes/:id/switch") { _, context in
            let on = !context.form.text("on").isEmpty
            return try await act(context, on ? .mailboxTurnedOn : .mailboxTurnedOff) { tx, id, actor in
                try tx.mailboxes.turn(id, on: on, by: actor)
            }
        }
        routes.post("/mailboxes/:id/letters/:part/promotion") { _, context in
            let part: MailLetter.ID = try context.identifier("part")
            return try await act(context, .letterPromoted) { tx, id, actor in
                guard try tx.mailboxes.seen(id, by: actor).mayRead else { throw NotFound() }
                guard try tx.mailLetters.find(part)?.mailbox == id else { throw NotFound() }
                try tx.mailLetters.promote(part, by: actor)
            }
        }
    }

    private func list(_ context: SignedIn) async throws -> HTML {
        let viewer = context.viewer
        return try await desk.read(context) { [desk] tx, actor in
            let maySetUp = actor.holds(.manageMailbox)
            guard maySetUp || actor.holds(.readCase) else {
                throw NotAllowed(permission: .manageMailbox, isElsewhere: false)
            }
            let mailboxes = try tx.mailboxes.seen(by: actor)
            let t = viewer.language
            let pages = MailboxPages(
                viewer: viewer, units: try tx.unitNames(of: Set(mailboxes.map(\.unit))), maySetUp: maySetUp)
            return desk.frame(
                viewer, actor, title: t(.mailboxesTitle), section: .mailboxes, lead: "\(t(.mailboxesLead))",
                acts: maySetUp ? linkButton(t(.mailboxNew), url: "/mailboxes/new", .primary, shortcut: "n") : nil
            ).page(content: pages.list(mailboxes))
        }
    }

    private func new(_ context: SignedIn, _ typed: Typed?, _ refusal: HTML?) async throws -> HTML {
        let viewer = context.viewer
        return try await desk.read(context) { [desk] tx, actor in
            try Self.requireRight(actor)
            let units = try tx.units(for: actor, permitting: .manageMailbox)
            let t = viewer.language
            let channels = try tx.receptionChannels.list(in: actor.units(permitting: .manageMailbox))
            let typed = typed ?? Typed(MailboxForms.usual(at: tx.now, in: viewer.zone))
            let form = MailboxPages(viewer: viewer).form(
                to: "/mailboxes", typed, units, channels: channels, isNew: true)
            return desk.frame(
                viewer, actor, title: t(.mailboxNew), section: .mailboxes,
                trail: [Trail(t(.mailboxesTitle), url: "/mailboxes")]
            ).page(content: "\(refusal)<section class=\"panel\">\(form)</section>")
        }
    }

    private func enter(_ context: SignedIn) async throws -> Response {
        let t = context.viewer.language
        do {
            let (unit, facts, secret) = try MailboxForms.facts(context.form, in: t)
            let mailbox = try await desk.act(context) { tx, actor in
                try tx.mailboxes.enter(facts, secret: secret ?? "", in: unit, by: actor)
            }
            return context.seeOther("/mailboxes/\(mailbox.id)", notice: t(.mailboxSaved))
        } catch let invalid as Invalid {
            return context.invalid(try await new(context, Typed(context.form, invalid), nil))
        } catch let refusal as Mailbox.Refusal {
            let said = RefusalPart(refusal, in: t).html
            return try await new(context, Typed(context.form), said).response(status: refusal.status)
        }
    }

    private func show(
        _ context: SignedIn, typed: Typed? = nil, refusal: HTML? = nil, tested: HTML? = nil
    ) async throws -> HTML {
        let viewer = context.viewer
        let id: Mailbox.ID = try context.identifier()
        let query = context.query
        let paging = Paging(query)
        return try await desk.read(context) { [desk] tx, actor in
            let seen = try tx.mailboxes.seen(id, by: actor)
            let mailbox = seen.mailbox
            let t = viewer.language
            let (letters, total) =
                seen.mayRead
                ? try tx.mailLetters.page(of: id, limit: paging.limit, offset: paging.offset) : ([], 0)
            let units = [try tx.units.require(mailbox.unit)]
            let pages = MailboxPages(viewer: viewer)
            let form = pages.form(
                to: "/mailboxes/\(id)", typed ?? Typed(MailboxForms.values(of: mailbox, in: viewer.zone)), units,
                channels: try tx.receptionChannels.list(in: .some([mailbox.unit])), isNew: false)
            let settings: HTML = """
                <section class="panel"><details class="more"\(attribute: "open", if: typed != nil)>\
                <summary>\(t(.mailboxChange))</summary>\(form)</details></section>
                """
            return desk.frame(
                viewer, actor, title: seen.mailbox.facts.address, section: .mailboxes,
                trail: [Trail(t(.mailboxesTitle), url: "/mailboxes")], lead: "\(units[0].name)"
            ).page(
                content: pages.one(
                    seen, fetches: seen.maySetUp ? try tx.mailboxes.fetches(of: id) : [], letters: letters,
                    total: total,
                    paging: paging, query: query, settings: settings, tested: "\(refusal)\(tested)"))
        }
    }

    private func change(_ context: SignedIn) async throws -> Response {
        let t = context.viewer.language
        let id: Mailbox.ID = try context.identifier()
        do {
            let (_, facts, secret) = try MailboxForms.facts(context.form, in: t)
            try await desk.act(context) { tx, actor in try tx.mailboxes.change(id, facts, secret: secret, by: actor) }
            return context.seeOther("/mailboxes/\(id)", notice: t(.mailboxSaved))
        } catch let invalid as Invalid {
            return context.invalid(try await show(context, typed: Typed(context.form, invalid)))
        } catch let refusal as Mailbox.Refusal {
            return try await show(
                context, typed: Typed(context.form), refusal: RefusalPart(refusal, in: t).html
            ).response(status: refusal.status)
        }
    }

    /// Says at once whether one is let in, for fetching and for sending; nothing is fetched or sent.
    private func test(_ context: SignedIn) async throws -> Response {
        let t = context.viewer.language
        let id: Mailbox.ID = try context.identifier()
        let mailbox = try await desk.read(context) { tx, actor in try tx.mailboxes.require(id, by: actor) }
        var problems: [HTML] = []
        func tried(_ what: Word, _ body: () async throws -> Void) async throws {
            do { try await body() } catch let failure as MailWay.Failure {
                let reason = Mailbox.Trouble.Reason(rawValue: failure.reason) ?? .other
                problems.append(
                    "<p>\(t(what, t(reason.word)))</p><p class=\"soft\">\(t(.mailboxServerSaid, failure.words))</p>")
            }
        }
        try await tried(.mailboxTestFetching) {
            _ = try await way.visit(mailbox.server(mailbox.facts.fetching), mailbox.facts.folder).state()
        }
        if let sending = mailbox.facts.sending {
            try await tried(.mailboxTestSending) { try await way.greet(mailbox.server(sending)) }
        }
        let fine: Word = mailbox.facts.sending == nil ? .mailboxTestFine : .mailboxTestFineBoth
        let said =
            problems.isEmpty
            ? Remark(.done, "\(t(fine))").html : Remark(.broken, HTML(problems)).html
        return try await show(context, tested: said).response()
    }

    private func act(
        _ context: SignedIn, _ done: Word,
        _ body: @Sendable @escaping (Transaction, Mailbox.ID, Actor) throws -> Void
    ) async throws -> Response {
        let id: Mailbox.ID = try context.identifier()
        do {
            try await desk.act(context) { tx, actor in try body(tx, id, actor) }
            return context.seeOther("/mailboxes/\(id)", notice: context.viewer.language(done))
        } catch let refusal as Mailbox.Refusal {
            let said = RefusalPart(refusal, in: context.viewer.language).html
            return try await show(context, refusal: said).response(status: refusal.status)
        }
    }

    private static func requireRight(_ actor: Actor) throws {
        guard actor.holds(.manageMailbox) else { throw NotAllowed(permission: .manageMailbox, isElsewhere: false) }
    }
}
