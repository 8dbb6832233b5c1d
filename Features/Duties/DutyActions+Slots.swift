import Database
import Handbook
import Kernel

extension Duties {
    /// Fills the hours that the handbook's clauses on duty ask for and that nobody has, in a draft. Says how many were
    /// arranged and how many stay empty.
    @discardableResult
    func fill(_ id: Roster.ID, version: Int?, by actor: Actor) throws -> (arranged: Int, empty: Int) {
        var roster = try tx.rosters.change(id, version: version, by: actor)
        guard roster.state.isOpen else { throw Roster.Refusal.published }
        let setting = try tx.rosters.setting(of: roster.unit)
        let shifts = try tx.shifts.of(id)
        let arranged = try of(id)
        let beside = try beside(roster, in: setting.hours(of: roster.days))
        let examination = try tx.rosters.examination(of: roster, shifts, setting)
        let slots = setting.rules.flatMap { _, gate -> [DutySlots.Slot] in
            guard case .dutyManned(let kind, let hours, let backup) = gate else { return [] }
            let taken = (arranged + beside).filter { $0.kind == kind }.map(\.span)
            return roster.days.flatMap { day in
                examination.hours(hours, on: day).flatMap { RosterExamination.rest(of: $0, without: taken) }.map {
                    DutySlots.Slot(kind: kind, day: day, span: $0, asksBackup: backup)
                }
            }
        }
        guard !slots.isEmpty else { throw DutyAssignment.Refusal.nothingAsked }
        guard slots.count + arranged.count <= DutyAssignment.most else {
            throw DutyAssignment.Refusal.tooMany(DutyAssignment.most)
        }
        let zone = setting.calendar
        let whole =
            zone.instant(roster.from, .midnight)..<zone.instant(roster.until.advanced(by: 2), .midnight)
        let people = try candidates(in: roster.unit, setting)
        let all = Set(people.values.joined()).sorted { $0.rawValue < $1.rawValue }
        let plan = DutySlots(
            people: people,
            working: Dictionary(grouping: shifts.filter(\.counts), by: { $0.staff ?? "" }).mapValues { $0.map(\.span) },
            away: Dictionary(grouping: try tx.leaves.away(of: all, in: whole), by: \.staff).mapValues {
                $0.map(\.absence)
            })
        let had = Dictionary(grouping: arranged, by: \.primary).mapValues(\.count)
        let taken = plan.taken(slots, had: had)
        try insert(
            taken.map { one in
                DutyAssignment(
                    id: tx.ids.make(), roster: id, unit: roster.unit, kind: one.slot.kind, day: one.slot.day,
                    span: one.slot.span, primary: one.primary, backup: one.backup, phone: "",
                    enteredBy: actor.staff.id, enteredAt: tx.now)
            })
        try roster.change()
        try tx.rosters.save(roster)
        try tx.record(
            .dutyArranged, about: roster.subject, in: roster.unit, by: actor.staff.id,
            details: ["count": String(taken.count), "day": roster.from.description])
        return (taken.count, slots.count - taken.count)
    }

    /// Who may have which duty: the supervisors on duty by their posts, the others of the unit's people who work cases.
    private func candidates(in unit: Unit.ID, _ setting: RosterSetting) throws -> [DutyKind: [Staff.ID]] {
        let colleagues = try tx.colleagues(of: unit, limit: Roster.mostPeople).map(\.id)
        let posts = setting.handbook.posts.filter(\.isDutySupervisor).map(\.code)
        let supervisors = try supervisors(holding: posts, among: Set(colleagues))
        return [.supervisor: supervisors, .duty: colleagues]
    }
}
