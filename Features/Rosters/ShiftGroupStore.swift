import Database
import Kernel

/// The groups of each unit and who was in them when.
struct ShiftGroups {
    let tx: Transaction

    func find(_ id: ShiftGroup.ID) throws -> ShiftGroup? {
        try tx.execute("\(Self.select) WHERE id = \(id)").first.map(ShiftGroup.init(row:))
    }

    func require(_ id: ShiftGroup.ID) throws -> ShiftGroup {
        guard let group = try find(id) else { throw ShiftGroup.Refusal.unknown }
        return group
    }

    /// Of a unit, by name; those that are no longer used last.
    func of(_ unit: Unit.ID) throws -> [ShiftGroup] {
        try tx.execute(
            """
            \(Self.select) WHERE unit_id = \(unit)
            ORDER BY CASE WHEN retired_at IS NULL THEN 0 ELSE 1 END, name, id
            LIMIT \(ShiftGroup.most)
            """
        ).map(ShiftGroup.init(row:))
    }

    /// Who belongs to groups of a unit on some of these days, in the order in which they came.
    func members(of unit: Unit.ID, on days: ClosedRange<Day>) throws -> [ShiftGroup.Member] {
        try tx.execute(
            """
            SELECT shift_group_member.id AS id, group_id, staff_id, from_on, until_on FROM shift_group_member
            JOIN shift_group ON shift_group.id = shift_group_member.group_id
            WHERE shift_group.unit_id = \(unit) AND from_on <= \(days.upperBound)
                AND (until_on IS NULL OR until_on >= \(days.lowerBound))
            ORDER BY group_id, from_on, shift_group_member.id
            LIMIT \(Roster.mostPeople * 4)
            """
        ).map(ShiftGroup.Member.init(row:))
    }

    func member(_ id: ShiftGroup.Member.ID) throws -> ShiftGroup.Member? {
        try tx.execute("SELECT id, group_id, staff_id, from_on, until_on FROM shift_group_member WHERE id = \(id)")
            .first.map(ShiftGroup.Member.init(row:))
    }

    /// A person's memberships in any unit, the newest first.
    func memberships(of person: Staff.ID) throws -> [ShiftGroup.Member] {
        try tx.execute(
            """
            SELECT id, group_id, staff_id, from_on, until_on FROM shift_group_member WHERE staff_id = \(person)
            ORDER BY from_on DESC, id DESC
            LIMIT 200
            """
        ).map(ShiftGroup.Member.init(row:))
    }

    func insert(_ group: ShiftGroup) throws {
        try tx.execute(
            """
            INSERT INTO shift_group (id, unit_id, name, line_id, minimum, target)
            VALUES (\(group.id), \(group.unit), \(group.name), \(group.line), \(group.minimum), \(group.target))
            """
        )
    }

    func save(_ group: ShiftGroup) throws {
        try tx.execute(
            """
            UPDATE shift_group SET name = \(group.name), line_id = \(group.line), minimum = \(group.minimum),
                target = \(group.target), retired_at = \(group.retiredAt)
            WHERE id = \(group.id)
            """
        )
    }

    func insert(_ member: ShiftGroup.Member) throws {
        try tx.execute(
            """
            INSERT INTO shift_group_member (id, group_id, staff_id, from_on, until_on)
            VALUES (\(member.id), \(member.group), \(member.staff), \(member.from), \(member.until))
            """
        )
    }

    func save(_ member: ShiftGroup.Member) throws {
        try tx.execute("UPDATE shift_group_member SET until_on = \(member.until) WHERE id = \(member.id)")
    }

    /// Of somebody who never came: there was no day on which they belonged.
    func remove(_ member: ShiftGroup.Member.ID) throws {
        try tx.execute("DELETE FROM shift_group_member WHERE id = \(member)")
    }

    private static let select: SQL =
        "SELECT id, unit_id, name, line_id, minimum, target, retired_at FROM shift_group"
}

extension Transaction {
    var shiftGroups: ShiftGroups { ShiftGroups(tx: self) }
}

extension ShiftGroup {
    fileprivate init(row: Row) throws {
        self.init(
            id: try row.id("id"), unit: try row.id("unit_id"), name: try row.text("name"),
            line: try row.id(ifPresent: "line_id"), minimum: try row.int("minimum"), target: try row.int("target"),
            retiredAt: try row.instant(ifPresent: "retired_at"))
    }
}

extension ShiftGroup.Member {
    fileprivate init(row: Row) throws {
        self.init(
            id: try row.id("id"), group: try row.id("group_id"), staff: try row.id("staff_id"),
            from: try row.day("from_on"), until: try row.day(ifPresent: "until_on"))
    }
}
