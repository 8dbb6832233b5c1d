import Database
import Handbook
import Kernel

/// Whoever learns beside somebody who is let off learns beside the one who works in their place; nobody who is not trained
/// is left alone (GAME-04).
struct AbsenceMentors {
    let tx: Transaction

    /// A shift of somebody who learns, and who teaches then; nobody: there is none who may.
    struct Passing {
        let shift: ShiftAssignment
        let mentor: Staff.ID
        let to: Staff.ID?
    }

    /// Of the hours of a shift that somebody gives away, `taker` being who works them. Where they are not there for the
    /// whole of a learner's shift, or may not stand there alone, nobody teaches.
    func passings(of shift: ShiftAssignment, in hours: Range<Instant>, to taker: Staff.ID?) throws -> [Passing] {
        guard let mentor = shift.staff, !shift.isShadow else { return [] }
        let given = shift.span.clamped(to: hours)
        let learners = try tx.shifts.covering(shift.unit, given).filter {
            $0.isShadow && $0.mentor == mentor && $0.span.upperBound > tx.now
        }
        return try learners.map { learner in
            let mayTeach = try taker.map {
                try given.clamped(to: learner.span) == learner.span && $0 != learner.staff
                    && tx.shiftSwaps.lacking($0, for: learner) == nil
            }
            return Passing(shift: learner, mentor: mentor, to: mayTeach == true ? taker : nil)
        }
    }

    /// Who teaches in a shift that somebody who learns has back: their mentor, or whoever works in the mentor's place by now.
    /// Nobody: the mentor has given these hours away, and none of those who took them may teach.
    func teacher(in learner: ShiftAssignment) throws -> Staff.ID? {
        guard let mentor = learner.mentor else { return nil }
        let isThere = try tx.shifts.of(mentor, between: learner.span).contains {
            $0.span.clamped(to: learner.span) == learner.span
        }
        let given = try [ShiftAssignment.Ending.leave, .swap].flatMap {
            try tx.shifts.takenBack(of: mentor, for: $0, between: learner.span)
        }
        if isThere || given.isEmpty { return mentor }
        for next in try given.compactMap(\.replacedBy).compactMap({ try tx.shifts.find($0) }) {
            guard next.isLive, let taker = next.staff, taker != learner.staff,
                next.span.clamped(to: learner.span) == learner.span,
                try tx.shiftSwaps.lacking(taker, for: learner) == nil
            else { continue }
            return taker
        }
        return nil
    }

    func checks(_ passings: [Passing], on ground: AbsenceGround) throws -> [GateCheck] {
        guard !passings.isEmpty else { return [] }
        let alone = passings.first { $0.to == nil }
        let names = try tx.names(of: Set(passings.flatMap { [$0.shift.staff, $0.mentor] }.compactMap(\.self)))
        return ground.check(
            .rosterQualified,
            missing: alone.map {
                Sentence(
                    .absenceMentorGone, $0.shift.staff.flatMap { names[$0] } ?? "",
                    $0.shift.span.lowerBound.dateAndTime(in: ground.zone), names[$0.mentor] ?? "")
            })
    }

    /// Written into the record of changes of the roster, and told to whoever learns and whoever teaches.
    func pass(
        _ passings: [Passing], _ what: RosterChange.What, because number: String, by staff: Staff.ID
    ) throws {
        for passing in passings {
            guard let mentor = passing.to, let roster = try tx.rosters.find(passing.shift.roster) else { continue }
            var shift = passing.shift
            let names = try tx.names(of: [passing.mentor, mentor])
            let line = try tx.rosterLine(shift)
            shift.learn(beside: mentor)
            try tx.shifts.save(shift)
            try tx.rosters.note(
                what, on: shift.roster, of: shift.staff, day: shift.day,
                was: "\(line) + \(names[passing.mentor] ?? "")", became: "\(line) + \(names[mentor] ?? "")",
                because: number, by: staff)
            let event = try tx.record(
                .rosterChanged, about: roster.subject, in: roster.unit, by: staff,
                details: ["change": what.rawValue, "day": shift.day.description])
            try tx.notify(Set([shift.staff, mentor].compactMap(\.self)), of: event)
        }
    }
}

extension Transaction {
    var absenceMentors: AbsenceMentors { AbsenceMentors(tx: self) }
}
