import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// GET  /lines               the lines of one's units; /lines/new and POST /lines found one
/// GET  /lines/{id}          one of them; POST changes it
/// POST /lines/{id}/members  admits or changes a member; …/{staff}/removal
/// GET  /lines/report        taken, refused, reassigned per person; /lines/report/records the list behind a figure
/// POST /people/{id}/skills  and …/skills/removal
struct LineRoutes {
    let desk: Workplace

    /// Records behind one figure on one page.
    static let mostRecords = 500

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/lines") { _, context in try await list(context).response() }
        routes.get("/lines/new") { _, context in try await newForm(context).response() }
        routes.post("/lines", use: found)
        routes.get("/lines/report") { _, context in try await report(context) }
        routes.get("/lines/report/records") { _, context in try await records(context).response() }
        routes.get("/lines/:id") { _, context in try await show(context).response() }
        routes.post("/lines/:id", use: change)
        routes.post("/lines/:id/members", use: admit)
        routes.post("/lines/:id/members/:part/removal") { _, context in
            let staff = Staff.ID(try context.path("part"))
            let id: Line.ID = try context.identifier()
            try await desk.act(context) { tx, actor in try tx.lines.dismiss(staff, from: id, by: actor) }
            return context.seeOther("/lines/\(id)#members", notice: context.viewer.language(.lineMemberLeft))
        }
        routes.post("/people/:id/skills") { _, context in
            let id: Staff.ID = try context.identifier()
            let (skill, level) = try LineForms.skill(context.form)
            try await desk.act(context) { tx, actor in try tx.skills.grant(skill, level: level, to: id, by: actor) }
            return context.seeOther("/people/\(id)#skills", notice: context.viewer.language(.skillSaved))
        }
        routes.post("/people/:id/skills/removal") { _, context in
            let id: Staff.ID = try context.identifier()
            let skill = try Kernel.form(context.form.required("skill", max: 20))
            try await desk.act(context) { tx, actor in try tx.skills.withdraw(skill, from: id, by: actor) }
            return context.seeOther("/people/\(id)#skills", notice: context.viewer.language(.skillGone))
        }
    }

    private func list(_ context: SignedIn) async throws -> HTML {
        let viewer = context.viewer
        return try await desk.read(context) { [desk] tx, actor in
            let lines = try tx.lines.list(in: try tx.reach(of: actor))
            let t = viewer.language
            let acts: HTML = """
                \(exportButton("lines", context.query, for: actor, in: t))\
                \(linkButton(t(.lineBoardTitle), url: "/line-boards", .quiet))\
                \(linkButton(t(.lineReport), url: "/lines/report", .quiet))\
                \(linkButton(t(.lineNew), url: "/lines/new", .primary))
                """
            return desk.frame(viewer, actor, title: t(.linesTitle), section: .lines, acts: acts)
                .page(
                    content: LinePages(viewer: viewer, types: try tx.caseTypeNames(for: actor)).list(
                        try tx.lines.views(of: lines), mayFound: true))
        }
    }

    private func newForm(_ context: SignedIn, _ typed: Typed? = nil, refusal: HTML? = nil) async throws -> HTML {
        let viewer = context.viewer
        return try await desk.read(context) { [desk] tx, actor in
            let units = try tx.units(for: actor, permitting: .reassignCase)
            guard let first = units.first else { throw NotAllowed(permission: .reassignCase, isElsewhere: false) }
            let t = viewer.language
            return desk.frame(
                viewer, actor, title: t(.lineNew), section: .lines, trail: [Trail(t(.linesTitle), url: "/lines")]
            ).page(
                content: LinePages(viewer: viewer).form(
                    to: "/lines", typed ?? Typed(LineForms.usual(in: first.id)), units: units,
                    handbook: try tx.handbooks.inForce(in: first.id), refusal: refusal))
        }
    }

    @Sendable private func found(_ request: Request, _ context: SignedIn) async throws -> Response {
        do {
            let plan = try LineForms.plan(context.form, in: context.viewer.language)
            let line = try await desk.act(context) { tx, actor in try tx.lines.found(plan, by: actor) }
            return context.seeOther("/lines/\(line.id)", notice: context.viewer.language(.lineSaved))
        } catch let invalid as Invalid {
            return context.invalid(try await newForm(context, Typed(context.form, invalid)))
        } catch let refusal as Line.Refusal {
            let said = RefusalPart(refusal, in: context.viewer.language).html
            return try await newForm(context, Typed(context.form), refusal: said).response(status: refusal.status)
        }
    }

    private func show(
        _ context: SignedIn, line typedLine: Typed? = nil, member: Typed? = nil, refusal: HTML? = nil
    ) async throws -> HTML {
        let viewer = context.viewer
        let id: Line.ID = try context.identifier()
        return try await desk.read(context) { [desk] tx, actor in
            let reach = try tx.reach(of: actor)
            let line = try tx.lines.require(id)
            guard reach?.contains(line.unit) ?? true else { throw Line.Refusal.unknown }
            let unit = try tx.units.require(line.unit)
            let t = viewer.language
            let pages = LinePages(viewer: viewer, types: try tx.caseTypeNames(for: actor))
            let candidates = try tx.assignments.candidates(of: line, for: line.unit)
                .filter { !$0.isGuest || $0.board == .here }
            let members = Set(candidates.filter { !$0.isGuest }.map(\.staff))
            let colleagues = try tx.colleagues(of: line.unit, limit: 300).filter { !members.contains($0.id) }
            let form = pages.form(
                to: "/lines/\(id)", typedLine ?? Typed(LineForms.values(of: line)), units: [unit],
                handbook: try tx.handbooks.inForce(in: line.unit), refusal: refusal)
            return desk.frame(
                viewer, actor, title: line.name, section: .lines, trail: [Trail(t(.linesTitle), url: "/lines")],
                lead: "\(unit.name) · \(pages.takes(line))"
            ).page(
                content: """
                    \(pages.members(of: line, candidates, colleagues: colleagues, typed: member ?? Typed(LineForms.newMember)))\
                    <section class="panel"><h2>\(t(.lineSettings))</h2>\(form)</section>
                    """)
        }
    }

    @Sendable private func change(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Line.ID = try context.identifier()
        do {
            let plan = try LineForms.plan(context.form, in: context.viewer.language)
            try await desk.act(context) { tx, actor in try tx.lines.change(id, plan, by: actor) }
            return context.seeOther("/lines/\(id)", notice: context.viewer.language(.lineSaved))
        } catch let invalid as Invalid {
            return context.invalid(try await show(context, line: Typed(context.form, invalid)))
        } catch let refusal as Line.Refusal where refusal.status != .notFound {
            let said = RefusalPart(refusal, in: context.viewer.language).html
            return try await show(context, line: Typed(context.form), refusal: said).response(status: refusal.status)
        }
    }

    @Sendable private func admit(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Line.ID = try context.identifier()
        do {
            let member = try LineForms.member(context.form)
            try await desk.act(context) { tx, actor in
                try tx.lines.admit(
                    member.staff, weight: member.weight, ceiling: member.ceiling, to: id, by: actor)
            }
            return context.seeOther("/lines/\(id)#members", notice: context.viewer.language(.lineMemberSaved))
        } catch let invalid as Invalid {
            return context.invalid(try await show(context, member: Typed(context.form, invalid)))
        } catch let refusal as Line.Refusal where refusal.status != .notFound {
            let said = RefusalPart(refusal, in: context.viewer.language).html
            return try await show(context, member: Typed(context.form), refusal: said).response(status: refusal.status)
        }
    }

    /// The days asked for, a week as long as nothing is.
    private func period(_ context: SignedIn) throws -> (from: Day, to: Day) {
        let today = context.viewer.zone.day(of: context.viewer.now)
        let typed = context.query
        let (from, to) = try form(typed.optionalDay("from"), typed.optionalDay("to"))
        let last = to ?? today
        let first = from ?? last.advanced(by: -6)
        guard first <= last, first.distance(to: last) < AdherenceQuery.mostDays else {
            throw Invalid(["to": context.viewer.language(.reportPeriodProblem)])
        }
        return (first, last)
    }

    private func report(_ context: SignedIn) async throws -> Response {
        let viewer = context.viewer
        do {
            let (from, to) = try period(context)
            return try await desk.read(context) { [desk] tx, actor in
                let zone = viewer.zone
                let counts = try tx.assignmentReport(
                    during: zone.instant(from, .midnight)..<zone.instant(to.advanced(by: 1), .midnight),
                    in: try tx.reach(of: actor))
                let pages = AssignmentReportPages(viewer: viewer, from: from, to: to)
                let t = viewer.language
                return desk.frame(
                    viewer, actor, title: t(.lineReport), section: .lines,
                    trail: [Trail(t(.linesTitle), url: "/lines")],
                    lead: "\(from.longText(in: t)) – \(to.longText(in: t))"
                ).page(
                    content: pages.table(
                        counts, names: try tx.names(of: Set(counts.map(\.staff))),
                        typed: Typed(["from": from.description, "to": to.description]))
                ).response()
            }
        } catch let invalid as Invalid {
            let today = viewer.zone.day(of: viewer.now)
            return context.invalid(
                try await desk.read(context) { [desk] tx, actor in
                    _ = try tx.reach(of: actor)
                    return desk.frame(viewer, actor, title: viewer.language(.lineReport), section: .lines).page(
                        content: AssignmentReportPages(viewer: viewer, from: today, to: today)
                            .table([], names: [:], typed: Typed(context.query, invalid)))
                })
        }
    }

    private func records(_ context: SignedIn) async throws -> HTML {
        let viewer = context.viewer
        let (from, to) = try period(context)
        let (figure, staff) = try form(
            context.query.choice("figure", of: AssignmentFigure.self),
            context.query.identifier("staff", of: Staff.self))
        return try await desk.read(context) { [desk] tx, actor in
            let zone = viewer.zone
            let lines = try tx.assignmentRecords(
                figure, of: staff, during: zone.instant(from, .midnight)..<zone.instant(to.advanced(by: 1), .midnight),
                in: try tx.reach(of: actor), limit: Self.mostRecords)
            let t = viewer.language
            let back = "/lines/report?from=\(from.description)&to=\(to.description)"
            return desk.frame(
                viewer, actor, title: "\(try tx.names(of: [staff])[staff] ?? "") · \(t(figure.word))", section: .lines,
                trail: [Trail(t(.linesTitle), url: "/lines"), Trail(t(.lineReport), url: back)],
                lead: "\(from.longText(in: t)) – \(to.longText(in: t))"
            ).page(
                content: AssignmentReportPages(viewer: viewer, from: from, to: to)
                    .records(lines, figure, limit: Self.mostRecords))
        }
    }
}

extension Transaction {
    /// The units whose lines and figures a person may see: those in which they may reassign. Nil is all; nobody without
    /// the right comes further.
    func reach(of actor: Actor) throws -> [Unit.ID]? {
        switch actor.units(permitting: .reassignCase) {
        case .all: return nil
        case .some(let units): return units
        case .own, .nothing: throw NotAllowed(permission: .reassignCase, isElsewhere: false)
        }
    }
}
