import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// GET  /cases                  the list: `CaseListRoutes`
/// GET  /cases/new              the form, POST /cases registers
/// GET  /cases/details          what a matter of a category is asked
/// GET  /cases/matches          whom a caller may be
/// GET  /cases/{id}             the case
/// POST /cases/{id}/…           what is done: `CaseActRoutes`
struct CaseRoutes {
    let desk: Workplace

    func add(to routes: RouterGroup<SignedIn>) {
        CaseListRoutes(desk: desk).add(to: routes)
        routes.get("/cases/new", use: new)
        IntakeDraftRoutes(desk: desk).add(to: routes)
        routes.get("/cases/details", use: details)
        routes.get("/cases/matches", use: matches)
        routes.post("/cases", use: register)
        routes.get("/cases/:id", use: show)
        routes.post("/cases/:id/customer-phone", use: reveal)
        CaseActRoutes(desk: desk).add(to: routes)
    }

    @Sendable func new(_ request: Request, _ context: SignedIn) async throws -> HTML {
        let customer = context.query.text("customer")
        let draft = try await desk.read(context) { tx, actor in try tx.cases.intakeDraft(of: actor.staff.id) }
        guard let draft, let begun = IntakeDraftForms.typed(draft) else {
            return try await form(context, typed: Typed(["customer": customer]), refusal: nil)
        }
        // What was begun for somebody else is offered; it is not put into this one's form.
        let isForThis = customer.isEmpty || begun["customer"] == customer
        return try await form(
            context, typed: isForThis ? begun : Typed(["customer": customer]), refusal: nil,
            draft: isForThis ? .putBack(draft.at) : .offered(draft.at))
    }

    /// The questions of a category under the handbook of the unit.
    @Sendable func details(_ request: Request, _ context: SignedIn) async throws -> Response {
        let query = context.query
        return try await desk.read(context) { tx, actor in
            let units = try tx.units(for: actor, permitting: .createCase)
            guard let unit = units.first(where: { $0.id.rawValue == query.text("unit") }) ?? units.first else {
                throw NotFound()
            }
            guard let handbook = try tx.handbooks.inForce(in: unit.id) else {
                throw IntakeRefusal.noHandbookInForce
            }
            let typed = Typed(["category": query.text("category")])
            return context.fragment(
                CaseIntakeFieldPages(handbook: handbook, typed: typed, language: context.viewer.language).details)
        }
    }

    @Sendable func register(_ request: Request, _ context: SignedIn) async throws -> Response {
        if CategoryHintForms.asksForHint(context.form) {
            let typed = Typed(try CategoryHintForms.taken(context.form))
            return try await form(context, typed: typed, refusal: nil).response()
        }
        let offered = CategoryHintForms.offered(context.form)
        do {
            let intake = try CaseForms.intake(context.form, in: context.viewer.language)
            let record = try await desk.act(context) { tx, actor in
                let record = try tx.cases.register(intake, by: actor)
                try tx.categoryHints.note(offered, .intake, on: record, by: actor)
                try tx.cases.removeIntakeDraft(of: actor.staff.id)
                return record
            }
            return context.seeOther(
                "/cases/\(record.id.rawValue)", notice: context.viewer.language(.caseRegistered, record.number))
        } catch let invalid as Invalid {
            return context.invalid(try await form(context, typed: Typed(context.form, invalid), refusal: nil))
        } catch let refusal as any Explainable {
            let page = try await form(context, typed: Typed(context.form), refusal: refusal)
            return page.response(status: refusal.status)
        }
    }

    @Sendable func matches(_ request: Request, _ context: SignedIn) async throws -> HTML {
        let typed =
            ["phone", "member_number", "complainant"].map(context.query.text).first { !$0.isEmpty } ?? ""
        let viewer = context.viewer
        let zone = viewer.zone
        return try await desk.read(context) { tx, actor in
            guard actor.holds(.createCase) else { throw NotFound() }
            // Customers of other units, and what is open there, are not this person's to know.
            let mine = Set(try tx.units(for: actor, permitting: .createCase).map(\.id))
            let reach = actor.units(permitting: .readCase)
            let known = try tx.customerSearch.find(typed, within: .some(mine.sorted { $0.rawValue < $1.rawValue }))
                .map(\.customer)
            let matches = try known.map { customer in
                let open = try tx.caseLists.open(of: customer.id, limit: 5)
                return (
                    customer: customer, open: open.filter { reach.contains($0.unit) || $0.handler == actor.staff.id }
                )
            }
            return CaseListPages(viewer: viewer, zone: zone, names: [:], customers: [:], units: [:]).matches(
                matches, chosen: context.query.text("customer"))
        }
    }

    @Sendable func show(_ request: Request, _ context: SignedIn) async throws -> HTML {
        let id: Case.ID = try context.identifier()
        let sheet = try await desk.caseSheet(context, id: id)
        if context.query.text("peek").isEmpty, !sheet.isOpenTab {
            try await desk.act(context) { tx, actor in try tx.caseTabs.open(id, by: actor) }
        }
        return sheet.page
    }

    @Sendable func reveal(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Case.ID = try context.identifier()
        let reason = try Kernel.form(context.form.required("reason", max: 200))
        let t = context.viewer.language
        let (phone, others) = try await desk.act(context) { tx, actor in
            let work = try tx.cases.work(on: id, by: actor, needing: .revealPersonalData)
            let customer = try tx.customers.reveal(of: work, because: reason)
            return (
                customer.phone?.revealed,
                try tx.cases.account(of: id, for: actor, events: []).numbersInTexts.map(\.revealed)
            )
        }
        // Numbers of others that stand in what was typed: they are masked there too.
        let typed = others.isEmpty ? nil : t(.revealInTexts, others.joined(separator: t(.listGap)))
        return context.fragment("\([phone, typed].compactMap(\.self).joined(separator: " · "))")
    }

    /// Beyond one's reach nobody is there; one that was merged answers with the record that stands for it.
    private func newCustomer(_ id: String, _ tx: Transaction, _ actor: Actor) throws -> CaseNewCustomer? {
        guard !id.isEmpty else { return nil }
        let customer = try tx.customers.chosen(Customer.ID(id), for: actor)
        return CaseNewCustomer(customer: customer, open: try tx.contacts.openCases(of: customer.id, for: actor))
    }

    private func form(
        _ context: SignedIn, typed: Typed, refusal: (any Explainable)?, draft: CaseNewPages.Draft? = nil
    ) async throws -> HTML {
        let viewer = context.viewer
        return try await desk.read(context) { tx, actor in
            let units = try tx.units(for: actor, permitting: .createCase)
            guard let first = units.first else { throw NotAllowed(permission: .createCase, isElsewhere: false) }
            let code = try tx.units.handbookCode(of: first.id)
            guard let version = try tx.handbooks.inForce(code, at: tx.now) else {
                throw IntakeRefusal.noHandbookInForce
            }
            let handbook = try tx.handbooks.handbook(of: version)
            let t = viewer.language
            let chosen = units.first { $0.id.rawValue == typed["unit"] } ?? first
            let page = CaseNewPages(
                viewer: viewer, handbook: handbook, units: units, typed: typed, refusal: refusal,
                customer: try newCustomer(typed["customer"], tx, actor),
                hint: try tx.categoryHints.answer(CategoryHintForms.text(typed), in: chosen.id), draft: draft)
            return desk.frame(
                viewer, actor, title: t(.caseNew), section: .cases, trail: [Trail(t(.casesTitle), url: "/cases")]
            ).page(content: page.form, side: page.help)
        }
    }
}

extension Workplace {
    /// The page of a case, as it stands or under the remarks about what was just tried.
    func casePage(
        _ context: SignedIn, id: Case.ID, typed: [String: Typed] = [:], refusal: HTML? = nil, files: [String] = [],
        warned: Warned = Warned([]), tone: Tone = .broken
    ) async throws -> HTML {
        try await caseSheet(
            context, id: id, typed: typed, refusal: refusal, files: files, warned: warned, tone: tone
        ).page
    }

    /// The page, and whether the person has it open in a tab already and nothing has happened since they looked.
    func caseSheet(
        _ context: SignedIn, id: Case.ID, typed: [String: Typed] = [:], refusal: HTML? = nil, files: [String] = [],
        warned: Warned = Warned([]), tone: Tone = .broken
    ) async throws -> (page: HTML, isOpenTab: Bool) {
        let plain = context.viewer
        let from = context.form.text("_list").isEmpty ? context.query.text("list") : context.form.text("_list")
        return try await read(context) { tx, actor in
            let view = try tx.cases.view(of: id, for: actor)
            let isOpenTab = actor.tabs.contains { $0.id == id && !$0.hasNews }
            var actor = actor
            // It is open from now on, whether the tab has been written down already or not.
            if !actor.tabs.contains(where: { $0.id == id }) {
                let record = view.file.record
                let next = view.obligations.filter { $0.isOpen && $0.pausedSince == nil }.map(\.dueAt).min()
                actor.tabs.append(
                    CaseTab(
                        id: id, number: record.number, subject: view.account.cover(record.report.subject),
                        isLate: next.map { $0 < tx.now } ?? false, hasDraft: view.draft != nil, hasNews: false))
            }
            var viewer = plain
            // Every form of the page says in which list it stands and how far the case had come when it was shown.
            viewer.carried = ["_seen": view.events.last?.id.rawValue ?? ""]
            if !from.isEmpty { viewer.carried["_list"] = CaseFilter(address: from).query }
            if !warned.phrases.isEmpty { viewer.carried["_warned"] = warned.text }
            let page = CasePages(
                view: view.covered(), kept: view.file, viewer: viewer, typed: typed, refusal: refusal, tone: tone,
                fileProblems: files,
                isScanning: isScanning, held: try tx.heldReplies.of(id),
                watching: try tx.watchers.of(id, but: actor.staff.id))
            let t = viewer.language
            let assignment = OfferPages(viewer: viewer).part(
                try tx.assignments.view(of: page.record, for: actor), base: page.base)
            let list = from.isEmpty ? nil : CaseFilter(address: from)
            let hint = page.mayCategorise ? try tx.categoryHints.answer(for: page.record) : nil
            let walk = try list.map { list in
                let around = try tx.caseLists.neighbours(of: id, in: list, for: CaseReader(actor, in: viewer.zone))
                return CaseWalk(list: list, previous: around.previous, next: around.next, language: t)
            }
            let html = frame(
                plain, actor, title: page.record.report.subject, section: .cases,
                trail: [Trail(t(.casesTitle), url: list.map(CaseFilterPages.url) ?? "/cases")], lead: page.lead,
                promise: page.promise,
                acts: "\(walk?.html)\(linkButton(t(.papers), url: "\(page.base)/forms"))",
                caseAtHand: id
            ).page(
                content: page.content,
                side: CasePartPages(page: page, category: page.category(hint), assignment: assignment).html)
            return (html, isOpenTab)
        }
    }
}

extension Workplace {
    /// The page with a warning above it; what was typed stands in its form, and goes when it is sent again.
    func casePage(
        _ context: SignedIn, id: Case.ID, warnedOf warning: PhraseWarning, form name: String
    ) async throws -> Response {
        let page = try await casePage(
            context, id: id, typed: [name: Typed(context.form)],
            refusal: PhraseWarningPages(warning: warning, language: context.viewer.language).html,
            warned: Warned(context.form).and(warning), tone: .warned)
        return page.response(status: .conflict)
    }
}

extension Zone {
    /// From midnight to midnight.
    func today(at now: Instant) -> Range<Instant> {
        let day = day(of: now)
        return instant(day, .midnight)..<instant(day.advanced(by: 1), .midnight)
    }
}
