import Database
import Handbook
import Kernel

/// Rows of the kind «customers».
extension Bringing {
    func problems(ofCustomers rows: [SheetRow], known: [String: String]) throws -> [[RowProblem]] {
        try rows.map { row in
            let read = CustomerRow(row, record.mapping, in: surroundings)
            guard read.problems.isEmpty else { return read.problems }
            do {
                if let id = read.externalNumber.flatMap({ known[$0] }) {
                    try tried { _ = try correct(customer: id, by: read) }
                } else {
                    try tx.customers.refuseFiling(in: read.unit, by: actor)
                }
                return []
            } catch { return try said(by: error) }
        }
    }

    /// Brings rows in; each row that is refused is told to `refused` and leaves its neighbours alone.
    func bring(
        customers rows: [SheetRow], known: [String: String], refused: (SheetRow, any Error) throws -> Void
    ) throws -> [Outcome] {
        var new: [CustomerRow] = []
        var outcomes: [Outcome] = []
        for row in rows {
            do {
                let read = CustomerRow(row, record.mapping, in: surroundings)
                guard read.problems.isEmpty else { throw RowRefused(problems: read.problems) }
                if let id = read.externalNumber.flatMap({ known[$0] }) {
                    let isChanged =
                        try record.existing != .skip && tx.savepoint { try correct(customer: id, by: read) }
                    outcomes.append(isChanged ? .updated : .skipped)
                } else {
                    try tx.customers.refuseFiling(in: read.unit, by: actor)
                    new.append(read)
                }
            } catch { try refused(row, error) }
        }
        let brought = try tx.customers.bring(
            new.map(\.brought), by: actor)
        try tx.externalNumbers.add(
            zip(new, brought).compactMap { row, brought in
                row.externalNumber.map { ($0, brought.id.rawValue) }
            }, kind: .customers, source: record.source, under: record.id)
        return outcomes + brought.map { $0.isNew ? .brought : .skipped }
    }

    /// Rows that wait to be published with all others. Who is here already, or waits already, is not filed again.
    func stage(
        customers rows: [SheetRow], known: [String: String], chunk: Int, refused: (SheetRow, any Error) throws -> Void
    ) throws -> [Outcome] {
        var staged: [StagedCustomer] = []
        var new: [CustomerRow] = []
        var outcomes: [Outcome] = []
        for row in rows {
            do {
                let read = CustomerRow(row, record.mapping, in: surroundings)
                guard read.problems.isEmpty else { throw RowRefused(problems: read.problems) }
                if let id = read.externalNumber.flatMap({ known[$0] }) {
                    var isChanged = false
                    if record.existing != .skip { try tried { isChanged = try correct(customer: id, by: read) } }
                    if isChanged {
                        staged.append(
                            StagedCustomer(
                                id: Customer.ID(id), isNew: false, number: "", brought: read.brought,
                                externalNumber: nil))
                    }
                    outcomes.append(isChanged ? .updated : .skipped)
                } else {
                    try tx.customers.refuseFiling(in: read.unit, by: actor)
                    new.append(read)
                }
            } catch { try refused(row, error) }
        }
        let calls = new.map(\.call)
        let waiting = zip(
            try tx.customers.same(calls).map { $0 != nil },
            try tx.customers.isStaged(calls, under: record.id.rawValue)
        ).map { $0 || $1 }
        var seen: Set<CustomerCall> = []
        let filed = zip(new, waiting).filter { read, isKnown in
            !isKnown && (read.call.isAlone || seen.insert(read.call.person).inserted)
        }
        .map(\.0)
        for (read, number) in zip(filed, try tx.customers.nextNumbers(filed.count)) {
            staged.append(
                StagedCustomer(
                    id: tx.ids.make(), isNew: true, number: number, brought: read.brought,
                    externalNumber: read.externalNumber))
        }
        try tx.customers.stage(staged, from: record.source, under: record.id.rawValue, chunk: chunk)
        return outcomes + Array(repeating: .brought, count: filed.count)
            + Array(repeating: .skipped, count: new.count - filed.count)
    }

    /// After the publication: keys, events, pairs that look alike, and what is said anew of those who were here before.
    /// Answers how many corrections have become impossible meanwhile: the record was merged or emptied.
    func finishPublished(customers chunk: Int) throws -> Int {
        let staged = try tx.customers.staged(under: record.id.rawValue, chunk: chunk)
        try tx.customers.finishPublished(staged, by: actor.staff.id)
        var refused = 0
        for row in staged where !row.isNew {
            do {
                _ = try tx.savepoint {
                    try tx.customers.correct(
                        row.id, row.brought.facts, phone: row.brought.phone, by: actor, because: "E-\(record.number)")
                }
            } catch {
                // What is no refusal is thrown on.
                _ = try said(by: error)
                refused += 1
            }
        }
        try tx.customers.unstage(under: record.id.rawValue, chunk: chunk)
        return refused
    }

    private func correct(customer id: String, by read: CustomerRow) throws -> Bool {
        try tx.customers.correct(
            Customer.ID(id), read.facts, phone: read.phone, by: actor, because: "E-\(record.number)")
    }
}

extension CustomerRow {
    fileprivate var brought: CustomerBrought { CustomerBrought(facts: facts, phone: phone, unit: unit) }

    fileprivate var call: CustomerCall {
        CustomerCall(name: facts.name, phone: phone, memberNumber: facts.memberNumber, unit: unit)
    }
}

extension CustomerCall {
    fileprivate var isAlone: Bool { phone == nil && memberNumber.isEmpty }

    /// Of two rows of one file that say the same of a person, the unit does not make two. A row that says neither number
    /// nor card is a person of its own.
    fileprivate var person: CustomerCall {
        CustomerCall(name: CustomerKeys.normal(name), phone: phone, memberNumber: memberNumber, unit: "")
    }
}
