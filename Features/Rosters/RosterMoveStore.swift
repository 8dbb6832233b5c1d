import Database
import Handbook
import Kernel

extension Rosters {
    /// Some hundred rows are read for it, however many people and days the roster has. `days`: those that the page shows.
    func looked(at places: [RosterMove.Place], of id: Roster.ID, shown days: ClosedRange<Day>) throws -> RosterMove {
        let roster = try require(id)
        let setting = try setting(of: roster.unit)
        let people = places.compactMap(\.staff).uniqued()
        let touched = places.map(\.day).uniqued().sorted { $0.number < $1.number }
        let mine = try tx.shifts.of(id, people: people)
        var near: [ShiftAssignment] = []
        var feet: [RosterMove.Foot] = []
        var findings: [RosterFinding] = []
        for day in touched {
            // The night before reaches into the day.
            let around = try tx.shifts.of(id, on: day.advanced(by: -1)...day.advanced(by: 1), withTakenBack: true)
            let examination = try examination(of: roster, around, beside: mine, people, on: day, setting)
            let covered = examination.coverage(on: day...day)
            findings += examination.findings(on: day...day, of: Set(people), covered: covered)
            near += around.filter { $0.day == day }
            feet.append(
                RosterMove.Foot(
                    day: day, present: around.count { $0.day == day && $0.counts }, isShort: !covered.gaps.isEmpty))
        }
        let others = findings.compactMap(\.person)
        return RosterMove(
            roster: roster,
            places: places.uniqued().map { place in
                (place, near.filter { $0.isLive && $0.staff == place.staff && $0.day == place.day })
            },
            sums: Dictionary(grouping: mine.filter { days.contains($0.day) }) { $0.staff ?? "" }.mapValues {
                $0.reduce(0) { $0 + $1.paidMinutes }
            },
            feet: feet, findings: findings.uniqued(), templates: try tx.shiftTemplates.of(roster.unit),
            names: try tx.names(of: Set(people + others)), groups: try tx.shiftGroups.of(roster.unit),
            calendar: setting.calendar)
    }

    private func examination(
        of roster: Roster, _ around: [ShiftAssignment], beside mine: [ShiftAssignment], _ people: [Staff.ID],
        on day: Day, _ setting: RosterSetting
    ) throws -> RosterExamination {
        let known = Set(around.map(\.id))
        let shifts = around + mine.filter { !known.contains($0.id) }
        let calendar = setting.calendar
        let weeks =
            calendar.instant(day.advanced(by: -14), .midnight)..<calendar.instant(day.advanced(by: 14), .midnight)
        var needs: [Line.ID: Set<Line.Need>] = [:]
        for line in Set(shifts.compactMap(\.line)) { needs[line] = try tx.lines.find(line)?.needs }
        let promised = try promised(in: roster.unit, day...day, by: calendar)
        return RosterExamination(
            calendar: calendar, rules: setting.rules, groups: try tx.shiftGroups.of(roster.unit), shifts: shifts,
            others: try tx.shifts.of(people, between: weeks, besides: roster.id),
            duties: try tx.duties.of(roster.id) + tx.duties.beside(roster, in: setting.hours(of: day...day)),
            skills: try tx.skills.of(people), needs: needs,
            promised: promised, members: try lineMembers(of: promised),
            away: try away(
                Set(shifts.compactMap(\.staff)).sorted { $0.rawValue < $1.rawValue },
                in: setting.hours(of: day.advanced(by: -1)...day.advanced(by: 1))))
    }
}
