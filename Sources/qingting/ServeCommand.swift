import ArgumentParser

/// Opens the house.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serves the department to people's browsers. 启动服务。",
        discussion: """
            Brings the schema up to date, then serves until SIGTERM or SIGINT and stops within five seconds (after \
            --leaving-seconds, in which a balancer hears that this node goes). Settings come from flags, from \
            QINGTING_… in the environment, or from a file. Several nodes may serve one PostgreSQL; one SQLite file has \
            one node.
            """)

    @OptionGroup var house: HouseOptions
    @OptionGroup var server: ServerOptions

    func run() async throws {
        try await House.start(house.configuration(and: server.flags))
    }
}
