import Database
import Handbook
import Kernel

struct SavedViews {
    let tx: Transaction

    /// A person's own views and those of the units above where they hold a post, in the order of the column.
    func seen(by actor: Actor) throws -> [SavedView] {
        let units = try Set(actor.holdings.map(\.unit)).flatMap { try tx.units.chain(from: $0).map(\.id) }
        let own = try tx.execute(
            """
            \(Self.select) WHERE owner_id = \(actor.staff.id) ORDER BY position, id LIMIT \(SavedView.mostOfOne)
            """
        ).map(SavedView.init(row:))
        guard !units.isEmpty else { return own }
        let team = try tx.execute(
            """
            \(Self.select) WHERE unit_id IN \(list: Array(Set(units)).sorted { $0.rawValue < $1.rawValue })
            ORDER BY position, id LIMIT \(SavedView.mostOfOne)
            """
        ).map(SavedView.init(row:))
        return team + own.filter { $0.unit == nil || !units.contains($0.unit ?? "") }
    }

    func find(_ id: SavedView.ID) throws -> SavedView? {
        try tx.execute("\(Self.select) WHERE id = \(id)").first.map(SavedView.init(row:))
    }

    func count(of owner: Staff.ID) throws -> Int {
        try tx.execute("SELECT COUNT(*) AS n FROM saved_view WHERE owner_id = \(owner)").first?.int("n") ?? 0
    }

    func save(_ view: SavedView) throws {
        try tx.execute(
            """
            INSERT INTO saved_view (id, owner_id, unit_id, name, query, position, made_at)
            VALUES (\(view.id), \(view.owner), \(view.unit), \(view.name), \(view.query), \(view.position), \(tx.now))
            ON CONFLICT (id) DO UPDATE SET
                unit_id = excluded.unit_id, name = excluded.name, query = excluded.query, position = excluded.position
            """
        )
    }

    func delete(_ id: SavedView.ID) throws {
        try tx.execute("DELETE FROM saved_view_default WHERE view_id = \(id)")
        try tx.execute("DELETE FROM saved_view WHERE id = \(id)")
    }

    func defaultView(of staff: Staff.ID) throws -> SavedView.ID? {
        try tx.execute("SELECT view_id FROM saved_view_default WHERE staff_id = \(staff)").first?.id("view_id")
    }

    func setDefault(_ view: SavedView.ID?, of staff: Staff.ID) throws {
        try tx.execute("DELETE FROM saved_view_default WHERE staff_id = \(staff)")
        guard let view else { return }
        try tx.execute("INSERT INTO saved_view_default (staff_id, view_id) VALUES (\(staff), \(view))")
    }

    private static let select: SQL = "SELECT id, owner_id, unit_id, name, query, position FROM saved_view"
}

extension Transaction {
    var savedViews: SavedViews { SavedViews(tx: self) }
}

extension SavedView {
    fileprivate init(row: Row) throws {
        self.init(
            id: try row.id("id"), owner: try row.id("owner_id"), unit: try row.id(ifPresent: "unit_id"),
            name: try row.text("name"), query: try row.text("query"), position: try row.int("position"))
    }
}
