public import Database
import Foundation
public import Kernel

/// The engines a test runs on: SQLite always, PostgreSQL where `QINGTING_TEST_POSTGRES` (a URL or a conninfo string)
/// names a server in which databases and schemas may be made and dropped; one that is thrown away afterwards, since the
/// databases from which the tests' own are copied stay.
///
///     @Test(arguments: TestDatabase.engines) func aCaseIsClosedOnce(engine: Engine) async throws {
///         let time = TimeMachine()
///         try await withDatabase(engine, clock: time, migrations: everything) { database in … }
///     }
public enum TestDatabase {
    public static let engines: [Engine] = postgresURL == nil ? [.sqlite] : [.sqlite, .postgres]
    public static let postgresURL = ProcessInfo.processInfo.environment["QINGTING_TEST_POSTGRES"]
}

/// A test asks for an engine whose server was not named.
public struct NoTestServer: Error, CustomStringConvertible {
    public let description = "QINGTING_TEST_POSTGRES names no server"
}

/// A fresh, migrated database for one test, gone afterwards.
@discardableResult
public func withDatabase<Value>(
    _ engine: Engine = .sqlite,
    clock time: TimeMachine = TimeMachine(),
    ids: IDs = .counting(),
    migrations: [Migration] = [],
    _ body: (any Database) async throws -> Value
) async throws -> Value {
    try await Turnstile.databases.pass {
        switch engine {
        case .sqlite: try await withSQLite(time, ids, migrations, body)
        case .postgres: try await withPostgres(time, ids, migrations, body)
        }
    }
}

/// A path in a directory of its own, removed afterwards: for tests that open the file themselves.
@discardableResult
public func withTemporaryFile<Value>(
    named name: String, _ body: (String) async throws -> Value
) async throws -> Value {
    let directory = FileManager.default.temporaryDirectory.appending(path: "qingting-\(Unique.name())")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    return try await body(directory.appending(path: name).path)
}

/// The name of a schema on the test server, dropped afterwards: for tests that connect themselves.
@discardableResult
public func withSchema<Value>(_ body: (_ url: String, _ schema: String) async throws -> Value) async throws -> Value {
    guard let url = TestDatabase.postgresURL else { throw NoTestServer() }
    let schema = "test_\(Unique.name())"
    try await PostgresAdministrator.shared.run("DROP SCHEMA IF EXISTS \(schema) CASCADE", at: url)
    try await PostgresAdministrator.shared.run("CREATE SCHEMA \(schema)", at: url)
    let result: Result<Value, any Error>
    do { result = .success(try await body(url, schema)) } catch { result = .failure(error) }
    try await PostgresAdministrator.shared.run("DROP SCHEMA \(schema) CASCADE", at: url)
    return try result.get()
}

private func withSQLite<Value>(
    _ time: TimeMachine, _ ids: IDs, _ migrations: [Migration], _ body: (any Database) async throws -> Value
) async throws -> Value {
    try await withTemporaryFile(named: "test.db") { path in
        if !migrations.isEmpty {
            try await Data(Templates.shared.migrated(migrations)).write(to: URL(fileURLWithPath: path))
        }
        let database = try SQLiteDatabase(path: path, readers: 2, clock: time.clock, ids: ids)
        return try await closing(database, body)
    }
}

private func withPostgres<Value>(
    _ time: TimeMachine, _ ids: IDs, _ migrations: [Migration], _ body: (any Database) async throws -> Value
) async throws -> Value {
    guard let url = TestDatabase.postgresURL else { throw NoTestServer() }
    let template = try await PostgresTemplates.shared.migrated(migrations, at: url)
    let name = "qingting_test_\(Unique.name())"
    try await PostgresAdministrator.shared.run("CREATE DATABASE \(name) TEMPLATE \(template)", at: url)
    let result: Result<Value, any Error>
    do {
        let database = try await PostgresDatabase(
            url: PostgresTemplates.address(of: name, at: url), connections: 4, clock: time.clock, ids: ids,
            chance: SeededDice.chance(seed: 1))
        result = .success(try await closing(database, body))
    } catch {
        result = .failure(error)
    }
    try await PostgresAdministrator.shared.run("DROP DATABASE \(name) WITH (FORCE)", at: url)
    return try result.get()
}

private func closing<Value>(
    _ database: some Database, _ body: (any Database) async throws -> Value
) async throws -> Value {
    let result: Result<Value, any Error>
    do { result = .success(try await body(database)) } catch { result = .failure(error) }
    await database.close()
    return try result.get()
}
