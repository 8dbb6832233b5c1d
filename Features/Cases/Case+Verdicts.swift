import Handbook
import Kernel

/// What is found out about a matter beside its way: is it ours, what came of it, how it went.
extension Case {
    /// 归属: is it our problem (SOFT-37).
    struct Attribution: Equatable, Sendable {
        enum Verdict: String, CaseIterable, Sendable {
            case ours
            case notOurs = "not-ours"
            case unclear
        }

        var verdict: Verdict
        var reason: String
    }

    struct Assessment: Equatable, Sendable {
        var isAdopted: Bool
        var reason: String
    }

    /// 结果代码: how it ended, for counting (SOFT-16, SOFT-38, SOFT-39).
    enum Outcome: String, CaseIterable, Sendable {
        case solved
        case partlySolved = "partly-solved"
        case expectationUnmet = "expectation-unmet"
        case unfounded, answered, adopted, declined, referred
        case feeDeclined = "fee-declined"
        case withdrawn, merged

        /// What somebody may say of a case at its summary; the others follow from the way it took.
        static let chosen: [Outcome] = [.solved, .partlySolved, .expectationUnmet, .unfounded]
    }

    mutating func attribute(_ attribution: Attribution) throws(Refusal) {
        guard !state.isOver, completedAt == nil else { throw .notNow(state) }
        self.attribution = attribution
    }

    /// Whether somebody has to pay for it: not ours and still wanted, or after the end of service (SOFT-39, SOFT-10).
    var isPaidService: Bool { attribution?.verdict == .notOurs || grade == .outOfTerm }

    /// The customer does not want it at that price: closed with its own code.
    mutating func declineFee() throws(Refusal) {
        guard !state.isOver else { throw .notNow(state) }
        outcome = .feeDeclined
        try withdraw()
    }

    /// Asked the customer once more for what should have been asked at first; counts only before there is a solution.
    mutating func askAgain() throws(Refusal) {
        guard !state.isOver, completedAt == nil else { throw .notNow(state) }
        secondAskings += 1
    }

    /// A store hands up what exceeds its authority, and headquarters answers the store (CHAIN-57, CHAIN-93). The store
    /// sees at every time who has it: the case keeps its unit and its first receiver, and is in the hand of a person of
    /// headquarters until it is answered.
    mutating func handUp(to taker: Staff.ID?, at now: Instant) throws(Refusal) {
        guard !state.isOver, completedAt == nil else { throw .notNow(state) }
        guard source == .store else { throw .notInStore }
        guard handedUpAt == nil else { throw .transferPending }
        handedUpAt = now
        if let taker { give(to: taker) }
    }

    mutating func handBack(to storeHand: Staff.ID) throws(Refusal) {
        guard !state.isOver else { throw .notNow(state) }
        guard handedUpAt != nil else { throw .noTransferPending }
        handedUpAt = nil
        give(to: storeHand)
    }

    mutating func give(to staff: Staff.ID) {
        handler = staff
    }
}

extension Customer {
    /// The service level of a matter they bring today, where they have one (GEN4-02, SOFT-64): their grade; a contract
    /// that has run out goes before it (SOFT-10).
    func level(on day: Day) -> CustomerGrade? {
        if !facts.contractUntil.isEmpty, !isInContract(on: day) { return .outOfTerm }
        return switch grade {
        case .a: .key
        case .b: .ordinary
        case .c: .general
        case nil: nil
        }
    }
}
