import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// GET  /quick-texts                          all that one may use, to be looked through and changed
/// GET  /quick-texts/choices                  what answers to what is typed in the composer, filled from the case
/// POST /quick-texts                          a new one
/// POST /quick-texts/{id}, /{id}/deletion     changed, deleted
/// POST /quick-texts/uses                     one was put into a text
/// POST /cases/{id}/draft/quick-text          the same without script: it stands in the composer
struct QuickTextRoutes {
    let desk: Workplace

    private static let longestWish = 60

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/quick-texts") { [self] _, context in try await page(context) }
        routes.get("/quick-texts/choices", use: choices)
        routes.post("/quick-texts", use: add)
        routes.post("/quick-texts/uses") { [self] _, context in
            let key = try form(context.form.required("key", max: 120))
            try await desk.act(context) { tx, actor in try tx.quickTexts.use(key, by: actor) }
            return Response(status: .noContent)
        }
        routes.post("/quick-texts/:id", use: change)
        routes.post("/quick-texts/:id/deletion") { [self] _, context in
            let id: QuickText.ID = try context.identifier()
            try await desk.act(context) { tx, actor in try tx.quickTexts.delete(id, by: actor) }
            return context.seeOther("/quick-texts", notice: context.viewer.language(.quickDeleted))
        }
        routes.post("/cases/:id/draft/quick-text", use: insert)
    }

    @Sendable func choices(_ request: Request, _ context: SignedIn) async throws -> Response {
        let typed = String(context.query.text("q").prefix(Self.longestWish))
        let id = context.query.text("case")
        return try await desk.read(context) { tx, actor in
            let all = try tx.quickTexts.choices(on: id.isEmpty ? nil : Case.ID(id), for: actor)
            return QuickTextPages(viewer: context.viewer).options(QuickChoice.chosen(all, for: typed)).response()
        }
    }

    @Sendable func add(_ request: Request, _ context: SignedIn) async throws -> Response {
        try await save(context, as: "new") { title, text in
            let isShared = context.form.text("share") != ""
            return { tx, actor in
                _ = try tx.quickTexts.add(
                    title, text, sharedWith: isShared ? actor.mainHolding?.unit : nil, by: actor)
            }
        }
    }

    @Sendable func change(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: QuickText.ID = try context.identifier()
        return try await save(context, as: id.rawValue) { title, text in
            let base = try form(context.form.integer("version", in: 1...Int.max))
            return { tx, actor in
                try tx.quickTexts.change(id, title: title, text: text, from: base, by: actor)
            }
        }
    }

    @Sendable func insert(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Case.ID = try context.identifier()
        let key = try form(context.form.required("key", max: 120))
        try await desk.act(context) { tx, actor in
            guard let choice = try tx.quickTexts.choices(on: id, for: actor).first(where: { $0.key == key }) else {
                throw NotFound()
            }
            let draft = try tx.cases.parts(of: id).draft(of: actor.staff.id)
            let text = [draft?.text, choice.text].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: "\n")
            try tx.cases.keepDraft(id, text, as: draft?.kind ?? .reply, by: actor)
            try tx.quickTexts.count(useOf: key, by: actor.staff.id)
        }
        return context.seeOther(
            "\(context.address(of: id))#composer", notice: context.viewer.language(.quickInserted))
    }

    private func save(
        _ context: SignedIn, as name: String,
        _ read: (String, String) throws -> @Sendable (Transaction, Actor) throws -> Void
    ) async throws -> Response {
        do {
            let (title, text) = try QuickTextForms.text(context.form, in: context.viewer.language)
            let act = try read(title, text)
            try await desk.act(context, act)
            return context.seeOther("/quick-texts", notice: context.viewer.language(.quickSaved))
        } catch let invalid as Invalid {
            return context.invalid(try await page(context, typed: [name: Typed(context.form, invalid)]))
        } catch let refusal as QuickText.Refusal {
            let page = try await page(
                context, typed: [name: Typed(context.form)],
                refusal: RefusalPart(refusal, in: context.viewer.language).html)
            return page.response(status: refusal.status)
        }
    }

    private func page(_ context: SignedIn, typed: [String: Typed] = [:], refusal: HTML? = nil) async throws -> HTML {
        let viewer = context.viewer
        let find = String(context.query.text("q").prefix(Self.longestWish))
        let id = context.query.text("case")
        return try await desk.read(context) { tx, actor in
            let t = viewer.language
            let record = id.isEmpty ? nil : Case.ID(id)
            let all = try tx.quickTexts.choices(on: record, for: actor)
            let texts = try tx.quickTexts.seen(by: actor)
            let unit = try actor.mainHolding.flatMap { holding -> Choice? in
                guard actor.may(.reassignCase, in: holding.unit, isOwn: false) else { return nil }
                return Choice(holding.unit.rawValue, try tx.units.require(holding.unit).name)
            }
            let pages = QuickTextPages(
                viewer: viewer, texts: Dictionary(texts.map { ($0.id, $0) }) { first, _ in first },
                changeable: Set(texts.filter { tx.quickTexts.mayChange($0, actor) }.map(\.id)), unit: unit,
                record: record, typed: typed, refusal: refusal)
            return desk.frame(
                viewer, actor, title: t(.quickTitle), section: .cases, trail: [Trail(t(.casesTitle), url: "/cases")],
                lead: "\(t(.quickLead))"
            ).page(content: pages.page(find.isEmpty ? all : QuickChoice.chosen(all, for: find), find: find))
        }
    }
}
