import Database
import Handbook
import Kernel

/// Work that is to be had, told to those who could do it: the open shifts of a published roster, and swaps that are asked of
/// nobody by name (GAME-18, GAME-61, GAME-62).
extension Rosters {
    /// So many hear of it at most, those who work least in these days first.
    static let mostTold = 50
    /// Of more shifts at once the first are looked at.
    private static let mostOffered = 31

    /// Of some shifts those that are open, still to come and of rosters people work by; one event for each roster.
    func offer(_ shifts: [ShiftAssignment], but person: Staff.ID? = nil, by staff: Staff.ID?) throws {
        let open = shifts.filter { $0.isOpen && $0.span.lowerBound > tx.now }
        for (id, mine) in Dictionary(grouping: open, by: \.roster).sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            let roster = try require(id)
            guard roster.state.isBinding, let first = mine.map(\.day).min() else { continue }
            let people = try free(for: mine, in: roster.unit).filter { $0 != person }.prefix(Self.mostTold)
            guard !people.isEmpty else { continue }
            let event = try tx.record(
                .shiftOpened, about: roster.subject, in: roster.unit, by: staff,
                details: ["count": String(mine.count), "day": first.description])
            try tx.notify(people, of: event)
        }
    }

    /// Who of a unit's people could work one of these shifts: trained for it and for its line (GAME-04), on no other shift
    /// then, and not on agreed leave. Who works least in the weeks around comes first.
    func free(for shifts: [ShiftAssignment], in unit: Unit.ID) throws -> [Staff.ID] {
        let shifts = Array(shifts.sorted { $0.span.lowerBound < $1.span.lowerBound }.prefix(Self.mostOffered))
        guard let start = shifts.first?.span.lowerBound, let end = shifts.map(\.span.upperBound).max() else {
            return []
        }
        let people = try tx.colleagues(of: unit, limit: Roster.mostPeople).map(\.id)
        let working: [Staff.ID: [ShiftAssignment]] = try tx.shifts.of(
            people, between: (start - .days(7))..<(end + .days(7)))
        let away = try away(people, in: start..<end)
        let skills = try tx.skills.of(people)
        let training = try setting(of: unit).handbook.gates().compactMap { clause, gate -> String? in
            if case .rosterQualified(let skill) = gate, clause.strength != .advise { skill } else { nil }
        }
        let lines = Dictionary(try tx.shiftGroups.of(unit).map { ($0.id, $0.line) }) { first, _ in first }
        let lineOf = { (shift: ShiftAssignment) in shift.line ?? shift.group.flatMap { lines[$0] ?? nil } }
        var needs: [Line.ID: Set<Line.Need>] = [:]
        for line in Set(shifts.compactMap(lineOf)) { needs[line] = try tx.lines.find(line)?.needs }
        let able = people.filter { person in
            let own = skills[person] ?? [:]
            let taken = (working[person] ?? []).map(\.span) + (away[person] ?? [])
            return shifts.contains { shift in
                let needs = lineOf(shift).flatMap { needs[$0] } ?? []
                return !taken.contains(where: shift.span.overlaps)
                    && RosterExamination.lacking(own, of: training, and: needs) == nil
            }
        }
        let load = working.mapValues(\.count)
        return able.sorted { (load[$0] ?? 0, $0.rawValue) < (load[$1] ?? 0, $1.rawValue) }
    }
}
