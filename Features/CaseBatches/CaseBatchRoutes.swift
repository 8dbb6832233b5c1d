import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// POST /case-batches/preview   what would become of each case; changes nothing
/// POST /case-batches           does it, each case for itself, and lists what became of it
struct CaseBatchRoutes {
    let desk: Workplace

    func add(to routes: RouterGroup<SignedIn>) {
        routes.post("/case-batches/preview", use: preview)
        routes.post("/case-batches", use: run)
    }

    @Sendable func preview(_ request: Request, _ context: SignedIn) async throws -> Response {
        let kind = try form(context.form.choice("act", of: CaseBatchAct.Kind.self))
        let ids = try await chosen(context)
        guard context.form.sent("asked") != nil else {
            return try await page(context, kind, ids, typed: .blank) { _, _ in .open }.response()
        }
        do {
            let act = try CaseBatchForms.act(kind, context.form)
            let t = context.viewer.language
            // A rehearsal writes and undoes what it wrote, so it needs a transaction that may write.
            let outcomes = try await desk.act(context) { tx, actor in
                try ids.map { id in
                    try tx.cases.rehearse(act, on: id, by: actor).map { Self.refused($0, t) } ?? .will
                }
            }
            let found = Dictionary(zip(ids, outcomes)) { first, _ in first }
            return try await page(context, kind, ids, typed: Typed(context.form), isReady: true) { id, _ in
                found[id] ?? .open
            }.response()
        } catch let invalid as Invalid {
            return context.invalid(
                try await page(context, kind, ids, typed: Typed(context.form, invalid)) { _, _ in .open })
        }
    }

    @Sendable func run(_ request: Request, _ context: SignedIn) async throws -> Response {
        let kind = try form(context.form.choice("act", of: CaseBatchAct.Kind.self))
        let act = try CaseBatchForms.act(kind, context.form)
        let ids = try await chosen(context)
        let t = context.viewer.language
        var outcomes: [Case.ID: CaseBatchLine.Outcome] = [:]
        // One transaction each: what one case refuses, the others do not feel, and nobody waits for all of them.
        for id in ids {
            do {
                try await desk.act(context) { tx, actor in try tx.cases.perform(act, on: id, by: actor) }
                outcomes[id] = .done
            } catch {
                outcomes[id] = Self.refused(error, t)
            }
        }
        return try await page(context, kind, ids, typed: .blank, isOver: true) { [outcomes] id, _ in
            outcomes[id] ?? .open
        }.response()
    }

    private static func refused(_ error: any Error, _ t: Language) -> CaseBatchLine.Outcome {
        guard let refusal = error as? any Explainable else { return .refused(t(.batchFault), nil) }
        return .refused(refusal.sentence(in: t), refusal.clause)
    }

    /// The ticked cases, or those of the filter, up to the bound; each once.
    private func chosen(_ context: SignedIn) async throws -> [Case.ID] {
        if context.form.sent("all") != nil {
            let filter = CaseFilter(address: context.form.text("query"))
            let zone = context.viewer.zone
            return try await desk.read(context) { tx, actor in
                try tx.caseLists.page(filter, for: CaseReader(actor, in: zone), limit: CaseBatchAct.most).map(\.id)
            }
        }
        var seen: Set<String> = []
        let ids = context.form.all("id").filter { !$0.isEmpty && $0.count <= 64 && seen.insert($0).inserted }
        return ids.prefix(CaseBatchAct.most).map { Case.ID($0) }
    }

    private func page(
        _ context: SignedIn, _ kind: CaseBatchAct.Kind, _ ids: [Case.ID], typed: Typed, isReady: Bool = false,
        isOver: Bool = false, _ outcome: @Sendable @escaping (Case.ID, CaseLine) -> CaseBatchLine.Outcome
    ) async throws -> HTML {
        let viewer = context.viewer
        let query = CaseFilter(address: context.form.text("query")).query
        return try await desk.read(context) { tx, actor in
            let t = viewer.language
            // Who may not read a case is not told that it is there.
            let lines = try ids.compactMap { id -> CaseBatchLine? in
                guard let line = try tx.caseLists.line(id), let record = try tx.cases.find(id),
                    actor.may(.readCase, in: line.unit, isOwn: record.concerns(actor.staff.id))
                else { return nil }
                return CaseBatchLine(id: id, number: line.number, subject: line.subject, outcome: outcome(id, line))
            }
            let names = try tx.filterNames(CaseFilter(), for: actor)
            let pages = CaseBatchPages(
                kind: kind, lines: lines, typed: typed, query: query, colleagues: names.colleagues,
                categories: names.categories, viewer: viewer)
            return desk.frame(
                viewer, actor, title: "\(t(.batchTitle)) · \(t(kind.word))", section: .cases,
                trail: [Trail(t(.casesTitle), url: "/cases?\(query)")]
            ).page(content: isOver ? pages.result : pages.preview(isReady: isReady))
        }
    }
}
