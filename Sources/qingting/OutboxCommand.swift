import ArgumentParser
import Desk

/// What was to leave the house and could not.
struct OutboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outbox",
        abstract: "Shows what could not be delivered, and has it tried again. 查看并重发未送达的消息。",
        subcommands: [List.self, Revive.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists the messages given up, the oldest first. 列出已放弃的消息。")

        @OptionGroup var house: HouseOptions
        @OptionGroup var output: FormatOption

        func run() async throws {
            let lines = try await OpenHouse.use(house.configuration()) { try await OutboxConsole($0).givenUp() }
            switch output.format {
            case .text:
                Terminal.answer(lines.isEmpty ? "nothing was given up" : lines.map(\.text).joined(separator: "\n"))
            case .json: try Terminal.answer(json: lines)
            }
        }
    }

    struct Revive: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Gives a message, or all of them, another ten attempts. 重新投递。",
            discussion: "Ends with 1 where the named message was not given up.")

        @Argument(help: "The message, as `outbox list` names it; left out, all of them.")
        var id: String?

        @Flag(help: "All that were given up.")
        var all = false

        @OptionGroup var house: HouseOptions

        func validate() throws {
            guard (id != nil) != all else { throw ValidationError("name one message, or say --all") }
        }

        func run() async throws {
            let count = try await OpenHouse.use(house.configuration()) { try await OutboxConsole($0).revive(id) }
            Terminal.answer("\(count) tried again")
            if id != nil, count == 0 { throw ExitCode(1) }
        }
    }
}

extension OutboxConsole.Line {
    fileprivate var text: String { "\(id)  \(kind)  \(createdAt)  \(attempts) attempts  \(lastError)" }
}
