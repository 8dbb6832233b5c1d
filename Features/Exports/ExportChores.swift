import Database
import Handbook
import Kernel

extension Chore {
    /// Makes what was allowed, chunk after chunk.
    static let exportProducing = Chore(
        name: "export.produce", rhythm: .every(.milliseconds(200)),
        isNeeded: { tx in try tx.exports.nextToProduce() != nil },
        work: { tx in try tx.exports.produceNext() ? .more : .done })

    static let exportDestroying = Chore(
        name: "export.destroy", rhythm: .every(.minutes(10)),
        isNeeded: { tx in try tx.exports.nextToDestroy() != nil },
        work: { tx in try tx.exports.destroyNext() ? .more : .done })

    static let exports = [exportProducing, exportDestroying]
}
