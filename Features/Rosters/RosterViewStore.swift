import Database
import Handbook
import Kernel

extension Rosters {
    /// `first`: the day with which the page begins. The record of changes ends with the latest of them. Findings are shown to
    /// whoever may change the roster; `withFindings`: to anybody, as the form asks (F-60).
    func view(
        _ id: Roster.ID, from first: Day?, for actor: Actor, days count: Int = RosterView.mostDays,
        changes most: Int = 50, withDemand: Bool = false, of part: ShiftCoverage.Part = .unit,
        withFindings: Bool = false
    ) throws -> RosterView {
        let roster = try require(id)
        guard actor.canSee(roster, try tx.rosterReach(of: actor)) else { throw Roster.Refusal.unknown }
        let setting = try setting(of: roster.unit)
        let from = min(max(first ?? roster.from, roster.from), roster.until)
        let days = from...min(from.advanced(by: count - 1), roster.until)
        let whole = try tx.shifts.whole(id)
        let all = whole.shifts
        let examination = try examination(of: roster, whole, setting)
        let mayChange = actor.may(.reassignCase, in: roster.unit, isOwn: false)
        let shifts = all.filter { $0.isLive && days.contains($0.day) }
        // Of a day by hours, the night that began on the day before is a part.
        let earlier = count == 1 ? all.filter { $0.isLive && $0.day == from.advanced(by: -1) } : []
        let duties = try tx.duties.of(id)
        let members = try tx.shiftGroups.members(of: roster.unit, on: roster.days)
        let groupOf = Dictionary(members.map { ($0.staff, $0.group) }) { first, _ in first }
        let changes = try changes(of: id, limit: most, offset: max(0, countChanges(of: id) - most))
        var people = whole.staff.union(members.map(\.staff))
        if mayChange { people.formUnion(try tx.colleagues(of: roster.unit, limit: 300).map(\.id)) }
        let others = Set(
            duties.flatMap(\.people) + changes.compactMap(\.by) + changes.compactMap(\.staff)
                + shifts.compactMap(\.mentor) + [roster.published?.by, roster.made.by].compactMap(\.self))
        let names = try tx.names(of: people.union(others))
        let groups = try tx.shiftGroups.of(roster.unit)
        let examined = try examined(roster, examination)
        let parts = withDemand ? try parts(of: roster, groups, examination.promised) : []
        guard part == .unit || parts.contains(where: { $0.part == part }) else { throw Roster.Refusal.unknown }
        let order = Dictionary(groups.enumerated().map { ($1.id, $0) }) { $1 }
        let rows = people.map { id in
            (place: groupOf[id].flatMap { order[$0] } ?? 99, name: names[id] ?? "", id: id)
        }.sorted { ($0.place, $0.name, $0.id.rawValue) < ($1.place, $1.name, $1.id.rawValue) }.map {
            (id: $0.id, name: $0.name)
        }
        return RosterView(
            roster: roster, unit: try tx.units.require(roster.unit).name, days: days, shifts: shifts, earlier: earlier,
            duties: duties,
            templates: try tx.shiftTemplates.of(roster.unit), groups: groups, people: rows, groupOf: groupOf,
            names: names,
            findings: mayChange || withFindings ? examined.findings : [],
            isEmpty: !all.contains(where: \.isLive) && duties.isEmpty,
            coverage: part == .unit && days == roster.days
                ? examined.coverage : try coverage(of: part, on: days, examination), changes: changes,
            calendar: try tx.calendars.named(setting.calendar, on: days),
            demand: withDemand ? try demand(of: roster, on: days, setting) : [:],
            mayChange: mayChange && roster.state != .closed && roster.state != .discarded, part: part, parts: parts)
    }

    private func coverage(of part: ShiftCoverage.Part, on days: ClosedRange<Day>, _ examination: RosterExamination)
        throws -> ShiftCoverage
    {
        var examination = examination
        if case .line(let line) = part { examination.members = try lineMembers(of: examination.promised, and: line) }
        return examination.coverage(on: days, of: part)
    }

    /// Of whom the coverage can be looked at beside the whole unit: its groups, the lines its people work, the channels that
    /// promise somebody in these days (GEN3-02).
    private func parts(of roster: Roster, _ groups: [ShiftGroup], _ promised: [PromisedHours]) throws
        -> [(part: ShiftCoverage.Part, name: Sentence)]
    {
        var parts: [(part: ShiftCoverage.Part, name: Sentence)] = []
        for group in groups where !group.isRetired {
            parts.append((.group(group.id), Sentence(.coverageGroup, group.name)))
        }
        for line in try lines(of: roster.unit) where line.isOpen {
            parts.append((.line(line.id), Sentence(.coverageLine, line.name)))
        }
        var seen: Set<ReceptionChannel.ID> = []
        for promise in promised where seen.insert(promise.channel).inserted {
            parts.append((.channel(promise.channel), Sentence(.coverageChannel, promise.name)))
        }
        return parts
    }

    /// How many each half hour of some days needs by what came in before, as a proposal counts them (0070).
    private func demand(of roster: Roster, on days: ClosedRange<Day>, _ setting: RosterSetting) throws
        -> [Day: [Int]]
    {
        let demand = try tx.rosterProposals.demand(
            of: roster, on: days, setting, try tx.staffingTerms.of(roster.unit))
        return Dictionary(
            days.enumerated().map { place, day in
                (day, Array(demand.needed.dropFirst(place * ProposalDemand.slots).prefix(ProposalDemand.slots)))
            }
        ) { first, _ in first }
    }

    /// The unit by whose rosters somebody works: their own, or the nearest above it that has any.
    func home(of actor: Actor) throws -> Unit.ID? {
        guard let own = actor.mainHolding?.unit else { return nil }
        return try tx.units.chain(from: own).map(\.id).first {
            try !of($0, onlyBinding: true, limit: 1).isEmpty
        } ?? own
    }

    /// The rosters a person knows of, by unit, the latest first; of one unit, page by page.
    func shelves(for actor: Actor, of one: Unit.ID? = nil, page: Int = 1) throws -> [RosterShelf] {
        let reach = try tx.rosterReach(of: actor)
        var units = try tx.units(for: actor, permitting: .reassignCase)
        for holding in actor.holdings {
            for unit in try tx.units.chain(from: holding.unit) where !units.contains(where: { $0.id == unit.id }) {
                units.append(unit)
            }
        }
        let size = RosterShelf.size
        return try units.filter { one == nil || $0.id == one }.prefix(30).compactMap { unit in
            let mayMake = actor.may(.reassignCase, in: unit.id, isOwn: false)
            guard mayMake || reach.contains(unit.id) else { return nil }
            let found = try of(unit.id, onlyBinding: !mayMake, limit: size + 1, offset: (page - 1) * size)
            let rosters = found.prefix(size).filter { actor.canSee($0, reach) }
            guard mayMake || !rosters.isEmpty || page > 1 else { return nil }
            return RosterShelf(
                unit: unit, rosters: rosters, mayMake: mayMake, page: page, hasEarlier: found.count > size)
        }
    }
}
