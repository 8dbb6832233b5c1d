import Database
import Handbook
import Kernel

/// Looking through the rows: every cell, every clause, before anything is brought in.
extension Imports {
    /// One chunk of the import that has waited longest. Answers whether there is more to do.
    func checkNext() throws -> Bool {
        guard var record = try waiting(.read, ready: \.isReadyToCheck) else { return false }
        let number = record.progress.checkedChunks
        let store = tx.importRows(record.id)
        let rows = try store.chunk(number)
        let bringing: Bringing
        do { bringing = try Bringing(record, in: tx) } catch let refusal as Stopped {
            try fail(record.id, because: refusal.reason)
            return true
        }
        var bad = 0
        let known = try bringing.known(among: rows)
        for row in rows {
            var problems: [RowProblem] = []
            // What would happen is tried and undone: the numbers, the clauses, the rights.
            do {
                try tx.savepoint {
                    problems = try bringing.problems(of: row, known: known)
                    throw Undone()
                }
            } catch is Undone {}
            if let key = bringing.externalNumber(of: row), let first = try store.claim(key, row: row.number) {
                problems.append(RowProblem(field: "external_number", sentence: Sentence(.importTwice, String(first))))
            }
            guard !problems.isEmpty else { continue }
            bad += 1
            try store.note(problems, row: row.number, chunk: number, stage: "check", mapping: record.mapping)
        }
        record.noteChecked(rows: rows.count, bad: bad)
        try save(record)
        tell(record)
        return true
    }

    private struct Undone: Error {}
}

/// An import that cannot go on, and why.
struct Stopped: Error {
    let reason: Sentence
}
