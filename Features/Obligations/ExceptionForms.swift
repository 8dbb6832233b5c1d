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

    /// A kind of record of which an exception can be asked: its name in the address and in the form, and where it lies.
    struct Record: Sendable {
        let name: String
        let kind: Subject.Kind
        let path: String

        static let serviceCase = Record(name: "case", kind: .serviceCase, path: "/cases")
        static let all = [
            serviceCase, Record(name: "leave", kind: .leave, path: "/leave"),
            Record(name: "swap", kind: .shiftSwap, path: "/shift-swaps"),
        ]

        static func of(_ kind: Subject.Kind) -> Record? { all.first { $0.kind == kind } }
    }

    /// Which clauses of which record.
    struct Asked: Sendable {
        let record: Record
        let id: String
        let clauses: [String]
        let obligation: Obligation.ID?

        var subject: Subject { Subject(record.kind, id) }
        var url: String { "\(record.path)/\(id)" }
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

    /// The same of any record; where none is named, a case is.
    static func asked(_ typed: FormData) throws(Invalid) -> Asked {
        let named = Record.all.first { $0.kind != .serviceCase && !typed.text($0.name).isEmpty }
        guard let record = named else {
            let wish = try Self.wish(typed)
            return Asked(
                record: .serviceCase, id: wish.subject.rawValue, clauses: wish.clauses, obligation: wish.obligation)
        }
        _ = try form(typed.required("clause", max: 20))
        return Asked(
            record: record, id: typed.text(record.name),
            clauses: typed.all("clause").uniqued().prefix(mostClauses).map(\.self), obligation: nil)
    }

    /// Whoever declines says why.
    static func decision(_ typed: FormData, in t: Language) throws(Invalid) -> (Decision, String) {
        let (decision, text) = try form(
            typed.choice("decision", of: Decision.self), typed.optional("text", max: 400))
        if decision == .declined, text == nil { throw Invalid(["text": t(.exceptionDeclineText)]) }
        return (decision, text ?? "")
    }
}
