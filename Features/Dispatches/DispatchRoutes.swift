import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// GET  /dispatches                 what I was told, what I gave, and the form; POST gives
/// GET  /dispatches/log             a unit's day, for whoever leads it
/// GET  /dispatches/:id             one; POST …/acknowledgement, …/report, …/refusal, …/withdrawal
struct DispatchRoutes {
    let desk: Workplace

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/dispatches") { [self] _, context in try await mine(context) }
        routes.post("/dispatches", use: give)
        routes.get("/dispatches/log", use: log)
        routes.get("/dispatches/:id") { [self] _, context in try await page(context) }
        act("acknowledgement", routes) { _ in { tx, id, actor in try tx.dispatches.acknowledge(id, by: actor) } }
        act("report", routes) { typed in
            let result = try form(typed.optional("result", max: 500))
            return { tx, id, actor in try tx.dispatches.report(id, saying: result ?? "", by: actor) }
        }
        act("refusal", routes) { typed in
            let reason = try form(typed.required("reason", max: 500))
            return { tx, id, actor in try tx.dispatches.refuse(id, because: reason, by: actor) }
        }
        act("withdrawal", routes) { typed in
            let reason = try form(typed.required("reason", max: 500))
            return { tx, id, actor in try tx.dispatches.withdraw(id, because: reason, by: actor) }
        }
    }

    @Sendable private func give(_ request: Request, _ context: SignedIn) async throws -> Response {
        let t = context.viewer.language
        do {
            let (recipient, text, wanted) = try form(
                context.form.value("recipient", or: t(.dispatchBadRecipient)) { Dispatch.Recipient(code: $0) },
                context.form.required("text", max: 500), context.form.localTime("wanted"))
            let given = try await desk.act(context) { tx, actor in
                try tx.dispatches.give(Dispatch.Plan(text: text, wantedBy: wanted), to: recipient, by: actor)
            }
            return context.seeOther("/dispatches", notice: t(.dispatchGivenDone, String(given.count)))
        } catch let invalid as Invalid {
            return context.invalid(try await mine(context, typed: Typed(context.form, invalid)))
        } catch let refusal as any Explainable {
            return try await mine(context, typed: Typed(context.form), refusal: RefusalPart(refusal, in: t).content)
                .response(status: refusal.status)
        }
    }

    private func mine(_ context: SignedIn, typed: Typed? = nil, refusal: HTML? = nil) async throws -> HTML {
        let viewer = context.viewer
        let again = context.query.text("again")
        return try await desk.read(context) { [desk] tx, actor in
            let (open, told) = (try tx.dispatches.open(of: actor.staff.id), try tx.dispatches.told(actor.staff.id))
            let given = try tx.dispatches.given(by: actor.staff.id)
            let choices = try tx.dispatches.choices(for: actor)
            let earlier = again.isEmpty ? nil : try tx.dispatches.open(Dispatch.ID(again), by: actor)
            let names = try tx.names(of: Set((open + told + given).flatMap { [$0.giver, $0.staff] }))
            let t = viewer.language
            return desk.frame(
                viewer, actor, title: t(.dispatchTitle), section: .dispatches, lead: "\(t(.dispatchLead))",
                acts: actor.holds(.giveDispatch) ? linkButton(t(.dispatchLog), url: "/dispatches/log") : nil
            ).page(
                content: DispatchPages(viewer: viewer, names: names).mine(
                    open: open, past: told.filter { !$0.state.isOpen }, given: given, choices: choices,
                    typed: typed ?? Self.fresh(earlier, viewer), refusal: refusal))
        }
    }

    /// Half an hour from now, and the text of the one that is given anew.
    private static func fresh(_ earlier: Dispatch?, _ viewer: Viewer) -> Typed {
        let (day, time, _) = (viewer.now + .minutes(30)).local(viewer.zone)
        return Typed(["text": earlier?.plan.text ?? "", "wanted": "\(day)T\(time)"])
    }

    private func page(
        _ context: SignedIn, typed: [String: Typed] = [:], refusal: HTML? = nil
    ) async throws -> HTML {
        let viewer = context.viewer
        let id: Dispatch.ID = try context.identifier()
        return try await desk.read(context) { [desk] tx, actor in
            let dispatch = try tx.dispatches.open(id, by: actor)
            let names = try tx.names(of: [dispatch.giver, dispatch.staff])
            let group = try dispatch.group.flatMap { try tx.shiftGroups.find($0)?.name } ?? ""
            let t = viewer.language
            return desk.frame(
                viewer, actor, title: "\(t(.dispatchForm)) \(dispatch.number)", section: .dispatches,
                trail: [Trail(t(.dispatchTitle), url: "/dispatches")]
            ).page(
                content: DispatchPages(viewer: viewer, names: names).one(
                    dispatch, group: group, mayGive: actor.may(.giveDispatch, in: dispatch.unit, isOwn: false),
                    typed: typed, refusal: refusal))
        }
    }

    @Sendable private func log(_ request: Request, _ context: SignedIn) async throws -> HTML {
        let viewer = context.viewer
        let asked = context.query.text("unit")
        let query = context.query
        let day = Day(iso: context.query.text("day"))
        return try await desk.read(context) { [desk] tx, actor in
            let log = try tx.dispatches.log(of: asked.isEmpty ? nil : Unit.ID(asked), on: day, for: actor)
            let names = try tx.names(of: Set(log.dispatches.flatMap { [$0.giver, $0.staff] }))
            let t = viewer.language
            return desk.frame(
                viewer, actor, title: t(.dispatchLog), section: .dispatches,
                trail: [Trail(t(.dispatchTitle), url: "/dispatches")],
                acts: """
                    \(exportButton("dispatches", query, for: actor, in: t))\
                    <button type="button" class="btn btn-usual screen-only" data-behaviour="print">\
                    \(Icon("printer").html) \(t(.paperPrint))</button>
                    """
            ).page(
                content: DispatchLogPages(
                    unit: log.unit, units: log.units, day: log.day, dispatches: log.dispatches, names: names,
                    viewer: viewer
                ).page)
        }
    }

    private func act(
        _ address: String, _ routes: RouterGroup<SignedIn>,
        _ read: @escaping @Sendable (FormData) throws -> @Sendable (Transaction, Dispatch.ID, Actor) throws -> Void
    ) {
        routes.post("/dispatches/:id/\(address)") { [self] _, context -> Response in
            let id: Dispatch.ID = try context.identifier()
            return try await context.answer {
                let act = try read(context.form)
                try await desk.act(context) { tx, actor in try act(tx, id, actor) }
                return "/dispatches"
            } orShow: {
                try await page(context, typed: [address: $0], refusal: $1)
            }
        }
    }
}
