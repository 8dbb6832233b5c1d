import Database
import Kernel

extension StaffMembers {
    func reveals(by person: Staff.ID, since start: Instant) throws -> Int {
        try tx.execute(
            "SELECT COUNT(*) AS n FROM staff_reveal WHERE staff_id = \(person) AND at > \(start)"
        ).first?.int("n") ?? 0
    }

    func add(_ reveal: StaffReveal) throws {
        try tx.execute(
            """
            INSERT INTO staff_reveal (id, at, staff_id, subject_id, reason)
            VALUES (\(reveal.id), \(reveal.at), \(reveal.by), \(reveal.of), \(reveal.reason))
            """
        )
    }
}
