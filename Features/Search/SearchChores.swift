import Database
import Kernel

extension Chore {
    /// Cases that were there before the index are read into it, a hundred at a time.
    static let searchReading = Chore(
        name: "search.read", rhythm: .every(.minutes(5)),
        isNeeded: { tx in try tx.searchIndex.isReading },
        work: { tx in try tx.searchIndex.readOn(limit: 100) ? .more : .done })

    /// After an erasure the index is written anew without it, a piece at a time.
    static let searchTidying = Chore(
        name: "search.tidy", rhythm: .every(.minutes(5)),
        isNeeded: { tx in try tx.searchIndex.isUntidy },
        work: { tx in try tx.searchIndex.tidy() ? .more : .done })
}
