import Database
import Kernel

extension Chore {
    /// Works a large change of calendar in, a piece at a time.
    static let calendarRecount = Chore(
        name: "calendar.recount", rhythm: .every(.minutes(1)),
        isNeeded: { tx in try tx.calendars.nextRecount() != nil },
        work: { tx in try tx.calendars.continueRecount() ? .more : .done })
}
