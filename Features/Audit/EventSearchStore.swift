import Database
import Handbook
import Kernel

/// What to look for among the events; nothing stands for everything.
struct EventFilter: Equatable, Sendable {
    var subject: Subject.Kind?
    /// A record by its id, or a case by the number that people know it by.
    var record: String?
    /// The account of whoever did it.
    var account: String?
    var kind: EventKind?
    /// From the first instant, up to the second without it.
    var during: Range<Instant>?
}

/// Whose events a person may look at.
struct EventReach: Equatable, Sendable {
    let units: UnitReach
    /// One's own acts are within every reach but `nothing`.
    let own: Staff.ID
}

extension EventLog {
    func find(_ id: Event.ID) throws -> Event? {
        try tx.execute("\(Self.select) WHERE id = \(id)").first.map(Event.init(row:))
    }

    /// Newest first.
    func search(_ filter: EventFilter, within reach: EventReach, limit: Int, offset: Int = 0) throws -> [Event] {
        try tx.execute(
            """
            \(Self.select)
            WHERE \(filter.condition) AND \(reach.condition)
            ORDER BY at DESC, id DESC
            LIMIT \(limit) OFFSET \(offset)
            """
        ).map(Event.init(row:))
    }

    /// Counted up to `limit`: nobody pages through more, and counting further costs more than it tells.
    func count(_ filter: EventFilter, within reach: EventReach, limit: Int = 100_000) throws -> Int {
        try tx.execute(
            """
            SELECT COUNT(*) AS number
            FROM (SELECT id FROM event WHERE \(filter.condition) AND \(reach.condition) LIMIT \(limit)) AS found
            """
        ).first?.int("number") ?? 0
    }

    private static let select: SQL = """
        SELECT id, kind, subject_kind, subject_id, unit_id, actor_id, at, details FROM event
        """
}

extension EventFilter {
    fileprivate var condition: SQL {
        var parts: [SQL] = ["1 = 1"]
        if let subject { parts.append("subject_kind = \(subject.rawValue)") }
        if let record {
            parts.append("subject_id IN (SELECT id FROM service_case WHERE number = \(record) UNION SELECT \(record))")
        }
        if let account {
            parts.append("actor_id IN (SELECT id FROM staff WHERE account = \(Account.folded(account)))")
        }
        if let kind { parts.append("kind = \(kind.rawValue)") }
        if let during { parts.append("at >= \(during.lowerBound) AND at < \(during.upperBound)") }
        return SQL(parts, joinedBy: " AND ")
    }
}

extension EventReach {
    fileprivate var condition: SQL {
        switch units {
        case .all: "1 = 1"
        case .some(let some): "(unit_id IN \(list: some) OR actor_id = \(own))"
        case .own: "actor_id = \(own)"
        case .nothing: "1 = 0"
        }
    }
}
