import Database

extension Chore {
    /// Seals new events, so that none of them stays unsealed for longer than a second.
    static let sealing = Chore(
        name: "audit.seal", rhythm: .every(.milliseconds(400)),
        isNeeded: { tx in try !tx.seals.unsealed(limit: 1).isEmpty },
        work: { tx in try tx.seals.sealWaiting() == Seals.batch ? .more : .done }
    )
}
