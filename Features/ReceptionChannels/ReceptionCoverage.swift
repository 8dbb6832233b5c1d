import Kernel

/// Which hours of the week somebody answers for, minute by minute: computed from the arrangements, never entered
/// (GEN3-02, SOFT-70). Pure.
struct ReceptionCoverage: Equatable, Sendable {
    enum Cover: Int, Comparable, Sendable {
        case closed
        case held
        /// The holder has left; only the one who stands in is there.
        case backupOnly
        case uncovered

        static func < (one: Cover, other: Cover) -> Bool { one.rawValue < other.rawValue }
    }

    /// Hours in a row in which nobody would answer.
    struct Gap: Equatable, Sendable {
        let day: Weekday
        let hours: Range<TimeOfDay>

        var length: Int { hours.upperBound.minutes - hours.lowerBound.minutes }
    }

    private let covers: [Cover]

    /// `working` are those of the holders and backups who still work here.
    init(hours: [WeekHours], slots: [ReceptionSlot], working: Set<Staff.ID>) {
        var covers = [Cover](repeating: .closed, count: WeekHours.week)
        for range in hours.flatMap(\.minutes) {
            for minute in range { covers[minute] = .uncovered }
        }
        for slot in slots where slot.ended == nil {
            let cover: Cover
            if working.contains(slot.holder) {
                cover = .held
            } else if let backup = slot.backup, working.contains(backup) {
                cover = .backupOnly
            } else {
                continue
            }
            for minute in slot.hours.minutes.joined() where covers[minute] != .closed {
                covers[minute] = min(covers[minute], cover)
            }
        }
        self.covers = covers
    }

    var isWhole: Bool { !covers.contains(.uncovered) }
    /// Minutes of the week in which nobody would answer, and in which somebody is promised.
    var uncovered: Int { covers.count { $0 == .uncovered } }
    var promised: Int { covers.count { $0 != .closed } }

    func isPromised(at minute: Int) -> Bool { covers[minute] != .closed }

    /// The worst that is true within an hour of a day.
    func cover(_ day: Weekday, hour: Int) -> Cover {
        let start = ((day.rawValue - 1) * 24 + hour) * 60
        return covers[start..<(start + 60)].max() ?? .closed
    }

    /// From Monday's midnight on, cut at midnight.
    var gaps: [Gap] {
        Weekday.allCases.flatMap { day -> [Gap] in
            let start = (day.rawValue - 1) * 24 * 60
            var gaps: [Gap] = []
            var begun: Int?
            for minute in 0...(24 * 60) {
                let isOpen = minute < 24 * 60 && covers[start + minute] == .uncovered
                if isOpen, begun == nil { begun = minute }
                if !isOpen, let from = begun {
                    gaps.append(Gap(day: day, hours: TimeOfDay(minutes: from)..<TimeOfDay(minutes: minute)))
                    begun = nil
                }
            }
            return gaps
        }
    }

    /// The same, days with the same hours together, as people say it: 周一至周五 18:30-22:00.
    var gapHours: [WeekHours] {
        var order: [Range<TimeOfDay>] = []
        var days: [Range<TimeOfDay>: Set<Weekday>] = [:]
        for gap in gaps {
            if days[gap.hours] == nil { order.append(gap.hours) }
            days[gap.hours, default: []].insert(gap.day)
        }
        return order.map { WeekHours(days[$0] ?? [], $0) }
    }
}
