import Database
import Handbook
import Kernel

/// Asking for overtime, deciding on it, and counting it when it is over (GAME-103, SOFT-19).
extension Overtimes {
    /// Refused where it goes beyond the hours of a day or a month, or is made good as the law does not allow.
    @discardableResult
    func ask(_ plan: Overtime.Plan, by actor: Actor) throws -> Overtime {
        try Overtime.check(plan, at: tx.now)
        guard let unit = actor.mainHolding?.unit else { throw Overtime.Refusal.noUnit }
        let ground = try tx.absenceGround(of: unit)
        let staff = actor.staff.id
        if let shift = try tx.shifts.of(staff, between: plan.hours).first {
            throw Overtime.Refusal.onShift(shift.span, ground.zone)
        }
        if let leave = try tx.leaves.live(of: staff, in: plan.hours).first {
            throw Overtime.Refusal.onLeave(leave.number)
        }
        let day = ground.zone.day(of: plan.hours.lowerBound)
        let near = try live(of: staff, on: day.advanced(by: -1)...day.advanced(by: 1))
        if let other = near.first(where: { $0.plan.hours.overlaps(plan.hours) }) {
            throw Overtime.Refusal.overlaps(other.number)
        }
        let rate = try rate(of: day, for: staff, on: ground)
        // What follows midnight belongs to the working day before it, but a public holiday is one from midnight to midnight.
        let last = ground.zone.day(of: plan.hours.upperBound - .milliseconds(1))
        let after = last == day ? rate : try self.rate(of: last, for: staff, on: ground)
        guard after == rate || (after != .holiday && rate != .holiday) else {
            throw Overtime.Refusal.twoRates(rate.percent, after.percent)
        }
        let today = ground.zone.day(of: tx.now)
        let overtime = Overtime(
            id: tx.ids.make(), number: try nextNumber(on: today), unit: unit, staff: staff, plan: plan,
            rate: rate, day: day, askedAt: tx.now)
        let owing = try owing(overtime, on: ground)
        let passage = try tx.obligations.pass(try checks(overtime, on: ground), of: owing)
        try insert(overtime, on: today)
        let event = try tx.record(
            .overtimeAsked, of: owing, by: staff, passage: passage,
            details: ["number": overtime.number, "minutes": String(overtime.plannedMinutes)])
        try tx.notify(try deciders(overtime, on: ground), of: event)
        return overtime
    }

    func approve(_ id: Overtime.ID, saying opinion: String, by actor: Actor) throws {
        var overtime = try open(id, by: actor)
        let ground = try tx.absenceGround(of: overtime.unit)
        if overtime.staff == actor.staff.id { throw Overtime.Refusal.ownAct }
        try entitle(actor, overtime, on: ground)
        try overtime.approve(by: actor.staff.id, saying: opinion, at: tx.now)
        let owing = try owing(overtime, on: ground)
        // Counted anew: of two that were asked for at once, the second may go beyond the month.
        let checks = ground.check(.overtimeApproval, missing: nil) + (try checks(overtime, on: ground))
        let passage = try tx.obligations.pass(checks, of: owing)
        try save(overtime)
        let event = try tx.record(
            .overtimeApproved, of: owing, by: actor.staff.id, passage: passage, details: ["number": overtime.number])
        try tx.notify([overtime.staff], of: event)
    }

    func reject(_ id: Overtime.ID, saying opinion: String, by actor: Actor) throws {
        var overtime = try open(id, by: actor)
        let ground = try tx.absenceGround(of: overtime.unit)
        if overtime.staff == actor.staff.id { throw Overtime.Refusal.ownAct }
        try entitle(actor, overtime, on: ground)
        try overtime.reject(by: actor.staff.id, saying: opinion, at: tx.now)
        try save(overtime)
        let event = try tx.record(
            .overtimeRejected, of: try owing(overtime, on: ground), by: actor.staff.id,
            details: ["number": overtime.number])
        try tx.notify([overtime.staff], of: event)
    }

    func withdraw(_ id: Overtime.ID, by actor: Actor) throws {
        var overtime = try open(id, by: actor)
        let ground = try tx.absenceGround(of: overtime.unit)
        try overtime.withdraw(by: actor.staff.id, at: tx.now)
        try save(overtime)
        let event = try tx.record(
            .overtimeWithdrawn, of: try owing(overtime, on: ground), by: actor.staff.id,
            details: ["number": overtime.number])
        try tx.notify(try deciders(overtime, on: ground) + [overtime.decision?.by].compactMap(\.self), of: event)
    }

    /// So long after its end, and that of the shift it adjoins, the last clock is in: files of clocks are brought in the
    /// day after.
    static let settling = Duration.hours(24)

    /// What is over is counted by the clock; what is made good by time off becomes a lot. Answers how many were counted.
    func settleDue(limit: Int) throws -> Int {
        var count = 0
        for var overtime in try ending(by: tx.now - Self.settling, limit: limit) {
            let ground = try tx.absenceGround(of: overtime.unit)
            let hours = overtime.plan.hours
            // Nobody clocks between overtime and the shift it adjoins.
            let near = try tx.shifts.of(
                overtime.staff, between: (hours.lowerBound - .hours(24))..<(hours.upperBound + .hours(24)))
            let whole = Overtime.whole(hours, beside: near.map(\.span))
            guard whole.upperBound + Self.settling <= tx.now else { continue }
            let clocks = try tx.clockEvents.of(
                overtime.staff, between: (whole.lowerBound - .hours(2))..<(whole.upperBound + .hours(4)))
            try overtime.settle(Overtime.worked(hours, clocks.map(\.at)), at: tx.now)
            try save(overtime)
            let minutes = overtime.minutes ?? 0
            if overtime.plan.compensation == .lieu, minutes > 0 {
                try tx.lieuLots.earn(overtime, minutes: minutes, until: overtime.day.advanced(by: lieuDays(on: ground)))
            }
            let event = try tx.record(
                .overtimeSettled, of: try owing(overtime, on: ground), by: nil,
                details: ["number": overtime.number, "minutes": String(minutes)])
            try tx.notify([overtime.staff], of: event)
            count += 1
        }
        return count
    }

    /// Whoever asked, and whoever may agree in the unit; to others it is not there.
    func open(_ id: Overtime.ID, by actor: Actor) throws -> Overtime {
        guard let overtime = try find(id),
            overtime.staff == actor.staff.id || actor.may(.approveAbsence, in: overtime.unit, isOwn: false)
        else { throw Overtime.Refusal.unknown }
        return overtime
    }

    func mayDecide(_ overtime: Overtime, _ actor: Actor, on ground: AbsenceGround) -> Bool {
        guard overtime.staff != actor.staff.id else { return false }
        let posts = approvers(on: ground)
        return posts.isEmpty
            ? actor.apart(from: [overtime.staff]).may(.approveAbsence, in: overtime.unit, isOwn: false)
            : actor.mayAgree(in: overtime.unit, posts, under: ground.handbook, for: [overtime.staff])
    }

    /// Minutes of a month that count towards the limit, but for one of them.
    func minutes(of staff: Staff.ID, month: Day, but id: Overtime.ID? = nil) throws -> Int {
        try live(of: staff, on: month.firstOfMonth...month.lastOfMonth).reduce(0) {
            $0 + ($1.id == id ? 0 : $1.countedMinutes)
        }
    }

    private func checks(_ overtime: Overtime, on ground: AbsenceGround) throws -> [GateCheck] {
        var beyond: Sentence?
        if case .overtimeLimit(let aDay, let aMonth)? = ground.gate(.overtimeLimit)?.gate {
            let others = try live(of: overtime.staff, on: overtime.day...overtime.day).reduce(0) {
                $0 + ($1.id == overtime.id ? 0 : $1.countedMinutes)
            }
            let day = others + overtime.plannedMinutes
            let month =
                try minutes(of: overtime.staff, month: overtime.day, but: overtime.id) + overtime.plannedMinutes
            if month > aMonth * 60 {
                beyond = Sentence(.overtimeBeyondMonth, Self.hours(month), String(aMonth))
            }
            // On a day of rest there is no working day to be longer by three hours.
            if overtime.rate == .workday, day > aDay * 60 {
                beyond = Sentence(.overtimeBeyondDay, Self.hours(day), String(aDay))
            }
        }
        let isHoliday = overtime.plan.compensation == .lieu && overtime.rate == .holiday
        return ground.check(.overtimeLimit, missing: beyond)
            + ground.check(.overtimeLieu, missing: isHoliday ? Sentence(.overtimeHolidayPaid) : nil)
    }

    /// 2.5
    static func hours(_ minutes: Int) -> String {
        let tenths = (minutes * 10 + 30) / 60
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }

    /// Who works by a roster, which is to say in that week or as one of its groups, rests on the days without a shift; others
    /// as the calendar says.
    private func rate(of day: Day, for staff: Staff.ID, on ground: AbsenceGround) throws -> Overtime.Rate {
        if StatutoryDays.contains(day) { return .holiday }
        let start = ground.zone.instant(day, .midnight)
        let end = ground.zone.instant(day.advanced(by: 1), .midnight)
        if try tx.shifts.of(staff, between: start..<end).contains(where: { $0.day == day }) { return .workday }
        let week = ground.zone.instant(day.monday, .midnight)
        let worksThatWeek = try !tx.shifts.of(staff, between: week..<(week + .days(7))).isEmpty
        for unit in try tx.units.chain(from: ground.unit)
        where try !tx.rosters.binding(on: unit.id, days: day...day).isEmpty {
            let isOfGroup = try tx.shiftGroups.members(of: unit.id, on: day...day).contains { $0.staff == staff }
            if worksThatWeek || isOfGroup { return .rest }
        }
        let office = OfficeDays(calendar: ground.calendar, holidays: try tx.calendars.holidays(asOf: tx.now))
        return office.isWorked(day) ? .workday : .rest
    }

    private func lieuDays(on ground: AbsenceGround) -> Int {
        if case .overtimeLieu(let days)? = ground.gate(.overtimeLieu)?.gate { return days }
        return 90
    }

    private func approvers(on ground: AbsenceGround) -> [String] {
        if case .overtimeApproval(.post(let code))? = ground.gate(.overtimeApproval)?.gate { return [code] }
        return []
    }

    private func deciders(_ overtime: Overtime, on ground: AbsenceGround) throws -> [Staff.ID] {
        try tx.deciders(approvers(on: ground), for: overtime.unit, but: overtime.staff)
    }

    private func entitle(_ actor: Actor, _ overtime: Overtime, on ground: AbsenceGround) throws {
        guard mayDecide(overtime, actor, on: ground) else {
            throw Overtime.Refusal.notEntitled(ground.titles(of: approvers(on: ground)))
        }
    }

    private func owing(_ overtime: Overtime, on ground: AbsenceGround) throws -> Owing {
        tx.absenceOwing(
            overtime.subject, on: ground, deciders: try deciders(overtime, on: ground), handler: overtime.staff)
    }
}
