import Kernel

/// What a channel missed and what it gave back.
struct ReceptionMissed: Equatable, Sendable {
    let calls: Int
    let returned: Int
}

/// A channel with everything its list, its page and its paper show.
struct ReceptionChannelView: Sendable {
    let channel: ReceptionChannel
    let unit: String
    let slots: [ReceptionSlot]
    let coverage: ReceptionCoverage
    /// Of the last thirty days.
    let missed: ReceptionMissed
    let now: Standing
    /// The days of the next month that a holiday takes out of its hours.
    var rests: [(day: Day, name: String)] = []

    /// How far ahead the days of rest are shown.
    static let daysAhead = 31

    /// How it stands at this minute.
    enum Standing: Equatable, Sendable {
        /// Outside its hours, or given up.
        case closed
        case answered(by: Staff.ID)
        case standIn(Staff.ID)
        /// Arranged, and neither of the two is on duty.
        case nobodyHere
        /// Nothing is arranged for this hour.
        case uncovered
    }
}
