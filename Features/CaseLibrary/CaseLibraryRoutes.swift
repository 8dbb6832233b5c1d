import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// GET  /cases/library                    archived cases with symptom, solution, lesson
/// GET  /cases/quality /problems /unsolved
/// POST /quality-issues/:id/follow-up     what became of one
/// POST /problems/:id                     owner, measure, solved
struct CaseLibraryRoutes {
    let desk: Workplace

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/cases/library") { [self] _, context in try await page(.library, context) }
        routes.get("/cases/quality") { [self] _, context in try await page(.quality, context) }
        routes.get("/cases/problems") { [self] _, context in try await page(.problems, context) }
        routes.get("/cases/unsolved") { [self] _, context in try await page(.unsolved, context) }
        routes.post("/quality-issues/:id/follow-up") { [self] _, context -> Response in
            let id: QualityIssue.ID = try context.identifier()
            let (followUp, outcome) = try form(
                context.form.required("follow_up", max: 400), context.form.optional("outcome", max: 400))
            let seen = context.form.text("_seen")
            return try await kept(.quality, id.rawValue, context) { tx, actor in
                try tx.caseLibrary.follow(id, with: followUp, outcome: outcome ?? "", since: seen, by: actor)
            }
        }
        routes.post("/problems/:id") { [self] _, context -> Response in
            let id: Problem.ID = try context.identifier()
            let (owner, measure, isSolved) = try form(
                context.form.optionalIdentifier("owner", of: Staff.self),
                context.form.required("measure", max: 400), context.form.ticked("solved"))
            let seen = context.form.text("_seen")
            return try await kept(.problems, id.rawValue, context) { tx, actor in
                try tx.caseLibrary.follow(
                    id, owner: owner, measure: measure, isSolved: isSolved, since: seen, by: actor)
            }
        }
    }

    /// A change over a colleague's newer one comes back with both: theirs in the sentence, one's own in the form.
    private func kept(
        _ tab: CaseLibraryPages.Tab, _ id: String, _ context: SignedIn,
        _ act: @escaping @Sendable (Transaction, Actor) throws -> Void
    ) async throws -> Response {
        do {
            try await desk.act(context) { tx, actor in try act(tx, actor) }
            return context.seeOther("/cases/\(tab.rawValue)")
        } catch let overtaken as Overtaken {
            let refusal = RefusalPart(overtaken, in: context.viewer.language).html
            return try await page(tab, context, typed: [id: Typed(context.form)], refusal: refusal)
                .response(status: overtaken.status)
        }
    }

    private func page(
        _ tab: CaseLibraryPages.Tab, _ context: SignedIn, typed: [String: Typed] = [:], refusal: HTML? = nil
    ) async throws -> HTML {
        let viewer = context.viewer
        let query = context.query
        let paging = Paging(query)
        let text = String(query.text("q").prefix(60))
        return try await desk.read(context) { [desk] tx, actor in
            let reach = actor.units(permitting: .readCase)
            guard actor.holds(.readCase) else { throw NotFound() }
            func pages(_ people: Set<Staff.ID>, _ cases: Set<Case.ID>) throws -> CaseLibraryPages {
                CaseLibraryPages(
                    viewer: viewer, zone: viewer.zone, names: try tx.names(of: people),
                    numbers: try tx.cases.numbers(of: cases), covers: try tx.cases.covers(of: cases), paging: paging,
                    query: query, typed: typed)
            }
            let library = tx.caseLibrary
            let (limit, offset) = (paging.limit, paging.offset)
            let content: HTML
            switch tab {
            case .library:
                let (lines, total) = try library.lines(
                    containing: text, category: query.text("category"), within: reach, limit: limit, offset: offset)
                content = try pages([], []).library(
                    tx.cases.covered(lines), total: total, categories: try tx.categories(for: actor))
            case .quality:
                let (issues, total) = try library.issues(
                    containing: text, within: reach, limit: limit, offset: offset)
                content = try pages([], Set(issues.map(\.record))).quality(
                    issues, total: total, mayFollow: actor.holds(.investigateCase))
            case .problems:
                let (lines, total) = try library.problems(within: reach, limit: limit, offset: offset)
                let units = Set(lines.map(\.problem.unit))
                let colleagues = try units.first.map { try tx.colleagues(of: $0) } ?? []
                content = try pages(Set(lines.compactMap(\.problem.owner)), []).problems(
                    lines, total: total, mayFollow: actor.holds(.summariseCase),
                    colleagues: colleagues.map { CaseView.Colleague(id: $0.id, name: $0.name) })
            case .unsolved:
                let (lines, total) = try library.unsolved(
                    within: reach, for: actor.staff.id, limit: limit, offset: offset)
                content = try pages(Set(lines.compactMap(\.handler)), []).unsolved(
                    tx.cases.covered(lines), total: total)
            }
            let t = viewer.language
            return desk.frame(
                viewer, actor, title: t(tab.word), section: .library, trail: [Trail(t(.casesTitle), url: "/cases")],
                lead: tab == .library ? "\(t(.libraryLead))" : nil,
                acts: exportButton(tab.rawValue, query, for: actor, in: t)
            ).page(content: "\(refusal)\(content)", list: try pages([], []).tabs(tab))
        }
    }
}

extension CaseActRoutes {
    /// The acts on a case that the library remembers.
    func addLibrary(to routes: CaseActs) {
        post("studies", routes) { typed, _ in
            let (title, background, course, cause, solution, answer, metOn) = try form(
                typed.required("title", max: 80), typed.required("background", max: 2000),
                typed.required("course", max: 2000), typed.required("cause", max: 1000),
                typed.required("solution", max: 2000), typed.required("answer", max: 2000), typed.optionalDay("met_on"))
            let text = CaseStudy.Text(
                title: title, background: background, course: course, cause: cause, solution: solution,
                standardAnswer: answer, metOn: metOn)
            return { tx, id, actor in try tx.caseLibrary.write(text, of: id, by: actor) }
        }
        part("studies", "approval", routes) { part in
            { tx, _, actor in try tx.caseLibrary.approve(CaseStudy.ID(part), by: actor) }
        }
        post("quality-issues", routes) { typed, _ in
            let (product, batch, defect, store) = try form(
                typed.required("product", max: 80), typed.optional("batch", max: 40),
                typed.required("defect", max: 400), typed.optional("store", max: 80))
            let text = QualityIssue.Text(product: product, batch: batch ?? "", defect: defect, store: store ?? "")
            return { tx, id, actor in try tx.caseLibrary.note(text, of: id, by: actor) }
        }
        post("slips", routes) { typed, _ in
            let values = try form(
                typed.choice("kind", of: Slip.Kind.self), typed.required("department", max: 40),
                typed.identifier("receiver", of: Staff.self), typed.required("matter", max: 1000),
                typed.choice("level", of: Severity.self), typed.localTime("need_by"))
            let order = SlipOrder(
                kind: values.0, department: values.1, receiver: values.2, matter: values.3, level: values.4,
                needBy: values.5)
            return { tx, id, actor in try tx.slips.send(order, on: id, by: actor) }
        }
    }
}

extension Transaction {
    /// The categories of the handbook that a person works under.
    fileprivate func categories(for actor: Actor) throws -> [String] {
        guard let unit = actor.holdings.first?.unit, let code = try? units.handbookCode(of: unit),
            let version = try handbooks.inForce(code, at: now)
        else { return [] }
        return try handbooks.handbook(of: version).categories
    }
}
