import Kernel

/// When a person would have worked on the days of a leave, whole days: by the roster on which they stand, whichever unit it
/// is of; by the calendar where they stand on none, or where it was made around the leave. Holidays and days of rest are no
/// leave (职工带薪年休假条例, article 3). Pure.
struct LeaveWork: Equatable, Sendable {
    /// A shift of theirs, also one that was taken back for leave.
    struct Shift: Hashable, Sendable {
        let roster: Roster.ID
        let day: Day
        let span: Range<Instant>
    }

    /// A published roster on which they stand.
    struct Standing: Hashable, Sendable {
        let roster: Roster.ID
        let days: ClosedRange<Day>
        let publishedAt: Instant
    }

    var shifts: [Shift] = []
    var rosters: [Standing] = []

    /// The hours of work of each day that some hours touch; `agreedAt`: when the leave was agreed to, nothing as long as
    /// it is not.
    func days(
        of hours: Range<Instant>, agreedAt: Instant?, by calendar: BusinessCalendar
    ) -> [Day: [Range<Instant>]] {
        let days = Self.days(of: hours, in: calendar.zone)
        var work = Dictionary(grouping: shifts, by: \.day).mapValues { RosterExamination.stretches($0.map(\.span)) }
        work = work.filter { day, spans in days.contains(day) || spans.contains { $0.overlaps(hours) } }
        let speaking = rosters.filter { speaks($0, of: hours, agreedAt: agreedAt) }
        for offset in 0...days.lowerBound.distance(to: days.upperBound) {
            let day = days.lowerBound.advanced(by: offset)
            guard work[day] == nil, !speaking.contains(where: { $0.days.contains(day) }) else { continue }
            let openings = calendar.openings(on: day)
            if !openings.isEmpty { work[day] = openings }
        }
        return work
    }

    /// A roster that was published after the leave had been agreed to and has no shift in it was made around it: of what
    /// the person would have worked it says nothing.
    private func speaks(_ roster: Standing, of hours: Range<Instant>, agreedAt: Instant?) -> Bool {
        guard let agreedAt, roster.publishedAt > agreedAt else { return true }
        return shifts.contains { $0.roster == roster.roster && $0.span.overlaps(hours) }
    }

    static func days(of hours: Range<Instant>, in zone: Zone) -> ClosedRange<Day> {
        let first = zone.day(of: hours.lowerBound)
        return first...max(first, zone.day(of: hours.upperBound - .milliseconds(1)))
    }
}
