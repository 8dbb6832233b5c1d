import Foundation
import Handbook
import Kernel
import Testing

@testable import Desk

/// Incidents and problems of Volvo IT, 2006 to 2012, stamped with the offset of Stockholm's summer and winter.
/// (W. Steeman, doi:10.4121/uuid:500573e6-accc-4b0c-9576-aa5468b10cee and
/// doi:10.4121/uuid:c2c3b154-ab26-4b31-a0e8-8f2350ddac11)
@Suite(.enabled(if: SharedData.isThere("bpi2013-volvo"), SharedData.absent))
struct VolvoTests {
    static let logs = [
        ["incidents_events.csv.gz", "facts_incidents.json"],
        ["closed_problems_events.csv.gz", "facts_closed_problems.json"],
    ]

    @Test(arguments: logs) func casesAreCompletedAsFarAsTheAnswersSay(files: [String]) throws {
        let facts = try SharedData.facts("bpi2013-volvo/\(files[1])")
        let zone = try #require(Zone("Europe/Stockholm"))
        let log = try Rehearsal.Log(log(of: cases(files[0]), waits: false), zone: zone)
        let spans = [
            "24x7_48h": "48h", "24x7_24h": "24h", "24x7_4h": "4h", "MonFri_0900-1800_48bh": "48bh",
            "MonFri_0900-1800_18bh(2 working days)": "18bh",
        ]
        for (key, span) in spans {
            let handbook = try Stage.handbook(zone: "Europe/Stockholm", [.complete(span)])
            let figures = try Rehearsal(handbook: handbook).run(log).clauses[0]
            try figures.hold(facts["start_to_first_completed"]?[key], key)
            #expect(figures.applied == facts["cases"]?.count)
            #expect(figures.open == facts["never_completed"]?.count)
        }
    }

    @Test(arguments: logs) func theImpactsAreAnsweredEachForItself(files: [String]) throws {
        let facts = try SharedData.facts("bpi2013-volvo/\(files[1])")
        let byImpact = Dictionary(grouping: try cases(files[0]), by: { $0.events[$0.events.count - 1].impact })
        for (impact, cases) in byImpact {
            let figures = try Stage.figures(.complete("48h"), log(of: cases, waits: false))
            let answer = facts["breach_24x7_48h_by_impact"]?[impact]
            #expect(figures.late == answer?["breached"]?.count, "\(impact)")
            #expect(figures.applied == answer?["n"]?.count, "\(impact)")
        }
    }

    @Test(arguments: logs) func waitsAndReopeningsAreFound(files: [String]) throws {
        let facts = try SharedData.facts("bpi2013-volvo/\(files[1])")
        let report = try Rehearsal(handbook: Stage.handbook([.complete("48h")])).run(
            log(of: cases(files[0]), waits: true))
        #expect(report.log.pausedRecords == facts["cases_with_wait"]?.count)
        #expect((report.log.pausedHours * 1e6).rounded() / 1e6 == facts["pause_hours_total"]?.number)
        #expect(report.log.reopenedRecords == facts["reopened_cases"]?.count)
        let reopened = report.clauses[0].reopened
        #expect(reopened.applied >= report.log.reopenedRecords)
    }

    private struct Event {
        let time: String
        let instant: Instant
        let status: String
        let substatus: String
        let impact: String
    }

    private typealias Case = (name: String, events: [Event])

    private func cases(_ file: String) throws -> [Case] {
        let rows = try SharedData.table(
            "bpi2013-volvo/\(file)", "case_id", "timestamp", "status", "substatus", "impact")
        let events = try rows.map { row in
            let instant = try #require(Instant(iso: row[1], zone: .utc))
            return (row[0], Event(time: row[1], instant: instant, status: row[2], substatus: row[3], impact: row[4]))
        }
        return Dictionary(grouping: events.enumerated(), by: \.element.0).map { name, events in
            let inOrder = events.sorted { ($0.element.1.instant, $0.offset) < ($1.element.1.instant, $1.offset) }
            return (name, inOrder.map(\.element.1))
        }
    }

    /// Every event is written, the ones without a word of ours as they are called there: a wait ends with the next event
    /// of whatever kind.
    private func log(of cases: [Case], waits: Bool) -> [UInt8] {
        var lines = ["at,event,record"]
        for (name, events) in cases {
            lines.append("\(events[0].time),reported,\(name)")
            var isCompleted = false
            for event in events {
                func write(_ word: String) { lines.append("\(event.time),\(word),\(name)") }
                if event.status == "Completed" {
                    write("completed")
                    isCompleted = true
                } else {
                    if waits, isCompleted { write("reopened") }
                    isCompleted = false
                    write(
                        waits && event.status == "Accepted" && event.substatus.hasPrefix("Wait")
                            ? "waiting" : event.status)
                }
            }
        }
        return Array(lines.joined(separator: "\n").utf8)
    }
}
