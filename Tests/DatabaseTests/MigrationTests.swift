import Database
import Kernel
import Testing
import Testkit

struct MigrationTests {
    static let shelf = Migration(
        name: "0001 shelf",
        statements: [
            """
            CREATE TABLE shelf (
                id TEXT NOT NULL PRIMARY KEY,
                width_mm BIGINT NOT NULL,
                weight DOUBLE PRECISION
            )
            """
        ])
    static let label = Migration(name: "0002 label", statements: ["ALTER TABLE shelf ADD COLUMN label TEXT"])

    @Test(arguments: TestDatabase.engines)
    func whatIsMissingIsAppliedOnce(engine: Engine) async throws {
        try await withDatabase(engine) { database async throws in
            let before = try await database.appliedMigrations()
            #expect(before == [])
            #expect(try await database.migrate([Self.shelf]) == ["0001 shelf"])
            #expect(try await database.migrate([Self.shelf, Self.label]) == ["0002 label"])
            #expect(try await database.migrate([Self.shelf, Self.label]) == [])
            #expect(try await database.appliedMigrations() == ["0001 shelf", "0002 label"])
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aChangedMigrationIsRefused(engine: Engine) async throws {
        try await withDatabase(engine, migrations: [Self.shelf]) { database async throws in
            let changed = Migration(
                name: Self.shelf.name, statements: ["CREATE TABLE shelf (id TEXT NOT NULL PRIMARY KEY)"])
            await #expect(throws: MigrationRefusal.changed("0001 shelf")) {
                try await database.migrate([changed, Self.label])
            }
            #expect(try await database.appliedMigrations() == ["0001 shelf"])
        }
    }

    @Test(arguments: TestDatabase.engines)
    func anOldProgramDoesNotTouchANewDatabase(engine: Engine) async throws {
        try await withDatabase(engine, migrations: [Self.shelf, Self.label]) { database async throws in
            await #expect(throws: MigrationRefusal.unknown("0002 label")) { try await database.migrate([Self.shelf]) }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func allOrNothingAndTheBrokenOneIsNamed(engine: Engine) async throws {
        try await withDatabase(engine) { database async throws in
            let broken = Migration(
                name: "0003 broken",
                statements: ["ALTER TABLE shelf ADD COLUMN label TEXT", "ALTER TABLE nowhere ADD COLUMN x TEXT"])
            let error = await #expect(throws: DatabaseError.self) { try await database.migrate([Self.shelf, broken]) }
            #expect(error?.message.hasPrefix("migration 0003 broken: ") == true)
            #expect(try await database.appliedMigrations() == [])
            #expect(try await database.migrate([Self.shelf]) == ["0001 shelf"])
        }
    }

    @Test func unsoundListsAreRefused() async throws {
        try await withDatabase(.sqlite) { database async throws in
            await #expect(throws: MigrationRefusal.named(twice: "0001 shelf")) {
                try await database.migrate([Self.shelf, Self.shelf])
            }
            let late = Migration(
                name: "late",
                statements: ["CREATE TABLE a (id TEXT REFERENCES a (id) DEFERRABLE INITIALLY DEFERRED)"])
            await #expect(throws: MigrationRefusal.deferrable("late")) { try await database.migrate([late]) }
        }
    }

    @Test func twoNodesWithOneFileWaitForEachOther() async throws {
        try await withTemporaryFile(named: "house.db") { path in
            let nodes: [any Database] = try (0..<2).map { _ in
                try SQLiteDatabase(path: path, readers: 1, clock: TimeMachine().clock, ids: .counting())
            }
            try await expectOneOfThemMigrates(nodes)
        }
    }

    @Test(.enabled(if: TestDatabase.postgresURL != nil))
    func twoNodesWithOneServerWaitForEachOther() async throws {
        try await withSchema { url, schema async throws in
            try await expectOneOfThemMigrates([try await node(url, schema), try await node(url, schema)])
        }
    }

    /// What only one engine can say is said to that engine only.
    @Test(arguments: TestDatabase.engines)
    func theSearchIndexIsMadeInEachEnginesOwnWords(engine: Engine) async throws {
        let search = Migration(
            name: "search", statements: [],
            onlySQLite: ["CREATE VIRTUAL TABLE search USING fts5 (words, content = '')"],
            onlyPostgres: ["CREATE TABLE search (words tsvector NOT NULL)"])
        try await withDatabase(engine, migrations: [search]) { database async throws in
            try await database.write { tx in
                switch tx.engine {
                case .sqlite: try tx.execute("INSERT INTO search (rowid, words) VALUES (1, \("投诉"))")
                case .postgres: try tx.execute("INSERT INTO search (words) VALUES (to_tsvector('simple', \("投诉")))")
                }
            }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aStatementKnownFromBeforeAnswersTheNewColumns(engine: Engine) async throws {
        try await withDatabase(engine, migrations: [Self.shelf]) { database async throws in
            try await database.write { tx in
                try tx.execute("INSERT INTO shelf (id, width_mm, weight) VALUES ('s', 800, 2)")
            }
            for _ in 0..<6 { #expect(try await database.read(everything) == ["id", "width_mm", "weight"]) }
            try await database.migrate([Self.shelf, Self.label])
            for _ in 0..<6 { #expect(try await database.read(everything) == ["id", "width_mm", "weight", "label"]) }
        }
    }
}

@Sendable private func everything(_ tx: Transaction) throws -> [String] {
    try tx.execute("SELECT * FROM shelf ORDER BY id LIMIT 10").first?.names ?? []
}

private func expectOneOfThemMigrates(_ nodes: [any Database]) async throws {
    let migrations = (1...40).map { number in
        Migration(name: "step \(number)", statements: ["CREATE TABLE t\(number) (id TEXT NOT NULL PRIMARY KEY)"])
    }
    let applied = try await withThrowingTaskGroup(of: Int.self) { group in
        for node in nodes { group.addTask { try await node.migrate(migrations).count } }
        return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(applied.sorted() == [0, 40])
    for node in nodes {
        #expect(try await node.appliedMigrations() == migrations.map(\.name))
        await node.close()
    }
}
