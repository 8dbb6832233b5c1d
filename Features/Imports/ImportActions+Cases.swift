import Database
import Handbook
import Kernel

/// Rows of the kind «cases»: those that are here already are corrected one by one, all new ones enter together.
extension Bringing {
    /// What is wrong with each row. New rows are asked everything and nothing is written; a correction is tried and undone.
    func problems(ofCases rows: [SheetRow], known: [String: String]) throws -> [[RowProblem]] {
        let reads = rows.map { CaseRow($0, record.mapping, in: surroundings) }
        let customers = try tx.customers.same(reads.map { CustomerCall(of: $0.brought.intake) })
        return try zip(reads, customers).map { read, customer in
            let existing = read.externalNumber.flatMap { known[$0] }
            guard existing == nil || read.problems.isEmpty else { return read.problems }
            do {
                if let existing {
                    try tried { _ = try correct(existing, by: read) }
                } else {
                    _ = try prepare(read, of: customer)
                }
                return read.problems
            } catch {
                return read.problems + (try said(by: error))
            }
        }
    }

    /// Brings rows in; each row that is refused is told to `refused` and leaves its neighbours alone.
    func bring(
        cases rows: [SheetRow], known: [String: String], refused: (SheetRow, any Error) throws -> Void
    ) throws -> [Outcome] {
        let (new, outcomes) = try sort(rows, known: known, refused: refused) { existing, read in
            if record.existing == .skip { return .skipped }
            return try tx.savepoint { try correct(existing, by: read) } ? .updated : .skipped
        }
        var prepared = new.map(\.prepared)
        try tx.cases.number(&prepared)
        try tx.cases.enter(prepared, details: details)
        try tx.externalNumbers.add(
            zip(new, prepared).compactMap { new, prepared in
                new.externalNumber.map { ($0, prepared.record.id.rawValue) }
            }, kind: .cases, source: record.source, under: record.id)
        try tx.searchIndex.putNew(
            externalNumbers: zip(new, prepared).compactMap { new, prepared in
                new.externalNumber.map { (prepared.record, "\(record.source) \($0)") }
            })
        return outcomes + Array(repeating: .brought, count: prepared.count)
    }

    /// Rows that wait to be published with all others.
    func stage(
        cases rows: [SheetRow], known: [String: String], chunk: Int, refused: (SheetRow, any Error) throws -> Void
    ) throws -> [Outcome] {
        var staged: [StagedRow] = []
        let (new, outcomes) = try sort(rows, known: known, refused: refused) { existing, read in
            if record.existing == .skip { return .skipped }
            guard let corrected = try corrected(existing, by: read) else { return .skipped }
            staged.append(StagedRow(prepared: corrected, isNew: false, externalNumber: nil))
            return .updated
        }
        var prepared = new.map(\.prepared)
        try tx.cases.number(&prepared)
        staged += zip(new, prepared).map { new, prepared in
            StagedRow(prepared: prepared, isNew: true, externalNumber: new.externalNumber)
        }
        try tx.cases.stage(staged, from: record.source, under: record.id.rawValue, chunk: chunk)
        return outcomes + Array(repeating: .brought, count: prepared.count)
    }

    private typealias NewCase = (prepared: PreparedCase, externalNumber: String?)

    private func sort(
        _ rows: [SheetRow], known: [String: String], refused: (SheetRow, any Error) throws -> Void,
        existing: (String, CaseRow) throws -> Outcome
    ) throws -> (new: [NewCase], outcomes: [Outcome]) {
        let reads = rows.map { CaseRow($0, record.mapping, in: surroundings) }
        let customers = try tx.customers.same(reads.map { CustomerCall(of: $0.brought.intake) })
        var new: [NewCase] = []
        var outcomes: [Outcome] = []
        for (row, (read, customer)) in zip(rows, zip(reads, customers)) {
            do {
                guard read.problems.isEmpty else { throw RowRefused(problems: read.problems) }
                if let id = read.externalNumber.flatMap({ known[$0] }) {
                    outcomes.append(try existing(id, read))
                } else {
                    new.append((try prepare(read, of: customer), read.externalNumber))
                }
            } catch { try refused(row, error) }
        }
        return (new, outcomes)
    }

    private func correct(_ id: String, by read: CaseRow) throws -> Bool {
        try !tx.cases.amend(
            Case.ID(id), CaseAmendment(report: read.brought.intake.report), by: actor, details: details
        ).isEmpty
    }

    private func corrected(_ id: String, by read: CaseRow) throws -> PreparedCase? {
        var work = try tx.cases.work(on: Case.ID(id), by: actor, needing: .createCase)
        try work.refuseIfOver()
        let amended = CaseAmendment(report: read.brought.intake.report).applied(to: work.file.record.report)
        guard !amended.changed.isEmpty else { return nil }
        work.file.record.report = amended.report
        return PreparedCase(work: work, passage: nil, intake: read.brought.intake)
    }

    /// What would happen is tried and undone.
    func tried(_ body: () throws -> Void) throws {
        do {
            try tx.savepoint {
                try body()
                throw Undone()
            }
        } catch is Undone {}
    }
}

private struct Undone: Error {}
