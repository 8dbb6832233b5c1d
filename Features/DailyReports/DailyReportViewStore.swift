import Database
import Handbook
import Kernel

extension DailyReports {
    func view(_ id: DailyReport.ID, for actor: Actor) throws -> DailyReportView {
        let report = try open(id, by: actor)
        let ground = try tx.absenceGround(of: report.unit)
        let remarks = try remarks(of: id)
        let readings = try readings(of: [id])[id] ?? []
        let people = [report.staff] + remarks.map(\.staff) + readings.map(\.by) + [report.waiver?.by].compactMap(\.self)
        return DailyReportView(
            report: report, figures: try report.handedIn?.figures ?? figures(of: report, on: ground).figures,
            before: try last(of: report.staff, before: report.day), remarks: remarks, readings: readings,
            names: try tx.names(of: Set(people)),
            mayRead: report.staff != actor.staff.id && actor.may(.readReports, in: report.unit, isOwn: false))
    }

    /// What a person looks back on when they write: the plan of the report before.
    func planBefore(_ id: DailyReport.ID, by actor: Actor) throws -> [String] {
        let report = try open(id, by: actor)
        return try last(of: report.staff, before: report.day)?.words.plan ?? []
    }

    /// For whoever reads the reports of the unit: of those who work there that day, who has handed in and who has not.
    func team(_ actor: Actor, in asked: String, on day: Day?) throws -> TeamReports {
        let units = try tx.units(for: actor, permitting: .readReports)
            .filter { actor.may(.readReports, in: $0.id, isOwn: false) }
        guard let unit = asked.isEmpty ? units.first : units.first(where: { $0.id.rawValue == asked }) else {
            throw NotAllowed(permission: .readReports, isElsewhere: actor.holds(.readReports))
        }
        let ground = try tx.absenceGround(of: unit.id)
        let day = day ?? ground.zone.day(of: tx.now)
        let reports = try of(unit.id, on: day)
        let people = try (reports.map(\.staff) + expected(in: unit.id, on: day, ground)).uniqued()
        let names = try tx.names(of: Set(people))
        let readings = try readings(of: reports.map(\.id))
        let lines = people.map { person -> TeamReports.Line in
            let report = reports.first { $0.staff == person }
            return TeamReports.Line(
                staff: person, name: names[person] ?? "", report: report,
                readings: report.flatMap { readings[$0.id] } ?? [])
        }
        return TeamReports(
            unit: unit, units: units, day: day,
            lines: lines.sorted { ($0.name, $0.staff.rawValue) < ($1.name, $1.staff.rawValue) })
    }

    /// Who has a shift of the unit that day which has begun, or said they were on duty; leave is no shift.
    private func expected(in unit: Unit.ID, on day: Day, _ ground: AbsenceGround) throws -> [Staff.ID] {
        guard ground.asksForReports else { return [] }
        let start = ground.zone.instant(day, .midnight)
        let end = min(ground.zone.instant(day.advanced(by: 1), .midnight), tx.now + .milliseconds(1))
        guard start < end else { return [] }
        let onShift = try tx.shifts.covering(unit, start..<end).filter { $0.day == day && $0.span.lowerBound <= tx.now }
            .compactMap(\.staff)
        let onDuty: [Staff.ID] = try tx.execute(
            """
            SELECT DISTINCT staff_id FROM presence
            WHERE unit_id = \(unit) AND began_at >= \(start) AND began_at < \(end)
            ORDER BY staff_id
            LIMIT \(Self.mostOfDay)
            """
        ).map { try $0.id("staff_id") }
        return try (onShift + onDuty).uniqued().prefix(Self.mostOfDay).filter { person in
            try !readers(of: tx.actor(person), on: ground).isEmpty
        }
    }
}
