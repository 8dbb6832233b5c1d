/// What lies between a start and its deadline, found anew.
struct DeadlineEvidence {
    let start: Instant
    let due: Instant
    let calendar: BusinessCalendar
    let pauses: Pauses

    /// Open and not paused. Goes from opening to opening and from pause to pause, so its cost is that of the list.
    func intervals(workingOnly: Bool) -> [Range<Instant>] {
        var intervals: [Range<Instant>] = []
        var waiting = pauses.merged[...]
        var now = start
        while now < due, intervals.count < DeadlineProof.listLimit {
            if let pause = waiting.first, pause.lowerBound <= now {
                now = max(now, pause.upperBound)
                waiting.removeFirst()
                continue
            }
            let opening = workingOnly ? calendar.nextOpening(from: now) : now..<due
            let opens = max(now, opening.lowerBound)
            let closes = min(opening.upperBound, due, waiting.first?.lowerBound ?? due)
            if opens < closes { intervals.append(opens..<closes) }
            now = opens < closes ? closes : min(opens, waiting.first?.lowerBound ?? opens)
        }
        return intervals
    }

    /// The dates after the first that no pause gives back.
    func dates(workingOnly: Bool) -> [Day] {
        var days: [Day] = []
        var waiting = pauses.merged[...]
        var day = calendar.day(of: start)
        let last = calendar.day(of: due)
        while days.count < DeadlineProof.listLimit {
            day = workingOnly ? calendar.workingDay(1, after: day) : day.advanced(by: 1)
            guard day <= last else { break }
            let opens = calendar.instant(day, .midnight)
            waiting = waiting.drop { $0.upperBound <= opens }
            if let pause = waiting.first, pause.contains(opens) {
                day = calendar.day(of: pause.upperBound.justBefore)
            } else {
                days.append(day)
            }
        }
        return days
    }

    /// What each pause gave back by itself. `isTooLate` says whether a beginning no longer mattered.
    func returns(
        _ pauses: [DeadlineProof.Pause], isTooLate: (Instant) -> Bool, amount: (Range<Instant>) -> DeadlineProof.Amount
    ) -> [DeadlineProof.Return] {
        var covered = start
        return pauses.sorted { $0.during.lowerBound < $1.during.lowerBound }.map { pause in
            let begins = max(covered, pause.during.lowerBound)
            let own = begins..<max(begins, pause.during.upperBound)
            covered = own.upperBound
            let tooLate = isTooLate(own.lowerBound)
            return .init(pause: pause, amount: amount(tooLate ? begins..<begins : own), cameTooLate: tooLate)
        }
    }
}
