import ArgumentParser
import Foundation
import Kernel
import Mathematics

/// How many agents a half hour of calls needs.
struct StaffingCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "staffing",
        abstract: "Tells how many agents so many calls need. 按来电量计算所需坐席。",
        discussion: """
            For instance: qingting staffing --calls 100 --interval 30m --aht 180s --target 80/20
            Callers wait as long as it takes (Erlang C), or hang up after --patience on average (Erlang A). Times are \
            written 30m, 180s, 1h; shares in per cent.
            """)

    @Option(help: ArgumentHelp("Calls offered in the interval.", valueName: "100"))
    var calls: String?

    @Option(help: ArgumentHelp("Length of the interval.", valueName: "30m"))
    var interval: String?

    @Option(help: ArgumentHelp("Average handling time: talk, hold and work after the call.", valueName: "180s"))
    var aht: String?

    @Option(help: ArgumentHelp("Per cent to be answered / within so many seconds.", valueName: "80/20"))
    var target: String?

    @Option(help: ArgumentHelp("How long callers wait on average before they hang up.", valueName: "5m"))
    var patience: String?

    @Option(help: ArgumentHelp("Agents no busier than this.", valueName: "85"))
    var maxOccupancy: String?

    @Option(help: ArgumentHelp("No more callers than this may hang up.", valueName: "5"))
    var maxAbandonment: String?

    @Option(help: ArgumentHelp("Share of paid time away from the desk.", valueName: "30"))
    var shrinkage: String?

    @OptionGroup var output: FormatOption

    func run() throws {
        let language = Terminal.language
        let question = try StaffingQuestion(
            .init(
                calls: calls, interval: interval, handling: aht, target: target, patience: patience,
                occupancy: maxOccupancy, abandonment: maxAbandonment, shrinkage: shrinkage),
            in: language)
        guard let staffing = Staffing(question.load, target: question.target, most: StaffingAnswer.mostAgents) else {
            throw Refused("--target: \(language(Sentence(.staffingImpossible, "\(StaffingAnswer.mostAgents)")))")
        }
        let answer = StaffingAnswer(staffing)
        switch output.format {
        case .text: Terminal.answer(answer.text(language))
        case .json: try Terminal.answer(json: answer.members)
        }
    }
}

/// The number, what callers then find, and what they would find with one, two or three agents fewer or more.
struct StaffingAnswer {
    static let mostAgents = 20_000
    private let staffing: Staffing
    private let neighbours: [(agents: Int, figures: QueueFigures?)]

    init(_ staffing: Staffing) {
        self.staffing = staffing
        neighbours = (max(1, staffing.agents - 3)...staffing.agents + 3).map {
            ($0, Staffing.figures(staffing.load, staffing.target, $0))
        }
    }

    struct Members: Encodable {
        let agents: Int
        let positions: Int
        let erlangs: Double
        let model: String
        let figures: QueueFigures
        /// Those who cannot keep up have no figures and are left out.
        let neighbours: [QueueFigures]
    }

    var members: Members {
        Members(
            agents: staffing.agents, positions: staffing.positions, erlangs: staffing.load.erlangs,
            model: staffing.target.patience == nil ? "erlang-c" : "erlang-a", figures: staffing.figures,
            neighbours: neighbours.compactMap(\.figures))
    }

    func text(_ t: Language) -> String {
        let (load, target) = (staffing.load, staffing.target)
        var lines = [
            t(.staffingNeeded, "\(staffing.agents)", plain(target.within), percent(staffing.figures.serviceLevel))
        ]
        if target.shrinkage > 0 {
            lines.append(t(.staffingPositions, percent(target.shrinkage), "\(staffing.positions)"))
        }
        lines.append(
            t(
                .staffingLoad, fixed(load.erlangs, 2), plain(load.interval), plain(load.calls), plain(load.handling)))
        lines.append(target.patience.map { t(.staffingByA, plain($0)) } ?? t(.staffingByC))
        lines.append("")
        return (lines + table(t)).joined(separator: "\n")
    }

    private func table(_ t: Language) -> [String] {
        let impatient = staffing.target.patience != nil
        let heads: [Word] =
            [.staffingAgents, .staffingLevel, .staffingWait, .staffingOccupancy, .staffingWaiting]
            + (impatient ? [.staffingAbandoned] : [])
        return ["  " + heads.map { right(t($0), 11) }.joined()]
            + neighbours.map { agents, figures in
                let mark = agents == staffing.agents ? "→ " : "  "
                guard let figures else { return mark + right("\(agents)", 11) + "  " + t(.staffingUnstable) }
                let cells =
                    [
                        "\(agents)", percent(figures.serviceLevel), "\(fixed(figures.averageWait, 1)) s",
                        percent(figures.occupancy), percent(figures.waitProbability),
                    ] + (impatient ? [percent(figures.abandonment)] : [])
                return mark + cells.map { right($0, 11) }.joined()
            }
    }

    /// On the right of a column; Han characters are two columns wide.
    private func right(_ text: String, _ width: Int) -> String {
        let columns = text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2E80 ? 2 : 1) }
        return String(repeating: " ", count: max(1, width - columns)) + text
    }

    private func percent(_ share: Double) -> String { fixed(share * 100, 2) + "%" }
    private func fixed(_ value: Double, _ digits: Int) -> String { String(format: "%.\(digits)f", value) }
    private func plain(_ value: Double) -> String {
        value == value.rounded() ? "\(Int(value))" : fixed(value, 2)
    }
}
