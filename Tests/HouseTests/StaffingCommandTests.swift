import Foundation
import Testing
import Testkit

/// `qingting staffing`, started as people start it.
@Suite(.enabled(if: Program.path != nil, "needs the program: `swift build` puts it beside the tests"))
struct StaffingCommandTests {
    private let chinese = ["LANG": "zh_CN.UTF-8"]

    @Test func aHundredCallsInHalfAnHourNeedFourteenAgents() async throws {
        let answer = try await Program.run(
            "staffing", "--calls", "100", "--interval", "30m", "--aht", "180s", "--target", "80/20",
            environment: chinese)
        #expect(answer.code == 0)
        golden(answer.output, named: "staffing")
    }

    @Test func otherProgramsReadTheFiguresInFull() async throws {
        let answer = try await Program.run(
            "staffing", "--calls", "100", "--interval", "30m", "--aht", "3m", "--target", "80/20", "--shrinkage", "30",
            "--max-occupancy", "85", "--format", "json")
        struct Answer: Decodable {
            struct Figures: Decodable { let serviceLevel, occupancy, waitProbability, averageWait: Double }
            let agents, positions: Int
            let model: String
            let figures: Figures
        }
        let read = try JSONDecoder().decode(Answer.self, from: Data(answer.output.utf8))
        #expect(read.agents == 14 && read.positions == 20 && read.model == "erlang-c")
        #expect(abs(read.figures.serviceLevel - 0.8883500191794669) < 1e-12)
        #expect(abs(read.figures.averageWait - 7.83593701177724) < 1e-9)
    }

    @Test func callersWhoHangUpNeedFewer() async throws {
        let answer = try await Program.run(
            "staffing", "--calls", "100", "--interval", "30分钟", "--aht", "180", "--target", "80%/20s", "--patience",
            "5m", "--max-abandonment", "5", "--shrinkage", "30%")
        #expect(answer.code == 0)
        golden(answer.output, named: "staffing-impatient")
    }

    @Test func everythingThatIsWrongIsToldAtOnce() async throws {
        let answer = try await Program.run(
            "staffing", "--calls", "many", "--interval", "0m", "--target", "20/80/5", "--max-occupancy", "120",
            "--max-abandonment", "5", "--shrinkage", "1e9", environment: chinese)
        #expect(answer.code == 1 && answer.output.isEmpty)
        golden(answer.remarks, named: "staffing-refused")
    }

    @Test(arguments: [
        ["--calls", "nan"], ["--calls", "-1"], ["--calls", String(repeating: "9", count: 5_000)], ["--calls", "１００"],
        ["--calls", "𠮷"], ["--aht", "\u{202E}180s"], ["--interval", "25h"], ["--target", "100/0"],
    ])
    func nonsenseIsRefusedInOneLine(options: [String]) async throws {
        var typed = ["--calls": "100", "--interval": "30m", "--aht": "180s", "--target": "80/20"]
        typed[options[0]] = options[1]
        let words = typed.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        let answer = try await Program.run("staffing", words[0], words[1], words[2], words[3])
        #expect(answer.code == 1)
        #expect(answer.remarks.hasPrefix(options[0]) && answer.remarks.utf8.count < 400, "\(answer.remarks)")
    }

    @Test func aLoadWithoutEndIsRefused() async throws {
        let answer = try await Program.run(
            "staffing", "--calls", "10000000", "--interval", "1s", "--aht", "24h", "--target", "80/20")
        #expect(answer.code == 1 && answer.remarks.contains("erlangs"))
    }
}
