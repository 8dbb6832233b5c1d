import Database
import Kernel

/// Who looks at what. In the database, so that people on different nodes see each other.
struct Watchers {
    let tx: Transaction

    struct Standing {
        let isTyping: Bool
        let seenAt: Instant
    }

    func of(_ id: Case.ID, but reader: Staff.ID) throws -> [Watcher] {
        try tx.execute(
            """
            SELECT case_watch.staff_id, staff.name, case_watch.typing
            FROM case_watch JOIN staff ON staff.id = case_watch.staff_id
            WHERE case_watch.case_id = \(id) AND case_watch.staff_id <> \(reader)
                AND case_watch.seen_at > \(tx.now - Watcher.life)
            ORDER BY case_watch.typing DESC, staff.name, case_watch.staff_id
            LIMIT \(Watcher.most)
            """
        ).map {
            Watcher(staff: try $0.id("staff_id"), name: try $0.text("name"), isTyping: try $0.bool("typing"))
        }
    }

    func standing(_ id: Case.ID, _ staff: Staff.ID) throws -> Standing? {
        try tx.execute(
            "SELECT typing, seen_at FROM case_watch WHERE case_id = \(id) AND staff_id = \(staff)"
        ).first.map { Standing(isTyping: try $0.bool("typing"), seenAt: try $0.instant("seen_at")) }
    }

    func save(_ id: Case.ID, _ staff: Staff.ID, isTyping: Bool) throws {
        try tx.execute(
            """
            INSERT INTO case_watch (case_id, staff_id, typing, seen_at)
            VALUES (\(id), \(staff), \(isTyping), \(tx.now))
            ON CONFLICT (case_id, staff_id) DO UPDATE SET typing = excluded.typing, seen_at = excluded.seen_at
            """
        )
    }

    func remove(_ id: Case.ID, _ staff: Staff.ID) throws {
        try tx.execute("DELETE FROM case_watch WHERE case_id = \(id) AND staff_id = \(staff)")
    }

    func removeOlder(than instant: Instant) throws {
        try tx.execute("DELETE FROM case_watch WHERE seen_at < \(instant)")
    }

    func isAnyOlder(than instant: Instant) throws -> Bool {
        try !tx.execute("SELECT case_id FROM case_watch WHERE seen_at < \(instant) LIMIT 1").isEmpty
    }
}

extension Transaction {
    var watchers: Watchers { Watchers(tx: self) }
}
