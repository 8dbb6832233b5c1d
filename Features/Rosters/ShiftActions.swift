import Database
import Handbook
import Kernel

/// What is entered by hand: a shift of a template, or of free hours, for somebody or for nobody yet.
struct ShiftPlan: Equatable, Sendable {
    let staff: Staff.ID?
    let template: ShiftTemplate.ID?
    /// Free hours, where there is no template.
    let hours: Range<TimeOfDay>?
    let day: Day
    let group: ShiftGroup.ID?
    let line: Line.ID?
    let post: String
    let mentor: Staff.ID?
}

/// Changes of single shifts. On a draft they leave no trace; on a published roster each needs a reason, is written into
/// the record of changes, and is told to whom it concerns (GAME-17).
extension Rosters {
    @discardableResult
    func add(_ plan: ShiftPlan, to id: Roster.ID, because reason: String, version: Int?, by actor: Actor) throws
        -> ShiftAssignment
    {
        var roster = try change(id, version: version, by: actor)
        let setting = try setting(of: roster.unit)
        try permit(&roster, on: [plan.day], reason, setting)
        let template = try plan.template.map { try tx.shiftTemplates.require($0) }
        guard template.map({ $0.unit == roster.unit }) ?? true else { throw ShiftTemplate.Refusal.unknown }
        guard template?.isRetired != true else { throw ShiftTemplate.Refusal.retired }
        let span: Range<Instant>
        if let template {
            span = try template.span(on: plan.day, in: setting.calendar.zone)
        } else if let hours = plan.hours {
            let from = setting.calendar.instant(plan.day, hours.lowerBound)
            let until = setting.calendar.instant(plan.day, hours.upperBound)
            guard from < until else { throw ShiftTemplate.Refusal.missingHour(plan.day) }
            span = from..<until
        } else {
            throw ShiftTemplate.Refusal.unknown
        }
        try refuse(begun: [span.lowerBound], on: roster)
        if let group = plan.group, try tx.shiftGroups.require(group).unit != roster.unit {
            throw ShiftGroup.Refusal.unknown
        }
        let before = try standing(of: roster, on: [plan.day], setting)
        let group = try plan.group ?? plan.staff.flatMap { try self.group(of: $0, in: roster.unit, on: plan.day) }
        let shift = ShiftAssignment(
            id: tx.ids.make(), roster: roster.id, unit: roster.unit, staff: plan.staff, template: plan.template,
            group: group, line: try plan.line ?? group.flatMap { try tx.shiftGroups.find($0)?.line }, post: plan.post,
            day: plan.day, span: span, breakMinutes: template?.breakMinutes ?? 0,
            origin: roster.state.isBinding ? .adjusted : .roster, isShadow: plan.staff != nil && plan.mentor != nil,
            mentor: plan.staff == nil ? nil : plan.mentor, enteredBy: actor.staff.id, enteredAt: tx.now)
        try place(shift, in: roster, setting)
        try tx.shifts.insert([shift])
        let passage = try pass(roster, on: [plan.day], since: before, setting)
        try keep(
            roster, shift.staff == nil ? .opened : .added, shift, was: nil, reason, setting, passage,
            telling: [shift.staff], by: actor)
        return shift
    }

    /// To another person, another day, or both; the hours stay those of the template, or those on the wall.
    @discardableResult
    func move(
        _ id: ShiftAssignment.ID, of rosterID: Roster.ID, to person: Staff.ID?, on day: Day, because reason: String,
        version: Int?, by actor: Actor
    ) throws -> ShiftAssignment {
        var roster = try change(rosterID, version: version, by: actor)
        let setting = try setting(of: roster.unit)
        let shift = try require(id, of: roster)
        try permit(&roster, on: [shift.day, day], reason, setting)
        let template = try shift.template.map { try tx.shiftTemplates.require($0) }
        let zone = setting.calendar.zone
        // On the day itself somebody stands in the place of another, whichever group they are of (GAME-18).
        let group =
            try person == shift.staff || day == shift.day
            ? shift.group : person.flatMap { try self.group(of: $0, in: roster.unit, on: day) } ?? shift.group
        // A leg of a swap that the same person works on another day is a leg still (GAME-65, GAME-67).
        let isLeg = shift.origin.isLeg && person == shift.staff
        let moved = ShiftAssignment(
            id: tx.ids.make(), roster: roster.id, unit: roster.unit, staff: person, template: shift.template,
            group: group, line: shift.line, post: shift.post, day: day,
            span: try template?.span(on: day, in: zone) ?? shift.span(on: day, in: zone),
            breakMinutes: shift.breakMinutes,
            origin: isLeg || !roster.state.isBinding ? shift.origin : .adjusted,
            isShadow: shift.isShadow && person == shift.staff, mentor: person == shift.staff ? shift.mentor : nil,
            enteredBy: actor.staff.id, enteredAt: tx.now)
        try refuse(begun: [shift.span.lowerBound, moved.span.lowerBound], on: roster)
        let before = try standing(of: roster, on: [shift.day, day], setting)
        try place(moved, in: roster, setting, without: shift.id)
        try tx.shifts.insert([moved])
        try end(shift, in: roster, for: .adjusted, replacedBy: moved.id, by: actor)
        if isLeg { try tx.shiftSwaps.follow(shift, to: moved) }
        let passage = try pass(roster, on: [shift.day, day], since: before, setting)
        let what: RosterChange.What = shift.staff == nil && person != nil ? .given : .moved
        try keep(
            roster, what, moved, was: shift, reason, setting, passage, telling: [shift.staff, person], by: actor)
        return moved
    }

    /// Off the roster; `opens`: somebody else may take it.
    func takeOff(
        _ id: ShiftAssignment.ID, of rosterID: Roster.ID, opens: Bool, because reason: String, version: Int?,
        by actor: Actor
    ) throws {
        var roster = try change(rosterID, version: version, by: actor)
        let setting = try setting(of: roster.unit)
        let shift = try require(id, of: roster)
        try permit(&roster, on: [shift.day], reason, setting)
        try refuse(begun: [shift.span.lowerBound], on: roster)
        let before = try standing(of: roster, on: [shift.day], setting)
        var open: ShiftAssignment?
        if opens, shift.staff != nil {
            let empty = shift.handed(to: nil, as: .adjusted, id: tx.ids.make(), by: actor.staff.id, at: tx.now)
            try tx.shifts.insert([empty])
            open = empty
        }
        try end(shift, in: roster, for: .adjusted, replacedBy: open?.id, by: actor)
        let passage = try pass(roster, on: [shift.day], since: before, setting)
        try keep(
            roster, open == nil ? .takenOff : .opened, open, was: shift, reason, setting, passage,
            telling: [shift.staff], by: actor)
    }

    /// An open shift of a published roster, by whoever takes it for themselves; first come, first served. Nobody takes away
    /// their own rest by it: what a clause only advises, whoever makes the roster decides for others, and nobody for
    /// themselves.
    func take(_ id: ShiftAssignment.ID, by actor: Actor) throws {
        let shift = try tx.shifts.require(id)
        var roster = try require(shift.roster)
        guard roster.state.isBinding, try tx.rosterReach(of: actor).contains(roster.unit) else {
            throw ShiftAssignment.Refusal.unknown
        }
        guard shift.isLive, shift.staff == nil else { throw ShiftAssignment.Refusal.takenAlready }
        guard shift.span.lowerBound > tx.now else { throw Roster.Refusal.past }
        let setting = try setting(of: roster.unit)
        try roster.change()
        let mine = shift.handed(to: actor.staff.id, as: .open, id: tx.ids.make(), by: actor.staff.id, at: tx.now)
        let before = try standing(of: roster, on: [shift.day], setting)
        try place(mine, in: roster, setting)
        try tx.shifts.insert([mine])
        try end(shift, in: roster, for: .taken, replacedBy: mine.id, by: actor)
        let tired = try worse(on: roster, [shift.day], since: before ?? [], setting).first(where: \.isAboutRest)
        if let tired { throw ShiftAssignment.Refusal.tooLittleRest(clause: tired.clause ?? "") }
        let passage = try pass(roster, on: [shift.day], since: before, setting)
        try keep(roster, .taken, mine, was: shift, "", setting, passage, telling: [roster.published?.by], by: actor)
    }

    // MARK: - What they share

    private func require(_ id: ShiftAssignment.ID, of roster: Roster) throws -> ShiftAssignment {
        let shift = try tx.shifts.require(id)
        guard shift.roster == roster.id else { throw ShiftAssignment.Refusal.unknown }
        guard shift.isLive else { throw ShiftAssignment.Refusal.takenBack }
        return shift
    }

    private func group(of person: Staff.ID, in unit: Unit.ID, on day: Day) throws -> ShiftGroup.ID? {
        try tx.shiftGroups.members(of: unit, on: day...day).first { $0.staff == person }?.group
    }

    /// What is published is changed with a reason, and never for a day that is over.
    private func permit(_ roster: inout Roster, on days: [Day], _ reason: String, _ setting: RosterSetting) throws {
        guard days.allSatisfy(roster.days.contains) else { throw ShiftAssignment.Refusal.outsideRoster }
        if roster.state.isBinding {
            guard !reason.isEmpty else { throw Roster.Refusal.reasonMissing }
            let today = setting.calendar.day(of: tx.now)
            guard days.allSatisfy({ $0 >= today }) else { throw Roster.Refusal.past }
        }
        try roster.change()
    }

    /// What has begun is worked as it stands: it is over with leave, or by a correction, not by taking it off the roster.
    private func refuse(begun instants: [Instant], on roster: Roster) throws {
        guard !roster.state.isBinding || instants.allSatisfy({ $0 > tx.now }) else { throw Roster.Refusal.past }
    }

    /// Somebody of the unit, who is not somewhere else in those hours nor on leave and who may stand there (GAME-04,
    /// GAME-60).
    private func place(
        _ shift: ShiftAssignment, in roster: Roster, _ setting: RosterSetting, without other: ShiftAssignment.ID? = nil
    ) throws {
        guard let person = shift.staff else { return }
        let people = Set(try tx.colleagues(of: roster.unit, limit: Roster.mostPeople).map(\.id))
        guard people.contains(person) else { throw ShiftAssignment.Refusal.notOfUnit }
        let near = shift.day.advanced(by: -1)...shift.day.advanced(by: 1)
        let here = try tx.shifts.of(roster.id, on: near).filter { $0.staff == person && $0.id != other }
        let elsewhere = try tx.shifts.of(person, between: shift.span).filter { $0.roster != roster.id }
        if let clash = (here + elsewhere).first(where: { $0.isLive && $0.overlaps(shift) }) {
            throw ShiftAssignment.Refusal.overlap(clash.span, setting.calendar.zone)
        }
        let away = try away([person], in: shift.span)[person] ?? []
        if let hours = away.first(where: shift.span.overlaps) {
            throw ShiftAssignment.Refusal.onLeave(hours, setting.calendar.zone)
        }
        if let mentor = shift.mentor {
            guard mentor != person else { throw ShiftAssignment.Refusal.ownMentor }
            guard people.contains(mentor) else { throw ShiftAssignment.Refusal.mentorNotOfUnit }
        }
        guard let alone = shift.isShadow ? shift.mentor : person else { return }
        for (clause, gate) in setting.rules {
            guard case .rosterQualified(let skill) = gate, clause.strength != .advise else { continue }
            var examination = RosterExamination(
                calendar: setting.calendar, rules: setting.rules, groups: [], shifts: [])
            examination.skills = try tx.skills.of([alone])
            if let line = shift.line { examination.needs[line] = try tx.lines.find(line)?.needs }
            if let missing = examination.missing(alone, for: shift.line, skill) {
                throw shift.isShadow
                    ? ShiftAssignment.Refusal.mentorUnqualified(skill: missing, clause: clause.number)
                    : ShiftAssignment.Refusal.unqualified(skill: missing, clause: clause.number)
            }
        }
    }

    private func end(
        _ shift: ShiftAssignment, in roster: Roster, for reason: ShiftAssignment.Ending,
        replacedBy other: ShiftAssignment.ID?, by actor: Actor
    ) throws {
        guard roster.state.isBinding else { return try tx.shifts.remove(shift) }
        var shift = shift
        try shift.takeBack(for: reason, by: actor.staff.id, at: tx.now, replacedBy: other)
        try tx.shifts.save(shift)
    }

    private func keep(
        _ roster: Roster, _ what: RosterChange.What, _ shift: ShiftAssignment?, was: ShiftAssignment?,
        _ reason: String, _ setting: RosterSetting, _ passage: Passage?, telling people: [Staff.ID?], by actor: Actor
    ) throws {
        try save(roster)
        guard roster.state.isBinding else { return }
        let zone = setting.calendar.zone
        try note(
            what, on: roster.id, of: shift?.staff ?? was?.staff, day: shift?.day ?? was?.day ?? roster.from,
            was: try was.map { try describe($0, zone) } ?? "", became: try shift.map { try describe($0, zone) } ?? "",
            because: reason, by: actor.staff.id)
        let event = try tx.record(
            .rosterChanged, about: roster.subject, in: roster.unit, by: actor.staff.id,
            details: ["change": what.rawValue, "day": (shift?.day ?? was?.day ?? roster.from).description])
        if let passage { try tx.obligations.enter(passage, under: event) }
        try tx.notify(Set(people.compactMap(\.self)), of: event)
        try offer([shift].compactMap(\.self), but: was?.staff, by: actor.staff.id)
    }

    /// `林小满 2026-11-03 D 09:00-21:00`
    func describe(_ shift: ShiftAssignment, _ zone: Zone) throws -> String {
        let name = try shift.staff.flatMap { try tx.staff.find($0)?.name } ?? "–"
        let code = try shift.template.flatMap { try tx.shiftTemplates.find($0)?.code }
        return [name, shift.day.description, code, shift.hours(in: zone)].compactMap(\.self).joined(separator: " ")
    }
}

extension ShiftAssignment {
    /// `22:00-06:00` on the wall.
    func hours(in zone: Zone) -> String {
        "\(span.lowerBound.local(zone).time)-\(span.upperBound.local(zone).time)"
    }
}
