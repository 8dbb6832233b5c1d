import ArgumentParser
import Database
import Desk
import Foundation
import Handbook
import Kernel

/// The people of a house, for whoever runs its machine: the first sign-in, and the door when nobody else can open it.
struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user",
        abstract: "Founds units and opens the door to people. 建立单位、管理账号。",
        discussion: """
            A new house begins with a unit and a person in it:

              qingting user unit --code hq --name 客服部 --kind headquarters --handbook chain-retail
              qingting user add wang --name 王芳 --post <post> --unit hq

            Every act is recorded like those of the pages. Posts are those of the unit's handbook.
            """,
        subcommands: [Add.self, List.self, ResetPassword.self, Deactivate.self, Appoint.self, FoundUnit.self])

    /// A command here is often the first of a new house, so it brings the schema up to date.
    fileprivate static func use<Value: Sendable>(
        _ house: HouseOptions, _ body: (StaffConsole) async throws -> Value
    ) async throws -> Value {
        try await OpenHouse.prepare(house.configuration()) { database, _ in try await body(StaffConsole(database)) }
    }

    fileprivate static func answer(
        _ given: StaffConsole.Given, _ house: HouseOptions, _ output: FormatOption
    ) throws {
        switch output.format {
        case .text:
            Terminal.answer("\(given.account)  \(given.password)")
            let hours = try house.configuration().firstPassword.milliseconds / 3_600_000
            Terminal.remark(
                "This password opens the door once, within \(hours) hours; it is shown here and nowhere kept.")
        case .json: try Terminal.answer(json: given)
        }
    }
}

extension UserCommand {
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Adds a person and prints the first password. 新增人员。")

        @Argument(help: "The account to sign in with.")
        var account: String

        @Option(help: "The person's name.")
        var name: String

        @Option(help: "Code of the post, as the handbook has it.")
        var post: String

        @Option(help: "Code of the unit.")
        var unit: String

        @Option(help: "Telephone number.")
        var phone: String?

        @Option(help: ArgumentHelp("Language of the screens.", valueName: "zh-CN|en"), transform: Self.language)
        var language: Language = .chinese

        @OptionGroup var house: HouseOptions
        @OptionGroup var output: FormatOption

        private static func language(_ text: String) throws -> Language {
            guard let language = Language(rawValue: text) else {
                throw ValidationError("the screens speak zh-CN and en")
            }
            return language
        }

        func run() async throws {
            let zone = try house.configuration().zone
            let given = try await UserCommand.use(house) { console in
                try await console.add(
                    account: account, name: name, phone: phone, language: language, post: post, unit: unit, zone: zone)
            }
            try UserCommand.answer(given, house, output)
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists people and their posts. 人员列表。")

        @Argument(help: "Part of a name or an account.")
        var text = ""

        @Flag(help: "Those who have left as well.")
        var all = false

        @OptionGroup var house: HouseOptions
        @OptionGroup var output: FormatOption

        func run() async throws {
            let people = try await OpenHouse.use(house.configuration()) { database in
                try await StaffConsole(database).list(matching: text, includingLeft: all)
            }
            switch output.format {
            case .text: Terminal.answer(people.map(\.text).joined(separator: "\n"))
            case .json: try Terminal.answer(json: people)
            }
        }
    }

    struct ResetPassword: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints a password that opens the door once. 重置密码。")

        @Argument(help: "The account.")
        var account: String

        @OptionGroup var house: HouseOptions
        @OptionGroup var output: FormatOption

        func run() async throws {
            let given = try await UserCommand.use(house) { try await $0.resetPassword(account: account) }
            try UserCommand.answer(given, house, output)
        }
    }

    struct Deactivate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Ends a person's posts and sessions; the record stays. 停用账号。")

        @Argument(help: "The account.")
        var account: String

        @OptionGroup var house: HouseOptions

        func run() async throws {
            try await UserCommand.use(house) { try await $0.deactivate(account: account) }
            Terminal.answer("\(account) signs in no more")
        }
    }

    struct Appoint: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Gives a person a post in a unit. 安排任职。")

        @Argument(help: "The account.")
        var account: String

        @Option(help: "Code of the post, as the handbook has it.")
        var post: String

        @Option(help: "Code of the unit.")
        var unit: String

        @OptionGroup var house: HouseOptions

        func run() async throws {
            try await UserCommand.use(house) { try await $0.appoint(account: account, post: post, unit: unit) }
            Terminal.answer("\(account) is \(post) in \(unit)")
        }
    }

    struct FoundUnit: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "unit",
            abstract: "Founds a unit; the topmost one names its handbook. 建立单位。",
            discussion: "A handbook that is not in force here yet is taken from its pack on the shelf.")

        @Option(help: "Short and unique, for imports and commands.")
        var code: String

        @Option(help: "Its name.")
        var name: String

        @Option(help: ArgumentHelp("What it is.", valueName: StaffConsole.unitKinds.joined(separator: "|")))
        var kind: String

        @Option(help: "Code of the unit above it.")
        var parent: String?

        @Option(help: "Code of the handbook it works by; left out, that of the unit above.")
        var handbook: String?

        @OptionGroup var house: HouseOptions

        func run() async throws {
            let configuration = try house.configuration()
            try await OpenHouse.prepare(configuration) { database, _ in
                if let handbook {
                    let shelf = PackShelf(directory: URL(fileURLWithPath: configuration.packs))
                    try await database.installHandbook(handbook, from: shelf)
                }
                try await StaffConsole(database).foundUnit(
                    code: code, name: name, kind: kind, parent: parent, handbook: handbook)
            }
            Terminal.answer("\(code) \(name)")
        }
    }
}

extension StaffConsole.Line {
    fileprivate var text: String {
        "\(account)  \(name)  \(posts.joined(separator: ", "))\(isActive ? "" : "  (left)")"
    }
}
