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

    /// The roster of the next month is owed from the beginning of this one (SOFT-66).
    static let rosterOwing = Chore(
        name: "roster.ask", rhythm: .every(.hours(1)),
        work: { tx in
            try tx.rosters.openDue()
            return .done
        })

    /// What the next days lack is found without anybody looking, while there is time to fill it (GAME-18, MART-13, SOFT-66).
    static let rosterLooking = Chore(
        name: "roster.look", rhythm: .every(.hours(1)),
        work: { tx in
            try tx.rosters.tellGaps()
            return .done
        })
}
