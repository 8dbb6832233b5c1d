import Database
import Handbook
import Kernel

/// A published roster is changed under the clauses by which it was published: what a change makes worse passes the gate
/// (GAME-04, GAME-18, A-10). What was amiss before and is no worse stands in nobody's way.
extension Rosters {
    /// What is amiss around the days that are about to change; nothing for a draft, which is looked at as a whole when it is
    /// published.
    func standing(of roster: Roster, on days: [Day], _ setting: RosterSetting) throws -> [RosterFinding]? {
        roster.state.isBinding ? try findings(around: days, of: roster, setting) : nil
    }

    /// Refuses what a clause requires and the change no longer keeps; what it advises is noted.
    func pass(_ roster: Roster, on days: [Day], since before: [RosterFinding]?, _ setting: RosterSetting) throws
        -> Passage?
    {
        guard let before else { return nil }
        let worse = try worse(on: roster, days, since: before, setting)
        guard !worse.isEmpty else { return nil }
        let text = try text(of: worse, in: roster.unit, setting)
        let checks = setting.rules.compactMap { clause, gate -> GateCheck? in
            worse.first { $0.clause == clause.number }.map {
                GateCheck(clause: clause, rule: gate.rule, duty: .dutySupervisor, missing: text.said($0))
            }
        }
        return checks.isEmpty ? nil : try tx.obligations.pass(checks, of: owing(roster, setting))
    }

    /// What is worse on these days than it was.
    func worse(on roster: Roster, _ days: [Day], since before: [RosterFinding], _ setting: RosterSetting) throws
        -> [RosterFinding]
    {
        try findings(around: days, of: roster, setting).filter { $0.counts && $0.isNew(after: before) }
    }

    /// Looks at the weeks of these days and at the weeks beside them: as far as rest and hours reach.
    private func findings(around days: [Day], of roster: Roster, _ setting: RosterSetting) throws -> [RosterFinding] {
        guard let first = days.min(), let last = days.max() else { return [] }
        let weeks = first.monday.advanced(by: -7)...last.monday.advanced(by: 13)
        let shifts = try tx.shifts.of(roster.id, on: weeks, withTakenBack: true)
        let examination = try examination(of: roster, shifts, setting)
        return days.flatMap { day in
            examination.findings(
                on: max(roster.from, day.advanced(by: -1))...min(roster.until, day.advanced(by: 1)))
        }.uniqued()
    }

    private func text(of findings: [RosterFinding], in unit: Unit.ID, _ setting: RosterSetting) throws
        -> RosterFindingText
    {
        RosterFindingText(
            names: try tx.names(of: Set(findings.compactMap(\.person))),
            groups: Dictionary(try tx.shiftGroups.of(unit).map { ($0.id, $0.name) }) { $1 },
            zone: setting.calendar.zone, t: .chinese)
    }
}
