import Handbook
import Kernel
import Web

/// Text to values: the request for an exception, and the decision on it.
enum ExceptionForms {
    /// Clauses one request may name: as many as a step can be refused for.
    static let mostClauses = 10

    /// A kind of record of which an exception can be asked: its name in the address and in the form, and where it lies.
    struct Record: Sendable {
        let name: String
        let kind: Subject.Kind
        let path: String

        static let serviceCase = Record(name: "case", kind: .serviceCase, path: "/cases")
        static let leave = Record(name: "leave", kind: .leave, path: "/leave")
        static let swap = Record(name: "swap", kind: .shiftSwap, path: "/shift-swaps")
        static let roster = Record(name: "roster", kind: .roster, path: "/rosters")
        static let handover = Record(name: "handover", kind: .handover, path: "/handovers")
        static let all = [serviceCase, leave, swap, roster, handover]

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

    /// Which clauses of which record; the same names in the address of the form, in the form itself and in the interface.
    /// Where no other record is named, a case is.
    static func asked(_ typed: FormData) throws(Invalid) -> Asked {
        let (leave, swap, roster, handover) = try form(
            typed.optionalIdentifier(Record.leave.name, of: Leave.self),
            typed.optionalIdentifier(Record.swap.name, of: ShiftSwap.self),
            typed.optionalIdentifier(Record.roster.name, of: Roster.self),
            typed.optionalIdentifier(Record.handover.name, of: Handover.self))
        let others: [(Record, String?)] = [
            (.leave, leave?.rawValue), (.swap, swap?.rawValue), (.roster, roster?.rawValue),
            (.handover, handover?.rawValue),
        ]
        for case (let record, let id?) in others {
            _ = try form(typed.required("clause", max: 20))
            return Asked(record: record, id: id, clauses: clauses(typed), obligation: nil)
        }
        // A program may leave it out where it names another record.
        _ = typed.optionalIdentifier(Record.serviceCase.name, of: Case.self)
        let (file, obligation, _) = try form(
            typed.identifier(Record.serviceCase.name, of: Case.self),
            typed.optionalIdentifier("obligation", of: Obligation.self), typed.required("clause", max: 20))
        return Asked(record: .serviceCase, id: file.rawValue, clauses: clauses(typed), obligation: obligation)
    }

    private static func clauses(_ typed: FormData) -> [String] {
        typed.all("clause").uniqued().prefix(mostClauses).map(\.self)
    }

    /// Whoever declines says why.
    static func decision(_ typed: FormData, in t: Language) throws(Invalid) -> (Decision, String) {
        let (decision, text) = try form(
            typed.choice("decision", of: Decision.self), typed.optional("text", max: 400))
        if decision == .declined, text == nil { throw Invalid(["text": t(.exceptionDeclineText)]) }
        return (decision, text ?? "")
    }
}
