import Handbook
import Kernel

@testable import Desk

/// A small handbook and a small log: what a story about a rehearsal needs.
enum Stage {
    /// A handbook of the given clauses, numbered 1.1, 1.2 … in their order.
    static func handbook(
        zone: String = "UTC", week: String = #"mon-fri: "09:00-18:00""#, holidays: String = "none",
        _ clauses: [StageClause]
    ) throws -> Handbook {
        let text = """
            handbook: rehearsed
            document: {title: 客服手册, number: T-1, version: "2.1", effective: 2026-12-01}
            calendar: {zone: \(zone), week: {\(week)}, holidays: \(holidays)}
            posts:
              agent: {title: 客服专员, permissions: [case.work]}
            steps: [accept, confirm]
            clauses:

            """
        let written = clauses.enumerated().map { place, clause in
            "  - {no: \"1.\(place + 1)\", text: 限时办理。, owed-by: 客服专员, \(clause.yaml)}\n"
        }
        return try Handbook(Pack(PackText(file: "rehearsed.yaml", text: text + written.joined())), find: { _ in nil })
    }

    /// A log from its lines, without the header.
    static func log(_ lines: String...) -> [UInt8] { Array(("record,event,at\n" + lines.joined(separator: "\n")).utf8) }

    /// What the one clause answers to a log.
    static func figures(
        _ clause: StageClause, zone: String = "UTC", _ log: [UInt8]
    ) throws -> Rehearsal.Report.ClauseFigures {
        try Rehearsal(handbook: handbook(zone: zone, [clause])).run(log).clauses[0]
    }
}

struct StageClause {
    let yaml: String

    static func accept(_ within: String) -> Self { Self(yaml: "rule: complaint.accept, within: \(within)") }
    static func firstReply(_ within: String) -> Self { Self(yaml: "rule: complaint.first-reply, within: \(within)") }
    static func complete(_ within: String, from: String = "report") -> Self {
        Self(yaml: "rule: complaint.complete, within: \(within), from: \(from)")
    }
    static func complete(_ within: String, when: String) -> Self {
        Self(yaml: "rule: complaint.complete, within: \(within), when: {\(when)}")
    }
    static let interimNotice = Self(yaml: "rule: promise.interim-notice, share: 80%")
}

extension Rehearsal.Report.ClauseFigures {
    /// `kept/late/open`, and what was excluded: short enough to compare at a glance.
    var glance: String {
        (["\(kept)/\(late)/\(open)"] + excluded.map { "\($0.name) \($0.count)" }).joined(separator: " ")
    }
}
