import ArgumentParser

/// Which program this is.
struct VersionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "version", abstract: "Prints the version. 显示版本。")

    @OptionGroup var output: FormatOption

    func run() throws {
        switch output.format {
        case .text: Terminal.answer("qingting \(Qingting.version)")
        case .json: try Terminal.answer(json: ["version": Qingting.version])
        }
    }
}
