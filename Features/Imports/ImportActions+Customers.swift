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
            new.map { CustomerBrought(facts: $0.facts, phone: $0.phone, unit: $0.unit) }, by: actor)
        try tx.externalNumbers.add(
            zip(new, brought).compactMap { row, brought in
                row.externalNumber.map { ($0, brought.id.rawValue) }
            }, kind: .customers, source: record.source, under: record.id)
        return outcomes + brought.map { $0.isNew ? .brought : .skipped }
    }

    private func correct(customer id: String, by read: CustomerRow) throws -> Bool {
        try tx.customers.correct(
            Customer.ID(id), read.facts, phone: read.phone, by: actor, because: "E-\(record.number)")
    }
}
