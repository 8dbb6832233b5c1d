import Database
import Handbook
import Kernel

/// Writing a day's report, handing it in, reading it (CHAIN-82).
extension DailyReports {
    /// Whoever comes to work owes one, where a clause asks for it and somebody stands above who reads it. Once a day.
    @discardableResult
    func openOwed(by actor: Actor, shift: ShiftAssignment?) throws -> DailyReport? {
        guard let unit = actor.mainHolding?.unit else { return nil }
        let ground = try tx.absenceGround(of: unit)
        guard ground.asksForReports, try !readers(of: actor, on: ground).isEmpty else { return nil }
        return try report(of: actor, on: shift?.day ?? ground.zone.day(of: tx.now), ground)
    }

    /// Today's, whether the clock has opened it or nobody has yet.
    @discardableResult
    func begin(by actor: Actor) throws -> DailyReport {
        guard let unit = actor.mainHolding?.unit else { throw DailyReport.Refusal.noPost }
        let ground = try tx.absenceGround(of: unit)
        guard try !readers(of: actor, on: ground).isEmpty else { throw DailyReport.Refusal.noReader }
        return try report(of: actor, on: try day(of: actor, on: ground), ground)
    }

    /// The day a person is working: that of their shift, also after midnight.
    func day(of actor: Actor, on ground: AbsenceGround) throws -> Day {
        try tx.clockEvents.facing(actor.staff.id)?.shift.day ?? ground.zone.day(of: tx.now)
    }

    func write(_ id: DailyReport.ID, _ words: DailyReport.Words, by actor: Actor) throws {
        var report = try open(id, by: actor)
        try report.write(words, by: actor.staff.id)
        try save(report)
        try saveLines(of: report)
    }

    /// What was written, the figures as they stand at this minute, and no change after it.
    func handIn(_ id: DailyReport.ID, _ words: DailyReport.Words, by actor: Actor) throws {
        var report = try open(id, by: actor)
        try report.write(words, by: actor.staff.id)
        let ground = try tx.absenceGround(of: report.unit)
        let (figures, until) = try figures(of: report, on: ground)
        try report.handIn(figures, until: until, by: actor.staff.id, at: tx.now)
        try saveLines(of: report)
        try save(report)
        let event = try tx.record(
            .dailyReportHandedIn, of: owing(report, on: ground), by: actor.staff.id,
            details: ["day": report.day.description])
        try tx.notify(try readers(of: actor, on: ground), of: event)
    }

    /// Read, and perhaps with a word to its person.
    func read(_ id: DailyReport.ID, saying text: String, by actor: Actor) throws {
        let report = try readable(id, by: actor)
        guard try readings(of: [id])[id]?.contains(where: { $0.by == actor.staff.id }) != true else {
            throw DailyReport.Refusal.readAlready
        }
        try insertReading(of: id, by: actor.staff.id, at: tx.now)
        if !text.isEmpty { try add(text, to: report, by: actor) }
        let ground = try tx.absenceGround(of: report.unit)
        let event = try tx.record(
            .dailyReportRead, of: owing(report, on: ground), by: actor.staff.id,
            details: ["day": report.day.description])
        try tx.notify([report.staff], of: event)
    }

    /// A later word: its person adds something, or a reader does.
    func remark(_ id: DailyReport.ID, _ text: String, by actor: Actor) throws {
        let report = try open(id, by: actor)
        guard report.state == .handedIn else { throw DailyReport.Refusal.notHandedIn }
        try add(text, to: report, by: actor)
        let ground = try tx.absenceGround(of: report.unit)
        let event = try tx.record(
            .dailyReportRemarked, of: owing(report, on: ground), by: actor.staff.id,
            details: ["day": report.day.description])
        let others = try readings(of: [id])[id]?.map(\.by) ?? []
        try tx.notify(([report.staff] + others).filter { $0 != actor.staff.id }, of: event)
    }

    /// Somebody went home ill, or was sent elsewhere: nothing is owed any more, and the clock lets them out.
    func waive(_ id: DailyReport.ID, because reason: String, by actor: Actor) throws {
        var report = try open(id, by: actor)
        if report.staff == actor.staff.id { throw DailyReport.Refusal.ownAct }
        try authorize(actor.apart(from: [report.staff]), .readReports, in: report.unit, isOwn: false)
        try report.waive(by: actor.staff.id, because: reason, at: tx.now)
        try save(report)
        let ground = try tx.absenceGround(of: report.unit)
        let event = try tx.record(
            .dailyReportWaived, of: owing(report, on: ground), by: actor.staff.id,
            details: ["day": report.day.description])
        try tx.notify([report.staff], of: event)
    }

    /// Its person's, and of whoever reads reports in the unit; to others it is not there.
    func open(_ id: DailyReport.ID, by actor: Actor) throws -> DailyReport {
        guard let report = try find(id),
            report.staff == actor.staff.id || actor.may(.readReports, in: report.unit, isOwn: false)
        else { throw DailyReport.Refusal.unknown }
        return report
    }

    private func readable(_ id: DailyReport.ID, by actor: Actor) throws -> DailyReport {
        let report = try open(id, by: actor)
        if report.staff == actor.staff.id { throw DailyReport.Refusal.ownAct }
        try authorize(actor.apart(from: [report.staff]), .readReports, in: report.unit, isOwn: false)
        guard report.state == .handedIn else { throw DailyReport.Refusal.notHandedIn }
        return report
    }

    private func add(_ text: String, to report: DailyReport, by actor: Actor) throws {
        guard try remarks(of: report.id).count < DailyReport.mostRemarks else {
            throw DailyReport.Refusal.tooManyRemarks(DailyReport.mostRemarks)
        }
        try insert(
            ReportRemark(id: tx.ids.make(), report: report.id, staff: actor.staff.id, text: text, at: tx.now))
    }

    /// The one of a day; opened now where there is none.
    func report(of actor: Actor, on day: Day, _ ground: AbsenceGround) throws -> DailyReport {
        if let report = try find(actor.staff.id, on: day) { return report }
        let report = DailyReport(
            id: tx.ids.make(), unit: ground.unit, staff: actor.staff.id, day: day, openedAt: tx.now,
            dueAt: try due(actor.staff.id, on: day, ground))
        try insert(report)
        try tx.record(
            .dailyReportOpened, of: owing(report, on: ground), by: actor.staff.id, promised: report.dueAt,
            details: ["day": day.description])
        return report
    }

    /// So many minutes after the last shift of the day, else after the day's last opening; whoever works while we are closed
    /// has nine hours.
    private func due(_ staff: Staff.ID, on day: Day, _ ground: AbsenceGround) throws -> Instant {
        let minutes = Duration.minutes(ground.reportMinutes)
        let start = ground.zone.instant(day, .midnight)
        let shifts = try tx.shifts.of(staff, between: start..<ground.zone.instant(day.advanced(by: 1), .midnight))
        let end =
            shifts.filter { $0.day == day }.map(\.span.upperBound).max()
            ?? ground.calendar.openings(on: day).map(\.upperBound).max()
        guard let end, end + minutes > tx.now else { return tx.now + .hours(9) }
        return end + minutes
    }

    /// Who reads a person's reports: the nearest post above that may and that somebody else holds.
    func readers(of actor: Actor, on ground: AbsenceGround) throws -> [Staff.ID] {
        try readers(of: actor, on: ground) { try tx.appointments.holders(of: $0, in: ground.unit, at: tx.now) }
    }

    /// The same for a list of people: `holders` of a post in the unit are asked for by whoever remembers them.
    func readers(
        of actor: Actor, on ground: AbsenceGround, holders: (_ post: String) throws -> [Staff.ID]
    ) throws -> [Staff.ID] {
        var code = actor.mainHolding.flatMap { ground.handbook.post($0.post.code)?.superior }
        while let above = code, let post = ground.handbook.post(above) {
            if post.permissions.contains(.readReports) {
                let others = try holders(above).filter { $0 != actor.staff.id }
                if !others.isEmpty { return others }
            }
            code = post.superior
        }
        return []
    }

    func owing(_ report: DailyReport, on ground: AbsenceGround) -> Owing {
        tx.absenceOwing(report.subject, on: ground, deciders: [], handler: report.staff)
    }
}

extension AbsenceGround {
    fileprivate var reportDeadline: Deadline? {
        handbook.deadlines(.handInReport, for: Circumstances()).first?.1
    }

    /// Whether a clause asks for a report of every day.
    var asksForReports: Bool { reportDeadline != nil }

    fileprivate var reportMinutes: Int { reportDeadline?.minutes ?? 0 }
}
