import Handbook
import Kernel

/// A matter a customer has brought: a complaint, an enquiry, a suggestion.
///
///     registered ─▶ accepted ─▶ investigating ─▶ proposing ─▶ awaitingDecision ─▶ implementing ─▶ awaitingCustomer
///                      │ unfounded ─────────────────────────────────────────────────────────────┐     │ ▲ refused
///                      │ referred (not ours)                                                     ▼     ▼ └──▶ proposing
///                                        archived ◀─ summarising ◀─ awaitingVisit ◀──────────────┴─ completed
///
/// Which of the steps there are, the handbook says (`steps`); each verb leads to the next one that is switched on. The
/// ways of enquiries, suggestions, repairs and disputes are in `Case+Ways.swift`.
/// A case is a value: its verbs decide, and never read a clock, a database or a request.
struct Case: Entity {
    let id: ID
    /// What the customer is told and asks by.
    private(set) var number: String
    let unit: Unit.ID
    let type: CaseType
    let source: CaseSource
    let channel: Channel
    let reportedAt: Instant
    /// 首问责任人: stays accountable to the customer, whoever handles the case (SOFT-60).
    var firstReceiver: Staff.ID
    /// The edition it is judged by: the one in force when its clock started.
    var version: HandbookVersion.ID
    var customer: Customer.ID?
    var report: Report
    private(set) var severity: Severity
    var handler: Staff.ID?
    var state: State
    /// 1, and one more with each reopening.
    private(set) var round: Int
    var suspension: Suspension?
    var transfer: Transfer?
    private(set) var judgement: Judgement?
    private(set) var finding: Finding?
    private(set) var decision: Decision?
    var solution: String?
    var refusals: Int
    var transfers: Int
    var completedAt: Instant?
    private(set) var archive: Archive?
    /// What kind of customer it was when they reported it: the service level they are owed (SOFT-64).
    var grade: CustomerGrade = .ordinary
    /// Is it ours (SOFT-37).
    var attribution: Attribution?
    /// Adopted or declined, for a suggestion.
    var assessment: Assessment?
    var outcome: Outcome?
    /// How often we had to ask the customer again before there was a solution (SOFT-58).
    var secondAskings = 0
    /// A store has handed it up to headquarters, and headquarters has not yet answered (CHAIN-93).
    var handedUpAt: Instant?
    /// Who looks into it, where its nature says so (GAME-90).
    var investigator: Staff.ID?
    var kinship = Kinship()

    enum State: String, CaseIterable, Sendable {
        case registered, accepted, investigating, proposing
        case awaitingDecision = "awaiting-decision"
        case implementing
        case awaitingCustomer = "awaiting-customer"
        case unfounded
        case awaitingVisit = "awaiting-visit"
        case summarising, archived, referred, withdrawn
        // Enquiry and registration; suggestion; repair; dispute; and what was merged into another case.
        case answering
        case assessing, responding, thanking
        case dispatching, taking, arriving, fixing, signing
        case mediating, agreeing
        case merged

        var isOver: Bool {
            switch self {
            case .archived, .referred, .withdrawn, .merged: true
            case .registered, .accepted, .investigating, .proposing, .awaitingDecision, .implementing,
                .awaitingCustomer, .unfounded, .awaitingVisit, .summarising, .answering, .assessing, .responding,
                .thanking, .dispatching, .taking, .arriving, .fixing, .signing, .mediating, .agreeing:
                false
            }
        }
    }

    /// Why a case says no. Every one is a sentence a person will read.
    enum Refusal: Error, Equatable {
        /// The step does not follow from where the case stands.
        case notNow(State)
        case suspended(until: Instant)
        case notSuspended
        case suspendedAlready
        case transferPending
        case noTransferPending
        case endInThePast
        case promiseInThePast
        case promiseClosed
        case proposalUnknown
        case notYours
        /// Whoever takes a case is here, and works cases.
        case noColleague
        /// The handbook has a post for repairs, and they do not hold it.
        case noRepairer(String)
        /// A parent cannot close over an open child.
        case openChildren(Int)
        case noQuote
        /// The handbook has a list, and it is not in it.
        case noSuchCategory, noSuchCause
        case itself
        /// Two customers: one matter of both is a parent with children.
        case otherCustomer
        /// What is merged away would take its greater severity with it.
        case lesserSeverity
        /// Less grave than it was held to be: for a reason.
        case severityReason
        case mergedAlready
        case notMerged
        /// A parent, a child and a merged case stand in one line and never in a circle.
        case circle
        /// What has not been held yet cannot be written down.
        case notHeldYet
        /// Nothing is paid for: what is ours to do costs the customer nothing.
        case notPaid
        case notInStore
        /// Nobody who handed the case on waits for its result.
        case nobodyWaits
        /// A text to the customer still has blanks of a quick text: `期限`.
        case blanksLeft([String])
    }
}

/// The parts of a case that come into being step by step.
extension Case {
    /// What the customer said, as the register holds it (GAME-86).
    struct Report: Equatable, Sendable {
        var subject: String
        var content: String
        var demand: String = ""
        var category: String = ""
        var product: String = ""
        var place: String = ""
        var organisation: String = ""
        var specialNeeds: String = ""
        /// What we think of it, kept apart from what was said and seen (GEN2-15).
        var opinion: String = ""
        /// What the customer hopes for beyond the demand (GEN1-01).
        var expectation: String = ""
    }

    /// Are the grounds sufficient, is the demand reasonable, does it stand (GAME-87).
    struct Judgement: Equatable, Sendable {
        var groundsSufficient: Bool
        var demandReasonable: Bool
        var isFounded: Bool
        var reason: String
        /// The department that is responsible, if it stands (GAME-89).
        var department: String
        /// What kind of matter it is, which says who looks into it (GAME-90).
        var nature: Nature? = nil
    }

    enum Nature: String, CaseIterable, Sendable {
        case technical, service
    }

    /// What the investigation found (GAME-90).
    struct Finding: Equatable, Sendable {
        var cause: String
        var rootCause: String
        var responsiblePerson: String
        /// 当事人说明: what that person says of it (GAME-90).
        var statement: String = ""
    }

    /// 批示: which proposal, by whom, in which words (GAME-91).
    struct Decision: Equatable, Sendable {
        var proposal: Proposal.ID?
        var text: String
        var by: Staff.ID
        var at: Instant
        /// In which post, and whether beyond what the lowest who decides may give, as it was then (F-12).
        var authority: DecidingAuthority?
    }

    /// 总结评价 (GAME-94): what the department learned.
    struct Archive: Equatable, Sendable {
        var number: String
        var evaluation: String
        var lesson: String
        var at: Instant
        var by: Staff.ID
    }

    enum Reaction: String, CaseIterable, Sendable {
        case understood
        case notUnderstood = "not-understood"
    }

    enum Answer: String, CaseIterable, Sendable {
        case accepted, partly, refused
    }
}

extension Case {
    /// A case as it is first saved.
    init(
        id: ID, number: String, unit: Unit.ID, type: CaseType, source: CaseSource, channel: Channel,
        severity: Severity, customer: Customer.ID?, grade: CustomerGrade = .ordinary, report: Report,
        receivedBy receiver: Staff.ID, under version: HandbookVersion.ID, steps: [Step] = [.accept], at now: Instant
    ) {
        self.init(
            id: id, number: number, unit: unit, type: type, source: source, channel: channel, reportedAt: now,
            firstReceiver: receiver, version: version, customer: customer, report: report, severity: severity,
            handler: receiver, state: steps.first.map(State.init(beginning:)) ?? .registered, round: 1, suspension: nil,
            transfer: nil, judgement: nil,
            finding: nil, decision: nil, solution: nil, refusals: 0, transfers: 0, completedAt: nil, archive: nil,
            grade: grade)
    }

    var subject: Subject { Subject(.serviceCase, id.rawValue) }

    var circumstances: Circumstances {
        Circumstances(type: type, severity: severity, source: source, channel: channel, grade: grade)
    }
}

/// The verbs of the way through. Each takes the steps of the handbook, and leaves the case where the next one begins.
extension Case {
    mutating func accept(as severity: Severity, under steps: [Step]) throws(Refusal) {
        try expect(.registered)
        self.severity = severity
        advance(from: .accept, in: steps)
    }

    /// Becomes known as more or less severe than it was; answers whether that is news.
    mutating func assess(_ severity: Severity) throws(Refusal) -> Bool {
        guard !state.isOver else { throw .notNow(state) }
        defer { self.severity = severity }
        return self.severity != severity
    }

    mutating func judge(_ judgement: Judgement, under steps: [Step]) throws(Refusal) {
        try expect(.accepted)
        self.judgement = judgement
        if judgement.isFounded { advance(from: .judge, in: steps) } else { state = .unfounded }
    }

    /// 不成立婉复: the customer has been answered; understanding or not, they are still visited (GAME-88).
    mutating func answerUnfounded(_ reply: String, under steps: [Step], at now: Instant) throws(Refusal) {
        try expect(.unfounded)
        solution = reply
        outcome = .unfounded
        try complete(under: steps, at: now)
    }

    /// 非我方: referred to whoever is responsible, by name (SOFT-38).
    mutating func refer(to party: String, because reason: String) throws(Refusal) {
        try expect(.registered, .accepted, .answering, .assessing, .dispatching)
        try mayClose()
        solution = "\(party): \(reason)"
        outcome = .referred
        kinship.stateBefore = state
        state = .referred
    }

    mutating func investigate(_ finding: Finding, under steps: [Step]) throws(Refusal) {
        try expect(.investigating)
        self.finding = finding
        advance(from: .investigate, in: steps)
    }

    mutating func submitProposals(under steps: [Step]) throws(Refusal) {
        try expect(.proposing)
        advance(from: .propose, in: steps)
    }

    mutating func decide(_ decision: Decision, under steps: [Step]) throws(Refusal) {
        try expect(.awaitingDecision)
        self.decision = decision
        advance(from: .decide, in: steps)
    }

    mutating func implement(_ solution: String, under steps: [Step]) throws(Refusal) {
        try expect(.implementing)
        self.solution = solution
        advance(from: .implement, in: steps)
    }

    /// The customer accepts, wholly or in part, or refuses: then the case goes back to where a better answer is made.
    mutating func answered(_ answer: Answer, under steps: [Step], at now: Instant) throws(Refusal) {
        try expect(.awaitingCustomer)
        switch answer {
        case .accepted:
            outcome = outcome ?? .solved
            try complete(under: steps, at: now)
        case .partly, .refused:
            refusals += 1
            decision = nil
            outcome = nil
            let back = [Step.propose, .investigate, .implement, .answer].first { steps.contains($0) } ?? .confirm
            state = State(beginning: back)
        }
    }

    mutating func visited(isSolved: Bool, under steps: [Step]) throws(Refusal) {
        try expect(.awaitingVisit)
        if isSolved { advance(from: .visit, in: steps) }
    }

    mutating func close(_ archive: Archive) throws(Refusal) {
        try expect(.summarising)
        try mayClose()
        self.archive = archive
        state = .archived
    }

    /// A way without a summary ends by being filed.
    mutating func file(as archive: Archive) throws(Refusal) {
        guard state == .archived else { throw .notNow(state) }
        try mayClose()
        self.archive = archive
    }

    /// However it ends, whoever still waits for a part of the matter is not left behind.
    func mayClose() throws(Refusal) {
        guard kinship.openChildren == 0 else { throw .openChildren(kinship.openChildren) }
    }

    /// Ended before there was anything to end with: withdrawn, or referred to somebody else.
    var wasGivenUp: Bool { (state == .withdrawn || state == .referred) && completedAt == nil }

    /// Back to where it stood: it is the same round, and no step was taken meanwhile.
    mutating func resume(under steps: [Step]) throws(Refusal) {
        guard wasGivenUp else { throw .notNow(state) }
        let first = steps.first.map(State.init(beginning:)) ?? .registered
        state = kinship.stateBefore ?? first
        kinship.stateBefore = nil
        outcome = nil
        if state == first { solution = nil }
    }

    /// A new round: its completion clock is counted apart. The archive number stays what it was.
    mutating func reopen(under steps: [Step]) throws(Refusal) {
        try expect(.archived, .summarising, .awaitingVisit, .withdrawn, .referred)
        guard !wasGivenUp else { return try resume(under: steps) }
        round += 1
        completedAt = nil
        decision = nil
        outcome = nil
        let begin = Self.beginningAgain.first { steps.contains($0) } ?? .confirm
        state = State(beginning: begin)
    }

    mutating func withdraw() throws(Refusal) {
        guard !state.isOver else { throw .notNow(state) }
        try mayClose()
        suspension = nil
        transfer = nil
        outcome = outcome ?? .withdrawn
        kinship.stateBefore = state
        state = .withdrawn
    }

    /// Where a reopened case begins again.
    private static let beginningAgain: [Step] = [
        .investigate, .propose, .dispatch, .answer, .assess, .mediate, .implement,
    ]

    mutating func complete(under steps: [Step], at now: Instant) throws(Refusal) {
        try settle(at: now)
        advance(from: .confirm, in: steps)
    }

    /// What the customer accepted has been done. A parent cannot close over an open child.
    mutating func settle(at now: Instant) throws(Refusal) {
        guard kinship.openChildren == 0 else { throw .openChildren(kinship.openChildren) }
        completedAt = now
    }

    /// To the next step there is. The procedure always ends with a summary; a way of its own may end without one, and
    /// is then filed at once.
    mutating func advance(from step: Step, in steps: [Step]) {
        let order = Step.allCases
        let place = order.firstIndex(of: step) ?? 0
        let always: Step? = (Way.of(steps) ?? .procedure) == .procedure ? .summarise : nil
        let next = order[(place + 1)...].first { steps.contains($0) || $0 == always }
        state = next.map(State.init(beginning:)) ?? .archived
    }

    func expect(_ allowed: State...) throws(Refusal) {
        guard allowed.contains(state) else { throw .notNow(state) }
        if let suspension { throw .suspended(until: suspension.until) }
        if transfer != nil { throw .transferPending }
    }
}

extension Case {
    /// A case that is brought in is numbered when it is sure to come: a row that is refused leaves no gap.
    mutating func give(number: String) {
        if self.number.isEmpty { self.number = number }
    }

    /// A case that was closed elsewhere comes in as it ended there, with its own times.
    mutating func endElsewhere(solution: String, _ archive: Archive) {
        self.solution = solution
        self.archive = archive
        completedAt = archive.at
        state = .archived
    }
}

extension Case.State {
    /// Where a case waits for a step to be taken.
    init(beginning step: Step) {
        self =
            switch step {
            case .accept: .registered
            case .judge: .accepted
            case .investigate: .investigating
            case .propose: .proposing
            case .decide: .awaitingDecision
            case .implement: .implementing
            case .confirm: .awaitingCustomer
            case .visit: .awaitingVisit
            case .summarise: .summarising
            case .answer: .answering
            case .assess: .assessing
            case .respond: .responding
            case .thank: .thanking
            case .dispatch: .dispatching
            case .take: .taking
            case .arrive: .arriving
            case .fix: .fixing
            case .sign: .signing
            case .mediate: .mediating
            case .agree: .agreeing
            }
    }
}

extension Case {
    /// What people typed on it in other words: how a page that masks names shows it. Never to be saved.
    mutating func reword(_ change: (String) -> String) {
        for text in [
            \Report.subject, \.content, \.demand, \.product, \.place, \.organisation, \.specialNeeds, \.opinion,
            \.expectation,
        ] { report[keyPath: text] = change(report[keyPath: text]) }
        judgement?.reason.reword(change)
        for text in [\Finding.cause, \.rootCause, \.responsiblePerson, \.statement] {
            finding?[keyPath: text].reword(change)
        }
        decision?.text.reword(change)
        solution = solution.map(change)
        suspension?.notice.reword(change)
        transfer?.reason.reword(change)
        transfer?.known.reword(change)
        archive?.evaluation.reword(change)
        archive?.lesson.reword(change)
        attribution?.reason.reword(change)
        assessment?.reason.reword(change)
    }
}
