import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// GET  /daily-reports              my reports; POST begins today's
/// GET  /daily-reports/team         a unit's day, for whoever reads its reports
/// GET  /daily-reports/:id          one; POST …/draft, …/handing-in, …/remarks, …/reading, …/waiver; …/F-72 as a form
struct DailyReportRoutes {
    let desk: Workplace

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/daily-reports") { [self] _, context in try await mine(context) }
        routes.post("/daily-reports", use: begin)
        routes.get("/daily-reports/team", use: team)
        routes.get("/daily-reports/:id") { [self] _, context in try await page(context) }
        routes.post("/daily-reports/:id/draft") { [self] _, context in try await write(context, isHandedIn: false) }
        routes.post("/daily-reports/:id/handing-in") { [self] _, context in try await write(context, isHandedIn: true) }
        act("reading", routes) { typed in
            let text = try form(typed.optional("text", max: 500))
            return { tx, id, actor in try tx.dailyReports.read(id, saying: text ?? "", by: actor) }
        }
        act("remarks", routes) { typed in
            let text = try form(typed.required("text", max: 500))
            return { tx, id, actor in try tx.dailyReports.remark(id, text, by: actor) }
        }
        act("waiver", routes) { typed in
            let reason = try form(typed.required("reason"))
            return { tx, id, actor in try tx.dailyReports.waive(id, because: reason, by: actor) }
        }
        RecordFormRoutes(
            desk: desk, prefix: "/daily-reports", code: "F-72", section: .dailyReports, title: .dailyReportTitle
        ) { tx, id, actor, viewer in
            let view = try tx.dailyReports.view(DailyReport.ID(id), for: actor)
            guard view.report.state == .handedIn else { throw DailyReport.Refusal.notHandedIn }
            return RecordFormRoutes.Form(
                paper: DailyReportPaper(
                    view: view,
                    head: try tx.formHead(of: view.report.unit, for: actor, in: viewer.zone, viewer.language)
                ).paper, subject: view.report.subject, unit: view.report.unit)
        }.add(to: routes)
    }

    @Sendable private func begin(_ request: Request, _ context: SignedIn) async throws -> Response {
        do {
            let report = try await desk.act(context) { tx, actor in try tx.dailyReports.begin(by: actor) }
            return context.seeOther("/daily-reports/\(report.id)")
        } catch let refusal as any Explainable {
            let part = RefusalPart(refusal, in: context.viewer.language)
            return try await mine(context, refusal: part.content).response(status: refusal.status)
        }
    }

    private func mine(_ context: SignedIn, refusal: HTML? = nil) async throws -> HTML {
        let viewer = context.viewer
        return try await desk.read(context) { [desk] tx, actor in
            guard let unit = actor.mainHolding?.unit else { throw NotFound() }
            let ground = try tx.absenceGround(of: unit)
            let reports = try tx.dailyReports.of(actor.staff.id)
            let today = try tx.dailyReports.find(
                actor.staff.id, on: try tx.dailyReports.day(of: actor, on: ground))
            let t = viewer.language
            return desk.frame(
                viewer, actor, title: t(.dailyReportTitle), section: .dailyReports, lead: "\(t(.dailyReportLead))",
                acts: actor.holds(.readReports) ? linkButton(t(.dailyReportTeam), url: "/daily-reports/team") : nil
            ).page(content: DailyReportPages(viewer: viewer).mine(reports, today: today, refusal: refusal))
        }
    }

    @Sendable private func team(_ request: Request, _ context: SignedIn) async throws -> HTML {
        let viewer = context.viewer
        let unit = context.query.text("unit")
        let day = Day(iso: context.query.text("day"))
        let query = context.query
        return try await desk.read(context) { [desk] tx, actor in
            let team = try tx.dailyReports.team(actor, in: unit, on: day)
            let t = viewer.language
            return desk.frame(
                viewer, actor, title: t(.dailyReportTeam), section: .dailyReports,
                trail: [Trail(t(.dailyReportTitle), url: "/daily-reports")],
                acts: exportButton("daily-reports", query, for: actor, in: t)
            ).page(content: DailyReportTeamPages(team: team, viewer: viewer).page)
        }
    }

    private func write(_ context: SignedIn, isHandedIn: Bool) async throws -> Response {
        let id: DailyReport.ID = try context.identifier()
        let t = context.viewer.language
        do {
            let plan = try await desk.read(context) { tx, actor in try tx.dailyReports.planBefore(id, by: actor) }
            let words = try DailyReportForms.words(context.form, reviewing: plan, isHandedIn: isHandedIn, in: t)
            try await desk.act(context) { tx, actor in
                if isHandedIn {
                    try tx.dailyReports.handIn(id, words, by: actor)
                } else {
                    try tx.dailyReports.write(id, words, by: actor)
                }
            }
            return context.seeOther(
                "/daily-reports/\(id)", notice: t(isHandedIn ? .dailyReportHandedIn : .dailyReportSaved))
        } catch let invalid as Invalid {
            return context.invalid(try await page(context, typed: ["draft": Typed(context.form, invalid)]))
        } catch let refusal as any Explainable {
            return try await page(
                context, typed: ["draft": Typed(context.form)], refusal: RefusalPart(refusal, in: t).content
            ).response(status: refusal.status)
        }
    }

    private func page(
        _ context: SignedIn, typed: [String: Typed] = [:], refusal: HTML? = nil
    ) async throws -> HTML {
        let viewer = context.viewer
        let id: DailyReport.ID = try context.identifier()
        return try await desk.read(context) { [desk] tx, actor in
            let view = try tx.dailyReports.view(id, for: actor)
            let t = viewer.language
            let title = view.report.day.description
            return desk.frame(
                viewer, actor, title: t(.dailyReportOf, title), section: .dailyReports,
                trail: [Trail(t(.dailyReportTitle), url: "/daily-reports")]
            ).page(content: DailyReportPages(viewer: viewer).one(view, typed: typed, refusal: refusal))
        }
    }

    private func act(
        _ address: String, _ routes: RouterGroup<SignedIn>,
        _ read: @escaping @Sendable (FormData) throws -> @Sendable (Transaction, DailyReport.ID, Actor) throws -> Void
    ) {
        routes.post("/daily-reports/:id/\(address)") { [self] _, context -> Response in
            let id: DailyReport.ID = try context.identifier()
            return try await context.answer {
                let act = try read(context.form)
                try await desk.act(context) { tx, actor in try act(tx, id, actor) }
                return "/daily-reports/\(id)"
            } orShow: {
                try await page(context, typed: [address: $0], refusal: $1)
            }
        }
    }
}
