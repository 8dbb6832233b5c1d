import Database
import Handbook
import Hummingbird
import Kernel
import Press
import Web

/// GET  /shift-swaps                 the market, mine, what waits for me; POST asks
/// GET  /shift-swaps/new             the form; ?colleague= brings their shifts
/// GET  /shift-swaps/:id             one; POST …/acceptance, …/refusal, …/withdrawal, …/approval, …/rejection, …/briefing
///                                   …/return, …/waiver, …/waiver-consent, …/waiver-refusal
///                                   …/miss, …/statement, …/decision, …/appeal, …/acknowledgement
/// GET  /shift-swaps/:id/F-62        as it will lie on the printer; …/F-62.pdf as a file
struct ShiftSwapRoutes {
    let desk: Workplace
    let press = PaperPress()

    typealias Act = @Sendable (Transaction, ShiftSwap.ID, Actor) throws -> Void

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/shift-swaps", use: list)
        routes.get("/shift-swaps/new") { [self] _, context in try await new(context, Typed(context.query)) }
        routes.post("/shift-swaps", use: request)
        routes.get("/shift-swaps/:id") { [self] _, context in try await page(context) }
        routes.get("/shift-swaps/:id/F-62", use: preview)
        routes.get("/shift-swaps/:id/F-62.pdf", use: file)
        routes.post("/shift-swaps/:id/F-62/printing") { [desk] _, context in
            let id: ShiftSwap.ID = try context.identifier()
            try await desk.act(context) { tx, actor in try Self.notePrint(id, .print, tx, actor) }
            return Response(status: .noContent)
        }
        act("acceptance", routes) { typed in
            let back = try form(typed.optionalIdentifier("back", of: ShiftAssignment.self))
            return { tx, id, actor in try tx.shiftSwaps.accept(id, returning: back, by: actor) }
        }
        act("refusal", routes) { _ in { tx, id, actor in try tx.shiftSwaps.decline(id, by: actor) } }
        act("withdrawal", routes) { _ in { tx, id, actor in try tx.shiftSwaps.withdraw(id, by: actor) } }
        act("approval", routes) { typed in
            let opinion = try form(typed.required("opinion"))
            return { tx, id, actor in try tx.shiftSwaps.approve(id, saying: opinion, by: actor) }
        }
        act("rejection", routes) { typed in
            let opinion = try form(typed.required("opinion"))
            return { tx, id, actor in try tx.shiftSwaps.reject(id, saying: opinion, by: actor) }
        }
        act("briefing", routes) { _ in { tx, id, actor in try tx.shiftSwaps.brief(id, by: actor) } }
        act("return", routes) { typed in
            let (back, reason) = try form(
                typed.identifier("back", of: ShiftAssignment.self), typed.required("reason", max: 500))
            return { tx, id, actor in try tx.shiftSwaps.redate(id, to: back, because: reason, by: actor) }
        }
        act("waiver", routes) { typed in
            let reason = try form(typed.required("reason", max: 500))
            return { tx, id, actor in try tx.shiftSwaps.waive(id, because: reason, by: actor) }
        }
        for (address, agrees) in [("waiver-consent", true), ("waiver-refusal", false)] {
            act(address, routes) { _ in
                { tx, id, actor in try tx.shiftSwaps.answerWaiver(id, agreeing: agrees, by: actor) }
            }
        }
        act("miss", routes) { typed in
            let (leg, reason) = try form(
                typed.choice("leg", of: SwapLiability.Leg.self), typed.required("reason", max: 500))
            return { tx, id, actor in try tx.swapLiabilities.open(id, leg, because: reason, by: actor) }
        }
        act("statement", routes) { typed in
            let (leg, text) = try form(
                typed.choice("leg", of: SwapLiability.Leg.self), typed.required("text", max: 1000))
            return { tx, id, actor in try tx.swapLiabilities.state(Self.liability(id, leg, tx), text, by: actor) }
        }
        act("decision", routes) { typed in
            let (leg, share, reason) = try form(
                typed.choice("leg", of: SwapLiability.Leg.self), typed.integer("share", in: 0...100),
                typed.required("reason"))
            return { tx, id, actor in
                guard let shares = SwapLiability.Shares(initiator: share) else { throw NotFound() }
                try tx.swapLiabilities.decide(Self.liability(id, leg, tx), shares, because: reason, by: actor)
            }
        }
        act("appeal", routes) { typed in
            let (leg, text) = try form(
                typed.choice("leg", of: SwapLiability.Leg.self), typed.required("text", max: 1000))
            return { tx, id, actor in try tx.swapLiabilities.appeal(Self.liability(id, leg, tx), text, by: actor) }
        }
        act("acknowledgement", routes) { typed in
            let leg = try form(typed.choice("leg", of: SwapLiability.Leg.self))
            return { tx, id, actor in try tx.swapLiabilities.accept(Self.liability(id, leg, tx), by: actor) }
        }
    }

    private static func liability(
        _ id: ShiftSwap.ID, _ leg: SwapLiability.Leg, _ tx: Transaction
    ) throws -> SwapLiability.ID {
        guard let liability = try tx.swapLiabilities.of(id, leg) else { throw SwapLiability.Refusal.unknown }
        return liability.id
    }

    private static func notePrint(_ id: ShiftSwap.ID, _ format: PaperFormat, _ tx: Transaction, _ actor: Actor) throws {
        let swap = try tx.shiftSwaps.open(id, by: actor)
        try tx.record(
            .paperPrinted, about: swap.subject, in: swap.unit, by: actor.staff.id,
            details: ["text": "F-62 \(format.rawValue)"])
    }

    @Sendable func list(_ request: Request, _ context: SignedIn) async throws -> HTML {
        let viewer = context.viewer
        return try await desk.read(context) { [desk] tx, actor in
            guard let unit = actor.mainHolding?.unit else { throw NotFound() }
            let me = actor.staff.id
            let ground = try tx.absenceGround(of: unit)
            let units: [Unit.ID] =
                switch actor.units(permitting: .approveAbsence) {
                case .some(let some): some
                case .all: try tx.units.all().prefix(500).map(\.id)
                case .own, .nothing: []
                }
            let pending = try tx.shiftSwaps.pending(in: tx.workUnits(of: actor))
            let market = pending.filter { $0.state == .requested && $0.initiator != me && $0.counterpart == nil }
            let all = try tx.shiftSwaps.of(me)
            let asked = all.filter { $0.state == .requested && $0.counterpart == me }
            let mine = all.filter { $0.state != .requested || $0.counterpart != me }
            let decisions = try tx.approvals(of: actor).swaps
            let unreturned = try tx.shiftSwaps.unreturned(in: units)
            let tallies = try tx.shiftSwaps.tallies(in: units)
            let people = Set(
                (market + all + decisions + unreturned).flatMap(\.people) + tallies.flatMap(\.lines).map(\.staff))
            let month = String(ground.zone.day(of: tx.now).description.prefix(7))
            let t = viewer.language
            let pages = ShiftSwapPages(
                viewer: viewer, zone: viewer.zone, names: try tx.names(of: people),
                promises: try tx.obligations.running(
                    of: (market + all + decisions + unreturned).map(\.subject)),
                lapses: try tx.shiftSwaps.lapses(of: market + all))
            return desk.frame(
                viewer, actor, title: t(.swapTitle), section: .swaps, lead: "\(t(.swapLead))",
                acts: linkButton(t(.swapAsk), url: "/shift-swaps/new", .primary)
            ).page(
                content: HTML([
                    ShiftTabPages.html(.swaps, in: t),
                    pages.list(
                        asked: asked, market: market, mine: mine, decisions: decisions, unreturned: unreturned,
                        used: try tx.shiftSwaps.used(by: me, in: month, on: ground),
                        shares: try tx.swapLiabilities.shares(of: me)),
                    SwapTallyPages(
                        tallies: tallies, names: pages.names, units: try tx.unitNames(of: Set(tallies.map(\.unit))),
                        t: t
                    ).html,
                ]))
        }
    }

    private func new(_ context: SignedIn, _ typed: Typed, refusal: HTML? = nil) async throws -> HTML {
        let viewer = context.viewer
        return try await desk.read(context) { [desk] tx, actor in
            guard let unit = actor.mainHolding?.unit else { throw NotFound() }
            let t = viewer.language
            let colleague = typed["colleague"]
            // Of nobody else's days is anything said.
            let colleagues = try tx.colleagues(of: unit, limit: 300, withBeside: true)
            let backs =
                colleagues.contains { $0.id.rawValue == colleague }
                ? try tx.shiftSwaps.swappable(of: Staff.ID(colleague), in: nil) : []
            let pages = ShiftSwapPages(viewer: viewer, zone: viewer.zone, names: [:])
            return desk.frame(
                viewer, actor, title: t(.swapAsk), section: .swaps, trail: [Trail(t(.swapTitle), url: "/shift-swaps")]
            ).page(
                content: pages.new(
                    shifts: try tx.shiftSwaps.swappable(of: actor.staff.id, in: nil),
                    withheld: try tx.shiftSwaps.withheld(of: actor.staff.id),
                    colleagues: colleagues, backs: backs, typed: typed, refusal: refusal))
        }
    }

    @Sendable func request(_ request: Request, _ context: SignedIn) async throws -> Response {
        let typed = context.form
        if typed.text("act") == "pick" { return try await new(context, Typed(typed)).response() }
        return try await context.answer {
            let (shift, colleague, back, reason, text, briefing) = try form(
                typed.identifier("shift", of: ShiftAssignment.self),
                typed.optionalIdentifier("colleague", of: Staff.self),
                typed.optionalIdentifier("back", of: ShiftAssignment.self),
                typed.choice("reason", of: ShiftSwap.Reason.self), typed.required("text"),
                typed.required("briefing", max: 1000))
            let plan = SwapPlan(
                shift: shift, counterpart: colleague, back: back, reason: reason, text: text, briefing: briefing)
            let swap = try await desk.act(context) { tx, actor in try tx.shiftSwaps.request(plan, by: actor) }
            return "/shift-swaps/\(swap.id.rawValue)"
        } orShow: { typed, refusal in
            try await new(context, typed, refusal: refusal)
        }
    }

    private func page(
        _ context: SignedIn, typed: [String: Typed] = [:], refusal: HTML? = nil
    ) async throws -> HTML {
        let viewer = context.viewer
        let id: ShiftSwap.ID = try context.identifier()
        return try await desk.read(context) { [desk] tx, actor in
            let view = try tx.shiftSwaps.view(id, for: actor)
            let t = viewer.language
            let pages = ShiftSwapPages(viewer: viewer, zone: viewer.zone, names: try tx.names(of: view.people))
            return desk.frame(
                viewer, actor, title: "\(t(.swapTitle)) \(view.swap.number)", section: .swaps,
                trail: [Trail(t(.swapTitle), url: "/shift-swaps")]
            ).page(
                content: pages.one(
                    view, backs: try Self.backs(view, tx, actor), typed: typed, refusal: refusal))
        }
    }

    /// What can be worked in return: of an open request a shift of the reader's, of a return that is not on the roster any
    /// more one of the colleague's.
    private static func backs(_ view: ShiftSwapView, _ tx: Transaction, _ actor: Actor) throws -> [ShiftAssignment] {
        if view.swap.back == nil { return try tx.shiftSwaps.swappable(of: actor.staff.id, in: view.swap.unit) }
        guard view.isReturnOpen, view.mayDecide, let colleague = view.swap.counterpart else { return [] }
        return try tx.shiftSwaps.swappable(of: colleague, in: view.swap.unit)
    }

    @Sendable func preview(_ request: Request, _ context: SignedIn) async throws -> HTML {
        let id: ShiftSwap.ID = try context.identifier()
        let viewer = context.viewer
        return try await desk.read(context) { [desk] tx, actor in
            let paper = try Self.paper(id, tx, actor, viewer).paper
            return desk.frame(
                viewer, actor, title: paper.title, section: .swaps,
                trail: [
                    Trail(viewer.language(.swapTitle), url: "/shift-swaps"),
                    Trail(paper.number, url: "/shift-swaps/\(id)"),
                ]
            ).page(content: PaperPages(viewer: viewer).preview(paper, at: "/shift-swaps/\(id.rawValue)/F-62"))
        }
    }

    @Sendable func file(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: ShiftSwap.ID = try context.identifier()
        let viewer = context.viewer
        let paper = try await desk.act(context) { tx, actor in
            try Self.notePrint(id, .pdf, tx, actor)
            return try Self.paper(id, tx, actor, viewer)
        }
        return try await press.send(paper.paper, printedAt: viewer.now, context)
    }

    private static func paper(
        _ id: ShiftSwap.ID, _ tx: Transaction, _ actor: Actor, _ viewer: Viewer
    ) throws -> ShiftSwapPaper {
        let view = try tx.shiftSwaps.view(id, for: actor)
        let chain = try tx.units.chain(from: view.swap.unit)
        return view.paper(
            names: try tx.names(of: view.people), ground: try tx.absenceGround(of: view.swap.unit),
            organisation: (chain.first { $0.parent == nil } ?? chain.last)?.name ?? "", by: actor, at: tx.now,
            in: viewer.zone, viewer.language)
    }

    private func act(
        _ address: String, _ routes: RouterGroup<SignedIn>, _ read: @escaping @Sendable (FormData) throws -> Act
    ) {
        routes.post("/shift-swaps/:id/\(address)") { [self] _, context -> Response in
            let id: ShiftSwap.ID = try context.identifier()
            return try await context.answer {
                let act = try read(context.form)
                try await desk.act(context) { tx, actor in try act(tx, id, actor) }
                return "/shift-swaps/\(id.rawValue)"
            } orShow: { typed, refusal in
                try await page(context, typed: [address: typed], refusal: refusal)
            }
        }
    }
}

extension ShiftSwapView {
    var people: Set<Staff.ID> {
        Set(
            swap.people
                + ([swap.decision?.by, swap.waiver?.by]
                + liabilities.flatMap { [$0.decision?.by, $0.final?.by, $0.appeal?.by] })
                .compactMap(\.self))
    }
}
