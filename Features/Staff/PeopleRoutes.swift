import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// GET  /people                 everybody, by unit, name and account
/// GET  /people/new             the form, POST /people welcomes
/// GET  /people/units/new       the form, POST /people/units founds
/// GET  /people/{id}            the person
/// POST /people/{id}/…          what is done about the person: `PersonActRoutes`
struct PeopleRoutes: Sendable {
    let desk: Workplace
    let door: SignIn

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/people", use: list)
        routes.post("/people", use: welcome)
        routes.get("/people/new") { _, context in try await newForm(context).response() }
        routes.get("/people/units/new") { _, context in try await unitForm(context).response() }
        routes.post("/people/units", use: found)
        routes.get("/people/:id") { _, context in
            try await desk.personPage(context, id: context.identifier(), under: door.rules).response()
        }
    }

    @Sendable private func list(_ request: Request, _ context: SignedIn) async throws -> HTML {
        let viewer = context.viewer
        let query = context.query
        let paging = Paging(query)
        var filter = StaffFilter(text: String(query.text("q").prefix(StaffFilter.longestText)))
        filter.unit = query.text("unit").isEmpty ? nil : Unit.ID(String(query.text("unit").prefix(64)))
        filter.isActive = query.text("left").isEmpty
        return try await desk.read(context) { [desk, filter] tx, actor in
            let (lines, total) = try tx.people(for: actor).list(filter, limit: paging.limit, offset: paging.offset)
            let pages = StaffListPages(
                viewer: viewer, units: try tx.units.all(), filter: filter, mayManage: actor.holds(.manageStaff),
                rules: door.rules)
            return desk.frame(
                viewer, actor, title: viewer.language(.peopleTitle), section: .people,
                acts:
                    "\(actor.holds(.manageStaff) ? exportButton("people", query, for: actor, in: viewer.language) : nil)\(pages.acts)"
            ).page(content: pages.list(lines, total: total, paging: paging, query: query), list: pages.tree(query))
        }
    }

    /// Answers with the first password on the page itself: it is shown this once, and nowhere kept.
    @Sendable private func welcome(_ request: Request, _ context: SignedIn) async throws -> Response {
        let viewer = context.viewer
        do {
            let newcomer = try StaffForms.newcomer(
                context.form, today: viewer.zone.day(of: viewer.now), in: viewer.language)
            try await desk.read(context) { _, actor in try Mandate.person(actor).authorize(in: newcomer.unit) }
            let password = try Password.initial()
            let hash = try await door.passwords.hash(password)
            let person = try await desk.act(context) { tx, actor in
                try tx.staff.welcome(newcomer, password: hash, by: .person(actor), under: PostsInForce(tx: tx))
            }
            return try await desk.firstPasswordPage(context, password, of: person, under: door.rules).response()
        } catch let invalid as Invalid {
            return context.invalid(try await newForm(context, Typed(context.form, invalid)))
        } catch let refusal as any Explainable {
            return try await newForm(context, Typed(context.form), refusal).response(status: refusal.status)
        }
    }

    private func newForm(
        _ context: SignedIn, _ typed: Typed? = nil, _ refusal: (any Explainable)? = nil
    ) async throws -> HTML {
        let viewer = context.viewer
        let today = viewer.zone.day(of: viewer.now).description
        let typed = typed ?? Typed(["language": Language.chinese.rawValue, "joined_on": today])
        return try await desk.read(context) { [desk] tx, actor in
            let places = try tx.people(for: actor).placesToFill()
            guard !places.units.isEmpty else { throw Mandate.person(actor).refusal }
            return desk.frame(
                viewer, actor, title: viewer.language(.personNew), section: .people, trail: [.people(viewer)]
            ).page(content: StaffFormPages(viewer: viewer).newcomer(places, typed: typed, refusal: refusal))
        }
    }

    @Sendable private func found(_ request: Request, _ context: SignedIn) async throws -> Response {
        do {
            let plan = try StaffForms.unit(context.form, in: context.viewer.language)
            let unit = try await desk.act(context) { tx, actor in
                if let handbook = plan.handbook, try !tx.handbooks.codes().contains(handbook) {
                    throw Unit.Refusal.handbookUnknown(handbook)
                }
                return try tx.units.found(plan, by: .person(actor))
            }
            return context.seeOther("/people?unit=\(unit.id)", notice: context.viewer.language(.unitFounded, unit.name))
        } catch let invalid as Invalid {
            return context.invalid(try await unitForm(context, Typed(context.form, invalid)))
        } catch let refusal as any Explainable {
            return try await unitForm(context, Typed(context.form), refusal).response(status: refusal.status)
        }
    }

    private func unitForm(
        _ context: SignedIn, _ typed: Typed = .blank, _ refusal: (any Explainable)? = nil
    ) async throws -> HTML {
        let viewer = context.viewer
        return try await desk.read(context) { [desk] tx, actor in
            let reach = Mandate.person(actor).reach
            let units = try tx.units.all().filter { reach.contains($0.id) }
            guard !units.isEmpty || reach == .all else { throw Mandate.person(actor).refusal }
            return desk.frame(
                viewer, actor, title: viewer.language(.unitNew), section: .people, trail: [.people(viewer)]
            ).page(
                content: StaffFormPages(viewer: viewer).unit(
                    units, handbooks: try tx.handbooks.codes(), typed: typed, refusal: refusal))
        }
    }
}

extension Workplace {
    /// The page of a person, as it stands or under what was just refused.
    func personPage(
        _ context: SignedIn, id: Staff.ID, under rules: SessionRules, typed: [String: Typed] = [:],
        refusal: (any Explainable)? = nil
    ) async throws -> HTML {
        let viewer = context.viewer
        return try await read(context) { tx, actor in
            let page = PersonPages(
                view: try tx.people(for: actor).person(id, under: rules), viewer: viewer, typed: typed,
                refusal: refusal)
            return frame(
                viewer, actor, title: page.view.person.name, section: .people, trail: [.people(viewer)],
                lead: page.lead
            ).page(
                content: """
                    \(page.content)\(SkillPages(viewer: viewer).part(
                        try tx.skills.of(id), known: try tx.skills.known(), of: id,
                        mayManage: try page.view.person.isActive && tx.skills.mayManage(id, actor)))
                    """)
        }
    }

    func firstPasswordPage(
        _ context: SignedIn, _ password: String, of person: Staff, under rules: SessionRules
    ) async throws -> HTML {
        let viewer = context.viewer
        return try await read(context) { _, actor in
            frame(
                viewer, actor, title: viewer.language(.personFirstPassword), section: .people,
                trail: [.people(viewer), Trail(person.name, url: "/people/\(person.id)")]
            ).page(content: StaffFormPages(viewer: viewer).firstPassword(password, of: person, under: rules))
        }
    }
}

extension Transaction {
    fileprivate func people(for actor: Actor) -> PeopleReading {
        PeopleReading(tx: self, actor: actor, catalogue: PostsInForce(tx: self))
    }
}

extension Trail {
    fileprivate static func people(_ viewer: Viewer) -> Trail { Trail(viewer.language(.peopleTitle), url: "/people") }
}
