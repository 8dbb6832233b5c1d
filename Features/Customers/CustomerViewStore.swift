import Database
import Handbook
import Kernel

extension Customers {
    /// Customers that are counted, and that page numbers reach; beyond them one types a name or a number.
    static let counted = 10_000

    /// One page of customers, the latest known first, and how many there are in all, as far as they are counted.
    func page(
        _ filter: CustomerFilter, within reach: UnitReach, for staff: Staff.ID, limit: Int, offset: Int
    ) throws -> (customers: [Customer], total: Int) {
        if !filter.text.isEmpty { return try found(filter, within: reach, for: staff) }
        let condition = SQL(Self.conditions(filter, within: reach, for: staff), joinedBy: " AND ")
        let total =
            try tx.execute(
                """
                SELECT COUNT(*) AS n FROM (SELECT 1 AS one FROM customer WHERE \(condition) LIMIT \(Self.counted + 1))
                    AS bounded
                """
            ).first?.int("n") ?? 0
        let customers = try tx.execute(
            """
            \(Self.select) WHERE \(condition)
            ORDER BY known_since DESC, id DESC
            LIMIT \(limit) OFFSET \(offset)
            """
        ).map(Customer.init(row:))
        return (customers, total)
    }

    /// The same from a place on, for whoever reads all of them: the hundredth page costs what the first one does. What a
    /// text finds is short, and has one page.
    func page(
        _ filter: CustomerFilter, within reach: UnitReach, for staff: Staff.ID,
        after place: (since: Int64, id: String)?,
        limit: Int
    ) throws -> [Customer] {
        if !filter.text.isEmpty {
            return try Array(found(filter, within: reach, for: staff).customers.prefix(limit))
        }
        var conditions = Self.conditions(filter, within: reach, for: staff)
        if let place { conditions.append("(known_since, id) < (\(place.since), \(place.id))") }
        return try tx.execute(
            """
            \(Self.select) WHERE \(SQL(conditions, joinedBy: " AND "))
            ORDER BY known_since DESC, id DESC
            LIMIT \(limit)
            """
        ).map(Customer.init(row:))
    }

    private static func conditions(
        _ filter: CustomerFilter, within reach: UnitReach, for staff: Staff.ID
    ) -> [SQL] {
        var conditions: [SQL] = [CustomerSearch.isSeen(in: reach, "unit_id")]
        switch filter.state {
        case .inUse: conditions.append("state IN ('active', 'blocked')")
        case .blocked: conditions.append("state = 'blocked'")
        case .merged: conditions.append("state = 'merged'")
        case .anonymised: conditions.append("state = 'anonymised'")
        }
        if let kind = filter.kind { conditions.append("kind = \(kind.rawValue)") }
        if let grade = filter.grade { conditions.append("grade = \(grade.rawValue)") }
        if filter.isMine { conditions.append("owner_id = \(staff)") }
        return conditions
    }

    private func found(
        _ filter: CustomerFilter, within reach: UnitReach, for staff: Staff.ID
    ) throws -> (customers: [Customer], total: Int) {
        let found = try tx.customerSearch.find(filter.text, within: reach, limit: CustomerSearch.mostAnswers)
            .map(\.customer)
            .filter { customer in
                (filter.kind.map { customer.kind == $0 } ?? true) && (filter.grade.map { customer.grade == $0 } ?? true)
                    && (!filter.isMine || customer.owner == staff)
                    && (filter.state != .blocked || customer.block != nil)
            }
        return (found, found.count)
    }

    func view(of id: Customer.ID, for actor: Actor) throws -> CustomerView {
        let customer = try require(id, for: actor, to: .readCustomer)
        let reach = actor.units(permitting: .readCase)
        let cases = try tx.caseLists.all(of: id, limit: 50)
            .filter { reach.contains($0.unit) || $0.handler == actor.staff.id }
        let said = try consents(of: id)
        let (changes, total) = try changes(of: id, limit: 8)
        let duplicates = try duplicates(of: id)
        let merges = try merges(of: id)
        let others = Set(
            duplicates.flatMap { [$0.first, $0.second] } + merges.flatMap { [$0.survivor, $0.absorbed] })
        var related: [Customer.ID: Customer] = [:]
        for other in others { related[other] = try stored(other) }
        let erasures = try erasures(of: id)
        let reveals = try reveals(of: id)
        let mine = actor.customers(permitting: .readCustomer)
        let people =
            said.compactMap(\.by) + changes.compactMap(\.by) + merges.map(\.by) + erasures.map(\.by) + reveals.map(\.by)
            + [customer.owner, customer.verified?.by, customer.block?.by].compactMap(\.self)
        return CustomerView(
            customer: customer, unit: try tx.unitNames(of: [customer.unit])[customer.unit] ?? "",
            points: try contactPoints(of: id), contacts: try contacts(of: id),
            consents: Consent.Channel.allCases.compactMap { channel in said.first { $0.channel == channel } },
            cases: cases, promises: try openPromises(of: cases.map(\.id)), changes: changes, changesTotal: total,
            duplicates: duplicates.compactMap { pair in
                related[pair.first == id ? pair.second : pair.first].flatMap {
                    mine.contains($0.unit) ? (pair, $0) : nil
                }
            }, merges: merges, related: related, erasures: erasures, kept: try kept(of: id), reveals: reveals,
            names: try tx.names(of: Set(people)),
            permissions: Set(
                Permission.allCases.filter { actor.customers(permitting: $0).contains(customer.unit) }))
    }

    private func openPromises(of cases: [Case.ID]) throws -> [CustomerView.OpenPromise] {
        guard !cases.isEmpty else { return [] }
        return try tx.execute(
            """
            SELECT service_case.id, service_case.number, promise.body, promise.due_at
            FROM promise JOIN service_case ON service_case.id = promise.case_id
            WHERE promise.case_id IN \(list: cases) AND promise.kept_at IS NULL
                AND service_case.state NOT IN ('archived', 'referred', 'withdrawn', 'merged')
            ORDER BY promise.due_at, promise.id
            LIMIT 20
            """
        ).map {
            CustomerView.OpenPromise(
                caseID: try $0.id("id"), caseNumber: try $0.text("number"), text: try $0.text("body"),
                dueAt: try $0.instant("due_at"))
        }
    }

    private func reveals(of customer: Customer.ID) throws -> [Reveal] {
        try tx.execute(
            """
            SELECT customer_id, staff_id, reason, at FROM reveal WHERE customer_id = \(customer)
            ORDER BY at DESC, id DESC
            LIMIT 10
            """
        ).map {
            Reveal(
                customer: try $0.id("customer_id"), by: try $0.id("staff_id"), reason: try $0.text("reason"),
                at: try $0.instant("at"))
        }
    }
}
