import Database
import Kernel

/// The units of the organisation, as the database keeps them.
struct Units {
    let tx: Transaction

    func find(_ id: Unit.ID) throws -> Unit? { try tree()[id] }

    func require(_ id: Unit.ID) throws -> Unit {
        guard let unit = try find(id) else { throw Unit.Refusal.unknown }
        return unit
    }

    func find(code: String) throws -> Unit? { try tree().unit(code: code) }

    func require(code: String) throws -> Unit {
        guard let unit = try find(code: code) else { throw Unit.Refusal.unknown }
        return unit
    }

    /// Every unit, parents before their children, then by code; at most `Unit.most`.
    func all() throws -> [Unit] { try tree().all }

    /// The units below, nearest first; without the unit itself.
    func descendants(of id: Unit.ID) throws -> [Unit.ID] { try tree().descendants(of: id) }

    /// The units above, nearest first; without the unit itself.
    func ancestors(of id: Unit.ID) throws -> [Unit.ID] { try Array(chain(from: id).dropFirst().map(\.id)) }

    /// The code of the pack the unit works by: its own, or that of the nearest unit above. The topmost has one.
    func handbookCode(of id: Unit.ID) throws -> String {
        guard let code = try chain(from: id).lazy.compactMap(\.handbook).first else { throw Unit.Refusal.unknown }
        return code
    }

    /// The units that keep a handbook together with this one: the unit that names it and all below that name no other.
    func underSameHandbook(as id: Unit.ID) throws -> [Unit.ID] {
        let tree = try tree()
        func keeper(_ id: Unit.ID) -> Unit.ID? { tree.chain(from: id).first { $0.handbook != nil }?.id }
        guard let top = keeper(id) else { throw Unit.Refusal.unknown }
        return [top] + tree.descendants(of: top).filter { keeper($0) == top }
    }

    /// The unit, then those above it, nearest first.
    func chain(from id: Unit.ID) throws -> [Unit] { try tree().chain(from: id) }

    private func tree() throws -> UnitTree { try tx.standing(Self.standing) }

    private static let standing = Standing("unit") { tx in
        UnitTree(
            try tx.execute("SELECT id, code, name, kind, parent_id, handbook FROM unit ORDER BY id LIMIT \(Unit.most)")
                .map(Unit.init(row:)))
    }

    func add(_ unit: Unit) throws {
        try tx.execute(
            """
            INSERT INTO unit (id, code, name, kind, parent_id, handbook)
            VALUES (\(unit.id), \(unit.code), \(unit.name), \(unit.kind.rawValue), \(unit.parent), \(unit.handbook))
            """
        )
        try tx.renew(Self.standing)
    }
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
