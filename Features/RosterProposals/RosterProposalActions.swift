import Database
import Handbook
import Kernel

/// Asking for a proposal, stopping it, taking it over; whoever makes rosters may (GAME-17).
extension RosterProposals {
    func ask(_ id: Roster.ID, seconds: Int, by actor: Actor) throws -> RosterProposal {
        let roster = try tx.rosters.change(id, version: nil, by: actor)
        guard roster.state.isOpen else { throw RosterProposal.Refusal.notDraft }
        guard roster.dayCount <= RosterProposal.mostDays else {
            throw RosterProposal.Refusal.tooLong(RosterProposal.mostDays)
        }
        guard try open(in: roster.unit) == nil else { throw RosterProposal.Refusal.runsAlready }
        let proposal = RosterProposal(
            id: tx.ids.make(), roster: id, unit: roster.unit, asked: Roster.Stamp(by: actor.staff.id, at: tx.now),
            seconds: min(max(seconds, RosterProposal.seconds.lowerBound), RosterProposal.seconds.upperBound),
            state: .asked, isStopping: false, tries: 0)
        try insert(proposal)
        return proposal
    }

    /// One that a person may look at: whoever makes the rosters of its unit.
    func open(_ id: RosterProposal.ID, by actor: Actor) throws -> RosterProposal {
        guard let proposal = try find(id), actor.may(.reassignCase, in: proposal.unit, isOwn: false) else {
            throw RosterProposal.Refusal.unknown
        }
        return proposal
    }

    /// The best so far is kept.
    func stop(of roster: Roster.ID, by actor: Actor) throws {
        var proposal = try latestOpen(of: roster, by: actor)
        try proposal.stop()
        try stop(proposal.id)
        tx.announce("proposal:\(proposal.id.rawValue)")
    }

    /// The draft is filled with it: every shift with a template is made anew, open shifts and free hours stay.
    func take(of roster: Roster.ID, version: Int?, by actor: Actor) throws {
        var proposal = try latestOpen(of: roster, by: actor)
        try proposal.take()
        guard let found = proposal.found else { throw RosterProposal.Refusal.notDone }
        let draft = try tx.rosters.require(roster)
        let live = Set(try tx.shiftTemplates.of(draft.unit).filter { !$0.isRetired }.map(\.id))
        var cells: [RosterFilling.Cell] = []
        for (row, person) in found.people.enumerated() {
            for (place, work) in found.rows[row].enumerated() where work >= 0 {
                guard found.templates.indices.contains(work), live.contains(ShiftTemplate.ID(found.templates[work]))
                else { throw RosterProposal.Refusal.outdated }
                let mentor = found.mentors[person].flatMap { $0.indices.contains(place) ? $0[place] : nil }
                cells.append(
                    RosterFilling.Cell(
                        staff: Staff.ID(person), day: draft.from.advanced(by: place),
                        template: ShiftTemplate.ID(found.templates[work]), mentor: mentor.map { Staff.ID($0) }))
            }
        }
        try tx.rosters.fill(roster, with: cells, version: version, by: actor)
        try save(proposal)
    }

    func drop(of roster: Roster.ID, by actor: Actor) throws {
        var proposal = try latestOpen(of: roster, by: actor)
        try proposal.drop()
        try save(proposal)
    }

    private func latestOpen(of roster: Roster.ID, by actor: Actor) throws -> RosterProposal {
        let draft = try tx.rosters.change(roster, version: nil, by: actor)
        guard draft.state.isOpen else { throw RosterProposal.Refusal.notDraft }
        guard let proposal = try latest(of: roster) else { throw RosterProposal.Refusal.unknown }
        return proposal
    }

    /// The terms by which a unit's need is computed.
    func set(_ terms: StaffingTerms, of unit: Unit.ID, by actor: Actor) throws {
        try authorize(actor, .reassignCase, in: unit, isOwn: false)
        try tx.staffingTerms.set(terms, of: unit)
        try tx.record(.shiftTermsChanged, about: Subject(.unit, unit.rawValue), in: unit, by: actor.staff.id)
    }
}

extension RosterProposals {
    /// Everything that a proposal is made of.
    func ground(of proposal: RosterProposal) throws -> ProposalGround {
        let roster = try tx.rosters.require(proposal.roster)
        let setting = try tx.rosters.setting(of: roster.unit)
        let templates = try tx.shiftTemplates.of(roster.unit).filter { !$0.isRetired }.prefix(Self.mostTemplates)
        guard !templates.isEmpty else { throw RosterProposal.Refusal.noTemplates }
        let draft = try tx.shifts.of(roster.id)
        let terms = try tx.staffingTerms.of(roster.unit)
        let demand = try demand(of: roster, setting, terms)
        guard !demand.isEmpty else { throw RosterProposal.Refusal.nothingNeeded }
        let people = try people(of: roster, setting, draft)
        guard people.contains(where: \.isQualified) else { throw RosterProposal.Refusal.noPeople }
        var (rest, week, dayOff): (Int?, Int?, Bool) = (nil, nil, false)
        var asksGroups = false
        for (_, gate) in setting.rules {
            switch gate {
            case .rosterRest(let hours): rest = hours
            case .rosterWeek(let hours, let asks): (week, dayOff) = (hours, asks)
            default: asksGroups = asksGroups || gate.rule == .rosterMinimum
            }
        }
        return ProposalGround(
            days: roster.days, calendar: setting.calendar, templates: Array(templates),
            groups: try tx.shiftGroups.of(roster.unit).filter { !$0.isRetired },
            patterns: try tx.rotationPatterns.of(roster.unit).filter { !$0.isRetired },
            office: OfficeDays(calendar: setting.calendar, holidays: try tx.calendars.holidays(asOf: tx.now)),
            people: people, draft: draft,
            demand: demand, terms: terms, restHours: rest, weekHours: week, hasDayOff: dayOff,
            asksGroups: asksGroups, seconds: proposal.seconds)
    }

    /// How many the half hours of a roster need, or of some of its days: whenever the unit is open somebody is there, however
    /// seldom it rings (GEN3-02).
    func demand(
        of roster: Roster, on days: ClosedRange<Day>? = nil, _ setting: RosterSetting, _ terms: StaffingTerms
    ) throws -> ProposalDemand {
        let days = days ?? roster.days
        let zone = setting.calendar.zone
        let units = [roster.unit] + (try tx.units.descendants(of: roster.unit)).prefix(Self.mostUnits)
        let today = min(zone.day(of: tx.now), roster.from)
        let past = try tx.proposalHistory.past(of: units, before: today, weeks: RosterProposal.weeks, in: zone)
        let first = min(past.map(\.day).min() ?? days.lowerBound, days.lowerBound)
        return ProposalDemand(
            days, past: past,
            handling: try tx.proposalHistory.handling(of: units, before: today, in: zone), terms: terms,
            calendar: try tx.calendars.named(setting.calendar, on: first...days.upperBound),
            promised: try tx.rosters.promised(in: roster.unit, days, by: setting.calendar).map(\.hours)
                + days.flatMap { setting.calendar.openings(on: $0) })
    }

    private static let mostTemplates = 30
    private static let mostUnits = 50

    /// The people of the unit's groups; where nobody is in a group, whoever stands on the draft.
    private func people(of roster: Roster, _ setting: RosterSetting, _ draft: [ShiftAssignment]) throws
        -> [ProposalGround.Person]
    {
        let members = try tx.shiftGroups.members(of: roster.unit, on: roster.days)
        let working = Set(try tx.colleagues(of: roster.unit, limit: Roster.mostPeople).map(\.id))
        var days: [Staff.ID: [ClosedRange<Day>]] = [:]
        var group: [Staff.ID: ShiftGroup.ID] = [:]
        for member in members where working.contains(member.staff) {
            let from = max(member.from, roster.from)
            days[member.staff, default: []].append(from...max(from, min(member.until ?? roster.until, roster.until)))
            group[member.staff] = group[member.staff] ?? member.group
        }
        if days.isEmpty {
            for person in Set(draft.compactMap(\.staff)) where working.contains(person) { days[person] = [roster.days] }
        }
        let ids = days.keys.sorted { $0.rawValue < $1.rawValue }
        guard !ids.isEmpty else { throw RosterProposal.Refusal.noPeople }
        let examination = try tx.rosters.examination(of: roster, draft, setting)
        let skill = examination.rules.lazy.compactMap { rule -> String? in
            if case .rosterQualified(let skill) = rule.gate { skill } else { nil }
        }.first
        let lines = Dictionary(try tx.shiftGroups.of(roster.unit).map { ($0.id, $0.line) }) { $1 }
        let skilled = try tx.rosters.examination(of: roster, draft + ids.map { stand(for: $0, on: roster) }, setting)
        let zone = setting.calendar
        let whole =
            zone.instant(
                roster.from.advanced(by: -14), .midnight)..<zone.instant(roster.until.advanced(by: 2), .midnight)
        let worked = try tx.shifts.of(ids, between: whole)
        let wishes = try tx.shiftWishes.of(ids, on: roster.days)
        let names = try tx.names(of: Set(ids))
        let away = Dictionary(grouping: try tx.leaves.away(of: ids, in: whole), by: \.staff)
        return ids.map { id in
            let elsewhere = (worked[id] ?? []).filter { $0.roster != roster.id }
            let free = draft.filter { $0.isLive && $0.staff == id && $0.template == nil }
            return ProposalGround.Person(
                id: id, name: names[id] ?? id.rawValue, group: group[id], days: days[id] ?? [],
                isQualified: skill.map { skilled.missing(id, for: group[id].flatMap { lines[$0] ?? nil }, $0) == nil }
                    ?? true,
                away: (away[id] ?? []).map(\.absence), fixed: elsewhere + free,
                past: elsewhere.filter { $0.day < roster.from }, wishes: wishes[id] ?? [])
        }
    }

    /// So that the examination reads the skills of somebody who is not on the draft yet.
    private func stand(for person: Staff.ID, on roster: Roster) -> ShiftAssignment {
        let at = Instant(milliseconds: 0)
        return ShiftAssignment(
            id: ShiftAssignment.ID(person.rawValue), roster: roster.id, unit: roster.unit, staff: person,
            day: roster.from, span: at..<(at + .minutes(1)), enteredBy: nil, enteredAt: at)
    }
}
