import ArgumentParser
import Desk
import Foundation
import Handbook

/// Tries a handbook on a recorded past.
struct RehearseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rehearse",
        abstract: "Rehearses a handbook on a log of the past. 用历史记录试运行手册。",
        discussion: """
            The log is CSV with the columns record,event,at (actor and unit may follow); events are reported, accepted, \
            first_reply, waiting, resumed, completed, reopened; times are ISO 8601, without offset in the handbook's \
            zone. Answers, clause by clause, how often it would have applied, been kept and been missed.
            """)

    @Option(help: ArgumentHelp("Name of a pack on the shelf, or the path of its file.", valueName: "pack"))
    var handbook: String

    @Option(help: ArgumentHelp("The log; - reads the standard input.", valueName: "file"))
    var log: String

    @Option(help: ArgumentHelp("Directory of the handbook packs.", valueName: "directory"))
    var packs: String?

    @OptionGroup var output: FormatOption

    /// A log of five million lines has about this size, in bytes.
    private static let longest = 1 << 30

    func run() throws {
        let shelf = Installation.shelf(at: packs)
        let isFile = handbook.contains("/") || handbook.hasSuffix(".yaml") || handbook.hasSuffix(".yml")
        let parsed = try isFile ? shelf.handbook(at: URL(fileURLWithPath: handbook)) : shelf.handbook(handbook)
        do {
            let report = try Rehearsal(handbook: parsed).run(bytes())
            switch output.format {
            case .text: Terminal.answer(report.text(Terminal.language))
            case .json: Terminal.answer(report.json())
            }
        } catch let refusal as Rehearsal.Refusal {
            throw Refused(refusal.sentence(in: Terminal.language))
        }
    }

    private func bytes() throws -> [UInt8] {
        var isDirectory: ObjCBool = false
        if FileManager.default.fileExists(atPath: log, isDirectory: &isDirectory), isDirectory.boolValue {
            throw Unavailable("\(log): this is a directory; name the file of the log")
        }
        let handle = log == "-" ? FileHandle.standardInput : FileHandle(forReadingAtPath: log)
        guard let handle else { throw Unavailable("\(log): the file cannot be opened") }
        do {
            let bytes = try handle.read(upToCount: Self.longest + 1) ?? Data()
            guard bytes.count <= Self.longest else { throw Refused("\(log): the log is larger than 1 GiB") }
            return Array(bytes)
        } catch let error as CocoaError {
            throw Unavailable("\(log): \(error.localizedDescription)")
        }
    }
}
