import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// `/handbook`: the document, its editions, its readers.
struct HandbookRoutes: Sendable {
    let desk: Workplace

    /// People listed by name; of a department with more, the newest edition is read by its own units first.
    static let mostReaders = 1000

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/handbook") { _, context in try await inForce(context) }
        routes.get("/handbook/editions") { _, context in try await editions(context) }
        routes.get("/handbook/compare") { _, context in try await compare(context) }
        routes.get("/handbook/:id") { _, context in try await edition(context) }
        routes.get("/handbook/:id/draft") { _, context in try await draft(context) }
        routes.post("/handbook/:id/draft") { _, context in try await saveDraft(context) }
        routes.post("/handbook/:id/issuance") { _, context in try await issue(context) }
        routes.post("/handbook/:id/acknowledgement") { _, context in try await acknowledge(context) }
        routes.get("/handbook/:id/readers") { _, context in try await readers(context) }
        routes.post("/handbook/:id/review") { _, context in try await review(context) }
    }

    /// The handbook of the reader's unit, or the one asked for by its code.
    private func inForce(_ context: SignedIn) async throws -> Response {
        let wanted = context.query.text("code")
        return try await desk.readAtLength(context) { [desk] tx, actor in
            let code = try wanted.isEmpty ? tx.handbooks.code(for: actor) : wanted
            guard let version = try tx.handbooks.inForce(code, at: tx.now) else {
                let t = context.viewer.language
                return desk.frame(context.viewer, actor, title: t(.handbookTitle), section: .handbook)
                    .page(content: EmptyState(icon: "book", t(.handbookNone)).html).response()
            }
            return try page(version, context, tx, actor)
        }
    }

    private func edition(_ context: SignedIn) async throws -> Response {
        let id: HandbookVersion.ID = try context.identifier()
        return try await desk.readAtLength(context) { tx, actor in
            guard let version = try tx.handbooks.find(id) else { throw NotFound() }
            return try page(version, context, tx, actor)
        }
    }

    private func page(
        _ version: HandbookVersion, _ context: SignedIn, _ tx: Transaction, _ actor: Actor
    ) throws -> Response {
        let pages = HandbookPages(viewer: context.viewer, view: try tx.handbooks.view(of: version, for: actor))
        return desk.frame(
            context.viewer, actor, title: version.title, section: .handbook, lead: pages.lead, acts: pages.acts
        ).page(content: pages.document, list: pages.contents, side: pages.side).response()
    }

    private func editions(_ context: SignedIn) async throws -> Response {
        let wanted = context.query.text("code")
        return try await desk.readAtLength(context) { [desk] tx, actor in
            let t = context.viewer.language
            guard let code = try wanted.isEmpty ? tx.handbooks.code(for: actor) : wanted else { throw NotFound() }
            let seesDrafts =
                try tx.handbooks.may(actor, .draftHandbook, over: code)
                || tx.handbooks.may(actor, .issueHandbook, over: code)
            let editions = try tx.handbooks.editions(of: code).filter { $0.isIssued || seesDrafts }
            guard let first = editions.first else { throw NotFound() }
            let content = try editionPages(context, tx, first, people: editions.compactMap(\.author))
                .list(editions, inForce: tx.handbooks.inForce(code, at: tx.now))
            return desk.frame(
                context.viewer, actor, title: t(.editionsTitle, first.title), section: .handbook, trail: trail(t)
            ).page(content: content).response()
        }
    }

    private func compare(_ context: SignedIn) async throws -> Response {
        let from = HandbookVersion.ID(context.query.text("from"))
        let to = HandbookVersion.ID(context.query.text("to"))
        return try await desk.readAtLength(context) { [desk] tx, actor in
            let t = context.viewer.language
            guard let old = try tx.handbooks.find(from), let new = try tx.handbooks.find(to) else { throw NotFound() }
            guard old.code == new.code else { throw HandbookVersion.Refusal.otherHandbook(new.code) }
            let texts = try [old, new].map { try tx.handbooks.handbook(of: $0, seenBy: actor) }
            return desk.frame(
                context.viewer, actor, title: t(.compareTitle, old.version, new.version), section: .handbook,
                trail: trail(t) + [Trail(new.title, url: "/handbook/editions?code=\(new.code)")]
            ).page(
                content: HandbookComparisonPages(old: texts[0], new: texts[1], language: t).html
            ).response()
        }
    }

    private func draft(_ context: SignedIn) async throws -> Response {
        try await draftPage(context, text: nil, problems: [])
    }

    private func draftPage(_ context: SignedIn, text: String?, problems: [PackProblem]) async throws -> Response {
        let id: HandbookVersion.ID = try context.identifier()
        return try await desk.readAtLength(context) { [desk] tx, actor in
            let t = context.viewer.language
            guard let version = try tx.handbooks.find(id) else { throw NotFound() }
            try tx.handbooks.authorize(actor, .draftHandbook, over: version.code)
            let texts = try tx.handbooks.texts(of: version)
            let own = texts.last
            let content = try editionPages(context, tx, version, people: []).draft(
                from: version, lineage: try tx.handbooks.handbook(of: version).lineage, text: text ?? own?.text ?? "",
                problems: problems.map {
                    DraftProblem(file: $0.file, line: $0.line, sentence: $0.sentence, isOwn: $0.file == own?.file)
                })
            let page = desk.frame(
                context.viewer, actor, title: t(.draftTitle, version.title), section: .handbook, trail: trail(t)
            ).page(content: content)
            return problems.isEmpty ? page.response() : context.invalid(page)
        }
    }

    private func saveDraft(_ context: SignedIn) async throws -> Response {
        let id: HandbookVersion.ID = try context.identifier()
        let text = try HandbookForms.text(context.form, in: context.viewer.language)
        do {
            let draft = try await desk.act(context) { tx, actor in try tx.handbooks.draft(text, from: id, by: actor) }
            return context.seeOther("/handbook/\(draft.id)", notice: context.viewer.language(.draftSaved))
        } catch let problems as PackProblems {
            return try await draftPage(context, text: text, problems: problems.problems)
        }
    }

    private func issue(_ context: SignedIn) async throws -> Response {
        let id: HandbookVersion.ID = try context.identifier()
        try await desk.act(context) { tx, actor in try tx.handbooks.issue(id, by: actor) }
        return context.seeOther("/handbook/\(id)", notice: context.viewer.language(.issueDone))
    }

    private func acknowledge(_ context: SignedIn) async throws -> Response {
        let id: HandbookVersion.ID = try context.identifier()
        try await desk.act(context) { tx, actor in try tx.handbooks.acknowledge(id, by: actor) }
        return context.seeOther("/handbook/\(id)", notice: context.viewer.language(.readDone))
    }

    private func review(_ context: SignedIn) async throws -> Response {
        let id: HandbookVersion.ID = try context.identifier()
        let reason = try HandbookForms.reason(context.form)
        try await desk.act(context) { tx, actor in
            try tx.handbooks.review(id, needsNoChangeBecause: reason, by: actor)
        }
        return context.seeOther("/handbook/\(id)", notice: context.viewer.language(.reviewDone))
    }

    private func readers(_ context: SignedIn) async throws -> Response {
        let id: HandbookVersion.ID = try context.identifier()
        return try await desk.readAtLength(context) { [desk] tx, actor in
            let t = context.viewer.language
            guard let version = try tx.handbooks.find(id), version.isIssued else { throw NotFound() }
            try tx.handbooks.authorize(actor, .issueHandbook, over: version.code)
            let readers = try tx.handbooks.notYetRead(version, limit: Self.mostReaders)
            let owed = try tx.handbooks.open(.acknowledgeHandbook, on: version).compactMap { obligation in
                obligation.owedByStaff.map { ($0, obligation) }
            }
            let units = try tx.units.all().map { ($0.id, $0.name) }
            let content = try editionPages(context, tx, version, people: readers.map(\.staff)).readers(
                readers, owed: Dictionary(owed) { first, _ in first }, units: Dictionary(units) { first, _ in first })
            let lead = t(
                .readersLead, version.title, version.version, "\(readers.count)",
                "\(try tx.acknowledgements.of(version.id).count)")
            return desk.frame(
                context.viewer, actor, title: t(.readers), section: .handbook,
                trail: trail(t) + [Trail(version.title, url: "/handbook/\(id)")], lead: "\(lead)"
            ).page(content: content).response()
        }
    }

    private func editionPages(
        _ context: SignedIn, _ tx: Transaction, _ version: HandbookVersion, people: [Staff.ID]
    ) throws -> HandbookEditionPages {
        HandbookEditionPages(
            viewer: context.viewer, zone: Zone(try tx.handbooks.handbook(of: version).calendar.zone) ?? .shanghai,
            names: try tx.staff.find(people).mapValues(\.name))
    }

    private func trail(_ t: Language) -> [Trail] { [Trail(t(.handbookTitle), url: "/handbook")] }
}

extension HandbookVersion {
    /// Whoever wrote or issued it, as far as it was a person.
    fileprivate var author: Staff.ID? {
        switch state {
        case .draft(let author): author
        case .issued(let issuer, _): issuer
        }
    }
}

extension HandbookVersion.Refusal: Explainable {
    var status: HTTPResponse.Status { .conflict }

    func sentence(in t: Language) -> String {
        switch self {
        case .alreadyIssued: t(.versionAlreadyIssued)
        case .effectiveInThePast(let at): t(.versionPast, Zone.shanghai.day(of: at).longText(in: t))
        case .ownDraft: t(.issueNotOwn)
        case .versionTaken(let version): t(.versionTaken, version)
        case .otherHandbook(let code): t(.versionOther, code)
        case .notIssued: t(.versionNotIssued)
        }
    }
}
