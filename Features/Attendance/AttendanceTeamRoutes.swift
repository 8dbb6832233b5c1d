import Database
import Handbook
import Hummingbird
import Kernel
import Press
import Sheets
import Web

/// GET  /attendance/team            a unit's month; ….xlsx as a table, …/F-64 as it will lie on the printer
/// GET  /attendance/sheets/:id      one person's month; POST …/check, …/lock, …/return
struct AttendanceTeamRoutes {
    let desk: Workplace
    let press = PaperPress()

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/attendance/team") { [self] _, context in
            let viewer = context.viewer
            return try await team(context) { [desk] team, _, actor in
                let pages = AttendanceTeamPages(team: team, viewer: viewer)
                let t = viewer.language
                return desk.frame(
                    viewer, actor, title: "\(t(.attendanceTeam)) \(team.unit.name)", section: .attendance,
                    trail: [Trail(t(.attendanceTitle), url: "/attendance")], lead: "\(t(.attendanceTeamLead))",
                    acts: pages.acts
                ).page(content: pages.page)
            }
        }
        routes.get("/attendance/team.xlsx", use: workbook)
        routes.get("/attendance/team/F-64") { [self] _, context in
            let viewer = context.viewer
            return try await team(context) { [desk] team, tx, actor in
                let paper = try Self.paper(team, tx, actor, viewer).paper
                let query = "?unit=\(team.unit.id)&month=\(team.month.description)"
                return desk.frame(
                    viewer, actor, title: paper.title, section: .attendance,
                    trail: [Trail(viewer.language(.attendanceTeam), url: "/attendance/team\(query)")]
                ).page(
                    content: PaperPages(viewer: viewer).preview(paper, at: "/attendance/team/F-64", query: query))
            }
        }
        routes.get("/attendance/team/F-64.pdf", use: file)
        routes.post("/attendance/team/F-64/printing") { [self] _, context in
            _ = try await printed(context, .print)
            return Response(status: .noContent)
        }
        routes.get("/attendance/sheets/:id") { [self] _, context in try await page(context) }
        act("check", routes) { _ in { tx, id, actor in try tx.attendanceSheets.check(id, by: actor) } }
        act("lock", routes) { _ in { tx, id, actor in try tx.attendanceSheets.lock(id, by: actor) } }
        act("return", routes) { typed in
            let reason = try form(typed.required("reason"))
            return { tx, id, actor in try tx.attendanceSheets.giveBack(id, saying: reason, by: actor) }
        }
    }

    private func team<T: Sendable>(
        _ context: SignedIn, _ body: @Sendable @escaping (TeamAttendance, Transaction, Actor) throws -> T
    ) async throws -> T {
        let unit = context.query.text("unit")
        let month = Day(iso: context.query.text("month"))
        return try await desk.readAtLength(context) { tx, actor in
            try body(
                tx.attendance.team(actor, in: unit.isEmpty ? nil : Unit.ID(unit), month: month), tx, actor)
        }
    }

    private static func paper(
        _ team: TeamAttendance, _ tx: Transaction, _ actor: Actor, _ viewer: Viewer
    ) throws -> AttendancePaper {
        let people = team.people.flatMap { [$0.sheet?.checked?.by, $0.sheet?.locked?.by].compactMap(\.self) }
        return AttendancePaper(
            team: team,
            text: AttendanceText(t: viewer.language, zone: team.calendar.zone, handbook: team.handbook),
            names: try tx.names(of: Set(people)), printedBy: actor.staff.name, printedAt: tx.now)
    }

    @Sendable private func file(_ request: Request, _ context: SignedIn) async throws -> Response {
        try await press.send(printed(context, .pdf), printedAt: context.viewer.now, context)
    }

    /// That it was printed is on record.
    private func printed(_ context: SignedIn, _ format: PaperFormat) async throws -> Paper {
        let viewer = context.viewer
        let (paper, unit) = try await team(context) { team, tx, actor in
            (try Self.paper(team, tx, actor, viewer).paper, team.unit.id)
        }
        try await note(format.rawValue, of: unit, context)
        return paper
    }

    private func note(_ way: String, of unit: Unit.ID, _ context: SignedIn) async throws {
        _ = try await desk.act(context) { tx, actor in
            try tx.record(
                .paperPrinted, about: Subject(.unit, unit.rawValue), in: unit, by: actor.staff.id,
                details: ["text": "F-64 \(way)"])
        }
    }

    @Sendable private func workbook(_ request: Request, _ context: SignedIn) async throws -> Response {
        let viewer = context.viewer
        let t = viewer.language
        let team = try await team(context) { team, _, _ in team }
        try await note("xlsx", of: team.unit.id, context)
        let text = AttendanceText(t: t, zone: team.calendar.zone, handbook: team.handbook)
        let days = Array(team.month...team.month.lastOfMonth)
        let bytes = try await SheetWriter.bytes { writer in
            try writer.begin(
                t(.attendanceSheetWord),
                [SheetColumn(t(.attendancePerson), width: 14)] + days.map { SheetColumn(String($0.day), width: 7) }
                    + text.sums(AttendanceTotals()).map { SheetColumn(t($0.0), width: 12) }
                    + [SheetColumn(t(.attendanceState), width: 16)])
            for person in team.people {
                let byDay = Dictionary(person.days.map { ($0.day, $0) }) { first, _ in first }
                let codes = days.map { day in
                    SheetCell.text(byDay[day].map { text.line($0) } ?? "")
                }
                let sums = text.sums(AttendanceTotals(person.days)).map { SheetCell.text($0.1) }
                try writer.write(
                    [.text(person.name)] + codes + sums + [.text(person.sheet.map { t($0.state.word) } ?? "")])
            }
        }
        return context.download(
            bytes, named: "\(team.unit.name) \(t(.attendanceSheetWord)) \(AttendanceSheet.text(of: team.month)).xlsx",
            type: sheetType)
    }

    private func page(_ context: SignedIn, typed: Typed? = nil, refusal: HTML? = nil) async throws -> HTML {
        let viewer = context.viewer
        let id: AttendanceSheet.ID = try context.identifier()
        return try await desk.read(context) { [desk] tx, actor in
            let sheet = try tx.attendanceSheets.visible(id, to: actor)
            let ground = try tx.absenceGround(of: sheet.unit)
            let days = try tx.attendanceSheets.days(of: sheet, on: ground)
            let isFixed = sheet.state == .confirmed || sheet.state == .checked
            let now = isFixed ? try tx.attendance.month(of: sheet.staff, sheet.month, on: ground).days : days
            let people = [sheet.staff] + [sheet.answered?.by, sheet.checked?.by, sheet.locked?.by].compactMap(\.self)
            let names = try tx.names(of: Set(people))
            let t = viewer.language
            let pages = AttendanceSheetPages(
                sheet: sheet, days: days, hasChanged: now != days, names: names, viewer: viewer,
                text: AttendanceText(t: t, zone: ground.zone, handbook: ground.handbook),
                mayManage: sheet.staff != actor.staff.id
                    && actor.apart(from: [sheet.staff]).may(.manageAttendance, in: sheet.unit, isOwn: false))
            let month = AttendanceSheet.text(of: sheet.month)
            let back =
                actor.mayReadAttendance(of: sheet.unit)
                ? Trail(
                    t(.attendanceTeam), url: "/attendance/team?unit=\(sheet.unit)&month=\(sheet.month.description)")
                : Trail(t(.attendanceTitle), url: "/attendance?month=\(sheet.month.description)")
            return desk.frame(
                viewer, actor, title: "\(names[sheet.staff] ?? "") \(t(.attendanceMonthOf, month))",
                section: .attendance, trail: [back]
            ).page(content: pages.page(typed: typed, refusal: refusal))
        }
    }

    private func act(
        _ address: String, _ routes: RouterGroup<SignedIn>,
        _ read:
            @escaping @Sendable (FormData) throws ->
            @Sendable (Transaction, AttendanceSheet.ID, Actor) throws ->
            Void
    ) {
        routes.post("/attendance/sheets/:id/\(address)") { [self] _, context -> Response in
            let id: AttendanceSheet.ID = try context.identifier()
            do {
                let act = try read(context.form)
                try await desk.act(context) { tx, actor in try act(tx, id, actor) }
                return context.seeOther("/attendance/sheets/\(id.rawValue)")
            } catch let invalid as Invalid {
                return context.invalid(try await page(context, typed: Typed(context.form, invalid)))
            } catch let refusal as any Explainable {
                let part = RefusalPart(refusal, in: context.viewer.language)
                return try await page(context, typed: Typed(context.form), refusal: part.content)
                    .response(status: refusal.status)
            }
        }
    }
}
