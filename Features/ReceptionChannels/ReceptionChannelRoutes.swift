import Database
import Handbook
import Hummingbird
import Kernel
import Press
import Web

/// GET  /reception-channels            the register; /new and POST enter one
/// GET  /reception-channels/{id}       one channel with its week; POST changes it
/// POST /reception-channels/{id}/slots · slots/{slot}/handover · slots/{slot}/release
/// POST /reception-channels/{id}/verification · closing · reopening
/// GET  /forms/F-54                    the table of named holders; …/F-54.pdf as a file
struct ReceptionChannelRoutes {
    let desk: Workplace
    let press = PaperPress()

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/reception-channels") { _, context in try await list(context) }
        routes.get("/reception-channels/new") { _, context in try await new(context, .blank, nil) }
        routes.post("/reception-channels", use: enter)
        routes.get("/reception-channels/:id") { _, context in try await show(context) }
        act("", form: "change", .receptionSaved, routes) { typed, t, _ in
            let plan = try ReceptionChannelForms.plan(typed, in: t)
            return { tx, id, actor in try tx.receptionChannels.change(id, plan, by: actor) }
        }
        act("/slots", form: "slots", .receptionArranged, routes) { typed, t, _ in
            let (hours, holder, backup) = try ReceptionChannelForms.slot(typed, in: t)
            return { tx, id, actor in
                try tx.receptionChannels.arrange(hours, holder: holder, backup: backup, on: id, by: actor)
            }
        }
        act("/slots/:part/handover", form: "slot", .receptionHandedOver, routes) { typed, _, part in
            let (holder, backup, reason) = try ReceptionChannelForms.handover(typed)
            return { tx, id, actor in
                try tx.receptionChannels.handOver(
                    ReceptionSlot.ID(part), of: id, to: holder, backup: backup, because: reason, by: actor)
            }
        }
        act("/slots/:part/release", form: "release", .receptionReleased, routes) { typed, _, part in
            let reason = try form(typed.required("reason"))
            return { tx, id, actor in
                try tx.receptionChannels.release(ReceptionSlot.ID(part), of: id, because: reason, by: actor)
            }
        }
        act("/verification", form: "verification", .receptionVerified, routes) { _, _, _ in
            { tx, id, actor in try tx.receptionChannels.verify(id, by: actor) }
        }
        act("/closing", form: "closing", .receptionClosedDone, routes) { typed, _, _ in
            let reason = try form(typed.required("reason"))
            return { tx, id, actor in try tx.receptionChannels.close(id, because: reason, by: actor) }
        }
        act("/reopening", form: "reopening", .receptionReopened, routes) { _, _, _ in
            { tx, id, actor in try tx.receptionChannels.reopen(id, by: actor) }
        }
        routes.get("/forms/F-54", use: table)
        routes.get("/forms/F-54.pdf", use: tableFile)
        routes.post("/forms/F-54/printing") { _, context in
            try await desk.act(context) { tx, actor in try tx.receptionChannels.notePrint(.print, by: actor) }
            return Response(status: .noContent)
        }
    }

    private func list(_ context: SignedIn) async throws -> HTML {
        let viewer = context.viewer
        return try await desk.read(context) { [desk] tx, actor in
            let channels = try tx.receptionChannels.list(in: try tx.receptionReach(of: actor))
            let views = try tx.receptionChannels.views(of: channels, in: viewer.zone)
            let t = viewer.language
            let mayEnter = actor.holds(.reassignCase)
            let acts: HTML = """
                \(linkButton(t(.paperPrint), url: "/forms/F-54", .quiet))\
                \(mayEnter ? linkButton(t(.receptionNew), url: "/reception-channels/new", .primary, shortcut: "n") : nil)
                """
            return desk.frame(
                viewer, actor, title: t(.receptionTitle), section: .contacts,
                trail: [Trail(t(.contactsTitle), url: "/contacts")], lead: "\(t(.receptionLead))", acts: acts
            ).page(
                content: ReceptionChannelPages(viewer: viewer, names: try tx.names(of: views.people))
                    .list(views, mayEnter: mayEnter))
        }
    }

    private func new(_ context: SignedIn, _ typed: Typed, _ refusal: HTML?) async throws -> HTML {
        let viewer = context.viewer
        return try await desk.read(context) { [desk] tx, actor in
            let units = try tx.units(for: actor, permitting: .reassignCase)
            guard !units.isEmpty else { throw NotAllowed(permission: .reassignCase, isElsewhere: false) }
            let t = viewer.language
            let pages = ReceptionChannelPages(viewer: viewer, names: [:])
            let usual = Typed(["kind": ReceptionChannel.Kind.hotline.rawValue])
            let form = pages.form(
                to: "/reception-channels", typed.contains("kind") || typed.contains("name") ? typed : usual, units)
            return desk.frame(
                viewer, actor, title: t(.receptionNew), section: .contacts,
                trail: [Trail(t(.receptionTitle), url: "/reception-channels")]
            ).page(content: "\(refusal)\(form)")
        }
    }

    @Sendable private func enter(_ request: Request, _ context: SignedIn) async throws -> Response {
        do {
            let plan = try ReceptionChannelForms.plan(context.form, in: context.viewer.language)
            let channel = try await desk.act(context) { tx, actor in
                try tx.receptionChannels.enter(plan, by: actor)
            }
            return context.seeOther(
                "/reception-channels/\(channel.id)", notice: context.viewer.language(.receptionSaved))
        } catch let invalid as Invalid {
            return context.invalid(try await new(context, Typed(context.form, invalid), nil))
        } catch let refusal as ReceptionChannel.Refusal {
            let said = RefusalPart(refusal, in: context.viewer.language).html
            return try await new(context, Typed(context.form), said).response(status: refusal.status)
        }
    }

    private func show(
        _ context: SignedIn, typed: [String: Typed] = [:], refusal: HTML? = nil
    ) async throws -> HTML {
        let viewer = context.viewer
        let id: ReceptionChannel.ID = try context.identifier()
        return try await desk.read(context) { [desk] tx, actor in
            let channel = try tx.receptionChannels.require(id, within: try tx.receptionReach(of: actor))
            guard let view = try tx.receptionChannels.views(of: [channel], in: viewer.zone).first else {
                throw ReceptionChannel.Refusal.unknown
            }
            let past = try tx.receptionChannels.past(of: id)
            let people = [view].people.union(past.flatMap { $0.people + [$0.ended?.by].compactMap(\.self) })
            let t = viewer.language
            let pages = ReceptionChannelPages(viewer: viewer, names: try tx.names(of: people))
            return desk.frame(
                viewer, actor, title: channel.facts.name, section: .contacts,
                trail: [
                    Trail(t(.contactsTitle), url: "/contacts"), Trail(t(.receptionTitle), url: "/reception-channels"),
                ], lead: "\(t(channel.facts.kind.word)) · \(channel.facts.address) · \(view.unit)"
            ).page(
                content: pages.one(
                    view, past: past, colleagues: try tx.colleagues(of: channel.unit, limit: 300),
                    mayKeep: actor.may(.reassignCase, in: channel.unit, isOwn: false),
                    units: [try tx.units.require(channel.unit)], typed: typed, refusal: refusal))
        }
    }

    @Sendable private func table(_ request: Request, _ context: SignedIn) async throws -> HTML {
        let viewer = context.viewer
        return try await desk.read(context) { [desk] tx, actor in
            let sheet = try tx.receptionChannels.table(for: actor, in: viewer.zone, viewer.language)
            let t = viewer.language
            return desk.frame(
                viewer, actor, title: t(.receptionTable), section: .contacts,
                trail: [Trail(t(.receptionTitle), url: "/reception-channels")]
            ).page(content: PaperPages(viewer: viewer).preview(sheet.paper, at: "/forms/F-54"))
        }
    }

    @Sendable private func tableFile(_ request: Request, _ context: SignedIn) async throws -> Response {
        let viewer = context.viewer
        let sheet = try await desk.act(context) { tx, actor in
            try tx.receptionChannels.notePrint(.pdf, by: actor)
            return try tx.receptionChannels.table(for: actor, in: viewer.zone, viewer.language)
        }
        let paper = sheet.paper
        let bytes = try await press.pdf(of: paper, created: sheet.printedAt.iso(in: viewer.zone))
        return context.download(
            bytes, named: "\(paper.form) \(paper.title) \(paper.number).pdf", type: "application/pdf")
    }

    private typealias Act = @Sendable (Transaction, ReceptionChannel.ID, Actor) throws -> Void

    private func act(
        _ address: String, form name: String, _ done: Word, _ routes: RouterGroup<SignedIn>,
        _ read: @Sendable @escaping (FormData, Language, String) throws -> Act
    ) {
        routes.post("/reception-channels/:id\(address)") { [self] _, context -> Response in
            let id: ReceptionChannel.ID = try context.identifier()
            let part = address.contains(":part") ? try context.path("part") : ""
            let form = part.isEmpty ? name : "\(name)-\(part)"
            do {
                let act = try read(context.form, context.viewer.language, part)
                try await desk.act(context) { tx, actor in try act(tx, id, actor) }
                return context.seeOther("/reception-channels/\(id)", notice: context.viewer.language(done))
            } catch let invalid as Invalid {
                return context.invalid(try await show(context, typed: [form: Typed(context.form, invalid)]))
            } catch let refusal as any Explainable where refusal.status != .notFound {
                let said = RefusalPart(refusal, in: context.viewer.language).content
                return try await show(context, typed: [form: Typed(context.form)], refusal: said)
                    .response(status: refusal.status)
            }
        }
    }
}

extension [ReceptionChannelView] {
    var people: Set<Staff.ID> {
        Set(flatMap { $0.slots.flatMap(\.people) + [$0.channel.verified?.by].compactMap(\.self) })
    }
}
