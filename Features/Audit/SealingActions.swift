import Database
import Kernel

extension Seals {
    /// Seals what is committed and unsealed, at most `limit` events; answers how many it sealed.
    ///
    /// Writers are not touched: they leave a mark with their event and go. Two sealers at once are harmless, because
    /// both must move the one row that says where the chain ends: the second finds it moved and starts anew.
    @discardableResult
    func sealWaiting(limit: Int = Seals.batch) throws -> Int {
        guard let head = try head() else { throw ChainHeadMissing() }
        let seals = try unsealed(limit: limit).reduce(into: [Seal]()) { seals, event in
            seals.append(Seal(of: event, after: seals.last?.head ?? head, at: tx.now))
        }
        guard let last = seals.last, try advance(from: head, to: last.head) else { return 0 }
        try insert(seals)
        return seals.count
    }

    /// Sealed in one transaction, which then takes some tens of milliseconds.
    static let batch = 1000
}

/// The row that says where the chain ends is gone: somebody removed it, and sealing on would hide that.
struct ChainHeadMissing: Error, CustomStringConvertible {
    var description: String { "the head of the event chain is missing; `qingting audit verify` says more" }
}

extension Seal {
    var head: ChainHead { ChainHead(position: position, hash: hash) }
}
