import Database
import Handbook
import Kernel

@testable import Desk

extension ForeignRecords {
    /// A leave, a swap with what was missed of it, and a handover with a matter and an objection, all of one estate.
    static func layShifts(_ tx: Transaction, _ record: Case, _ owner: Actor, _ boss: Actor) throws -> [String: String] {
        let unit = record.unit
        let (person, other) = (owner.staff.id, boss.staff.id)
        let day = Zone.shanghai.day(of: tx.now)
        let roster = try Roster.make(
            id: tx.ids.make(), unit: unit, from: day, until: day.advanced(by: 30), by: other, at: tx.now)
        try tx.rosters.insert(roster)
        func shift(_ staff: Staff.ID, _ days: Int) throws -> ShiftAssignment {
            let start = tx.now + .days(days)
            let shift = ShiftAssignment(
                id: tx.ids.make(), roster: roster.id, unit: unit, staff: staff,
                day: Zone.shanghai.day(of: start), span: start..<(start + .hours(8)), enteredBy: other,
                enteredAt: tx.now)
            try tx.shifts.insert([shift])
            return shift
        }
        let (own, back) = (try shift(person, 5), try shift(other, 6))
        let leave = Leave(
            id: tx.ids.make(), number: "QJ-1", unit: unit, staff: person,
            plan: Leave.Plan(type: "personal", hours: (tx.now + .days(9))..<(tx.now + .days(10)), reason: "看房"),
            rule: .ordinary, halfDays: 2, firstShiftAt: tx.now + .days(9), askedAt: tx.now)
        try tx.leaves.insert(leave, on: day)
        func leg(_ shift: ShiftAssignment) -> ShiftSwap.Leg {
            ShiftSwap.Leg(shift: shift.id, span: shift.span, month: String(shift.day.description.prefix(7)))
        }
        let swap = ShiftSwap(
            id: tx.ids.make(), number: "HB-1", unit: unit, initiator: person, counterpart: other, reason: .errand,
            text: "过户", briefing: "两个待回电", swap: leg(own), back: leg(back), requestedAt: tx.now)
        try tx.shiftSwaps.insert(swap, on: day)
        let handover = Handover(
            id: tx.ids.make(), number: "JJ-1", unit: unit, kind: .shift,
            time: Handover.Time(until: own.span.upperBound, next: back.span), openedAt: tx.now, giver: person)
        try tx.handovers.insert(handover, on: day)
        let matter = HandoverMatter(
            id: tx.ids.make(), unit: unit, handover: handover.id, text: "电梯还没修好", record: record.id, openedBy: person,
            openedAt: tx.now)
        try tx.handoverSheets.insert(matter, isLeaving: false)
        try tx.handovers.insert(
            HandoverObjection(
                id: tx.ids.make(), handover: handover.id, by: other, at: tx.now, text: "钥匙少一串", isRefusal: false))
        return [
            "leave": leave.id.rawValue, "swap": swap.id.rawValue, "handover": handover.id.rawValue,
            "matter": matter.id.rawValue,
        ]
    }
}
