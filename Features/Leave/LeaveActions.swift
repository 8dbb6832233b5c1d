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
        let standIn = try type.rule == .retroactive ? [] : standInChecks(plan, of: actor.staff.id, on: ground)
        let now = try circumstances(plan, type, of: actor.staff.id, on: ground)
        if type.rule == .retroactive { try refuseAhead(plan, now, of: actor.staff.id, on: ground) }
        if type.proof == .before, plan.proof.isEmpty { throw Leave.Refusal.proofMissing }
        let today = ground.zone.day(of: tx.now)
        let leave = Leave(
            id: tx.ids.make(), number: try nextNumber(on: today), unit: ground.unit, staff: actor.staff.id, plan: plan,
            rule: type.rule, halfDays: now.takes, firstShiftAt: now.firstShiftAt, askedAt: tx.now)
        let deciders = try tx.deciders(type.approvers, for: ground.unit, but: actor.staff.id)
        let owing = tx.absenceOwing(leave.subject, on: ground, deciders: deciders, handler: actor.staff.id)
        let passage = try tx.obligations.pass(
            LeaveCheck(type, now, under: ground.handbook).checks + standIn, of: owing, isNew: true)
        try insert(leave, on: today)
        try tx.leaveDrafts.discard(of: actor.staff.id)
        let event = try tx.record(
            .leaveSubmitted, of: owing, by: actor.staff.id, passage: passage,
            details: ["type": plan.type, "number": leave.number])
        try tx.notify(deciders + [plan.substitute].compactMap(\.self), of: event)
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
        try refuseOutsiders(leave, type, on: ground, actor)
        try leave.requireStandIn()
        try leave.approve(by: actor.staff.id, saying: opinion, at: tx.now)
        let halves = try halves(of: leave, on: ground)
        leave.count(LeaveDays.sum(halves))
        let owing = try owing(leave, type, on: ground)
        let seen = leave.rule == .retroactive ? [] : try coverage(of: leave)
        let passage = try tx.obligations.pass(try approvalChecks(leave, type, seeing: seen, on: ground), of: owing)
        try save(leave)
        if try tx.attendanceSheets.isLocked(leave.staff, in: month(of: leave, on: ground)) {
            throw AttendanceSheet.Refusal.locked(AttendanceSheet.text(of: month(of: leave, on: ground)))
        }
        try book(leave, halves, from: type.balance, on: ground, by: actor.staff.id)
        let duties = try tx.duties.passings(
            of: leave.staff, in: leave.hours, to: [leave.plan.substitute].compactMap(\.self), under: ground.handbook)
        let learners = try mentorPassings(leave)
        let left = try takeOffRoster(leave, by: actor.staff.id)
        try tx.absenceMentors.pass(learners, .leave, because: leave.number, by: actor.staff.id)
        try tx.duties.pass(duties, because: leave.number, by: actor.staff.id)
        let event = try tx.record(
            .leaveApproved, of: owing, by: actor.staff.id, passage: passage,
            details: ["number": leave.number, "coverage": AbsenceCoverage.kept(seen)].filter { !$0.value.isEmpty })
        let publishers = try duties.filter { $0.to == nil }.compactMap {
            try tx.rosters.find($0.duty.roster)?.published?.by
        }
        try tx.notify([leave.staff] + [leave.plan.substitute].compactMap(\.self) + publishers, of: event)
        try tx.rosters.offer(left, by: actor.staff.id)
        try tx.handovers.owe(for: leave, by: actor.staff.id)
    }

    /// By whoever is named to stand in, in their own sign-in: without it nobody puts them on a shift. Whoever asked and
    /// whoever decides read it; the same answer once more is no news.
    func answer(_ answer: Leave.StandIn.Answer, to id: Leave.ID, by actor: Actor) throws {
        var leave = try open(id, by: actor)
        let known = leave.standIn?.answer
        try leave.answer(answer, by: actor.staff.id, at: tx.now)
        try save(leave)
        guard answer != known else { return }
        let ground = try tx.absenceGround(of: leave.unit)
        let type = ground.handbook.leaveType(leave.plan.type)
        let event = try tx.record(
            answer == .agreed ? .leaveConsented : .leaveDeclined, of: try owing(leave, type, on: ground),
            by: actor.staff.id, details: ["number": leave.number])
        let approvers = try type.map { try self.approvers(of: leave, $0, on: ground) } ?? []
        try tx.notify(
            [leave.staff] + tx.deciders(approvers, for: leave.unit, but: leave.staff), of: event)
    }

    func reject(_ id: Leave.ID, saying opinion: String, by actor: Actor) throws {
        var leave = try open(id, by: actor)
        let ground = try tx.absenceGround(of: leave.unit)
        guard let type = ground.handbook.leaveType(leave.plan.type) else { throw Leave.Refusal.unknownType }
        try refuseOutsiders(leave, type, on: ground, actor)
        try leave.reject(by: actor.staff.id, saying: opinion, at: tx.now)
        try save(leave)
        let event = try tx.record(
            .leaveRejected, of: try owing(leave, type, on: ground), by: actor.staff.id,
            details: ["number": leave.number])
        try tx.notify([leave.staff] + [leave.plan.substitute].compactMap(\.self), of: event)
    }

    /// Whoever was to stand in hears of it as well: what they had agreed to work is the person's again (GAME-17, GAME-60).
    func withdraw(_ id: Leave.ID, by actor: Actor) throws {
        var leave = try open(id, by: actor)
        let ground = try tx.absenceGround(of: leave.unit)
        let wasApproved = leave.state == .approved
        try leave.withdraw(by: actor.staff.id, at: tx.now)
        try save(leave)
        let type = ground.handbook.leaveType(leave.plan.type)
        if wasApproved {
            try book(leave, [:], from: type?.balance, on: ground, by: actor.staff.id)
            try putBackOnRoster(leave, leave.hours, by: actor.staff.id)
            try giveBackDuties(leave, leave.hours, by: actor.staff.id)
            try tx.handovers.drop(for: leave, by: actor.staff.id)
        }
        let event = try tx.record(
            .leaveWithdrawn, of: try owing(leave, type, on: ground), by: actor.staff.id,
            details: ["number": leave.number])
        let deciders = try tx.deciders(type?.approvers ?? [], for: leave.unit, but: leave.staff)
        try tx.notify(deciders + [leave.plan.substitute].compactMap(\.self), of: event)
    }

    func reportBack(_ id: Leave.ID, proof: String, by actor: Actor) throws {
        var leave = try open(id, by: actor)
        let ground = try tx.absenceGround(of: leave.unit)
        let type = ground.handbook.leaveType(leave.plan.type)
        let needsProof = try type?.proof == .after && tx.leaveProofs.of(id).isEmpty
        let isOver = leave.endedAt != nil
        var told = [leave.decision?.by].compactMap(\.self)
        try leave.reportBack(
            by: actor.staff.id, proof: proof, needsProof: needsProof, endingAt: try backFrom(leave), at: tx.now)
        if leave.absence.upperBound < leave.hours.upperBound {
            let halves = try halves(of: leave, on: ground)
            leave.count(LeaveDays.sum(halves))
            try save(leave)
            try book(leave, halves, from: type?.balance, on: ground, by: actor.staff.id)
            let ahead = leave.absence.upperBound..<leave.hours.upperBound
            try putBackOnRoster(leave, ahead, by: actor.staff.id)
            try giveBackDuties(leave, ahead, by: actor.staff.id)
            // What lies ahead is not worked by whoever stood in any more (GAME-17).
            told += [leave.plan.substitute].compactMap(\.self)
        } else {
            try save(leave)
        }
        if !isOver { try note(.leaveEnded, leave) }
        let event = try tx.record(
            .leaveReported, of: try owing(leave, type, on: ground), by: actor.staff.id,
            details: ["number": leave.number])
        try tx.notify(told, of: event)
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

    func owing(_ leave: Leave, _ type: LeaveType?, on ground: AbsenceGround) throws -> Owing {
        tx.absenceOwing(
            leave.subject, on: ground,
            deciders: try tx.deciders(type?.approvers ?? [], for: leave.unit, but: leave.staff), handler: leave.staff)
    }

    func firstDay(of leave: Leave, on ground: AbsenceGround) -> Day { ground.zone.day(of: leave.hours.lowerBound) }

    /// The month of attendance it counts in.
    private func month(of leave: Leave, on ground: AbsenceGround) -> Day {
        firstDay(of: leave, on: ground).firstOfMonth
    }

    /// GAME-57: afterwards, never ahead: to this minute, or to the end of the shift that is under way.
    private func refuseAhead(
        _ plan: Leave.Plan, _ now: LeaveCheck.Circumstances, of staff: Staff.ID, on ground: AbsenceGround
    ) throws {
        guard now.firstShiftAt <= tx.now else { throw Leave.Refusal.notBegun }
        let running = try tx.shifts.of(staff, between: tx.now..<(tx.now + .milliseconds(1))).map(\.span.upperBound)
        let end = running.max() ?? tx.now
        guard plan.hours.upperBound <= end else { throw Leave.Refusal.ahead(end.dateAndTime(in: ground.zone)) }
    }

    /// Nobody decides on their own, nor without one of the posts; each names its clause.
    private func refuseOutsiders(
        _ leave: Leave, _ type: LeaveType, on ground: AbsenceGround, _ actor: Actor
    ) throws {
        if leave.staff == actor.staff.id { throw Leave.Refusal.ownAct(ground.clause(.leaveApproval)) }
        let posts = try approvers(of: leave, type, on: ground)
        guard actor.mayAgree(in: leave.unit, posts, under: ground.handbook, for: [leave.staff]) else {
            throw Leave.Refusal.notEntitled(ground.titles(of: posts), ground.clause(.leaveApproval))
        }
    }

    /// Who decides: once the first shift that it touches has begun it is leave afterwards, whatever it was asked for as
    /// (GAME-57, GAME-60).
    func mayDecide(_ leave: Leave, _ actor: Actor, on ground: AbsenceGround) throws -> Bool {
        guard leave.staff != actor.staff.id, let type = ground.handbook.leaveType(leave.plan.type) else { return false }
        return actor.mayAgree(
            in: leave.unit, try approvers(of: leave, type, on: ground), under: ground.handbook, for: [leave.staff])
    }

    func approvers(of leave: Leave, _ type: LeaveType, on ground: AbsenceGround) throws -> [String] {
        guard leave.rule != .retroactive else { return type.approvers }
        let first = try tx.shifts.of(leave.staff, between: leave.hours).first?.span.lowerBound
        guard (first ?? leave.hours.lowerBound) <= tx.now else { return type.approvers }
        return ground.handbook.leaveTypes.first { $0.rule == .retroactive }?.approvers ?? type.approvers
    }
}
