import Database
import Kernel

/// Who has read a report, and what was said under it.
extension DailyReports {
    func remarks(of report: DailyReport.ID) throws -> [ReportRemark] {
        try tx.execute(
            """
            SELECT id, report_id, staff_id, text, said_at FROM daily_report_remark WHERE report_id = \(report)
            ORDER BY said_at, id
            LIMIT \(DailyReport.mostRemarks)
            """
        ).map {
            ReportRemark(
                id: try $0.id("id"), report: try $0.id("report_id"), staff: try $0.id("staff_id"),
                text: try $0.text("text"), at: try $0.instant("said_at"))
        }
    }

    func insert(_ remark: ReportRemark) throws {
        try tx.execute(
            """
            INSERT INTO daily_report_remark (id, report_id, staff_id, text, said_at)
            VALUES (\(remark.id), \(remark.report), \(remark.staff), \(remark.text), \(remark.at))
            """
        )
    }

    /// By whom and when, the first first.
    func readings(of reports: [DailyReport.ID]) throws -> [DailyReport.ID: [(by: Staff.ID, at: Instant)]] {
        guard !reports.isEmpty else { return [:] }
        var readings: [DailyReport.ID: [(by: Staff.ID, at: Instant)]] = [:]
        for row in try tx.execute(
            """
            SELECT report_id, staff_id, read_at FROM daily_report_reading WHERE report_id IN \(list: reports)
            ORDER BY report_id, read_at, staff_id
            LIMIT 5000
            """
        ) {
            readings[try row.id("report_id"), default: []].append((try row.id("staff_id"), try row.instant("read_at")))
        }
        return readings
    }

    func insertReading(of report: DailyReport.ID, by staff: Staff.ID, at now: Instant) throws {
        try tx.execute(
            """
            INSERT INTO daily_report_reading (report_id, staff_id, read_at)
            VALUES (\(report), \(staff), \(now))
            """
        )
    }
}
