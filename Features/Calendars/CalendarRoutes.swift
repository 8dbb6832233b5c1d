import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// `/calendars`: everybody may look, whoever holds the right may change.
struct CalendarRoutes: Sendable {
    let desk: Workplace

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/calendars") { _, context in try await month(context) }
        routes.get("/calendars/holidays") { _, context in try await holidays(context, nil) }
        routes.post("/calendars/holidays/change") { _, context in try await holidays(context, nil) }
        routes.post("/calendars/holidays/preview") { _, context in try await previewHolidays(context) }
        routes.post("/calendars/holidays") { _, context in try await saveHolidays(context) }
        routes.get("/calendars/:id/change") { _, context in try await form(context, nil) }
        routes.post("/calendars/:id/change") { _, context in try await form(context, nil) }
        routes.post("/calendars/:id/preview") { _, context in try await previewHours(context) }
        routes.post("/calendars/:id") { _, context in try await saveHours(context) }
        routes.get("/obligations/:id/proof") { _, context in try await proof(context) }
    }

    private func month(_ context: SignedIn) async throws -> Response {
        let chosen = context.query.text("unit")
        let wanted = Day(iso: "\(context.query.text("month"))-01")
        return try await desk.read(context) { [desk] tx, actor in
            let units = try tx.units.all()
            let unit =
                units.first { $0.id.rawValue == chosen } ?? units.first { $0.id == actor.mainHolding?.unit }
                ?? units.first
            guard let unit, let handbook = try tx.handbooks.inForce(in: unit.id) else { throw NotFound() }
            let plan = try tx.calendars.plan(of: unit.id, under: handbook)
            let calendar = try tx.calendars.calendar(of: unit.id, under: handbook)
            let pages = CalendarPages(
                viewer: context.viewer, unit: unit, plan: plan, source: try source(of: unit, handbook, in: tx),
                holidays: try tx.calendars.holidays(asOf: tx.now))
            let month = CalendarMonth(
                of: wanted ?? calendar.day(of: tx.now), on: calendar, exceptions: Set(plan.exceptions.keys))
            let mayChange = actor.may(.manageCalendar, in: unit.id, isOwn: false)
            return desk.frame(
                context.viewer, actor, title: "\(context.viewer.language(.calendarTitle)) · \(unit.name)",
                section: .calendars, lead: pages.lead,
                acts:
                    "\(exportButton("calendars", context.query, for: actor, in: context.viewer.language))\(mayChange ? pages.acts : nil)"
            ).page(content: pages.month(month), list: pages.units(units)).response()
        }
    }

    private func source(of unit: Unit, _ handbook: Handbook, in tx: Transaction) throws -> CalendarPages.Source {
        guard let owner = try tx.calendars.source(of: unit.id) else { return .handbook(title: handbook.document.title) }
        return owner.id == unit.id ? .own : .unit(owner)
    }

    private func form(_ context: SignedIn, _ invalid: Invalid?) async throws -> Response {
        let id: Unit.ID = try context.identifier()
        let typed = context.form.isEmpty ? nil : Typed(context.form, invalid)
        return try await desk.read(context) { [desk] tx, actor in
            let t = context.viewer.language
            guard let unit = try tx.units.find(id), let handbook = try tx.handbooks.inForce(in: id) else {
                throw NotFound()
            }
            try authorize(actor, .manageCalendar, in: id, isOwn: false)
            let plan = try tx.calendars.plan(of: id, under: handbook)
            let page = desk.frame(
                context.viewer, actor, title: t(.calendarChangeTitle, unit.name), section: .calendars,
                trail: [Trail(t(.calendarTitle), url: "/calendars?unit=\(id)")]
            ).page(
                content: CalendarChangePages(viewer: context.viewer).hours(
                    of: unit, hasOwn: try tx.calendars.ownPlan(of: id) != nil,
                    typed: typed ?? Typed(CalendarForms.values(of: plan))))
            return invalid == nil ? page.response() : context.invalid(page)
        }
    }

    private func previewHours(_ context: SignedIn) async throws -> Response {
        let id: Unit.ID = try context.identifier()
        do {
            let change = try CalendarForms.hours(context.form, of: id, in: context.viewer.language)
            return try await preview(
                change, context, save: "/calendars/\(id)", back: "/calendars/\(id)/change",
                fields: Weekday.allCases.map(\.code) + ["zone", "holidays", "exceptions", "inherit"])
        } catch let invalid as Invalid {
            return try await form(context, invalid)
        }
    }

    private func saveHours(_ context: SignedIn) async throws -> Response {
        let id: Unit.ID = try context.identifier()
        do {
            let change = try CalendarForms.hours(context.form, of: id, in: context.viewer.language)
            return try await save(change, context, then: "/calendars?unit=\(id)")
        } catch let invalid as Invalid {
            return try await form(context, invalid)
        }
    }

    private func holidays(_ context: SignedIn, _ invalid: Invalid?) async throws -> Response {
        let typed = Typed(context.form, invalid)
        return try await desk.read(context) { [desk] tx, actor in
            let t = context.viewer.language
            let tops = try tx.units.all().filter { $0.parent == nil }
            let content = CalendarChangePages(viewer: context.viewer).holidays(
                try tx.calendars.holidays(asOf: tx.now), given: try tx.calendars.notices(asOf: tx.now), typed: typed,
                mayEnter: tops.allSatisfy { actor.may(.manageCalendar, in: $0.id, isOwn: false) })
            let page = desk.frame(
                context.viewer, actor, title: t(.holidaysTitle), section: .calendars,
                trail: [Trail(t(.calendarTitle), url: "/calendars")], lead: "\(t(.holidaysLead))"
            ).page(content: content)
            return invalid == nil ? page.response() : context.invalid(page)
        }
    }

    private func previewHolidays(_ context: SignedIn) async throws -> Response {
        do {
            let change = try CalendarForms.holidays(context.form, in: context.viewer.language)
            return try await preview(
                change, context, save: "/calendars/holidays", back: "/calendars/holidays/change",
                fields: ["year", "days"])
        } catch let invalid as Invalid {
            return try await holidays(context, invalid)
        }
    }

    private func saveHolidays(_ context: SignedIn) async throws -> Response {
        do {
            let change = try CalendarForms.holidays(context.form, in: context.viewer.language)
            return try await save(change, context, then: "/calendars/holidays")
        } catch let invalid as Invalid {
            return try await holidays(context, invalid)
        }
    }

    private func preview(
        _ change: CalendarChange, _ context: SignedIn, save: String, back: String, fields: [String]
    ) async throws -> Response {
        try await desk.read(context) { [desk] tx, actor in
            let preview = try tx.calendars.preview(change, by: actor)
            let labels = try tx.labels(of: preview.moved.map(\.deadline.subject))
            let content = CalendarChangePages(viewer: context.viewer).preview(
                preview, labels: labels, zone: context.viewer.zone,
                save: save, back: back, typed: context.form, fields: fields)
            return desk.frame(
                context.viewer, actor, title: context.viewer.language(.previewTitle), section: .calendars,
                trail: [Trail(context.viewer.language(.calendarTitle), url: "/calendars")]
            ).page(content: content).response()
        }
    }

    private func save(_ change: CalendarChange, _ context: SignedIn, then url: String) async throws -> Response {
        let moved = try await desk.act(context) { tx, actor in try tx.calendars.make(change, by: actor) }
        let t = context.viewer.language
        let notice =
            moved.isWhole
            ? t(.calendarSaved, "\(moved.earlier)", "\(moved.later)") : t(.calendarSavedPart, "\(moved.count)")
        return context.seeOther(url, notice: notice)
    }

    private func proof(_ context: SignedIn) async throws -> Response {
        let id: Obligation.ID = try context.identifier()
        return try await desk.read(context) { [desk] tx, actor in
            let t = context.viewer.language
            let pages = ObligationProofPages(
                proof: try tx.obligations.proof(of: id, for: actor, in: t), viewer: context.viewer)
            if context.isFragment { return context.fragment(pages.fragment) }
            return desk.frame(context.viewer, actor, title: t(.proofTitle), section: .myDay)
                .page(content: pages.content).response()
        }
    }
}

extension CalendarChange.Refusal: Explainable {
    var status: HTTPResponse.Status { .conflict }

    func sentence(in language: Language) -> String {
        switch self {
        case .noOwnHours: language(.calendarNoOwnHours)
        case .unchanged: language(.calendarUnchanged)
        }
    }
}
