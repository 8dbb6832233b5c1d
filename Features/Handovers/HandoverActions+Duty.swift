import Database
import Handbook
import Kernel

/// 未交班不得下班，未接班不得上岗: what the clause asks of who goes home and who begins (GAME-50).
extension Handovers {
    /// How early somebody may go without it being the end of their shift: what is earlier is a matter of attendance.
    static let nearEnd = Duration.minutes(30)

    /// Whether who goes home has handed over; nothing where no clause or no shift asks.
    func passGoing(by actor: Actor) throws -> Passage? {
        let around = (tx.now - .hours(4))..<(tx.now + Self.nearEnd)
        guard let shift = try HandoverChange.own(tx.shifts.of(actor.staff.id, between: around), at: tx.now),
            shift.span.upperBound <= tx.now + Self.nearEnd
        else { return nil }
        let ground = try tx.absenceGround(of: shift.unit)
        guard ground.gate(.handoverShift) != nil else { return nil }
        // The chore has opened it.
        guard let sheet = try of(shift.unit, endingAt: shift.span.upperBound) else { return nil }
        let checks = ground.check(
            .handoverShift, missing: sheet.state.isOpen ? Sentence(.handoverNotOffered) : nil)
        return try tx.obligations.pass(checks, of: owing(sheet, on: ground, handler: actor.staff.id))
    }

    /// Whether who begins has taken over what waits for their shift; nothing where no clause asks, or there was nothing for
    /// them to take over.
    @discardableResult
    func passBeginning(by actor: Actor) throws -> Passage? {
        let around = (tx.now - .hours(12))..<(tx.now + .hours(2))
        guard
            let shift = try tx.shifts.of(actor.staff.id, between: around).first(where: { $0.span.upperBound > tx.now })
        else { return nil }
        let ground = try tx.absenceGround(of: shift.unit)
        guard ground.gate(.handoverShift) != nil else { return nil }
        let offered = try pending(in: [shift.unit], [.offered]).filter { $0.time.next?.overlaps(shift.span) == true }
        let waiting = try taking(offered, by: actor).first
        guard let sheet = try waiting ?? taken(for: shift, by: actor) else { return nil }
        let checks = ground.check(
            .handoverShift, missing: waiting.map { Sentence(.handoverNotTaken, $0.number) })
        return try tx.obligations.pass(checks, of: owing(sheet, on: ground, handler: actor.staff.id))
    }

    /// What was handed over to a shift in which this person could have signed for it.
    private func taken(for shift: ShiftAssignment, by actor: Actor) throws -> Handover? {
        let taken = try latest(of: [shift.unit], limit: 12).filter {
            $0.taken != nil && $0.time.next?.overlaps(shift.span) == true
        }
        let mine = Set(try taking(taken, by: actor).map(\.id))
        return taken.first { $0.taker == actor.staff.id || mine.contains($0.id) }
    }
}
