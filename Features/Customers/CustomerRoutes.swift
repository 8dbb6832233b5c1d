import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// GET  /customers              the list, by filter and search
/// GET  /customers/search?q=…   whom the text may mean: a short list, for any page's search box
/// GET  /customers/new          the form, POST /customers files
/// GET  /customers/{id}         the customer
/// GET  /customers/{id}/edit    the form, POST /customers/{id} saves
/// GET  /customers/{id}/history every change, field by field
/// POST /customers/{id}/…       what is done: `CustomerActRoutes`; merging and erasing: `CustomerMergeRoutes`
struct CustomerRoutes {
    let desk: Workplace

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/customers", use: list)
        routes.post("/customers", use: file)
        routes.get("/customers/search", use: search)
        routes.get("/customers/new") { _, context in try await newForm(context).response() }
        CustomerMergeRoutes(desk: desk).add(to: routes)
        routes.get("/customers/:id") { _, context in
            try await desk.customerPage(context, id: context.identifier()).response()
        }
        routes.post("/customers/:id", use: save)
        routes.get("/customers/:id/edit") { _, context in
            try await editForm(context, id: context.identifier()).response()
        }
        routes.get("/customers/:id/history", use: history)
        CustomerFileRoutes(desk: desk).add(to: routes)
        CustomerActRoutes(desk: desk).add(to: routes)
    }

    @Sendable private func list(_ request: Request, _ context: SignedIn) async throws -> HTML {
        let viewer = context.viewer
        let query = context.query
        let paging = Paging(query)
        let filter = CustomerForms.filter(query)
        return try await desk.read(context) { [desk] tx, actor in
            let reach = actor.customers(permitting: .readCustomer)
            guard reach != .nothing else { throw NotAllowed(permission: .readCustomer, isElsewhere: false) }
            let (customers, total) = try tx.customers.page(
                filter, within: reach, for: actor.staff.id, limit: paging.limit, offset: paging.offset)
            let pages = CustomerListPages(
                viewer: viewer, filter: filter, units: try tx.unitNames(of: Set(customers.map(\.unit))), query: query)
            let merging = actor.customers(permitting: .mergeCustomer)
            let pairs =
                merging == .nothing ? nil : try tx.customers.duplicates(within: merging, limit: 1, offset: 0).total
            let erasing = actor.customers(permitting: .anonymiseCustomer)
            let waiting =
                erasing == .nothing ? nil : try tx.customers.erasuresWaiting(within: erasing, limit: 100).count
            let t = viewer.language
            let act = actor.holds(.editCustomer) ? linkButton(t(.customerNew), url: "/customers/new", .primary) : nil
            return desk.frame(
                viewer, actor, title: t(.customersTitle), section: .customers,
                acts: "\(exportButton("customers", query, for: actor, in: t))\(act)"
            ).page(
                content: pages.list(customers, total: total, paging: paging),
                list: pages.views(duplicates: pairs, erasures: waiting))
        }
    }

    /// `to` says where a pick leads: a path of this house, which is given `?customer=`.
    @Sendable private func search(_ request: Request, _ context: SignedIn) async throws -> HTML {
        let typed = String(context.query.text("q").prefix(CustomerQuery.longest))
        let target = context.query.text("to")
        let viewer = context.viewer
        return try await desk.read(context) { tx, actor in
            let reach = actor.customers(permitting: .readCustomer)
            guard reach != .nothing else { throw NotFound() }
            let matches = try tx.customerSearch.find(typed, within: reach)
            return CustomerSearchPages(
                viewer: viewer, units: try tx.unitNames(of: Set(matches.map(\.customer.unit))),
                target: target.isEmpty ? nil : safeReturn(target)
            ).matches(matches, for: typed)
        }
    }

    @Sendable private func file(_ request: Request, _ context: SignedIn) async throws -> Response {
        let t = context.viewer.language
        do {
            let facts = try CustomerForms.facts(context.form, in: t)
            let (unit, phone) = try Kernel.form(
                context.form.identifier("unit", of: Unit.self), context.form.optionalPhone("phone"))
            let customer = try await desk.act(context) { tx, actor in
                try tx.customers.open(facts, phone: phone, in: unit, by: actor)
            }
            return context.seeOther("/customers/\(customer.id)", notice: t(.customerFiledNotice, customer.number))
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
        let start = Typed(["kind": Customer.Kind.person.rawValue, "phone": context.query.text("phone")])
        return try await desk.read(context) { [desk] tx, actor in
            let units = try tx.units(for: actor, permitting: .editCustomer)
            guard let first = units.first else { throw NotAllowed(permission: .editCustomer, isElsewhere: false) }
            let pages = CustomerFormPages(
                viewer: viewer, typed: typed ?? start, refusal: refusal, owners: try tx.owners(of: first.id))
            return desk.frame(
                viewer, actor, title: viewer.language(.customerNew), section: .customers, trail: [.customers(viewer)]
            ).page(content: pages.new(units: units))
        }
    }

    @Sendable private func save(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Customer.ID = try context.identifier()
        let t = context.viewer.language
        do {
            let facts = try CustomerForms.facts(context.form, in: t)
            let (version, reason) = try Kernel.form(
                context.form.integer("version"), context.form.optional("reason", max: 200))
            _ = try await desk.act(context) { tx, actor in
                try tx.customers.edit(id, facts, from: version, because: reason ?? "", by: actor)
            }
            return context.seeOther("/customers/\(id)", notice: t(.customerSavedNotice))
        } catch let invalid as Invalid {
            return context.invalid(try await editForm(context, id: id, Typed(context.form, invalid)))
        } catch let refusal as any Explainable {
            return try await editForm(context, id: id, Typed(context.form), refusal).response(status: refusal.status)
        }
    }

    private func editForm(
        _ context: SignedIn, id: Customer.ID, _ typed: Typed? = nil, _ refusal: (any Explainable)? = nil
    ) async throws -> HTML {
        let viewer = context.viewer
        return try await desk.read(context) { [desk] tx, actor in
            let customer = try tx.customers.require(id, for: actor, to: .editCustomer)
            let values = Dictionary(
                uniqueKeysWithValues: CustomerFacts.Field.allCases.map { ($0.rawValue, customer.facts[$0]) })
            let isConflict = (refusal as? Customer.Refusal) == .changedMeanwhile
            let pages = CustomerFormPages(
                viewer: viewer, typed: typed ?? Typed(values), refusal: refusal,
                owners: try tx.owners(of: customer.unit), current: isConflict ? customer.facts : nil)
            return desk.frame(
                viewer, actor, title: viewer.language(.customerEdit), section: .customers,
                trail: [.customers(viewer), Trail(customer.shownName, url: "/customers/\(id)")]
            ).page(content: pages.edit(customer))
        }
    }

    @Sendable private func history(_ request: Request, _ context: SignedIn) async throws -> HTML {
        let id: Customer.ID = try context.identifier()
        let viewer = context.viewer
        let query = context.query
        let paging = Paging(query)
        let field = query.text("field").isEmpty ? nil : String(query.text("field").prefix(40))
        return try await desk.read(context) { [desk] tx, actor in
            let customer = try tx.customers.require(id, for: actor, to: .readCustomer)
            let (changes, total) = try tx.customers.changes(
                of: id, field: field, limit: paging.limit, offset: paging.offset)
            let owners = changes.filter { $0.field == CustomerFacts.Field.owner.rawValue }
                .flatMap { [Staff.ID($0.old), Staff.ID($0.new)] }
            let names = try tx.names(of: Set(changes.compactMap(\.by) + owners))
            let t = viewer.language
            return desk.frame(
                viewer, actor, title: t(.customerHistory), section: .customers,
                trail: [.customers(viewer), Trail(customer.shownName, url: "/customers/\(id)")]
            ).page(
                content: """
                    \(CustomerHistoryPages(viewer: viewer, names: names, customer: customer).table(changes))\
                    \(paging.html(total: total, path: "/customers/\(id)/history", query: query, in: t))
                    """)
        }
    }
}

extension Workplace {
    /// The page of a customer, as it stands or under the remarks about what was just tried.
    func customerPage(
        _ context: SignedIn, id: Customer.ID, typed: [String: Typed] = [:], refusal: (any Explainable)? = nil
    ) async throws -> HTML {
        let viewer = context.viewer
        return try await read(context) { tx, actor in
            let page = CustomerPages(
                view: try tx.customers.view(of: id, for: actor), viewer: viewer, typed: typed, refusal: refusal,
                types: try tx.caseTypeNames(for: actor))
            return frame(
                viewer, actor, title: page.customer.shownName, section: .customers, trail: [.customers(viewer)],
                lead: page.lead, acts: page.acts
            ).page(content: page.content, side: page.side)
        }
    }
}

extension Trail {
    static func customers(_ viewer: Viewer) -> Trail { Trail(viewer.language(.customersTitle), url: "/customers") }
}

extension Transaction {
    /// Who may have customers of their own in a unit.
    fileprivate func owners(of unit: Unit.ID) throws -> [Choice] {
        try colleagues(of: unit).map { Choice($0.id.rawValue, $0.name) }
    }
}
