import Database
import Handbook
import Kernel

/// Making, looking at and publishing a roster; whoever may send people to work may do it (GAME-17, F-60).
extension Rosters {
    /// From these patterns; from none, an empty one.
    func make(
        in unit: Unit.ID, _ days: ClosedRange<Day>, by patterns: [RotationPattern.ID], by actor: Actor
    ) throws -> Roster {
        try begin(in: unit, days, by: actor) { roster, making in
            guard !patterns.isEmpty else { return [] }
            let chosen = try patterns.map { try tx.rotationPatterns.require($0) }
            guard chosen.allSatisfy({ $0.unit == unit && !$0.isRetired }) else {
                throw RotationPattern.Refusal.unknown
            }
            return try making.shifts(by: chosen, ids: tx.ids, by: actor.staff.id, at: tx.now)
        }
    }

    /// Like an earlier one, by whole weeks.
    func copy(_ earlier: Roster.ID, to days: ClosedRange<Day>, by actor: Actor) throws -> Roster {
        let earlier = try require(earlier)
        return try begin(in: earlier.unit, days, by: actor) { _, making in
            try making.shifts(
                like: earlier, try tx.shifts.of(earlier.id), ids: tx.ids, by: actor.staff.id, at: tx.now)
        }
    }

    private func begin(
        in unit: Unit.ID, _ days: ClosedRange<Day>, by actor: Actor,
        _ shifts: (Roster, RosterMaking) throws -> [ShiftAssignment]
    ) throws -> Roster {
        try authorize(actor, .reassignCase, in: unit, isOwn: false)
        let roster = try Roster.make(
            id: tx.ids.make(), unit: unit, from: days.lowerBound, until: days.upperBound, by: actor.staff.id,
            at: tx.now)
        try insert(roster)
        let setting = try setting(of: unit)
        let people = Set(try tx.colleagues(of: unit, limit: Roster.mostPeople).map(\.id))
        let members = try tx.shiftGroups.members(of: unit, on: days)
        let examination = try examination(of: roster, [], setting)
        let skill = examination.rules.lazy.compactMap { rule -> String? in
            if case .rosterQualified(let skill) = rule.gate { skill } else { nil }
        }.first
        let making = RosterMaking(
            roster: roster,
            office: OfficeDays(calendar: setting.calendar, holidays: try tx.calendars.holidays(asOf: tx.now)),
            templates: try tx.shiftTemplates.of(unit),
            groups: try tx.shiftGroups.of(unit), members: members, people: people,
            isQualified: { person, line in skill.map { examination.missing(person, for: line, $0) == nil } ?? true })
        try tx.shifts.insert(try shifts(roster, making))
        try tx.record(.rosterMade, about: roster.subject, in: unit, by: actor.staff.id)
        return roster
    }

    /// Everything that is not as the clauses ask, all at once.
    func findings(of roster: Roster) throws -> [RosterFinding] {
        try examination(of: roster).findings(on: roster.days)
    }

    /// Somebody has looked at all findings; a draft with findings may be checked, and not published.
    @discardableResult
    func check(_ id: Roster.ID, version: Int?, by actor: Actor) throws -> [RosterFinding] {
        var roster = try change(id, version: version, by: actor)
        guard try !isEmpty(roster) else { throw Roster.Refusal.empty }
        let findings = try findings(of: roster)
        try roster.check(by: actor.staff.id, at: tx.now)
        try save(roster)
        try tx.record(
            .rosterChecked, about: roster.subject, in: roster.unit, by: actor.staff.id,
            details: ["count": String(findings.count)])
        return findings
    }

    /// An empty month has been looked at by nobody.
    private func isEmpty(_ roster: Roster) throws -> Bool {
        try tx.shifts.of(roster.id).isEmpty && tx.duties.of(roster.id).isEmpty
    }

    /// People work by it from now on. Refused with every clause that requires something it does not keep.
    func publish(_ id: Roster.ID, version: Int?, by actor: Actor) throws {
        var roster = try change(id, version: version, by: actor)
        let setting = try setting(of: roster.unit)
        try roster.publish(by: actor.staff.id, at: tx.now)
        if let other = try binding(on: roster.unit, days: roster.days).first {
            throw Roster.Refusal.overlaps(other.from, other.until)
        }
        let drafted = try tx.shifts.of(roster.id)
        let duties = try tx.duties.of(roster.id)
        guard !drafted.isEmpty || !duties.isEmpty else { throw Roster.Refusal.empty }
        // Nobody is absent from what nobody could know of.
        let today = setting.calendar.day(of: tx.now)
        guard roster.from >= today, drafted.allSatisfy({ $0.span.lowerBound > tx.now }) else {
            throw Roster.Refusal.begun(roster.from)
        }
        try save(roster)
        try openForLeave(roster, drafted, setting, by: actor)
        let shifts = try tx.shifts.of(roster.id, withTakenBack: true)
        let findings = try examination(of: roster, shifts, setting).findings(on: roster.days)
        let impossible = findings.filter { $0.clause == nil && $0.isBlock }
        guard impossible.isEmpty else { throw Roster.Refusal.blocked(impossible) }
        let passage = try tx.obligations.pass(checks(findings, setting), of: owing(roster, setting))
        let event = try tx.record(
            .rosterPublished, about: roster.subject, in: roster.unit, by: actor.staff.id,
            details: ["count": String(shifts.count { $0.isLive })])
        try tx.obligations.enter(passage, under: event)
        try endDue(by: roster, under: event, setting)
        try tx.notify(Set(shifts.compactMap(\.staff) + duties.flatMap(\.people)), of: event)
        try offer(shifts, by: actor.staff.id)
        try tx.leaves.recount(
            after: roster, of: Set(shifts.compactMap(\.staff)).sorted { $0.rawValue < $1.rawValue },
            in: setting.calendar.zone, by: actor.staff.id)
    }

    /// Whoever is on leave in these days does not work: their shifts are the substitute's or open, as if the leave had been
    /// agreed to now (GAME-60).
    private func openForLeave(
        _ roster: Roster, _ shifts: [ShiftAssignment], _ setting: RosterSetting, by actor: Actor
    ) throws {
        let days = roster.from...roster.until.advanced(by: 1)
        let people = Set(shifts.compactMap(\.staff)).sorted { $0.rawValue < $1.rawValue }
        for leave in try tx.leaves.away(of: people, in: setting.hours(of: days)) where leave.endedAt == nil {
            try tx.leaves.takeOffRoster(leave, by: actor.staff.id)
        }
    }

    /// When these people are on agreed leave in an interval.
    func away(_ people: [Staff.ID], in hours: Range<Instant>) throws -> [Staff.ID: [Range<Instant>]] {
        Dictionary(grouping: try tx.leaves.away(of: people, in: hours), by: \.staff).mapValues { $0.map(\.absence) }
    }

    func discard(_ id: Roster.ID, version: Int?, by actor: Actor) throws {
        var roster = try change(id, version: version, by: actor)
        try roster.discard()
        try save(roster)
        try tx.record(.rosterDiscarded, about: roster.subject, in: roster.unit, by: actor.staff.id)
    }

    func close(_ id: Roster.ID, by actor: Actor) throws {
        var roster = try change(id, version: nil, by: actor)
        let today = try setting(of: roster.unit).calendar.day(of: tx.now)
        try roster.close(by: actor.staff.id, at: tx.now, today: today)
        try save(roster)
        try tx.record(.rosterClosed, about: roster.subject, in: roster.unit, by: actor.staff.id)
    }

    /// Published ones whose first day has come.
    func enterForce(limit: Int) throws {
        for var roster in try coming(through: Zone.shanghai.day(of: tx.now + .days(1)), limit: limit) {
            guard try setting(of: roster.unit).calendar.day(of: tx.now) >= roster.from else { continue }
            try roster.enterForce(at: tx.now)
            try save(roster)
            try tx.record(.rosterInForce, about: roster.subject, in: roster.unit, by: nil)
        }
    }

    /// One that a colleague has not changed meanwhile, by somebody who may.
    func change(_ id: Roster.ID, version: Int?, by actor: Actor) throws -> Roster {
        let roster = try require(id)
        guard actor.canSee(roster, try tx.rosterReach(of: actor)) else { throw Roster.Refusal.unknown }
        try authorize(actor, .reassignCase, in: roster.unit, isOwn: false)
        try roster.expect(version: version)
        return roster
    }

    private func checks(_ findings: [RosterFinding], _ setting: RosterSetting) -> [GateCheck] {
        setting.rules.map { clause, gate in
            let mine = findings.filter { $0.clause == clause.number && $0.counts }
            return GateCheck(
                clause: clause, rule: gate.rule, duty: .dutySupervisor,
                missing: mine.isEmpty ? nil : Sentence(.rosterFindingsOf, String(mine.count)))
        }
    }

    func owing(_ roster: Roster, _ setting: RosterSetting) -> Owing {
        Owing(
            subject: roster.subject, unit: roster.unit, circumstances: Circumstances(), round: 1,
            version: setting.version, handbook: setting.handbook, calendar: setting.calendar,
            holder: { [tx] duty in
                duty == .dutySupervisor ? try tx.appointments.dutySupervisor(of: roster.unit, at: tx.now) : nil
            })
    }
}

/// By what a unit's rosters are judged.
struct RosterSetting {
    let version: HandbookVersion.ID
    let handbook: Handbook
    let calendar: BusinessCalendar

    /// From the first midnight of some days to the last.
    func hours(of days: ClosedRange<Day>) -> Range<Instant> {
        calendar.instant(days.lowerBound, .midnight)..<calendar.instant(days.upperBound.advanced(by: 1), .midnight)
    }

    /// Those of the gates that look at rosters.
    var rules: [(clause: Clause, gate: Gate)] {
        let rules: Set<Gate.Rule> = [
            .rosterMinimum, .rosterQualified, .rosterRest, .rosterWeek, .dutyManned, .rosterMonthEdge,
        ]
        return handbook.gates().filter { rules.contains($0.1.rule) }.map { (clause: $0.0, gate: $0.1) }
    }
}

extension Rosters {
    func setting(of unit: Unit.ID) throws -> RosterSetting {
        guard let version = try tx.handbooks.inForce(tx.units.handbookCode(of: unit), at: tx.now) else {
            throw Roster.Refusal.noHandbook
        }
        let handbook = try tx.handbooks.handbook(of: version)
        return RosterSetting(
            version: version.id, handbook: handbook,
            calendar: try tx.calendars.calendar(of: unit, under: handbook))
    }

    func examination(of roster: Roster) throws -> RosterExamination {
        try examination(of: roster, try tx.shifts.whole(roster.id), try setting(of: roster.unit))
    }

    func examination(of roster: Roster, _ shifts: [ShiftAssignment], _ setting: RosterSetting) throws
        -> RosterExamination
    {
        try examination(of: roster, RosterShifts(shifts), setting)
    }

    /// Everything the examination needs of a roster, in a handful of questions.
    func examination(of roster: Roster, _ whole: RosterShifts, _ setting: RosterSetting) throws -> RosterExamination {
        let members = try tx.shiftGroups.members(of: roster.unit, on: roster.days)
        let people = whole.staff.union(members.map(\.staff)).sorted { $0.rawValue < $1.rawValue }
        let zone = setting.calendar
        let before =
            zone.instant(
                roster.from.advanced(by: -7), .midnight)..<zone.instant(
                roster.until.advanced(by: 8), .midnight)
        let others = try tx.shifts.of(people, between: before, besides: roster.id)
        var needs: [Line.ID: Set<Line.Need>] = [:]
        for line in whole.lines.union(try tx.shiftGroups.of(roster.unit).compactMap(\.line)) {
            needs[line] = try tx.lines.find(line)?.needs
        }
        let promised = try promised(in: roster.unit, roster.days, by: setting.calendar)
        return RosterExamination(
            calendar: setting.calendar, rules: setting.rules, groups: try tx.shiftGroups.of(roster.unit),
            manned: Set(members.map(\.group)), shifts: whole.shifts, others: others,
            duties: try tx.duties.of(roster.id) + tx.duties.beside(roster, in: setting.hours(of: roster.days)),
            skills: try tx.skills.of(people), needs: needs,
            promised: promised, members: try lineMembers(of: promised),
            away: try away(people, in: setting.hours(of: roster.from...roster.until.advanced(by: 1))))
    }
}

extension Transaction {
    /// Whose rosters a person may read: those of their own units and of the units above, on which they stand themselves,
    /// whatever they do there; and those of the units whose cases they read.
    func rosterReach(of actor: Actor) throws -> UnitReach {
        let read = actor.units(permitting: .readCase)
        guard read != .all else { return read }
        var own = Set(try actor.holdings.flatMap { try units.chain(from: $0.unit).map(\.id) })
        if case .some(let more) = read { own.formUnion(more) }
        return own.isEmpty ? .nothing : .some(own.sorted { $0.rawValue < $1.rawValue })
    }
}

extension Actor {
    /// Everybody of the unit reads what is published; a draft is for whoever makes rosters there.
    func canSee(_ roster: Roster, _ reach: UnitReach) -> Bool {
        roster.state.isBinding ? reach.contains(roster.unit) : may(.reassignCase, in: roster.unit, isOwn: false)
    }
}

extension Roster {
    var subject: Subject { Subject(.roster, id.rawValue) }
}
