import Handbook
import Kernel

/// One thing that somebody does with a case in a played history. Who does it, the stage finds out: whoever the clause
/// points at and the posts allow.
enum DemoDeed: Sendable {
    /// With a time given at the desk, where nothing is judged first.
    case register(Intake, DemoPledge?, by: String)
    case accept(Severity)
    case informManager(String)
    case reply(String)
    case inform(String)
    case note(String, CaseEntry.Kind)
    case reveal(String)
    /// The first open promise gets a new time.
    case renewPromise(DemoPledge)
    case keepPromise
    case judge(Case.Judgement, DemoPledge?)
    case refer(to: String, because: String)
    case answerUnfounded(String, Case.Reaction)
    case investigate(Case.Finding)
    case propose(ProposalDraft)
    case submitProposals
    case readProposals
    /// The cheapest of the round, or the one proposed last.
    case decide(prefersLast: Bool, String)
    case compensate(CompensationWish, inDays: Int)
    case approveCompensation
    case deliverCompensation
    case punish(PenaltyReport)
    case implement(String)
    case answered(Case.Answer, String)
    case visit(VisitReport, byAnother: Bool)
    case archive(evaluation: String, lesson: String, category: String)
    case reopen(String, DemoPledge)
    case withdraw(String)
    case suspend(PauseReason, days: Int, telling: String)
    case resume
    case transfer(toPosts: [String], HandOver)
    case reportBack(String)
    case signTransfer
    case returnTransfer(String)
    case escalate(String)
    case takeEscalation
    case answerEnquiry(String)
    case assess(Case.Assessment)
    case respond(String)
    case thank(String)
    case dispatch(RepairOrder.Kind)
    case takeRepair
    case arrive
    case fix(work: String, material: String, minutes: Int)
    case signRepair(String)
    case party(String, DisputeParty.Role, claim: String)
    case hold(place: String, attendees: String, record: String)
    case conclude
    case agree(String, signatories: String)
    /// What another department is asked for, its answer, and who looks whether it was done.
    case sendSlip(Slip.Kind, String)
    case acceptSlip, urgeSlip, verifySlip
    case finishSlip(String)
    /// The handler reads the handbook and signs for it.
    case acknowledge
    /// For clauses that refused the step before.
    case ask(clauses: [String], String)
    /// For more time than a clock allows.
    case askForTime(DeadlineRule, String)
    case grant(String)
    case decline(String)
}

/// A time given to the customer: so many minutes of working time from when it is said.
struct DemoPledge: Sendable, Equatable {
    var text: String
    var minutes: Int
}

extension DemoDeed {
    /// The clocks that it stops, and which are therefore looked at before choosing when to do it.
    var ends: Set<DeadlineRule> {
        switch self {
        case .accept: [.accept]
        case .informManager: [.informManager]
        case .reply: [.firstReply, .progressNotice]
        case .inform: [.progressNotice]
        case .renewPromise: [.keepPromise, .interimNotice, .progressNotice]
        case .keepPromise: [.keepPromise, .interimNotice]
        case .judge: [.judge]
        case .answerUnfounded: [.complete, .progressNotice, .keepPromise, .interimNotice, .firstReply]
        case .investigate: [.investigate]
        case .decide: [.decide, .takeEscalation]
        case .answered(.accepted, _): [.complete, .progressNotice, .keepPromise, .interimNotice]
        case .visit: [.returnVisit]
        case .archive: [.summarise]
        case .signTransfer, .returnTransfer: [.signTransfer]
        case .takeEscalation: [.takeEscalation]
        case .answerEnquiry: [.firstReply]
        case .assess: [.assess]
        case .respond: [.complete, .firstReply]
        case .dispatch: [.dispatch]
        case .arrive: [.arrive]
        case .hold: [.mediate]
        case .signRepair, .agree: [.complete, .progressNotice]
        case .acceptSlip: [.answerSlip]
        case .finishSlip: [.finishSlip]
        case .thank, .takeRepair, .fix, .party, .conclude, .register, .note, .reveal, .refer, .propose,
            .submitProposals, .readProposals, .compensate,
            .approveCompensation, .deliverCompensation, .punish, .implement, .answered, .reopen, .withdraw, .suspend,
            .resume, .transfer, .reportBack, .escalate, .acknowledge, .sendSlip, .urgeSlip, .verifySlip, .ask,
            .askForTime, .grant, .decline:
            []
        }
    }

    /// Whether the case is solved with it.
    var completes: Bool { ends.contains(.complete) }

    var isAcceptance: Bool { if case .accept = self { true } else { false } }

    var isRegistration: Bool { if case .register = self { true } else { false } }

    var keepsPromise: Bool { if case .keepPromise = self { true } else { false } }

    var isSubmission: Bool { if case .submitProposals = self { true } else { false } }

    var isDecision: Bool { if case .decide = self { true } else { false } }

    /// The same with the time that it gives to the customer, where it gives one.
    func pledging(minutes: Int) -> DemoDeed {
        func timed(_ pledge: DemoPledge) -> DemoPledge { DemoPledge(text: pledge.text, minutes: minutes) }
        if case .register(let intake, let pledge?, let account) = self {
            return .register(intake, timed(pledge), by: account)
        }
        if case .judge(let judgement, let pledge?) = self { return .judge(judgement, timed(pledge)) }
        if case .reopen(let reason, let pledge) = self { return .reopen(reason, timed(pledge)) }
        if case .renewPromise(let pledge) = self { return .renewPromise(timed(pledge)) }
        return self
    }
}

/// A deed, when it follows the one before, and what becomes of it if the handbook objects.
struct DemoBeat: Sendable {
    enum Wait: Sendable {
        /// Working time in seconds; less where a deadline comes sooner.
        case soon(Int)
        /// Working time in seconds, whatever the deadlines say.
        case patient(Int)
        /// So many minutes of working time after that clock has run out.
        case tardy(DeadlineRule, minutes: Int)
        /// So many minutes of working time after the suspension has ended.
        case afterSuspension(minutes: Int)
        case at(Instant)

        /// As far as it is known beforehand.
        var seconds: Int {
            switch self {
            case .soon(let seconds), .patient(let seconds): seconds
            case .tardy(_, let minutes), .afterSuspension(let minutes): minutes * 60
            case .at: 0
            }
        }
    }

    /// What a person does when a clause refuses the step.
    enum Objected: Sendable {
        /// It was not expected: the history stops, since something is wrong.
        case isTrouble
        /// Asks for an exception, which is granted; then the step is taken.
        case isAllowed(asking: String)
        /// Asks, is told no, and does what the handbook wants.
        case isDeclined(asking: String, instead: DemoDeed)
        /// Asks, and nobody has answered yet.
        case isPending(asking: String)
    }

    var deed: DemoDeed
    var wait: Wait
    var objected = Objected.isTrouble
}
