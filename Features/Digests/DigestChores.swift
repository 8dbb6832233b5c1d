import Database
import Handbook
import Kernel

extension Chore {
    /// The summary of the day before, for every unit that has something to tell, within a quarter of an hour after
    /// midnight (MART-27, SOFT-28).
    static let dayDigest = Chore(
        name: "digest.day", rhythm: .every(.minutes(15)),
        work: { tx in try tx.dayDigests.tell(limit: 50) == 50 ? .more : .done })

    /// The ranking of the week before, where the handbook asks for one (MART-27, GAME-11).
    static let weekDigest = Chore(
        name: "digest.week", rhythm: .every(.hours(1)),
        work: { tx in try tx.weekDigests.tell(limit: 50) == 50 ? .more : .done })

    /// The table of the month that is over is owed from its end on (GAME-94, CHAIN-59).
    static let digestDue = Chore(
        name: "digest.ask", rhythm: .every(.hours(1)),
        work: { tx in
            _ = try tx.digests.openDue()
            return .done
        })
}

extension DayDigests {
    /// Writes the summaries that are missing and tells whom the clauses name; answers how many. Safe to run twice. Each
    /// unit's day ends at its own midnight, in the zone of its handbook's calendar (decision 0039).
    func tell(limit: Int) throws -> Int {
        var told = 0
        for zone in try zones() where told < limit {
            let yesterday = zone.day(of: tx.now).advanced(by: -1)
            for unit in try missing(yesterday, in: zone, limit: limit - told) {
                let digest = try count(unit, yesterday, in: zone)
                try insert(digest)
                try tx.digests.tell(digest, in: zone)
                told += 1
            }
        }
        return told
    }
}
