import Database
import Kernel

/// Who sits where, as the database keeps it.
struct DeskSessions {
    let tx: Transaction

    /// Sessions of one person on one page.
    static let most = 50

    func find(tokenHash: String) throws -> Session? {
        try tx.execute("\(Self.select) WHERE token_hash = \(tokenHash)").first.map(Session.init(row:))
    }

    func require(_ id: Session.ID) throws -> Session {
        guard let session = try tx.execute("\(Self.select) WHERE id = \(id)").first.map(Session.init(row:)) else {
            throw Session.Refusal.unknown
        }
        return session
    }

    /// Those that are not over, the last seen first.
    func standing(of person: Staff.ID, under rules: SessionRules) throws -> [Session] {
        try tx.execute(
            """
            \(Self.select)
            WHERE staff_id = \(person) AND ended_at IS NULL
              AND started_at > \(tx.now - rules.longest) AND seen_at > \(tx.now - rules.idleEnd)
            ORDER BY seen_at DESC, id DESC
            LIMIT \(Self.most)
            """
        ).map(Session.init(row:))
    }

    func add(_ session: Session, tokenHash: String) throws {
        try tx.execute(
            """
            INSERT INTO session (id, token_hash, staff_id, agent_hash, agent, address, started_at, seen_at)
            VALUES (\(session.id), \(tokenHash), \(session.staff), \(session.agentHash), \(session.agent),
                    \(session.address), \(session.startedAt), \(session.seenAt))
            """
        )
    }

    func save(_ session: Session) throws {
        try tx.execute(
            """
            UPDATE session
            SET seen_at = \(session.seenAt), locked_at = \(session.lockedAt), ended_at = \(session.endedAt),
                ended_by = \(session.endedBy?.rawValue)
            WHERE id = \(session.id)
            """
        )
    }

    /// Notes a request, unless the session was locked, ended or noted by another one meanwhile.
    func note(_ id: Session.ID, at now: Instant, under rules: SessionRules) throws {
        try tx.execute(
            """
            UPDATE session SET seen_at = \(now)
            WHERE id = \(id) AND seen_at <= \(now - rules.notes) AND seen_at > \(now - rules.idleLock)
              AND locked_at IS NULL AND ended_at IS NULL
            """
        )
    }

    /// Locks what has been idle for too long, unless somebody was there meanwhile.
    func lockIdle(_ id: Session.ID, at now: Instant, under rules: SessionRules) throws {
        try tx.execute(
            """
            UPDATE session SET locked_at = \(now)
            WHERE id = \(id) AND seen_at <= \(now - rules.idleLock) AND locked_at IS NULL AND ended_at IS NULL
            """
        )
    }

    /// The session goes on under another token.
    func renew(_ id: Session.ID, tokenHash: String) throws {
        try tx.execute("UPDATE session SET token_hash = \(tokenHash) WHERE id = \(id) AND ended_at IS NULL")
    }

    /// Ends all sessions of a person but one.
    func endAll(of person: Staff.ID, except kept: Session.ID? = nil, _ ending: Session.Ending) throws {
        try tx.execute(
            """
            UPDATE session SET ended_at = \(tx.now), ended_by = \(ending.rawValue)
            WHERE staff_id = \(person) AND ended_at IS NULL AND id <> \(kept?.rawValue ?? "")
            """
        )
    }

    private static let select: SQL = """
        SELECT id, staff_id, agent_hash, agent, address, started_at, seen_at, locked_at, ended_at, ended_by FROM session
        """
}

extension Transaction {
    var sessions: DeskSessions { DeskSessions(tx: self) }
}

extension Session {
    init(row: Row) throws {
        let ending = try row.text(ifPresent: "ended_by")
        self.init(
            stored: try row.id("id"), staff: try row.id("staff_id"), agentHash: try row.text("agent_hash"),
            agent: try row.text("agent"), address: try row.text("address"), startedAt: try row.instant("started_at"),
            seenAt: try row.instant("seen_at"), lockedAt: try row.instant(ifPresent: "locked_at"),
            endedAt: try row.instant(ifPresent: "ended_at"),
            endedBy: try ending.map { text in
                guard let ending = Ending(rawValue: text) else { throw Corrupt(column: "ended_by", value: .text(text)) }
                return ending
            })
    }
}
