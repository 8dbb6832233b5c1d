import Database
import Handbook
import Kernel

extension Chore {
    /// The summary of the day before, for every unit that has something to tell, within a quarter of an hour after
    /// midnight (MART-27, SOFT-28).
    static let dayDigest = Chore(
        name: "digest.day", rhythm: .every(.minutes(15)),
        work: { tx in try tx.dayDigests.tell(limit: 50) == 50 ? .more : .done })
}

extension DayDigests {
    /// Writes the summaries that are missing and tells the supervisor on duty; answers how many. Safe to run twice. Each
    /// unit's day ends at its own midnight, in the zone of its handbook's calendar (decision 0039).
    func tell(limit: Int) throws -> Int {
        var told = 0
        for zone in try zones() where told < limit {
            let yesterday = zone.day(of: tx.now).advanced(by: -1)
            for unit in try missing(yesterday, in: zone, limit: limit - told) {
                let digest = try count(unit, yesterday, in: zone)
                try insert(digest)
                let event = try tx.record(
                    .dayDigestMade, about: Subject(.unit, unit.rawValue), in: unit, by: nil,
                    details: [
                        "day": yesterday.description, "complaints": String(digest.complaints),
                        "unresolved": String(digest.unresolved),
                    ])
                try tx.notify(
                    try tx.appointments.dutySupervisor(of: unit, at: tx.now).map { [$0] } ?? [], of: event)
                told += 1
            }
        }
        return told
    }
}
