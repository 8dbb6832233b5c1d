import ArgumentParser
import Desk
import Foundation
import Handbook

/// Reads handbook packs and says everything that is wrong with them, by file and line.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Checks handbook packs, file by file and line by line. 检查手册包。",
        discussion: """
            A pack is named as it stands on the shelf (`chain-retail`) or by the path of its file. Without a name all \
            packs of the shelf are checked. Ends with 1 when something is wrong.
            """)

    @Argument(help: "Names of packs, or paths of their files.")
    var packs: [String] = []

    @Option(name: .customLong("packs"), help: ArgumentHelp("Directory of the handbook packs.", valueName: "directory"))
    var shelf: String?

    @Flag(help: "List every rule a clause may have, with its numbers.")
    var rules = false

    @OptionGroup var output: FormatOption

    func run() throws {
        if rules { return try listRules() }
        let shelf = Installation.shelf(at: self.shelf)
        let verdicts = try (packs.isEmpty ? names(on: shelf) : packs).map { Verdict(of: $0, on: shelf) }
        switch output.format {
        case .text: Terminal.answer(verdicts.map(\.text).joined(separator: "\n"))
        case .json: try Terminal.answer(json: verdicts)
        }
        if verdicts.contains(where: { !$0.problems.isEmpty }) { throw ExitCode(1) }
    }

    private func names(on shelf: PackShelf) throws -> [String] {
        do {
            let names = try shelf.names()
            guard !names.isEmpty else { throw Unavailable("there are no packs in \(shelf.directory.path)") }
            return names
        } catch let error as CocoaError {
            throw Unavailable("\(shelf.directory.path): \(error.localizedDescription)")
        }
    }

    private func listRules() throws {
        switch output.format {
        case .text: Terminal.answer(RuleEntry.all.map { "\($0.rule)  \($0.numbers)" }.joined(separator: "\n"))
        case .json: try Terminal.answer(json: RuleEntry.all)
        }
    }
}

/// What came out for one pack.
private struct Verdict: Encodable {
    struct Problem: Encodable {
        let file: String
        let line: Int
        let sentence: String
    }

    struct Cover: Encodable {
        let code: String
        let title: String
        let version: String
        let clauses: Int
        let posts: Int
    }

    let pack: String
    let handbook: Cover?
    let problems: [Problem]

    init(of pack: String, on shelf: PackShelf) {
        self.pack = pack
        do {
            let isFile = pack.contains("/") || pack.hasSuffix(".yaml") || pack.hasSuffix(".yml")
            let handbook = try isFile ? shelf.handbook(at: URL(fileURLWithPath: pack)) : shelf.handbook(pack)
            self.handbook = Cover(
                code: handbook.code, title: handbook.document.title, version: handbook.document.version,
                clauses: handbook.clauses.count, posts: handbook.posts.count)
            problems = []
        } catch let found as PackProblems {
            handbook = nil
            problems = found.problems.map { Problem(file: $0.file, line: $0.line, sentence: $0.sentence) }
        } catch {
            handbook = nil
            problems = [Problem(file: pack, line: 1, sentence: "无法读取。It cannot be read.")]
        }
    }

    var text: String {
        if let handbook {
            return "\(handbook.code) \(handbook.version) \(handbook.title): \(handbook.clauses) clauses, "
                + "\(handbook.posts) posts, no problems"
        }
        return problems.map { "\($0.file):\($0.line): \($0.sentence)" }.joined(separator: "\n")
    }
}
