import Database
import Foundation
import Handbook
import HTTPTypes
import Kernel
import Testkit
import Testing

@testable import Desk
@testable import Web

/// How every statement of the house is carried out, as a golden file, and on both engines the law that none walks a table
/// that grows. The statements are those that all addresses of pages and interface run, and all chores, in a department in
/// which there is one record of every kind.
@Suite struct PlanTests {
    @Test(arguments: TestDatabase.engines)
    func noStatementWalksATableThatGrows(engine: Engine) async throws {
        let heard = HeardStatements()
        try await StatementWatch.$current.withValue(heard.watch) {
            try await ApiHouse.open(.property, on: engine) { house in
                // How the tables came to be depends on what other tests have left ready.
                heard.forget()
                let records = try await ForeignRecords.lay(in: house, owner: "tianye", boss: "baixue", of: "binjiang")
                try await Self.walk(house, records)
                let plans = try await QueryPlan.all(of: heard.statements, in: house.database)
                #expect(plans.count > 400, "\(plans.count) statements")
                for plan in plans {
                    let walked = plan.walked.intersection(Self.growing)
                    if !walked.isEmpty, !Self.forgiven.contains(where: { plan.text.contains($0) }) {
                        Issue.record("walks \(walked.sorted().joined(separator: ", ")): \(plan.text)")
                    }
                }
                // PostgreSQL chooses anew by how many rows there happen to be; of it the law alone is asked.
                guard engine == .sqlite else { return }
                let all = Self.committed.merging(plans.map { ($0.text, $0.lines) }) { $1 }
                golden(
                    all.sorted { $0.key < $1.key }.map { "\($0.key)\n    \($0.value.joined(separator: "\n    "))\n" }
                        .joined(separator: "\n"),
                    named: "plans")
            }
        }
    }

    /// The plans as they were committed. What another test has left in memory is not asked for again: a statement that was
    /// not heard this time keeps its plan. (Take the file away and write it anew to be rid of those that nobody says.)
    private static let committed: [String: [String]] = {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Golden/plans.txt")
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        return Dictionary(
            text.components(separatedBy: "\n\n").compactMap { part in
                let lines = part.split(separator: "\n").map(String.init)
                return lines.first.map { ($0, lines.dropFirst().map { String($0.dropFirst(4)) }) }
            }
        ) { $1 }
    }()

    /// What grows with the work: everything but what an organisation has a few hundred of.
    private static let growing: Set<String> = [
        "leave_proof", "liability_share", "handover", "handover_line", "handover_entry", "handover_matter",
        "handover_objection", "leave_request", "annual_leave_basis", "annual_leave_entry", "shift_swap",
        "swap_liability",
        "roster_proposal", "shift_wish",
        "clock_event", "clock_correction", "device_file", "device_file_problem", "attendance_sheet", "leave_post",
        "overtime", "lieu_entry", "pre_shift_check", "duty_log_entry", "duty_log_signature", "dispatch",
        "daily_report", "daily_report_line", "daily_report_figure", "daily_report_reading", "daily_report_remark",
        "day_plan", "day_step", "day_step_fact", "day_log_reading",
        "adherence_day", "api_reply", "attachment", "case_assignment", "case_detail", "case_draft", "case_entry",
        "case_handover",
        "case_merge", "case_offer", "case_reassignment", "case_sample", "case_study", "case_tab", "case_transfer",
        "case_watch", "case_word", "compensation", "complaint_digest", "complaint_digest_line", "contact",
        "contact_item",
        "contact_number", "contact_objection", "contact_point", "content_piece", "corrective_action", "countermeasure",
        "customer", "customer_change", "customer_consent", "customer_contact", "customer_duplicate", "customer_key",
        "customer_merge", "customer_merge_move", "customer_number", "data_export", "data_import", "day_digest",
        "dispute_party", "duty_assignment", "event", "event_seal", "event_unsealed", "exception", "export_chunk",
        "external_number",
        "extra_service", "held_reply", "import_chunk", "import_key", "import_problem", "mail_answer", "mail_file",
        "mail_letter", "mediation_session", "message", "notice", "number_lookup", "obligation", "obligation_pause",
        "outbox", "penalty_line", "problem_case", "problem_record", "promise", "proposal", "proposal_reading",
        "quality_issue", "referral", "repair_order", "return_visit", "reveal", "roster_change", "search_document",
        "search_reading",
        "search_word", "service_case", "session", "shift_assignment", "sign_in_attempt", "slip", "staff_reveal",
        "staged_case",
        "staged_customer", "stored_content", "week_digest", "week_digest_line",
    ]

    /// Statements that may walk, by a piece of their text, each with its reason.
    private static let forgiven = [
        // The total under a filter is counted up to its bound; a filter that hits little walks what it passes over.
        "CAST(SUM(CASE WHEN severity = 'major' THEN 1 ELSE 0 END) AS BIGINT) AS major",
        // A defect lies in the unit of its case; of defects there are a few hundred in a year.
        "FROM quality_issue WHERE EXISTS (SELECT 1 FROM service_case",
        // The last seal: one row, read backwards along the key.
        "FROM event_seal ORDER BY position DESC LIMIT 1",
    ]

    /// Pages with the questions that people put to them, beside the addresses themselves.
    private static let asked = [
        "/cases?q=%E5%8F%98%E5%BD%A2", "/cases?view=open&sort=due", "/cases?view=mine&sort=reported",
        "/cases?view=all&type=complaint&severity=ordinary&state=accepted&page=2", "/customers?q=%E6%9D%8E",
        "/customers?q=13800138000", "/customers?q=8000", "/customers?q=lxy", "/customers?kind=person&page=2",
        "/search?q=%E5%8F%98%E5%BD%A2&kind=case", "/search?q=%E5%8F%98&kind=entry", "/search?q=M-1",
        "/adherence?by=person", "/adherence?by=unit", "/adherence?by=week", "/reports?by=store", "/reports?by=person",
        "/handbook?q=%E6%8A%95%E8%AF%89", "/audit?kind=case.reported", "/exceptions?state=approved",
        "/api/v1/cases?state=accepted&limit=5", "/api/v1/customers?q=13800138000",
    ]

    /// Every address, read before it is acted on, by the person whose records they are and by their superior; then the chores.
    private static func walk(_ house: ApiHouse, _ records: ForeignRecords) async throws {
        let shapes = try ForeignRecordTests.shapes(house)
        let plain = ForeignRecords.Kind(prefix: "", id: "")
        for person in ["tianye", "baixue"].map(house.person) {
            let token = try await house.token(of: person)
            for address in asked {
                _ = try await ForeignRecordTests.status("GET \(address)", plain, "", token, person, house, shapes)
            }
            for isReading in [true, false] {
                for route in house.routes where !route.hasPrefix("HEAD") && route.hasPrefix("GET") == isReading {
                    let kind = records.kind(of: route) ?? plain
                    _ = try await ForeignRecordTests.status(route, kind, kind.id, token, person, house, shapes)
                }
            }
        }
        let chores = RunningChores(
            try Furnishing(database: house.database, configuration: .forTests()).chores, on: house.database)
        try await chores.register()
        house.clock.advance(by: .days(40))
        try await chores.runDue()
    }
}
