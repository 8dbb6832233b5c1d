import Database
import Handbook
import Kernel

extension Rosters {
    /// Fills a draft; refused as a whole where somebody would be in two places, or is not of the unit.
    /// - Parameter named: whose days are filled; nothing: everybody's, all of them.
    func fill(
        _ id: Roster.ID, with cells: [RosterFilling.Cell], of named: RosterFilling.Named? = nil, version: Int?,
        by actor: Actor
    ) throws {
        var roster = try change(id, version: version, by: actor)
        guard roster.state.isOpen else { throw Roster.Refusal.published }
        guard cells.count <= Roster.mostShifts else { throw Roster.Refusal.tooLong(Roster.mostDays) }
        guard cells.allSatisfy({ roster.days.contains($0.day) }) else { throw ShiftAssignment.Refusal.outsideRoster }
        let people = Set(try tx.colleagues(of: roster.unit, limit: Roster.mostPeople).map(\.id))
        guard cells.allSatisfy({ people.contains($0.staff) }) else { throw ShiftAssignment.Refusal.notOfUnit }
        let (filling, others) = try filling(roster, cells, of: named, by: actor)
        if let (_, one, _) = filling.clashes(with: others).first {
            throw ShiftAssignment.Refusal.overlap(one.span, try setting(of: roster.unit).calendar.zone)
        }
        try tx.shifts.remove(filling.removed.map(\.id), of: roster.id)
        try tx.shifts.insert(filling.added)
        try roster.change()
        try save(roster)
        try tx.record(
            .rosterMade, about: roster.subject, in: roster.unit, by: actor.staff.id,
            details: ["count": String(filling.added.count)])
    }

    /// What filling a draft would do, and what its people work by other rosters around it.
    func filling(
        _ roster: Roster, _ cells: [RosterFilling.Cell], of named: RosterFilling.Named? = nil, by actor: Actor
    ) throws -> (RosterFilling, [ShiftAssignment]) {
        let setting = try setting(of: roster.unit)
        let examination = try examination(of: roster, [], setting)
        let skill = examination.rules.lazy.compactMap { rule -> String? in
            if case .rosterQualified(let skill) = rule.gate { skill } else { nil }
        }.first
        let people = Set(cells.map(\.staff)).sorted { $0.rawValue < $1.rawValue }
        var skilled = examination
        skilled = RosterExamination(
            calendar: setting.calendar, rules: setting.rules, groups: examination.groups, shifts: [],
            skills: try tx.skills.of(people), needs: examination.needs)
        let filling = try RosterFilling(
            cells, of: named, in: roster, over: try tx.shifts.of(roster.id),
            templates: Dictionary(try tx.shiftTemplates.of(roster.unit).map { ($0.id, $0) }) { $1 },
            groups: Dictionary(examination.groups.map { ($0.id, $0) }) { $1 },
            members: try tx.shiftGroups.members(of: roster.unit, on: roster.days),
            isQualified: { person, line in skill.map { skilled.missing(person, for: line, $0) == nil } ?? true },
            calendar: setting.calendar, ids: tx.ids, by: actor.staff.id, at: tx.now)
        let around =
            setting.calendar.instant(
                roster.from.advanced(by: -1), .midnight)..<setting.calendar.instant(
                roster.until.advanced(by: 2), .midnight)
        let others = try tx.shifts.of(people, between: around).values.joined().filter { $0.roster != roster.id }
        return (filling, Array(others))
    }

    /// A sheet read back: every cell that cannot be is told at once, and nothing is changed unless all can be. People and days
    /// that it does not name stay as they are.
    /// Answers how many shifts the draft has then.
    @discardableResult
    func bring(_ rows: [SheetRow], to id: Roster.ID, version: Int?, by actor: Actor) throws -> Int {
        let roster = try change(id, version: version, by: actor)
        guard roster.state.isOpen else { throw Roster.Refusal.published }
        let people = try tx.colleagues(of: roster.unit, limit: Roster.mostPeople)
        let accounts = try tx.signInNames(of: people.map(\.id))
        let table = RosterTable(
            rows, days: roster.days, templates: try tx.shiftTemplates.of(roster.unit),
            people: people.map { .init(id: $0.id, name: $0.name, account: accounts[$0.id] ?? "") },
            there: try tx.shifts.of(roster.id))
        guard table.problems.isEmpty else { throw RosterTable.Unreadable(problems: table.problems) }
        let (filling, others) = try filling(roster, table.cells.map(\.cell), of: table.named, by: actor)
        let places = Dictionary(table.cells.map { ($0.cell, $0) }) { first, _ in first }
        let clashes = filling.clashes(with: others).map { person, one, other -> RosterTable.Problem in
            let mine = [other, one].lazy.compactMap { shift in
                shift.template.flatMap { places[.init(staff: person, day: shift.day, template: $0)] }
            }.first
            return RosterTable.Problem(row: mine?.row ?? 0, column: mine?.column ?? 0, matter: .overlap)
        }
        guard clashes.isEmpty else { throw RosterTable.Unreadable(problems: clashes) }
        try fill(id, with: table.cells.map(\.cell), of: table.named, version: version, by: actor)
        return filling.kept.count + filling.added.count
    }
}
