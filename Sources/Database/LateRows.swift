public import Kernel

/// Rows that nobody looks for before the commit, in the order in which they were said.
///
/// FTS5 keeps what it is given in memory until a savepoint, then writes all of it: each act of a group would write a
/// piece of the index of its own, which is merged with the others later. So what several acts of one commit have for it
/// is put in together, at the end.
struct LateRows {
    private(set) var pieces: [(head: SQL, rows: [[Cell]])] = []

    mutating func add(_ head: SQL, _ rows: [[Cell]]) { pieces.append((head, rows)) }
}

extension Transaction {
    /// Inserts rows as `insert` does, at the latest with the commit, to which they belong like everything else: what is
    /// undone takes its late rows with it, and a row that is refused then undoes all who share the commit. So it is for
    /// rows that no constraint refuses. Whoever asks for such rows in a transaction that may write calls `settleLate`
    /// first. PostgreSQL inserts at once.
    public func insertLate(_ head: SQL, rows: [[Cell]]) throws {
        guard engine == .sqlite, !rows.isEmpty else { return try insert(head, rows: rows) }
        if let failure = state.failure { throw failure }
        for row in rows { try refuseValuesTheEnginesKeepDifferently(row) }
        watch?.hear("\(head) VALUES \(SQL(places: rows[0].count)) ", .zero)
        connection.late.add(head, rows)
    }

    /// Puts in what is late, of this transaction and of those before it in the group.
    public func settleLate() throws {
        if let failure = state.failure { throw failure }
        do {
            try connection.putLate()
        } catch {
            state.failure = error
            throw error
        }
    }
}

extension Connection {
    /// Neighbours that say the same are put in as one, by their first value: FTS5 begins a new piece where it goes back.
    func putLate() throws(DatabaseError) {
        let pieces = late.pieces
        guard !pieces.isEmpty else { return }
        late = LateRows()
        var start = 0
        while start < pieces.count {
            var rows = pieces[start].rows
            var end = start + 1
            while end < pieces.count, pieces[end].head.shape == pieces[start].head.shape {
                rows += pieces[end].rows
                end += 1
            }
            rows.sort { ($0.first?.number ?? 0) < ($1.first?.number ?? 0) }
            try runMany(pieces[start].head, rows, "")
            start = end
        }
    }
}

extension Cell {
    fileprivate var number: Int64? { if case .integer(let number) = self { number } else { nil } }
}
