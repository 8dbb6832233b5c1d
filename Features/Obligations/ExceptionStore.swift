import Database
import Handbook
import Kernel

/// The requests for exceptions, as the database keeps them.
struct ExceptionRequests {
    let tx: Transaction

    func find(_ id: ExceptionRequest.ID) throws -> ExceptionRequest? {
        try tx.execute("\(Self.select) WHERE id = \(id)").first.map(ExceptionRequest.init(row:))
    }

    /// The oldest approved one of this round that has not been used yet.
    func approved(for subject: Subject, clause: String, round: Int) throws -> ExceptionRequest? {
        try tx.execute(
            """
            \(Self.select)
            WHERE subject_kind = \(subject.kind.rawValue) AND subject_id = \(subject.id) AND clause = \(clause)
                AND state = 'approved' AND obligation_id IS NULL AND round = \(round)
            ORDER BY requested_at, id
            LIMIT 1
            """
        ).first.map(ExceptionRequest.init(row:))
    }

    func about(_ subject: Subject) throws -> [ExceptionRequest] {
        try tx.execute(
            """
            \(Self.select)
            WHERE subject_kind = \(subject.kind.rawValue) AND subject_id = \(subject.id)
            ORDER BY requested_at, id
            LIMIT 200
            """
        ).map(ExceptionRequest.init(row:))
    }

    /// What waits for a decision, oldest first, as far as the reader may see.
    func waiting(in reach: UnitReach, for staff: Staff.ID, limit: Int) throws -> [ExceptionRequest] {
        try tx.execute(
            """
            \(Self.select) WHERE state = 'requested' AND \(Self.isSeen(in: reach, by: staff))
            ORDER BY requested_at, id
            LIMIT \(limit)
            """
        ).map(ExceptionRequest.init(row:))
    }

    /// What has been decided, newest first, with the number of them all.
    func decided(
        in reach: UnitReach, for staff: Staff.ID, limit: Int, offset: Int
    ) throws -> (requests: [ExceptionRequest], total: Int) {
        let condition: SQL = "state <> 'requested' AND \(Self.isSeen(in: reach, by: staff))"
        let total = try tx.execute("SELECT COUNT(*) AS n FROM exception WHERE \(condition)").first?.int("n") ?? 0
        let requests = try tx.execute(
            """
            \(Self.select) WHERE \(condition)
            ORDER BY decided_at DESC, id DESC
            LIMIT \(limit) OFFSET \(offset)
            """
        ).map(ExceptionRequest.init(row:))
        return (requests, total)
    }

    /// Whether the same is being asked, or allowed and not used yet.
    func isPending(_ clause: String, of subject: Subject, obligation: Obligation.ID?, round: Int) throws -> Bool {
        let same: SQL =
            if let obligation { "obligation_id = \(obligation) AND state = 'requested'" } else {
                "obligation_id IS NULL AND state IN ('requested', 'approved') AND round = \(round)"
            }
        return try !tx.execute(
            """
            SELECT 1 AS one FROM exception
            WHERE subject_kind = \(subject.kind.rawValue) AND subject_id = \(subject.id) AND clause = \(clause)
                AND \(same)
            LIMIT 1
            """
        ).isEmpty
    }

    /// One's own requests are one's own to see, wherever they lie.
    private static func isSeen(in reach: UnitReach, by staff: Staff.ID) -> SQL {
        switch reach {
        case .all: "1 = 1"
        case .some(let units): "(unit_id IN \(list: units) OR requested_by = \(staff))"
        case .own, .nothing: "requested_by = \(staff)"
        }
    }

    func insert(_ request: ExceptionRequest) throws {
        try tx.execute(
            """
            INSERT INTO exception
                (id, subject_kind, subject_id, unit_id, clause, version_id, obligation_id, round, reason, requested_by,
                 requested_at, state)
            VALUES (\(request.id), \(request.subject.kind.rawValue), \(request.subject.id), \(request.unit),
                    \(request.clause), \(request.version), \(request.obligation), \(request.round), \(request.reason),
                    \(request.requestedBy), \(request.requestedAt), 'requested')
            """
        )
    }

    func save(_ request: ExceptionRequest) throws {
        let state = request.state.columns
        try tx.execute(
            """
            UPDATE exception SET state = \(state.name), decided_by = \(state.by), decided_at = \(state.at),
                decision = \(state.text), used_at = \(state.used)
            WHERE id = \(request.id)
            """
        )
    }

    private static let select: SQL = """
        SELECT id, subject_kind, subject_id, unit_id, clause, version_id, obligation_id, round, reason, requested_by,
               requested_at, state, decided_by, decided_at, decision, used_at
        FROM exception
        """
}

extension Transaction {
    var exceptions: ExceptionRequests { ExceptionRequests(tx: self) }
}

extension ExceptionRequest.State {
    fileprivate var columns: (name: String, by: Staff.ID?, at: Instant?, text: String?, used: Instant?) {
        switch self {
        case .requested: ("requested", nil, nil, nil, nil)
        case .approved(let by, let at, let text): ("approved", by, at, text, nil)
        case .declined(let by, let at, let text): ("declined", by, at, text, nil)
        case .used(let by, let approvedAt, let text, let at): ("used", by, approvedAt, text, at)
        }
    }

    fileprivate init(row: Row) throws {
        self =
            switch try row.text("state") {
            case "requested": .requested
            case "approved":
                .approved(
                    by: try row.id("decided_by"), at: try row.instant("decided_at"), text: try row.text("decision"))
            case "declined":
                .declined(
                    by: try row.id("decided_by"), at: try row.instant("decided_at"), text: try row.text("decision"))
            case "used":
                .used(
                    by: try row.id("decided_by"), approvedAt: try row.instant("decided_at"),
                    text: try row.text("decision"), at: try row.instant("used_at"))
            case let other: throw Corrupt(column: "state", value: .text(other))
            }
    }
}

extension ExceptionRequest {
    fileprivate init(row: Row) throws {
        let kindName = try row.text("subject_kind")
        guard let kind = Subject.Kind(rawValue: kindName) else {
            throw Corrupt(column: "subject_kind", value: .text(kindName))
        }
        self.init(
            id: try row.id("id"), subject: Subject(kind, try row.text("subject_id")), unit: try row.id("unit_id"),
            clause: try row.text("clause"), version: try row.id("version_id"),
            obligation: try row.id(ifPresent: "obligation_id"), round: try row.int("round"),
            reason: try row.text("reason"),
            requestedBy: try row.id("requested_by"), requestedAt: try row.instant("requested_at"),
            state: try State(row: row))
    }
}
