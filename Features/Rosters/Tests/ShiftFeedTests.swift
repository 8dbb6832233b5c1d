import Database
import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Deskkit

@Suite struct ShiftFeedTests {
    /// RFC 5545, 3.1 and 3.3.11: lines of at most 75 octets, no character cut, text escaped.
    @Test func linesAreFoldedAndTextIsEscaped() {
        let title = String(repeating: "早班，", count: 30) + "a;b,c\\d\ne"
        let feed = ShiftFeed(
            name: "我的班表",
            entries: [
                .init(
                    id: "s-1", title: title, place: "客服中心",
                    span: Instant(milliseconds: 0)..<Instant(milliseconds: 3_600_000),
                    changedAt: Instant(milliseconds: 0))
            ], now: Instant(milliseconds: 0))
        let lines = feed.text.components("\r\n")
        #expect(lines.allSatisfy { $0.utf8.count <= 75 })
        #expect(feed.text.hasSuffix("END:VCALENDAR\r\n"))
        #expect(feed.text.replacing("\r\n ", with: "").contains("SUMMARY:\(title.prefix(90))a\\;b\\,c\\\\d\\ne"))
        #expect(feed.text.contains("DTSTART:19700101T000000Z\r\nDTEND:19700101T010000Z"))
    }

    /// RFC 5545, 3.6: a calendar without shifts has a component too, and says how often it is asked for (RFC 7986, 5.7).
    @Test func anEmptyCalendarIsOne() {
        let text = ShiftFeed(name: "我的班表", entries: [], now: Instant(milliseconds: 0)).text
        #expect(text.contains("BEGIN:VTIMEZONE\r\nTZID:Etc/UTC\r\n") && text.contains("END:VTIMEZONE\r\n"))
        #expect(text.contains("REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n"))
    }

    /// The address is a secret: kept as its digest, dead once it is revoked or made anew.
    @Test(arguments: TestDatabase.engines)
    func theAddressCanBeRevoked(engine: Engine) async throws {
        try await RosterDesk.open(on: engine) { desk in
            _ = try await desk.published()
            try await desk.act(as: "a1") { tx, actor in try tx.shiftFeeds.make("geheim", by: actor) }
            #expect(
                try await desk.database.read { tx in try tx.shiftFeeds.calendar(behind: "geheim")?.entries.count } == 14
            )
            #expect(try await desk.database.read { tx in try tx.shiftFeeds.calendar(behind: "falsch") } == nil)
            try await desk.act(as: "a1") { tx, actor in try tx.shiftFeeds.make("neu", by: actor) }
            #expect(try await desk.database.read { tx in try tx.shiftFeeds.calendar(behind: "geheim") } == nil)
            try await desk.act(as: "a1") { tx, actor in try tx.shiftFeeds.revoke(by: actor) }
            #expect(try await desk.database.read { tx in try tx.shiftFeeds.calendar(behind: "neu") } == nil)
        }
    }
}

extension String {
    fileprivate func components(_ separator: String) -> [Substring] { split(separator: separator) }
}
