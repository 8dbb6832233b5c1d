import Handbook
import Kernel

/// Looks at a roster, or at some days and people of it, with the eyes of the clauses: everything that is not as they ask,
/// at once (GAME-04, GAME-18, GAME-66, GEN3-02, MART-13, SOFT-19, SOFT-66, A-10). Pure.
struct RosterExamination {
    let calendar: BusinessCalendar
    /// The gates of the handbook in force in the unit.
    let rules: [(clause: Clause, gate: Gate)]
    let groups: [ShiftGroup]
    /// Those that have people on its days.
    var manned: Set<ShiftGroup.ID> = []
    /// Of the roster, with those taken back for leave.
    let shifts: [ShiftAssignment]
    /// What its people work by other rosters in the week before and after.
    var others: [ShiftAssignment] = []
    var duties: [DutyAssignment] = []
    var skills: [Staff.ID: [String: Int]] = [:]
    var needs: [Line.ID: Set<Line.Need>] = [:]
    /// Hours in which the channels of the unit promise somebody.
    var promised: [PromisedHours] = []
    /// Who is of those lines that are a channel's or are looked at.
    var members: [Staff.ID: Set<Line.ID>] = [:]
    /// Hours in which its people are on agreed leave (GAME-60).
    var away: [Staff.ID: [Range<Instant>]] = [:]

    /// Of these days; of people, those named (nothing: all). Each finding once, in time.
    /// - Parameter whole: the coverage of these days, where it is known already.
    func findings(
        on days: ClosedRange<Day>, of people: Set<Staff.ID>? = nil, covered whole: ShiftCoverage? = nil
    ) -> [RosterFinding] {
        covering(on: days, whole) + qualified(on: days, of: people) + rest(on: days, of: people) + duties(on: days)
            + edges(on: days) + onLeave(on: days, of: people)
    }

    /// How many are there against how many must be.
    /// - Parameter part: a part that is counted though nothing is asked of it; a channel without lines has its own hours then.
    func coverage(on days: ClosedRange<Day>, of part: ShiftCoverage.Part? = nil) -> ShiftCoverage {
        var needs = ShiftCoverage.needs(of: groups, working: shifts)
        needs += promised.map(\.need)
        if case .channel(let channel) = part {
            needs += promised.filter { $0.channel == channel && $0.lines.isEmpty }.map {
                ShiftCoverage.Need(part: .channel(channel), hours: $0.hours, minimum: 1, target: 1)
            }
        }
        // What its people work in another unit is no presence in this one.
        let unit = shifts.first?.unit
        return ShiftCoverage(
            window(of: days), shifts: there(shifts + others.filter { $0.unit == unit }), needs: needs, of: part,
            standing: ShiftCoverage.Standing(people: members, channels: promised.lines))
    }

    private func window(of days: ClosedRange<Day>) -> Range<Instant> {
        calendar.instant(days.lowerBound, .midnight)..<calendar.instant(days.upperBound.advanced(by: 1), .midnight)
    }

    private func clauses(_ rule: Gate.Rule) -> [(clause: Clause, gate: Gate)] { rules.filter { $0.gate.rule == rule } }

    private func found(_ matter: RosterFinding.Matter, _ clause: Clause) -> RosterFinding {
        RosterFinding(matter: matter, clause: clause.number, isBlock: clause.strength != .advise)
    }

    private func covering(on days: ClosedRange<Day>, _ whole: ShiftCoverage?) -> [RosterFinding] {
        guard let clause = clauses(.rosterMinimum).first?.clause, !shifts.isEmpty else { return [] }
        let coverage = whole ?? self.coverage(on: days)
        let gaps = coverage.gaps.map { gap in
            switch gap.part {
            case .group(let id):
                found(.belowMinimum(id, gap.hours, present: gap.present, minimum: gap.minimum), clause)
            case .channel(let id):
                found(
                    .channelUnmanned(id, name: promised.first { $0.channel == id }?.name ?? "", gap.hours), clause)
            case .unit, .line: found(.unmanned(gap.hours), clause)
            }
        }
        let open = shifts.filter { $0.isOpen && days.contains($0.day) }.map {
            RosterFinding(matter: .open($0.id, $0.span), clause: clause.number, isBlock: false)
        }
        return gaps + open + absent(clause) + below(coverage, clause)
    }

    /// A group has a target beside its minimum: that it is missed is said, and hinders nothing.
    private func below(_ coverage: ShiftCoverage, _ clause: Clause) -> [RosterFinding] {
        coverage.shortfalls.compactMap { fall in
            guard case .group(let id) = fall.part else { return nil }
            return RosterFinding(
                matter: .belowTarget(id, fall.hours, present: fall.present, target: fall.target),
                clause: clause.number, isBlock: false)
        }
    }

    /// Of a draft a whole group can be taken off, and then it needs nobody: that it stands without people is said (GAME-18).
    private func absent(_ clause: Clause) -> [RosterFinding] {
        let there = Set(shifts.filter { !$0.isShadow }.compactMap(\.group))
        return groups.filter {
            !$0.isRetired && $0.minimum > 0 && manned.contains($0.id) && !there.contains($0.id)
        }.map {
            RosterFinding(
                matter: .groupAbsent($0.id, minimum: $0.minimum), clause: clause.number, isBlock: false)
        }
    }

    // MARK: - GAME-04

    private func qualified(on days: ClosedRange<Day>, of people: Set<Staff.ID>?) -> [RosterFinding] {
        guard let (clause, gate) = clauses(.rosterQualified).first, case .rosterQualified(let skill) = gate else {
            return []
        }
        let live = shifts.filter(\.isLive)
        var lacking: [Standing: String?] = [:]
        let there = there(live)
        return live.compactMap { shift in
            guard days.contains(shift.day), let person = shift.staff else { return nil }
            if shift.isShadow {
                // The mentor may be the one who was moved, so everybody who learns is looked at.
                return hasMentor(shift, among: there) ? nil : found(.noMentor(shift.id, person), clause)
            }
            guard people?.contains(person) ?? true else { return nil }
            let standing = Standing(person: person, line: shift.line)
            let known = lacking[standing] ?? missing(person, for: shift.line, skill)
            lacking[standing] = .some(known)
            guard let missing = known else { return nil }
            return found(.unqualified(shift.id, person, skill: missing), clause)
        }
    }

    /// Somebody on a line, who is asked about once, however often they stand there.
    private struct Standing: Hashable {
        let person: Staff.ID
        let line: Line.ID?
    }

    /// What a person lacks to stand alone on a line; nothing: they may.
    func missing(_ person: Staff.ID, for line: Line.ID?, _ skill: String) -> String? {
        Self.lacking(skills[person] ?? [:], of: [skill], and: line.flatMap { needs[$0] } ?? [])
    }

    /// Of some training and of what a line needs, the first skill that somebody with these levels does not have.
    static func lacking(_ own: [String: Int], of training: [String], and needs: Set<Line.Need>) -> String? {
        if let skill = training.first(where: { own[$0] == nil }) { return skill }
        return needs.filter { own[$0.skill, default: 0] < $0.level }.map(\.skill).min()
    }

    private func hasMentor(_ shift: ShiftAssignment, among live: [ShiftAssignment]) -> Bool {
        guard let mentor = shift.mentor else { return false }
        return live.contains {
            $0.staff == mentor && $0.counts && $0.span.lowerBound <= shift.span.lowerBound
                && $0.span.upperBound >= shift.span.upperBound
        }
    }

    // MARK: - A-10

    private func rest(on days: ClosedRange<Day>, of people: Set<Staff.ID>?) -> [RosterFinding] {
        let rest = clauses(.rosterRest).first
        let week = clauses(.rosterWeek).first
        var minutes: Int?
        var most: Int?
        var dayOff = false
        if case .rosterRest(let hours)? = rest?.gate { minutes = hours * 60 }
        if case .rosterWeek(let hours, let asks)? = week?.gate { (most, dayOff) = (hours * 60, asks) }
        var mine: [Staff.ID: [ShiftAssignment]] = [:]
        for shift in shifts + others where shift.isLive {
            if let person = shift.staff, people?.contains(person) ?? true { mine[person, default: []].append(shift) }
        }
        return mine.sorted { $0.key.rawValue < $1.key.rawValue }.flatMap { person, shifts -> [RosterFinding] in
            RestCheck(shifts, restMinutes: minutes, weekMinutes: most, dayOff: dayOff).findings.compactMap {
                switch $0 {
                case .overlap(let one, let other):
                    guard let a = shifts.first(where: { $0.id == one }),
                        let b = shifts.first(where: { $0.id == other }), days.contains(a.day) || days.contains(b.day)
                    else {
                        return nil
                    }
                    return RosterFinding(matter: .overlap(person, a.span, b.span), clause: nil, isBlock: true)
                case .shortRest(_, let next, let gap):
                    guard let after = shifts.first(where: { $0.id == next }), days.contains(after.day), let rest else {
                        return nil
                    }
                    return found(
                        .shortRest(person, after.span.lowerBound, minutes: gap, asked: minutes ?? 0), rest.clause)
                case .longWeek(let monday, let worked):
                    guard let week, (monday...monday.advanced(by: 6)).overlaps(days) else { return nil }
                    return found(.longWeek(person, monday, minutes: worked, asked: most ?? 0), week.clause)
                case .noDayOff(let monday):
                    guard let week, (monday...monday.advanced(by: 6)).overlaps(days) else { return nil }
                    return found(.noDayOff(person, monday), week.clause)
                }
            }
        }
    }

    // MARK: - GAME-60

    /// Shifts over agreed leave: nobody works them as they stand, whatever a clause says.
    private func onLeave(on days: ClosedRange<Day>, of people: Set<Staff.ID>?) -> [RosterFinding] {
        guard !away.isEmpty else { return [] }
        return shifts.compactMap { shift in
            guard shift.isLive, days.contains(shift.day), let person = shift.staff,
                people?.contains(person) ?? true, let hours = away[person]?.first(where: shift.span.overlaps)
            else { return nil }
            let missed = shift.span.clamped(to: hours)
            return RosterFinding(matter: .onLeave(shift.id, person, missed), clause: nil, isBlock: true)
        }
    }

    /// The shifts, less the hours of leave: whoever is on leave is not there, though the roster says so.
    private func there(_ shifts: [ShiftAssignment]) -> [ShiftAssignment] {
        guard !away.isEmpty else { return shifts }
        return shifts.flatMap { shift -> [ShiftAssignment] in
            guard shift.isLive, let hours = shift.staff.flatMap({ away[$0] }),
                hours.contains(where: shift.span.overlaps)
            else { return [shift] }
            return Self.rest(of: shift.span, without: hours).map { part in
                var rest = shift
                rest.span = part
                return rest
            }
        }
    }

    // MARK: - MART-13, SOFT-66

    private func duties(on days: ClosedRange<Day>) -> [RosterFinding] {
        clauses(.dutyManned).flatMap { clause, gate -> [RosterFinding] in
            guard case .dutyManned(let kind, let hours, let backup) = gate else { return [] }
            let mine = duties.filter { $0.isLive && $0.kind == kind }
            let asked = Self.stretches(days.flatMap { self.hours(hours, on: $0) })
            let empty = asked.flatMap { Self.rest(of: $0, without: mine.map(\.span)) }
            let alone = backup ? mine.filter { $0.backup == nil && days.contains($0.day) } : []
            return empty.map { found(.dutyUnmanned(kind, $0), clause) }
                + alone.map { found(.dutyWithoutBackup(kind, $0.span), clause) }
        }
    }

    /// The hours of a day for which a duty is asked, by the unit's calendar.
    func hours(_ hours: DutyHours, on day: Day) -> [Range<Instant>] {
        let whole = calendar.instant(day, .midnight)..<calendar.instant(day.advanced(by: 1), .midnight)
        switch hours {
        case .all: return [whole]
        case .open: return calendar.openings(on: day)
        case .closed:
            let before = calendar.openings(on: day.advanced(by: -1))
            return Self.rest(of: whole, without: before + calendar.openings(on: day))
        }
    }

    /// What lies next to each other is one.
    static func stretches(_ ranges: [Range<Instant>]) -> [Range<Instant>] {
        ranges.sorted { $0.lowerBound < $1.lowerBound }.reduce(into: []) { whole, range in
            if let last = whole.last, range.lowerBound <= last.upperBound {
                whole[whole.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                whole.append(range)
            }
        }
    }

    /// What remains of a stretch where nobody of these is.
    static func rest(of range: Range<Instant>, without covered: [Range<Instant>]) -> [Range<Instant>] {
        var rest: [Range<Instant>] = []
        var from = range.lowerBound
        for cover in stretches(covered) where cover.upperBound > from && cover.lowerBound < range.upperBound {
            if cover.lowerBound > from { rest.append(from..<cover.lowerBound) }
            from = cover.upperBound
        }
        if from < range.upperBound { rest.append(from..<range.upperBound) }
        return rest
    }

    // MARK: - SOFT-19

    private func edges(on days: ClosedRange<Day>) -> [RosterFinding] {
        guard let (clause, gate) = clauses(.rosterMonthEdge).first,
            case .rosterMonthEdge(let count, let minimum) = gate, !shifts.isEmpty
        else { return [] }
        let edge = RotationPattern.Edge(code: "", first: count, last: count)
        let present = Dictionary(grouping: there(shifts).filter(\.counts), by: \.day)
        return days.compactMap { day in
            guard edge.holds(on: day), calendar.isWorkingDay(day) else { return nil }
            let people = Set((present[day] ?? []).compactMap(\.staff)).count
            return people < minimum ? found(.monthEdge(day, present: people, minimum: minimum), clause) : nil
        }
    }
}
