import Database
import Kernel

/// The rosters of each unit, and what was changed on them.
struct Rosters {
    let tx: Transaction

    func find(_ id: Roster.ID) throws -> Roster? {
        try tx.execute("\(Self.select) WHERE id = \(id)").first.map(Roster.init(row:))
    }

    func require(_ id: Roster.ID) throws -> Roster {
        guard let roster = try find(id) else { throw Roster.Refusal.unknown }
        return roster
    }

    /// Of a unit, the latest first; what was thrown away is not among them, nor what people do not work by where only that is
    /// asked for.
    func of(_ unit: Unit.ID, onlyBinding: Bool = false, limit: Int, offset: Int = 0) throws -> [Roster] {
        let states: SQL = onlyBinding ? "state IN ('published', 'in_force', 'closed')" : "state <> 'discarded'"
        return try tx.execute(
            """
            \(Self.select) WHERE unit_id = \(unit) AND \(states)
            ORDER BY from_on DESC, id DESC
            LIMIT \(limit) OFFSET \(offset)
            """
        ).map(Roster.init(row:))
    }

    /// By which people work on some of these days, in time. A roster has no more than `Roster.mostDays` days, so the
    /// question looks at no more of the past.
    func binding(on unit: Unit.ID, days: ClosedRange<Day>) throws -> [Roster] {
        try tx.execute(
            """
            \(Self.select) WHERE unit_id = \(unit) AND state IN ('published', 'in_force', 'closed')
                AND from_on <= \(days.upperBound) AND from_on > \(days.lowerBound.advanced(by: -Roster.mostDays))
                AND until_on >= \(days.lowerBound)
            ORDER BY from_on, id
            LIMIT \(Roster.mostDays * 2)
            """
        ).map(Roster.init(row:))
    }

    /// The units in which a roster binds on some of these days, by id.
    func boundUnits(on days: ClosedRange<Day>) throws -> [Unit.ID] {
        try tx.execute(
            """
            SELECT unit.id AS id FROM unit
            WHERE EXISTS (
                SELECT 1 FROM roster
                WHERE roster.unit_id = unit.id AND roster.state IN ('published', 'in_force', 'closed')
                    AND roster.from_on <= \(days.upperBound)
                    AND roster.from_on > \(days.lowerBound.advanced(by: -Roster.mostDays))
                    AND roster.until_on >= \(days.lowerBound))
            ORDER BY unit.id
            LIMIT 10000
            """
        ).map { try $0.id("id") }
    }

    /// Published ones whose first day may have come.
    func coming(through day: Day, limit: Int) throws -> [Roster] {
        try tx.execute(
            "\(Self.select) WHERE state = 'published' AND from_on <= \(day) ORDER BY from_on, id LIMIT \(limit)"
        ).map(Roster.init(row:))
    }

    func insert(_ roster: Roster) throws {
        try tx.execute(
            """
            INSERT INTO roster (id, unit_id, from_on, until_on, state, version, made_by, made_at)
            VALUES (\(roster.id), \(roster.unit), \(roster.from), \(roster.until), \(roster.state.rawValue),
                    \(roster.version), \(roster.made.by), \(roster.made.at))
            """
        )
    }

    func save(_ roster: Roster) throws {
        try tx.execute(
            """
            UPDATE roster SET state = \(roster.state.rawValue), version = \(roster.version),
                checked_by = \(roster.checked?.by), checked_at = \(roster.checked?.at),
                published_by = \(roster.published?.by), published_at = \(roster.published?.at),
                in_force_at = \(roster.inForceAt), closed_by = \(roster.closed?.by), closed_at = \(roster.closed?.at)
            WHERE id = \(roster.id)
            """
        )
    }

    private static let select: SQL = """
        SELECT id, unit_id, from_on, until_on, state, version, made_by, made_at, checked_by, checked_at,
               published_by, published_at, in_force_at, closed_by, closed_at
        FROM roster
        """
}

extension Rosters {
    /// The record of changes, the oldest first.
    func changes(of roster: Roster.ID, limit: Int, offset: Int = 0) throws -> [RosterChange] {
        try tx.execute(
            """
            SELECT id, roster_id, number, at, by_staff, what, staff_id, day_on, was, became, reason FROM roster_change
            WHERE roster_id = \(roster)
            ORDER BY number
            LIMIT \(limit) OFFSET \(offset)
            """
        ).map(RosterChange.init(row:))
    }

    func countChanges(of roster: Roster.ID) throws -> Int {
        try tx.execute("SELECT COALESCE(MAX(number), 0) AS n FROM roster_change WHERE roster_id = \(roster)")
            .first?.int("n") ?? 0
    }

    /// Writes the next line of it.
    func note(
        _ what: RosterChange.What, on roster: Roster.ID, of staff: Staff.ID?, day: Day, was: String, became: String,
        because reason: String, by actor: Staff.ID?
    ) throws {
        let id: RosterChange.ID = tx.ids.make()
        try tx.execute(
            """
            INSERT INTO roster_change
                (id, roster_id, number, at, by_staff, what, staff_id, day_on, was, became, reason)
            VALUES (\(id), \(roster), \(try countChanges(of: roster) + 1), \(tx.now), \(actor), \(what.rawValue),
                    \(staff), \(day), \(was), \(became), \(reason))
            """
        )
    }
}

extension Transaction {
    var rosters: Rosters { Rosters(tx: self) }
}

extension Roster {
    fileprivate init(row: Row) throws {
        func stamp(_ by: String, _ at: String) throws -> Stamp? {
            try row.instant(ifPresent: at).map { Stamp(by: try row.id(by), at: $0) }
        }
        self.init(
            stored: try row.id("id"), unit: try row.id("unit_id"), from: try row.day("from_on"),
            until: try row.day("until_on"), state: try row.choice("state"), version: try row.int("version"),
            made: Stamp(by: try row.id("made_by"), at: try row.instant("made_at")),
            checked: try stamp("checked_by", "checked_at"), published: try stamp("published_by", "published_at"),
            inForceAt: try row.instant(ifPresent: "in_force_at"), closed: try stamp("closed_by", "closed_at"))
    }
}

extension RosterChange {
    fileprivate init(row: Row) throws {
        self.init(
            id: try row.id("id"), roster: try row.id("roster_id"), number: try row.int("number"),
            at: try row.instant("at"), by: try row.id(ifPresent: "by_staff"), what: try row.choice("what"),
            staff: try row.id(ifPresent: "staff_id"), day: try row.day("day_on"), was: try row.text("was"),
            became: try row.text("became"), reason: try row.text("reason"))
    }
}
