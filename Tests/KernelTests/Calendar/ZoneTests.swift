import Foundation
import Kernel
import Testing

struct ZoneTests {
    @Test(arguments: [
        "Asia/Shanghai", "Europe/Stockholm", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca",
        "America/St_Johns", "Asia/Kathmandu", "Europe/Moscow", "America/Sao_Paulo", "UTC",
    ])
    func compiledClocksAgreeWithTheSystem(identifier: String) throws {
        let zone = identifier == "Asia/Shanghai" ? Zone.shanghai : try #require(Zone(identifier))
        let system = try #require(TimeZone(identifier: identifier))
        var dice = SeededDice(1)
        for _ in 0..<20_000 {
            let instant = dice.instant(1970...2099)
            let expected = system.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant.milliseconds) / 1000))
            guard zone.offset(at: instant) == expected else {
                Issue.record("\(identifier) at \(instant.iso(in: .utc))")
                return
            }
        }
    }

    @Test(arguments: [
        "Asia/Shanghai", "Europe/Stockholm", "Australia/Lord_Howe", "America/St_Johns", "America/Sao_Paulo",
    ])
    func aLaterTimeOnTheWallIsNeverAnEarlierInstant(identifier: String) throws {
        let zone = try #require(Zone(identifier))
        var last = zone.instant(Day(2010, 1, 1), .midnight)
        for day in Day(2010, 1, 1)..<Day(2013, 1, 1) {
            for minute in stride(from: 0, to: 24 * 60, by: 15) {
                let instant = zone.instant(day, TimeOfDay(minutes: minute))
                guard instant >= last else {
                    Issue.record("\(day) \(minute)")
                    return
                }
                last = instant
            }
        }
    }

    @Test func aTimeThatIsSkippedIsTheMomentOfTheChangeAndOneThatRepeatsIsTheFirst() {
        let zone = SampleCalendar.stockholm
        #expect(zone.instant(Day(2026, 3, 29), .at(2, 30)).iso(in: zone) == "2026-03-29T03:00:00.000+02:00")
        #expect(zone.instant(Day(2026, 3, 29), .at(3)).iso(in: zone) == "2026-03-29T03:00:00.000+02:00")
        #expect(zone.instant(Day(2026, 10, 25), .at(2, 30)).iso(in: zone) == "2026-10-25T02:30:00.000+02:00")
        #expect(zone.instant(Day(2026, 10, 25), .at(3)).iso(in: zone) == "2026-10-25T03:00:00.000+01:00")
    }

    @Test func aZoneNobodyKnowsIsRefused() {
        #expect(Zone("Asia/Atlantis") == nil)
        #expect(Zone("Asia/Shanghai") == .shanghai)
    }
}
