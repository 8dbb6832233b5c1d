import Handbook
import Kernel

/// One time somebody reached us, or we reached them: a call, a chat, a visit at the counter (SOFT-29).
///
///     answered ──identified──triaged──▶ wrapped up: solved · call-back · message · transferred · case · …
///     missed ──▶ returned (by a call of our own)
///
/// A promised call-back is a part of it: promised ─▶ acknowledged ─▶ contacted, or tried without reaching anybody.
struct Contact: Entity {
    let id: ID
    /// What the record is called by: `L20260105-10001`.
    let number: String
    let unit: Unit.ID
    let version: HandbookVersion.ID
    let direction: Direction
    let channel: Channel
    /// Who took it; of a missed call, whose task it is to call back.
    private(set) var receiver: Staff.ID
    let startedAt: Instant
    /// The contact that this call of ours answers: a missed call or a promise to call back.
    let returns: Contact.ID?
    /// The line that rang: one of the channels of the register (SOFT-70).
    let reception: ReceptionChannel.ID?
    /// The letter that it is, where it came into a mailbox (CHAIN-11): it waits, and nobody is on the line.
    let letter: MailLetter.ID?
    private(set) var state: State
    var record = Record()
    private(set) var identifiedAt: Instant?
    private(set) var triage: Triage?
    private(set) var heldSince: Instant?
    /// Milliseconds for which the customer was asked to wait, and how often.
    private(set) var held: Int64 = 0
    private(set) var holds = 0
    /// Why the customer waits now.
    private(set) var holdReason: HoldReason?
    private(set) var callback: Callback?
    private(set) var returnedAt: Instant?
    /// The contact that was thought solved, and about which the same person reached us again (SOFT-34).
    var repeats: Contact.ID?
    /// What kind of call of ours it is.
    var errand = Errand.service
    /// The case that a dissatisfied answer opened (GAME-84).
    var followUp: Case.ID?

    enum Direction: String, CaseIterable, Sendable { case inbound, outbound }

    enum State: Equatable, Sendable {
        case answered
        case wrappedUp(Ending, at: Instant)
        case missed
    }

    /// A contact ends in exactly one of these ways; solved is solved on the telephone, at the first call (SOFT-34).
    enum Ending: String, CaseIterable, Sendable {
        case solved, callback, message, transferred
        case openedCase = "case"
        case addedToCase = "added"
        case movedToChat = "chat"
        case referred
        /// A call of ours that nobody answered.
        case unreached = "not-reached"
        /// A line that was opened by mistake, or a caller who said nothing.
        case dropped
    }

    /// SOFT-33: can it be solved on the telephone?
    struct Triage: Equatable, Sendable {
        enum Verdict: String, CaseIterable, Sendable {
            case now
            case chat
            case callback
        }

        let verdict: Verdict
        let at: Instant
    }

    /// What is written down of it (F-36).
    struct Record: Equatable, Sendable {
        var caller = ""
        var organisation = ""
        var phone: PhoneNumber?
        var memberNumber = ""
        /// Of which of the handbook's kinds the matter is (GAME-26, GAME-29).
        var purpose: CaseType?
        var language = ""
        var subject = ""
        var content = ""
        /// What was answered (SOFT-45).
        var answer = ""
        var rings: Int?
        var hungUpBy: Party?
        var customer: Customer.ID?
        var serviceCase: Case.ID?
        /// GAME-102: what was left with the customer, and where else they can be reached.
        var leftInformation = ""
        var secondContact = ""
        /// GAME-98: what came of a call of ours, and how the customer took it (one of the pack's moods).
        var result: CallResult?
        var mood = ""
        /// GAME-84
        var satisfaction: Satisfaction?
        /// SOFT-42: what the caller can do at a computer, and who helps whoever cannot.
        var skill: ComputerSkill?
        var helper = ""
        var helperPhone: PhoneNumber?
    }

    /// SOFT-45, SOFT-47: what the customer is asked to wait for.
    enum HoldReason: String, CaseIterable, Sendable { case lookup, colleague, fetch, other }

    /// One time the customer was asked to wait.
    struct Hold: Equatable, Sendable {
        let from: Instant
        let to: Instant
        let reason: HoldReason
    }

    enum Party: String, CaseIterable, Sendable { case customer, us }

    struct Callback: Equatable, Sendable {
        var to: Staff.ID
        var text: String
        let promisedAt: Instant
        var acknowledgedAt: Instant?
        var contactedAt: Instant?
        var tries = 0
    }

    enum Refusal: Error, Equatable {
        case over
        case noCallback
        case contactedAlready
        case heldAlready
        case notHeld
        case notYours
        case noColleague
        /// The customer has asked not to be called.
        case doNotCall
        case numberMissing
        case itemUnknown
        /// What is said of a call of ours that did not get through presupposes a conversation, or the other way about.
        case notReached
        /// Only a call of our own initiative ends unreached; who called us was on the line.
        case notOurCall
    }

    var subject: Subject { Subject(.contact, id.rawValue) }
    var isOpen: Bool { state == .answered }
    var ending: Ending? { if case .wrappedUp(let ending, _) = state { ending } else { nil } }
    var endedAt: Instant? { if case .wrappedUp(_, let at) = state { at } else { nil } }
    /// Whether somebody still has to call: a missed call, or a promise.
    var awaitsCall: Bool {
        if state == .missed { return returnedAt == nil }
        return callback.map { $0.contactedAt == nil } ?? false
    }
    /// Who has to: the colleague asked, or whose line it was.
    var handler: Staff.ID { callback?.to ?? receiver }

    func concerns(_ staff: Staff.ID) -> Bool { receiver == staff || callback?.to == staff }
}

extension Contact {
    init(
        id: ID, number: String, unit: Unit.ID, version: HandbookVersion.ID, direction: Direction, channel: Channel,
        receiver: Staff.ID, at now: Instant, isMissed: Bool = false, returns: Contact.ID? = nil,
        reception: ReceptionChannel.ID? = nil, letter: MailLetter.ID? = nil
    ) {
        self.id = id
        self.number = number
        self.unit = unit
        self.version = version
        self.direction = direction
        self.channel = channel
        self.receiver = receiver
        startedAt = now
        self.returns = returns
        self.reception = reception
        self.letter = letter
        state = isMissed ? .missed : .answered
    }

    /// As it is stored.
    init(
        copying new: Contact, state: State, record: Record, identifiedAt: Instant?, triage: Triage?,
        heldSince: Instant?, holdReason: HoldReason?, held: Int64, holds: Int, callback: Callback?,
        returnedAt: Instant?
    ) {
        self = new
        self.state = state
        self.record = record
        self.identifiedAt = identifiedAt
        self.triage = triage
        self.heldSince = heldSince
        self.holdReason = holdReason
        self.held = held
        self.holds = holds
        self.callback = callback
        self.returnedAt = returnedAt
    }

    /// A call of ours keeps whom it goes to and what it is about, whatever the form says of it.
    func carried(into record: Record) -> Record {
        guard direction == .outbound else { return record }
        var record = record
        record.phone = record.phone ?? self.record.phone
        record.customer = record.customer ?? self.record.customer
        record.serviceCase = record.serviceCase ?? self.record.serviceCase
        record.purpose = record.purpose ?? self.record.purpose
        if record.caller.isEmpty { record.caller = self.record.caller }
        if record.subject.isEmpty { record.subject = self.record.subject }
        return record
    }

    private func requireOpen() throws(Refusal) {
        guard isOpen else { throw .over }
    }

    /// SOFT-32, SOFT-36: we know who speaks. Answers no if that was known before.
    mutating func identify(at now: Instant) -> Bool {
        guard identifiedAt == nil, !record.caller.isEmpty || record.customer != nil else { return false }
        identifiedAt = now
        return true
    }

    /// Answers no if it was judged before: the first word counts for the clock.
    mutating func judge(_ verdict: Triage.Verdict, at now: Instant) throws(Refusal) -> Bool {
        try requireOpen()
        guard triage == nil else { return false }
        triage = Triage(verdict: verdict, at: now)
        return true
    }

    /// SOFT-47: the customer was asked, and waits.
    mutating func hold(for reason: HoldReason, at now: Instant) throws(Refusal) {
        try requireOpen()
        guard heldSince == nil else { throw .heldAlready }
        heldSince = now
        holdReason = reason
        holds += 1
    }

    /// Answers how long it was, and what for.
    @discardableResult
    mutating func resume(at now: Instant) throws(Refusal) -> Hold {
        guard let since = heldSince else { throw .notHeld }
        held += max(0, (now - since).milliseconds)
        heldSince = nil
        let hold = Hold(from: since, to: max(now, since), reason: holdReason ?? .other)
        holdReason = nil
        return hold
    }

    /// Answers the wait that ends with it, where the customer was still waiting.
    @discardableResult
    mutating func wrapUp(_ ending: Ending, at now: Instant) throws(Refusal) -> Hold? {
        try requireOpen()
        let hold = heldSince == nil ? nil : try resume(at: now)
        state = .wrappedUp(ending, at: now)
        return hold
    }

    mutating func promiseCallback(to staff: Staff.ID, saying text: String, at now: Instant) {
        callback = Callback(to: staff, text: text, promisedAt: now)
    }

    mutating func acknowledgeCallback(by staff: Staff.ID, at now: Instant) throws(Refusal) {
        guard var promise = callback else { throw .noCallback }
        guard promise.contactedAt == nil else { throw .contactedAlready }
        guard promise.to == staff else { throw .notYours }
        promise.acknowledgedAt = promise.acknowledgedAt ?? now
        callback = promise
    }

    /// Somebody else answers the letter; its clock goes on.
    mutating func handLetter(to staff: Staff.ID) { receiver = staff }

    /// Somebody else calls; the time promised to the customer stays.
    mutating func handCallback(to staff: Staff.ID) throws(Refusal) {
        guard var promise = callback else { throw .noCallback }
        guard promise.contactedAt == nil else { throw .contactedAlready }
        promise.to = staff
        promise.acknowledgedAt = nil
        callback = promise
    }

    /// A call was made: it reached the customer, or nobody.
    mutating func called(reached: Bool, at now: Instant) throws(Refusal) {
        if state == .missed {
            guard returnedAt == nil else { throw .contactedAlready }
            if reached { returnedAt = now }
            return
        }
        guard var promise = callback else { throw .noCallback }
        guard promise.contactedAt == nil else { throw .contactedAlready }
        promise.tries += 1
        promise.acknowledgedAt = promise.acknowledgedAt ?? now
        if reached { promise.contactedAt = now }
        callback = promise
    }
}

extension Contact {
    /// What the clauses say about the record, with what happened: a page shows the same answers as the transaction.
    func checks(ending: Ending, under handbook: Handbook, on calendar: BusinessCalendar, at now: Instant) -> [GateCheck]
    {
        guard ending != .dropped else { return [] }
        return handbook.gates().compactMap { clause, gate in
            guard let (isMet, missing) = answer(of: gate, ending, on: calendar, at: now) else { return nil }
            return GateCheck(
                clause: clause, rule: gate.rule, duty: .firstReceiver, missing: isMet ? nil : missing)
        }
    }

    private func answer(
        of gate: Gate, _ ending: Ending, on calendar: BusinessCalendar, at now: Instant
    ) -> (Bool, Sentence)? {
        switch gate {
        // A call that answers another is closed with that one.
        case .contactClosing(let fields):
            guard isOurCall, reaches else { return nil }
            let missing = fields.filter { field in
                switch field {
                case .information: record.leftInformation.isEmpty
                case .secondContact: record.secondContact.isEmpty
                case .hungUpBy: record.hungUpBy == nil
                }
            }
            let names = missing.map(\.ruleWord.chinese).joined(separator: "、")
            return (missing.isEmpty, Sentence(.contactMissing, names))
        case .contactOutcome(let fields): return outcome(fields)
        case .visitSatisfaction:
            guard isOurCall, errand == .visit, reaches else { return nil }
            return (record.satisfaction != nil, Sentence(.contactSatisfactionMissing))
        case .guidance: return guidance(ending)
        case .contactRepeat:
            guard direction == .inbound else { return nil }
            return (repeats == nil, Sentence(.contactRepeated))
        case .contactLength(let longest):
            // What becomes a case takes its time.
            guard channel == .phone, ending != .openedCase, ending != .addedToCase else { return nil }
            let isShort = now <= longest.deadline(from: startedAt, on: calendar)
            return (isShort, Sentence(.contactTooLong, longest.description))
        case .contactRecord(let fields):
            // Who nobody spoke to was not asked who they are.
            let asked = ending == .unreached ? fields.filter { $0 == .phone || $0 == .purpose } : fields
            guard !asked.isEmpty else { return nil }
            let missing = asked.filter { field in
                switch field {
                case .surname: record.caller.isEmpty
                case .organisation: record.organisation.isEmpty
                // Whoever wrote a letter is reached where it came from.
                case .phone: record.phone == nil && letter == nil
                case .purpose: record.purpose == nil || record.subject.isEmpty
                }
            }
            let names = missing.map(\.ruleWord.chinese).joined(separator: "、")
            return (missing.isEmpty, Sentence(.contactMissing, names))
        case .contactRings(let maximum):
            guard channel == .phone, direction == .inbound, let rings = record.rings else { return nil }
            return (rings <= maximum, Sentence(.contactRangTooLong, String(rings)))
        case .contactHangUp:
            guard channel == .phone, let party = record.hungUpBy else { return nil }
            return (party == .customer, Sentence(.contactHungUpFirst))
        case .bannedPhrases(let phrases):
            guard !record.answer.isEmpty else { return nil }
            let found = BannedPhrases.found(phrases, in: record.answer)
            return (
                found.isEmpty, Sentence(.gatePhrases, found.map { "“\($0)”" }.joined(separator: "、"))
            )
        default: return nil
        }
    }
}

extension Contact {
    /// Whether two subjects share a word or two letters in a row: enough to ask «is it the same matter?», never to
    /// decide it.
    static func isAlike(_ one: String, _ other: String) -> Bool {
        !Set(LikenessTerms(one).counts.keys).isDisjoint(with: LikenessTerms(other).counts.keys)
    }
}
