import Database
import Kernel

/// What people wish, by day.
struct ShiftWishes {
    let tx: Transaction

    /// Of some people on some days, by person.
    func of(_ people: [Staff.ID], on days: ClosedRange<Day>) throws -> [Staff.ID: [ShiftWish]] {
        guard !people.isEmpty else { return [:] }
        let wishes = try tx.execute(
            """
            \(Self.select)
            WHERE staff_id IN \(list: people) AND day_on >= \(days.lowerBound) AND day_on <= \(days.upperBound)
            ORDER BY staff_id, day_on
            LIMIT \(Roster.mostPeople * RosterProposal.mostDays)
            """
        ).map(ShiftWish.init(row:))
        return Dictionary(grouping: wishes, by: \.staff)
    }

    /// One's own, from a day on.
    func of(_ person: Staff.ID, from day: Day) throws -> [ShiftWish] {
        try tx.execute(
            """
            \(Self.select) WHERE staff_id = \(person) AND day_on >= \(day)
            ORDER BY day_on
            LIMIT \(ShiftWish.most)
            """
        ).map(ShiftWish.init(row:))
    }

    func find(_ id: ShiftWish.ID) throws -> ShiftWish? {
        try tx.execute("\(Self.select) WHERE id = \(id)").first.map(ShiftWish.init(row:))
    }

    /// In place of what was wished for that day.
    func put(_ wish: ShiftWish) throws {
        try tx.execute("DELETE FROM shift_wish WHERE staff_id = \(wish.staff) AND day_on = \(wish.day)")
        try tx.execute(
            """
            INSERT INTO shift_wish (id, staff_id, day_on, kind, code, strength, wished_at)
            VALUES (\(wish.id), \(wish.staff), \(wish.day), \(wish.kind.rawValue), \(wish.code), \(wish.strength),
                    \(tx.now))
            """
        )
    }

    func remove(_ id: ShiftWish.ID) throws { try tx.execute("DELETE FROM shift_wish WHERE id = \(id)") }

    private static let select: SQL = "SELECT id, staff_id, day_on, kind, code, strength FROM shift_wish"
}

extension Transaction {
    var shiftWishes: ShiftWishes { ShiftWishes(tx: self) }
}

extension ShiftWish {
    fileprivate init(row: Row) throws {
        self.init(
            id: try row.id("id"), staff: try row.id("staff_id"), day: try row.day("day_on"),
            kind: try row.choice("kind"), code: try row.text("code"), strength: try row.int("strength"))
    }
}
