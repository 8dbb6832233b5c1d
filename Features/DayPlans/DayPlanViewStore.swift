import Database
import Handbook
import Kernel

extension DayPlans {
    /// What is in front of a person: the lists of the shift they are on, come to or have just left.
    func mine(of actor: Actor) throws -> [DayPlanView] {
        let around = (tx.now - .hours(2))..<(tx.now + .hours(26))
        let shifts = try tx.shifts.of(actor.staff.id, between: around)
        let present = try tx.presence.standing(of: actor.staff.id).map { [$0.unit] } ?? []
        let units = (shifts.map(\.unit) + present + [actor.mainHolding?.unit].compactMap(\.self)).uniqued()
        return try ending(in: units, around).filter { plan in
            try plan.span.lowerBound < tx.now + Self.ahead && worksOn(plan, actor)
        }.prefix(8).map { try view($0, for: actor) }
    }

    func view(_ id: DayPlan.ID, for actor: Actor) throws -> DayPlanView { try view(visible(id, to: actor), for: actor) }

    /// What of a shift is not done as it is handed over, or was left out: its miss is seen by the next (GAME-43).
    func undone(in unit: Unit.ID, endingAt until: Instant) throws -> [DayStep] {
        let plans = try ending(in: [unit], (until - .hours(4))..<(until + .milliseconds(1)), limit: 60)
        return try tx.daySteps.of(plans.map(\.id)).filter { step in
            (step.state.isOpen && step.at <= until) || step.state == .missed || step.state == .skipped
        }
    }

    /// The log of a day; the unit asked for, or the first one that had a plan lately.
    func log(of unit: Unit.ID?, on day: Day?, for actor: Actor) throws -> DayLogView? {
        guard let (chosen, led, had, day) = try choice(of: unit, on: day, for: actor) else { return nil }
        let zone = try tx.absenceGround(of: chosen.id).zone
        let end = zone.instant(day.advanced(by: 1), .midnight)
        let plans = try of(chosen.id, on: day)
        let steps = try tx.daySteps.of(plans.map(\.id))
        let byPlan = Dictionary(grouping: steps, by: \.plan)
        let readings = try tx.dayLogs.readings(of: chosen.id, on: day)
        let amiss = steps.filter { $0.state == .missed || $0.state == .skipped || $0.isLate(at: tx.now) }
        let people =
            plans.compactMap(\.owner) + steps.flatMap { [$0.owedBy] + [$0.actedBy].compactMap(\.self) }
            + readings.map(\.by)
        let toConfirm = Array(steps.filter { $0.state == .reported }.prefix(100))
        return DayLogView(
            unit: chosen, day: day, units: led.filter { had.contains($0.id) || $0.id == chosen.id },
            sums: plans.map { DayLogView.Sum($0, byPlan[$0.id] ?? []) },
            toConfirm: toConfirm, judged: try judged(toConfirm, in: chosen.id, by: actor),
            amiss: Array(amiss.sorted { ($0.at, $0.id.rawValue) < ($1.at, $1.id.rawValue) }.prefix(200)),
            counts: Array(steps.filter { $0.number != nil }.prefix(200)),
            figures: try tx.dayLogs.figures(of: chosen.id, in: zone.instant(day, .midnight)..<end),
            plans: Dictionary(plans.map { ($0.id, $0) }) { first, _ in first }, readings: readings,
            names: try tx.names(of: Set(people)))
    }

    /// Every step of a unit's day, by plan and in time: for programs and files.
    func logged(of unit: Unit.ID?, on day: Day?, for actor: Actor) throws -> (plans: [DayPlan], steps: [DayStep]) {
        guard let (chosen, _, _, day) = try choice(of: unit, on: day, for: actor) else { throw DayPlan.Refusal.unknown }
        let plans = try of(chosen.id, on: day)
        return (plans, try tx.daySteps.of(plans.map(\.id)))
    }

    /// Of which unit and day a log is, with those whose logs the reader may choose from, and which of them had a plan lately.
    private func choice(of unit: Unit.ID?, on day: Day?, for actor: Actor) throws -> (
        chosen: Unit, led: [Unit], had: [Unit.ID], day: Day
    )? {
        let led = try led(by: actor)
        // Which of them had a plan lately hangs on no zone; which day it is there does.
        let lately = Zone.utc.day(of: tx.now)
        let had = try units(among: led.map(\.id), since: min(day ?? lately, lately).advanced(by: -31))
        if let unit, !led.contains(where: { $0.id == unit }) { throw DayPlan.Refusal.unknown }
        guard let chosen = led.first(where: { $0.id == unit ?? had.first ?? led.first?.id }) else { return nil }
        let today = try tx.absenceGround(of: chosen.id).zone.day(of: tx.now)
        return (chosen, led, had, day ?? today)
    }

    private func view(_ plan: DayPlan, for actor: Actor) throws -> DayPlanView {
        let steps = try tx.daySteps.of(plan.id)
        let facts = try tx.daySteps.facts(of: steps.map(\.id))
        let people =
            [plan.owner].compactMap(\.self) + steps.flatMap { [$0.owedBy] + [$0.actedBy].compactMap(\.self) }
            + facts.values.flatMap { $0.compactMap(\.by) }
        return DayPlanView(
            plan: plan, steps: steps, facts: facts, names: try tx.names(of: Set(people)),
            unit: try tx.units.find(plan.unit)?.name ?? "", worksOn: try worksOn(plan, actor),
            leads: try leads(plan, actor), judged: try judged(steps, in: plan.unit, by: actor))
    }
}

extension DayLogView.Sum {
    init(_ plan: DayPlan, _ steps: [DayStep]) {
        self.init(plan: plan)
        for step in steps {
            switch step.state {
            case .waiting, .due: open += 1
            case .done, .confirmed: done += 1
            case .reported: reported += 1
            case .skipped: skipped += 1
            case .missed: missed += 1
            case .dropped: break
            }
        }
    }
}
