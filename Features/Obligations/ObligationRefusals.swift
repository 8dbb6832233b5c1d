import Handbook
import Hummingbird
import Kernel
import Web

/// What the handbook says against a step, as the person who tried it reads it: the clause first, then what is missing,
/// then the way to ask for an exception.
extension GateRefusal: Explainable {
    var status: HTTPResponse.Status { .conflict }

    func sentence(in t: Language) -> String {
        let sentences = objections.map { t(.gateObjection, $0.text, t($0.missing)) }
        guard objections.count > 1 else { return "\(sentences.first ?? "")\(wayOn(in: t))" }
        let numbered = zip(objections, sentences).map { t(.gateNumbered, $0.clause, $1) }
        return t(.gateObjections, String(objections.count), numbered.joined(separator: " ")) + wayOn(in: t)
    }

    /// Of leave and swaps that cannot be asked for, the one who makes the roster can still change it.
    private func wayOn(in t: Language) -> String {
        guard isNew, subject.kind == .leave || subject.kind == .shiftSwap else { return "" }
        return "\(t(.sentenceGap))\(t(.gateAskSuperior))"
    }

    /// One objection has its mark in front; of several each is numbered in the sentence.
    var clause: ClauseMark? {
        objections.first.map { ClauseMark(of: $0.clause, in: version) }
    }

    /// A record that was refused with its first step is not there: nobody can ask anything about it.
    var remedy: Remedy? {
        if objections.contains(where: { $0.rule == .reportClockOut }) {
            return Remedy(.dailyReportWrite, url: "/daily-reports")
        }
        guard let record = ExceptionForms.Record.of(subject.kind), !isNew,
            !objections.contains(where: { $0.rule == .registration })
        else { return nil }
        let clauses = FormData(["clause": objections.map(\.clause)])
        return Remedy(.askException, url: "/exceptions/new?\(clauses.replacing(record.name, with: subject.id))")
    }
}

extension ExceptionRequest.Refusal: Explainable {
    var status: HTTPResponse.Status {
        switch self {
        case .ownRequest, .needsSuperior: .forbidden
        case .alreadyDecided, .notApproved, .alreadyAsked, .notOwed, .nothingToExcept, .roundIsOver: .conflict
        }
    }

    func sentence(in t: Language) -> String {
        switch self {
        case .alreadyDecided: t(.exceptionDecidedAlready)
        case .notApproved: t(.exceptionNotApproved)
        case .ownRequest: t(.exceptionOwn)
        case .needsSuperior: t(.exceptionNeedsSuperior)
        case .alreadyAsked: t(.exceptionAlreadyAsked)
        case .notOwed: t(.exceptionNotOwed)
        case .nothingToExcept: t(.exceptionNothing)
        case .roundIsOver: t(.exceptionRoundOver)
        }
    }
}

extension NotFound: Explainable {
    var status: HTTPResponse.Status { .notFound }
    func sentence(in t: Language) -> String { t(.notFoundHere) }
}

extension ClauseMark {
    /// The mark of a clause, leading to its sentence in the edition by which a record is judged.
    init(of number: String, in version: HandbookVersion.ID) {
        self.init(number, url: "/handbook/\(version.rawValue)#c-\(number)")
    }
}
