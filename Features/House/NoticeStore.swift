import Database
import Handbook
import Kernel

/// The notices of all staff. One event makes at most one notice for one person.
struct Notices {
    let tx: Transaction

    /// Newest first.
    func unread(of staff: Staff.ID, limit: Int = 50) throws -> [Notice] {
        try tx.execute(
            """
            SELECT id, staff_id, event_id, kind, subject_kind, subject_id, at, read_at FROM notice
            WHERE staff_id = \(staff) AND read_at IS NULL
            ORDER BY at DESC, id DESC
            LIMIT \(limit)
            """
        ).map(Notice.init(row:))
    }

    /// Newest first, read or not.
    func latest(of staff: Staff.ID, limit: Int = 50) throws -> [Notice] {
        try tx.execute(
            """
            SELECT id, staff_id, event_id, kind, subject_kind, subject_id, at, read_at FROM notice
            WHERE staff_id = \(staff)
            ORDER BY at DESC, id DESC
            LIMIT \(limit)
            """
        ).map(Notice.init(row:))
    }

    func unreadCount(of staff: Staff.ID) throws -> Int {
        try tx.execute("SELECT COUNT(*) AS number FROM notice WHERE staff_id = \(staff) AND read_at IS NULL")
            .first?.int("number") ?? 0
    }

    /// Only one's own: the id of another person's notice changes nothing and answers no.
    @discardableResult
    func markRead(_ id: Notice.ID, by staff: Staff.ID) throws -> Bool {
        try !tx.execute(
            """
            UPDATE notice SET read_at = \(tx.now) WHERE id = \(id) AND staff_id = \(staff) AND read_at IS NULL
            RETURNING id
            """
        ).isEmpty
    }

    /// As a person reads it: one that is not theirs is not there; one that was read before stays so.
    func read(_ id: Notice.ID, by staff: Staff.ID) throws {
        let own = try tx.execute("SELECT id FROM notice WHERE id = \(id) AND staff_id = \(staff)")
        guard !own.isEmpty else { throw NotFound() }
        try markRead(id, by: staff)
    }

    /// Everything up to the instant a person has seen; what came since stays unread.
    func markAllRead(by staff: Staff.ID, until instant: Instant) throws {
        try tx.execute(
            """
            UPDATE notice SET read_at = \(tx.now)
            WHERE staff_id = \(staff) AND read_at IS NULL AND at <= \(instant)
            """
        )
    }

    /// Answers no if this person has a notice of this event already.
    @discardableResult
    func insert(_ notice: Notice) throws -> Bool {
        try !tx.execute(
            """
            INSERT INTO notice (id, staff_id, event_id, kind, subject_kind, subject_id, at)
            VALUES (\(notice.id), \(notice.staff), \(notice.event), \(notice.kind.rawValue),
                    \(notice.subject.kind.rawValue), \(notice.subject.id), \(notice.at))
            ON CONFLICT (staff_id, event_id) DO NOTHING
            RETURNING id
            """
        ).isEmpty
    }
}

extension Transaction {
    var notices: Notices { Notices(tx: self) }
}

extension Notice {
    fileprivate init(row: Row) throws {
        let kind = try row.text("kind")
        let subject = try row.text("subject_kind")
        guard let kind = EventKind.named(kind) else { throw Corrupt(column: "kind", value: .text(kind)) }
        guard let subject = Subject.Kind(rawValue: subject) else {
            throw Corrupt(column: "subject_kind", value: .text(subject))
        }
        self.init(
            id: try row.id("id"), staff: try row.id("staff_id"), event: try row.id("event_id"), kind: kind,
            subject: Subject(subject, try row.text("subject_id")), at: try row.instant("at"),
            readAt: try row.instant(ifPresent: "read_at"))
    }
}
