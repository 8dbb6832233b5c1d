import Foundation
import Handbook
import Kernel
import Testing

@testable import Desk

/// The help desk of an Italian software company, 2010 to 2012: 2,290 tickets by the 24-hour clock, by business hours, and
/// with pauses. (M. Polato, doi:10.4121/uuid:0c60edf1-6f83-4e75-9367-4c63b3e9d5bb)
@Suite(.enabled(if: SharedData.isThere("helpdesk-it"), SharedData.absent))
struct HelpdeskTests {
    private let tickets: [(name: String, events: [(time: String, activity: String)])]
    private let facts: Fact

    init() throws {
        facts = try SharedData.facts("helpdesk-it/facts.json")
        let rows = try SharedData.table(
            "helpdesk-it/helpdesk_events.csv.gz", "case_id", "activity", "timestamp")
        tickets = Dictionary(grouping: rows.enumerated(), by: \.element[0]).map { name, rows in
            let inOrder = rows.sorted { ($0.element[2], $0.offset) < ($1.element[2], $1.offset) }
            return (name, inOrder.map { (time: $0.element[2], activity: $0.element[1]) })
        }.sorted { $0.name < $1.name }
    }

    /// Which activity completes a ticket.
    private enum Completion { case everyResolution, lastResolution, lastClosing, beforeReopening }

    private func log(_ completion: Completion, waits: Bool = false) -> [UInt8] {
        var lines = ["record,event,at"]
        for ticket in tickets {
            let lastResolution = ticket.events.lastIndex { $0.activity == "Resolve ticket" }
            let lastClosing = ticket.events.lastIndex { $0.activity == "Closed" }
            let firstClosing = ticket.events.firstIndex { $0.activity == "Closed" }
            lines.append("\(ticket.name),reported,\(ticket.events[0].time)")
            for (place, event) in ticket.events.enumerated() {
                func write(_ word: String) { lines.append("\(ticket.name),\(word),\(event.time)") }
                let follows = waits && place > 0 && ticket.events[place - 1].activity == "Wait"
                if follows, event.activity != "Wait" { write("resumed") }
                if event.activity == "Take in charge ticket" { write("first_reply") }
                if waits, event.activity == "Wait" { write("waiting") }
                switch completion {
                case .everyResolution: if event.activity == "Resolve ticket" { write("completed") }
                case .lastResolution: if place == lastResolution { write("completed") }
                case .lastClosing: if place == lastClosing { write("completed") }
                case .beforeReopening:
                    if event.activity == "Closed" { write("completed") }
                    if let firstClosing, event.time > ticket.events[firstClosing].time { write("reopened") }
                }
            }
        }
        return Array(lines.joined(separator: "\n").utf8)
    }

    private func hold(_ section: String, _ spans: [String: String], _ log: [UInt8], _ clause: (String) -> StageClause)
        throws
    {
        let log = try Rehearsal.Log(log, zone: .utc)
        for (key, span) in spans {
            let figures = try Rehearsal(handbook: Stage.handbook([clause(span)])).run(log).clauses[0]
            try figures.hold(facts[section]?[key], "\(section) \(key)")
            #expect(figures.applied == facts["cases"]?.count)
        }
    }

    private static let spans = [
        "24x7_48h": "48h", "24x7_24h": "24h", "24x7_4h": "4h", "MonFri_0900-1800_48bh": "48bh",
        "MonFri_0900-1800_18bh(2 working days)": "18bh",
    ]

    @Test func ticketsAreResolvedAsFarAsTheAnswersSay() throws {
        try hold("open_to_first_resolve", Self.spans, log(.everyResolution)) { .complete($0) }
    }

    @Test func ticketsAreClosedAsFarAsTheAnswersSay() throws {
        try hold("open_to_closed", Self.spans, log(.lastClosing)) { .complete($0) }
        let figures = try Stage.figures(.complete("48h"), log(.lastClosing))
        #expect(figures.open == facts["never_closed"]?.count)
    }

    @Test func customersAreAnsweredAsFarAsTheAnswersSay() throws {
        let spans = ["24x7_1h": "1h", "24x7_4h": "4h", "24x7_48h": "48h", "MonFri_0900-1800_4bh": "4bh"]
        try hold("first_response", spans, log(.everyResolution)) { .firstReply($0) }
    }

    @Test func aWaitTakesNothingOfTheTimeToResolve() throws {
        let resting = try Rehearsal(handbook: Stage.handbook([.complete("48h")])).run(log(.lastResolution, waits: true))
        let answer = try #require(facts["open_to_last_resolve_24x7_minus_pause"])
        #expect(resting.clauses[0].late == answer["breached_48h"]?.count)
        try resting.clauses[0].hold(answer, "minus pause")
        #expect(resting.log.pausedRecords == facts["cases_with_wait"]?.count)
        #expect((resting.log.pausedHours * 1e6).rounded() / 1e6 == facts["pause_hours_total"]?.number)

        let running = try Stage.figures(.complete("48h"), log(.lastResolution))
        let whole = try #require(facts["open_to_last_resolve_24x7_no_pause"])
        #expect(running.late == whole["breached_48h"]?.count)
        try running.hold(whole, "no pause")
    }

    @Test func whatHappensAfterAClosingIsAReopening() throws {
        let report = try Rehearsal(handbook: Stage.handbook([.complete("48h")])).run(log(.beforeReopening))
        #expect(report.log.reopenedRecords == facts["reopened_cases(events after a Closed)"]?.count)
    }
}
