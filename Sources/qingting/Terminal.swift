import ArgumentParser
import Foundation
import Kernel

/// Answers go to the standard output, in the form that was asked for; remarks go beside it.
enum Terminal {
    /// Sentences of the catalogue come in the language of the terminal: Chinese where `LC_ALL`, `LC_MESSAGES` or
    /// `LANG` begins with `zh`.
    static let language: Language = {
        let environment = ProcessInfo.processInfo.environment
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        return locale?.hasPrefix("zh") == true ? .chinese : .english
    }()

    /// Whole and at once, even into a pipe: whoever waits for an address must not wait for a full buffer.
    static func answer(_ text: String) {
        FileHandle.standardOutput.write(Data((text.hasSuffix("\n") ? text : "\(text)\n").utf8))
    }

    /// Keys in order, so that two answers can be compared.
    static func answer(json value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        answer(String(decoding: try encoder.encode(value), as: UTF8.self))
    }

    static func remark(_ text: String) {
        FileHandle.standardError.write(Data("\(text)\n".utf8))
    }
}

/// How a command answers.
enum Format: String, CaseIterable, ExpressibleByArgument {
    case text
    case json
}

struct FormatOption: ParsableArguments {
    @Option(help: ArgumentHelp("How to answer.", valueName: "text|json"))
    var format: Format = .text
}
