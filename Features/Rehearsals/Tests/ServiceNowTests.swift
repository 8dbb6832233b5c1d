import Foundation
import Handbook
import Kernel
import Testing

@testable import Desk

/// Incidents of a ServiceNow installation opened in February and March 2016. (UCI Machine Learning Repository 498, Amaral,
/// Fantinato and Peres 2018, CC BY 4.0)
@Suite(.enabled(if: SharedData.isThere("servicenow-incidents"), SharedData.absent))
struct ServiceNowTests {
    private let incidents: [Incident]
    private let facts: Fact

    private struct Incident {
        let name: String
        let opened: String
        let resolved: String?
        let closed: String?
        let priority: String
    }

    init() throws {
        facts = try SharedData.facts("servicenow-incidents/facts.json")
        let rows = try SharedData.table(
            "servicenow-incidents/incident_event_log.csv.gz", "number", "sys_updated_at", "opened_at", "resolved_at",
            "closed_at", "priority")
        let lasts = Dictionary(grouping: rows.enumerated(), by: \.element[0]).compactMap { _, rows in
            rows.max { (Self.iso($0.element[1]) ?? "", $0.offset) < (Self.iso($1.element[1]) ?? "", $1.offset) }?
                .element
        }
        incidents = try lasts.map { row in
            Incident(
                name: row[0], opened: try #require(Self.iso(row[2])), resolved: Self.iso(row[3]),
                closed: Self.iso(row[4]),
                priority: row[5])
        }
    }

    /// `29/2/2016 01:16` as `2016-02-29 01:16`; nothing for `?`.
    private static func iso(_ text: String) -> String? {
        let parts = text.split { $0 == "/" || $0 == " " }
        guard parts.count == 4 else { return nil }
        func two(_ part: Substring) -> String { part.count == 1 ? "0\(part)" : String(part) }
        return "\(parts[2])-\(two(parts[1]))-\(two(parts[0])) \(parts[3])"
    }

    private func log(_ incidents: [Incident], to end: (Incident) -> String?) -> [UInt8] {
        let ends = incidents.compactMap { incident in end(incident).map { "\(incident.name),completed,\($0)" } }
        let starts = incidents.map { "\($0.name),reported,\($0.opened)" }
        return Array((["record,event,at"] + ends + starts).joined(separator: "\r\n").utf8)
    }

    private func hold(_ section: String, _ log: [UInt8], open: Int?) throws {
        let log = try Rehearsal.Log(log, zone: .utc)
        let spans = [
            "24x7_48h": "48h", "24x7_24h": "24h", "24x7_4h": "4h", "MonFri_0900-1800_48bh": "48bh",
            "MonFri_0900-1800_18bh(2 working days)": "18bh",
        ]
        for (key, span) in spans {
            let report = try Rehearsal(handbook: Stage.handbook([.complete(span)])).run(log)
            try report.clauses[0].hold(facts[section]?[key], "\(section) \(key)")
            #expect(report.clauses[0].open == open)
            #expect(report.clauses[0].excluded.isEmpty)
            #expect(report.log.records == facts["incidents"]?.count)
        }
    }

    @Test func incidentsAreResolvedAsFarAsTheAnswersSay() throws {
        try hold("open_to_resolved", log(incidents) { $0.resolved }, open: facts["resolved_missing"]?.count)
    }

    @Test func incidentsAreClosedAsFarAsTheAnswersSay() throws {
        try hold("open_to_closed", log(incidents) { $0.closed }, open: 0)
    }

    @Test func thePrioritiesAreAnsweredEachForItself() throws {
        for (priority, incidents) in Dictionary(grouping: incidents, by: \.priority) {
            let figures = try Stage.figures(.complete("48h"), log(incidents) { $0.resolved })
            let answer = facts["breach_48h_24x7_by_priority"]?[priority]
            #expect(figures.late == answer?["breached"]?.count, "priority \(priority)")
            #expect(figures.kept + figures.late == answer?["n"]?.count, "priority \(priority)")
        }
    }
}
