import Kernel
import Testing

/// What must hold on every calendar, tried with seeded dice, in the announced years and far outside them.
struct BusinessCalendarLawTests {
    @Test(arguments: SampleCalendar.all)
    func aDeadlineHoldsExactlyTheWorkAndNoEarlierOneDoes(sample: SampleCalendar) {
        let calendar = sample.calendar
        var dice = SeededDice(42)
        for _ in 0..<2000 {
            let start = dice.instant(1960...2130)
            let work = Duration.milliseconds(Int64.random(in: 1...400_000_000, using: &dice))
            let due = calendar.deadline(after: start, working: work)
            let earlier = Instant(milliseconds: due.milliseconds - 1)
            #expect(calendar.workingTime(from: start, to: due) == work)
            #expect(calendar.workingTime(from: start, to: earlier) == work - .milliseconds(1))
        }
    }

    @Test(arguments: SampleCalendar.all)
    func aLaterStartNeverHasAnEarlierDeadlineAndWorkMayBeDoneInTwoParts(sample: SampleCalendar) {
        let calendar = sample.calendar
        var dice = SeededDice(43)
        for _ in 0..<1000 {
            let start = dice.instant(1980...2110)
            let later = start + .milliseconds(Int64.random(in: 0...900_000_000, using: &dice))
            let first = Duration.milliseconds(Int64.random(in: 1...200_000_000, using: &dice))
            let second = Duration.milliseconds(Int64.random(in: 1...200_000_000, using: &dice))
            let due = calendar.deadline(after: start, working: first)
            #expect(due <= calendar.deadline(after: later, working: first))
            #expect(
                calendar.deadline(after: due, working: second)
                    == calendar.deadline(after: start, working: first + second))
            #expect(
                calendar.workingTime(from: start, to: later) + calendar.workingTime(from: later, to: later + second)
                    == calendar.workingTime(from: start, to: later + second))
        }
    }

    @Test(arguments: SampleCalendar.all)
    func theCalendarSaysWhatOneSeesWalkingMinuteByMinute(sample: SampleCalendar) {
        let calendar = sample.calendar
        let walk = MinuteWalk(calendar)
        var dice = SeededDice(44)
        // Nights on which clocks change, holidays of 2026, and anywhere.
        let nearby: [Instant] = [
            calendar.instant(Day(2026, 3, 27), .at(20)), calendar.instant(Day(2026, 10, 23), .at(20)),
            calendar.instant(Day(2026, 2, 12), .at(7)), calendar.instant(Day(2026, 9, 30), .at(11)),
            calendar.instant(Day(2026, 4, 4), .at(1)), calendar.instant(Day(2026, 10, 3), .at(23)),
        ]
        for round in 0..<40 {
            let start = round < nearby.count ? nearby[round] : dice.wholeMinute(2007...2035)
            // Ninety minutes a week would take a patient walker years.
            let work = Int.random(in: 1...(calendar == SampleCalendar.rarely ? 100 : 1200), using: &dice)
            let end = start + .minutes(.random(in: 0...6000, using: &dice))
            #expect(
                calendar.deadline(after: start, working: .minutes(work)) == walk.deadline(after: start, minutes: work))
            #expect(calendar.workingTime(from: start, to: end) == .minutes(walk.minutes(from: start, to: end)))
            #expect(calendar.isOpen(at: start) == walk.isOpen(start))
            let next = calendar.nextOpening(from: start)
            #expect(next.upperBound > start && walk.isOpen(max(start, next.lowerBound)))
        }
    }

    @Test(arguments: SampleCalendar.all)
    func workingDatesAreCountedAsOneWouldOnAWallCalendar(sample: SampleCalendar) {
        let calendar = sample.calendar
        let walk = MinuteWalk(calendar)
        var dice = SeededDice(45)
        for _ in 0..<200 {
            let start = Day(number: .random(in: 10_000...24_000, using: &dice))
            let end = start.advanced(by: .random(in: -5...400, using: &dice))
            let expected = start < end ? (start.advanced(by: 1)...end).filter { !walk.hours($0).isEmpty } : []
            #expect(calendar.workingDays(after: start, through: end) == expected.count)
            if let last = expected.last { #expect(calendar.workingDay(expected.count, after: start) == last) }
            #expect(calendar.isWorkingDay(end) == !walk.hours(end).isEmpty)
        }
    }

    @Test(arguments: SampleCalendar.all)
    func theOpeningsOfADateAddUpToItsWorkingTime(sample: SampleCalendar) {
        let calendar = sample.calendar
        var dice = SeededDice(46)
        for _ in 0..<300 {
            let day = Day(number: .random(in: 13_000...22_000, using: &dice))
            let openings = (day..<day.advanced(by: 40)).flatMap { calendar.openings(on: $0) }
            for (earlier, later) in zip(openings, openings.dropFirst()) {
                #expect(earlier.upperBound <= later.lowerBound)
            }
            guard let first = openings.first, let last = openings.last else { continue }
            let sum = openings.reduce(Duration.zero) { $0 + ($1.upperBound - $1.lowerBound) }
            #expect(calendar.workingTime(from: first.lowerBound, to: last.upperBound) == sum)
        }
    }

    @Test func roundTheClockIsPlainAddition() {
        var dice = SeededDice(47)
        for calendar in [BusinessCalendar.always(zone: .shanghai), .always(zone: SampleCalendar.stockholm)] {
            for _ in 0..<1000 {
                let start = dice.instant(1960...2130)
                let work = Duration.milliseconds(Int64.random(in: 0...40_000_000_000, using: &dice))
                #expect(calendar.deadline(after: start, working: work) == start + work)
            }
        }
    }
}
