/// Prepared statements of one connection, found by their text; the one unused longest makes room.
struct StatementCache<Statement> {
    private var entries: [String: (statement: Statement, used: UInt64)] = [:]
    private var uses: UInt64 = 0
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    mutating func find(_ text: String) -> Statement? {
        uses += 1
        guard let index = entries.index(forKey: text) else { return nil }
        entries.values[index].used = uses
        return entries.values[index].statement
    }

    /// Keeps the statement and returns the one that had to go. Walks all entries when full: far cheaper than the
    /// preparation that has just been done.
    mutating func keep(_ statement: Statement, for text: String) -> Statement? {
        let oldest = entries.count >= limit ? entries.min { $0.value.used < $1.value.used }?.key : nil
        let evicted = oldest.flatMap { entries.removeValue(forKey: $0)?.statement }
        entries[text] = (statement, uses)
        return evicted
    }

    mutating func forget(_ text: String) -> Statement? { entries.removeValue(forKey: text)?.statement }
}
