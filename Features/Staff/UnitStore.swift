import Database
import Kernel

/// The units of the organisation, as the database keeps them.
struct Units {
    let tx: Transaction

    func find(_ id: Unit.ID) throws -> Unit? {
        try tx.execute("\(Self.select) WHERE id = \(id)").first.map(Unit.init(row:))
    }

    func require(_ id: Unit.ID) throws -> Unit {
        guard let unit = try find(id) else { throw Unit.Refusal.unknown }
        return unit
    }

    func find(code: String) throws -> Unit? {
        try tx.execute("\(Self.select) WHERE code = \(code)").first.map(Unit.init(row:))
    }

    func require(code: String) throws -> Unit {
        guard let unit = try find(code: code) else { throw Unit.Refusal.unknown }
        return unit
    }

    /// Every unit, parents before their children, then by code; at most `Unit.most`.
    func all() throws -> [Unit] {
        try tx.execute(
            """
            WITH RECURSIVE tree (id, depth) AS (
                SELECT id, 0 FROM unit WHERE parent_id IS NULL
                UNION ALL
                SELECT unit.id, tree.depth + 1 FROM unit JOIN tree ON unit.parent_id = tree.id
                WHERE tree.depth < \(Unit.deepest)
            )
            SELECT unit.id, unit.code, unit.name, unit.kind, unit.parent_id, unit.handbook
            FROM tree JOIN unit ON unit.id = tree.id
            ORDER BY tree.depth, unit.code
            LIMIT \(Unit.most)
            """
        ).map(Unit.init(row:))
    }

    /// The units below, nearest first; without the unit itself.
    func descendants(of id: Unit.ID) throws -> [Unit.ID] {
        try tx.execute(
            """
            WITH RECURSIVE below (id, depth) AS (
                SELECT id, 0 FROM unit WHERE id = \(id)
                UNION ALL
                SELECT unit.id, below.depth + 1 FROM unit JOIN below ON unit.parent_id = below.id
                WHERE below.depth < \(Unit.deepest)
            )
            SELECT id FROM below WHERE depth > 0
            ORDER BY depth, id
            LIMIT \(Unit.most)
            """
        ).map { try $0.id("id") }
    }

    /// The units above, nearest first; without the unit itself.
    func ancestors(of id: Unit.ID) throws -> [Unit.ID] { try Array(chain(from: id).dropFirst().map(\.id)) }

    /// The code of the pack the unit works by: its own, or that of the nearest unit above. The topmost has one.
    func handbookCode(of id: Unit.ID) throws -> String {
        guard let code = try chain(from: id).lazy.compactMap(\.handbook).first else { throw Unit.Refusal.unknown }
        return code
    }

    /// The unit, then those above it, nearest first.
    func chain(from id: Unit.ID) throws -> [Unit] {
        try tx.execute(
            """
            WITH RECURSIVE above (id, depth) AS (
                SELECT id, 0 FROM unit WHERE id = \(id)
                UNION ALL
                SELECT unit.parent_id, above.depth + 1 FROM unit JOIN above ON unit.id = above.id
                WHERE unit.parent_id IS NOT NULL AND above.depth < \(Unit.deepest)
            )
            SELECT unit.id, unit.code, unit.name, unit.kind, unit.parent_id, unit.handbook
            FROM above JOIN unit ON unit.id = above.id
            ORDER BY above.depth
            LIMIT \(Unit.deepest + 1)
            """
        ).map(Unit.init(row:))
    }

    func add(_ unit: Unit) throws {
        try tx.execute(
            """
            INSERT INTO unit (id, code, name, kind, parent_id, handbook)
            VALUES (\(unit.id), \(unit.code), \(unit.name), \(unit.kind.rawValue), \(unit.parent), \(unit.handbook))
            """
        )
    }

    private static let select: SQL = "SELECT id, code, name, kind, parent_id, handbook FROM unit"
}

extension Transaction {
    var units: Units { Units(tx: self) }
}

extension Unit {
    init(row: Row) throws {
        let kind = try row.text("kind")
        guard let kind = Kind(rawValue: kind) else { throw Corrupt(column: "kind", value: .text(kind)) }
        self.init(
            id: try row.id("id"), code: try row.text("code"), name: try row.text("name"), kind: kind,
            parent: try row.id(ifPresent: "parent_id"), handbook: try row.text(ifPresent: "handbook"))
    }
}
