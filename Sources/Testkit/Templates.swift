import Database
import Foundation
import Kernel
import Synchronization

/// Migrated SQLite files, made once per list of migrations and handed out as copies.
actor Templates {
    static let shared = Templates()

    private var made: [(migrations: [Migration], file: Task<Data, any Error>)] = []

    func migrated(_ migrations: [Migration]) async throws -> Data {
        if let template = made.first(where: { $0.migrations == migrations }) { return try await template.file.value }
        let file = Task { try await migratedFile(migrations) }
        made.append((migrations, file))
        return try await file.value
    }
}

private func migratedFile(_ migrations: [Migration]) async throws -> Data {
    try await withTemporaryFile(named: "template.db") { path in
        let time = TimeMachine()
        let database = try SQLiteDatabase(path: path, readers: 1, clock: time.clock, ids: .counting())
        try await database.migrate(migrations)
        // The last connection to close moves everything from the log into the file.
        await database.close()
        return try Data(contentsOf: URL(fileURLWithPath: path))
    }
}

/// Names that no other test of this run, and no other run on this machine, bears.
enum Unique {
    private static let count = Mutex(0)

    static func name() -> String {
        let number = count.withLock { count in
            count += 1
            return count
        }
        return "\(ProcessInfo.processInfo.processIdentifier)_\(number)"
    }
}
