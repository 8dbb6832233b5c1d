import Database
import Kernel

/// 阅: a leader has read the log of a day.
struct DayLogReading: Equatable, Sendable {
    let unit: Unit.ID
    let day: Day
    let by: Staff.ID
    let at: Instant
    let opinion: String
}

/// Who has read the logs of the days.
struct DayLogs {
    let tx: Transaction

    func readings(of unit: Unit.ID, on day: Day) throws -> [DayLogReading] {
        try tx.execute(
            """
            SELECT read_by, read_at, opinion FROM day_log_reading WHERE unit_id = \(unit) AND day_on = \(day)
            ORDER BY read_at, read_by
            LIMIT 50
            """
        ).map { row in
            DayLogReading(
                unit: unit, day: day, by: try row.id("read_by"), at: try row.instant("read_at"),
                opinion: try row.text("opinion"))
        }
    }

    func insert(_ reading: DayLogReading) throws {
        try tx.execute(
            """
            INSERT INTO day_log_reading (unit_id, day_on, read_by, read_at, opinion)
            VALUES (\(reading.unit), \(reading.day), \(reading.by), \(reading.at), \(reading.opinion))
            """
        )
    }
}

extension Transaction {
    var dayLogs: DayLogs { DayLogs(tx: self) }
}
