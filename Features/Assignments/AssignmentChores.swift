import Database
import Kernel

extension Chore {
    /// What was not taken in time goes to the next.
    static let offerLapsing = Chore(
        name: "offer.lapse", rhythm: .every(.seconds(15)),
        isNeeded: { tx in try !tx.assignments.lapsing(limit: 1).isEmpty },
        work: { tx in try tx.assignments.lapse(limit: 50) == 50 ? .more : .done })

    /// What waited because nobody was there is offered as soon as somebody is.
    static let poolRetrying = Chore(
        name: "assignment.retry", rhythm: .every(.seconds(30)),
        isNeeded: { tx in try !tx.assignments.waitingForSomebody(limit: 1).isEmpty },
        work: { tx in
            _ = try tx.assignments.retry(limit: 50)
            return .done
        })
}
