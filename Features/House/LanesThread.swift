import Foundation

/// Whom this node is serving just now, and no more than so many at once: whoever is slow is waited for beside the
/// others. Nothing is lost with it: what was taken is due again when its lease is over.
final class Lanes<Lane: Hashable & Sendable>: @unchecked Sendable {
    private let most: Int
    private let lock = NSLock()
    private var busy: Set<Lane> = []

    init(most: Int) { self.most = most }

    /// Those of these that may be served now.
    func open(_ wanted: [Lane]) -> [Lane] {
        lock.withLock {
            let free = Array(wanted.filter { !busy.contains($0) }.prefix(max(0, most - busy.count)))
            busy.formUnion(free)
            return free
        }
    }

    func close(_ lane: Lane) { _ = lock.withLock { busy.remove(lane) } }
}
