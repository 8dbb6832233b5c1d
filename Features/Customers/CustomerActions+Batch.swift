import Database
import Handbook
import Kernel

/// Who is said to have brought one of many matters.
struct CustomerCall: Hashable, Sendable {
    var name: String
    var phone: PhoneNumber?
    var memberNumber: String
    var unit: Unit.ID
}

/// A customer as another system knew them.
struct CustomerBrought: Equatable, Sendable {
    var facts: CustomerFacts
    var phone: PhoneNumber?
    var unit: Unit.ID
}

/// Many customers at once, as an import brings them: the same rules as for one, asked of the database together.
extension Customers {
    /// For each call whoever `same(name:phone:memberNumber:)` would answer.
    func same(_ calls: [CustomerCall]) throws -> [Customer?] {
        let phones = Set(calls.compactMap(\.phone?.revealed)).sorted()
        let cards = Set(calls.map(\.memberNumber).filter { !$0.isEmpty }).sorted()
        // More answers than a question may have: a number that thousands share. Then each is asked for alone.
        func alone() throws -> [Customer?] {
            try calls.map { try same(name: PersonName($0.name), phone: $0.phone, memberNumber: $0.memberNumber) }
        }
        let byPhone = try known(phones) { values in
            """
            SELECT contact_point.value AS said, customer.id AS customer_id FROM contact_point
            JOIN customer ON customer.id = contact_point.customer_id
            WHERE contact_point.value IN \(list: values) AND contact_point.contact_id IS NULL
                AND customer.state IN ('active', 'blocked')
            ORDER BY customer.known_since, customer.id
            LIMIT \(Self.mostOfPiece)
            """
        }
        guard let byPhone else { return try alone() }
        let byCard = try known(cards) { values in
            """
            SELECT member_number AS said, id AS customer_id FROM customer
            WHERE member_number IN \(list: values) AND state IN ('active', 'blocked')
            ORDER BY known_since, id
            LIMIT \(Self.mostOfPiece)
            """
        }
        guard let byCard else { return try alone() }
        return calls.map { call in
            let name = CustomerKeys.normal(PersonName(call.name).revealed)
            func named(_ customers: [Customer]?) -> Customer? {
                customers?.first { CustomerKeys.normal($0.facts.name) == name }
            }
            return call.phone.flatMap { named(byPhone[$0.revealed]) }
                ?? (call.memberNumber.isEmpty ? nil : named(byCard[call.memberNumber]))
        }
    }

    /// For each call the customer, known or filed. Two calls of one person are one customer.
    func know(_ calls: [CustomerCall], by staff: Staff.ID) throws -> [Customer] {
        try meet(
            calls.map { call in
                var facts = CustomerFacts(kind: .person, name: call.name)
                facts.memberNumber = call.memberNumber
                return CustomerBrought(facts: facts, phone: call.phone, unit: call.unit)
            }, by: staff
        ).map(\.customer)
    }

    /// For each the customer, found by name with number or card, or filed with all that is said of them.
    func meet(_ brought: [CustomerBrought], by staff: Staff.ID) throws -> [(customer: Customer, isNew: Bool)] {
        let calls = brought.map {
            CustomerCall(
                name: $0.facts.name, phone: $0.phone, memberNumber: $0.facts.memberNumber, unit: $0.unit)
        }
        let known = try same(calls)
        var made: [Key: Int] = [:]
        var new: [CustomerBrought] = []
        let places: [(place: Int, isFirst: Bool)] = zip(zip(calls, brought), known).map { said, known in
            guard known == nil else { return (0, false) }
            let keys = Key.of(said.0)
            if let place = keys.lazy.compactMap({ made[$0] }).first { return (place, false) }
            for key in keys { made[key] = new.count }
            new.append(said.1)
            return (new.count - 1, true)
        }
        let filed = try file(new, by: staff)
        return zip(known, places).map { known, place in (known ?? filed[place.place], place.isFirst) }
    }

    /// New records with their numbers, keys and primary contact points.
    func file(_ new: [CustomerBrought], by staff: Staff.ID?) throws -> [Customer] {
        guard !new.isEmpty else { return [] }
        let numbers = try nextNumbers(new.count)
        let customers = zip(new, numbers).map { entry, number in
            Customer.file(
                id: tx.ids.make(), number: number, entry.facts, phone: entry.phone, in: entry.unit, at: tx.now)
        }
        try insertIndexed(customers)
        try insert(
            customers.compactMap { customer in
                customer.phone.map { phone in
                    ContactPoint(
                        id: tx.ids.make(), customer: customer.id, contact: nil,
                        kind: phone.isMobile ? .mobile : .landline, value: phone.revealed, label: "", isPrimary: true)
                }
            })
        try noteFiled(customers, by: staff)
        return customers
    }

    /// Published with their import: they are there; their keys, their events and who is like them are not.
    func finishPublished(_ staged: [StagedCustomer], by staff: Staff.ID) throws {
        let ids = staged.filter(\.isNew).map(\.id)
        let customers = try stored(ids)
        let published = ids.compactMap { customers[$0] }
        try indexPublished(published)
        try noteFiled(published, by: staff)
    }

    private func noteFiled(_ customers: [Customer], by staff: Staff.ID?) throws {
        try tx.record(
            customers.map { customer in
                Event(
                    id: tx.ids.make(), kind: .customerFiled, subject: customer.subject, unit: customer.unit,
                    actor: staff, at: tx.now,
                    details: ["number": customer.number, "kind": customer.kind.rawValue])
            })
        try suspect(new: customers)
    }

    /// A question for a piece of values; all pieces are of one length, so that there is one statement to prepare. Nothing
    /// where a piece has more answers than it may have.
    private func known(_ values: [String], _ question: ([String]) -> SQL) throws -> [String: [Customer]]? {
        var found: [(said: String, id: Customer.ID)] = []
        for piece in values.pieces() {
            let rows = try tx.execute(question(piece))
            guard rows.count < Self.mostOfPiece else { return nil }
            for row in rows {
                found.append((try row.text("said"), try row.id("customer_id")))
            }
        }
        let customers = try stored(found.map(\.id))
        return Dictionary(grouping: found, by: \.said).mapValues { $0.compactMap { customers[$0.id] } }
    }

    private struct Key: Hashable {
        let name: String
        let value: String
        let isCard: Bool

        static func of(_ call: CustomerCall) -> [Key] {
            let name = CustomerKeys.normal(PersonName(call.name).revealed)
            var keys: [Key] = []
            if let phone = call.phone { keys.append(Key(name: name, value: phone.revealed, isCard: false)) }
            if !call.memberNumber.isEmpty { keys.append(Key(name: name, value: call.memberNumber, isCard: true)) }
            return keys
        }
    }
}

extension [String] {
    /// In pieces of `length`, the last filled up with one of its own.
    func pieces(_ length: Int = 50) -> [[String]] {
        stride(from: 0, to: count, by: length).map { start in
            let piece = self[start..<Swift.min(start + length, count)]
            return piece + Array(repeating: self[start], count: length - piece.count)
        }
    }
}
