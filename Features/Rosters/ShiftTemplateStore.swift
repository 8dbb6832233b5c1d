import Database
import Kernel

/// The kinds of shift of each unit.
struct ShiftTemplates {
    let tx: Transaction

    func find(_ id: ShiftTemplate.ID) throws -> ShiftTemplate? {
        try tx.execute("\(Self.select) WHERE id = \(id)").first.map(ShiftTemplate.init(row:))
    }

    func require(_ id: ShiftTemplate.ID) throws -> ShiftTemplate {
        guard let template = try find(id) else { throw ShiftTemplate.Refusal.unknown }
        return template
    }

    /// Of a unit, by when they begin; those that are no longer used last.
    func of(_ unit: Unit.ID) throws -> [ShiftTemplate] {
        try tx.execute(
            """
            \(Self.select) WHERE unit_id = \(unit)
            ORDER BY CASE WHEN retired_at IS NULL THEN 0 ELSE 1 END, starts_minute, code
            LIMIT \(ShiftTemplate.most)
            """
        ).map(ShiftTemplate.init(row:))
    }

    func insert(_ template: ShiftTemplate) throws {
        try tx.execute(
            """
            INSERT INTO shift_template
                (id, unit_id, code, name_zh, name_en, starts_minute, length_minutes, break_minutes, is_night)
            VALUES (\(template.id), \(template.unit), \(template.code), \(template.chinese), \(template.english),
                    \(template.starts.minutes), \(template.lengthMinutes), \(template.breakMinutes), \(template.isNight))
            """
        )
    }

    func save(_ template: ShiftTemplate) throws {
        try tx.execute(
            """
            UPDATE shift_template SET code = \(template.code), name_zh = \(template.chinese),
                name_en = \(template.english), starts_minute = \(template.starts.minutes),
                length_minutes = \(template.lengthMinutes), break_minutes = \(template.breakMinutes),
                is_night = \(template.isNight), retired_at = \(template.retiredAt)
            WHERE id = \(template.id)
            """
        )
    }

    private static let select: SQL = """
        SELECT id, unit_id, code, name_zh, name_en, starts_minute, length_minutes, break_minutes, is_night, retired_at
        FROM shift_template
        """
}

extension Transaction {
    var shiftTemplates: ShiftTemplates { ShiftTemplates(tx: self) }
}

extension ShiftTemplate {
    fileprivate init(row: Row) throws {
        self.init(
            id: try row.id("id"), unit: try row.id("unit_id"), code: try row.text("code"),
            chinese: try row.text("name_zh"), english: try row.text("name_en"),
            starts: TimeOfDay(minutes: try row.int("starts_minute")), lengthMinutes: try row.int("length_minutes"),
            breakMinutes: try row.int("break_minutes"), isNight: try row.bool("is_night"),
            retiredAt: try row.instant(ifPresent: "retired_at"))
    }
}

extension Row {
    /// A date, as `2026-01-04`.
    func day(_ column: String) throws -> Day {
        let text = try text(column)
        guard let day = Day(iso: text) else { throw Corrupt(column: column, value: .text(text)) }
        return day
    }

    func day(ifPresent column: String) throws -> Day? { try text(ifPresent: column) == nil ? nil : day(column) }
}
