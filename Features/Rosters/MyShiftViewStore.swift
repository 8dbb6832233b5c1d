import Database
import Handbook
import Kernel

extension Shifts {
    func mine(_ actor: Actor, month: Day?, in zone: Zone) throws -> MyShifts {
        let today = zone.day(of: tx.now)
        let first = (month ?? today).firstOfMonth
        let person = actor.staff.id
        let span = zone.instant(first, .midnight)..<zone.instant(first.lastOfMonth.advanced(by: 1), .midnight)
        let shifts = try of(person, between: span).filter { $0.day >= first && $0.day <= first.lastOfMonth }
        let next = try Array(of(person, between: tx.now..<(tx.now + .days(31))).prefix(5))
        let units =
            try actor.holdings.map(\.unit)
            + actor.holdings.flatMap { try tx.units.chain(from: $0.unit).map(\.id) }
        let open = try open(in: units.uniqued(), after: tx.now, limit: 30)
        let duties = try tx.duties.of(person, between: tx.now..<(tx.now + .days(62)))
        var templates: [ShiftTemplate.ID: ShiftTemplate] = [:]
        for unit in Set((shifts + next + open).map(\.unit)) {
            for template in try tx.shiftTemplates.of(unit) { templates[template.id] = template }
        }
        let home = actor.mainHolding?.unit
        let handbook = try home.flatMap { try tx.handbooks.inForce(in: $0) }
        let calendar = try home.flatMap { home in try handbook.map { try tx.calendars.calendar(of: home, under: $0) } }
        return MyShifts(
            month: first, shifts: shifts, next: next, duties: duties, open: open, templates: templates,
            units: try tx.unitNames(of: Set((shifts + next + open).map(\.unit))),
            lines: try tx.lines.names(of: Set(next.compactMap(\.line))),
            promises: try tx.obligations.running(of: next.map(\.subject)),
            calendar: try tx.calendars.named(
                calendar ?? BusinessCalendar.always(zone: zone), on: first...first.advanced(by: 62)),
            hasFeed: try tx.shiftFeeds.isMade(for: person))
    }
}
