package import Database

/// Work that the house does by itself: seal events, write breaches down, deliver the outbox.
///
/// A chore is a function of a transaction. It runs in the very transaction that claims it, so it runs once however many
/// nodes there are, and a node that dies in the middle has done nothing. It may still be run twice for one beat (its
/// rhythm is a promise of «at least»), and it does a bounded piece of its work at a time:
///
///     Chore(name: "obligation.breach", rhythm: .every(.minutes(1))) { tx in
///         try tx.obligations.breachOverdue(limit: 200) == 200 ? .more : .done
///     }
package struct Chore: Sendable {
    /// What is left after a piece of work. `.more` runs it again at once, after the other chores that are due; after
    /// `.stumbled` a piece was set aside, told to the log, and the others have their turn with the next beat.
    package enum Progress: Equatable, Sendable { case done, more, stumbled(String) }

    /// `noun.verb`, unique in the house; the key of its row and its name in the metrics.
    package let name: String
    package let rhythm: Rhythm
    /// A cheap look before anything is claimed: a chore with a fast rhythm and nothing to do writes nothing.
    package let isNeeded: @Sendable (Transaction) throws -> Bool
    package let work: @Sendable (Transaction) throws -> Progress

    package init(
        name: String, rhythm: Rhythm,
        isNeeded: @escaping @Sendable (Transaction) throws -> Bool = { _ in true },
        work: @escaping @Sendable (Transaction) throws -> Progress
    ) {
        self.name = name
        self.rhythm = rhythm
        self.isNeeded = isNeeded
        self.work = work
    }
}

extension Chore {
    /// The house's own chores; the features add theirs.
    package static let house: [Chore] = [.sealing, .delivery([.notice]), .tidyingOutbox]
}
