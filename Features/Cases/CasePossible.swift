import Handbook
import Kernel

/// An act on a case with its form filled in as well as can be: what still speaks against it then is the case, the right
/// or a clause, and not the form. It asks the noun's own verb, on a copy, and the gate's own question; it knows no rule.
struct CasePossible: Sendable {
    let address: String
    let word: Word
    let permission: Permission
    /// Takes the step on the copy, and says at which doors it passes.
    let attempt: @Sendable (inout CaseFile, Probe) throws -> [CaseAct]

    /// What is at hand while trying out.
    struct Probe {
        let context: GateContext
        let steps: [Step]

        var now: Instant { context.now }
        var actor: Staff.ID { context.actor }
        var soon: Instant { now + .minutes(1) }
        /// A value that is there.
        let text = "x"
    }

    enum Objection: Equatable {
        case notAllowed(Permission)
        case refused(Case.Refusal)
        /// The clauses against it, those first that say most.
        case clauses([GateRefusal.Objection])
        /// Out of its order, under the clause that wants the steps in order.
        case outOfOrder(Case.State, clause: String)
    }
}

extension CaseFile {
    /// Why an act is not possible now, or nothing. `exempted` are the clauses with an approved exception.
    func objection(
        to possible: CasePossible, permissions: Set<Permission>, in context: GateContext, exempted: Set<String>
    ) -> CasePossible.Objection? {
        guard permissions.contains(possible.permission) else { return .notAllowed(possible.permission) }
        let probe = CasePossible.Probe(context: context, steps: context.handbook.steps(for: record.type))
        var tried = self
        let doors: [CaseAct]
        do {
            doors = try possible.attempt(&tried, probe)
        } catch let refusal as Case.Refusal {
            if case .notNow(let state) = refusal,
                let order = context.handbook.gates().first(where: { $0.1 == .stepsInOrder })?.0
            {
                return .outOfOrder(state, clause: order.number)
            }
            return .refused(refusal)
        } catch {
            return .refused(.notNow(record.state))
        }
        // The doors see the case as it is before the step, with what the form itself brings.
        var asking = tried
        asking.record = record
        asking.record.report = tried.record.report
        let objections = doors.flatMap { asking.checks(before: $0, in: context) }.compactMap { check in
            check.clause.strength == .advise || exempted.contains(check.clause.number)
                ? nil
                : check.missing.map {
                    GateRefusal.Objection(
                        clause: check.clause.number, rule: check.rule, text: check.clause.text,
                        strength: check.clause.strength, missing: $0)
                }
        }
        return objections.isEmpty ? nil : .clauses(objections)
    }
}
