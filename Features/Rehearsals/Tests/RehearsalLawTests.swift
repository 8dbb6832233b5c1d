import Handbook
import Kernel
import Testing

@testable import Desk

/// What holds for every log, tried on logs that dice have written.
struct RehearsalLawTests {
    @Test(arguments: 0..<40) func nothingGetsLostAndTheOrderOfTheLinesDoesNotMatter(seed: UInt64) throws {
        var dice = Dice(seed: seed)
        let lines = diceLog(&dice)
        let handbook = try Stage.handbook([.accept("1h"), .firstReply("4bh"), .complete("2wd")])
        let rehearsal = try Rehearsal(handbook: handbook)
        let report = try rehearsal.run(bytes(lines))
        let log = report.log

        func sum(_ counts: [Rehearsal.Report.Count]) -> Int { counts.reduce(0) { $0 + $1.count } }
        #expect(log.lines == lines.count)
        #expect(log.lines == log.events + sum(log.unknown) + sum(log.malformed))
        for clause in report.clauses {
            #expect(clause.applied + sum(clause.excluded) == log.records)
            #expect(clause.elapsed.count == clause.kept + clause.late)
        }
        let shuffled = try rehearsal.run(bytes(lines.shuffled(using: &dice)))
        #expect(shuffled.clauses == report.clauses)
        #expect(shuffled.log.pausedHours == log.pausedHours)
        #expect(shuffled.log.repeated == log.repeated)
    }

    @Test(arguments: 0..<40) func theCompletionClockAgreesWithCountingOnFingers(seed: UInt64) throws {
        var dice = Dice(seed: seed &+ 1000)
        let lines = diceLog(&dice)
        var kept = 0, late = 0, open = 0
        for events in Dictionary(grouping: lines, by: \.record).values.map({ $0.sorted { $0.minute < $1.minute } }) {
            guard let start = events.first(where: { $0.event == "reported" })?.minute else { continue }
            guard let end = events.first(where: { $0.event == "completed" })?.minute else {
                open += 1
                continue
            }
            guard end >= start else { continue }
            let waited = zip(events, events.dropFirst()).filter { $0.0.event == "waiting" }
                .reduce(0) { $0 + max(0, min($1.1.minute, end) - max($1.0.minute, start)) }
            if end - start - waited > 24 * 60 { late += 1 } else { kept += 1 }
        }
        #expect(kept + late > 5)
        let figures = try Stage.figures(.complete("24h"), bytes(lines))
        #expect(figures.glance.hasPrefix("\(kept)/\(late)/\(open)"))
    }

    private struct Line {
        let record: Int
        let event: String
        /// After the beginning of 2026; no two lines of a log have the same.
        let minute: Int

        var text: String {
            "R\(record),\(event),\(Instant(milliseconds: (29_453_760 + Int64(minute)) * 60_000).iso(in: .utc))"
        }
    }

    private func diceLog(_ dice: inout Dice) -> [Line] {
        let words =
            Rehearsal.LogEvent.allCases.map(\.rawValue) + ["noted", "reported", "reported", "completed", "waiting"]
        let minutes = Array(0..<20_000).shuffled(using: &dice)
        return (0..<Int.random(in: 200...400, using: &dice)).map { line in
            Line(
                record: Int.random(in: 0..<25, using: &dice),
                event: words[Int.random(in: 0..<words.count, using: &dice)], minute: minutes[line])
        }
    }

    private func bytes(_ lines: [Line]) -> [UInt8] {
        Array((["record,event,at"] + lines.map(\.text)).joined(separator: "\n").utf8)
    }
}

/// Seeded dice (SplitMix64): the same throws in every run.
struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
