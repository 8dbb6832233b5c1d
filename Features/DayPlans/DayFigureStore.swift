import Database
import Kernel

/// What the house counts of some hours of a unit for its work log, never entered (F-110): complaints that came in, messages
/// that were taken, and what rolls on.
struct DayFigures: Equatable, Sendable {
    var complaints = 0
    var messages = 0
    /// 遗留事项: what is open as the log is looked at, the first so many.
    var carriedOver: [String] = []

    /// More is not counted, nor listed.
    static let most = 10_000
    static let mostCarried = 20
}

extension DayLogs {
    func figures(of unit: Unit.ID, in hours: Range<Instant>) throws -> DayFigures {
        DayFigures(
            complaints: try count(
                """
                SELECT 1 AS one FROM service_case
                WHERE unit_id = \(unit) AND reported_at >= \(hours.lowerBound) AND reported_at < \(hours.upperBound)
                    AND type = 'complaint'
                """),
            messages: try count(
                """
                SELECT 1 AS one FROM message
                WHERE unit_id = \(unit) AND taken_at >= \(hours.lowerBound) AND taken_at < \(hours.upperBound)
                """),
            carriedOver: try tx.handoverSheets.openMatters(of: unit).prefix(DayFigures.mostCarried).map(\.text))
    }

    private func count(_ rows: SQL) throws -> Int {
        try tx.execute("SELECT COUNT(*) AS n FROM (\(rows) LIMIT \(DayFigures.most)) AS bounded").first?.int("n") ?? 0
    }
}
