import Database
import Handbook
import Kernel

/// One clause asked before a step: whether it is met, and if not, what is missing.
struct GateCheck {
    let clause: Clause
    let rule: Gate.Rule
    /// Who would have to see to it.
    let duty: Duty
    /// Nothing when the clause is met.
    let missing: Sentence?
}

/// What the handbook says against a step, clause by clause: all of it at once.
struct GateRefusal: Error {
    struct Objection: Equatable, Sendable {
        let clause: String
        let rule: Gate.Rule
        let text: String
        let strength: Strength
        let missing: Sentence
    }

    let subject: Subject
    let version: HandbookVersion.ID
    let objections: [Objection]
    /// The record is refused with the step: it is not there, and nobody can ask anything about it.
    var isNew = false
}

/// A step that was let through: what each clause answered, still to be entered under the event of the step.
struct Passage {
    let owing: Owing
    fileprivate let answers: [(check: GateCheck, outcome: Obligation.Outcome)]
    /// The words in it that a clause advises against, sent all the same.
    var phrases: [String] = []

    /// Nothing was asked.
    static func nothing(of owing: Owing) -> Passage { Passage(owing: owing, answers: []) }

    /// Let pass by somebody who may, with the reason in the event.
    static func exempted(_ check: GateCheck, of owing: Owing) -> Passage {
        Passage(owing: owing, answers: [(check, .exempted)])
    }

    /// Whether a clause of this rule had something to say.
    func asked(_ rule: Gate.Rule) -> Bool { answers.contains { $0.check.rule == rule } }

    /// Two doors on one way: what either of them answered.
    func and(_ other: Passage) -> Passage { Passage(owing: owing, answers: answers + other.answers) }

    /// What was only advised and not followed: shown to the person beside the confirmation.
    var advice: [Sentence] {
        answers.filter { $0.outcome == .broken }.compactMap(\.check.missing)
    }
}

/// The one gate. Every step of every record passes it inside its transaction, on every path.
extension Obligations {
    /// Throws every objection of the clauses that require or forbid, unless an exception has been approved.
    /// `isNew`: the record begins with the step.
    func pass(_ checks: [GateCheck], of owing: Owing, isNew: Bool = false) throws -> Passage {
        var answers: [(GateCheck, Obligation.Outcome)] = []
        var objections: [GateRefusal.Objection] = []
        var used: [ExceptionRequest] = []
        for check in checks {
            guard let missing = check.missing else {
                answers.append((check, .kept))
                continue
            }
            switch check.clause.strength {
            case .advise:
                answers.append((check, .broken))
            case .require, .forbid:
                if let exception = try tx.exceptions.approved(
                    for: owing.subject, clause: check.clause.number, round: owing.round)
                {
                    used.append(exception)
                    answers.append((check, .exempted))
                } else {
                    objections.append(
                        GateRefusal.Objection(
                            clause: check.clause.number, rule: check.rule, text: check.clause.text,
                            strength: check.clause.strength, missing: missing))
                }
            }
        }
        guard objections.isEmpty else {
            throw GateRefusal(
                subject: owing.subject, version: owing.version, objections: objections, isNew: isNew)
        }
        for var exception in used {
            try exception.use(at: tx.now)
            try tx.exceptions.save(exception)
        }
        return Passage(owing: owing, answers: answers)
    }

    /// Enters what each clause answered: a check that was made is an obligation that began and ended in one instant.
    func enter(_ passage: Passage, under event: Event) throws {
        try insert(answers(of: passage, under: event).map { ($0, event.id) })
    }

    func answers(of passage: Passage, under event: Event) -> [Obligation] {
        passage.answers.map { check, outcome in
            Obligation(
                id: tx.ids.make(), clause: check.clause.number, version: passage.owing.version,
                rule: .gate(check.rule), subject: passage.owing.subject, item: nil, round: passage.owing.round,
                unit: passage.owing.unit, owedBy: check.duty, owedByStaff: event.actor, startedAt: event.at,
                within: nil, dueAt: event.at, state: .ended(outcome, at: event.at, by: event.actor),
                pausedSince: nil, pauses: [], breachedAt: outcome == .broken ? event.at : nil, warnings: 0,
                rungs: 0,
                actAt: nil)
        }
    }
}
