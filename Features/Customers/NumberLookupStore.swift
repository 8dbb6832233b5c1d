import Database
import Handbook
import Kernel

/// Who looked for how many numbers, hour by hour.
struct NumberLookups {
    let tx: Transaction

    /// Notes what a person looks for. Answers why it may not be: then they and the people above them have been told, once
    /// an hour. (Thrown by the caller, so that this stays on record.)
    func note(_ numbers: Set<String>, by staff: Staff.ID) throws -> NumberLookup.TooMany? {
        let hour = tx.now.milliseconds / Duration.hours(1).milliseconds
        for mark in Set(numbers.map(NumberLookup.mark)).sorted() {
            guard
                try tx.execute(
                    """
                    SELECT 1 AS one FROM number_lookup
                    WHERE staff_id = \(staff) AND hour = \(hour) AND mark = \(mark)
                    """
                ).isEmpty
            else { continue }
            if let refusal = try bound(of: staff, hour: hour) {
                try tell(refusal, staff, hour: hour)
                return refusal
            }
            try enter(mark, staff, hour)
        }
        return nil
    }

    /// Forgets what is no longer counted. Answers how many rows it forgot.
    func forgetOld(limit: Int) throws -> Int {
        let hour = tx.now.milliseconds / Duration.hours(1).milliseconds - 48
        return try tx.execute(
            """
            DELETE FROM number_lookup WHERE (staff_id, hour, mark) IN (
                SELECT staff_id, hour, mark FROM number_lookup WHERE hour < \(hour)
                ORDER BY hour, staff_id, mark LIMIT \(limit))
            RETURNING mark
            """
        ).count
    }

    private func bound(of staff: Staff.ID, hour: Int64) throws -> NumberLookup.TooMany? {
        func count(since: Int64) throws -> Int {
            try tx.execute(
                """
                SELECT COUNT(*) AS n FROM number_lookup
                WHERE staff_id = \(staff) AND hour >= \(since) AND mark <> ''
                """
            ).first?.int("n") ?? 0
        }
        if try count(since: hour) >= NumberLookup.mostInAnHour {
            return NumberLookup.TooMany(limit: NumberLookup.mostInAnHour, isDaily: false)
        }
        if try count(since: hour - 23) >= NumberLookup.mostInADay {
            return NumberLookup.TooMany(limit: NumberLookup.mostInADay, isDaily: true)
        }
        return nil
    }

    /// The row without a mark says that it was told in this hour.
    private func tell(_ refusal: NumberLookup.TooMany, _ staff: Staff.ID, hour: Int64) throws {
        let isTold = try !tx.execute(
            "SELECT 1 AS one FROM number_lookup WHERE staff_id = \(staff) AND hour = \(hour) AND mark = ''"
        ).isEmpty
        guard !isTold else { return }
        try enter("", staff, hour)
        let event = try tx.record(
            .numbersSoughtTooOften, about: Subject(.staff, staff.rawValue), in: tx.actor(staff).mainHolding?.unit,
            by: staff, details: ["limit": String(refusal.limit), "within": refusal.isDaily ? "day" : "hour"])
        let above = try tx.appointments.superiors(of: staff, at: tx.now, under: PostsInForce(tx: tx))
        try tx.notify(above, of: event)
    }

    private func enter(_ mark: String, _ staff: Staff.ID, _ hour: Int64) throws {
        try tx.execute(
            """
            INSERT INTO number_lookup (staff_id, hour, mark) VALUES (\(staff), \(hour), \(mark))
            ON CONFLICT (staff_id, hour, mark) DO NOTHING
            """
        )
    }
}

extension Transaction {
    var numberLookups: NumberLookups { NumberLookups(tx: self) }
}
