import Handbook
import Kernel

/// An answer to a customer that has been sent and may still be taken back: for ten seconds it lies in the house.
///
///     sent ──10 s──▶ gone to the customer (an entry and an event of the case)
///       └──take back──▶ a draft again, as if it had never been sent
///
/// **The clocks are judged at the moment of the person's act.** The clause asks the person to answer in time, and they
/// have; the ten seconds are the house's own courtesy and must cost nobody a breach. What is taken back has not been
/// answered: the clock never stopped. Where a clause leaves no room for the wait (`mustGoAt`), nothing is held.
struct HeldReply: Entity {
    let id: ID
    let serviceCase: Case.ID
    let author: Staff.ID
    let text: String
    /// When the person pressed «send»: the instant that counts.
    let actedAt: Instant
    let sendAt: Instant

    static let wait = Duration.seconds(10)
    /// Held at one time on one case by one person; what is more goes at once.
    static let most = 5

    enum Refusal: Error, Equatable {
        /// It has left already; a correction is another answer.
        case gone
        case notYours
    }

    /// Whether an answer may wait: not while something it would keep falls due before it would have left.
    static func mayWait(_ open: [Obligation], from now: Instant) -> Bool {
        !open.contains { obligation in
            guard case .deadline(let rule) = obligation.rule, obligation.pausedSince == nil else { return false }
            return rule.isKept(by: .caseReplied) && obligation.dueAt > now && obligation.dueAt <= now + wait + wait
        }
    }
}
