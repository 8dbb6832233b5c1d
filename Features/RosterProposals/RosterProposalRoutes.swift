import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// GET  /rosters/{id}/proposal        the proposal of a draft; POST asks for one
/// POST /rosters/{id}/proposal/stopping · taking · dropping
/// GET  /roster-terms/{id}            by what a unit's need is computed, and the weights; POST saves
struct RosterProposalRoutes {
    let desk: Workplace

    func add(to routes: RouterGroup<SignedIn>) {
        ShiftWishRoutes(desk: desk).add(to: routes)
        routes.get("/rosters/:id/proposal") { _, context in try await show(context) }
        act("", .proposalAsked, routes) { typed in
            let seconds = try RosterProposalForms.seconds(typed)
            return { tx, id, actor in _ = try tx.rosterProposals.ask(id, seconds: seconds, by: actor) }
        }
        act("/stopping", .proposalStopping, routes) { _ in
            { tx, id, actor in try tx.rosterProposals.stop(of: id, by: actor) }
        }
        act("/dropping", .rosterSaved, routes) { _ in
            { tx, id, actor in try tx.rosterProposals.drop(of: id, by: actor) }
        }
        act("/taking", .proposalTaken, routes, leadsTo: "") { typed in
            { tx, id, actor in
                try tx.rosterProposals.take(of: id, version: RosterForms.version(typed), by: actor)
            }
        }
        routes.get("/roster-terms/:id") { _, context in try await terms(context) }
        routes.post("/roster-terms/:id", use: saveTerms)
    }

    private func show(_ context: SignedIn, typed: Typed? = nil, refusal: HTML? = nil) async throws -> HTML {
        let viewer = context.viewer
        let id: Roster.ID = try context.identifier()
        return try await desk.read(context) { [desk] tx, actor in
            let roster = try tx.rosters.change(id, version: nil, by: actor)
            let proposal = try tx.rosterProposals.latest(of: id)
            let setting = try tx.rosters.setting(of: roster.unit)
            let templates = try tx.shiftTemplates.of(roster.unit)
            let view = RosterProposalView(
                roster: roster, unit: try tx.units.require(roster.unit).name, proposal: proposal,
                templates: Dictionary(templates.map { ($0.id, $0) }) { $1 },
                names: try tx.names(of: Set((proposal?.found?.people ?? []).map { Staff.ID($0) })),
                terms: try tx.staffingTerms.of(roster.unit),
                calendar: try tx.calendars.named(setting.calendar, on: roster.days))
            let t = viewer.language
            return desk.frame(
                viewer, actor, title: t(.proposalTitle), section: .rosters,
                trail: [
                    Trail(t(.rostersTitle), url: "/rosters"),
                    Trail("\(view.unit) \(roster.from)–\(roster.until)", url: "/rosters/\(id)"),
                ], lead: "\(t(.proposalLead))"
            ).page(content: RosterProposalPages(view: view, viewer: viewer).page(typed: typed, refusal: refusal))
        }
    }

    private func terms(_ context: SignedIn, typed: Typed? = nil) async throws -> HTML {
        let viewer = context.viewer
        let id: Unit.ID = try context.identifier()
        let roster = typed?["roster"] ?? context.query.text("roster")
        return try await desk.read(context) { [desk] tx, actor in
            guard let unit = try tx.units.find(id), actor.may(.reassignCase, in: id, isOwn: false) else {
                throw Roster.Refusal.unknown
            }
            let t = viewer.language
            return desk.frame(
                viewer, actor, title: t(.proposalTerms), section: .rosters,
                trail: [Trail(t(.rostersTitle), url: "/rosters")], lead: "\(unit.name)"
            ).page(
                content: RosterProposalPages.terms(
                    try tx.staffingTerms.of(id), of: unit, roster: roster, typed: typed, for: viewer))
        }
    }

    @Sendable private func saveTerms(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Unit.ID = try context.identifier()
        do {
            let terms = try RosterProposalForms.terms(context.form)
            try await desk.act(context) { tx, actor in
                guard try tx.units.find(id) != nil, actor.may(.reassignCase, in: id, isOwn: false) else {
                    throw Roster.Refusal.unknown
                }
                try tx.rosterProposals.set(terms, of: id, by: actor)
            }
            let roster = context.form.text("roster")
            let isRoster = !roster.isEmpty && roster.count <= 40 && roster.allSatisfy { $0.isHexDigit || $0 == "-" }
            return context.seeOther(
                isRoster ? "/rosters/\(roster)/proposal" : "/roster-terms/\(id)",
                notice: context.viewer.language(.proposalTermsSaved))
        } catch let invalid as Invalid {
            return context.invalid(try await terms(context, typed: Typed(context.form, invalid)))
        }
    }

    private typealias Act = @Sendable (Transaction, Roster.ID, Actor) throws -> Void

    private func act(
        _ address: String, _ done: Word, _ routes: RouterGroup<SignedIn>, leadsTo place: String = "/proposal",
        _ read: @Sendable @escaping (FormData) throws -> Act
    ) {
        routes.post("/rosters/:id/proposal\(address)") { [self] _, context -> Response in
            let id: Roster.ID = try context.identifier()
            do {
                let act = try read(context.form)
                try await desk.act(context) { tx, actor in try act(tx, id, actor) }
                return context.seeOther("/rosters/\(id)\(place)", notice: context.viewer.language(done))
            } catch let invalid as Invalid {
                return context.invalid(try await show(context, typed: Typed(context.form, invalid)))
            } catch let refusal as any Explainable where refusal.status != .notFound && refusal.status != .forbidden {
                return try await show(
                    context, typed: context.form.text("seconds").isEmpty ? nil : Typed(context.form),
                    refusal: RefusalPart(refusal, in: context.viewer.language).content
                ).response(status: refusal.status)
            }
        }
    }
}

/// GET  /shift-wishes · POST /shift-wishes · /shift-wishes/{id}/withdrawal
struct ShiftWishRoutes {
    let desk: Workplace

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/shift-wishes") { _, context in try await page(context) }
        routes.post("/shift-wishes", use: put)
        routes.post("/shift-wishes/:id/withdrawal") { _, context in
            let id: ShiftWish.ID = try context.identifier()
            try await desk.act(context) { tx, actor in try tx.shiftWishes.withdraw(id, by: actor) }
            return context.seeOther("/shift-wishes", notice: context.viewer.language(.wishSaved))
        }
    }

    private func page(_ context: SignedIn, typed: Typed? = nil, refusal: HTML? = nil) async throws -> HTML {
        let viewer = context.viewer
        return try await desk.read(context) { [desk] tx, actor in
            let today = viewer.zone.day(of: tx.now)
            let t = viewer.language
            let pages = ShiftWishPages(
                viewer: viewer, wishes: try tx.shiftWishes.of(actor.staff.id, from: today),
                templates: try tx.shiftWishes.codes(for: actor), today: today)
            return desk.frame(
                viewer, actor, title: t(.wishTitle), section: .rosters,
                trail: [Trail(t(.myShifts), url: "/shifts")], lead: "\(t(.wishLead))"
            ).page(
                content: "\(ShiftTabPages.html(.wishes, in: t))\(pages.page(typed: typed, refusal: refusal))")
        }
    }

    @Sendable private func put(_ request: Request, _ context: SignedIn) async throws -> Response {
        let zone = context.viewer.zone
        do {
            let wish = try RosterProposalForms.wish(context.form)
            try await desk.act(context) { tx, actor in
                try tx.shiftWishes.wish(
                    wish.kind, code: wish.code, strength: wish.strength, on: wish.day, in: zone, by: actor)
            }
            return context.seeOther("/shift-wishes", notice: context.viewer.language(.wishSaved))
        } catch let invalid as Invalid {
            return context.invalid(try await page(context, typed: Typed(context.form, invalid)))
        } catch let refusal as any Explainable where refusal.status != .notFound && refusal.status != .forbidden {
            return try await page(
                context, typed: Typed(context.form), refusal: RefusalPart(refusal, in: context.viewer.language).content
            ).response(status: refusal.status)
        }
    }
}
