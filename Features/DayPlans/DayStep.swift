import Kernel

/// One step of a day, at its time.
///
///     waiting ──time──▶ due ──tick──▶ done                       (taken back: due again)
///        ╰──── a little early ──╯ ├──tick──▶ reported ──▶ confirmed   (sent back: due again)
///                                 ├──skip──▶ skipped
///                                 └──long over──▶ missed
///
/// What somebody did is a fact beside it (`Fact`), never changed: what was wrong is put right by another one.
struct DayStep: Entity {
    enum State: String, CaseIterable, Sendable {
        case waiting, due, done, reported, confirmed, skipped, missed
        /// Nobody works the shift after all.
        case dropped

        /// Nothing has become of it yet.
        var isOpen: Bool { self == .waiting || self == .due }
    }

    /// What it asks for, as the handbook said.
    struct Terms: Equatable, Sendable {
        let code: String
        let name: String
        let english: String
        let measure: String
        let expected: Int?
        let isConfirmed: Bool
        let link: String

        func name(in language: Language) -> String { language == .chinese ? name : english }
    }

    /// 事实: what was done, by whom, when; the house where nobody is named.
    struct Fact: Equatable, Sendable {
        enum Kind: String, CaseIterable, Sendable {
            case ticked, skipped, undone, corrected, confirmed, missed
            case sentBack = "sent_back"
        }

        let kind: Kind
        let by: Staff.ID?
        let at: Instant
        let number: Int?
        let text: String
    }

    /// A step may be done so long before its time.
    static let early = Duration.minutes(60)
    /// So long nobody asks why something is taken back.
    static let slip = Duration.minutes(1)
    /// Sent back after its time, it is owed within this.
    static let again = Duration.minutes(30)

    let id: ID
    let plan: DayPlan.ID
    let place: Int
    let terms: Terms
    let at: Instant
    let dueAt: Instant
    private(set) var owedBy: Staff.ID
    private(set) var state: State
    private(set) var number: Int?
    private(set) var actedBy: Staff.ID?
    private(set) var actedAt: Instant?
    /// What was said of it last: a remark, or why it was left out.
    private(set) var note: String

    init(
        id: ID, plan: DayPlan.ID, place: Int, terms: Terms, at: Instant, dueAt: Instant, owedBy: Staff.ID,
        state: State = .waiting, number: Int? = nil, actedBy: Staff.ID? = nil, actedAt: Instant? = nil,
        note: String = ""
    ) {
        self.id = id
        self.plan = plan
        self.place = place
        self.terms = terms
        self.at = at
        self.dueAt = dueAt
        self.owedBy = owedBy
        self.state = state
        self.number = number
        self.actedBy = actedBy
        self.actedAt = actedAt
        self.note = note
    }

    /// What was counted is not what it should be.
    var difference: Int? {
        guard let number, let expected = terms.expected else { return nil }
        return number - expected
    }

    func isLate(at now: Instant) -> Bool { state.isOpen && now > dueAt }
    /// Done, but after its time.
    var wasLate: Bool { (actedAt ?? dueAt) > dueAt }
    /// Taken back without a word.
    func mayUndo(by person: Staff.ID, at now: Instant) -> Bool {
        actedBy == person && [.done, .reported, .skipped].contains(state)
    }
}

extension DayStep {
    mutating func open() throws(DayPlan.Refusal) {
        guard state == .waiting else { throw .notNow(state) }
        state = .due
    }

    mutating func hand(to person: Staff.ID) { owedBy = person }

    /// Whose it is, and who did it: neither judges it, nor does a post that they have lent.
    var parties: [Staff.ID] { [owedBy] + [actedBy].compactMap(\.self) }

    mutating func tick(by person: Staff.ID, number: Int?, saying text: String, at now: Instant)
        throws(DayPlan.Refusal) -> Fact
    {
        guard state.isOpen else { throw .notNow(state) }
        guard now >= at - Self.early else { throw .tooEarly(at - Self.early) }
        guard number != nil || terms.measure.isEmpty else { throw .numberMissing(terms.measure) }
        guard number == nil || !terms.measure.isEmpty else { throw .noNumber }
        state = terms.isConfirmed ? .reported : .done
        self.number = number
        (actedBy, actedAt, note) = (person, now, text)
        return Fact(kind: .ticked, by: person, at: now, number: number, text: text)
    }

    mutating func skip(by person: Staff.ID, because reason: String, at now: Instant) throws(DayPlan.Refusal) -> Fact {
        guard state.isOpen else { throw .notNow(state) }
        guard !reason.isEmpty else { throw .reasonMissing }
        state = .skipped
        (actedBy, actedAt, note) = (person, now, reason)
        return Fact(kind: .skipped, by: person, at: now, number: nil, text: reason)
    }

    /// Within the minute nobody asks why.
    mutating func undo(by person: Staff.ID, because reason: String, at now: Instant) throws(DayPlan.Refusal) -> Fact {
        guard [.done, .reported, .skipped].contains(state), let actedAt else { throw .notNow(state) }
        guard actedBy == person else { throw .notTheirs }
        guard now <= actedAt + Self.slip || !reason.isEmpty else { throw .reasonMissing }
        reopen()
        return Fact(kind: .undone, by: person, at: now, number: nil, text: reason)
    }

    /// The number was wrong, or something has to be added; the tick stays as it was.
    mutating func correct(number: Int?, because reason: String, by person: Staff.ID, at now: Instant)
        throws(DayPlan.Refusal) -> Fact
    {
        guard !state.isOpen else { throw .notNow(state) }
        guard !reason.isEmpty else { throw .reasonMissing }
        guard number == nil || (!terms.measure.isEmpty && [.done, .reported, .confirmed].contains(state)) else {
            throw .noNumber
        }
        if let number { self.number = number }
        note = reason
        return Fact(kind: .corrected, by: person, at: now, number: number, text: reason)
    }

    mutating func confirm(by person: Staff.ID, saying text: String, at now: Instant) throws(DayPlan.Refusal) -> Fact {
        guard state == .reported else { throw .notNow(state) }
        guard person != actedBy, person != owedBy else { throw .ownAct }
        state = .confirmed
        return Fact(kind: .confirmed, by: person, at: now, number: nil, text: text)
    }

    mutating func sendBack(by person: Staff.ID, because reason: String, at now: Instant) throws(DayPlan.Refusal)
        -> Fact
    {
        guard state == .reported else { throw .notNow(state) }
        guard person != actedBy, person != owedBy else { throw .ownAct }
        guard !reason.isEmpty else { throw .reasonMissing }
        reopen()
        note = reason
        return Fact(kind: .sentBack, by: person, at: now, number: nil, text: reason)
    }

    mutating func miss(at now: Instant) throws(DayPlan.Refusal) -> Fact {
        guard state.isOpen else { throw .notNow(state) }
        state = .missed
        return Fact(kind: .missed, by: nil, at: now, number: nil, text: "")
    }

    private mutating func reopen() {
        state = .due
        number = nil
        (actedBy, actedAt, note) = (nil, nil, "")
    }
}
