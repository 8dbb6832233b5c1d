import Database
import Handbook
import Kernel

/// By which day of a month the next one is published, where the handbook says so (`roster.publish`, SOFT-66). The record of it
/// is the unit, the item the month.
extension Rosters {
    /// Whoever has had no roster for so many days works by none.
    static let recent = 62

    /// Opens the next month in every unit that works by rosters and owes them; answers how many. Safe to run as often as one
    /// likes: the clock starts with the month, whenever the house wakes up.
    @discardableResult
    func openDue() throws -> Int {
        let today = Zone.shanghai.day(of: tx.now)
        let rostered = Set(try boundUnits(on: today.advanced(by: -Self.recent)...today))
        guard !rostered.isEmpty else { return 0 }
        var opened = 0
        for (code, units) in try tx.obligations.unitsByHandbook().sorted(by: { $0.key < $1.key }) {
            guard let version = try tx.handbooks.inForce(code, at: tx.now) else { continue }
            let handbook = try tx.handbooks.handbook(of: version)
            guard let (_, deadline) = handbook.deadlines(.publishRoster, for: Circumstances()).first else { continue }
            for unit in units.map(\.id) where rostered.contains(unit) {
                let setting = RosterSetting(
                    version: version.id, handbook: handbook,
                    calendar: try tx.calendars.calendar(of: unit, under: handbook))
                if try openDue(in: unit, since: version.effectiveAt, by: deadline.day, setting) { opened += 1 }
            }
        }
        return opened
    }

    private func openDue(
        in unit: Unit.ID, since effective: Instant, by day: Int, _ setting: RosterSetting
    ) throws -> Bool {
        let month = setting.calendar.day(of: tx.now).firstOfMonth
        let next = month.lastOfMonth.advanced(by: 1)
        let item = Self.text(of: next)
        let start = max(setting.calendar.instant(month, .midnight), effective)
        let due = setting.calendar.instant(month.advanced(by: day), .midnight)
        // What an edition asks for is owed from when it was in force.
        guard start < due, try !isAsked(unit, item), try !isWhole(next...next.lastOfMonth, in: unit) else {
            return false
        }
        let event = try tx.record(
            .rosterDue, about: Subject(.unit, unit.rawValue), in: unit, by: nil, details: ["month": item])
        try tx.obligations.follow(
            event, Happening(.rosterDue, at: start, item: item, promised: due), of: owing(unit, setting))
        try tx.notify(try tx.digests.responsible(for: .publishRoster, in: unit)?.people ?? [], of: event)
        return true
    }

    /// A roster was published: what was owed are the months that are whole now.
    func endDue(by roster: Roster, under event: Event, _ setting: RosterSetting) throws {
        var month = roster.from.firstOfMonth
        while month <= roster.until {
            if try isWhole(month...month.lastOfMonth, in: roster.unit) {
                try tx.obligations.follow(
                    event, Happening(.rosterPublished, at: tx.now, item: Self.text(of: month)),
                    of: owing(roster.unit, setting))
            }
            month = month.lastOfMonth.advanced(by: 1)
        }
    }

    /// Whether people know on every one of these days what they work.
    private func isWhole(_ days: ClosedRange<Day>, in unit: Unit.ID) throws -> Bool {
        let rosters = try binding(on: unit, days: days).map(\.days)
        return days.allSatisfy { day in rosters.contains { $0.contains(day) } }
    }

    private func isAsked(_ unit: Unit.ID, _ item: String) throws -> Bool {
        try !tx.execute(
            """
            SELECT 1 AS one FROM obligation
            WHERE subject_kind = 'unit' AND subject_id = \(unit) AND rule = \(DeadlineRule.publishRoster.rawValue)
                AND item = \(item)
            ORDER BY id
            LIMIT 1
            """
        ).isEmpty
    }

    private func owing(_ unit: Unit.ID, _ setting: RosterSetting) -> Owing {
        Owing(
            subject: Subject(.unit, unit.rawValue), unit: unit, circumstances: Circumstances(), round: 1,
            version: setting.version, handbook: setting.handbook, calendar: setting.calendar,
            holder: { [tx] duty in
                duty == .dutySupervisor ? try tx.appointments.dutySupervisor(of: unit, at: tx.now) : nil
            })
    }

    /// 2026-12
    private static func text(of month: Day) -> String { String(month.description.prefix(7)) }
}
