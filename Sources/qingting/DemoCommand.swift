import ArgumentParser
import Desk

/// A department to look at: the house with a pack, people and a month of history.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Serves a demo department with a month of history. 启动演示部门。",
        discussion: "Everything lies in a data directory of its own; remove it to begin again.")

    @Option(help: ArgumentHelp("Whose handbook the department works by.", valueName: "name"))
    var pack = "chain-retail"

    @OptionGroup var house: HouseOptions
    @OptionGroup var server: ServerOptions

    func run() async throws {
        var flags = server.flags
        if house.data == nil { flags[.data] = ".data/demo-\(pack)" }
        try await House.start(house.configuration(and: flags))
    }
}
