import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// GET  /day-plans                         what is in front of me, step by step
/// GET  /day-plans/:id                     one plan; …/F-110 as a form
/// POST /day-plans/:id/steps/:part/tick    done, with its number; …/skip, …/undo, …/correction; …/confirmation, …/return
/// GET  /day-plans/log                     the day of a unit for whoever leads; POST signs it as read
struct DayPlanRoutes {
    let desk: Workplace

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/day-plans") { [self] _, context in try await mine(context) }
        routes.get("/day-plans/log") { [self] _, context in try await log(context) }
        routes.post("/day-plans/log", use: read)
        routes.get("/day-plans/:id") { [self] _, context in try await page(context) }
        act("tick", routes) { typed in
            let (number, text) = try form(
                typed.optionalInteger("number", in: 0...100_000_000), typed.optional("text", max: 400))
            return { tx, id, actor in try tx.dayPlans.tick(id, number: number, saying: text ?? "", by: actor) }
        }
        act("skip", routes) { typed in
            let reason = try form(typed.required("reason", max: 400))
            return { tx, id, actor in try tx.dayPlans.skip(id, because: reason, by: actor) }
        }
        act("undo", routes) { typed in
            let reason = try form(typed.optional("reason", max: 400))
            return { tx, id, actor in try tx.dayPlans.undo(id, because: reason ?? "", by: actor) }
        }
        act("correction", routes) { typed in
            let (number, reason) = try form(
                typed.optionalInteger("number", in: 0...100_000_000), typed.required("reason", max: 400))
            return { tx, id, actor in try tx.dayPlans.correct(id, number: number, because: reason, by: actor) }
        }
        act("confirmation", routes) { typed in
            let text = try form(typed.optional("text", max: 400))
            return { tx, id, actor in try tx.dayPlans.confirm(id, saying: text ?? "", by: actor) }
        }
        act("return", routes) { typed in
            let reason = try form(typed.required("reason", max: 400))
            return { tx, id, actor in try tx.dayPlans.sendBack(id, because: reason, by: actor) }
        }
        RecordFormRoutes(
            desk: desk, prefix: "/day-plans", code: "F-110", section: .dayPlans, title: .dayPlanTitle
        ) { tx, id, actor, viewer in
            let view = try tx.dayPlans.view(DayPlan.ID(id), for: actor)
            let readings = try tx.dayLogs.readings(of: view.plan.unit, on: view.plan.day)
            return RecordFormRoutes.Form(
                paper: DayPlanPaper(
                    view: view, figures: try tx.dayLogs.figures(of: view.plan.unit, in: view.plan.span),
                    readings: readings, readers: try tx.names(of: Set(readings.map(\.by))),
                    head: try tx.formHead(of: view.plan.unit, for: actor, in: viewer.zone, viewer.language)
                ).paper, subject: view.plan.subject, unit: view.plan.unit)
        }.add(to: routes)
    }

    private static let list = "/day-plans"

    private func mine(
        _ context: SignedIn, typed: [String: Typed] = [:], refusal: HTML? = nil
    ) async throws -> HTML {
        let viewer = context.viewer
        return try await desk.read(context) { [desk] tx, actor in
            let views = try tx.dayPlans.mine(of: actor)
            let t = viewer.language
            let pages = DayPlanPages(
                viewer: viewer, zone: viewer.zone, back: Self.list, typed: typed, refusal: refusal)
            return desk.frame(
                viewer, actor, title: t(.dayPlanTitle), section: .dayPlans, lead: "\(t(.dayPlanLead))",
                acts: actor.holds(.approveAbsence) ? linkButton(t(.dayPlanToLog), url: "/day-plans/log") : nil
            ).page(content: pages.mine(views))
        }
    }

    private func page(
        _ context: SignedIn, typed: [String: Typed] = [:], refusal: HTML? = nil
    ) async throws -> HTML {
        let viewer = context.viewer
        let id: DayPlan.ID = try context.identifier()
        return try await desk.read(context) { [desk] tx, actor in
            let view = try tx.dayPlans.view(id, for: actor)
            let t = viewer.language
            let pages = DayPlanPages(
                viewer: viewer, zone: viewer.zone, back: "/day-plans/\(id)", typed: typed, refusal: refusal)
            let log = "/day-plans/log?unit=\(view.plan.unit)&day=\(view.plan.day)"
            return desk.frame(
                viewer, actor, title: view.plan.name(in: t), section: .dayPlans,
                trail: [Trail(t(.dayPlanTitle), url: Self.list)],
                acts: view.leads ? linkButton(t(.dayPlanToLog), url: log) : nil
            ).page(content: pages.one(view))
        }
    }

    private func log(_ context: SignedIn) async throws -> HTML {
        let unit = context.query.text("unit")
        return try await log(context, of: unit.isEmpty ? nil : Unit.ID(unit), on: Day(iso: context.query.text("day")))
    }

    private func log(
        _ context: SignedIn, of unit: Unit.ID?, on day: Day?, typed: Typed = .blank, refusal: HTML? = nil
    ) async throws -> HTML {
        let viewer = context.viewer
        let query = context.query
        return try await desk.readAtLength(context) { [desk] tx, actor in
            guard let log = try tx.dayPlans.log(of: unit, on: day, for: actor) else {
                throw DayPlan.Refusal.unknown
            }
            let t = viewer.language
            return desk.frame(
                viewer, actor, title: "\(t(.dayLogTitle)) \(log.unit.name) \(log.day.shortText(in: t))",
                section: .dayPlans, trail: [Trail(t(.dayPlanTitle), url: Self.list)], lead: "\(t(.dayLogLead))",
                acts: exportButton("day-plans", query, for: actor, in: t)
            ).page(
                content: DayLogPages(log: log, viewer: viewer, zone: viewer.zone, typed: typed, refusal: refusal).page)
        }
    }

    @Sendable private func read(_ request: Request, _ context: SignedIn) async throws -> Response {
        let (unit, day, opinion) = try form(
            context.form.identifier("unit", of: Unit.self), context.form.day("day"),
            context.form.optional("opinion", max: 400))
        return try await context.answer {
            try await desk.act(context) { tx, actor in
                try tx.dayPlans.read(unit, on: day, saying: opinion ?? "", by: actor)
            }
            return "/day-plans/log?unit=\(unit)&day=\(day)"
        } orShow: { typed, refusal in
            try await log(context, of: unit, on: day, typed: typed, refusal: refusal)
        }
    }

    private func act(
        _ address: String, _ routes: RouterGroup<SignedIn>,
        _ read: @escaping @Sendable (FormData) throws -> @Sendable (Transaction, DayStep.ID, Actor) throws -> Void
    ) {
        routes.post("/day-plans/:id/steps/:part/\(address)") { [self] _, context -> Response in
            let plan: DayPlan.ID = try context.identifier()
            let step = DayStep.ID(try context.path("part"))
            let next = context.form.text("next")
            let key = "\(step)/\(address)"
            return try await context.answer {
                let act = try read(context.form)
                try await desk.act(context) { tx, actor in
                    guard try tx.daySteps.find(step)?.plan == plan else { throw DayPlan.Refusal.unknown }
                    try act(tx, step, actor)
                }
                let target = next.isEmpty ? "/day-plans/\(plan)" : safeReturn(next)
                return target.contains("?") ? target : "\(target)#s-\(step)"
            } orShow: { typed, refusal in
                let typed = [key: typed]
                return try await next == Self.list
                    ? mine(context, typed: typed, refusal: refusal) : page(context, typed: typed, refusal: refusal)
            }
        }
    }
}
