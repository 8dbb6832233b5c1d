import Database
import Handbook
import Kernel

/// What the clauses find of a whole roster, and how many are there: of a month of 200 people half of what its page costs.
/// It is kept with everything that was looked at, and looked at again where any of that is another.
struct ExaminedRoster: Sendable {
    fileprivate let ground: Ground
    let coverage: ShiftCoverage
    let findings: [RosterFinding]

    /// Everything beside the roster's own shifts: those have a stamp.
    fileprivate struct Ground: Equatable {
        let calendar: BusinessCalendar
        let clauses: [Clause]
        let gates: [Gate]
        let groups: [ShiftGroup]
        let manned: Set<ShiftGroup.ID>
        let others: [ShiftAssignment]
        let duties: [DutyAssignment]
        let skills: [Staff.ID: [String: Int]]
        let needs: [Line.ID: Set<Line.Need>]
        let promised: [PromisedHours]
        let members: [Staff.ID: Set<Line.ID>]
        let away: [Staff.ID: [Range<Instant>]]

        init(_ examination: RosterExamination) {
            calendar = examination.calendar
            clauses = examination.rules.map(\.clause)
            gates = examination.rules.map(\.gate)
            groups = examination.groups
            manned = examination.manned
            others = examination.others
            duties = examination.duties
            skills = examination.skills
            needs = examination.needs
            promised = examination.promised
            members = examination.members
            away = examination.away
        }
    }
}

extension Rosters {
    /// - Parameter examination: of all of the roster's shifts, as `examination(of:)` makes it.
    func examined(_ roster: Roster, _ examination: RosterExamination) throws -> ExaminedRoster {
        let ground = ExaminedRoster.Ground(examination)
        let stamp = try tx.shifts.stamp(of: roster.id) ?? ""
        return tx.list("examined \(roster.id)", under: stamp, where: { $0.ground == ground }) {
            let coverage = examination.coverage(on: roster.days)
            return ExaminedRoster(
                ground: ground, coverage: coverage,
                findings: examination.findings(on: roster.days, covered: coverage))
        }
    }
}
