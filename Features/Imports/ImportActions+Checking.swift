import Database
import Handbook
import Kernel

/// Looking through the rows: every cell, every clause, before anything is brought in.
extension Imports {
    /// One chunk of the import that has waited longest. Answers whether there is more to do.
    func checkNext() throws -> Work {
        guard let record = try waiting(.read) else { return .nothing }
        guard record.isReadyToCheck else {
            // Kept before its readiness was said beside its state.
            try save(record)
            return .some
        }
        return try step(of: record) { record in try check(&record) }
    }

    private func check(_ record: inout Import) throws {
        let number = record.progress.checkedChunks
        let store = tx.importRows(record.id)
        let rows = try store.chunk(number)
        let bringing = try Bringing(record, in: tx)
        let known = try bringing.known(among: rows)
        let found = try bringing.problems(of: rows, known: known)
        let keys = rows.map(bringing.externalNumber)
        let firsts = try store.claim(zip(keys, rows).compactMap { key, row in key.map { ($0, row.number) } })
        var noted: [(row: Int, problems: [RowProblem])] = []
        for (row, (key, problems)) in zip(rows, zip(keys, found)) {
            var problems = problems
            if let key, let first = firsts[key], first != row.number {
                problems.append(RowProblem(field: "external_number", sentence: Sentence(.importTwice, String(first))))
            }
            if !problems.isEmpty { noted.append((row.number, problems)) }
        }
        try store.note(noted, chunk: number, stage: "check", mapping: record.mapping)
        record.noteChecked(rows: rows.count, bad: noted.count)
    }
}

extension Bringing {
    func problems(of rows: [SheetRow], known: [String: String]) throws -> [[RowProblem]] {
        switch record.kind {
        case .cases: try problems(ofCases: rows, known: known)
        case .customers: try problems(ofCustomers: rows, known: known)
        }
    }
}

/// An import that cannot go on, and why.
struct Stopped: Error {
    let reason: Sentence
}
