import ArgumentParser
import Database
import Desk
import Foundation
import Handbook
import Kernel
import Web

/// How a command ends that did not end well: what is said, and the exit code (sysexits.h).
enum Departure {
    /// Something was looked at and something was found, or the business said no: 1.
    case refused(String)
    /// The database, a file or a directory cannot be reached: 69.
    case unavailable(String)
    /// 78.
    case misconfigured(String)
    /// Whatever the argument parser has to say: help and versions (0), wrong usage (64), codes thrown by commands.
    case parser(any Error)

    init(_ error: any Error) {
        self =
            switch error {
            case let error as ConfigurationProblems: .misconfigured(error.description)
            case let error as Refused: .refused(error.sentence)
            case let error as Unavailable: .unavailable(error.sentence)
            case let error as PackProblems: .refused(error.description)
            case let error as Invalid: .refused(error.text)
            case let error as any Explainable: .refused(error.sentence(in: Terminal.language))
            case let error as MigrationRefusal: .unavailable(error.description)
            case let error as DatabaseError: .unavailable(error.description)
            default: .parser(error)
            }
    }

    func leave() -> Never {
        switch self {
        case .refused(let text): say(text, code: 1)
        case .unavailable(let text): say(text, code: 69)
        case .misconfigured(let text): say(text, code: 78)
        case .parser(let error): Qingting.exit(withError: error)
        }
    }

    private func say(_ text: String, code: Int32) -> Never {
        Terminal.remark(text)
        exit(code)
    }
}

/// The answer is no, in one sentence.
struct Refused: Error {
    let sentence: String

    init(_ sentence: String) { self.sentence = sentence }
}

/// Something that the command cannot do without is not there.
struct Unavailable: Error {
    let sentence: String

    init(_ sentence: String) { self.sentence = sentence }
}

extension Invalid {
    /// A line for each problem, by the name of what was given.
    fileprivate var text: String {
        problems.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: "\n")
    }
}
