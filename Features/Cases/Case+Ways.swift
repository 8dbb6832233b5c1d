import Handbook
import Kernel

/// The ways that are shorter, or other, than the procedure of a complaint. Each verb leads to the next step that the
/// handbook has for the type.
///
///     answering ─▶ awaitingCustomer ─▶ archived                                           enquiry, registration
///         ▲             │ not satisfied
///         └─────────────┘
///     assessing ─▶ responding ─▶ implementing (adopted) ─▶ thanking ─▶ archived           suggestion
///                                 └ declined ──────────────▲
///     dispatching ─▶ taking ─▶ arriving ─▶ fixing ─▶ signing ─▶ awaitingVisit ─▶ …        repair
///          ▲            │ declined           ▲            │ refused
///          └────────────┘                    └────────────┘
///     registered ─▶ mediating ─▶ agreeing ─▶ awaitingVisit ─▶ summarising ─▶ archived     dispute
///                       ▲            │ not signed
///                       └────────────┘
extension Case {
    /// An enquiry is answered, a registration is done (MART-04, GAME-29). The customer confirms.
    mutating func answer(_ text: String, under steps: [Step], at now: Instant) throws(Refusal) {
        try expect(.answering)
        solution = text
        outcome = .answered
        if !steps.contains(.confirm) { try settle(at: now) }
        advance(from: .answer, in: steps)
    }

    /// 采纳 or 不采纳, with the reason.
    mutating func assess(_ assessment: Assessment, under steps: [Step]) throws(Refusal) {
        try expect(.assessing)
        self.assessment = assessment
        outcome = assessment.isAdopted ? .adopted : .declined
        advance(from: .assess, in: steps)
    }

    /// Whoever made a suggestion hears what becomes of it; only what was adopted is carried out.
    mutating func respond(_ text: String, under steps: [Step], at now: Instant) throws(Refusal) {
        try expect(.responding)
        solution = text
        try settle(at: now)
        let isCarriedOut = assessment?.isAdopted == true && steps.contains(.implement)
        advance(from: isCarriedOut ? .respond : .implement, in: steps)
    }

    mutating func thank(under steps: [Step]) throws(Refusal) {
        try expect(.thanking)
        advance(from: .thank, in: steps)
    }

    /// 派单: to a repairer, with an appointment (PROPB-03).
    mutating func dispatch(to repairer: Staff.ID, under steps: [Step]) throws(Refusal) {
        try expect(.dispatching)
        give(to: repairer)
        advance(from: .dispatch, in: steps)
    }

    /// 接单, or back to the dispatcher with a reason.
    mutating func take(_ isTaken: Bool, by repairer: Staff.ID, under steps: [Step]) throws(Refusal) {
        try expect(.taking)
        guard handler == repairer else { throw .notYours }
        if isTaken { advance(from: .take, in: steps) } else { state = .dispatching }
    }

    mutating func arrive(by repairer: Staff.ID, under steps: [Step]) throws(Refusal) {
        try expect(.arriving)
        guard handler == repairer else { throw .notYours }
        advance(from: .arrive, in: steps)
    }

    mutating func fix(_ work: String, under steps: [Step]) throws(Refusal) {
        try expect(.fixing)
        solution = work
        advance(from: .fix, in: steps)
    }

    /// The resident signs; who does not sign sends the repairer back to work.
    mutating func sign(_ isAccepted: Bool, under steps: [Step], at now: Instant) throws(Refusal) {
        try expect(.signing)
        guard isAccepted else {
            refusals += 1
            state = .fixing
            return
        }
        outcome = .solved
        try settle(at: now)
        advance(from: .sign, in: steps)
    }

    /// 调解: sessions are held until there is something to sign.
    mutating func conclude(under steps: [Step]) throws(Refusal) {
        try expect(.mediating)
        advance(from: .mediate, in: steps)
    }

    mutating func agree(_ text: String, isSigned: Bool, under steps: [Step], at now: Instant) throws(Refusal) {
        try expect(.agreeing)
        guard isSigned else {
            refusals += 1
            state = .mediating
            return
        }
        solution = text
        outcome = .solved
        try settle(at: now)
        advance(from: .agree, in: steps)
    }
}
