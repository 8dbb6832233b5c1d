import Kernel
import Rostering

/// A ground as the solver takes it, and the solver's answer as it is kept. Pure.
///
/// Hard: training and skill, rest, hours and free day of a week, leave and other rosters, nobody twice, somebody there in
/// every hour that needs anybody, a group together or not at all. Soft, by the unit's weights: as many as are needed,
/// wishes, even nights, weekends and numbers of shifts, the turns of a group; where it has none, no single days.
struct ProposalPlan: Sendable {
    let ground: ProposalGround
    let plan: RosterPlan
    /// Of the demands, which hours they are about.
    private let labels: [Int: String]
    /// Of those that are about the target of a group, whose and on which shift.
    private let targets: [Int: GroupTarget]
    /// Hours that need somebody and that no shift covers.
    private let uncovered: [(day: Int, hours: String, needed: Int)]

    init(_ ground: ProposalGround) {
        self.ground = ground
        var plan = RosterPlan(
            firstDay: ground.days.lowerBound, days: ground.days.count,
            shifts: ground.templates.map {
                Rostering.ShiftTemplate(
                    .init($0.id.rawValue), name: $0.chinese, start: $0.starts, minutes: $0.lengthMinutes,
                    isNight: $0.isNight)
            })
        let qualified = ground.people.filter(\.isQualified)
        let share = Self.share(of: ground)
        let turns = ground.terms.weights.pattern > 0 ? ProposalTurns(ground) : nil
        plan.members = ground.people.map { person in
            let settled = Self.settled(for: person, on: ground)
            let turn = turns?.turn(of: person, on: ground, plan, settled: settled)
            let wishes = Self.wishes(of: person, on: ground) + (turn?.wishes ?? [])
            return RosterMember(
                .init(person.id.rawValue), name: person.name, works: Set(plan.works.indices),
                rules: Self.rules(for: person, on: ground, plan, turn.map(share.atLeast) ?? share, turn),
                wishes: wishes,
                settled: settled, past: Self.past(of: person, on: ground),
                mentors: person.isQualified
                    ? [] : qualified.filter { $0.id != person.id }.map { .init($0.id.rawValue) })
        }
        var labels: [Int: String] = [:]
        let (cover, uncovered) = Self.cover(ground, plan)
        for (demand, label) in cover {
            labels[plan.demands.count] = label
            plan.demands.append(demand)
        }
        plan.demands += plan.companions() + Self.together(ground, plan)
        var targets: [Int: GroupTarget] = [:]
        for (demand, target) in Self.targets(ground, plan) {
            targets[plan.demands.count] = target
            plan.demands.append(demand)
        }
        self.plan = plan
        self.labels = labels
        self.targets = targets
        self.uncovered = uncovered
    }

    /// The draft as it stands, for the solver to begin with; nothing where nobody works yet.
    var start: Rostering.Roster? {
        let places = Dictionary(ground.templates.enumerated().map { ($1.id, $0) }) { first, _ in first }
        let rows = Dictionary(ground.people.enumerated().map { ($1.id, $0) }) { first, _ in first }
        var roster = Rostering.Roster(members: plan.members.count, days: plan.days)
        var isEmpty = true
        for shift in ground.draft where shift.isLive {
            guard let row = shift.staff.flatMap({ rows[$0] }), let place = shift.template.flatMap({ places[$0] }),
                ground.days.contains(shift.day)
            else { continue }
            roster.rows[row][ground.days.lowerBound.distance(to: shift.day)] = place
            isEmpty = false
        }
        return isEmpty ? nil : roster
    }

    // MARK: - One person's rules

    private static func rules(
        for person: ProposalGround.Person, on ground: ProposalGround, _ plan: RosterPlan, _ share: Share,
        _ turn: ProposalTurns.Turn?
    ) -> [Rule] {
        let working = ShiftSet.working(plan.shifts.count)
        let weights = ground.terms.weights
        var rules = ground.restHours.map { plan.rest(ofAtLeast: $0 * 60) } ?? []
        let paid = [0] + ground.templates.map(\.paidMinutes)
        if let hours = ground.weekHours {
            let fixed = plan.weeks.map { minutes(of: person, in: $0, on: ground) }
            let free = zip(plan.weeks, fixed).filter { $0.1 == 0 }.map(\.0)
            let taken = zip(plan.weeks, fixed).filter { $0.1 > 0 }.map(\.0)
            if !free.isEmpty { rules.append(Rule(.hours, .total(worth: paid, over: free, atMost: hours * 60))) }
            // Of weeks in which something is worked already, what the fullest of them leaves: one counter for all.
            if let most = fixed.max(), !taken.isEmpty {
                rules.append(Rule(.hours, .total(worth: paid, over: taken, atMost: max(0, hours * 60 - most))))
            }
        }
        // Whoever never works seven days in a row has a free day in every week.
        if ground.hasDayOff { rules.append(Rule(.consecutiveWork, .run(of: working, atMost: 6))) }
        let nights = ground.templates.map { $0.isNight ? 1 : 0 }
        if weights.nights > 0, nights.contains(1), nights.contains(0) {
            rules.append(
                Rule(
                    .nights, .total(worth: [0] + nights, over: [0..<plan.days], atMost: share.nights),
                    .each(weights.nights)))
        }
        if weights.weekends > 0, !plan.weekends.isEmpty {
            rules.append(
                Rule(
                    .weekends, .stretches(plan.weekends, with: working, atMost: share.weekends),
                    .each(weights.weekends)))
        }
        if weights.evenness > 0 {
            rules.append(
                Rule(
                    .assignments,
                    .total(
                        worth: [0] + ground.templates.map { _ in 1 }, over: [0..<plan.days], atLeast: share.least,
                        atMost: share.most), .each(weights.evenness)))
        }
        // Whoever takes turns rests as the turns have it, a single day too.
        if weights.pattern > 0, turn == nil {
            rules.append(Rule(.consecutiveOff, .run(of: .off, atLeast: 2), .each(weights.pattern)))
            rules.append(Rule(.consecutiveWork, .run(of: working, atLeast: 2), .each(weights.pattern)))
        }
        return rules
    }

    private struct Share {
        let least, most, nights, weekends: Int

        /// What somebody's turns come to is no more and no less than their share.
        func atLeast(_ turn: ProposalTurns.Turn) -> Share {
            Share(
                least: min(least, turn.shifts), most: max(most, turn.shifts), nights: max(nights, turn.nights),
                weekends: max(weekends, turn.weekends))
        }
    }

    /// What an even share of the work is: shifts, nights, weekends.
    private static func share(of ground: ProposalGround) -> Share {
        let people = max(1, ground.people.filter(\.isQualified).count)
        let (shifts, nights) = taken(by: ground)
        let each = Double(shifts) / Double(people)
        let cap = ground.weekHours.map {
            Double($0 * 60 * ground.days.count) / 7 / Double(max(1, ground.templates.map(\.paidMinutes).min() ?? 1))
        }
        let fair = min(each, cap ?? each)
        let weekends = max(1, ground.days.count / 7)
        return Share(
            least: max(0, Int(fair) - 1), most: Int(fair.rounded(.up)) + 1,
            nights: Int((Double(nights) / Double(people)).rounded(.up)),
            weekends: min(
                weekends,
                max(1, Int((Double(weekends) * min(1, fair * 7 / 5 / Double(ground.days.count) + 0.3)).rounded(.up))))
        )
    }

    /// About how many shifts, and how many of nights, the demand takes: on each day the shift that covers most of what is
    /// still open, until nothing is; and where groups work together, as many as the smallest of them brings.
    private static func taken(by ground: ProposalGround) -> (shifts: Int, nights: Int) {
        let minimums = ground.groups.filter { group in ground.people.contains { $0.group == group.id } }.map(\.minimum)
        let together = ground.asksGroups ? max(1, minimums.min() ?? 1) : 1
        var open = ground.demand.needed
        var (shifts, nights) = (0, 0)
        for day in 0..<ground.days.count {
            let first = day * ProposalDemand.slots
            let before = shifts
            while true {
                let covered = ground.templates.map { template in
                    slots(of: template).map { first + $0 }.filter { open.indices.contains($0) && open[$0] > 0 }
                }
                // What only begins on the next day is that day's.
                let useful = covered.indices.filter { covered[$0].contains { $0 < first + ProposalDemand.slots } }
                guard let best = useful.max(by: { covered[$0].count < covered[$1].count }) else { break }
                for slot in covered[best] { open[slot] -= 1 }
                shifts += 1
                nights += ground.templates[best].isNight ? 1 : 0
            }
            shifts += (together - (shifts - before) % together) % together
        }
        return (shifts, nights)
    }

    /// What somebody works anyhow in a week, Monday to Sunday.
    private static func minutes(of person: ProposalGround.Person, in week: Range<Int>, on ground: ProposalGround) -> Int
    {
        let first = ground.days.lowerBound.advanced(by: week.lowerBound)
        let monday = first.advanced(by: 1 - first.weekday.rawValue)
        let days = monday...monday.advanced(by: 6)
        return person.fixed.filter { $0.isLive && days.contains($0.day) }.reduce(0) { $0 + $1.paidMinutes }
    }

    private static func slots(of template: ShiftTemplate) -> Range<Int> {
        (template.starts.minutes + 29) / 30..<(template.starts.minutes + template.lengthMinutes) / 30
    }

    private static func wishes(of person: ProposalGround.Person, on ground: ProposalGround) -> [Wish] {
        let codes = Dictionary(ground.templates.enumerated().map { ($1.code, $0) }) { first, _ in first }
        guard ground.terms.weights.wish > 0 else { return [] }
        return person.wishes.compactMap { wish in
            guard ground.days.contains(wish.day) else { return nil }
            let wanted: ShiftSet
            switch wish.kind {
            case .off: wanted = .off
            case .works:
                guard let place = codes[wish.code] else { return nil }
                wanted = .shift(place)
            case .avoids:
                guard let place = codes[wish.code] else { return nil }
                wanted = ShiftSet.shift(place).inverted
            }
            return Wish(
                day: ground.days.lowerBound.distance(to: wish.day), wanted: wanted,
                weight: .each(ground.terms.weights.wish * wish.strength))
        }
    }

    /// What leave, other rosters and the dates of a group leave of each day.
    private static func settled(for person: ProposalGround.Person, on ground: ProposalGround) -> [Int: ShiftSet] {
        var settled: [Int: ShiftSet] = [:]
        for (place, day) in ground.days.enumerated() {
            guard person.days.contains(where: { $0.contains(day) }) else {
                settled[place] = .off
                continue
            }
            var allowed = ShiftSet.off
            for (shift, template) in ground.templates.enumerated() {
                let from = ground.calendar.instant(day, template.starts)
                let hours = from..<(from + .minutes(template.lengthMinutes))
                let rest = Duration.minutes((ground.restHours ?? 0) * 60)
                let isFree =
                    !person.away.contains { $0.overlaps(hours) }
                    && !person.fixed.contains {
                        hours.overlaps(($0.span.lowerBound - rest)..<($0.span.upperBound + rest))
                    }
                if isFree { allowed.insert(.shift(shift)) }
            }
            if allowed != ShiftSet.off.union(.working(ground.templates.count)) { settled[place] = allowed }
        }
        return settled
    }

    private static func past(of person: ProposalGround.Person, on ground: ProposalGround) -> [Int] {
        let places = Dictionary(ground.templates.enumerated().map { ($1.id, $0 + 1) }) { first, _ in first }
        let worked = Dictionary(grouping: person.past.filter(\.isLive), by: \.day)
        guard !worked.isEmpty else { return [] }
        return (1...14).map { back in
            let shifts = worked[ground.days.lowerBound.advanced(by: -back)] ?? []
            return shifts.lazy.compactMap { $0.template.flatMap { places[$0] } }.first ?? 0
        }
    }

    // MARK: - What all of them cover

    /// For half hours that the same shifts cover: somebody there, hard; as many as needed, soft.
    private static func cover(_ ground: ProposalGround, _ plan: RosterPlan)
        -> (demands: [(Demand, String)], uncovered: [(day: Int, hours: String, needed: Int)])
    {
        var counts: [Int: Int] = [:]
        for (place, person) in ground.people.enumerated() where !person.isQualified { counts[place] = 0 }
        var demands: [(Demand, String)] = []
        var uncovered: [(day: Int, hours: String, needed: Int)] = []
        let weights = ground.terms.weights
        for day in 0..<plan.days {
            var stretch: (cells: [Demand.Cell], from: Int, needed: Int)?
            func close(at slot: Int) {
                guard let done = stretch, done.needed > 0 else { return }
                let hours = "\(TimeOfDay(minutes: done.from * 30))–\(TimeOfDay(minutes: slot * 30))"
                guard !done.cells.isEmpty else {
                    uncovered.append((day, hours, done.needed))
                    return
                }
                demands.append(
                    (
                        Demand(
                            done.cells, target: min(ground.terms.least, done.needed), under: .hard, counts: counts,
                            about: .cover), hours
                    ))
                demands.append(
                    (
                        Demand(
                            done.cells, target: done.needed, under: .each(weights.cover), over: .each(weights.spare),
                            counts: counts, about: .optimalCover), hours
                    ))
            }
            for slot in 0..<ProposalDemand.slots {
                let cells = ground.templates.enumerated().flatMap { place, template -> [Demand.Cell] in
                    let covered = Self.slots(of: template)
                    var cells: [Demand.Cell] = []
                    if covered.contains(slot) { cells.append(.init(day: day, work: place)) }
                    if day > 0, covered.contains(slot + ProposalDemand.slots) {
                        cells.append(.init(day: day - 1, work: place))
                    }
                    return cells
                }
                // Whoever came the evening before the roster begins is there already.
                let needed = max(
                    0, ground.demand.needed[day * ProposalDemand.slots + slot] - Self.there(ground, day, slot))
                if let open = stretch, open.cells == cells {
                    stretch = (cells, open.from, max(open.needed, needed))
                } else {
                    close(at: slot)
                    stretch = (cells, slot, needed)
                }
            }
            close(at: ProposalDemand.slots)
        }
        return (demands, uncovered)
    }

    private static func there(_ ground: ProposalGround, _ day: Int, _ slot: Int) -> Int {
        guard day == 0 else { return 0 }
        let at = ground.calendar.instant(ground.days.lowerBound, TimeOfDay(minutes: slot * 30))
        return ground.people.count { $0.past.contains { $0.counts && $0.span.contains(at) } }
    }
}

extension ProposalPlan {
    // MARK: - What came of it

    /// The answer as it is kept, with what each unmet wish or rule costs and what granting a wish would cost instead.
    func found(_ roster: Rostering.Roster, impossible: [RosterMember.ID]) -> ProposedRoster {
        let score = plan.score(roster)
        let shown = once(score.findings).sorted { ($0.isHard ? 0 : 1, -$0.cost) < ($1.isHard ? 0 : 1, -$1.cost) }
        var findings = shown.prefix(Self.mostFindings).map { finding in
            kept(finding, in: roster, score)
        }
        findings += uncovered.prefix(Self.mostFindings).map { gap in
            Self.kept(
                Sentence(.proposalUncovered, plan.day(gap.day).description, gap.hours, String(gap.needed)),
                isHard: true, day: gap.day)
        }
        findings += plan.members.filter { impossible.contains($0.id) }.map { member in
            Self.kept(Sentence(.proposalImpossible, member.name), isHard: true)
        }
        return ProposedRoster(
            people: plan.members.map(\.id.rawValue), templates: plan.shifts.map(\.id.rawValue), rows: roster.rows,
            mentors: mentors(in: roster), needed: ground.demand.needed, calls: ground.demand.calls,
            findings: findings, basis: ground.demand.basis)
    }

    private static let mostFindings = 200

    /// A group below its target is found with each of its people who is there: it is told once, with all that it costs.
    private func once(_ findings: [Score.Finding]) -> [Score.Finding] {
        var places: [GroupTarget: Int] = [:]
        return findings.reduce(into: []) { told, finding in
            guard let target = finding.demand.flatMap({ targets[$0] }) else {
                told.append(finding)
                return
            }
            if let place = places[target] {
                told[place].cost += finding.cost
            } else {
                places[target] = told.count
                told.append(finding)
            }
        }
    }

    private func told(_ finding: Score.Finding, in roster: Rostering.Roster) -> Sentence {
        if let target = finding.demand.flatMap({ targets[$0] }) {
            return Sentence(
                .proposalTarget, plan.day(target.day).description, plan.shifts[plan.works[target.work].shift].name,
                target.group, String(finding.amount))
        }
        guard let hours = finding.demand.flatMap({ labels[$0] }) else { return finding.sentence(in: plan) }
        let word: Word =
            finding.isHard ? .proposalNobody : isOver(finding, in: roster) ? .proposalOver : .proposalShort
        return Sentence(
            word, plan.day(finding.days.lowerBound).description, hours, String(finding.amount))
    }

    private func kept(_ finding: Score.Finding, in roster: Rostering.Roster, _ score: Score) -> ProposedRoster.Finding {
        Self.kept(
            told(finding, in: roster), why: finding.about == .wish ? why(finding, roster, score) : nil,
            cost: finding.isHard ? 0 : finding.cost, isHard: finding.isHard, day: finding.days.lowerBound)
    }

    private static func kept(
        _ said: Sentence, why: [Sentence]? = nil, cost: Int = 0, isHard: Bool, day: Int = 0
    ) -> ProposedRoster.Finding {
        func text(_ language: Language) -> String { (why ?? []).map { language($0) }.joined(separator: " ") }
        return ProposedRoster.Finding(
            chinese: Language.chinese(said), english: Language.english(said), whyChinese: text(.chinese),
            whyEnglish: text(.english), cost: cost, isHard: isHard, day: day)
    }

    private func isOver(_ finding: Score.Finding, in roster: Rostering.Roster) -> Bool {
        guard let demand = finding.demand.map({ plan.demands[$0] }) else { return false }
        let there = demand.cells.reduce(0) { sum, cell in
            roster.rows.indices.reduce(sum) {
                $0 + (roster.rows[$1][cell.day] == cell.work ? demand.counts[$1] ?? demand.others : 0)
            }
        }
        return there > demand.target
    }

    /// Grants the wish and leaves everything else: the worst of what is then no longer as it should be.
    private func why(_ finding: Score.Finding, _ roster: Rostering.Roster, _ score: Score) -> [Sentence]? {
        guard let member = finding.member,
            let wish = plan.members[member].wishes.first(where: {
                $0.day == finding.days.lowerBound && $0.about == .wish
            })
        else { return nil }
        var granted = roster
        let work = plan.works.indices.first { wish.wanted.has(plan.works[$0].shift + 1) }
        granted.rows[member][wish.day] = wish.wanted.has(0) ? Rostering.Roster.off : work ?? Rostering.Roster.off
        let after = plan.score(granted)
        let known = Set(score.findings)
        guard let worst = after.findings.filter({ !known.contains($0) }).max(by: { $0.cost < $1.cost }) else {
            return [Sentence(.proposalWhyCost, String(after.total - score.total))]
        }
        return [Sentence(.proposalWhy), told(worst, in: granted)]
    }

    /// Who learns is beside somebody who may stand alone, on the same shift.
    private func mentors(in roster: Rostering.Roster) -> [String: [String?]] {
        var mentors: [String: [String?]] = [:]
        for (place, person) in ground.people.enumerated() where !person.isQualified {
            mentors[person.id.rawValue] = roster.rows[place].enumerated().map { day, work in
                guard work != Rostering.Roster.off else { return nil }
                return ground.people.indices.first {
                    ground.people[$0].isQualified && roster.rows[$0][day] == work
                }.map { ground.people[$0].id.rawValue }
            }
        }
        return mentors
    }
}
