import Database
import Handbook
import Hummingbird
import Kernel
import Press
import Web

/// GET  /leave                   my leave, and the form for a new one; POST asks
/// POST /leave/draft             kept and not sent; …/draft/removal discards it
/// GET  /leave/annual            annual leave of the people whose personnel I keep; POST grants
/// GET  /leave/:id               one leave; POST …/approval, …/rejection, …/withdrawal, …/return; by whoever is named to
///                               stand in …/consent, …/refusal
/// GET  /leave/:id/F-61          as it will lie on the printer; …/F-61.pdf as a file
struct LeaveRoutes {
    let desk: Workplace
    let press = PaperPress()

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/leave") { [self] _, context in try await mine(context) }
        routes.post("/leave", use: ask)
        routes.post("/leave/draft/removal") { [desk] _, context in
            try await desk.act(context) { tx, actor in try tx.leaveDrafts.discard(of: actor.staff.id) }
            return context.seeOther("/leave")
        }
        LeaveProofRoutes(desk: desk) { [self] context, problems in
            try await page(context, refusal: problems)
        }.add(to: routes)
        AnnualLeaveRoutes(desk: desk).add(to: routes)
        routes.get("/leave/:id") { [self] _, context in try await page(context) }
        routes.get("/leave/:id/F-61", use: preview)
        routes.get("/leave/:id/F-61.pdf", use: file)
        routes.post("/leave/:id/F-61/printing") { [desk] _, context in
            let id: Leave.ID = try context.identifier()
            try await desk.act(context) { tx, actor in try tx.leaves.notePrint(id, as: .print, by: actor) }
            return Response(status: .noContent)
        }
        act("approval", routes) { typed in
            let opinion = try form(typed.required("opinion"))
            return { tx, id, actor in try tx.leaves.approve(id, saying: opinion, by: actor) }
        }
        act("rejection", routes) { typed in
            let opinion = try form(typed.required("opinion"))
            return { tx, id, actor in try tx.leaves.reject(id, saying: opinion, by: actor) }
        }
        act("consent", routes) { _ in { tx, id, actor in try tx.leaves.answer(.agreed, to: id, by: actor) } }
        act("refusal", routes) { _ in { tx, id, actor in try tx.leaves.answer(.declined, to: id, by: actor) } }
        act("withdrawal", routes) { _ in { tx, id, actor in try tx.leaves.withdraw(id, by: actor) } }
        act("return", routes) { typed in
            let proof: String? = try form(typed.optional("proof"))
            return { tx, id, actor in try tx.leaves.reportBack(id, proof: proof ?? "", by: actor) }
        }
    }

    private static func plan(_ typed: FormData, in t: Language) throws(Invalid) -> Leave.Plan {
        let (type, from, to, reason, proof, substitute) = try form(
            typed.required("type", max: 40), typed.localTime("from"), typed.localTime("to"),
            typed.required("reason", max: 500), typed.optional("proof"),
            typed.optionalIdentifier("substitute", of: Staff.self))
        guard from < to else { throw Invalid(["to": t(.leaveBackwards)]) }
        return Leave.Plan(type: type, hours: from..<to, reason: reason, proof: proof ?? "", substitute: substitute)
    }

    /// What is there already, however little; a date that cannot be read is told all the same.
    private static func draft(_ typed: FormData) throws(Invalid) -> LeaveDraft {
        let (type, from, to, reason, proof, substitute) = try form(
            typed.optional("type", max: 40), typed.optionalLocalTime("from"), typed.optionalLocalTime("to"),
            typed.optional("reason", max: 500), typed.optional("proof"),
            typed.optionalIdentifier("substitute", of: Staff.self))
        return LeaveDraft(
            type: type ?? "", from: from, to: to, reason: reason ?? "", proof: proof ?? "", substitute: substitute)
    }

    private func keepDraft(_ context: SignedIn) async throws -> Response {
        let draft = try Self.draft(context.form)
        try await desk.act(context) { tx, actor in
            if let substitute = draft.substitute, try tx.staff.find(substitute) == nil {
                throw Leave.Refusal.noColleague
            }
            try tx.leaveDrafts.keep(draft, of: actor.staff.id)
        }
        return context.seeOther("/leave")
    }

    @Sendable func ask(_ request: Request, _ context: SignedIn) async throws -> Response {
        do {
            if context.form.text("act") == "draft" { return try await keepDraft(context) }
            let plan = try Self.plan(context.form, in: context.viewer.language)
            do {
                let leave = try await desk.act(context) { tx, actor in try tx.leaves.ask(plan, by: actor) }
                return context.seeOther("/leave/\(leave.id.rawValue)")
            } catch let refusal as GateRefusal {
                let offer = try await desk.read(context) { tx, actor in try tx.leaves.offer(instead: plan, by: actor) }
                let part = RefusalPart(refusal, in: context.viewer.language)
                return try await mine(context, typed: Typed(context.form), offer: offer, refusal: part.content)
                    .response(status: refusal.status)
            }
        } catch let invalid as Invalid {
            return context.invalid(try await mine(context, typed: Typed(context.form, invalid)))
        } catch let refusal as any Explainable {
            let part = RefusalPart(refusal, in: context.viewer.language)
            return try await mine(context, typed: Typed(context.form), refusal: part.content)
                .response(status: refusal.status)
        }
    }

    private func mine(
        _ context: SignedIn, typed: Typed? = nil, offer: LeaveType? = nil, refusal: HTML? = nil
    ) async throws -> HTML {
        let viewer = context.viewer
        return try await desk.read(context) { [desk] tx, actor in
            guard let unit = actor.mainHolding?.unit else { throw NotFound() }
            let ground = try tx.absenceGround(of: unit)
            let leaves = try tx.leaves.of(actor.staff.id)
            let t = viewer.language
            let left = try tx.annualLeaves.assessed(of: actor.staff.id, year: ground.zone.day(of: tx.now).year)
            let pages = LeavePages(
                viewer: viewer, zone: viewer.zone, handbook: ground.handbook, names: [:],
                promises: try tx.obligations.running(of: leaves.map(\.subject)))
            let chosen = ["from", "to"].map { ($0, context.query.text($0)) }.filter { !$0.1.isEmpty }
            let ahead = try tx.shifts.of(actor.staff.id, between: tx.now..<(tx.now + .days(21))).prefix(4)
            let decisions = linkButton(t(.approvalsTitle), url: "/approvals")
            let annual = linkButton(t(.leaveAnnual), url: "/leave/annual")
            return desk.frame(
                viewer, actor, title: t(.leaveTitle), section: .leave, lead: "\(t(.leaveLead))",
                acts: """
                    \(actor.holds(.approveAbsence) ? decisions : .empty) \(actor.holds(.manageStaff) ? annual : .empty)
                    """
            ).page(
                content: HTML([
                    ShiftTabPages.html(.leave, in: t),
                    pages.mine(
                        leaves, left: left, colleagues: try tx.colleagues(of: unit, limit: 300, withBeside: true),
                        typed: typed, draft: try tx.leaveDrafts.of(actor.staff.id),
                        chosen: Dictionary(chosen) { $1 }, shifts: Array(ahead), offer: offer, refusal: refusal),
                ]))
        }
    }

    private func page(
        _ context: SignedIn, typed: [String: Typed] = [:], refusal: HTML? = nil
    ) async throws -> HTML {
        let viewer = context.viewer
        let id: Leave.ID = try context.identifier()
        return try await desk.read(context) { [desk] tx, actor in
            let leave = try tx.leaves.open(id, by: actor)
            let ground = try tx.absenceGround(of: leave.unit)
            let people = [leave.staff] + [leave.plan.substitute, leave.decision?.by].compactMap(\.self)
            let isMine = leave.staff == actor.staff.id
            let t = viewer.language
            let pages = LeavePages(
                viewer: viewer, zone: viewer.zone, handbook: ground.handbook, names: try tx.names(of: Set(people)))
            return desk.frame(
                viewer, actor, title: "\(t(.leaveForm)) \(leave.number)", section: .leave,
                trail: [Trail(t(.leaveTitle), url: "/leave")]
            ).page(
                content: pages.one(
                    leave, coverage: leave.state == .submitted ? try tx.leaves.coverage(of: leave) : [],
                    mayDecide: try tx.leaves.mayDecide(leave, actor, on: ground),
                    isMine: isMine, mayRead: tx.leaves.mayRead(leave, actor),
                    proofs: try tx.leaves.proofs(of: leave, for: actor), typed: typed, refusal: refusal)
            )
        }
    }

    @Sendable func preview(_ request: Request, _ context: SignedIn) async throws -> HTML {
        let id: Leave.ID = try context.identifier()
        let viewer = context.viewer
        return try await desk.read(context) { [desk] tx, actor in
            let paper = try tx.leaves.paper(id, for: actor, in: viewer.zone, viewer.language).paper
            return desk.frame(
                viewer, actor, title: paper.title, section: .leave,
                trail: [Trail(viewer.language(.leaveTitle), url: "/leave"), Trail(paper.number, url: "/leave/\(id)")]
            ).page(content: PaperPages(viewer: viewer).preview(paper, at: "/leave/\(id.rawValue)/F-61"))
        }
    }

    @Sendable func file(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Leave.ID = try context.identifier()
        let viewer = context.viewer
        let paper = try await desk.act(context) { tx, actor in
            try tx.leaves.notePrint(id, as: .pdf, by: actor)
            return try tx.leaves.paper(id, for: actor, in: viewer.zone, viewer.language)
        }
        return try await press.send(paper.paper, printedAt: viewer.now, context)
    }

    private func act(
        _ address: String, _ routes: RouterGroup<SignedIn>,
        _ read: @escaping @Sendable (FormData) throws -> @Sendable (Transaction, Leave.ID, Actor) throws -> Void
    ) {
        routes.post("/leave/:id/\(address)") { [self] _, context -> Response in
            let id: Leave.ID = try context.identifier()
            return try await context.answer {
                let act = try read(context.form)
                try await desk.act(context) { tx, actor in try act(tx, id, actor) }
                return "/leave/\(id.rawValue)"
            } orShow: {
                try await page(context, typed: [address: $0], refusal: $1)
            }
        }
    }
}
