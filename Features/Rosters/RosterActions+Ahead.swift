import Database
import Handbook
import Kernel

/// What the coming days of the published rosters still lack: hours of a duty that nobody has, and groups or a unit with fewer
/// than must be there (GAME-18, GAME-66, MART-13, SOFT-66). Leave, leaving and changes make gaps that nobody looks at.
extension Rosters {
    /// So far ahead there is still time to fill them.
    static let ahead = Duration.hours(48)
    /// Of one roster those that were told last are remembered: more than a few days can have.
    static let mostGaps = 500

    /// Tells whoever could fill them, once for each duty or group and each day; answers how often somebody was told. Safe to
    /// run twice: what was told is on record.
    @discardableResult
    func tellGaps() throws -> Int {
        let today = Zone.shanghai.day(of: tx.now)
        var told = 0
        for unit in try boundUnits(on: today.advanced(by: -1)...today.advanced(by: 3)) {
            guard try tx.handbooks.inForce(in: unit) != nil else { continue }
            let setting = try setting(of: unit)
            guard !setting.rules.isEmpty else { continue }
            let window = tx.now..<(tx.now + Self.ahead)
            let days = setting.calendar.day(of: window.lowerBound)...setting.calendar.day(of: window.upperBound)
            for roster in try binding(on: unit, days: days) where roster.state != .closed {
                told += try tellGaps(of: roster, on: days.clamped(to: roster.days), in: window, setting)
            }
        }
        return told
    }

    private func tellGaps(
        of roster: Roster, on days: ClosedRange<Day>, in window: Range<Instant>, _ setting: RosterSetting
    ) throws -> Int {
        let around = days.lowerBound.advanced(by: -1)...days.upperBound.advanced(by: 1)
        let shifts = try tx.shifts.of(roster.id, on: around, withTakenBack: true)
        let findings = try examination(of: roster, shifts, setting).findings(on: days)
        var gaps: [String: (days: Set<Day>, clause: String?)] = [:]
        for finding in findings {
            guard let (what, hours) = finding.gap, hours.overlaps(window) else { continue }
            let part = hours.clamped(to: window)
            let first = setting.calendar.day(of: part.lowerBound)
            let last = setting.calendar.day(of: part.upperBound - .milliseconds(1))
            gaps[what, default: ([], finding.clause)].days.formUnion(first...last)
        }
        guard !gaps.isEmpty else { return 0 }
        let known = try told(of: roster)
        var count = 0
        for (what, gap) in gaps.sorted(by: { $0.key < $1.key }) {
            let new = gap.days.subtracting(known[what] ?? []).sorted()
            guard let first = new.first else { continue }
            var details = [
                "what": what, "day": first.description, "days": new.map(\.description).joined(separator: " "),
            ]
            details["clause"] = gap.clause
            let event = try tx.record(
                .rosterGapFound, about: roster.subject, in: roster.unit, by: nil, details: details)
            try tx.notify(try tx.duties.fillers(of: roster, but: nil), of: event)
            count += 1
        }
        return count
    }

    /// Of which duty or group which days were told.
    private func told(of roster: Roster) throws -> [String: Set<Day>] {
        let events = try tx.events.about(roster.subject, of: [.rosterGapFound], limit: Self.mostGaps)
        return events.reduce(into: [:]) { told, event in
            guard let what = event.details["what"], let days = event.details["days"] else { return }
            told[what, default: []].formUnion(days.split(separator: " ").compactMap { Day(iso: $0) })
        }
    }
}

extension RosterFinding {
    /// Which duty has nobody, or which group too few, and in which hours; nothing where it is about something else.
    fileprivate var gap: (what: String, hours: Range<Instant>)? {
        switch matter {
        case .dutyUnmanned(let kind, let hours): ("duty-\(kind.rawValue)", hours)
        case .belowMinimum(let group, let hours, _, _): ("group-\(group.rawValue)", hours)
        case .unmanned(let hours): ("unit", hours)
        case .channelUnmanned(let channel, _, let hours): ("channel-\(channel.rawValue)", hours)
        case .belowTarget, .groupAbsent, .unqualified, .noMentor, .overlap, .shortRest, .longWeek, .noDayOff, .onLeave,
            .open,
            .dutyWithoutBackup, .monthEdge:
            nil
        }
    }
}
