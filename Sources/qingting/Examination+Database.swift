import Database
import Desk
import Foundation
import Kernel

extension Examination {
    /// Looks without changing anything: a file that is not there is not made.
    static func database(_ configuration: Configuration, in world: RealWorld) async -> [Finding] {
        if case .file(let path) = configuration.store, !FileManager.default.fileExists(atPath: path) {
            return [Finding("database", .warn, "\(path) is not there yet; `qingting serve` makes it")]
        }
        do {
            let database = try await OpenHouse.open(configuration, in: world)
            let findings = await examine(database)
            await database.close()
            return findings
        } catch { return [Finding("database", .fail, String(describing: error))] }
    }

    private static func examine(_ database: any Database) async -> [Finding] {
        do {
            let server = try await database.read { tx in try tx.describeServer() }
            let schema = try await schema(of: database)
            guard schema.grade == .ok else { return server + [schema] }
            let latest = try await database.read { tx in
                try tx.execute("SELECT MAX(at) AS latest FROM event").first?.instant(ifPresent: "latest")
            }
            let condition = try await HouseCondition(of: database)
            return server + [schema, clock(latest, condition.readAt), try await waitingForScan(database)]
                + (try await mailboxes(database))
                + condition.findings
        } catch { return [Finding("database", .fail, String(describing: error))] }
    }

    private static func schema(of database: any Database) async throws -> Finding {
        let applied = try await database.appliedMigrations()
        let known = Schema.migrations.map(\.name)
        if let stranger = applied.first(where: { !known.contains($0) }) {
            return Finding("schema", .fail, "'\(stranger)' was applied by a newer program; start that one")
        }
        let missing = known.filter { !applied.contains($0) }
        return missing.isEmpty
            ? Finding("schema", .ok, "\(applied.count) migrations applied")
            : Finding("schema", .fail, "lacks \(missing.joined(separator: ", ")); run `qingting migrate`")
    }

    private static func clock(_ latest: Instant?, _ now: Instant) -> Finding {
        guard let latest, latest > now + .seconds(5) else {
            return Finding("events", .ok, latest.map { "the last one at \($0.iso(in: .utc))" } ?? "none yet")
        }
        return Finding(
            "events", .fail, "the last one lies in the future (\(latest.iso(in: .utc))): a clock is or was wrong")
    }
}

extension HouseCondition {
    fileprivate var findings: [Examination.Finding] {
        let ailing = chores.filter(\.needsAttention).map { chore in
            Examination.Finding("chores", .warn, "\(chore.name): \(chore.lastError ?? "nobody runs it")")
        }
        return [
            unsealed == 0
                ? .init("event chain", .ok, "head \(head)")
                : .init("event chain", .ok, "\(unsealed) events wait for their seal"),
            outbox.dead == 0
                ? .init("outbox", .ok, "\(outbox.waiting) messages wait")
                : .init(
                    "outbox", .warn,
                    "\(outbox.dead) messages were given up (`qingting outbox list`), \(outbox.waiting) wait"),
        ] + (ailing.isEmpty ? [.init("chores", .ok, "\(chores.count) in the timetable")] : ailing)
    }
}

extension Transaction {
    fileprivate func describeServer() throws -> [Examination.Finding] {
        switch engine {
        case .sqlite:
            let version = try execute("SELECT sqlite_version() AS version").first?.text("version") ?? "?"
            return [.init("database", .ok, "SQLite \(version)")]
        case .postgres:
            return try describePostgres()
        }
    }

    /// Text must sort as on SQLite (by code point), and `lower` must know more letters than those of ASCII.
    private func describePostgres() throws -> [Examination.Finding] {
        let row = try execute(
            """
            SELECT current_setting('server_version') AS version, CAST(datcollate AS TEXT) AS collation,
                   CAST(datctype AS TEXT) AS letters,
                   CAST(floor(extract(epoch FROM clock_timestamp()) * 1000) AS BIGINT) AS clock
            FROM pg_database WHERE datname = current_database()
            """
        ).first
        guard let row else { return [.init("database", .fail, "the server does not know its own database")] }
        let collation = try row.text("collation")
        let letters = try row.text("letters")
        let plain = ["C", "POSIX", "C.UTF-8", "C.utf8"]
        let away = abs((try row.instant("clock") - now).milliseconds)
        return [
            .init("database", .ok, "PostgreSQL \(try row.text("version"))"),
            plain.contains(collation)
                ? .init("collation", .ok, collation)
                : .init(
                    "collation", .warn, "\(collation) has an order of its own; create the database with LC_COLLATE 'C'"),
            ["C", "POSIX"].contains(letters)
                ? .init("letters", .warn, "\(letters) knows only ASCII; create the database with LC_CTYPE 'C.UTF-8'")
                : .init("letters", .ok, letters),
            away > 2000
                ? .init("server clock", .warn, "\(away) ms away from this machine's")
                : .init("server clock", .ok, "\(away) ms away"),
        ]
    }
}
