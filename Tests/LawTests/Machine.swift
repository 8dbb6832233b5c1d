import Database
import Handbook
import Kernel

@testable import Desk

/// The machine of a case once more, as it is drawn in `Case.swift` and `Case+Ways.swift`, told from its events alone:
/// each event finds the case where such an event may happen, and leaves it at the end of an edge; and where the last
/// one leaves it, there it stands.
struct Machine {
    private let steps: [Step]
    private(set) var state: Case.State
    private var before: Case.State?
    private var isSuspended = false
    private var isOnItsWay = false
    /// Of a suggestion: only what was adopted is carried out.
    private var isAdopted = false

    init(_ steps: [Step]) {
        self.steps = steps
        state = steps.first.map(Case.State.init(beginning:)) ?? .registered
    }

    /// What is wrong with an event here, or nothing.
    mutating func hear(_ kind: EventKind, _ details: [String: String]) -> String? {
        let from = state
        guard let to = target(of: kind, details) else { return "\(kind.rawValue) from \(from.rawValue) is no edge" }
        if to != from, from.isOver, kind != .caseReopened, kind != .caseUnmerged {
            return "\(kind.rawValue) moved what is over: \(from.rawValue)"
        }
        if Self.steps.contains(kind), isSuspended || isOnItsWay {
            return "\(kind.rawValue) while \(isSuspended ? "suspended" : "on its way to another hand")"
        }
        if Self.begins.contains(kind), from.isOver { return "\(kind.rawValue) on what is over: \(from.rawValue)" }
        state = to
        return hands(kind)
    }

    private func target(of kind: EventKind, _ details: [String: String]) -> Case.State? {
        switch kind {
        case .caseAccepted: go(.accept)
        case .caseJudged: state != .accepted ? nil : details["founded"] == "yes" ? next(after: .judge) : .unfounded
        case .caseInvestigated: go(.investigate)
        case .caseProposalsSubmitted: go(.propose)
        case .caseDecided: go(.decide)
        case .caseImplemented: go(.implement)
        case .caseAnswered: go(.answer)
        case .caseAssessed: go(.assess)
        case .caseThanked: go(.thank)
        case .stepSkipped: details["step"].flatMap(Step.init(rawValue:)).flatMap(go)
        case .caseProposed: state == .proposing ? state : nil
        case .caseRefused:
            state == .awaitingCustomer
                ? Case.State(
                    beginning: [.propose, .investigate, .implement, .answer].first { steps.contains($0) } ?? .confirm)
                : nil
        case .caseCompleted:
            switch state {
            case .unfounded, .awaitingCustomer: next(after: .confirm)
            case .responding: next(after: isAdopted && steps.contains(.implement) ? .respond : .implement)
            default: state
            }
        case .caseVisited: state == .awaitingVisit ? details["solved"] == "yes" ? next(after: .visit) : state : nil
        case .caseSummarised: state == .summarising ? state : nil
        case .caseArchived: state == .summarising || state == .archived ? .archived : nil
        case .caseReopened:
            [.archived, .summarising, .awaitingVisit, .withdrawn, .referred].contains(state)
                ? Case.State(
                    beginning: [.investigate, .propose, .dispatch, .answer, .assess, .mediate, .implement]
                        .first { steps.contains($0) } ?? .confirm) : nil
        case .caseReferred:
            [.registered, .accepted, .answering, .assessing, .dispatching].contains(state) ? .referred : nil
        case .caseWithdrawn: state.isOver ? nil : .withdrawn
        case .caseMerged: state.isOver || isSuspended || isOnItsWay ? nil : .merged
        case .caseUnmerged: state == .merged ? before : nil
        default: state
        }
    }

    private mutating func hands(_ kind: EventKind) -> String? {
        switch kind {
        case .caseSuspended:
            if isSuspended { return "suspended twice" }
            isSuspended = true
        case .caseResumed:
            if !isSuspended { return "resumed and not suspended" }
            isSuspended = false
        case .caseTransferred:
            if isOnItsWay { return "transferred twice" }
            isOnItsWay = true
        case .caseTransferSigned:
            if !isOnItsWay { return "signed for and not on its way" }
            isOnItsWay = false
        case .caseTransferReturned, .caseAssigned, .caseTaken: isOnItsWay = false
        case .caseWithdrawn: (isSuspended, isOnItsWay) = (false, false)
        default: break
        }
        return nil
    }

    /// What later events go by: where a merge comes back to, whether a suggestion was adopted.
    mutating func note(_ kind: EventKind, _ details: [String: String], standing: Case.State) {
        if kind == .caseMerged { before = standing }
        if kind == .caseAssessed { isAdopted = details["adopted"] == "yes" }
    }

    private func go(_ step: Step) -> Case.State? { state == Case.State(beginning: step) ? next(after: step) : nil }

    private func next(after step: Step) -> Case.State {
        let order = Step.allCases
        let later = order.drop { $0 != step }.dropFirst()
        let isProcedure = (Way.of(steps) ?? .procedure) == .procedure
        return later.first { steps.contains($0) || (isProcedure && $0 == .summarise) }.map(Case.State.init(beginning:))
            ?? .archived
    }

    /// Steps of the way: neither a suspended case takes them nor one on its way to another hand.
    private static let steps: Set<EventKind> = [
        .caseAccepted, .caseJudged, .caseInvestigated, .caseProposalsSubmitted, .caseDecided, .caseImplemented,
        .caseAnswered, .caseAssessed, .caseThanked, .caseRefused, .caseSummarised, .caseReopened, .stepSkipped,
    ]

    /// What is over, is over: none of this is begun on it.
    private static let begins: Set<EventKind> = [
        .caseReplied, .caseInformed, .promiseMade, .promiseRenewed, .caseSuspended, .caseTransferred, .caseAssigned,
        .caseEntrusted, .caseEscalated, .caseEscalationTaken, .caseManagerInformed, .caseSplit, .caseHandedUp,
        .caseHandedBack, .caseOffered, .caseTaken, .proposalChosen, .slipSent, .caseAttributed, .caseCategorised,
        .caseDetailed, .caseSeveritySet, .caseAskedAgain, .correctiveTaken, .extraServiceGiven,
        .compensationApproved,
    ]
}

extension Law {
    static let machines: [Law] = [
        Law("every case goes along the edges of its machine, and stands where the last of them leads") {
            tx, department in
            let known = Set(EventKind.allCases.map(\.rawValue))
            return try tx.execute("SELECT id, type, state FROM service_case ORDER BY id").compactMap { row in
                guard let type = CaseType(rawValue: try row.text("type")) else { return "of no type" }
                let id = try row.text("id")
                var machine = Machine(department.handbook.steps(for: type))
                let events = try tx.events.about(Subject(.serviceCase, id)).sorted { $0.id.rawValue < $1.id.rawValue }
                for event in events where known.contains(event.kind.rawValue) {
                    let standing = machine.state
                    if let wrong = machine.hear(event.kind, event.details) { return "\(id), \(event.id): \(wrong)" }
                    machine.note(event.kind, event.details, standing: standing)
                }
                let stands = try row.text("state")
                return machine.state.rawValue == stands
                    ? nil : "\(id) stands at \(stands), its events lead to \(machine.state.rawValue)"
            }
        },
        Law("a compensation, a slip and a message go one way") { tx, _ in
            try tx.execute(
                """
                SELECT id FROM slip WHERE (state = 'verified' AND verified_at IS NULL) OR (state IN ('sent', 'declined') AND done_at IS NOT NULL)
                UNION ALL SELECT id FROM promise WHERE kept_at IS NOT NULL AND kept_at < made_at
                UNION ALL SELECT id FROM compensation WHERE delivered_at IS NOT NULL AND delivered_at < approved_at
                """
            ).map { try $0.text("id") }
        },
    ]
}
