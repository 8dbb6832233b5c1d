import ArgumentParser
import Desk
import Kernel

/// Looks at everything the house stands on, and says what is well and what is not.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Examines configuration, database, machine and files. 体检：配置、数据库、机器与文件。",
        discussion: "Changes nothing. Ends with 1 when something fails; warnings end with 0.")

    @OptionGroup var house: HouseOptions
    @OptionGroup var server: ServerOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
        let settings = try house.settings(and: server.flags)
        let configuration = try house.configuration(and: server.flags)
        let world = RealWorld()
        let findings =
            Examination.settings(settings, configuration)
            + Examination.machine(configuration, clock: world.clock)
            + Examination.files(configuration)
            + Examination.rights(configuration)
            + (await Examination.attachments(configuration))
            + (await Examination.database(configuration, in: world))
        switch output.format {
        case .text: Terminal.answer(findings.map(\.text).joined(separator: "\n"))
        case .json: try Terminal.answer(json: findings)
        }
        if findings.contains(where: { $0.grade == .fail }) { throw ExitCode(1) }
    }
}

/// The parts of the examination stand in files of their own: `Examination+Machine.swift` and so on.
enum Examination {
    /// One thing looked at.
    struct Finding: Encodable, Equatable {
        enum Grade: String, Encodable {
            /// for reading only
            case info
            case ok
            /// runs, and somebody should look at it
            case warn
            case fail
        }

        let name: String
        let grade: Grade
        let sentence: String

        init(_ name: String, _ grade: Grade, _ sentence: String) {
            self.name = name
            self.grade = grade
            self.sentence = sentence
        }

        var text: String {
            "\(grade.rawValue)\(String(repeating: " ", count: 5 - grade.rawValue.count))\(name): \(sentence)"
        }
    }
}
