import Database
import Kernel
import Testkit

/// One shelf with mugs on it: what most of these stories are about.
let stockTables = [
    Migration(
        name: "stock",
        statements: [
            """
            CREATE TABLE stock (
                item TEXT NOT NULL PRIMARY KEY,
                pieces BIGINT NOT NULL CHECK (pieces >= 0)
            )
            """,
            "INSERT INTO stock (item, pieces) VALUES ('mug', 0)",
        ])
]

extension Transaction {
    func pieces(of item: String) throws -> Int {
        try execute("SELECT pieces FROM stock WHERE item = \(item)").first?.int("pieces") ?? -1
    }

    func put(_ pieces: Int, of item: String) throws {
        try execute("UPDATE stock SET pieces = \(pieces) WHERE item = \(item)")
    }

    func add(_ item: String, pieces: Int = 0) throws {
        try execute("INSERT INTO stock (item, pieces) VALUES (\(item), \(pieces))")
    }
}

func withStock<Value>(_ engine: Engine, _ body: (any Database) async throws -> Value) async throws -> Value {
    try await withDatabase(engine, migrations: stockTables, body)
}

/// What the business says no with.
struct NotToday: Error, Equatable {}
