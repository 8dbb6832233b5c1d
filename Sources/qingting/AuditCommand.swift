import ArgumentParser
import Desk

/// The chain of events: is it whole, and where does it end?
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Looks through the sealed record of events. 核查事件链。",
        subcommands: [Verify.self, Head.self])

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Finds every altered, missing or inserted event. 核查是否有事件被改动、删除或插入。",
            discussion: """
                Ends with 1 when something is wrong. Who can write everything can also seal everything anew: note the \
                head elsewhere from time to time (`audit head`) and give it to `--expect-head`.
                """)

        @OptionGroup var house: HouseOptions
        @OptionGroup var output: FormatOption

        @Option(help: ArgumentHelp("A head noted earlier; it must still be in the chain.", valueName: "position:hash"))
        var expectHead: String?

        func validate() throws {
            if let expectHead, ChainHead(expectHead) == nil {
                throw ValidationError("'\(expectHead)' is no head; `qingting audit head` prints one: 1234:9f86d0…")
            }
        }

        func run() async throws {
            let expected = expectHead.flatMap(ChainHead.init)
            let report = try await OpenHouse.use(house.configuration()) { database in
                try await AuditVerification(database).run(expecting: expected)
            }
            switch output.format {
            case .text: Terminal.answer(report.text)
            case .json: try Terminal.answer(json: AuditAnswer(report))
            }
            if !report.isIntact { throw ExitCode(1) }
        }
    }

    struct Head: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints where the chain ends, to be noted elsewhere. 显示事件链末端，供另行保存。")

        @OptionGroup var house: HouseOptions
        @OptionGroup var output: FormatOption

        func run() async throws {
            let head = try await OpenHouse.use(house.configuration()) { try await $0.chainHead() }
            switch output.format {
            case .text: Terminal.answer(head.description)
            case .json: try Terminal.answer(json: ["head": head.description])
            }
        }
    }
}

private struct AuditAnswer: Encodable {
    struct Finding: Encodable {
        let kind: String
        let position: Int64?
        let event: String?
        let sentence: String
    }

    let isIntact: Bool
    let sealed: Int
    let unsealed: Int
    let head: String
    let findingCount: Int
    let findings: [Finding]

    init(_ report: AuditReport) {
        isIntact = report.isIntact
        sealed = report.seals
        unsealed = report.unsealed
        head = report.head.description
        findingCount = report.findingCount
        findings = report.findings.map { finding in
            Finding(
                kind: finding.kind.rawValue, position: finding.position, event: finding.event,
                sentence: finding.sentence(in: Terminal.language))
        }
    }
}

extension AuditReport {
    fileprivate var text: String {
        let findings = findings.map { $0.sentence(in: Terminal.language) }
        let more = findingCount > findings.count ? ["… and \(findingCount - findings.count) more"] : []
        let verdict = isIntact ? "the chain is intact" : findingCount == 1 ? "1 finding" : "\(findingCount) findings"
        let sum = "\(seals) events sealed, \(unsealed) not yet sealed, head \(head): \(verdict)"
        return (findings + more + [sum]).joined(separator: "\n")
    }
}
