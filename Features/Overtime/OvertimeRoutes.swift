import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// GET  /overtime                   my overtime and time off, and the form; POST asks
/// GET  /overtime/:id               one; POST …/approval, …/rejection, …/withdrawal; …/F-66 as a form
struct OvertimeRoutes {
    let desk: Workplace

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/overtime") { [self] _, context in try await mine(context) }
        routes.post("/overtime", use: ask)
        routes.get("/overtime/:id") { [self] _, context in try await page(context) }
        act("approval", routes) { typed in
            let opinion = try form(typed.required("opinion"))
            return { tx, id, actor in try tx.overtimes.approve(id, saying: opinion, by: actor) }
        }
        act("rejection", routes) { typed in
            let opinion = try form(typed.required("opinion"))
            return { tx, id, actor in try tx.overtimes.reject(id, saying: opinion, by: actor) }
        }
        act("withdrawal", routes) { _ in { tx, id, actor in try tx.overtimes.withdraw(id, by: actor) } }
        RecordFormRoutes(
            desk: desk, prefix: "/overtime", code: "F-66", section: .overtime, title: .overtimeTitle
        ) { tx, id, actor, viewer in
            let overtime = try tx.overtimes.open(Overtime.ID(id), by: actor)
            let names = try tx.names(of: Set([overtime.staff] + [overtime.decision?.by].compactMap(\.self)))
            let today = viewer.zone.day(of: tx.now)
            return RecordFormRoutes.Form(
                paper: OvertimePaper(
                    overtime: overtime, left: try tx.lieuLots.left(of: overtime.staff, on: today), names: names,
                    head: try tx.formHead(of: overtime.unit, for: actor, in: viewer.zone, viewer.language)
                ).paper, subject: overtime.subject, unit: overtime.unit)
        }.add(to: routes)
    }

    @Sendable private func ask(_ request: Request, _ context: SignedIn) async throws -> Response {
        do {
            let t = context.viewer.language
            let (from, to, reason, compensation) = try form(
                context.form.localTime("from"), context.form.localTime("to"),
                context.form.required("reason", max: 500),
                context.form.choice("compensation", of: Overtime.Compensation.self))
            guard from < to else { throw Invalid(["to": t(.overtimeBackwards)]) }
            let plan = Overtime.Plan(hours: from..<to, reason: reason, compensation: compensation)
            let overtime = try await desk.act(context) { tx, actor in try tx.overtimes.ask(plan, by: actor) }
            return context.seeOther("/overtime/\(overtime.id)")
        } catch let invalid as Invalid {
            return context.invalid(try await mine(context, typed: Typed(context.form, invalid)))
        } catch let refusal as any Explainable {
            let part = RefusalPart(refusal, in: context.viewer.language)
            return try await mine(context, typed: Typed(context.form), refusal: part.content)
                .response(status: refusal.status)
        }
    }

    private static func balance(
        of staff: Staff.ID, month: Day, _ tx: Transaction, on ground: AbsenceGround
    ) throws -> OvertimePages.Balance {
        var limit: Int?
        if case .overtimeLimit(_, let aMonth)? = ground.gate(.overtimeLimit)?.gate { limit = aMonth }
        return OvertimePages.Balance(
            lots: try tx.lieuLots.of(staff, from: ground.zone.day(of: tx.now)),
            minutes: try tx.overtimes.minutes(of: staff, month: month), limit: limit)
    }

    private func mine(_ context: SignedIn, typed: Typed? = nil, refusal: HTML? = nil) async throws -> HTML {
        let viewer = context.viewer
        return try await desk.read(context) { [desk] tx, actor in
            guard let unit = actor.mainHolding?.unit else { throw NotFound() }
            let ground = try tx.absenceGround(of: unit)
            let balance = try Self.balance(
                of: actor.staff.id, month: ground.zone.day(of: tx.now), tx, on: ground)
            let t = viewer.language
            let overtimes = try tx.overtimes.of(actor.staff.id)
            let from = context.query.text("from")
            let around = try tx.shifts.of(actor.staff.id, between: (tx.now - .days(1))..<(tx.now + .days(14))).prefix(3)
            let pages = OvertimePages(
                viewer: viewer, names: [:], promises: try tx.obligations.running(of: overtimes.map(\.subject)))
            return desk.frame(
                viewer, actor, title: t(.overtimeTitle), section: .overtime, lead: "\(t(.overtimeLead))",
                acts: actor.holds(.approveAbsence)
                    ? linkButton(t(.approvalsTitle), url: "/approvals") : nil
            ).page(
                content: pages.mine(
                    overtimes, balance, chosen: from.isEmpty ? [:] : ["from": from], shifts: Array(around),
                    typed: typed,
                    refusal: refusal))
        }
    }

    private func page(
        _ context: SignedIn, typed: [String: Typed] = [:], refusal: HTML? = nil
    ) async throws -> HTML {
        let viewer = context.viewer
        let id: Overtime.ID = try context.identifier()
        return try await desk.read(context) { [desk] tx, actor in
            let overtime = try tx.overtimes.open(id, by: actor)
            let ground = try tx.absenceGround(of: overtime.unit)
            let names = try tx.names(of: Set([overtime.staff] + [overtime.decision?.by].compactMap(\.self)))
            let balance = try Self.balance(of: overtime.staff, month: overtime.day, tx, on: ground)
            let t = viewer.language
            return desk.frame(
                viewer, actor, title: "\(t(.overtimeForm)) \(overtime.number)", section: .overtime,
                trail: [Trail(t(.overtimeTitle), url: "/overtime")]
            ).page(
                content: OvertimePages(viewer: viewer, names: names).one(
                    overtime, balance: balance, mayDecide: tx.overtimes.mayDecide(overtime, actor, on: ground),
                    isMine: overtime.staff == actor.staff.id, typed: typed, refusal: refusal))
        }
    }

    private func act(
        _ address: String, _ routes: RouterGroup<SignedIn>,
        _ read: @escaping @Sendable (FormData) throws -> @Sendable (Transaction, Overtime.ID, Actor) throws -> Void
    ) {
        routes.post("/overtime/:id/\(address)") { [self] _, context -> Response in
            let id: Overtime.ID = try context.identifier()
            return try await context.answer {
                let act = try read(context.form)
                try await desk.act(context) { tx, actor in try act(tx, id, actor) }
                return "/overtime/\(id.rawValue)"
            } orShow: {
                try await page(context, typed: [address: $0], refusal: $1)
            }
        }
    }
}
