import Database
import Handbook
import Kernel

/// What the house does by itself: lay the plans out for those rostered, or on duty where nobody makes rosters; follow
/// swaps and leave; begin each step at its time; close what is long over.
extension DayPlans {
    /// How far ahead the shifts of a day are laid out.
    static let ahead = Duration.hours(12)
    /// How far back turns are counted.
    static let turnDays = 60

    /// Lays out what is not there yet, at most `limit` plans, and sets right those whose people have changed; answers
    /// how many were laid out. Running it again changes nothing.
    func lay(limit: Int) throws -> Int {
        var laying = DayPlanLaying(tx: tx)
        let slots = try laying.slots()
        let known = Dictionary(try open().map { ($0.key, $0) }) { first, _ in first }
        let current = Set(slots.map(\.key))
        for (key, plan) in known
        where plan.isRostered && plan.span.upperBound > tx.now && !current.contains(key) {
            try drop(plan)
        }
        var count = 0
        for slot in slots where count < limit {
            if let plan = known[slot.key] {
                try follow(plan, slot)
            } else if try !isThere(slot.key), try lay(slot) {
                count += 1
            }
        }
        return count
    }

    /// The steps whose time has come are owed from then on; answers how many there were.
    func openDue(limit: Int) throws -> Int {
        let waiting = try tx.daySteps.waiting(until: tx.now, limit: limit)
        for (id, steps) in Dictionary(grouping: waiting, by: \.plan).sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            guard let plan = try find(id) else { continue }
            try begin(steps, of: plan, on: tx.absenceGround(of: plan.unit))
        }
        return waiting.count
    }

    /// What is open in plans that are long over was missed, and stays so; answers how many plans there were.
    func closeOver(limit: Int) throws -> Int {
        let over = try over(at: tx.now, limit: limit)
        for var plan in over {
            var missed = 0
            for var step in try tx.daySteps.of(plan.id) where step.state.isOpen {
                let fact = try step.miss(at: tx.now)
                try tx.daySteps.save(step)
                try tx.daySteps.add(fact, to: step.id)
                missed += 1
            }
            plan.close()
            try save(plan)
            let ground = try tx.absenceGround(of: plan.unit)
            let event = try tx.record(
                .dayPlanClosed, of: owing(plan, on: ground, nil), by: nil, details: ["count": String(missed)])
            if missed > 0 { try tx.notify(leaders(of: plan, on: ground), of: event) }
        }
        return over.count
    }

    /// The clocks of these steps start: at their time, or now where somebody is a little early.
    func begin(_ steps: [DayStep], of plan: DayPlan, on ground: AbsenceGround) throws {
        guard !steps.isEmpty else { return }
        let event = try tx.record(
            .dayStepDue, about: plan.subject, in: plan.unit, by: nil, details: ["count": String(steps.count)])
        for var step in steps {
            try step.open()
            try tx.daySteps.save(step)
            try tx.obligations.follow(
                event,
                Happening(
                    .dayStepDue, at: min(step.at, tx.now), item: step.id.rawValue, promised: step.dueAt),
                of: owing(plan, on: ground, step))
        }
    }

    func owing(_ plan: DayPlan, on ground: AbsenceGround, _ step: DayStep?) -> Owing {
        tx.absenceOwing(
            plan.subject, on: ground, deciders: [], handler: step?.owedBy ?? plan.owner ?? Staff.ID(""))
    }

    private func lay(_ slot: DayPlanSlot) throws -> Bool {
        let ground = slot.ground
        guard let within = ground.handbook.deadlines(.doDayStep, for: Circumstances()).first?.deadline.within else {
            return false
        }
        let laid = slot.terms.laid(over: slot.span, on: slot.day, in: ground.zone)
        guard !laid.isEmpty else { return false }
        let id: DayPlan.ID = tx.ids.make()
        let owner = try owner(of: slot)
        let shares = DayPlanDealing.shares(of: laid.count, among: slot.people, on: slot.day)
        let earliest = tx.now + DayPlan.grace
        let steps = laid.enumerated().map { place, laid in
            let step = laid.step
            let due = laid.until ?? within.deadline(from: laid.at, on: ground.calendar)
            return DayStep(
                id: tx.ids.make(), plan: id, place: place,
                terms: DayStep.Terms(
                    code: step.code, name: step.name, english: step.english, measure: step.measure,
                    expected: step.expected, isConfirmed: step.isConfirmed, link: step.link),
                at: laid.at, dueAt: max(due, earliest), owedBy: owner ?? shares[place])
        }
        let last = steps.map(\.dueAt).max() ?? slot.span.upperBound
        let plan = DayPlan(
            id: id, unit: slot.unit, code: slot.terms.code, name: slot.terms.name, english: slot.terms.english,
            takers: slot.terms.takers, day: slot.day, slot: slot.slot, isRostered: slot.isRostered, owner: owner,
            span: slot.span, closesAt: max(slot.span.upperBound, last) + DayPlan.afterEnd, laidAt: tx.now)
        try insert(plan, steps)
        try tx.record(
            .dayPlanLaid, about: plan.subject, in: plan.unit, by: nil,
            details: ["count": String(steps.count), "day": plan.day.description])
        return true
    }

    private func owner(of slot: DayPlanSlot) throws -> Staff.ID? {
        switch slot.terms.takers {
        case .each: slot.people[0]
        case .shared: nil
        case .turn:
            DayPlanDealing.next(
                among: slot.people,
                had: try turns(
                    of: slot.terms.code, in: slot.unit, since: slot.day.advanced(by: -Self.turnDays)))
        }
    }

    /// Whoever does not work the shift after all leaves what is open to the others; whose it was stays with what they did.
    private func follow(_ plan: DayPlan, _ slot: DayPlanSlot) throws {
        guard plan.takers != .each else { return }
        if plan.takers == .turn, let owner = plan.owner, slot.people.contains(owner) { return }
        let steps = try tx.daySteps.of(plan.id).filter { $0.state.isOpen && !slot.people.contains($0.owedBy) }
        var plan = plan
        let owner = try owner(of: slot)
        if owner != plan.owner {
            plan.hand(to: owner)
            try save(plan)
        }
        guard !steps.isEmpty else { return }
        let shares = DayPlanDealing.shares(of: steps.count, among: slot.people, on: slot.day)
        for (place, old) in steps.enumerated() {
            var step = old
            step.hand(to: owner ?? shares[place])
            try tx.daySteps.save(step)
            try tx.obligations.hand(.handler, item: step.id.rawValue, of: plan.subject, to: step.owedBy)
        }
        let event = try tx.record(
            .dayPlanHanded, about: plan.subject, in: plan.unit, by: nil, details: ["count": String(steps.count)])
        try tx.notify(Set(owner.map { [$0] } ?? shares), of: event)
    }

    private func drop(_ plan: DayPlan) throws {
        var plan = plan
        plan.drop()
        try save(plan)
        let ground = try tx.absenceGround(of: plan.unit)
        try tx.daySteps.drop(openOf: plan.id)
        try tx.record(.dayPlanDropped, of: owing(plan, on: ground, nil), by: nil)
    }
}

extension DayPlan {
    var key: DayPlanSlot.Key { DayPlanSlot.Key(unit: unit, code: code, slot: slot) }
}
