import Foundation
import Kernel

@testable import Handbook
@testable import Web

extension Door {
    /// The body that a program sends, and the texts that we keep as JSON.
    static let json = Door(
        name: "json", longest: 2048,
        words: [
            "{\"a\":", "\"a\":\"b\"", "true", "false", "null", "[1,2]", "\\u0000", "\\ud83d\\ude00", "1e400", "-0", "}",
        ]
    ) { bytes in
        do {
            let form = try FormData(json: bytes)
            try hold(form.names.count <= FormData.maximumFields, "a form has no more fields than may be")
            try hold(
                form.values.allSatisfy { !$0.value.contains { $0.utf8.contains(0) } }, "no NUL comes in with a body")
            try hold(String(validating: bytes, as: UTF8.self) != nil, "JSON comes as UTF-8 (RFC 8259, 8.1)")
            try readFields(of: form)
        } catch FormUnreadable.badMembers(let members) {
            try hold(!FormData.told(members).isEmpty, "what is wrong is told")
        } catch is FormUnreadable {}
        let text = bytes.text
        let plain = try? decodedTexts(text)
        let usual = try? JSONDecoder().decode([String: String].self, from: Data(text.utf8))
        try hold(plain == usual, "our own reading of plain JSON is the library's")
        if let plain { try hold(try decodedTexts(textOfJSON(plain)) == plain, "texts are written as they are read") }
    }

    /// A year's holidays in the format of others, and a calendar as we keep it.
    static let calendars = Door(
        name: "calendars", longest: 2048,
        words: [
            "\"year\":2026", "\"days\":[", "\"name\":\"元旦\"", "\"date\":\"2026-01-01\"", "\"isOffDay\":true",
            "\"zone\":",
            "\"Asia/Shanghai\"", "\"week\":{", "\"mon\":[\"09:00-18:00\"]", "\"statutory-holidays\":true",
            "\"exceptions\":{}",
        ]
    ) { bytes in
        if let holidays = try? StatutoryHolidays().adding(holidayCN: bytes) {
            try hold(holidays.days.count <= 366, "a year has no more days than a year")
        }
        guard let plan = try? JSONDecoder().decode(CalendarPlan.self, from: Data(bytes)) else { return }
        let again = try JSONDecoder().decode(CalendarPlan.self, from: Data(encodedJSON(plan)))
        try hold(again == plan, "a calendar is read from what we write of it")
        guard let calendar = try? plan.calendar() else { return }
        try laws(of: calendar)
    }

    /// Of every calendar: the working time until a deadline is the span, and deadlines follow their beginnings.
    static func laws(of calendar: BusinessCalendar) throws {
        var before = Instant(milliseconds: .min)
        for start in [-3_000_000_000_000, 0, 1_767_574_800_000, 1_767_600_000_000, 4_000_000_000_000] as [Int64] {
            let start = Instant(milliseconds: start)
            for minutes in [1, 480, 10_000] {
                let due = calendar.deadline(after: start, working: .minutes(minutes))
                try hold(
                    calendar.workingTime(from: start, to: due) == .minutes(minutes),
                    "the working time until a deadline is the span")
            }
            let due = calendar.deadline(after: start, working: .hours(40))
            try hold(due >= before, "a later beginning has no earlier deadline")
            before = due
        }
    }
}
