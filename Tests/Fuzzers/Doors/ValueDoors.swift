import Kernel

@testable import Desk

extension Door {
    /// Days, times, amounts, numbers, names: whatever is read is written and read as the same.
    static let values = Door(
        name: "values", longest: 256,
        words: [
            "2026-02-28", "2026-01-04T09:30", ":59.999Z", "+08:00", "16bh", "3cd", "1,234.50", "￥", "+86 138 0013 8000",
            "欧阳",
            "Asia/Shanghai", "48:00", "ü", "\u{202E}", "\u{2066}",
        ]
    ) { bytes in
        let text = bytes.text
        if let day = Day(iso: text) { try hold(day.description == text, "a day is written as it is read") }
        for zone in [Zone.utc, .shanghai] {
            guard let instant = Instant(iso: text, zone: zone) else { continue }
            let iso = instant.iso(in: zone)
            try hold(Instant(iso: iso, zone: zone) == instant, "an instant is written as it is read: \(iso)")
            _ =
                instant.fullText(in: zone, .chinese)
                + instant.relative(to: Instant(milliseconds: 0), in: zone, .english)
            _ = instant.countdown(from: Instant(milliseconds: 0), .chinese)
        }
        if let time = TimeOfDay(text) {
            try hold(TimeOfDay(time.description) == time, "a time is written as it is read")
        }
        if let span = Span(text) {
            try hold(Span(span.description) == span && span.description == text, "a span stays")
        }
        if let money = Money(typed: text) {
            try hold(Money(typed: money.description) == money, "an amount is written as it is read")
            try hold(money.fen >= 0 && !money.capital.isEmpty, "an amount is one")
        }
        if let phone = PhoneNumber(typed: text) {
            try hold(
                PhoneNumber(typed: phone.revealed) == phone, "a number is written as it is read: \(phone.revealed)")
            try hold(!phone.description.contains(phone.revealed), "a number is masked")
        }
        if bytes.count <= 40, let zone = Zone(text) { try hold(Zone(zone.identifier) == zone, "a zone is a zone") }
        let name = PersonName(text)
        try hold(name.masked.contains("*"), "a name is masked")
        try hold(text.spellings.count <= 8, "a name is said in few ways")
        if let typed = text.typedSpelling { try hold(typed.typedSpelling == typed, "a spelling is spelt as itself") }
        for character in text.prefix(20) {
            let folded = Folding.fold(character)
            let again = folded.map { Folding.fold($0) }.joined()
            try hold(
                again == folded,
                "what is folded is not folded again: \(character.unicodeScalars.map { String($0.value, radix: 16) })")
        }
        let html: HTML = "<b title=\"\(text)\">\(text)</b>"
        try hold(html.description.count { $0 == "<" } <= 2, "a text does not become markup")
        if let account = Account(typed: text) {
            try hold(Account(typed: account.text) == account, "an account is one account")
        }
    }

    /// Hours as a pack and as people write them.
    static let hours = Door(
        name: "hours", longest: 256,
        words: [
            "09:00-12:00", "22:00-06:00", "closed", "周一至周五", "周六、周日", "每天", "工作日", "mon-fri", "sat-mon", "00:00-24:00",
            "：", "–",
        ]
    ) { bytes in
        let text = bytes.text
        if let range = Range<TimeOfDay>(hours: text) {
            try hold(
                Range<TimeOfDay>(hours: range.hours) == range, "hours are written as they are read: \(range.hours)")
        }
        if let plan = BusinessCalendar.Plan(text) {
            let week = [Weekday.monday: plan, .tuesday: .open([.at(9)..<(.at(12))]), .sunday: plan]
            if let calendar = try? BusinessCalendar(zone: .shanghai, week: week) { try laws(of: calendar) }
        }
        if let hours = WeekHours(typed: text) {
            try hold(WeekHours(typed: hours.stored) == hours, "hours are stored as they are read: \(hours.stored)")
            for language in Language.allCases {
                let told = hours.text(in: language)
                try hold(WeekHours(typed: told) == hours, "hours are told as they are read: \(told)")
            }
            for range in hours.minutes {
                try hold((0...WeekHours.week).contains(range.upperBound) && !range.isEmpty, "hours lie in a week")
            }
        }
    }
}
