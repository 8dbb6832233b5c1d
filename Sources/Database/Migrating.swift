import Kernel

extension Transaction {
    /// Applies what is missing and returns its names. The caller makes sure that nobody else does so meanwhile.
    func apply(_ migrations: [Migration]) throws -> [String] {
        try refuseUnsound(migrations)
        try execute(
            """
            CREATE TABLE IF NOT EXISTS schema_migration (
                name TEXT NOT NULL PRIMARY KEY,
                number INTEGER NOT NULL UNIQUE,
                checksum TEXT NOT NULL,
                applied_at BIGINT NOT NULL
            )
            """
        )
        let applied = try execute("SELECT name, checksum FROM schema_migration ORDER BY number")
        let checksums = try Dictionary(
            uniqueKeysWithValues: applied.map { row in (try row.text("name"), try row.text("checksum")) })
        try refuseContradiction(migrations, applied: checksums)

        let missing = migrations.filter { checksums[$0.name] == nil }
        for (number, migration) in zip((applied.count + 1)..., missing) {
            try run(migration)
            try execute(
                """
                INSERT INTO schema_migration (name, number, checksum, applied_at)
                VALUES (\(migration.name), \(number), \(migration.checksum), \(now))
                """
            )
        }
        return missing.map(\.name)
    }

    func appliedMigrations() throws -> [String] {
        guard try hasMigrationTable() else { return [] }
        return try execute("SELECT name FROM schema_migration ORDER BY number").map { try $0.text("name") }
    }

    private func run(_ migration: Migration) throws(DatabaseError) {
        do {
            for statement in migration.statements(for: engine) { try connection.runOnce(statement) }
        } catch {
            throw DatabaseError(kind: error.kind, message: "migration \(migration.name): \(error.message)")
        }
    }

    private func hasMigrationTable() throws -> Bool {
        switch engine {
        case .sqlite:
            try !execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name = 'schema_migration'").isEmpty
        case .postgres:
            try !execute(
                """
                SELECT tablename FROM pg_tables
                WHERE schemaname = current_schema() AND tablename = 'schema_migration'
                """
            ).isEmpty
        }
    }
}

private func refuseUnsound(_ migrations: [Migration]) throws(MigrationRefusal) {
    var names: Set<String> = []
    for migration in migrations {
        guard names.insert(migration.name).inserted else { throw .named(twice: migration.name) }
        let statements = migration.statements + migration.onlySQLite + migration.onlyPostgres
        if statements.contains(where: { $0.contains("DEFERRABLE") }) { throw .deferrable(migration.name) }
    }
}

private func refuseContradiction(
    _ migrations: [Migration], applied checksums: [String: String]
) throws(MigrationRefusal) {
    let names = Set(migrations.map(\.name))
    if let stranger = checksums.keys.filter({ !names.contains($0) }).min() { throw .unknown(stranger) }
    for migration in migrations {
        if let checksum = checksums[migration.name], checksum != migration.checksum { throw .changed(migration.name) }
    }
}
