import Database
import Kernel

/// One connection that makes and drops the databases and schemas of all tests.
actor PostgresAdministrator {
    static let shared = PostgresAdministrator()

    private var connecting: Task<PostgresDatabase, any Error>?

    func run(_ statement: String, at url: String) async throws {
        let task =
            connecting
            ?? Task {
                try await PostgresDatabase(
                    url: url, connections: 1, clock: TimeMachine().clock, ids: .counting(), chance: { 0 })
            }
        connecting = task
        try await task.value.administer(statement)
    }
}
