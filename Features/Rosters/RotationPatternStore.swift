import Database
import Kernel

/// How the groups of each unit take turns.
struct RotationPatterns {
    let tx: Transaction

    func find(_ id: RotationPattern.ID) throws -> RotationPattern? {
        try patterns("id = \(id)").first
    }

    func require(_ id: RotationPattern.ID) throws -> RotationPattern {
        guard let pattern = try find(id) else { throw RotationPattern.Refusal.unknown }
        return pattern
    }

    /// Of a unit, by name; those that are no longer used last.
    func of(_ unit: Unit.ID) throws -> [RotationPattern] { try patterns("unit_id = \(unit)") }

    func insert(_ pattern: RotationPattern) throws {
        try tx.execute(
            """
            INSERT INTO rotation_pattern
                (id, unit_id, name, anchor_on, cycle, days, edge_code, edge_first, edge_last)
            VALUES (\(pattern.id), \(pattern.unit), \(pattern.name), \(pattern.anchor),
                    \(RotationPattern.text(pattern.cycle)), \(pattern.days.rawValue), \(pattern.edge?.code),
                    \(pattern.edge?.first ?? 0), \(pattern.edge?.last ?? 0))
            """
        )
        try insertOffsets(of: pattern)
    }

    /// Another cycle is another pattern: what is kept are the name, the offsets, the end.
    func save(_ pattern: RotationPattern) throws {
        try tx.execute(
            """
            UPDATE rotation_pattern SET name = \(pattern.name), anchor_on = \(pattern.anchor),
                cycle = \(RotationPattern.text(pattern.cycle)), days = \(pattern.days.rawValue),
                edge_code = \(pattern.edge?.code), edge_first = \(pattern.edge?.first ?? 0),
                edge_last = \(pattern.edge?.last ?? 0), retired_at = \(pattern.retiredAt)
            WHERE id = \(pattern.id)
            """
        )
        try tx.execute("DELETE FROM rotation_offset WHERE pattern_id = \(pattern.id)")
        try insertOffsets(of: pattern)
    }

    private func insertOffsets(of pattern: RotationPattern) throws {
        let offsets = pattern.offsets.sorted { $0.key.rawValue < $1.key.rawValue }
        try tx.insert(
            "INSERT INTO rotation_offset (pattern_id, group_id, places)",
            rows: offsets.map { [pattern.id.cell, $0.key.cell, $0.value.cell] })
    }

    private func patterns(_ condition: SQL) throws -> [RotationPattern] {
        let rows = try tx.execute(
            """
            SELECT id, unit_id, name, anchor_on, cycle, days, edge_code, edge_first, edge_last, retired_at
            FROM rotation_pattern WHERE \(condition)
            ORDER BY CASE WHEN retired_at IS NULL THEN 0 ELSE 1 END, name, id
            LIMIT \(RotationPattern.most)
            """
        )
        guard !rows.isEmpty else { return [] }
        let ids: [RotationPattern.ID] = try rows.map { try $0.id("id") }
        var offsets: [RotationPattern.ID: [ShiftGroup.ID: Int]] = [:]
        for row in try tx.execute(
            """
            SELECT pattern_id, group_id, places FROM rotation_offset WHERE pattern_id IN \(list: ids)
            ORDER BY pattern_id, group_id
            LIMIT \(RotationPattern.most * ShiftGroup.most)
            """
        ) {
            offsets[try row.id("pattern_id"), default: [:]][try row.id("group_id")] = try row.int("places")
        }
        return try rows.map { row in
            let id: RotationPattern.ID = try row.id("id")
            return try RotationPattern(row: row, offsets: offsets[id] ?? [:])
        }
    }
}

extension Transaction {
    var rotationPatterns: RotationPatterns { RotationPatterns(tx: self) }
}

extension RotationPattern {
    fileprivate init(row: Row, offsets: [ShiftGroup.ID: Int]) throws {
        let edge = try row.text(ifPresent: "edge_code").map { code in
            Edge(code: code, first: try row.int("edge_first"), last: try row.int("edge_last"))
        }
        try self.init(
            id: try row.id("id"), unit: try row.id("unit_id"), name: try row.text("name"),
            anchor: try row.day("anchor_on"), cycle: Self.cycle(typed: try row.text("cycle")),
            days: try row.choice("days"), edge: edge, offsets: offsets,
            retiredAt: try row.instant(ifPresent: "retired_at"))
    }
}
