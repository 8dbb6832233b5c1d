import Database
import Handbook
import Kernel

/// Ticking, leaving out, taking back, putting right, and the leader's look (SOFT-78, MART-26, GAME-43).
extension DayPlans {
    func tick(_ id: DayStep.ID, number: Int?, saying text: String, by actor: Actor) throws {
        try act(on: id, by: actor, .worker) { step in
            try step.tick(by: actor.staff.id, number: number, saying: text, at: tx.now)
        } kind: { step in
            step.state == .reported ? .dayStepReported : .dayStepTicked
        }
    }

    /// Left out with a reason, by one of the shift or by whoever leads.
    func skip(_ id: DayStep.ID, because reason: String, by actor: Actor) throws {
        try act(on: id, by: actor, .workerOrLeader) { step in
            try step.skip(by: actor.staff.id, because: reason, at: tx.now)
        } kind: { _ in
            .dayStepSkipped
        }
    }

    func undo(_ id: DayStep.ID, because reason: String, by actor: Actor) throws {
        try act(on: id, by: actor, .workerOrLeader) { step in
            try step.undo(by: actor.staff.id, because: reason, at: tx.now)
        } kind: { _ in
            .dayStepUndone
        }
    }

    /// Also after the day is closed: what was done stays as it was, and what is said now stands beside it.
    func correct(_ id: DayStep.ID, number: Int?, because reason: String, by actor: Actor) throws {
        try act(on: id, by: actor, .workerOrLeader, whileOpen: false) { step in
            try step.correct(number: number, because: reason, by: actor.staff.id, at: tx.now)
        } kind: { _ in
            .dayStepCorrected
        }
    }

    /// Never one's own.
    func confirm(_ id: DayStep.ID, saying text: String, by actor: Actor) throws {
        try act(on: id, by: actor, .leader, whileOpen: false) { step in
            try step.confirm(by: actor.staff.id, saying: text, at: tx.now)
        } kind: { _ in
            .dayStepConfirmed
        }
    }

    func sendBack(_ id: DayStep.ID, because reason: String, by actor: Actor) throws {
        try act(on: id, by: actor, .leader) { step in
            try step.sendBack(by: actor.staff.id, because: reason, at: tx.now)
        } kind: { _ in
            .dayStepSentBack
        }
    }

    /// A leader has read the log of a day; once.
    func read(_ unit: Unit.ID, on day: Day, saying opinion: String, by actor: Actor) throws {
        guard try led(by: actor).contains(where: { $0.id == unit }) else { throw DayPlan.Refusal.unknown }
        guard let first = try of(unit, on: day, limit: 1).first else { throw DayPlan.Refusal.unknown }
        guard try !tx.dayLogs.readings(of: unit, on: day).contains(where: { $0.by == actor.staff.id }) else {
            throw DayPlan.Refusal.readAlready
        }
        try tx.dayLogs.insert(
            DayLogReading(unit: unit, day: day, by: actor.staff.id, at: tx.now, opinion: opinion))
        try tx.record(
            .dayLogRead, about: first.subject, in: unit, by: actor.staff.id, details: ["day": day.description])
    }

    /// Whoever works on it, and whoever leads there; to others it is not there.
    func visible(_ id: DayPlan.ID, to actor: Actor) throws -> DayPlan {
        guard let plan = try find(id), plan.state != .dropped, try worksOn(plan, actor) || leads(plan, actor) else {
            throw DayPlan.Refusal.unknown
        }
        return plan
    }

    /// Whose list it is: one person's, or that of all who work the shift.
    func worksOn(_ plan: DayPlan, _ actor: Actor) throws -> Bool {
        if plan.owner == actor.staff.id { return true }
        guard plan.takers != .each else { return false }
        guard plan.isRostered else {
            return try tx.presence.standing(of: actor.staff.id)?.unit == plan.unit
        }
        return try tx.shifts.of(actor.staff.id, between: plan.span).contains {
            $0.unit == plan.unit && $0.day == plan.day && !$0.isShadow
        }
    }

    func leads(_ plan: DayPlan, _ actor: Actor) throws -> Bool {
        try led(by: actor).contains { $0.id == plan.unit }
    }

    /// Which of some reported steps of a unit a person may confirm or send back: none of their own, and none of somebody by
    /// whose post they lead there.
    func judged(_ steps: [DayStep], in unit: Unit.ID, by actor: Actor) throws -> Set<DayStep.ID> {
        let lenders = Set(actor.holdings.compactMap(\.lentBy))
        var leads: [Set<Staff.ID>: Bool] = [:]
        var judged: Set<DayStep.ID> = []
        for step in steps where step.state == .reported && !step.parties.contains(actor.staff.id) {
            let lent = lenders.intersection(step.parties)
            let may = try leads[lent] ?? led(by: actor.apart(from: Array(lent))).contains { $0.id == unit }
            leads[lent] = may
            if may { judged.insert(step.id) }
        }
        return judged
    }

    /// The units whose days a person leads: where they agree to absences; the leader of a group also the unit whose roster the
    /// groups share.
    func led(by actor: Actor) throws -> [Unit] {
        guard actor.holds(.approveAbsence) else { return [] }
        var led = try tx.units(for: actor, permitting: .approveAbsence).filter {
            actor.may(.approveAbsence, in: $0.id, isOwn: false)
        }
        for holding in actor.holdings where holding.post.permissions.contains(.approveAbsence) {
            guard let unit = try tx.units.find(holding.unit), unit.kind == .group, let above = unit.parent,
                !led.contains(where: { $0.id == above }), let roster = try tx.units.find(above)
            else { continue }
            led.append(roster)
        }
        return led
    }

    func leaders(of plan: DayPlan, on ground: AbsenceGround) throws -> [Staff.ID] {
        [try tx.appointments.dutySupervisor(of: plan.unit, at: tx.now)].compactMap(\.self)
    }

    private enum Who {
        case worker, workerOrLeader, leader
    }

    /// The way of every act on a step: found and allowed, decided by the noun, kept as a fact, followed by the clocks.
    private func act(
        on id: DayStep.ID, by actor: Actor, _ who: Who, whileOpen: Bool = true,
        _ decide: (inout DayStep) throws -> DayStep.Fact, kind: (DayStep) -> EventKind
    ) throws {
        guard var step = try tx.daySteps.find(id) else { throw DayPlan.Refusal.unknown }
        let plan = try visible(step.plan, to: actor)
        switch who {
        case .worker: guard try worksOn(plan, actor) else { throw DayPlan.Refusal.notYours }
        case .workerOrLeader: break
        case .leader:
            guard try leads(plan, actor.apart(from: step.parties)) else { throw DayPlan.Refusal.notLeader }
        }
        guard plan.state == .open || !whileOpen else { throw DayPlan.Refusal.over }
        let wasWaiting = step.state == .waiting
        let ground = try tx.absenceGround(of: plan.unit)
        let before = step
        let fact: DayStep.Fact
        do { fact = try decide(&step) } catch DayPlan.Refusal.tooEarly(let at, _) {
            throw DayPlan.Refusal.tooEarly(at, ground.zone)
        }
        if wasWaiting { try begin([before], of: plan, on: ground) }
        try tx.daySteps.save(step)
        try tx.daySteps.add(fact, to: step.id)
        let kind = kind(step)
        var details = ["step": step.terms.code]
        if let number = fact.number { details["value"] = String(number) }
        let event = try tx.record(
            kind, of: owing(plan, on: ground, step), by: actor.staff.id, item: step.id.rawValue,
            promised: kind == .dayStepSentBack ? max(step.dueAt, tx.now + DayStep.again) : step.dueAt,
            details: details)
        switch kind {
        case .dayStepReported: try tx.notify(leaders(of: plan, on: ground), of: event)
        case .dayStepConfirmed, .dayStepSentBack: try tx.notify([before.actedBy ?? step.owedBy], of: event)
        default: break
        }
    }
}
