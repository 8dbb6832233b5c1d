import Kernel

/// Whether one person's shifts leave enough rest (A-10; Labour Law of the PRC, articles 36 and 38). Pure.
///
/// A shift counts whole towards the week (Monday to Sunday) of the day it begins on. Shifts of two rosters are looked at
/// together: give it a week before and after.
struct RestCheck: Equatable, Sendable {
    enum Finding: Hashable, Sendable {
        /// Works twice at once.
        case overlap(ShiftAssignment.ID, ShiftAssignment.ID)
        /// So many minutes between the end of one and the beginning of the next.
        case shortRest(ShiftAssignment.ID, ShiftAssignment.ID, minutes: Int)
        /// The week from that Monday has so many minutes of work.
        case longWeek(Day, minutes: Int)
        /// No day of the week from that Monday is free.
        case noDayOff(Day)
    }

    let findings: [Finding]

    /// `rest` and `week` in minutes; nothing is not asked. Shifts of one person, in any order; those taken back are passed
    /// over. n log n.
    init(_ shifts: [ShiftAssignment], restMinutes rest: Int?, weekMinutes week: Int?, dayOff: Bool = false) {
        let order = shifts.filter(\.isLive).sorted { one, other in
            let (a, b) = (one.span.lowerBound, other.span.lowerBound)
            return a == b ? one.id.rawValue < other.id.rawValue : a < b
        }
        var findings: [Finding] = []
        var latest: ShiftAssignment?
        for shift in order {
            if let before = latest {
                let gap = shift.span.lowerBound.minutes(since: before.span.upperBound)
                if gap < 0 {
                    findings.append(.overlap(before.id, shift.id))
                } else if let rest, gap < rest, gap > 0 || before.day != shift.day {
                    // Two halves of one day's work that touch each other are one stretch.
                    findings.append(.shortRest(before.id, shift.id, minutes: gap))
                }
            }
            if latest.map({ $0.span.upperBound < shift.span.upperBound }) ?? true { latest = shift }
        }
        // Of each week the minutes, and a bit for each day on which anything is worked.
        var weeks: [(monday: Day, minutes: Int, days: UInt8)] = []
        for shift in order {
            let monday = shift.day.monday
            if weeks.last?.monday != monday, !weeks.contains(where: { $0.monday == monday }) {
                weeks.append((monday, 0, 0))
            }
            guard let place = weeks.lastIndex(where: { $0.monday == monday }) else { continue }
            weeks[place].minutes += shift.paidMinutes
            weeks[place].days |= 1 << UInt8(monday.distance(to: shift.day))
        }
        for (monday, minutes, days) in weeks.sorted(by: { $0.monday < $1.monday }) {
            if let week, minutes > week { findings.append(.longWeek(monday, minutes: minutes)) }
            if dayOff, days == 0b111_1111 { findings.append(.noDayOff(monday)) }
        }
        self.findings = findings
    }

    var isClean: Bool { findings.isEmpty }
}
