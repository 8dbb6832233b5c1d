import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk

/// Holidays are no hours of a channel, make-up days are (SOFT-70, GEN3-02).
@Suite struct ReceptionHolidayTests {
    private static let calendar: BusinessCalendar = {
        let hours = [TimeOfDay.at(9)..<TimeOfDay.at(18)]
        let week = Dictionary(
            uniqueKeysWithValues: Weekday.allCases.prefix(5).map { ($0, BusinessCalendar.Plan.open(hours)) })
        // The National Day of 2026 is a Thursday; the Saturday after it is worked.
        guard
            let calendar = try? BusinessCalendar(
                zone: .shanghai, week: week,
                exceptions: [Day(2026, 10, 1): .closed, Day(2026, 10, 10): .open(hours)],
                names: [Day(2026, 10, 1): "国庆节", Day(2026, 10, 10): "调休"])
        else { return .always(zone: .shanghai) }
        return calendar
    }()

    private static func channel(_ hours: String = "周一至周五 09:00-18:00", keepsHolidays: Bool = false) -> ReceptionChannel
    {
        let facts = ReceptionChannel.Facts(
            kind: .hotline, name: "热线", address: "400", keepsHolidays: keepsHolidays)
        return ReceptionChannel(
            id: "channel-1", unit: "unit-main", facts, hours: [WeekHours(typed: hours)].compactMap(\.self))
    }

    @Test func aHolidayIsNoDayOfTheChannelAndAMakeUpDayIs() {
        let channel = Self.channel()
        #expect(channel.day(Day(2026, 9, 30), by: Self.calendar) == .like(.wednesday))
        #expect(channel.day(Day(2026, 10, 1), by: Self.calendar) == .rest("国庆节"))
        #expect(channel.day(Day(2026, 10, 10), by: Self.calendar) == .like(.monday), "a Saturday, worked like a Monday")
        #expect(channel.day(Day(2026, 10, 11), by: Self.calendar) == .like(.sunday))
        let noon = Zone.shanghai.instant(Day(2026, 10, 1), .at(12))
        #expect(channel.minute(at: noon, by: Self.calendar) == nil)
        let saturday = Zone.shanghai.instant(Day(2026, 10, 10), .at(12))
        #expect(channel.minute(at: saturday, by: Self.calendar) == 12 * 60)
        let rests = channel.rests(from: Day(2026, 9, 28), days: 31, by: Self.calendar)
        #expect(rests.map(\.day) == [Day(2026, 10, 1)] && rests.map(\.name) == ["国庆节"])
    }

    @Test func whoeverIsThereOnHolidaysKeepsTheHoursOfTheWeek() {
        let channel = Self.channel("每天 00:00-24:00", keepsHolidays: true)
        #expect(channel.day(Day(2026, 10, 1), by: Self.calendar) == .like(.thursday))
        #expect(channel.rests(from: Day(2026, 9, 28), days: 31, by: Self.calendar).isEmpty)
    }

    /// A night belongs to the day it began: it goes on into a holiday, and none begins at the midnight after one.
    @Test func aNightBelongsToTheDayItBegan() {
        let night = Self.channel("周一至周五 22:00-06:00")
        func minute(_ day: Day, _ hour: Int) -> Int? {
            night.minute(at: Zone.shanghai.instant(day, .at(hour)), by: Self.calendar)
        }
        // Into the National Day, a Thursday, from Wednesday's shift; nobody begins one in its evening.
        #expect(minute(Day(2026, 9, 30), 23) == 2 * 24 * 60 + 23 * 60)
        #expect(minute(Day(2026, 10, 1), 2) == 3 * 24 * 60 + 2 * 60)
        #expect(minute(Day(2026, 10, 1), 6) == nil && minute(Day(2026, 10, 1), 23) == nil)
        // Friday works again: not from its midnight on, but from its evening into Saturday, as in any week.
        #expect(minute(Day(2026, 10, 2), 2) == nil)
        #expect(minute(Day(2026, 10, 2), 23) == 4 * 24 * 60 + 23 * 60)
        #expect(minute(Day(2026, 10, 3), 2) == 5 * 24 * 60 + 2 * 60)
        // The make-up Saturday is worked like a Monday, its night like a Monday's; the night before it is Friday's.
        #expect(minute(Day(2026, 10, 10), 2) == 5 * 24 * 60 + 2 * 60)
        #expect(minute(Day(2026, 10, 10), 23) == 23 * 60)
        #expect(minute(Day(2026, 10, 11), 2) == 24 * 60 + 2 * 60)
        // Sunday's night runs over the end of the week.
        let late = Self.channel("周日 22:00-06:00")
        let monday = Zone.shanghai.instant(Day(2026, 9, 28), .at(2))
        #expect(late.minute(at: monday, by: Self.calendar) == 2 * 60)
        // Outside all hours the wall's minute stands: nothing is promised, and who is arranged beyond them is found.
        #expect(minute(Day(2026, 9, 30), 12) == 2 * 24 * 60 + 12 * 60)
    }

    /// The same with the people arranged for it, across the May holidays.
    @Test(arguments: TestDatabase.engines)
    func whoeverBeganTheNightAnswersUntilItsEnd(engine: Engine) async throws {
        try await ReceptionDesk.open(on: engine) { desk in
            let id = try await desk.act(as: desk.supervisor) { tx, actor in
                try tx.receptionChannels.enter(ReceptionDesk.plan("每天 22:00-06:00"), by: actor).id
            }
            try await desk.arrange("每天 22:00-06:00", desk.agent, nil, on: id)
            func look(_ day: Day, _ hour: Int) async throws -> (ReceptionChannelView.Standing?, Staff.ID?) {
                desk.clock.set(to: Zone.shanghai.instant(day, .at(hour)))
                return try await desk.database.read { tx in
                    let found = try #require(try tx.receptionChannels.find(id))
                    let view = try tx.receptionChannels.views(of: [found], in: .shanghai).first
                    return (view?.now, try tx.receptionChannels.answering(id, in: .shanghai))
                }
            }
            // The 1st to the 5th of May 2026 are off; the 30th of April and the 6th of May are worked.
            let begun = try await look(Day(2026, 5, 1), 2)
            #expect(begun == (.nobodyHere, desk.agent))
            for (day, hour) in [(Day(2026, 5, 1), 23), (Day(2026, 5, 5), 23), (Day(2026, 5, 6), 2)] {
                let rest = try await look(day, hour)
                #expect(rest == (.closed, nil), "\(day) \(hour)")
            }
            let again = try await look(Day(2026, 5, 6), 23)
            #expect(again == (.nobodyHere, desk.agent))
        }
    }

    /// On the day itself: the list says closed, and a missed call is not laid on whoever would hold the hour.
    @Test(arguments: TestDatabase.engines)
    func onNewYearNobodyIsArranged(engine: Engine) async throws {
        try await ReceptionDesk.open(on: engine) { desk in
            let supervisor = ReceptionDesk.who("supervisor", in: ReceptionDesk.unit)
            let agent = ReceptionDesk.who("agent", in: ReceptionDesk.unit)
            let hours = try #require(WeekHours(typed: "周一至周五 09:00-18:00"))
            func look(_ day: Day, keepsHolidays: Bool) async throws -> (ReceptionChannelView.Standing, Staff.ID?) {
                desk.clock.set(to: Zone.shanghai.instant(day, .at(10)))
                return try await desk.database.write { tx in
                    let plan = ReceptionPlan(
                        unit: ReceptionDesk.unit,
                        facts: ReceptionChannel.Facts(
                            kind: .hotline, name: "\(day) \(keepsHolidays)", address: "400",
                            keepsHolidays: keepsHolidays),
                        hours: [hours])
                    let channel = try tx.receptionChannels.enter(plan, by: tx.actor(supervisor))
                    try tx.receptionChannels.arrange(
                        hours, holder: agent, backup: nil, on: channel.id, by: tx.actor(supervisor))
                    let found = try #require(try tx.receptionChannels.find(channel.id))
                    #expect(found.facts.keepsHolidays == keepsHolidays)
                    let view = try #require(try tx.receptionChannels.views(of: [found], in: .shanghai).first)
                    return (view.now, try tx.receptionChannels.answering(channel.id, in: .shanghai))
                }
            }
            // The 1st of May 2026 is a Friday.
            let rest = try await look(Day(2026, 5, 1), keepsHolidays: false)
            #expect(rest == (.closed, nil))
            let open = try await look(Day(2026, 5, 1), keepsHolidays: true)
            #expect(open == (.nobodyHere, agent))
            let usual = try await look(Day(2026, 5, 8), keepsHolidays: false)
            #expect(usual == (.nobodyHere, agent))
        }
    }
}
