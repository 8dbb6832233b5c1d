import Database
import Handbook
import Kernel

struct QuickTexts {
    let tx: Transaction

    /// A person's own, and those of the departments in which they hold a post and of all above.
    func seen(by actor: Actor) throws -> [QuickText] {
        let units = try Set(actor.holdings.map(\.unit)).flatMap { try tx.units.chain(from: $0).map(\.id) }
        let own = try tx.execute(
            """
            \(Self.select) WHERE owner_id = \(actor.staff.id) AND unit_id IS NULL
            ORDER BY title, id LIMIT \(QuickText.mostOfOne)
            """
        ).map(QuickText.init(row:))
        guard !units.isEmpty else { return own }
        let shared = try tx.execute(
            """
            \(Self.select) WHERE unit_id IN \(list: Set(units).sorted { $0.rawValue < $1.rawValue })
            ORDER BY title, id LIMIT \(QuickText.mostOfUnit)
            """
        ).map(QuickText.init(row:))
        return own + shared
    }

    func count(of owner: Staff.ID) throws -> Int {
        try tx.execute("SELECT COUNT(*) AS n FROM quick_text WHERE owner_id = \(owner) AND unit_id IS NULL")
            .first?.int("n") ?? 0
    }

    func count(in unit: Unit.ID) throws -> Int {
        try tx.execute("SELECT COUNT(*) AS n FROM quick_text WHERE unit_id = \(unit)").first?.int("n") ?? 0
    }

    func save(_ text: QuickText) throws {
        try tx.execute(
            """
            INSERT INTO quick_text (id, owner_id, unit_id, title, body, version, made_at, changed_at)
            VALUES (\(text.id), \(text.owner), \(text.unit), \(text.title), \(text.text), \(text.version),
                    \(tx.now), \(tx.now))
            ON CONFLICT (id) DO UPDATE SET
                title = excluded.title, body = excluded.body, version = excluded.version,
                changed_at = excluded.changed_at
            """
        )
    }

    func delete(_ id: QuickText.ID) throws {
        try tx.execute("DELETE FROM quick_text_use WHERE text_key = \(id.rawValue)")
        try tx.execute("DELETE FROM quick_text WHERE id = \(id)")
    }

    /// How often each was used, by everybody and by one person.
    func uses(_ keys: [String], by staff: Staff.ID) throws -> [String: (all: Int, own: Int)] {
        guard !keys.isEmpty else { return [:] }
        let rows = try tx.execute(
            """
            SELECT text_key, CAST(SUM(uses) AS BIGINT) AS all_uses,
                   CAST(SUM(CASE WHEN staff_id = \(staff) THEN uses ELSE 0 END) AS BIGINT) AS own_uses
            FROM quick_text_use WHERE text_key IN \(list: keys)
            GROUP BY text_key ORDER BY text_key LIMIT 1000
            """
        )
        return Dictionary(
            try rows.map { (try $0.text("text_key"), (try $0.int("all_uses"), try $0.int("own_uses"))) }
        ) { first, _ in first }
    }

    func count(useOf key: String, by staff: Staff.ID) throws {
        try tx.execute(
            """
            INSERT INTO quick_text_use (text_key, staff_id, uses, last_at) VALUES (\(key), \(staff), 1, \(tx.now))
            ON CONFLICT (text_key, staff_id) DO UPDATE SET
                uses = quick_text_use.uses + 1, last_at = excluded.last_at
            """
        )
    }

    private static let select: SQL = "SELECT id, owner_id, unit_id, title, body, version FROM quick_text"
}

extension Transaction {
    var quickTexts: QuickTexts { QuickTexts(tx: self) }
}

extension QuickText {
    fileprivate init(row: Row) throws {
        self.init(
            id: try row.id("id"), owner: try row.id("owner_id"), unit: try row.id(ifPresent: "unit_id"),
            title: try row.text("title"), text: try row.text("body"), version: try row.int("version"))
    }
}
