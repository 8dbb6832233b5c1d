import ArgumentParser
import Database
import Desk
import Foundation
import Kernel

/// Copies the house while it is open, and believes in the copy only after it has looked at it.
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copies the database while it is in use, and examines the copy. 在线备份并核对。",
        discussion: """
            SQLite only: one consistent copy of the last commit, compacted; nobody is stopped. Then the copy is opened as a \
            restored one would be: the engine's own check, every foreign key, the whole chain of events, which must hold the \
            head of the house as it was when the copy began; and the house must hold the head of the copy. Ends with 1 when \
            something is wrong, and says the rows of the tables. To restore, put the file in place of qingting.sqlite in \
            the data directory. A PostgreSQL is copied by its own tools (docs/operations.md).
            """)

    @Option(help: ArgumentHelp("The file to write; it must not be there yet.", valueName: "file"))
    var to: String

    @OptionGroup var house: HouseOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
        let configuration = try house.configuration()
        guard case .file = configuration.store else {
            throw Refused("a PostgreSQL is copied by its own tools: pg_dump --format=custom, or pg_basebackup")
        }
        guard !FileManager.default.fileExists(atPath: to) else { throw Refused("\(to) is there already") }
        let report = try await OpenHouse.use(configuration) { house in
            guard let house = house as? SQLiteDatabase else { throw Refused("this is no SQLite file") }
            return try await Backup.make(of: house, at: to)
        }
        switch output.format {
        case .text: Terminal.answer(report.text)
        case .json: try Terminal.answer(json: report)
        }
        if !report.findings.isEmpty { throw ExitCode(1) }
    }
}

/// What a copy came to.
struct Backup: Encodable {
    let head: String
    let events: Int
    /// rows by table
    let rows: [String: Int64]
    let findings: [String]

    static func make(of house: SQLiteDatabase, at path: String) async throws -> Backup {
        let before = try await house.chainHead()
        try await house.backUp(to: path)
        // Whoever reads what customers complain about reads it in the house.
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        let world = RealWorld()
        let copy = try SQLiteDatabase(path: path, clock: world.clock, ids: world.ids)
        let report = try await AuditVerification(copy).run(expecting: before)
        let condition = try await copy.condition()
        await copy.close()
        let whole = try await AuditVerification(house).run(expecting: report.head)
        return Backup(
            head: report.head.description, events: report.seals, rows: condition.rows,
            findings: condition.findings.map { "the copy: \($0)" }
                + report.findings.map { "the copy: \($0.sentence(in: Terminal.language))" }
                + whole.findings.map { "the house: \($0.sentence(in: Terminal.language))" })
    }

    var text: String {
        let lines = rows.sorted { $0.key < $1.key }.filter { $0.value > 0 }.map { "  \($0.key)  \($0.value)" }
        let verdict = findings.isEmpty ? "the copy is whole" : findings.joined(separator: "\n")
        return (lines + ["\(events) events sealed, head \(head): \(verdict)"]).joined(separator: "\n")
    }
}
