import Database
import Foundation
import Handbook
import Kernel

/// What is left to do of a change that concerned more deadlines than one transaction should touch.
struct CalendarRecount: Entity {
    let id: ID
    let units: [Unit.ID]
    /// Everything up to this obligation has been recounted.
    var after: Obligation.ID
}

extension Calendars {
    /// The open deadlines of these units that hours can move, by id: so much of the ledger as a recount needs.
    func openDeadlines(in units: [Unit.ID], after id: Obligation.ID, limit: Int) throws -> [OpenDeadline] {
        guard !units.isEmpty else { return [] }
        let rows = try tx.execute(
            """
            SELECT id, clause, version_id, subject_kind, subject_id, unit_id, started_at, within, due_at FROM obligation
            WHERE state = 'open' AND unit_id IN \(list: units) AND id > \(id)
                AND within IS NOT NULL AND breached_at IS NULL AND due_at >= \(tx.now)
            ORDER BY id
            LIMIT \(limit)
            """
        )
        let pauses = try pauses(of: try rows.map { try $0.id("id") })
        return try rows.map { try OpenDeadline(row: $0, pauses: pauses) }
    }

    /// The unit and those below it which work by its hours because they have none of their own.
    func unitsUnder(_ unit: Unit.ID) throws -> [Unit.ID] {
        let withOwn = Set(
            try tx.execute(
                """
                SELECT unit_id FROM unit_calendar
                WHERE plan IS NOT NULL AND NOT EXISTS (
                    SELECT 1 FROM unit_calendar later
                    WHERE later.unit_id = unit_calendar.unit_id
                        AND (later.set_at, later.id) > (unit_calendar.set_at, unit_calendar.id)
                )
                ORDER BY unit_id
                LIMIT \(Unit.most)
                """
            ).map { try $0.text("unit_id") })
        let children = Dictionary(grouping: try tx.units.all()) { $0.parent }
        var found = [unit]
        var next = 0
        while next < found.count {
            found += (children[found[next]] ?? []).map(\.id).filter { !withOwn.contains($0.rawValue) }
            next += 1
        }
        return found
    }

    func insert(_ recount: CalendarRecount) throws {
        let units = try textOfJSON(recount.units)
        try tx.execute(
            """
            INSERT INTO calendar_recount (id, units, after_id, started_at)
            VALUES (\(recount.id), \(units), \(recount.after), \(tx.now))
            """
        )
    }

    func nextRecount() throws -> CalendarRecount? {
        try tx.execute("SELECT id, units, after_id FROM calendar_recount ORDER BY started_at, id LIMIT 1").first.map {
            row in
            CalendarRecount(
                id: try row.id("id"),
                units: try JSONDecoder().decode([Unit.ID].self, from: Data(try row.text("units").utf8)),
                after: try row.id("after_id"))
        }
    }

    func save(_ recount: CalendarRecount) throws {
        try tx.execute("UPDATE calendar_recount SET after_id = \(recount.after) WHERE id = \(recount.id)")
    }

    func remove(_ recount: CalendarRecount) throws {
        try tx.execute("DELETE FROM calendar_recount WHERE id = \(recount.id)")
    }

    private func pauses(of ids: [Obligation.ID]) throws -> [String: [Range<Instant>]] {
        var found: [String: [Range<Instant>]] = [:]
        for start in stride(from: 0, to: ids.count, by: 500) {
            let slice = Array(ids[start..<min(start + 500, ids.count)])
            for row in try tx.execute(
                """
                SELECT obligation_id, from_at, to_at FROM obligation_pause
                WHERE obligation_id IN \(list: slice)
                ORDER BY obligation_id, from_at
                LIMIT 50000
                """
            ) {
                let pause = try row.instant("from_at")..<(try row.instant("to_at"))
                found[try row.text("obligation_id"), default: []].append(pause)
            }
        }
        return found
    }
}

extension OpenDeadline {
    fileprivate init(row: Row, pauses: [String: [Range<Instant>]]) throws {
        let id = try row.text("id")
        let kind = try row.text("subject_kind")
        let within = try row.text("within")
        guard let kind = Subject.Kind(rawValue: kind) else { throw Corrupt(column: "subject_kind", value: .text(kind)) }
        guard let within = Span(within) else { throw Corrupt(column: "within", value: .text(within)) }
        self.init(
            id: Obligation.ID(id), clause: try row.text("clause"), version: try row.id("version_id"),
            subject: Subject(kind, try row.text("subject_id")), unit: try row.id("unit_id"),
            startedAt: try row.instant("started_at"), within: within, dueAt: try row.instant("due_at"),
            pauses: pauses[id] ?? [])
    }
}
