import Kernel

/// How many are there in one shift when somebody is not: what an approver has in view (GAME-66).
struct AbsenceCoverage: Equatable, Sendable {
    /// The group; empty for the whole unit.
    let name: String
    let hours: Range<Instant>
    let before: Int
    let after: Int
    let minimum: Int

    var isShort: Bool { after < minimum }

    /// As the record of events keeps what an approver saw: in no language, a line for each shift.
    static func kept(_ shifts: [AbsenceCoverage]) -> String {
        shifts.map { shift in
            let (from, until) = (shift.hours.lowerBound.milliseconds, shift.hours.upperBound.milliseconds)
            return "\(from) \(until) \(shift.before) \(shift.after) \(shift.minimum) \(shift.name)"
        }.joined(separator: "\n")
    }

    static func read(_ text: String) -> [AbsenceCoverage] {
        text.split(separator: "\n").compactMap { line in
            let parts = line.split(separator: " ", maxSplits: 5, omittingEmptySubsequences: false)
            guard parts.count == 6, let from = Int64(parts[0]), let until = Int64(parts[1]), from <= until,
                let before = Int(parts[2]), let after = Int(parts[3]), let minimum = Int(parts[4])
            else { return nil }
            return AbsenceCoverage(
                name: String(parts[5]), hours: Instant(milliseconds: from)..<Instant(milliseconds: until),
                before: before, after: after, minimum: minimum)
        }
    }
}

/// What a unit has on its rosters in some hours, read once for all shifts in them. Pure.
struct AbsenceRoster {
    let hours: Range<Instant>
    /// With those taken back: what a group lacks already is seen only with them.
    let shifts: [ShiftAssignment]
    let groups: [ShiftGroup]
    /// Hours in which the channels of the unit promise somebody.
    let promised: [PromisedHours]
    /// Who is of the lines of those channels.
    let members: [Staff.ID: Set<Line.ID>]

    func covers(_ span: Range<Instant>) -> Bool {
        hours.lowerBound <= span.lowerBound && span.upperBound <= hours.upperBound
    }

    /// Of the group the shift belongs to and, where channels promise somebody in its hours, of the whole unit or of the lines
    /// of the channel (GEN3-02, SOFT-70); of the unit where it belongs to no group. Where several are asked for, the one that
    /// falls short.
    func coverage(without shift: ShiftAssignment, instead cover: ShiftAssignment?) -> AbsenceCoverage {
        let all = shifts.filter { $0.span.overlaps(shift.span) }
        let promised = self.promised.filter { $0.hours.overlaps(shift.span) }
        let needs = ShiftCoverage.needs(of: groups, working: all) + promised.map(\.need)
        let standing = ShiftCoverage.Standing(people: members, channels: promised.lines)
        let others = all.filter { $0.id != shift.id } + [cover].compactMap(\.self)
        let covered = (
            ShiftCoverage(shift.span, shifts: all, needs: needs, standing: standing),
            ShiftCoverage(shift.span, shifts: others, needs: needs, standing: standing)
        )
        let own = shift.group.map { ShiftCoverage.Part.group($0) } ?? .unit
        let answers = ([own] + promised.map(\.need.part)).uniqued().compactMap { part -> AbsenceCoverage? in
            let (before, after) = (Self.fewest(covered.0, part), Self.fewest(covered.1, part))
            // Whoever is of no line of a channel leaves it as it was.
            if case .channel = part, before.present == after.present { return nil }
            return AbsenceCoverage(
                name: name(of: part), hours: shift.span, before: before.present, after: after.present,
                minimum: after.minimum)
        }
        return answers.first(where: \.isShort) ?? answers[0]
    }

    private func name(of part: ShiftCoverage.Part) -> String {
        switch part {
        case .unit, .line: ""
        case .group(let id): groups.first { $0.id == id }?.name ?? ""
        case .channel(let id): promised.first { $0.channel == id }?.name ?? ""
        }
    }

    private static func fewest(
        _ coverage: ShiftCoverage, _ part: ShiftCoverage.Part
    ) -> (present: Int, minimum: Int) {
        let worst = coverage.cells(of: part).min { $0.present - $0.minimum < $1.present - $1.minimum }
        return (worst?.present ?? 0, worst?.minimum ?? 0)
    }
}
