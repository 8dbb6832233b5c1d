import Database
import Handbook
import Kernel

/// Who takes over which sheet (GAME-50, GAME-53).
extension Handovers {
    func isTaker(_ actor: Actor, of handover: Handover) throws -> Bool {
        try !taking([handover], by: actor).isEmpty
    }

    /// Of some sheets those that a person takes over: whoever works the shift that takes over, or, once that has begun and
    /// nobody has signed, a later one; a leader where nobody comes who could. Whoever worked the shift itself takes nothing
    /// over from it. Costs two questions, however many sheets there are.
    func taking(_ handovers: [Handover], by actor: Actor) throws -> [Handover] {
        let ofShifts = handovers.filter { !$0.kind.isLeaving && $0.giver != actor.staff.id }
        let around = try tx.shifts.covering(
            ofShifts.map(\.unit).uniqued(), anyOf: ofShifts.map { HandoverChange.around($0.time.until) }.uniqued())
        let later = ofShifts.compactMap { $0.time.next }.filter { tx.now >= $0.lowerBound }.map(Self.afterwards)
        let own = try tx.shifts.of(actor.staff.id, anyOf: later.uniqued())
        return handovers.filter { handover in
            if handover.kind.isLeaving { return handover.taker == actor.staff.id }
            guard handover.giver != actor.staff.id else { return false }
            let change = HandoverChange(in: handover.unit, at: handover.time.until, among: around)
            guard change?.outgoing.contains(actor.staff.id) != true else { return false }
            let takers = change?.takers ?? []
            if takers.contains(actor.staff.id) { return true }
            let other = actor.apart(from: [handover.giver] + (change?.outgoing ?? []))
            if takers.isEmpty, other.may(.settleHandover, in: handover.unit, isOwn: false) { return true }
            guard let next = handover.time.next, tx.now >= next.lowerBound else { return false }
            return own.contains {
                $0.unit == handover.unit && !$0.isShadow && $0.span.overlaps(Self.afterwards(next))
            }
        }
    }

    /// The shift that takes over, and a day after it.
    private static func afterwards(_ next: Range<Instant>) -> Range<Instant> {
        next.lowerBound..<(next.upperBound + .hours(24))
    }
}
