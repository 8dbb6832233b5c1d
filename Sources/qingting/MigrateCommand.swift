import ArgumentParser
import Database
import Desk

/// Brings the schema up to this program's. `serve` does so by itself; this is for those who want it apart.
struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Brings the database's schema up to date. 更新数据库结构。",
        discussion: "All or nothing, in one transaction; two nodes that start at once wait for each other.")

    @OptionGroup var house: HouseOptions
    @OptionGroup var output: FormatOption

    @Flag(help: "Print the whole schema as SQL, in PostgreSQL spelling, and touch nothing.")
    var printSchema = false

    func run() async throws {
        if printSchema {
            Terminal.answer(Schema.migrations.map(\.sql).joined(separator: "\n\n"))
            return
        }
        let configuration = try house.configuration()
        let applied = try await OpenHouse.prepare(configuration) { _, applied in applied }
        switch output.format {
        case .text:
            let list = applied.map { "applied: \($0)" }
            Terminal.answer((list + ["\(configuration.store): up to date"]).joined(separator: "\n"))
        case .json: try Terminal.answer(json: ["applied": applied])
        }
    }
}

extension Migration {
    /// For people to read; what one engine alone is told stands in comments.
    fileprivate var sql: String {
        let alone = [("SQLite", onlySQLite), ("PostgreSQL", onlyPostgres)].flatMap { engine, statements in
            statements.map { statement in
                "-- \(engine) only:\n" + statement.split(separator: "\n").map { "--   \($0)" }.joined(separator: "\n")
            }
        }
        return (["-- \(name)"] + statements.map { "\($0);" } + alone).joined(separator: "\n\n")
    }
}
