import Database
import Handbook
import Kernel

/// Asking for leave, deciding on it, and coming back (GAME-55–60).
extension Leaves {
    /// Refused where a clause that requires or forbids is not kept: the objection names it, `offer(instead:)` says by
    /// which other kind the same hours can be asked for.
    @discardableResult
    func ask(_ plan: Leave.Plan, by actor: Actor) throws -> Leave {
        let (ground, type) = try start(plan, by: actor)
        if let other = try live(of: actor.staff.id, in: plan.hours).first { throw Leave.Refusal.overlaps(other.number) }
        if let substitute = plan.substitute, try tx.staff.find(substitute) == nil { throw Leave.Refusal.noColleague }
        let now = try circumstances(plan, type, of: actor.staff.id, on: ground)
        if type.rule == .retroactive, now.firstShiftAt > tx.now { throw Leave.Refusal.notBegun }
        if type.proof == .before, plan.proof.isEmpty { throw Leave.Refusal.proofMissing }
        let today = ground.zone.day(of: tx.now)
        let leave = Leave(
            id: tx.ids.make(), number: try nextNumber(on: today), unit: ground.unit, staff: actor.staff.id, plan: plan,
            rule: type.rule, halfDays: now.halfDays, firstShiftAt: now.firstShiftAt, askedAt: tx.now)
        let deciders = try tx.deciders(type.approvers, for: ground.unit, but: actor.staff.id)
        let owing = tx.absenceOwing(leave.subject, on: ground, deciders: deciders, handler: actor.staff.id)
        let passage = try tx.obligations.pass(LeaveCheck(type, now, under: ground.handbook).checks, of: owing)
        try insert(leave, on: today)
        try tx.leaveDrafts.discard(of: actor.staff.id)
        let event = try tx.record(
            .leaveSubmitted, of: owing, by: actor.staff.id, passage: passage,
            details: ["type": plan.type, "number": leave.number])
        try tx.notify(deciders, of: event)
        return leave
    }

    /// By which other type these hours can be asked for as things stand; nothing where there is none.
    func offer(instead plan: Leave.Plan, by actor: Actor) throws -> LeaveType? {
        let (ground, type) = try start(plan, by: actor)
        let now = try circumstances(plan, type, of: actor.staff.id, on: ground)
        let rule = LeaveCheck(type, now, under: ground.handbook).offer
        // What asks for no proof before what asks for some.
        let types = ground.handbook.leaveTypes.filter { $0.rule == rule }
        return types.first { $0.proof == .none } ?? types.first
    }

    func approve(_ id: Leave.ID, saying opinion: String, by actor: Actor) throws {
        var leave = try open(id, by: actor)
        let ground = try tx.absenceGround(of: leave.unit)
        guard let type = ground.handbook.leaveType(leave.plan.type) else { throw Leave.Refusal.unknownType }
        if leave.staff == actor.staff.id { throw Leave.Refusal.ownAct }
        guard actor.mayAgree(in: leave.unit, type.approvers, under: ground.handbook) else {
            throw Leave.Refusal.notEntitled(ground.titles(of: type.approvers))
        }
        try leave.approve(by: actor.staff.id, saying: opinion, at: tx.now)
        let owing = try owing(leave, type, on: ground)
        let passage = try tx.obligations.pass(try approvalChecks(leave, type, on: ground), of: owing)
        try save(leave)
        if try tx.attendanceSheets.isLocked(leave.staff, in: month(of: leave, on: ground)) {
            throw AttendanceSheet.Refusal.locked(AttendanceSheet.text(of: month(of: leave, on: ground)))
        }
        switch type.balance {
        case .annual: try tx.annualLeaves.take(leave, year: year(of: leave, on: ground), by: actor.staff.id)
        case .lieu:
            _ = try tx.lieuLots.take(
                leave.halfDays * LieuLot.halfDay, for: leave, on: firstDay(of: leave, on: ground), by: actor.staff.id)
        case nil: break
        }
        try takeOffRoster(leave, by: actor.staff.id)
        let event = try tx.record(
            .leaveApproved, of: owing, by: actor.staff.id, passage: passage, details: ["number": leave.number])
        try tx.notify([leave.staff] + [leave.plan.substitute].compactMap(\.self), of: event)
        try tx.handovers.owe(for: leave, by: actor.staff.id)
    }

    func reject(_ id: Leave.ID, saying opinion: String, by actor: Actor) throws {
        var leave = try open(id, by: actor)
        let ground = try tx.absenceGround(of: leave.unit)
        guard let type = ground.handbook.leaveType(leave.plan.type) else { throw Leave.Refusal.unknownType }
        if leave.staff == actor.staff.id { throw Leave.Refusal.ownAct }
        guard actor.mayAgree(in: leave.unit, type.approvers, under: ground.handbook) else {
            throw Leave.Refusal.notEntitled(ground.titles(of: type.approvers))
        }
        try leave.reject(by: actor.staff.id, saying: opinion, at: tx.now)
        try save(leave)
        let event = try tx.record(
            .leaveRejected, of: try owing(leave, type, on: ground), by: actor.staff.id,
            details: ["number": leave.number])
        try tx.notify([leave.staff], of: event)
    }

    func withdraw(_ id: Leave.ID, by actor: Actor) throws {
        var leave = try open(id, by: actor)
        let ground = try tx.absenceGround(of: leave.unit)
        let wasApproved = leave.state == .approved
        try leave.withdraw(by: actor.staff.id, at: tx.now)
        try save(leave)
        let type = ground.handbook.leaveType(leave.plan.type)
        if wasApproved {
            switch type?.balance {
            case .annual:
                try tx.annualLeaves.giveBack(leave, year: year(of: leave, on: ground), by: actor.staff.id)
            case .lieu: try tx.lieuLots.giveBack(leave, by: actor.staff.id)
            case nil: break
            }
            try putBackOnRoster(leave, by: actor.staff.id)
            try tx.handovers.drop(for: leave, by: actor.staff.id)
        }
        let event = try tx.record(
            .leaveWithdrawn, of: try owing(leave, type, on: ground), by: actor.staff.id,
            details: ["number": leave.number])
        try tx.notify(try tx.deciders(type?.approvers ?? [], for: leave.unit, but: leave.staff), of: event)
    }

    func reportBack(_ id: Leave.ID, proof: String, by actor: Actor) throws {
        var leave = try open(id, by: actor)
        let ground = try tx.absenceGround(of: leave.unit)
        let type = ground.handbook.leaveType(leave.plan.type)
        let needsProof = try type?.proof == .after && tx.leaveProofs.of(id).isEmpty
        try leave.reportBack(by: actor.staff.id, proof: proof, needsProof: needsProof, at: tx.now)
        try save(leave)
        let event = try tx.record(
            .leaveReported, of: try owing(leave, type, on: ground), by: actor.staff.id,
            details: ["number": leave.number])
        try tx.notify([leave.decision?.by].compactMap(\.self), of: event)
    }

    /// Whoever asked, and whoever may agree to leave in the unit; to others it is not there.
    func open(_ id: Leave.ID, by actor: Actor) throws -> Leave {
        guard let leave = try find(id),
            leave.staff == actor.staff.id || leave.plan.substitute == actor.staff.id
                || actor.may(.approveAbsence, in: leave.unit, isOwn: false)
        else { throw Leave.Refusal.unknown }
        return leave
    }

    /// What has begun, and what is over: so many at a time; answers how many there were.
    func passTime(limit: Int) throws -> Int {
        let begun = try beginning(by: tx.now, limit: limit)
        for var leave in begun {
            try leave.begin(at: tx.now)
            try save(leave)
            try note(.leaveTaken, leave)
        }
        let over = try ending(by: tx.now, limit: limit)
        for var leave in over {
            try leave.end(at: tx.now)
            try save(leave)
            try note(.leaveEnded, leave)
        }
        return begun.count + over.count
    }

    /// Personnel enters since when somebody has worked, here or elsewhere: the law says how much they have this year. What
    /// was granted before is topped up, and taken back where it was too much.
    func grantAnnual(to staff: Staff.ID, workingSince: Day, by actor: Actor) throws -> Int {
        guard let member = try tx.staff.find(staff) else { throw Leave.Refusal.noColleague }
        let home = try tx.actor(staff).mainHolding?.unit
        guard let home else { throw Leave.Refusal.noColleague }
        try authorize(actor, .manageStaff, in: home, isOwn: false)
        if staff == actor.staff.id { throw Leave.Refusal.ownAct }
        let today = try tx.absenceGround(of: home).zone.day(of: tx.now)
        let days = AnnualLeave.entitlement(workingSince: workingSince, joined: member.joinedOn, on: today)
        let difference = days * 2 - (try tx.annualLeaves.granted(to: staff, year: today.year))
        if difference != 0 {
            try tx.annualLeaves.grant(
                difference, to: staff, year: today.year, workingSince: workingSince, by: actor.staff.id)
        }
        let event = try tx.record(
            .annualLeaveEntered, about: Subject(.staff, staff.rawValue), in: home, by: actor.staff.id,
            details: ["count": String(days)])
        try tx.notify([staff], of: event)
        return days
    }

    private func start(_ plan: Leave.Plan, by actor: Actor) throws -> (AbsenceGround, LeaveType) {
        try Leave.check(plan, of: actor.staff.id)
        guard let unit = actor.mainHolding?.unit else { throw Leave.Refusal.unknown }
        let ground = try tx.absenceGround(of: unit)
        guard let type = ground.handbook.leaveType(plan.type) else { throw Leave.Refusal.unknownType }
        return (ground, type)
    }

    private func note(_ kind: EventKind, _ leave: Leave) throws {
        let ground = try tx.absenceGround(of: leave.unit)
        try tx.record(
            kind, of: try owing(leave, ground.handbook.leaveType(leave.plan.type), on: ground), by: nil,
            details: ["number": leave.number])
    }

    private func owing(_ leave: Leave, _ type: LeaveType?, on ground: AbsenceGround) throws -> Owing {
        tx.absenceOwing(
            leave.subject, on: ground,
            deciders: try tx.deciders(type?.approvers ?? [], for: leave.unit, but: leave.staff), handler: leave.staff)
    }

    func year(of leave: Leave, on ground: AbsenceGround) -> Int { firstDay(of: leave, on: ground).year }

    func firstDay(of leave: Leave, on ground: AbsenceGround) -> Day { ground.zone.day(of: leave.hours.lowerBound) }

    /// The month of attendance it counts in.
    private func month(of leave: Leave, on ground: AbsenceGround) -> Day {
        firstDay(of: leave, on: ground).firstOfMonth
    }

    /// In half days, of what a kind is taken from; nothing where it is taken from nothing.
    func left(of staff: Staff.ID, _ balance: LeaveBalance?, on day: Day) throws -> Int? {
        switch balance {
        case .annual: try tx.annualLeaves.left(of: staff, year: day.year)
        case .lieu: try tx.lieuLots.left(of: staff, on: day) / LieuLot.halfDay
        case nil: nil
        }
    }
}
