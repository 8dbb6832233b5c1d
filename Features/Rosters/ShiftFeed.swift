import Kernel

/// A person's shifts as a calendar that telephones subscribe to: iCalendar (RFC 5545), with its escapes and its lines
/// folded at 75 octets. Pure.
struct ShiftFeed {
    struct Entry: Sendable {
        let id: String
        let title: String
        let place: String
        let span: Range<Instant>
        let changedAt: Instant
    }

    let name: String
    let entries: [Entry]
    let now: Instant

    /// Days before and after now that the feed holds.
    static let past = 31
    static let future = 120

    var text: String {
        var lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Qingting//Shifts//ZH", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
            "X-WR-CALNAME:\(Self.escaped(name))",
            // How often a telephone asks again (RFC 7986, 5.7), in the word of it that older ones know too.
            "REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H",
            // A calendar has a component at least (RFC 5545, 3.6), also of somebody without shifts: the zone of its times.
            "BEGIN:VTIMEZONE", "TZID:Etc/UTC", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0000",
            "TZOFFSETTO:+0000", "TZNAME:UTC", "END:STANDARD", "END:VTIMEZONE",
        ]
        for entry in entries {
            lines += [
                "BEGIN:VEVENT", "UID:\(entry.id)@qingting", "DTSTAMP:\(Self.utc(now))",
                "LAST-MODIFIED:\(Self.utc(entry.changedAt))", "DTSTART:\(Self.utc(entry.span.lowerBound))",
                "DTEND:\(Self.utc(entry.span.upperBound))", "SUMMARY:\(Self.escaped(entry.title))",
                "LOCATION:\(Self.escaped(entry.place))", "END:VEVENT",
            ]
        }
        lines.append("END:VCALENDAR")
        return lines.map(Self.folded).joined()
    }

    /// Section 3.3.11: backslash, semicolon, comma and line ends.
    static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing(";", with: "\\;").replacing(",", with: "\\,")
            .replacing("\r\n", with: "\\n").replacing("\n", with: "\\n").replacing("\r", with: "\\n")
    }

    /// Section 3.1: at most 75 octets, a character never cut, the next line begins with a space.
    static func folded(_ line: String) -> String {
        var folded = ""
        var octets = 0
        for character in line.unicodeScalars {
            let size = String(character).utf8.count
            if octets + size > 75 {
                folded += "\r\n "
                octets = 1
            }
            folded.unicodeScalars.append(character)
            octets += size
        }
        return folded + "\r\n"
    }

    /// `20261103T010000Z`
    static func utc(_ instant: Instant) -> String {
        let (day, time, seconds) = instant.local(.utc)
        let clock = time.description.filter { $0 != ":" }
        return "\(day.description.filter { $0 != "-" })T\(clock)\(seconds < 10 ? "0" : "")\(seconds)Z"
    }
}
