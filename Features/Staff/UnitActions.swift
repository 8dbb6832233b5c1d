import Database
import Handbook
import Kernel

/// What is asked for when a unit is founded.
struct UnitPlan: Equatable, Sendable {
    let code: String
    let name: String
    let kind: Unit.Kind
    let parent: Unit.ID?
    /// The code of a pack; nothing means that of the unit above.
    let handbook: String?
}

extension Units {
    /// A unit below another one needs a mandate that reaches the one above; a topmost one, that reaches everywhere.
    func found(_ plan: UnitPlan, by mandate: Mandate) throws -> Unit {
        if let parent = plan.parent {
            let chain = try chain(from: parent)
            guard !chain.isEmpty else { throw Unit.Refusal.unknown }
            try mandate.authorize(in: parent)
            guard chain.count < Unit.deepest else { throw Unit.Refusal.tooDeep(Unit.deepest) }
        } else if mandate.reach != .all {
            throw mandate.refusal
        }
        guard try all().count < Unit.most else { throw Unit.Refusal.tooMany(Unit.most) }
        let unit = try Unit.found(
            id: tx.ids.make(), code: plan.code, name: plan.name, kind: plan.kind, under: plan.parent,
            handbook: plan.handbook)
        do {
            try tx.savepoint { try add(unit) }
        } catch let error as DatabaseError where error.kind == .unique {
            throw Unit.Refusal.codeTaken(plan.code)
        }
        try tx.record(
            .staffChanged, about: Subject(.unit, unit.id.rawValue), in: unit.id, by: mandate.staff,
            details: ["act": "unit_founded", "code": unit.code])
        return unit
    }
}
