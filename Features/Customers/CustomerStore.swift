import Database
import Kernel

/// The customers, as the database keeps them.
struct Customers {
    let tx: Transaction

    /// The customer itself, whatever became of it. For whoever shows or changes a customer: `find`.
    func stored(_ id: Customer.ID) throws -> Customer? {
        try tx.execute("\(Self.select) WHERE id = \(id)").first.map(Customer.init(row:))
    }

    /// The customer; where its record was merged, the one that now stands for it.
    func find(_ id: Customer.ID) throws -> Customer? {
        var found = try stored(id)
        var followed = 0
        while let next = found?.mergedInto, followed < Self.longestChain {
            found = try stored(next)
            followed += 1
        }
        return found
    }

    func require(_ id: Customer.ID) throws -> Customer {
        guard let customer = try find(id) else { throw NotFound() }
        return customer
    }

    /// By the ids asked for: a merged one answers with the record that stands for it.
    func find(_ ids: Set<Customer.ID>) throws -> [Customer.ID: Customer] {
        guard !ids.isEmpty else { return [:] }
        let sorted = ids.sorted { $0.rawValue < $1.rawValue }.prefix(500)
        let found = try tx.execute("\(Self.select) WHERE id IN \(list: Array(sorted)) ORDER BY id LIMIT 500")
            .map(Customer.init(row:))
        return Dictionary(
            try found.map { ($0.id, $0.mergedInto == nil ? $0 : try find($0.id) ?? $0) }
        ) { first, _ in first }
    }

    /// Whom a caller may be, in every unit; for a person at work: `tx.customerSearch.find(_:within:)`.
    func matching(_ text: String, limit: Int = 8) throws -> [Customer] {
        try tx.customerSearch.find(text, within: .all, limit: limit).map(\.customer)
    }

    /// The same name with the same number, or the same card, is the same person; anything less is a question for a
    /// person to answer.
    func same(name: PersonName, phone: PhoneNumber?, memberNumber: String) throws -> Customer? {
        let named = CustomerKeys.normal(name.revealed)
        if let phone {
            let found = try tx.execute(
                """
                \(Self.select)
                WHERE id IN (SELECT customer_id FROM contact_point WHERE value = \(phone) AND contact_id IS NULL)
                    AND name_key = \(named) AND state IN ('active', 'blocked')
                ORDER BY known_since, id
                LIMIT 1
                """
            ).first.map(Customer.init(row:))
            if let found { return found }
        }
        guard !memberNumber.isEmpty else { return nil }
        return try tx.execute(
            """
            \(Self.select)
            WHERE member_number = \(memberNumber) AND name_key = \(named) AND state IN ('active', 'blocked')
            ORDER BY known_since, id
            LIMIT 1
            """
        ).first.map(Customer.init(row:))
    }

    func nextNumber() throws -> String { try nextNumbers(1)[0] }

    func nextNumbers(_ count: Int) throws -> [String] {
        guard count > 0 else { return [] }
        switch tx.engine {
        case .sqlite:
            let last = try tx.execute(
                "UPDATE customer_number SET last = last + \(count) WHERE name = 'customer' RETURNING last AS n"
            ).first?.int("n")
            guard let last else { throw NotFound() }
            return (last - count + 1...last).map { "K\($0)" }
        case .postgres:
            return try tx.execute(
                "SELECT nextval('customer_number') AS n FROM generate_series(1, CAST(\(count) AS BIGINT)) ORDER BY n"
            ).map { "K\(try $0.integer("n"))" }
        }
    }

    /// The records themselves, whatever became of them, by their ids.
    func stored(_ ids: [Customer.ID]) throws -> [Customer.ID: Customer] {
        var customers: [Customer.ID: Customer] = [:]
        for piece in Set(ids.map(\.rawValue)).sorted().pieces() {
            for row in try tx.execute("\(Self.select) WHERE id IN \(list: piece) ORDER BY id LIMIT 50") {
                let customer = try Customer(row: row)
                customers[customer.id] = customer
            }
        }
        return customers
    }

    func insert(_ customer: Customer) throws { try insert([customer], areIndexed: false) }

    /// `areIndexed`: their keys are cut already, so that nobody need do it later.
    func insert(_ customers: [Customer], areIndexed: Bool) throws {
        try tx.insert(
            """
            INSERT INTO customer
                (id, number, unit_id, known_since, phone, phone_last_four, kind, name, name_key, salutation,
                 member_number, grade, contract_number, contract_until, language, contact_window, computer_skill,
                 special_needs, preferences, address, source, owner_id, products, environment, note, version,
                 changed_at, is_indexed)
            """,
            rows: customers.map { customer in
                let facts = customer.facts
                return [
                    customer.id.cell, customer.number.cell, customer.unit.cell, customer.knownSince.cell,
                    customer.phone?.cell ?? .null, customer.phone?.lastFour.cell ?? .null, facts.kind.cell,
                    facts.name.cell, CustomerKeys.normal(facts.name).cell, facts.salutation.cell,
                    facts.memberNumber.cell, facts.grade.cell, facts.contractNumber.cell, facts.contractUntil.cell,
                    facts.language.cell, facts.contactWindow.cell, facts.computerSkill.cell,
                    facts.specialNeeds.cell, facts.preferences.cell, facts.address.cell, facts.source.cell,
                    facts.owner.cell, facts.products.cell, facts.environment.cell, facts.note.cell,
                    customer.version.cell, customer.changedAt.cell, areIndexed.cell,
                ]
            })
    }

    func save(_ customer: Customer) throws {
        let facts = customer.facts
        let state = customer.standing.columns
        try tx.execute(
            """
            UPDATE customer SET phone = \(customer.phone), phone_last_four = \(customer.phone?.lastFour),
                kind = \(facts.kind), name = \(facts.name), name_key = \(CustomerKeys.normal(facts.name)),
                salutation = \(facts.salutation), member_number = \(facts.memberNumber), grade = \(facts.grade),
                contract_number = \(facts.contractNumber), contract_until = \(facts.contractUntil),
                language = \(facts.language), contact_window = \(facts.contactWindow),
                computer_skill = \(facts.computerSkill), special_needs = \(facts.specialNeeds),
                preferences = \(facts.preferences), address = \(facts.address), source = \(facts.source),
                owner_id = \(facts.owner), products = \(facts.products), environment = \(facts.environment),
                note = \(facts.note), state = \(state.name), state_kind = \(state.kind), state_reason = \(state.reason),
                state_by = \(state.by), state_at = \(state.at), merged_into = \(customer.mergedInto),
                verified_by = \(customer.verified?.by), verified_at = \(customer.verified?.at),
                version = \(customer.version), changed_at = \(customer.changedAt)
            WHERE id = \(customer.id)
            """
        )
    }

    static let longestChain = 20
    /// Rows that the question for a piece of fifty values answers at most.
    static let mostOfPiece = 5000

    static let select: SQL = """
        SELECT id, number, unit_id, known_since, phone, kind, name, salutation, member_number, grade, contract_number,
               contract_until, language, contact_window, computer_skill, special_needs, preferences, address, source,
               owner_id, products, environment, note, state, state_kind, state_reason, state_by, state_at, merged_into,
               verified_by, verified_at, version, changed_at
        FROM customer
        """
}

extension Transaction {
    var customers: Customers { Customers(tx: self) }
}

extension Customer.Standing {
    fileprivate var columns: (name: String, kind: String, reason: String, by: Staff.ID?, at: Instant?) {
        switch self {
        case .active: ("active", "", "", nil, nil)
        case .blocked(let block): ("blocked", block.kind.rawValue, block.reason, block.by, block.at)
        case .merged(_, let at): ("merged", "", "", nil, at)
        case .anonymised(let stamp): ("anonymised", "", "", stamp.by, stamp.at)
        }
    }

    fileprivate init(row: Row) throws {
        self =
            switch try row.text("state") {
            case "active": .active
            case "blocked":
                .blocked(
                    Customer.Block(
                        kind: try row.choice("state_kind"), reason: try row.text("state_reason"),
                        by: try row.id("state_by"), at: try row.instant("state_at")))
            case "merged": .merged(into: try row.id("merged_into"), at: try row.instant("state_at"))
            case "anonymised": .anonymised(Customer.Stamp(by: try row.id("state_by"), at: try row.instant("state_at")))
            case let other: throw Corrupt(column: "state", value: .text(other))
            }
    }
}

extension Customer {
    init(row: Row) throws {
        var facts = CustomerFacts(kind: .person, name: "")
        for field in CustomerFacts.Field.allCases { facts[field] = try row.text(field.rawValue) }
        let verifiedAt = try row.instant(ifPresent: "verified_at")
        let verifiedBy: Staff.ID? = try row.id(ifPresent: "verified_by")
        self.init(
            id: try row.id("id"), number: try row.text("number"), unit: try row.id("unit_id"),
            knownSince: try row.instant("known_since"), facts: facts,
            phone: try row.text(ifPresent: "phone").map { PhoneNumber(stored: $0) }, standing: try Standing(row: row),
            verified: verifiedAt.flatMap { at in verifiedBy.map { Stamp(by: $0, at: at) } },
            version: try row.int("version"), changedAt: try row.instant("changed_at"))
    }
}
