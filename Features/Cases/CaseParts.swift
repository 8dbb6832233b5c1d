import Handbook
import Kernel

/// One way to solve a case, for the decider to read and the customer to choose from (GAME-91, GAME-96).
struct Proposal: Entity {
    let id: ID
    let number: Int
    var text: String
    let cost: Money
    /// What it would bring about, apart from what it gives the customer.
    var effect: String = ""
    var benefit: String
    let author: Staff.ID
    let madeAt: Instant
    let round: Int
    /// How often the customer had refused before it was made: what they refused is not put forward again (GAME-93).
    let attempt: Int
    /// Who has read it, in the order of reading.
    var readings: [Reading] = []
    var isOffered: Bool
    /// The one that the customer picked, and how they said so (GAME-96).
    var choice: Choice? = nil

    struct Choice: Equatable, Sendable {
        let at: Instant
        let channel: Channel
    }

    struct Reading: Equatable, Sendable {
        let by: Staff.ID
        let at: Instant
    }

    func isRead(by staff: Staff.ID) -> Bool { readings.contains { $0.by == staff } }

    /// Those that are no repetition of an earlier one (GAME-91): other punctuation, or a word changed in a long text,
    /// makes no second way; another number does.
    static func different(_ proposals: [Proposal]) -> [Proposal] {
        var kept: [(proposal: Proposal, pairs: Set<String>, numbers: String)] = []
        for proposal in proposals {
            let letters = proposal.text.lowercased().filter { $0.isLetter || $0.isNumber }
            let pairs = Set(
                zip(letters, letters.dropFirst()).map { "\($0)\($1)" } + (letters.count == 1 ? [letters] : []))
            let numbers = letters.filter { Self.numerals.contains($0) }
            let isRepeated = kept.contains { earlier in
                guard earlier.numbers == numbers else { return false }
                let shared = earlier.pairs.intersection(pairs).count
                let all = earlier.pairs.union(pairs).count
                return all == 0 || Double(shared) / Double(all) >= alike
            }
            if !isRepeated { kept.append((proposal, pairs, numbers)) }
        }
        return kept.map(\.proposal)
    }

    /// The share of pairs of characters that two texts have in common which say the same.
    private static let alike = 0.8
    private static let numerals = Set("0123456789０１２３４５６７８９一二两三四五六七八九十百千万半")
}

/// What somebody proposes; the case adds its number, its round and who says so.
struct ProposalDraft: Equatable, Sendable {
    var text: String
    /// Nothing: not said. That it costs nothing is something said.
    var cost: Money?
    var effect: String = ""
    var benefit: String = ""
    var isOffered = false
}

/// 承诺: what the customer was told would be done by when (GAME-95, SOFT-53/54, CHAIN-07).
struct Promise: Entity {
    let id: ID
    var text: String
    let madeBy: Staff.ID
    let madeAt: Instant
    private(set) var dueAt: Instant
    private(set) var state: State
    /// How often a new time was given, each with a call to the customer first.
    private(set) var notices: Int

    enum State: Equatable, Sendable {
        case open
        case kept(at: Instant)
    }

    init(
        id: ID, text: String, madeBy: Staff.ID, madeAt: Instant, dueAt: Instant, state: State = .open, notices: Int = 0
    ) {
        self.id = id
        self.text = text
        self.madeBy = madeBy
        self.madeAt = madeAt
        self.dueAt = dueAt
        self.state = state
        self.notices = notices
    }

    /// 进度告知: the customer is called before the time lapses and is given a new one.
    mutating func renew(until due: Instant, at now: Instant) throws(Case.Refusal) {
        guard state == .open else { throw .promiseClosed }
        guard due > now else { throw .promiseInThePast }
        dueAt = due
        notices += 1
    }

    mutating func keep(at now: Instant) throws(Case.Refusal) {
        guard state == .open else { throw .promiseClosed }
        state = .kept(at: now)
    }
}

/// A line of the penalty step: the person directly responsible, or the department manager (GAME-92).
struct PenaltyLine: Entity {
    enum Target: String, CaseIterable, Sendable {
        case direct
        case departmentManager = "department-manager"
    }

    let id: ID
    let target: Target
    let person: String
    /// What was done, or «none».
    var result: String
    var reason: String
    let by: Staff.ID
    let at: Instant
    /// The rule or clause it follows; for «none» the reason stands alone.
    var basis: String = ""
    /// How much, or how many points, where it is a penalty that has a measure.
    var amount: Money? = nil
    var points: Int? = nil
}

/// 补偿: something given to mend the relation, within an authority (GAME-96, CHAIN-56).
struct Compensation: Entity {
    typealias Kind = CompensationKind

    let id: ID
    let kind: Kind
    let value: Money
    var reason: String
    let applicant: Staff.ID
    let askedAt: Instant
    private(set) var approvedBy: Staff.ID?
    private(set) var approvedAt: Instant?
    /// The day the customer was told it would come.
    var deliverBy: Day?
    private(set) var deliveredAt: Instant?
    /// 不予补偿, by whom and why.
    var refusal: RefusedRequest?
    /// What shows that it arrived: a receipt, a tracking number, a signature.
    var proof: String = ""
    /// 签收人: whose hands it came into (F-16).
    var receivedBy: String = ""
    /// 费用科目: what it is charged to, where the department keeps such items (F-16).
    var budget: String
    /// How much of its kind the applicant could grant alone when they asked (F-16); nothing from before that was kept.
    var applicantLimit: Money?

    enum Refusal: Error, Equatable {
        /// A refund, points or a coupon of no value.
        case nothing
        case ownRequest
        case beyondAuthority(Money)
        case notApproved
        case alreadyApproved
        case alreadyDelivered
        case alreadyRefused
    }

    struct RefusedRequest: Equatable, Sendable {
        let by: Staff.ID
        let at: Instant
        var reason: String
    }

    init(
        id: ID, kind: Kind, value: Money, reason: String, applicant: Staff.ID, askedAt: Instant, deliverBy: Day?,
        approvedBy: Staff.ID? = nil, approvedAt: Instant? = nil, deliveredAt: Instant? = nil, proof: String = "",
        receivedBy: String = "", budget: String = "", refusal: RefusedRequest? = nil, applicantLimit: Money? = nil
    ) {
        self.id = id
        self.kind = kind
        self.value = value
        self.reason = reason
        self.applicant = applicant
        self.askedAt = askedAt
        self.deliverBy = deliverBy
        self.approvedBy = approvedBy
        self.approvedAt = approvedAt
        self.deliveredAt = deliveredAt
        self.proof = proof
        self.receivedBy = receivedBy
        self.budget = budget
        self.refusal = refusal
        self.applicantLimit = applicantLimit
    }

    /// Nothing of it is owed any more.
    var isOver: Bool { deliveredAt != nil || refusal != nil }

    /// Within one's own authority a person may grant what they ask for; above it another approves, within theirs.
    /// Without a limit for what one asked for oneself, another person has to approve it. Without a limit the handbook has
    /// been asked already.
    mutating func approve(
        by approver: Staff.ID, upTo limit: Money?, ownLimit: Money?, at now: Instant
    ) throws(Refusal) {
        guard refusal == nil else { throw .alreadyRefused }
        guard approvedAt == nil else { throw .alreadyApproved }
        if approver == applicant {
            guard let ownLimit, value <= ownLimit else { throw .ownRequest }
        }
        if let limit, value > limit { throw .beyondAuthority(limit) }
        approvedBy = approver
        approvedAt = now
    }

    /// Not granted, or granted and no longer wanted by the customer; what was delivered stays delivered.
    mutating func refuse(by refuser: Staff.ID, because reason: String, at now: Instant) throws(Refusal) {
        guard refusal == nil else { throw .alreadyRefused }
        guard deliveredAt == nil else { throw .alreadyDelivered }
        refusal = RefusedRequest(by: refuser, at: now, reason: reason)
    }

    mutating func deliver(to receiver: String = "", shownBy proof: String = "", at now: Instant) throws(Refusal) {
        guard refusal == nil else { throw .alreadyRefused }
        guard approvedAt != nil else { throw .notApproved }
        guard deliveredAt == nil else { throw .alreadyDelivered }
        deliveredAt = now
        receivedBy = receiver
        self.proof = proof
    }
}

/// 回访: was it really solved, and was the customer told cause, time and solution (GAME-82, SOFT-60).
struct ReturnVisit: Entity {
    enum Result: String, CaseIterable, Sendable {
        case reached
        case noAnswer = "no-answer"
        case wrongNumber = "wrong-number"
        case refused
        case later
    }

    let id: ID
    let by: Staff.ID
    let at: Instant
    let round: Int
    let result: Result
    let isSolved: Bool
    let wasTold: Bool
    /// 1 … 5, nothing when the customer gave none.
    let satisfaction: Int?
    var note: String
}

/// What a visitor reports; the visit itself adds who, when and in which round.
struct VisitReport: Equatable, Sendable {
    var result: ReturnVisit.Result
    var isSolved: Bool
    var wasTold: Bool
    var satisfaction: Int?
    var note: String
    /// Not solved: when the customer hears from us again (SOFT-63).
    var pledge: Intake.Pledge? = nil
}

struct PenaltyReport: Equatable, Sendable {
    var target: PenaltyLine.Target
    var person: String
    var result: String
    var reason: String
    var basis: String = ""
    var amount: Money? = nil
    var points: Int? = nil
    /// 不予处理: the reason says why; nothing else is asked for.
    var isNone = false

    /// A penalty cites its rule and has a measure.
    var isGrounded: Bool { isNone ? !reason.isEmpty : !basis.isEmpty && (amount != nil || points != nil) }
}

struct CompensationWish: Equatable, Sendable {
    var kind: Compensation.Kind
    var value: Money
    var reason: String
    var deliverBy: Day?
    var budget: String = ""
}

/// How the customer learned the number of their case and the time of the answer (GEN2-17).
enum ReceiptWay: String, CaseIterable, Sendable {
    /// Written to an address, by a gateway that listens.
    case email, message
    /// Told by a person.
    case spoken, handed

    static let byHand: [ReceiptWay] = [.spoken, .handed]
}

/// Something said or written on a case.
struct CaseEntry: Entity {
    enum Kind: String, CaseIterable, Sendable {
        /// To the customer.
        case reply
        /// A telephone call, as noted by us.
        case call
        /// Said by the customer.
        case customer
        /// For colleagues only.
        case note
        /// 回执: number and expected time, composed by the house; no answer in the sense of any clause (GEN2-17).
        case receipt
        /// Asked the customer again for what should have been asked at first (SOFT-58).
        case asking
    }

    let id: ID
    let kind: Kind
    let author: Staff.ID?
    let at: Instant
    var text: String
}

/// What somebody has begun to write and not sent. It lies on the server: a closed browser loses nothing.
struct CaseDraft: Equatable, Sendable {
    let kind: CaseEntry.Kind
    let text: String
    let at: Instant
}

/// A case with everything that belongs to it: what a gate asks and a page shows.
struct CaseFile: Equatable, Sendable {
    var record: Case
    var proposals: [Proposal]
    var promises: [Promise]
    var penaltyLines: [PenaltyLine]
    var compensations: [Compensation]
    var visits: [ReturnVisit]
    var repair: RepairOrder? = nil
    var parties: [DisputeParty] = []
    var sessions: [MediationSession] = []
    var agreement: DisputeAgreement? = nil
    var paidService: PaidWork? = nil
    var referrals: [Referral] = []
    var correctives: [CorrectiveAction] = []
    var extraServices: [ExtraEffort] = []
    var details: [String: String] = [:]
    /// Every time it was handed on, the oldest first.
    var transfers: [TransferSlip] = []
    /// Slips of other departments that are still owed.
    var openSlips = 0
    var lastReplyAt: Instant? = nil
    /// What lies in which table, as it was read.
    var contents: Set<CaseContents> = []

    /// What concerns the round that runs now.
    var currentProposals: [Proposal] { proposals.filter { $0.round == record.round && $0.attempt == record.refusals } }
    /// Nothing is owed any more once the case is over, however it came to be.
    var openPromises: [Promise] { record.state.isOver ? [] : promises.filter { $0.state == .open } }
    /// Signed for, not returned, and the result is not back yet with whoever handed it on (SOFT-76). Whoever has the
    /// case in hand need not be told what they did themselves.
    var unreportedTransfers: [TransferSlip] {
        transfers.filter { $0.isUnreported && $0.from != record.handler }
    }

    /// Whom the customer has known from the beginning: the first who handed the case on.
    var transferor: Staff.ID? { transfers.first { $0.signature != nil && $0.rejection == nil }?.from }

    /// Whether a person has a part in it, or handed it on and waits for the result.
    func concerns(_ staff: Staff.ID) -> Bool {
        record.concerns(staff) || transfers.contains { $0.from == staff && $0.signature != nil && $0.rejection == nil }
            || correctives.contains { $0.owner == staff && $0.verifiedAt == nil }
    }

    /// What is known of the matter by name, in the order in which it is asked: what must be known, what a form asks
    /// besides, and what an earlier edition or category asked.
    func detailNames(under handbook: Handbook) -> [String] {
        let asked = handbook.details[record.report.category] ?? []
        let known = asked + handbook.facts.filter { !asked.contains($0) }
        return known + details.keys.filter { !known.contains($0) }.sorted()
    }

    var lastVisit: ReturnVisit? { visits.last { $0.round == record.round } }
}
