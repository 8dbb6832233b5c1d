import Database
import Handbook
import Kernel

/// Leaving one's post and coming back (GAME-49).
extension LeavePosts {
    /// During one's own shift only; refused where the clause's minutes or times are used up.
    @discardableResult
    func ask(minutes: Int, because reason: String, by actor: Actor) throws -> LeavePost {
        guard let shift = try shift(of: actor.staff.id) else { throw LeavePost.Refusal.notOnShift }
        if let other = try live(of: actor.staff.id) { throw LeavePost.Refusal.already(other.number) }
        // Their leader sits where they do, also where the roster is that of a larger unit.
        let unit = actor.mainHolding?.unit ?? shift.unit
        let ground = try tx.absenceGround(of: unit)
        let today = ground.zone.day(of: tx.now)
        let post = LeavePost(
            id: tx.ids.make(), number: try nextNumber(on: today), unit: unit, staff: actor.staff.id,
            shift: shift.id, minutes: minutes, reason: reason, askedAt: tx.now)
        var missing: Sentence?
        if case .leavePostLimit(let most, let count)? = ground.gate(.leavePostLimit)?.gate {
            let times = try self.count(in: shift, of: actor.staff.id)
            if minutes > most { missing = Sentence(.leavePostTooLong, String(minutes), String(most)) }
            if times >= count { missing = Sentence(.leavePostTooOften, String(times), String(count)) }
        }
        let owing = try owing(post, on: ground)
        let passage = try tx.obligations.pass(ground.check(.leavePostLimit, missing: missing), of: owing)
        try insert(post, on: today)
        let event = try tx.record(
            .postAsked, of: owing, by: actor.staff.id, passage: passage,
            details: ["number": post.number, "minutes": String(minutes)])
        try tx.notify(try deciders(post, on: ground), of: event)
        return post
    }

    func approve(_ id: LeavePost.ID, saying opinion: String, by actor: Actor) throws {
        var post = try open(id, by: actor)
        let ground = try tx.absenceGround(of: post.unit)
        if post.staff == actor.staff.id { throw LeavePost.Refusal.ownAct }
        try entitle(actor, post, on: ground)
        try post.approve(by: actor.staff.id, saying: opinion, at: tx.now)
        // There is nothing left to leave: whoever decides rejects it.
        guard let shift = try tx.shifts.find(post.shift), shift.span.contains(tx.now) else {
            throw LeavePost.Refusal.shiftOver
        }
        let checks = ground.check(.leavePostApproval, missing: nil) + (try staffing(post, on: ground))
        let owing = try owing(post, on: ground)
        let passage = try tx.obligations.pass(checks, of: owing)
        try save(post)
        let event = try tx.record(
            .postApproved, of: owing, by: actor.staff.id, passage: passage, details: ["number": post.number])
        try tx.notify([post.staff], of: event)
    }

    func reject(_ id: LeavePost.ID, saying opinion: String, by actor: Actor) throws {
        var post = try open(id, by: actor)
        let ground = try tx.absenceGround(of: post.unit)
        if post.staff == actor.staff.id { throw LeavePost.Refusal.ownAct }
        try entitle(actor, post, on: ground)
        try post.reject(by: actor.staff.id, saying: opinion, at: tx.now)
        try save(post)
        let event = try tx.record(
            .postRejected, of: try owing(post, on: ground), by: actor.staff.id, details: ["number": post.number])
        try tx.notify([post.staff], of: event)
    }

    func withdraw(_ id: LeavePost.ID, by actor: Actor) throws {
        var post = try open(id, by: actor)
        try post.withdraw(by: actor.staff.id)
        try save(post)
        let ground = try tx.absenceGround(of: post.unit)
        let event = try tx.record(
            .postWithdrawn, of: try owing(post, on: ground), by: actor.staff.id, details: ["number": post.number])
        try tx.notify(try deciders(post, on: ground) + [post.decision?.by].compactMap(\.self), of: event)
    }

    func leave(_ id: LeavePost.ID, by actor: Actor) throws {
        var post = try open(id, by: actor)
        let standing = try tx.presence.standing(of: actor.staff.id)
        let interrupted = standing?.isHere == true ? standing?.id : nil
        try post.leave(by: actor.staff.id, from: interrupted, at: tx.now)
        guard let shift = try tx.shifts.find(post.shift), shift.span.contains(tx.now) else {
            throw LeavePost.Refusal.shiftOver
        }
        let ground = try tx.absenceGround(of: post.unit)
        let owing = try owing(post, on: ground)
        // Since it was agreed to, others may have gone.
        let passage = try tx.obligations.pass(try staffing(post, on: ground), of: owing)
        try save(post)
        // Nobody is offered a call or a case while they are out.
        if interrupted != nil { try tx.presence.leave(by: actor) }
        let event = try tx.record(
            .postLeft, of: owing, by: actor.staff.id, passage: passage, promised: post.dueAt,
            details: ["number": post.number])
        try tx.notify([post.decision?.by].compactMap(\.self), of: event)
    }

    func comeBack(_ id: LeavePost.ID, by actor: Actor) throws {
        var post = try open(id, by: actor)
        try post.comeBack(by: actor.staff.id, at: tx.now)
        try save(post)
        // Back to what it was: who was away before, has said so meanwhile that they are here, or went off duty, stays so.
        if let standing = try tx.presence.standing(of: actor.staff.id), standing.id == post.interrupted,
            !standing.isHere
        {
            try tx.presence.comeBack(by: actor)
        }
        let ground = try tx.absenceGround(of: post.unit)
        let event = try tx.record(
            .postReturned, of: try owing(post, on: ground), by: actor.staff.id,
            details: ["number": post.number, "minutes": String(post.overrun(at: tx.now))])
        try tx.notify([post.decision?.by].compactMap(\.self), of: event)
    }

    /// Whoever is out for too long: the leaders hear of it, once.
    func noteOverruns(limit: Int) throws -> Int {
        let late = try overdue(by: tx.now, limit: limit)
        for var post in late {
            try post.noteOverrun(at: tx.now)
            try save(post)
            let ground = try tx.absenceGround(of: post.unit)
            let event = try tx.record(
                .postOverrun, of: try owing(post, on: ground), by: nil, details: ["number": post.number])
            try tx.notify(try deciders(post, on: ground) + [post.staff], of: event)
        }
        return late.count
    }

    /// Whoever asked, and whoever may agree in the unit; to others it is not there.
    func open(_ id: LeavePost.ID, by actor: Actor) throws -> LeavePost {
        guard let post = try find(id),
            post.staff == actor.staff.id || actor.may(.approveAbsence, in: post.unit, isOwn: false)
        else { throw LeavePost.Refusal.unknown }
        return post
    }

    /// The shift somebody is on at this minute.
    func shift(of staff: Staff.ID) throws -> ShiftAssignment? {
        try tx.shifts.of(staff, between: tx.now..<(tx.now + .milliseconds(1))).first { $0.span.contains(tx.now) }
    }

    /// GAME-66, GAME-18: the minimum stays while they are out.
    private func staffing(_ post: LeavePost, on ground: AbsenceGround) throws -> [GateCheck] {
        guard let coverage = try coverage(of: post) else { return [] }
        return ground.check(
            .absenceCoverage,
            missing: coverage.isShort
                ? Sentence(
                    .leaveBelowMinimum, "\(coverage.name) \(coverage.hours.lowerBound.dateAndTime(in: ground.zone))",
                    String(coverage.after), String(coverage.minimum)) : nil)
    }

    /// How many of the group are there without them; those who are out already, and those who may go at any minute, are not
    /// counted (GAME-49, GAME-66).
    func coverage(of post: LeavePost) throws -> AbsenceCoverage? {
        guard let shift = try tx.shifts.find(post.shift), shift.isLive else { return nil }
        // Only the minutes of the absence, from now.
        var part = shift
        let end = min(shift.span.upperBound, tx.now + .minutes(post.minutes))
        guard tx.now < end else { return nil }
        part.span = tx.now..<end
        let plain = try tx.absenceCoverage(without: part, instead: nil)
        // Who may go counts as gone until the first of them leaves: then it is who has gone.
        let group = try away(beside: shift, but: post.staff, withAgreed: post.state != .out)
        return AbsenceCoverage(
            name: plain.name, hours: plain.hours, before: plain.before - group, after: plain.after - group,
            minimum: plain.minimum)
    }

    func approvers(on ground: AbsenceGround) -> [String] {
        if case .leavePostApproval(.post(let code))? = ground.gate(.leavePostApproval)?.gate { return [code] }
        return []
    }

    func mayDecide(_ post: LeavePost, _ actor: Actor, on ground: AbsenceGround) -> Bool {
        guard post.staff != actor.staff.id else { return false }
        let posts = approvers(on: ground)
        return posts.isEmpty
            ? actor.apart(from: [post.staff]).may(.approveAbsence, in: post.unit, isOwn: false)
            : actor.mayAgree(in: post.unit, posts, under: ground.handbook, for: [post.staff])
    }

    private func entitle(_ actor: Actor, _ post: LeavePost, on ground: AbsenceGround) throws {
        guard mayDecide(post, actor, on: ground) else {
            throw LeavePost.Refusal.notEntitled(ground.titles(of: approvers(on: ground)))
        }
    }

    /// The supervisor on duty first, then those of the clause.
    private func deciders(_ post: LeavePost, on ground: AbsenceGround) throws -> [Staff.ID] {
        let onDuty = try tx.appointments.dutySupervisor(of: post.unit, at: tx.now)
        return [onDuty].compactMap(\.self).filter { $0 != post.staff }
            + (try tx.deciders(approvers(on: ground), for: post.unit, but: post.staff))
    }

    private func owing(_ post: LeavePost, on ground: AbsenceGround) throws -> Owing {
        tx.absenceOwing(post.subject, on: ground, deciders: try deciders(post, on: ground), handler: post.staff)
    }
}
