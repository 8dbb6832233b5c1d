import Database
import Kernel

/// Whose calendar may be read by whom has its address.
struct ShiftFeeds {
    let tx: Transaction

    func isMade(for person: Staff.ID) throws -> Bool {
        try !tx.execute("SELECT staff_id FROM shift_feed WHERE staff_id = \(person)").isEmpty
    }

    func owner(of digest: String) throws -> Staff.ID? {
        try tx.execute("SELECT staff_id FROM shift_feed WHERE token_hash = \(digest)").first?.id("staff_id")
    }

    func put(_ digest: String, for person: Staff.ID) throws {
        try tx.execute(
            """
            INSERT INTO shift_feed (staff_id, token_hash, made_at) VALUES (\(person), \(digest), \(tx.now))
            ON CONFLICT (staff_id) DO UPDATE SET token_hash = \(digest), made_at = \(tx.now)
            """
        )
    }

    func remove(_ person: Staff.ID) throws {
        try tx.execute("DELETE FROM shift_feed WHERE staff_id = \(person)")
    }
}

extension Transaction {
    var shiftFeeds: ShiftFeeds { ShiftFeeds(tx: self) }
}
