import Database
import Desk
import Foundation
import Kernel

/// The house's database, open for the length of a command.
enum OpenHouse {
    /// Opens what is there, and refuses a database whose schema is not this program's.
    static func use<Value: Sendable>(
        _ configuration: Configuration, _ body: (any Database) async throws -> Value
    ) async throws -> Value {
        if case .file(let path) = configuration.store, !FileManager.default.fileExists(atPath: path) {
            throw Unavailable("there is no database at \(path); `qingting migrate` or `qingting serve` makes it")
        }
        return try await with(configuration) { database in
            let applied = try await database.appliedMigrations()
            let missing = Schema.migrations.map(\.name).filter { !applied.contains($0) }
            guard missing.isEmpty else {
                throw Unavailable("the database lacks \(missing.joined(separator: ", ")); run `qingting migrate` first")
            }
            return try await body(database)
        }
    }

    /// Opens what is there, or makes it, and brings its schema up to this program's.
    static func prepare<Value: Sendable>(
        _ configuration: Configuration, in world: RealWorld = RealWorld(),
        _ body: (any Database, _ applied: [String]) async throws -> Value
    ) async throws -> Value {
        if case .file(let path) = configuration.store { try makeFolder(of: path) }
        return try await with(configuration, in: world) { database in
            try await body(database, try await database.migrate(Schema.migrations))
        }
    }

    private static func with<Value: Sendable>(
        _ configuration: Configuration, in world: RealWorld = RealWorld(),
        _ body: (any Database) async throws -> Value
    ) async throws -> Value {
        let database = try await open(configuration, in: world)
        let result: Result<Value, any Error>
        do { result = .success(try await body(database)) } catch { result = .failure(error) }
        await database.close()
        return try result.get()
    }

    static func open(_ configuration: Configuration, in world: RealWorld = RealWorld()) async throws -> any Database {
        switch configuration.store {
        case .file(let path):
            try SQLiteDatabase(path: path, clock: world.clock, ids: world.ids)
        case .server(let url):
            try await PostgresDatabase(
                url: url, connections: configuration.postgresConnections, clock: world.clock, ids: world.ids,
                chance: world.chance)
        }
    }

    /// Nobody else on the machine has business with what customers complain about.
    private static func makeFolder(of path: String) throws {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        guard !FileManager.default.fileExists(atPath: folder) else { return }
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Unavailable("cannot make the directory \(folder): \(error.localizedDescription)")
        }
    }
}
