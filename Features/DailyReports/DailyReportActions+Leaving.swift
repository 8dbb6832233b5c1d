import Database
import Handbook
import Kernel

/// The clock at the end of the day (CHAIN-82).
extension DailyReports {
    /// Whether the report of the day is in: a clause that requires it holds the clock back, one that advises notes it. Asked
    /// once a day, before the last shift ends and not before a break; never of whom nobody reads.
    func passLeaving(_ actor: Actor, shift: ShiftAssignment?) throws -> Passage? {
        guard let (report, ground) = try leaving(actor, shift: shift) else { return nil }
        let missing = report.state == .draft ? Sentence(.dailyReportMissing, report.day.description) : nil
        return try tx.obligations.pass(ground.check(.reportClockOut, missing: missing), of: owing(report, on: ground))
    }

    /// For the sentence under a clock that was let through all the same.
    func isMissing(of actor: Actor) throws -> Bool {
        let shift = try tx.clockEvents.facing(actor.staff.id)?.shift
        return try leaving(actor, shift: shift)?.0.state == .draft
    }

    private func leaving(_ actor: Actor, shift: ShiftAssignment?) throws -> (DailyReport, AbsenceGround)? {
        guard let unit = actor.mainHolding?.unit else { return nil }
        let ground = try tx.absenceGround(of: unit)
        guard ground.gate(.reportClockOut) != nil, try !readers(of: actor, on: ground).isEmpty else { return nil }
        guard try !comesBack(actor, shift: shift, ground) else { return nil }
        let day = shift?.day ?? ground.zone.day(of: tx.now)
        return (try report(of: actor, on: day, ground), ground)
    }

    /// Whether the day goes on: enough of the shift is left to come back to after its break, another shift of the day is to
    /// come, or, where no roster says, the last hours of the house.
    private func comesBack(_ actor: Actor, shift: ShiftAssignment?, _ ground: AbsenceGround) throws -> Bool {
        if let shift {
            let back = tx.now + .minutes(shift.breakMinutes)
            if shift.breakMinutes > 0, back + Handovers.nearEnd < shift.span.upperBound { return true }
            return try tx.shifts.of(actor.staff.id, between: tx.now..<(tx.now + .hours(24)))
                .contains { $0.day == shift.day && $0.span.lowerBound > tx.now }
        }
        return ground.calendar.openings(on: ground.zone.day(of: tx.now)).last.map { tx.now < $0.lowerBound } ?? false
    }
}
