import Database
import Handbook
import Hummingbird
import Kernel
import Press
import Web

/// GET  /slips                  what is open, and how departments keep to it
/// GET  /slips/:id              one slip
/// GET  /slips/:id/F-134        as it will lie on the printer; …/F-134.pdf as a file; POST …/F-134/printing notes the print
/// POST /slips/:id/acceptance   and the other acts
struct SlipRoutes {
    let desk: Workplace
    let press = PaperPress()

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/slips", use: list)
        routes.get("/slips/:id") { [self] _, context in try await page(context) }
        routes.get("/slips/:id/F-134", use: preview)
        routes.get("/slips/:id/F-134.pdf", use: file)
        routes.post("/slips/:id/F-134/printing") { [desk] _, context in
            let id: Slip.ID = try context.identifier()
            try await desk.act(context) { tx, actor in try tx.slips.notePrint(id, as: .print, by: actor) }
            return Response(status: .noContent)
        }
        for entry in acts { act(entry, routes) }
    }

    /// Every act with its address and its form: the page and the interface for programs offer the same.
    var acts: [SlipActEntry] {
        [
            SlipActEntry("acceptance") { typed in
                let (person, due) = try form(typed.identifier("person", of: Staff.self), typed.localTime("due"))
                return { tx, id, actor in try tx.slips.accept(id, naming: person, until: due, by: actor) }
            },
            SlipActEntry("refusal") { typed in
                let reason = try form(typed.required("reason"))
                return { tx, id, actor in try tx.slips.decline(id, because: reason, by: actor) }
            },
            SlipActEntry("completion") { typed in
                let reply = try form(typed.required("reply", max: 1000))
                return { tx, id, actor in try tx.slips.finish(id, saying: reply, by: actor) }
            },
            SlipActEntry("urging") { _ in { tx, id, actor in try tx.slips.urge(id, by: actor) } },
            SlipActEntry("verification") { _ in { tx, id, actor in try tx.slips.verify(id, by: actor) } },
            SlipActEntry("return") { typed in
                let (reason, due) = try form(typed.required("reason"), typed.localTime("due"))
                return { tx, id, actor in try tx.slips.sendBack(id, until: due, because: reason, by: actor) }
            },
        ]
    }

    @Sendable func list(_ request: Request, _ context: SignedIn) async throws -> HTML {
        let viewer = context.viewer
        let query = context.query
        let paging = Paging(query)
        return try await desk.read(context) { [desk] tx, actor in
            let reach = actor.units(permitting: .readCase)
            let (slips, total) = try tx.slips.open(
                within: reach, for: actor.staff.id, limit: paging.limit, offset: paging.offset)
            let standings = try tx.slips.standings(since: tx.now - .days(30), within: reach, for: actor.staff.id)
            let t = viewer.language
            let pages = try tx.slipPages(slips, viewer)
            return desk.frame(
                viewer, actor, title: t(.slipsTitle), section: .slips, trail: [Trail(t(.casesTitle), url: "/cases")],
                lead: "\(t(.slipsLead))", acts: exportButton("slips", query, for: actor, in: t)
            ).page(content: pages.list(slips, total: total, standings: standings, paging: paging, query: query))
        }
    }

    @Sendable func preview(_ request: Request, _ context: SignedIn) async throws -> HTML {
        let id: Slip.ID = try context.identifier()
        let viewer = context.viewer
        return try await desk.read(context) { [desk] tx, actor in
            let paper = try tx.slips.paper(id, for: actor, in: viewer.zone, viewer.language).paper
            return desk.frame(
                viewer, actor, title: paper.title, section: .slips,
                trail: [Trail(viewer.language(.slipsTitle), url: "/slips"), Trail(paper.number, url: "/slips/\(id)")]
            ).page(content: PaperPages(viewer: viewer).preview(paper, at: "/slips/\(id.rawValue)/F-134"))
        }
    }

    @Sendable func file(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Slip.ID = try context.identifier()
        let viewer = context.viewer
        let paper = try await desk.act(context) { tx, actor in
            try tx.slips.notePrint(id, as: .pdf, by: actor)
            return try tx.slips.paper(id, for: actor, in: viewer.zone, viewer.language)
        }
        return try await press.send(paper.paper, printedAt: viewer.now, context)
    }

    private func page(
        _ context: SignedIn, typed: [String: Typed] = [:], refusal: HTML? = nil
    ) async throws -> HTML {
        let viewer = context.viewer
        let id: Slip.ID = try context.identifier()
        return try await desk.read(context) { [desk] tx, actor in
            let (slip, work) = try tx.slips.view(id, for: actor)
            let record = work.file.record
            let mayRead = actor.may(.readCase, in: record.unit, isOwn: record.concerns(actor.staff.id))
            let colleagues = try tx.colleagues(of: slip.unit).map { CaseView.Colleague(id: $0.id, name: $0.name) }
            let t = viewer.language
            let pages = try tx.slipPages([slip], viewer)
            return desk.frame(
                viewer, actor, title: t(slip.kind.word), section: .slips,
                trail: [Trail(t(.slipsTitle), url: "/slips")]
            ).page(
                content: pages.one(
                    slip, mayRead: mayRead, mayAsk: tx.slips.mayAsk(slip, of: record, actor), colleagues: colleagues,
                    typed: typed, refusal: refusal))
        }
    }

    private func act(_ entry: SlipActEntry, _ routes: RouterGroup<SignedIn>) {
        routes.post("/slips/:id/\(entry.address)") { [self] _, context -> Response in
            let id: Slip.ID = try context.identifier()
            do {
                let act = try entry.read(context.form)
                let seen = context.form.text("_seen")
                let t = context.viewer.language
                try await desk.act(context) { tx, actor in
                    try tx.slips.refuseIfOvertaken(id, since: seen, in: t, by: actor)
                    try act(tx, id, actor)
                }
                return context.seeOther("/slips/\(id.rawValue)")
            } catch let invalid as Invalid {
                return context.invalid(
                    try await page(context, typed: [entry.address: Typed(context.form, invalid)]))
            } catch let refusal as any Explainable {
                let part = RefusalPart(refusal, in: context.viewer.language)
                return try await page(context, typed: [entry.address: Typed(context.form)], refusal: part.content)
                    .response(status: refusal.status)
            }
        }
    }
}

/// One act on a slip: its address below the slip, and how its form is read into something to be done.
struct SlipActEntry: Sendable {
    typealias Act = @Sendable (Transaction, Slip.ID, Actor) throws -> Void

    let address: String
    let read: @Sendable (FormData) throws -> Act

    init(_ address: String, _ read: @escaping @Sendable (FormData) throws -> Act) {
        self.address = address
        self.read = read
    }
}

extension Transaction {
    fileprivate func slipPages(_ slips: [Slip], _ viewer: Viewer) throws -> SlipPages {
        let people = slips.flatMap { [$0.sentBy, $0.receiver, $0.person, $0.verifiedBy].compactMap(\.self) }
        return SlipPages(
            viewer: viewer, zone: viewer.zone, names: try names(of: Set(people)),
            numbers: try cases.numbers(of: Set(slips.map(\.record))), covers: try cases.covers(of: slips.map(\.record)))
    }
}
