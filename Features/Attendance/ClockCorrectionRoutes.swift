import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// GET  /clock-corrections          my corrections, and the form for a new one; POST asks
/// GET  /clock-corrections/:id      one; POST …/approval, …/rejection, …/withdrawal; …/F-65 as a form
struct ClockCorrectionRoutes {
    let desk: Workplace

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/clock-corrections") { [self] _, context in
            try await mine(context, typed: Typed(context.query))
        }
        routes.post("/clock-corrections", use: ask)
        routes.get("/clock-corrections/:id") { [self] _, context in try await page(context) }
        act("approval", routes) { typed in
            let opinion = try form(typed.required("opinion"))
            return { tx, id, actor in try tx.clockCorrections.approve(id, saying: opinion, by: actor) }
        }
        act("rejection", routes) { typed in
            let opinion = try form(typed.required("opinion"))
            return { tx, id, actor in try tx.clockCorrections.reject(id, saying: opinion, by: actor) }
        }
        act("withdrawal", routes) { _ in { tx, id, actor in try tx.clockCorrections.withdraw(id, by: actor) } }
        RecordFormRoutes(
            desk: desk, prefix: "/clock-corrections", code: "F-65", section: .attendance, title: .correctionTitle
        ) { tx, id, actor, viewer in
            let correction = try tx.clockCorrections.open(ClockCorrection.ID(id), by: actor)
            let names = try tx.names(of: Set([correction.staff] + [correction.decision?.by].compactMap(\.self)))
            let head = try tx.formHead(of: correction.unit, for: actor, in: viewer.zone, viewer.language)
            return RecordFormRoutes.Form(
                paper: ClockCorrectionPaper(correction: correction, names: names, head: head).paper,
                subject: correction.subject, unit: correction.unit)
        }.add(to: routes)
    }

    @Sendable private func ask(_ request: Request, _ context: SignedIn) async throws -> Response {
        try await context.answer {
            let typed = context.form
            let (kind, at, reason, proof) = try form(
                typed.choice("kind", of: ClockKind.self), typed.localTime("at"), typed.required("reason", max: 500),
                typed.optional("proof"))
            guard kind != .unknown else { throw NotFound() }
            let plan = ClockCorrection.Plan(kind: kind, at: at, reason: reason, proof: proof ?? "")
            let correction = try await desk.act(context) { tx, actor in try tx.clockCorrections.ask(plan, by: actor) }
            return "/clock-corrections/\(correction.id)"
        } orShow: { typed, refusal in
            try await mine(context, typed: typed, refusal: refusal)
        }
    }

    private func mine(_ context: SignedIn, typed: Typed? = nil, refusal: HTML? = nil) async throws -> HTML {
        let viewer = context.viewer
        return try await desk.read(context) { [desk] tx, actor in
            guard let unit = actor.mainHolding?.unit else { throw NotFound() }
            let ground = try tx.absenceGround(of: unit)
            var used: (Int, Int)?
            var days = 7
            if case .clockCorrection(let count, let within)? = ground.gate(.clockCorrection)?.gate {
                used = (
                    try tx.clockCorrections.count(of: actor.staff.id, month: ground.zone.day(of: tx.now)), count
                )
                days = within
            }
            let t = viewer.language
            let corrections = try tx.clockCorrections.of(actor.staff.id)
            let past = try tx.shifts.of(actor.staff.id, between: (tx.now - .days(days))..<tx.now).suffix(3)
            let pages = ClockCorrectionPages(
                viewer: viewer, names: [:], promises: try tx.obligations.running(of: corrections.map(\.subject)))
            return desk.frame(
                viewer, actor, title: t(.correctionTitle), section: .attendance,
                trail: [Trail(t(.attendanceTitle), url: "/attendance")]
            ).page(
                content: pages.mine(
                    corrections, used: used, shifts: past.reversed(), typed: typed, refusal: refusal))
        }
    }

    private func page(
        _ context: SignedIn, typed: [String: Typed] = [:], refusal: HTML? = nil
    ) async throws -> HTML {
        let viewer = context.viewer
        let id: ClockCorrection.ID = try context.identifier()
        return try await desk.read(context) { [desk] tx, actor in
            let correction = try tx.clockCorrections.open(id, by: actor)
            let names = try tx.names(of: Set([correction.staff] + [correction.decision?.by].compactMap(\.self)))
            let zone = try tx.absenceGround(of: correction.unit).zone
            let start = zone.instant(correction.day, .midnight)
            let clocks = try tx.clockEvents.of(correction.staff, between: start..<(start + .hours(36)))
            let isMine = correction.staff == actor.staff.id
            let t = viewer.language
            return desk.frame(
                viewer, actor, title: "\(t(.correctionTitle)) \(correction.number)", section: .attendance,
                trail: [Trail(t(.correctionTitle), url: "/clock-corrections")]
            ).page(
                content: ClockCorrectionPages(viewer: viewer, names: names).one(
                    correction, clocks: clocks,
                    mayDecide: tx.clockCorrections.mayDecide(correction, actor),
                    isMine: isMine, typed: typed, refusal: refusal))
        }
    }

    private func act(
        _ address: String, _ routes: RouterGroup<SignedIn>,
        _ read:
            @escaping @Sendable (FormData) throws ->
            @Sendable (Transaction, ClockCorrection.ID, Actor) throws ->
            Void
    ) {
        routes.post("/clock-corrections/:id/\(address)") { [self] _, context -> Response in
            let id: ClockCorrection.ID = try context.identifier()
            return try await context.answer {
                let act = try read(context.form)
                try await desk.act(context) { tx, actor in try act(tx, id, actor) }
                return "/clock-corrections/\(id.rawValue)"
            } orShow: { typed, refusal in
                try await page(context, typed: [address: typed], refusal: refusal)
            }
        }
    }
}
