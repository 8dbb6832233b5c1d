import Database
import Handbook
import Kernel

extension Chore {
    /// A published roster enters into force on its first day.
    static let rosterEntering = Chore(
        name: "roster.enter", rhythm: .every(.minutes(5)),
        work: { tx in
            try tx.rosters.enterForce(limit: 100)
            return .done
        })
}
