package import Database
import Kernel

/// What `qingting outbox …` does: whoever runs the machine looks at what could not be delivered, and has it tried again.
package struct OutboxConsole: Sendable {
    private let database: any Database

    package init(_ database: any Database) { self.database = database }

    /// A message that was given up after its last attempt.
    package struct Line: Equatable, Sendable, Encodable {
        package let id: String
        package let kind: String
        package let createdAt: String
        package let attempts: Int
        package let lastError: String
    }

    /// Those given up, the oldest first, at most 200; nothing of their content, which may be personal.
    package func givenUp() async throws -> [Line] {
        try await database.read { tx in
            try tx.outbox.deadLetters().map { message in
                Line(
                    id: message.id.rawValue, kind: message.kind, createdAt: message.createdAt.iso(in: .utc),
                    attempts: message.attempts, lastError: message.lastError ?? "")
            }
        }
    }

    /// Has one tried again from the start, or all; answers how many there were to try.
    package func revive(_ id: String?) async throws -> Int {
        try await database.write { tx in
            if let id { return try tx.outbox.revive(OutboxMessage.ID(id)) ? 1 : 0 }
            return try tx.outbox.reviveAll()
        }
    }
}
