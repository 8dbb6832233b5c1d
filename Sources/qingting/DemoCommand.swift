import ArgumentParser
import Desk
import Foundation
import Handbook

/// A department to look at: the house with a pack, people and a month of history.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Serves a demo department with a month of history. 启动演示部门。",
        discussion: "Everything lies in a data directory of its own; remove it to begin again.")

    @Option(help: ArgumentHelp("Whose handbook the department works by.", valueName: "name"))
    var pack = "chain-retail"

    @Flag(help: "Serve it beyond this machine, though everybody knows the password.")
    var openToNetwork = false

    @OptionGroup var house: HouseOptions
    @OptionGroup var server: ServerOptions

    func run() async throws {
        var flags = server.flags
        if house.data == nil { flags[.data] = ".data/demo-\(pack)" }
        let configuration = try house.configuration(and: flags)
        guard configuration.isForThisMachine || openToNetwork else { throw Refused(Self.knownPassword) }
        try await play(configuration)
        try greet(configuration)
        try await House.start(configuration)
    }

    /// All accounts of a demo have one password, and it is printed in our own documents.
    private static let knownPassword = """
        演示部门的密码人人知道，所以只在本机提供服务。确要让别的机器访问，请加上 --open-to-network，并且不要放入真实数据。
        Everybody knows the password of a demo, so it serves this machine alone. Say --open-to-network if others shall \
        reach it all the same, and keep real data out of it.
        """

    /// The month before this minute, once: a demo that has been played is opened as it was left.
    private func play(_ configuration: Configuration) async throws {
        let world = RealWorld()
        let now = world.clock()
        let clock = SimulatedClock(DemoHistory.beginning(before: now))
        try await OpenHouse.prepare(configuration, in: world.telling(clock.clock)) { database, _ in
            guard try await !DemoDepartment.isHere(in: database) else { return }
            Terminal.remark("playing a month of work under \(pack); this takes a moment …")
            let shelf = PackShelf(directory: URL(fileURLWithPath: configuration.packs))
            let summary = try await DemoHistory.play(pack, from: shelf, into: database, clock: clock, until: now)
            try await DemoHistory.openFloor(pack, in: database)
            Terminal.remark("\(summary.organisation): \(summary.cases) cases, \(summary.obligations) obligations")
        }
    }

    /// Address and sign-ins, before the first request is answered.
    private func greet(_ configuration: Configuration) throws {
        let url = configuration.publicURL ?? "http://\(configuration.host):\(configuration.port)"
        Terminal.answer("\n演示部门 Demo department: \(url)\n密码 Password: \(DemoDepartment.password)\n")
        let shelf = PackShelf(directory: URL(fileURLWithPath: configuration.packs))
        for person in try DemoDepartment.accounts(of: pack, from: shelf) {
            Terminal.answer("  \(person.account)\t\(person.name) \(person.post)")
        }
        Terminal.answer("")
    }
}
