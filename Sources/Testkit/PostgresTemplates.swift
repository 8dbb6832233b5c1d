import Database
import Foundation
import Kernel

/// Migrated databases on the test server, made once per list of migrations: a copy of its files is there ten times sooner
/// than two hundred tables made anew.
actor PostgresTemplates {
    static let shared = PostgresTemplates()

    private var made: [(migrations: [Migration], name: Task<String, any Error>)] = []

    func migrated(_ migrations: [Migration], at url: String) async throws -> String {
        if let template = made.first(where: { $0.migrations == migrations }) { return try await template.name.value }
        let name = Task { try await migratedDatabase(migrations, at: url) }
        made.append((migrations, name))
        return try await name.value
    }

    /// `url` as the test server's was named, a URL or a conninfo string, but for another database.
    static func address(of database: String, at url: String) -> String {
        guard url.hasPrefix("postgres://") || url.hasPrefix("postgresql://"), var parts = URLComponents(string: url)
        else {
            // Of a word that is said twice, libpq takes the last.
            return "\(url) dbname=\(database)"
        }
        parts.path = "/\(database)"
        return parts.string ?? url
    }
}

private func migratedDatabase(_ migrations: [Migration], at url: String) async throws -> String {
    let name = "qingting_template_\(Unique.name())"
    try await PostgresAdministrator.shared.run("CREATE DATABASE \(name)", at: url)
    let database = try await PostgresDatabase(
        url: PostgresTemplates.address(of: name, at: url), connections: 1, clock: TimeMachine().clock, ids: .counting(),
        chance: { 0 })
    try await database.migrate(migrations)
    // A database that somebody is connected to cannot be copied.
    await database.close()
    return name
}
