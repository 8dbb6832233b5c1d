import Database
import Handbook
import Hummingbird
import Kernel
import Press
import Web

/// GET  /digests                                  the list, POST begins one: unit, month
/// GET  /digests/day                              the summary of a day: ?unit=&day=
/// GET  /digests/{id}                             the table, POST writes problems and causes
/// GET  /digests/{id}/complaints                  what it counts: ?category=
/// POST /digests/day/receipt · /digests/week/receipt   whoever the handbook names has read it: unit, day or week
/// GET  /digests/week                             the ranking of a week: ?unit=&week=
/// POST /digests/{id}/countermeasures             text, owner, due; …/{part}/done · /effect · /dropping
/// GET  /countermeasures/{id}                     leads to its line under its digest
/// POST /digests/{id}/submission · /receipt
/// GET  /digests/{id}/F-11        as it will lie on the printer; …/F-11.pdf as a file; POST …/F-11/printing notes the print
struct DigestRoutes {
    let desk: Workplace
    let press = PaperPress()

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/digests", use: list)
        routes.post("/digests", use: begin)
        routes.get("/digests/day", use: day)
        routes.post("/digests/day/receipt", use: signDay)
        routes.get("/digests/week", use: week)
        routes.post("/digests/week/receipt", use: signWeek)
        routes.get("/countermeasures/:id") { [desk] _, context in
            let id: Countermeasure.ID = try context.identifier()
            let digest = try await desk.read(context) { tx, actor in try tx.countermeasures.require(id, by: actor).1 }
            return context.seeOther("/digests/\(digest.id.rawValue)#m-\(id.rawValue)")
        }
        routes.get("/digests/:id", use: show)
        routes.get("/digests/:id/complaints", use: complaints)
        routes.post("/digests/:id", use: write)
        routes.post("/digests/:id/countermeasures", use: plan)
        routes.post("/digests/:id/countermeasures/:part/done", use: finish)
        routes.post("/digests/:id/countermeasures/:part/effect", use: check)
        routes.post("/digests/:id/countermeasures/:part/dropping", use: drop)
        routes.post("/digests/:id/submission", use: submit)
        routes.post("/digests/:id/receipt", use: sign)
        routes.get("/digests/:id/F-11", use: preview)
        routes.get("/digests/:id/F-11.pdf") { [self] request, context in try await file(request, context) }
        routes.post("/digests/:id/F-11/printing") { [desk] _, context in
            let id: Digest.ID = try context.identifier()
            try await desk.act(context) { tx, actor in try tx.digests.notePrint(id, as: .print, by: actor) }
            return Response(status: .noContent)
        }
    }

    @Sendable func list(_ request: Request, _ context: SignedIn) async throws -> Response {
        // A clock leads here with its unit and month: straight to the table, where somebody has begun it.
        if let month = Digest.Month(context.query.text("month")) {
            let unit = Unit.ID(context.query.text("unit"))
            let known = try await desk.read(context) { tx, actor in
                actor.units(permitting: .readAdherence).contains(unit) ? try tx.digests.find(of: unit, month) : nil
            }
            if let known { return context.seeOther("/digests/\(known.id.rawValue)") }
        }
        return try await shelf(context, typed: .blank).response()
    }

    @Sendable func begin(_ request: Request, _ context: SignedIn) async throws -> Response {
        let t = context.viewer.language
        do {
            let (unit, month) = try DigestForms.begun(context.form, in: t)
            let digest = try await desk.act(context) { tx, actor in try tx.digests.begin(unit, month, by: actor) }
            return context.seeOther("/digests/\(digest.id.rawValue)")
        } catch let invalid as Invalid {
            return context.invalid(try await shelf(context, typed: Typed(context.form, invalid)))
        }
    }

    @Sendable func day(_ request: Request, _ context: SignedIn) async throws -> HTML {
        let viewer = context.viewer
        let unit = context.query.text("unit")
        let day = Day(iso: context.query.text("day"))
        return try await desk.readAtLength(context) { tx, actor in
            let page = DayDigestPages(
                view: try tx.dayDigests.view(unit.isEmpty ? nil : Unit.ID(unit), day, for: actor), viewer: viewer,
                types: try tx.caseTypeNames(for: actor))
            return frame(viewer, actor, viewer.language(.dayTitle), lead: page.lead).page(content: page.content)
        }
    }

    @Sendable func show(_ request: Request, _ context: SignedIn) async throws -> HTML { try await page(context) }

    @Sendable func complaints(_ request: Request, _ context: SignedIn) async throws -> HTML {
        let id: Digest.ID = try context.identifier()
        let viewer = context.viewer
        let typed = context.query
        let paging = Paging(typed)
        let category = typed.sent("category") == nil ? nil : String(typed.text("category").prefix(40))
        return try await desk.readAtLength(context) { tx, actor in
            let list = try tx.digests.complaints(
                id, of: category, for: actor, limit: paging.limit, offset: paging.offset)
            let page = FigureListPages(list: list, viewer: viewer)
            return frame(viewer, actor, viewer.language(.digestsTitle), lead: page.lead, above: true)
                .page(content: page.content(paging: paging, query: typed, path: "/digests/\(id.rawValue)/complaints"))
        }
    }

    @Sendable func write(_ request: Request, _ context: SignedIn) async throws -> Response {
        let typed = context.form
        return try await act(context, texts: true) {
            let texts = try DigestForms.texts(typed)
            return { tx, id, actor in
                try tx.digests.write(id, problems: texts.problems, causes: texts.causes, by: actor)
            }
        }
    }

    @Sendable func plan(_ request: Request, _ context: SignedIn) async throws -> Response {
        let typed = context.form
        return try await act(context) {
            let (text, owner, due) = try DigestForms.measure(typed)
            return { tx, id, actor in try tx.digests.plan(id, text: text, owner: owner, due: due, by: actor) }
        }
    }

    @Sendable func finish(_ request: Request, _ context: SignedIn) async throws -> Response {
        let part: Countermeasure.ID = try context.identifier("part")
        let typed = context.form
        return try await act(context, part: part) {
            let note = try DigestForms.note(typed)
            return { tx, _, actor in try tx.countermeasures.finish(part, note: note, by: actor) }
        }
    }

    @Sendable func check(_ request: Request, _ context: SignedIn) async throws -> Response {
        let part: Countermeasure.ID = try context.identifier("part")
        let typed = context.form
        return try await act(context, part: part) {
            let (worked, effect, again) = try DigestForms.effect(typed)
            return { tx, _, actor in
                try tx.countermeasures.check(part, worked: worked, effect: effect, again: again, by: actor)
            }
        }
    }

    @Sendable func drop(_ request: Request, _ context: SignedIn) async throws -> Response {
        let part: Countermeasure.ID = try context.identifier("part")
        let typed = context.form
        return try await act(context, part: part) {
            let reason = try DigestForms.reason(typed)
            return { tx, _, actor in try tx.countermeasures.drop(part, because: reason, by: actor) }
        }
    }

    @Sendable func signDay(_ request: Request, _ context: SignedIn) async throws -> Response {
        let unit = Unit.ID(context.form.text("unit"))
        guard let day = Day(iso: context.form.text("day")) else { throw NotFound() }
        try await desk.act(context) { tx, actor in try tx.digests.signDay(unit, day, by: actor) }
        return context.seeOther(
            "/digests/day?unit=\(unit.rawValue)&day=\(day)", notice: context.viewer.language(.digestSaved))
    }

    @Sendable func week(_ request: Request, _ context: SignedIn) async throws -> HTML {
        let viewer = context.viewer
        let unit = context.query.text("unit")
        let week = WeekDigest.Week(context.query.text("week"))
        return try await desk.read(context) { tx, actor in
            let page = WeekDigestPages(
                view: try tx.weekDigests.view(unit.isEmpty ? nil : Unit.ID(unit), week, for: actor), viewer: viewer)
            return frame(viewer, actor, viewer.language(.weekTitle), lead: page.lead).page(content: page.content)
        }
    }

    @Sendable func signWeek(_ request: Request, _ context: SignedIn) async throws -> Response {
        let unit = Unit.ID(context.form.text("unit"))
        guard let week = WeekDigest.Week(context.form.text("week")) else { throw NotFound() }
        try await desk.act(context) { tx, actor in try tx.digests.signWeek(unit, week, by: actor) }
        return context.seeOther(
            "/digests/week?unit=\(unit.rawValue)&week=\(week)", notice: context.viewer.language(.digestSaved))
    }

    @Sendable func submit(_ request: Request, _ context: SignedIn) async throws -> Response {
        try await act(context, notice: .digestDone) {
            { tx, id, actor in
                let unit = try tx.digests.read(id, by: actor).unit
                try tx.digests.submit(id, by: actor, in: tx.digests.zone(of: unit))
            }
        }
    }

    @Sendable func sign(_ request: Request, _ context: SignedIn) async throws -> Response {
        try await act(context) { { tx, id, actor in try tx.digests.sign(id, by: actor) } }
    }

    @Sendable func preview(_ request: Request, _ context: SignedIn) async throws -> HTML {
        let id: Digest.ID = try context.identifier()
        let viewer = context.viewer
        return try await desk.readAtLength(context) { tx, actor in
            let paper = try tx.digests.paper(id, for: actor, in: viewer.language).paper
            return frame(viewer, actor, viewer.language(.digestsTitle), above: true)
                .page(content: PaperPages(viewer: viewer).preview(paper, at: "/digests/\(id.rawValue)/F-11"))
        }
    }

    @Sendable func file(_ request: Request, _ context: some KnownContext) async throws -> Response {
        let id: Digest.ID = try context.identifier()
        let language = context.viewer.language
        let sheet = try await desk.act(context) { tx, actor in
            try tx.digests.notePrint(id, as: .pdf, by: actor)
            return try tx.digests.paper(id, for: actor, in: language)
        }
        return try await press.send(sheet.paper, printedAt: sheet.printedAt, context)
    }

    private typealias Act = @Sendable (Transaction, Digest.ID, Actor) throws -> Void

    private func act(
        _ context: SignedIn, texts: Bool = false, part: Countermeasure.ID? = nil, notice: Word = .digestSaved,
        _ read: () throws -> Act
    ) async throws -> Response {
        let id: Digest.ID = try context.identifier()
        do {
            let act = try read()
            try await desk.act(context) { tx, actor in try act(tx, id, actor) }
            return context.seeOther("/digests/\(id.rawValue)", notice: context.viewer.language(notice))
        } catch let invalid as Invalid {
            let typed = Typed(context.form, invalid)
            let page = try await page(
                context, typed: texts ? typed : .blank, measure: texts || part != nil ? .blank : typed,
                check: (part, part == nil ? .blank : typed))
            return context.invalid(page)
        } catch let refusal as any Explainable where refusal.status != .notFound {
            let remark = RefusalPart(refusal, in: context.viewer.language).html
            let typed = Typed(context.form)
            return try await page(
                context, typed: texts ? typed : .blank, measure: texts || part != nil ? .blank : typed,
                check: (part, part == nil ? .blank : typed), refusal: remark
            ).response(status: refusal.status)
        }
    }

    private func page(
        _ context: SignedIn, typed: Typed = .blank, measure: Typed = .blank,
        check: (id: Countermeasure.ID?, typed: Typed) = (nil, .blank), refusal: HTML? = nil
    ) async throws -> HTML {
        let id: Digest.ID = try context.identifier()
        let viewer = context.viewer
        return try await desk.readAtLength(context) { tx, actor in
            let page = DigestPages(
                view: try tx.digests.view(id, for: actor), viewer: viewer, typed: typed, measure: measure, check: check)
            return frame(viewer, actor, viewer.language(.digestsTitle), lead: page.lead, above: true)
                .page(content: "\(refusal)\(page.content)")
        }
    }

    private func shelf(_ context: SignedIn, typed: Typed) async throws -> HTML {
        let viewer = context.viewer
        let paging = Paging(context.query)
        let query = context.query
        return try await desk.readAtLength(context) { tx, actor in
            let shelf = try tx.digests.shelf(for: actor, limit: paging.limit, offset: paging.offset)
            let pages = DigestShelfPages(shelf: shelf, viewer: viewer, typed: typed)
            let t = viewer.language
            return frame(
                viewer, actor, t(.digestsTitle),
                acts: """
                    \(linkButton(t(.dayTitle), url: "/digests/day", .quiet))\
                    \(linkButton(t(.weekTitle), url: "/digests/week", .quiet))\
                    \(exportButton("digests", .empty, for: actor, in: t))
                    """
            ).page(content: pages.content(paging: paging, query: query))
        }
    }

    private func frame(
        _ viewer: Viewer, _ actor: Actor, _ title: String, lead: HTML? = nil, above: Bool = false,
        acts: HTML? = nil
    ) -> Frame {
        let t = viewer.language
        var trail = [Trail(t(.figuresTitle), url: "/reports")]
        if above { trail.append(Trail(t(.digestsTitle), url: "/digests")) }
        return desk.frame(viewer, actor, title: title, section: .figures, trail: trail, lead: lead, acts: acts)
    }
}
