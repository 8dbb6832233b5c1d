import Kernel
public import Rostering

/// A month of a service department as it might be: three shifts and the night, full and part time, wishes, leave, fair
/// nights and weekends, trainees. The same for the same seed.
public enum GeneratedPlan {
    public static func make(members count: Int, days: Int, seed: UInt64, trainees: Int = 2) -> RosterPlan {
        var dice = Dice(state: seed)
        let shifts = [
            ShiftTemplate("A", name: "早班", start: .at(8), minutes: 480),
            ShiftTemplate("D", name: "日班", start: .at(10), minutes: 480),
            ShiftTemplate("B", name: "中班", start: .at(16), minutes: 480),
            ShiftTemplate("C", name: "夜班", start: .at(0 + 24), minutes: 480, isNight: true),
        ]
        var plan = RosterPlan(firstDay: Day(2026, 6, 1), days: days, shifts: shifts)
        let working = ShiftSet.working(4)
        let rest = plan.rest(ofAtLeast: 660)
        let free = count - trainees
        let weeks = Double(days) / 7
        for place in 0..<count {
            let isPartTime = place % 5 == 4
            let target = Int((isPartTime ? 24 : 40) * weeks)
            var rules = rest
            rules.append(Rule(.consecutiveWork, .run(of: working, atLeast: 2, atMost: 6)))
            rules.append(Rule(.consecutiveOff, .run(of: .off, atLeast: 2), .each(20)))
            rules.append(
                Rule(
                    .hours, .total(worth: [0, 8, 8, 8, 8], over: [0..<days], atLeast: target - 16, atMost: target + 8)))
            rules.append(Rule(.weekends, .stretches(plan.weekends, with: working, atMost: 3), .each(40)))
            let nights = (days * 4 + free - 1) / free
            rules.append(
                Rule(.nights, .total(worth: [0, 0, 0, 0, 1], over: [0..<days], atMost: nights + 1), .each(30)))
            rules.append(Rule(.consecutiveShift, .run(of: .shift(3), atLeast: 2, atMost: 4), .each(15)))
            rules.append(
                Rule(.wholeWeekend, .pattern([working, .off], from: plan.weekends.map(\.lowerBound)), .each(10)))
            rules.append(
                Rule(.wholeWeekend, .pattern([.off, working], from: plan.weekends.map(\.lowerBound)), .each(10)))
            let isTrainee = place >= count - trainees
            var works: Set<Int> = [0, 1, 2, 3]
            if isTrainee { works = [0, 1] } else if place % 4 == 3 { works.remove(3) }
            var member = RosterMember(
                .init("m\(place)"), name: "员工 \(place + 1)", works: works, rules: rules)
            if place % 6 == 0 {
                let start = Int.random(in: 0..<max(1, days - 3), using: &dice)
                for day in start..<min(days, start + 3) { member.settled[day] = .off }
            }
            for _ in 0..<4 {
                let day = Int.random(in: 0..<days, using: &dice)
                let kind = Int.random(in: 0..<5, using: &dice)
                let isOn = Bool.random(using: &dice)
                let set = kind == 0 ? ShiftSet.off : .shift(kind - 1)
                let weight = Weight.each(Int.random(in: 1...5, using: &dice))
                member.wishes.append(Wish(day: day, wanted: isOn ? set : set.inverted, weight: weight))
            }
            if isTrainee { member.mentors = [.init("m\(place - trainees)"), .init("m0"), .init("m1")] }
            plan.members.append(member)
        }
        // Three quarters of what they can work, spread over the shifts; trainees cover nothing.
        let capacity = Double(plan.members.prefix(free).indices.reduce(0) { $0 + ($1 % 5 == 4 ? 3 : 5) }) / 7
        let counts = plan.members.indices.suffix(trainees).reduce(into: [Int: Int]()) { $0[$1] = 0 }
        for day in 0..<days {
            let isWeekend = plan.day(day).weekday.rawValue >= 6
            for (shift, share) in [0.33, 0.22, 0.3, 0.15].enumerated() {
                let wanted = capacity * share * (isWeekend ? 0.8 : 1.05)
                let target = max(1, Int(wanted.rounded()) + (Int.random(in: 0..<6, using: &dice) == 0 ? 1 : 0))
                plan.demands.append(
                    Demand(
                        [.init(day: day, work: shift)], target: target, under: .each(100), over: .each(5),
                        counts: counts))
            }
        }
        plan.demands += plan.companions()
        return plan
    }

    private struct Dice: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return state
        }
    }
}
