import ArgumentParser
import Desk
import Kernel

/// How the clauses were kept: the report of the page, for the terminal and for other programs.
struct AdherenceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "adherence",
        abstract: "Reports how the clauses were kept. 条款执行率报表。",
        discussion: """
            Without days, of the last thirty. Reads the database and asks for no right: it is for whoever runs the house.
            """)

    @Option(help: ArgumentHelp("Code of the handbook.", valueName: "code"))
    var handbook: String

    @Option(help: ArgumentHelp("First day.", valueName: "2026-01-01"), transform: Self.day)
    var from: Day?

    @Option(help: ArgumentHelp("Last day, counted in.", valueName: "2026-01-31"), transform: Self.day)
    var to: Day?

    @Option(help: ArgumentHelp("What a line stands for.", valueName: "clause|unit|person|week"))
    var by: AdherenceReport.Grouping = .clause

    @OptionGroup var house: HouseOptions
    @OptionGroup var output: FormatOption

    private static func day(_ text: String) throws -> Day {
        guard let day = Day(iso: text) else { throw ValidationError("'\(text)' is no day; write 2026-01-31") }
        return day
    }

    func validate() throws {
        if let from, let to, to < from { throw ValidationError("the last day lies before the first") }
    }

    func run() async throws {
        let (code, from, to, by) = (handbook, from, to, by)
        let report: AdherenceReport
        do {
            report = try await OpenHouse.use(house.configuration()) { database in
                try await database.adherenceReport(of: code, from: from, to: to, by: by)
            }
        } catch is NoHandbookInForce {
            throw Refused("no handbook '\(code)' is in force here")
        }
        switch output.format {
        case .text: Terminal.answer(report.text(Terminal.language))
        case .json: Terminal.answer(report.json())
        }
    }
}

extension AdherenceReport.Grouping: ExpressibleByArgument {}
