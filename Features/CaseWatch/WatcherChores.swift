import Database
import Kernel

extension Chore {
    /// Rows of people who went without a word; nobody is shown them any more.
    static let watchForgetting = Chore(
        name: "watch.forget", rhythm: .every(.minutes(5)),
        isNeeded: { tx in try tx.watchers.isAnyOlder(than: tx.now - .minutes(10)) },
        work: { tx in
            try tx.watchers.removeOlder(than: tx.now - .minutes(10))
            return .done
        })
}
