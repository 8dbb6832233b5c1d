import Kernel
import Testing
import Testkit

@testable import Desk

/// Weekly hours and what is covered of them (GEN3-02, SOFT-70).
@Suite struct WeekHoursTests {
    @Test func hoursAreReadAsPeopleWriteThem() throws {
        for (typed, stored) in [
            ("周一至周五 08:30-18:00", "mon,tue,wed,thu,fri 08:30-18:00"), ("周六、周日 9:00-17:00", "sat,sun 09:00-17:00"),
            ("每天 00:00-24:00", "mon,tue,wed,thu,fri,sat,sun 00:00-24:00"),
            ("工作日 9:00至18:00", "mon,tue,wed,thu,fri 09:00-18:00"),
            ("mon-fri 08:30-18:00", "mon,tue,wed,thu,fri 08:30-18:00"), ("星期日 22:00-06:00", "sun 22:00-06:00"),
        ] {
            let hours = try #require(WeekHours(typed: typed), "\(typed)")
            #expect(hours.stored == stored)
            #expect(WeekHours(typed: hours.stored) == hours)
            #expect(WeekHours(typed: hours.text(in: .chinese)) == hours)
            #expect(WeekHours(typed: hours.text(in: .english)) == hours, "\(hours.text(in: .english))")
        }
        for nonsense in ["", "周一", "周八 08:00-09:00", "08:00-09:00", "周一 08:00-08:00", "周一 25:00-26:00", "周一\u{0} 8-9"] {
            #expect(WeekHours(typed: nonsense) == nil, "\(nonsense)")
        }
    }

    @Test func theNightOfSundayEndsOnMonday() throws {
        let night = try #require(WeekHours(typed: "周日 22:00-06:00"))
        #expect(night.contains(6 * 1440 + 23 * 60) && night.contains(5 * 60) && !night.contains(6 * 60))
        #expect(night.overlaps(try #require(WeekHours(typed: "周一 05:00-07:00"))))
        #expect(!night.overlaps(try #require(WeekHours(typed: "周一 06:00-07:00"))))
    }

    @Test func whatNobodyAnswersForIsComputed() throws {
        let service = try #require(WeekHours(typed: "周一至周六 08:00-20:00"))
        let early = slot("a", try #require(WeekHours(typed: "周一至周五 08:00-14:00")), "wang", "li")
        let late = slot("b", try #require(WeekHours(typed: "周一至周五 14:30-20:00")), "zhao", nil)
        let coverage = ReceptionCoverage(hours: [service], slots: [early, late], working: ["wang", "li", "zhao"])
        #expect(coverage.gaps.count == 6 && coverage.gaps[0].hours.hours == "14:00-14:30")
        #expect(coverage.gaps[5] == ReceptionCoverage.Gap(day: .saturday, hours: .at(8)..<(.at(20))))
        #expect(coverage.uncovered == 5 * 30 + 12 * 60 && coverage.promised == 6 * 12 * 60)
        #expect(coverage.cover(.monday, hour: 14) == .uncovered && coverage.cover(.monday, hour: 13) == .held)
        #expect(coverage.cover(.sunday, hour: 9) == .closed)
        // Wang has left: the one who stands in is all there is; Zhao has left: nobody is.
        let after = ReceptionCoverage(hours: [service], slots: [early, late], working: ["li"])
        #expect(after.cover(.monday, hour: 9) == .backupOnly && after.cover(.monday, hour: 16) == .uncovered)
    }

    /// Law: minute by minute, what is promised is covered or it is not, and the gaps add up to what is not.
    @Test func theGapsAddUpToWhatIsUncovered() {
        var dice = SeededDice(seed: 41)
        for _ in 0..<200 {
            func some() -> WeekHours {
                let from = Int.random(in: 0..<1400, using: &dice)
                let length = Int.random(in: 1...1440, using: &dice)
                let days = Set(Weekday.allCases.filter { _ in Bool.random(using: &dice) })
                return WeekHours(
                    days.isEmpty ? [.monday] : days, TimeOfDay(minutes: from)..<TimeOfDay(minutes: from + length))
            }
            let hours = (0..<Int.random(in: 1...3, using: &dice)).map { _ in some() }
            let slots = (0..<Int.random(in: 0...4, using: &dice)).map {
                slot("\($0)", some(), $0.isMultiple(of: 2) ? "wang" : "gone", nil)
            }
            let coverage = ReceptionCoverage(hours: hours, slots: slots, working: ["wang"])
            #expect(coverage.gaps.map(\.length).reduce(0, +) == coverage.uncovered)
            for _ in 0..<50 {
                let minute = Int.random(in: 0..<WeekHours.week, using: &dice)
                let isPromised = hours.contains { $0.contains(minute) }
                #expect(coverage.isPromised(at: minute) == isPromised)
            }
            #expect(coverage.uncovered <= coverage.promised && coverage.isWhole == (coverage.uncovered == 0))
        }
    }

    private func slot(_ id: String, _ hours: WeekHours, _ holder: Staff.ID, _ backup: Staff.ID?) -> ReceptionSlot {
        ReceptionSlot(
            id: ReceptionSlot.ID(id), channel: "c", hours: hours, holder: holder, backup: backup,
            since: ReceptionChannel.Stamp(by: "boss", at: Instant(milliseconds: 0)))
    }
}
