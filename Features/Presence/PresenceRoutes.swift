import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// GET  /duty             who is on duty; POST starts one's own
/// POST /duty/leave · /duty/return
/// GET  /duty/ending      what falls due before one is back; POST goes home
/// POST /duty/correction  a supervisor says that somebody is, or is not
struct PresenceRoutes {
    let desk: Workplace

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/duty") { _, context in try await page(context).response() }
        routes.post("/duty") { _, context in
            try await doing(context, .dutyBegun) { tx, actor in try tx.presence.begin(by: actor) }
        }
        routes.post("/duty/leave") { _, context in
            try await doing(context, .dutyLeft) { tx, actor in try tx.presence.leave(by: actor) }
        }
        routes.post("/duty/return") { _, context in
            try await doing(context, .dutyBack) { tx, actor in try tx.presence.comeBack(by: actor) }
        }
        routes.get("/duty/ending") { _, context in try await endingPage(context).response() }
        routes.post("/duty/ending", use: end)
        routes.post("/duty/correction", use: correct)
    }

    private func doing(
        _ context: SignedIn, _ done: Word, _ body: @Sendable @escaping (Transaction, Actor) throws -> Void
    ) async throws -> Response {
        do {
            try await desk.act(context, body)
            return context.seeOther(safeReturn(context.form.text("next")), notice: context.viewer.language(done))
        } catch let refusal as Presence.Refusal {
            let said = RefusalPart(refusal, in: context.viewer.language).content
            return try await page(context, refusal: said).response(status: refusal.status)
        }
    }

    @Sendable private func end(_ request: Request, _ context: SignedIn) async throws -> Response {
        let typed = context.form
        do {
            let (reason, known) = try form(typed.optional("reason", max: 400), typed.optional("known", max: 1000))
            try await desk.act(context) { tx, actor in
                let promises = try tx.presence.promises(of: actor.staff.id, before: tx.now + Presences.untilBack)
                var receivers: [Case.ID: Staff.ID] = [:]
                for promise in promises {
                    let chosen = String(typed.text("to-\(promise.record)").prefix(64))
                    if !chosen.isEmpty { receivers[promise.record] = Staff.ID(chosen) }
                }
                var messages: [Message.ID: Staff.ID] = [:]
                for message in try tx.messages.waiting(for: actor.staff.id) {
                    let chosen = String(typed.text("message-\(message.id)").prefix(64))
                    if !chosen.isEmpty { messages[message.id] = Staff.ID(chosen) }
                }
                guard receivers.isEmpty || reason != nil else { throw Presence.Refusal.promisesOpen(promises.count) }
                try tx.presence.end(
                    handing: receivers, messages: messages, because: reason ?? "", known: known ?? reason ?? "",
                    by: actor)
            }
            return context.seeOther("/", notice: context.viewer.language(.dutyEnded))
        } catch let invalid as Invalid {
            return context.invalid(try await endingPage(context, Typed(typed, invalid)))
        } catch let refusal as any Explainable where refusal.status != .notFound {
            let said = RefusalPart(refusal, in: context.viewer.language).content
            return try await endingPage(context, Typed(typed), refusal: said).response(status: refusal.status)
        }
    }

    @Sendable private func correct(_ request: Request, _ context: SignedIn) async throws -> Response {
        let typed = context.form
        do {
            let (person, duty, reason) = try form(
                typed.identifier("staff", of: Staff.self), typed.choice("duty", of: Duty.self), typed.required("reason")
            )
            try await desk.act(context) { tx, actor in
                try tx.presence.correct(person, isOnDuty: duty == .on, because: reason, by: actor)
            }
            return context.seeOther("/duty", notice: context.viewer.language(.dutyCorrected))
        } catch let invalid as Invalid {
            return context.invalid(try await page(context, Typed(typed, invalid)))
        } catch let refusal as Presence.Refusal {
            let said = RefusalPart(refusal, in: context.viewer.language).content
            return try await page(context, Typed(typed), refusal: said).response(status: refusal.status)
        }
    }

    private enum Duty: String, Sendable {
        case on, off
    }

    private func page(_ context: SignedIn, _ typed: Typed = .blank, refusal: HTML? = nil) async throws -> HTML {
        let viewer = context.viewer
        return try await desk.read(context) { [desk] tx, actor in
            let people = try tx.presence.standing(in: Self.seen(by: actor))
            let pages = PresencePages(viewer: viewer, own: try tx.presence.standing(of: actor.staff.id))
            let content = pages.page(
                people, units: try tx.unitNames(of: Set(people.map(\.presence.unit))),
                names: try tx.names(of: Set(people.compactMap(\.presence.enteredBy))),
                loads: try tx.assignments.loads(of: people.map(\.staff)),
                colleagues: try correctable(tx, actor), typed: typed, refusal: refusal)
            return desk.frame(viewer, actor, title: viewer.language(.dutyTitle), section: .myDay).page(content: content)
        }
    }

    /// Whose duty one sees: that of the units whose cases one may read, and of one's own unit.
    static func seen(by actor: Actor) -> UnitReach {
        switch actor.units(permitting: .readCase) {
        case .all: .all
        case .some(let units): .some(units)
        case .own, .nothing: .some(actor.holdings.map(\.unit).uniqued() + [""])
        }
    }

    private func correctable(_ tx: Transaction, _ actor: Actor) throws -> [(id: Staff.ID, name: String)] {
        var seen: Set<Staff.ID> = [actor.staff.id]
        return try tx.units(for: actor, permitting: .reassignCase).prefix(20).flatMap { try tx.colleagues(of: $0.id) }
            .filter { seen.insert($0.id).inserted }
    }

    private func endingPage(_ context: SignedIn, _ typed: Typed = .blank, refusal: HTML? = nil) async throws -> HTML {
        let viewer = context.viewer
        return try await desk.read(context) { [desk] tx, actor in
            let own = try tx.presence.standing(of: actor.staff.id)
            let promises = try tx.presence.promises(of: actor.staff.id, before: tx.now + Presences.untilBack)
            let onDuty = try tx.presence.standing(in: .all).filter(\.presence.isHere).map(\.staff)
            let messages = try tx.messages.waiting(for: actor.staff.id)
            let unit = promises.first?.unit ?? messages.first?.unit
            let receivers = try unit.map { try tx.colleagues(of: $0) } ?? []
            let t = viewer.language
            return desk.frame(
                viewer, actor, title: t(.dutyEnd), section: .myDay, trail: [Trail(t(.dutyTitle), url: "/duty")]
            ).page(
                content: PresencePages(viewer: viewer, own: own)
                    .ending(
                        promises, messages,
                        receivers: receivers.filter { onDuty.contains($0.id) && $0.id != actor.staff.id }, typed: typed,
                        refusal: refusal))
        }
    }
}
