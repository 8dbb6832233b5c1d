import Database
import Desk

extension Examination {
    /// Mailboxes that cannot be fetched, by name: their letters wait outside, and their clocks run.
    static func mailboxes(_ database: any Database) async throws -> [Finding] {
        let (count, troubles) = try await database.read { tx in try tx.mailboxTroubles() }
        guard !troubles.isEmpty else { return [Finding("mailboxes", .ok, "\(count) are fetched")] }
        return troubles.map { Finding("mailboxes", .fail, "cannot fetch \($0)") }
    }
}
