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
            mayRead: report.staff != actor.staff.id
                && actor.apart(from: [report.staff]).may(.readReports, in: report.unit, isOwn: false))
    }

    /// What a person looks back on when they write: the plan of the report before.
    func planBefore(_ id: DailyReport.ID, by actor: Actor) throws -> [String] {
        let report = try open(id, by: actor)
        return try last(of: report.staff, before: report.day)?.words.plan ?? []
    }

    /// For whoever reads the reports of the unit and of those beneath it: of those who work there that day, who has handed in and who has not.
    func team(_ actor: Actor, in asked: String, on day: Day?) throws -> TeamReports {
        let units = try tx.units(for: actor, permitting: .readReports)
            .filter { actor.may(.readReports, in: $0.id, isOwn: false) }
        guard let unit = asked.isEmpty ? units.first : units.first(where: { $0.id.rawValue == asked }) else {
            throw NotAllowed(permission: .readReports, isElsewhere: actor.holds(.readReports))
        }
        let ground = try tx.absenceGround(of: unit.id)
        let day = day ?? ground.zone.day(of: tx.now)
        let whole = try ([unit.id] + tx.units.descendants(of: unit.id)).uniqued().filter {
            actor.may(.readReports, in: $0, isOwn: false)
        }
        let reports = try of(whole, on: day)
        let people = try (reports.map(\.staff) + expected(in: whole, under: unit.id, on: day, ground.zone)).uniqued()
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

    /// Whoever sits in one of these units and has a shift that day which has begun, or said they were on duty; leave is no
    /// shift. Where they sit says whether a report is asked for; the roster may be that of a unit above.
    private func expected(in whole: [Unit.ID], under unit: Unit.ID, on day: Day, _ zone: Zone) throws -> [Staff.ID] {
        let start = zone.instant(day, .midnight)
        let end = min(zone.instant(day.advanced(by: 1), .midnight), tx.now + .milliseconds(1))
        guard start < end else { return [] }
        let places = try (whole + tx.units.ancestors(of: unit)).uniqued()
        let onShift = try tx.shifts.covering(places, anyOf: [start..<end])
            .filter { $0.day == day && $0.span.lowerBound <= tx.now }.compactMap(\.staff)
        let onDuty: [Staff.ID] = try tx.execute(
            """
            SELECT DISTINCT staff_id FROM presence
            WHERE unit_id IN \(list: whole) AND began_at >= \(start) AND began_at < \(end)
            ORDER BY staff_id
            LIMIT \(Self.mostOfDay)
            """
        ).map { try $0.id("staff_id") }
        var grounds: [Unit.ID: AbsenceGround] = [:]
        var holders: [String: [Staff.ID]] = [:]
        let people = try tx.actors(of: Array((onShift + onDuty).uniqued().prefix(Self.mostOfDay)))
        return try people.filter { actor in
            guard let home = actor.mainHolding?.unit, whole.contains(home) else { return false }
            let ground = try grounds[home] ?? tx.absenceGround(of: home)
            grounds[home] = ground
            guard ground.asksForReports else { return false }
            let readers = try readers(of: actor, on: ground) { post in
                let key = "\(home) \(post)"
                let found = try holders[key] ?? tx.appointments.holders(of: post, in: home, at: tx.now)
                holders[key] = found
                return found
            }
            return !readers.isEmpty
        }.map(\.staff.id)
    }
}
