import Handbook
import Kernel
import Web

/// Text to values: the request for an exception, and the decision on it.
enum ExceptionForms {
    /// Clauses one request may name: as many as a step can be refused for.
    static let mostClauses = 10

    struct Wish: Sendable {
        let subject: Case.ID
        let clauses: [String]
        let obligation: Obligation.ID?
    }

    enum Decision: String, CaseIterable, Sendable {
        case approved, declined
    }

    /// Which clauses of which case; the same names in the address of the form and in the form itself.
    static func wish(_ typed: FormData) throws(Invalid) -> Wish {
        let (subject, obligation, _) = try form(
            typed.identifier("case", of: Case.self), typed.optionalIdentifier("obligation", of: Obligation.self),
            typed.required("clause", max: 20))
        return Wish(
            subject: subject, clauses: typed.all("clause").uniqued().prefix(mostClauses).map(\.self),
            obligation: obligation)
    }

    /// Whoever declines says why.
    static func decision(_ typed: FormData, in t: Language) throws(Invalid) -> (Decision, String) {
        let (decision, text) = try form(
            typed.choice("decision", of: Decision.self), typed.optional("text", max: 400))
        if decision == .declined, text == nil { throw Invalid(["text": t(.exceptionDeclineText)]) }
        return (decision, text ?? "")
    }
}
