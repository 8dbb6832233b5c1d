import ArgumentParser
import Foundation

/// The command line: one file a command, each a thin coat over functions that pages and tests call as well.
struct Qingting: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "qingting",
        abstract: "Runs a customer-service department by its own handbook. 按手册运行的客服部门。",
        discussion: """
            Exit codes: 0 done, nothing found · 1 findings, or refused · 64 wrong usage · 69 something needed cannot \
            be reached · 78 wrong configuration.
            """,
        version: version,
        subcommands: [
            ServeCommand.self, DemoCommand.self, CheckCommand.self, RehearseCommand.self, AdherenceCommand.self,
            AuditCommand.self, DoctorCommand.self, UserCommand.self, OutboxCommand.self,
            BackupCommand.self,
            StaffingCommand.self,
            MigrateCommand.self, VersionCommand.self,
        ]
    )

    static let version = "0.1.0"

    /// Parses, runs, and turns whatever is thrown into a sentence and an exit code.
    static func start() async {
        // What this program writes (the database, copies, what comes in with a form) is nobody else's on the machine.
        umask(0o077)
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            Departure(error).leave()
        }
    }
}
