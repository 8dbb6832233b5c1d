import Foundation
import Handbook
import Testing

/// The packs of the product, found from where this file lies.
enum Shelf {
    static let names = ["base", "chain-retail", "game-support", "property", "software-support", "supermarket"]

    static let packs = PackShelf(
        directory: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Handbooks"))

    static func handbook(_ name: String) throws -> Handbook { try packs.handbook(name) }
}

/// A small handbook for trying out one clause at a time. Its clauses begin on line 10.
enum Trial {
    static let steps = "steps: [accept, judge, investigate, propose, decide, implement, confirm, visit, summarise]"

    static let head = """
        handbook: trial
        document: {title: 试行手册, number: T-1, version: "1", effective: 2026-01-01}
        calendar: {week: {mon-fri: "09:00-18:00"}}
        \(steps)
        posts:
          manager: {title: 经理, permissions: [case.work, case.decide, attestation.give], duty-supervisor: true}
          clerk: {title: 专员, superior: manager, permissions: [case.work]}
        chapters: {"1": 总则}
        clauses:

        """

    /// A pack with these lines for clauses.
    static func pack(_ clauses: String...) -> String { head + clauses.joined(separator: "\n") + "\n" }

    /// A pack in which one line of the head reads differently.
    static func pack(_ line: String, instead: String) -> String {
        head.replacing(line, with: instead) + "  - {no: \"1.1\", text: 正文}\n"
    }

    /// Reads a pack together with the packs it may extend.
    static func read(_ pack: String, among others: [String: String] = [:]) throws -> Handbook {
        try Handbook(Pack(PackText(file: "trial.yaml", text: pack))) { name in
            try others[name].map { try PackText(file: "\(name).yaml", text: $0) }
        }
    }

    /// What a pack is refused for; nothing if it is read.
    static func problems(_ pack: String, among others: [String: String] = [:]) throws -> [PackProblem] {
        do {
            _ = try read(pack, among: others)
            return []
        } catch let refusal as PackProblems {
            return refusal.problems
        }
    }
}

/// Holds that the pack is refused for this reason at this place, and for no other.
func expectRefusal(
    _ pack: String, among others: [String: String] = [:], at place: String, because reason: String,
    sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let problems = try Trial.problems(pack, among: others)
    #expect(problems.count == 1, "\(problems)", sourceLocation: sourceLocation)
    let problem = try #require(problems.first, sourceLocation: sourceLocation)
    #expect("\(problem.file):\(problem.line)" == place, sourceLocation: sourceLocation)
    #expect(problem.sentence.contains(reason), "\(problem.sentence)", sourceLocation: sourceLocation)
}
