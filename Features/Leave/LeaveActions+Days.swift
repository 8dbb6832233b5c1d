import Database
import Handbook
import Kernel

/// How much work a leave takes, and what the ledgers say of it: counted when it is asked for, when it is agreed to, when a
/// roster is published over it, and when somebody is back early; each time the difference is entered (职工带薪年休假条例,
/// articles 3 and 5).
extension Leaves {
    /// Half days of each day, as things stand now.
    func halves(of leave: Leave, on ground: AbsenceGround) throws -> [Day: Int] {
        try halves(of: leave.staff, in: leave.absence, agreed: leave.decision?.at, but: leave.id, on: ground)
    }

    /// What was agreed to earlier has taken its part of a day already.
    func halves(
        of staff: Staff.ID, in hours: Range<Instant>, agreed: Instant?, but id: Leave.ID?, on ground: AbsenceGround
    ) throws -> [Day: Int] {
        guard !hours.isEmpty else { return [:] }
        let work = try work(of: [staff], around: hours)[staff] ?? LeaveWork()
        let days = work.days(of: hours, agreedAt: agreed, by: ground.calendar)
        let spans = days.values.joined()
        let from = spans.map(\.lowerBound).min() ?? hours.lowerBound
        let to = spans.map(\.upperBound).max() ?? hours.upperBound
        let others = try away(of: [staff], in: from..<max(to, hours.upperBound)).filter { other in
            guard other.id != id, let then = other.decision?.at else { return false }
            guard let agreed, let id else { return true }
            return (then, other.id.rawValue) < (agreed, id.rawValue)
        }
        return LeaveDays.halves(of: hours, work: days, beside: others.map(\.absence))
    }

    /// Half days that are needed of what a kind is taken from, and what is left of it: of a leave over New Year the year that
    /// has too few; nothing where it is taken from nothing.
    func need(
        _ halves: [Day: Int], of staff: Staff.ID, _ balance: LeaveBalance?, on first: Day
    ) throws -> (needed: Int, left: Int)? {
        switch balance {
        case .annual:
            let years = halves.isEmpty ? [first.year: 0] : LeaveDays.years(halves)
            let needs = try years.sorted { $0.key < $1.key }.map { year, needed in
                (needed: needed, left: try tx.annualLeaves.left(of: staff, year: year))
            }
            return needs.first { $0.needed > $0.left } ?? needs.first
        case .lieu: return (LeaveDays.sum(halves), try tx.lieuLots.left(of: staff, on: first) / LieuLot.halfDay)
        case nil: return nil
        }
    }

    /// Brings the ledger to what the leave takes; refused where time off in lieu is not enough, also under an exception:
    /// what was not earned cannot be taken.
    func book(
        _ leave: Leave, _ halves: [Day: Int], from balance: LeaveBalance?, on ground: AbsenceGround, by staff: Staff.ID
    ) throws {
        switch balance {
        case .annual: try tx.annualLeaves.settle(leave, LeaveDays.years(halves), by: staff)
        case .lieu:
            let minutes = LeaveDays.sum(halves) * LieuLot.halfDay
            guard try tx.lieuLots.settle(leave, minutes, on: firstDay(of: leave, on: ground), by: staff) else {
                throw Leave.Refusal.lieuShort
            }
        case nil: break
        }
    }

    /// A roster says on which days people would have worked: leave that was agreed to before it is counted anew. What lies in
    /// a month that is locked stays.
    func recount(after roster: Roster, of people: [Staff.ID], in zone: Zone, by staff: Staff.ID) throws {
        let span = zone.instant(roster.from, .midnight)..<zone.instant(roster.until.advanced(by: 1), .midnight)
        for var leave in try away(of: people, in: span) {
            let ground = try tx.absenceGround(of: leave.unit)
            let balance = ground.handbook.leaveType(leave.plan.type)?.balance
            let halves = try halves(of: leave, on: ground)
            let month = firstDay(of: leave, on: ground).firstOfMonth
            guard LeaveDays.sum(halves) != leave.halfDays, try !tx.attendanceSheets.isLocked(leave.staff, in: month)
            else { continue }
            // More time off than there is left is no reason to keep a roster from being published.
            if balance == .lieu, LeaveDays.sum(halves) > leave.halfDays { continue }
            leave.count(LeaveDays.sum(halves))
            try save(leave)
            try book(leave, halves, from: balance, on: ground, by: staff)
        }
    }
}
