import Kernel
import Testing

/// What must hold for every span with any pauses, tried with seeded dice.
struct SpanLawTests {
    private static let spans = ["45m", "30h", "2d", "90bm", "7bh", "1wd", "6wd", "1cd", "4cd"].map { Span($0)! }

    private func tries(
        _ sample: SampleCalendar, seed: UInt64, rounds: Int,
        _ law: (Span, Instant, [Range<Instant>], inout SeededDice) -> Void
    ) {
        var dice = SeededDice(seed)
        for span in Self.spans {
            for round in 0..<rounds {
                let start = dice.wholeMinute(2019...2027)
                law(span, start, dice.pauses(round % 5, near: start), &dice)
            }
        }
    }

    @Test(arguments: SampleCalendar.all)
    func aDeadlineWithPausesIsTheOneFoundByWalking(sample: SampleCalendar) {
        let walk = MinuteWalk(sample.calendar)
        let isRare = sample.calendar == SampleCalendar.rarely
        tries(sample, seed: 7, rounds: 5) { span, start, pauses, _ in
            // Ninety minutes a week take a patient walker too long.
            if isRare, span.unit == .businessHours { return }
            let expected =
                switch span.unit {
                case .minutes: walk.deadline(after: start, minutes: span.count, workingOnly: false, pauses: pauses)
                case .hours: walk.deadline(after: start, minutes: span.count * 60, workingOnly: false, pauses: pauses)
                case .days: walk.deadline(after: start, minutes: span.count * 1440, workingOnly: false, pauses: pauses)
                case .businessMinutes: walk.deadline(after: start, minutes: span.count, pauses: pauses)
                case .businessHours: walk.deadline(after: start, minutes: span.count * 60, pauses: pauses)
                case .workingDays: walk.lastInstant(after: start, dates: span.count, workingOnly: true, pauses: pauses)
                case .calendarDays:
                    walk.lastInstant(after: start, dates: span.count, workingOnly: false, pauses: pauses)
                }
            #expect(
                span.deadline(from: start, on: sample.calendar, pauses: pauses) == expected, "\(span) from \(start)")
        }
    }

    @Test(arguments: SampleCalendar.all)
    func theOrderOfPausesAndTheirCutsDoNotMatter(sample: SampleCalendar) {
        tries(sample, seed: 8, rounds: 40) { span, start, pauses, dice in
            let due = span.deadline(from: start, on: sample.calendar, pauses: pauses)
            var cut = pauses.shuffled(using: &dice)
            for pause in pauses where !pause.isEmpty {
                let middle = Instant(
                    milliseconds: .random(
                        in: pause.lowerBound.milliseconds...pause.upperBound.milliseconds, using: &dice))
                cut += [middle..<pause.upperBound, pause.lowerBound..<middle]
            }
            #expect(span.deadline(from: start, on: sample.calendar, pauses: cut) == due)
        }
    }

    @Test(arguments: SampleCalendar.all)
    func aPauseGivesBackWhatItTookAndALaterOneNothing(sample: SampleCalendar) {
        let calendar = sample.calendar
        tries(sample, seed: 9, rounds: 40) { span, start, _, dice in
            let plain = span.deadline(from: start, on: calendar)
            let begins = Instant(milliseconds: .random(in: start.milliseconds..<plain.milliseconds, using: &dice))
            let pause = begins..<begins + .minutes(.random(in: 1...9000, using: &dice))
            let paused = span.deadline(from: start, on: calendar, pauses: [pause])
            #expect(paused >= plain)
            let given =
                switch span.unit {
                case .minutes, .hours, .days: start + (plain - start) + (pause.upperBound - pause.lowerBound)
                case .businessMinutes, .businessHours:
                    calendar.deadline(
                        after: start,
                        working: calendar.workingTime(from: start, to: plain)
                            + calendar.workingTime(from: pause.lowerBound, to: pause.upperBound))
                case .workingDays, .calendarDays: paused
                }
            #expect(paused == given)
            let later = paused + .milliseconds(2)..<paused + .days(20)
            #expect(span.deadline(from: start, on: calendar, pauses: [later, pause]) == paused)
        }
    }

    @Test(arguments: SampleCalendar.all)
    func theShareUsedIsOneAtTheDeadlineAndLateRightAfter(sample: SampleCalendar) {
        let calendar = sample.calendar
        tries(sample, seed: 10, rounds: 30) { span, start, pauses, _ in
            let due = span.deadline(from: start, on: calendar, pauses: pauses)
            #expect(span.used(from: start, to: start, on: calendar, pauses: pauses) == 0)
            #expect(span.used(from: start, to: due, on: calendar, pauses: pauses) == 1)
            #expect(!span.isLate(from: start, to: due, on: calendar, pauses: pauses))
            #expect(span.instant(at: 1, from: start, on: calendar, pauses: pauses) == due)
            let after = due + .milliseconds(1)
            switch span.unit {
            case .workingDays, .calendarDays: #expect(span.isLate(from: start, to: after, on: calendar, pauses: pauses))
            case .minutes, .hours, .days, .businessMinutes, .businessHours:
                let before = Instant(milliseconds: due.milliseconds - 1)
                #expect(span.used(from: start, to: before, on: calendar, pauses: pauses) < 1)
                #expect(span.isLate(from: start, to: due + .days(40), on: calendar, pauses: pauses))
            }
        }
    }

    @Test(arguments: SampleCalendar.all)
    func theShareNeverShrinksAndWarningsComeWhenItIsReached(sample: SampleCalendar) {
        let calendar = sample.calendar
        tries(sample, seed: 11, rounds: 15) { span, start, pauses, dice in
            var last = 0.0
            var now = start
            for _ in 0..<60 {
                now = now + .minutes(.random(in: 0...400, using: &dice))
                let used = span.used(from: start, to: now, on: calendar, pauses: pauses)
                #expect(used >= last)
                last = used
            }
            for share in [0.1, 0.5, 0.7, 0.9, 1.5] {
                let warning = span.instant(at: share, from: start, on: calendar, pauses: pauses)
                let used = span.used(from: start, to: warning, on: calendar, pauses: pauses)
                #expect(abs(used - share) < 1e-6, "\(span) \(share) \(used)")
            }
        }
    }
}
