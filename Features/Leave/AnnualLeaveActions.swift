import Database
import Handbook
import Kernel

/// What the law grants of annual leave, year by year (职工带薪年休假条例, articles 3 and 5).
extension Leaves {
    /// Personnel enters since when somebody has worked, here or elsewhere: the law says how much they have this year. What
    /// was granted before is topped up, and taken back where it was too much. The date is kept also where it changes
    /// nothing yet: the years to come are granted by it.
    func grantAnnual(to staff: Staff.ID, workingSince: Day, by actor: Actor) throws -> Int {
        guard let member = try tx.staff.find(staff) else { throw Leave.Refusal.noColleague }
        let home = try tx.actor(staff).mainHolding?.unit
        guard let home else { throw Leave.Refusal.noColleague }
        try authorize(actor, .manageStaff, in: home, isOwn: false)
        if staff == actor.staff.id { throw Leave.Refusal.ownAct(nil) }
        let today = try tx.absenceGround(of: home).zone.day(of: tx.now)
        guard workingSince <= today else { throw Leave.Refusal.sinceAhead }
        if try tx.annualLeaves.since(of: staff, asOf: tx.now) != workingSince {
            try tx.annualLeaves.enter(since: workingSince, of: staff, by: actor.staff.id)
        }
        let days = AnnualLeave.entitlement(workingSince: workingSince, joined: member.joinedOn, on: today)
        let difference = days * 2 - (try tx.annualLeaves.granted(to: staff, year: today.year))
        if difference != 0 {
            try tx.annualLeaves.grant(
                difference, to: staff, year: today.year, workingSince: workingSince, by: actor.staff.id)
        }
        let event = try tx.record(
            .annualLeaveEntered, about: Subject(.staff, staff.rawValue), in: home, by: actor.staff.id,
            details: ["count": String(days)])
        try tx.notify([staff], of: event)
        return days
    }

    /// Of everybody whose years are known; entered in the name of whoever entered those. Topped up, never taken back: that is
    /// for personnel. Answers how many entries there were.
    @discardableResult
    func grantKnown() throws -> Int {
        let today = Zone.shanghai.day(of: tx.now)
        let days = today.month == 12 ? [today, Day(today.year + 1, 1, 1)] : [today]
        var count = 0
        var page = try tx.annualLeaves.known(after: nil, limit: 200)
        while let last = page.last {
            for person in page {
                for day in days { count += try grant(person, on: day) ? 1 : 0 }
            }
            page = try tx.annualLeaves.known(after: last.staff, limit: 200)
        }
        return count
    }

    private func grant(_ person: AnnualLeaves.Known, on day: Day) throws -> Bool {
        let days = AnnualLeave.entitlement(workingSince: person.workingSince, joined: person.joined, on: day)
        let difference = days * 2 - (try tx.annualLeaves.granted(to: person.staff, year: day.year))
        guard difference > 0, let home = try tx.actor(person.staff).mainHolding?.unit else { return false }
        try tx.annualLeaves.grant(
            difference, to: person.staff, year: day.year, workingSince: person.workingSince, by: person.enteredBy)
        let event = try tx.record(
            .annualLeaveEntered, about: Subject(.staff, person.staff.rawValue), in: home, by: nil,
            details: ["count": String(days)])
        try tx.notify([person.staff], of: event)
        return true
    }
}
