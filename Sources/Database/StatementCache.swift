/// Prepared statements of one connection, found by what they say; the one unused longest makes room.
struct StatementCache<Key: Hashable, Statement> {
    private var entries: [Key: (statement: Statement, used: UInt64)] = [:]
    private var uses: UInt64 = 0
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    mutating func find(_ key: Key) -> Statement? {
        uses += 1
        guard let index = entries.index(forKey: key) else { return nil }
        entries.values[index].used = uses
        return entries.values[index].statement
    }

    /// Keeps the statement and returns the one that had to go. Walks all entries when full: far cheaper than the
    /// preparation that has just been done.
    mutating func keep(_ statement: Statement, for key: Key) -> Statement? {
        let oldest = entries.count >= limit ? entries.min { $0.value.used < $1.value.used }?.key : nil
        let evicted = oldest.flatMap { entries.removeValue(forKey: $0)?.statement }
        entries[key] = (statement, uses)
        return evicted
    }

    mutating func forget(_ key: Key) -> Statement? { entries.removeValue(forKey: key)?.statement }
}
