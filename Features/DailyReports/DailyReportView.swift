import Handbook
import Kernel

/// One report with what stands beside it.
struct DailyReportView: Sendable {
    let report: DailyReport
    /// As they stand now, or as they were counted when it was handed in.
    let figures: [DailyFigure: Int]
    /// The one before, whose plan is looked back on.
    let before: DailyReport?
    let remarks: [ReportRemark]
    let readings: [(by: Staff.ID, at: Instant)]
    let names: [Staff.ID: String]
    let mayRead: Bool

    /// What is looked back on: as it was written down, or the plan before.
    var review: [DailyReport.Review] {
        if !report.words.review.isEmpty || report.state != .draft { return report.words.review }
        return (before?.words.plan ?? []).map { DailyReport.Review(text: $0, isDone: false) }
    }
}

/// A unit's day: who handed in, and who has not.
struct TeamReports: Sendable {
    struct Line: Sendable {
        let staff: Staff.ID
        let name: String
        /// Nothing where it has not been begun.
        let report: DailyReport?
        let readings: [(by: Staff.ID, at: Instant)]

        var isMissing: Bool { report == nil || report?.state == .draft }
    }

    let unit: Unit
    let units: [Unit]
    let day: Day
    let lines: [Line]

    var missing: [Line] { lines.filter(\.isMissing) }
    var handedIn: [Line] { lines.filter { $0.report?.state == .handedIn } }
    var waived: [Line] { lines.filter { $0.report?.state == .waived } }
}
