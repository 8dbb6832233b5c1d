import Handbook
import Kernel

/// A record that owes, as the ledger needs to know it: where it belongs, what it is, and by which handbook it is judged.
struct Owing {
    let subject: Subject
    let unit: Unit.ID
    let circumstances: Circumstances
    let round: Int
    let version: HandbookVersion.ID
    let handbook: Handbook
    let calendar: BusinessCalendar
    /// The person behind a duty at this minute; nobody where a post is owed by whoever holds it.
    let holder: (Duty) throws -> Staff.ID?
}
