import Database
import Handbook
import Hummingbird
import Kernel
import Press
import Web

/// GET  /rosters (?unit=…&page=2) · /rosters/new · /rosters/{id} (?view=coverage&of=group-…) · /rosters/{id}/people/{person} · /rosters/{id}/open
/// POST /rosters · /rosters/{id}/check · publication · discarding · closing
/// POST /rosters/{id}/shifts · shifts/{part}/move · shifts/{part}/removal · duties · duties/{part}/removal
/// GET  /rosters/{id}/forms/F-60 · F-49, each as .pdf too
struct RosterRoutes {
    let desk: Workplace
    let press = PaperPress()

    func add(to routes: RouterGroup<SignedIn>) {
        ShiftTermRoutes(desk: desk).add(to: routes)
        MyShiftRoutes(desk: desk).add(to: routes)
        RosterTableRoutes(desk: desk).add(to: routes)
        RosterMoveRoutes(desk: desk).add(to: routes)
        routes.get("/rosters") { _, context in try await list(context) }
        routes.get("/rosters/new") { _, context in try await new(context, typed: nil, refusal: nil) }
        routes.post("/rosters", use: make)
        routes.get("/rosters/:id") { _, context in try await show(context) }
        routes.get("/rosters/:id/people/:part") { _, context in
            try await person(context, Staff.ID(try context.path("part")))
        }
        routes.get("/rosters/:id/open") { _, context in try await person(context, nil) }
        routes.post("/rosters/:id/check", use: check)
        act("/publication", .rosterPublishedDone, routes) { typed, _, _ in
            { tx, id, actor in try tx.rosters.publish(id, version: RosterForms.version(typed), by: actor) }
        }
        act("/discarding", .rosterDiscardedDone, routes) { typed, _, _ in
            { tx, id, actor in try tx.rosters.discard(id, version: RosterForms.version(typed), by: actor) }
        }
        act("/closing", .rosterClosedDone, routes) { _, _, _ in
            { tx, id, actor in try tx.rosters.close(id, by: actor) }
        }
        partActs(routes)
        routes.get("/rosters/:id/forms/:part") { _, context -> Response in
            let name = try context.path("part")
            let isFile = name.hasSuffix(".pdf")
            guard
                let kind = RosterSheet.Kind.allCases.first(where: {
                    $0.form == (isFile ? String(name.dropLast(4)) : name)
                })
            else { throw Roster.Refusal.unknown }
            return try await isFile ? paperFile(context, kind) : paper(context, kind).response()
        }
        routes.post("/rosters/:id/forms/:part/printing") { [desk] _, context -> Response in
            let id: Roster.ID = try context.identifier()
            let name = try context.path("part")
            guard let kind = RosterSheet.Kind.allCases.first(where: { $0.form == name }) else {
                throw Roster.Refusal.unknown
            }
            try await desk.act(context) { tx, actor in
                try tx.rosters.notePrint(
                    try tx.rosters.view(id, from: nil, for: actor).roster, kind, "print", by: actor)
            }
            return Response(status: .noContent)
        }
    }

    private func partActs(_ routes: RouterGroup<SignedIn>) {
        act("/shifts", .rosterSaved, routes) { typed, t, _ in
            let plan = try RosterForms.shift(typed, in: t)
            return { tx, id, actor in
                try tx.rosters.add(
                    plan, to: id, because: RosterForms.reason(typed), version: RosterForms.version(typed), by: actor)
            }
        }
        act("/shifts/:part/move", .rosterSaved, routes) { typed, _, part in
            let (person, day) = try form(typed.optionalIdentifier("staff", of: Staff.self), typed.day("day"))
            let shift = ShiftAssignment.ID(part)
            return { tx, id, actor in
                try tx.rosters.move(
                    shift, of: id, to: person, on: day, because: RosterForms.reason(typed),
                    version: RosterForms.version(typed), by: actor)
            }
        }
        act("/shifts/:part/removal", .rosterSaved, routes) { typed, _, part in
            let shift = ShiftAssignment.ID(part)
            let opens = try form(typed.ticked("open"))
            return { tx, id, actor in
                try tx.rosters.takeOff(
                    shift, of: id, opens: opens, because: RosterForms.reason(typed),
                    version: RosterForms.version(typed), by: actor)
            }
        }
        act("/duties", .rosterSaved, routes) { typed, t, _ in
            let duty = try RosterForms.duty(typed, in: t)
            return { tx, id, actor in
                try tx.duties.arrange(
                    duty.kind, duty.hours, on: duty.day, primary: duty.primary, backup: duty.backup, phone: duty.phone,
                    in: id, because: duty.reason, version: RosterForms.version(typed), by: actor)
            }
        }
        act("/duties/filling", .dutyFilled, routes) { typed, _, _ in
            { tx, id, actor in try tx.duties.fill(id, version: RosterForms.version(typed), by: actor) }
        }
        act("/duties/:part/removal", .rosterSaved, routes) { typed, _, part in
            let duty = DutyAssignment.ID(part)
            return { tx, id, actor in
                try tx.duties.takeBack(
                    duty, of: id, because: RosterForms.reason(typed), version: RosterForms.version(typed), by: actor)
            }
        }
    }

    /// Says how much was found.
    @Sendable private func check(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Roster.ID = try context.identifier()
        let (version, t) = (RosterForms.version(context.form), context.viewer.language)
        do {
            let count = try await desk.act(context) { tx, actor in
                try tx.rosters.check(id, version: version, by: actor).count
            }
            return context.seeOther(
                "/rosters/\(id)\(Self.back(context.form))", notice: t(.rosterCheckedDone, String(count)))
        } catch let refusal as any Explainable {
            return try await show(context, refusal: RefusalPart(refusal, in: t).content)
                .response(status: refusal.status)
        }
    }

    private func list(_ context: SignedIn) async throws -> HTML {
        let viewer = context.viewer
        return try await desk.read(context) { [desk] tx, actor in
            let unit = context.query.text("unit")
            let shelves = try tx.rosters.shelves(
                for: actor, of: unit.isEmpty ? nil : Unit.ID(unit), page: unit.isEmpty ? 1 : Paging(context.query).page)
            let names = try tx.names(of: Set(shelves.flatMap(\.rosters).map(\.made.by)))
            return desk.frame(
                viewer, actor, title: viewer.language(.rostersTitle), section: .rosters
            ).page(
                content:
                    "\(ShiftTabPages.html(.team, in: viewer.language))\(RosterPages(viewer: viewer).list(shelves, names: names))"
            )
        }
    }

    private func new(_ context: SignedIn, typed: Typed?, refusal: HTML?) async throws -> HTML {
        let viewer = context.viewer
        let wanted = typed?["unit"] ?? context.query.text("unit")
        return try await desk.read(context) { [desk] tx, actor in
            let units = try tx.units(for: actor, permitting: .reassignCase)
            guard let unit = units.first(where: { $0.id.rawValue == wanted }) ?? units.first else {
                throw NotAllowed(permission: .reassignCase, isElsewhere: false)
            }
            let month = viewer.zone.day(of: tx.now).lastOfMonth.advanced(by: 1)
            let patterns = try tx.rotationPatterns.of(unit.id)
            let only = patterns.filter { !$0.isRetired }
            // Where there is one pattern, it is what one means.
            var usual = ["from": month.description, "until": month.lastOfMonth.description]
            if only.count == 1 { usual["pattern"] = only.first?.id.rawValue }
            let fields = typed ?? Typed(usual)
            let earlier = try tx.rosters.of(unit.id, limit: 12)
            let drafts = earlier.filter { roster in
                guard roster.state.isOpen, let from = Day(iso: fields["from"]), let until = Day(iso: fields["until"])
                else { return false }
                return roster.from <= until && from <= roster.until
            }
            let pages = RosterPages(viewer: viewer)
            let there = pages.drafts(drafts, names: try tx.names(of: Set(drafts.map(\.made.by))))
            return desk.frame(
                viewer, actor, title: viewer.language(.rosterNew), section: .rosters,
                trail: [Trail(viewer.language(.rostersTitle), url: "/rosters")], lead: "\(unit.name)"
            ).page(
                content:
                    "\(refusal.map { Remark(.broken, $0).html })\(there)\(pages.new(fields, unit: unit, among: units, patterns: patterns, earlier: earlier))"
            )
        }
    }

    @Sendable private func make(_ request: Request, _ context: SignedIn) async throws -> Response {
        let t = context.viewer.language
        do {
            let plan = try RosterForms.new(context.form, in: t)
            let roster = try await desk.act(context) { tx, actor in
                if let like = plan.like {
                    guard try tx.rosters.require(like).unit == plan.unit else { throw Roster.Refusal.unknown }
                    return try tx.rosters.copy(like, to: plan.days, by: actor)
                }
                return try tx.rosters.make(in: plan.unit, plan.days, by: plan.patterns, by: actor)
            }
            return context.seeOther("/rosters/\(roster.id)", notice: t(.rosterMade))
        } catch let invalid as Invalid {
            return context.invalid(try await new(context, typed: Typed(context.form, invalid), refusal: nil))
        } catch let refusal as any Explainable where refusal.status != .notFound && refusal.status != .forbidden {
            return try await new(
                context, typed: Typed(context.form), refusal: RefusalPart(refusal, in: t).content
            ).response(status: refusal.status)
        }
    }

    private func show(_ context: SignedIn, typed: RosterPages.Sent? = nil, refusal: HTML? = nil) async throws -> HTML {
        let viewer = context.viewer
        let id: Roster.ID = try context.identifier()
        let part = RosterPart(rawValue: context.query.text("view")) ?? .month
        let asked = Day(iso: context.query.text("from"))
        return try await desk.read(context) { [desk] tx, actor in
            // A part of the month begins with today, where nobody says with which day.
            let from = asked ?? (part == .month ? nil : viewer.zone.day(of: tx.now))
            let view = try tx.rosters.view(
                id, from: from, for: actor, days: part.days, withDemand: part == .coverage,
                of: part == .coverage ? try Self.coverage(context.query.text("of")) : .unit)
            let pages = RosterPages(viewer: viewer)
            return frame(desk, view, viewer, actor).page(
                content: pages.one(view, part: part, typed: typed, refusal: refusal))
        }
    }

    /// `group-7`, `line-7`, `channel-7`; nothing: the whole unit.
    private static func coverage(_ text: String) throws -> ShiftCoverage.Part {
        guard !text.isEmpty else { return .unit }
        guard let part = ShiftCoverage.Part(typed: text) else { throw Roster.Refusal.unknown }
        return part
    }

    private func person(
        _ context: SignedIn, _ person: Staff.ID?, typed: RosterPages.Sent? = nil, refusal: HTML? = nil
    ) async throws -> HTML {
        let viewer = context.viewer
        let id: Roster.ID = try context.identifier()
        let from = Day(iso: context.query.text("from"))
        return try await desk.read(context) { [desk] tx, actor in
            let view = try tx.rosters.view(id, from: from, for: actor)
            let chosen = view.people.first { $0.id == person }
            guard person == nil || chosen != nil else { throw Roster.Refusal.unknown }
            let t = viewer.language
            return desk.frame(
                viewer, actor, title: chosen?.name ?? t(.rosterOpen), section: .rosters,
                trail: [
                    Trail(t(.rostersTitle), url: "/rosters"),
                    Trail("\(view.unit) \(view.roster.from)–\(view.roster.until)", url: "/rosters/\(id)"),
                ]
            ).page(content: RosterPages(viewer: viewer).person(view, chosen, typed: typed, refusal: refusal))
        }
    }

    private func frame(_ desk: Workplace, _ view: RosterView, _ viewer: Viewer, _ actor: Actor) -> Frame {
        let t = viewer.language
        return desk.frame(
            viewer, actor, title: "\(view.roster.from.description) – \(view.roster.until.description)",
            section: .rosters, trail: [Trail(t(.rostersTitle), url: "/rosters")],
            lead: "\(view.unit)&ensp;\(RosterPages(viewer: viewer).state(view.roster))",
            acts: """
                \(view.mayChange && view.roster.state.isOpen ? linkButton(t(.proposalTitle), url: "/rosters/\(view.roster.id)/proposal", .usual) : nil)\
                <details class="menu-of" data-behaviour="closes"><summary class="btn btn-ghost">\(t(.rosterMore))</summary>\
                <div class="menu">\(menuLink(.rosterPrint, "printer", view, "forms/F-60", t))\
                \(menuLink(.rosterPrintDuties, "printer", view, "forms/F-49", t))\
                \(view.mayChange ? menuLink(.rosterTableTitle, "table", view, "table", t) : menuLink(.rosterTableTake, "table", view, "table.xlsx", t))</div></details>
                """)
    }

    private func menuLink(_ word: Word, _ icon: String, _ view: RosterView, _ part: String, _ t: Language) -> HTML {
        "<a class=\"menu-act\" href=\"/rosters/\(view.roster.id.rawValue)/\(part)\">\(Icon(icon).html)\(t(word))</a>"
    }

    private func paper(_ context: SignedIn, _ kind: RosterSheet.Kind) async throws -> HTML {
        let viewer = context.viewer
        let id: Roster.ID = try context.identifier()
        return try await desk.read(context) { [desk] tx, actor in
            let sheet = try tx.rosters.sheet(id, kind, for: actor, in: viewer.language)
            return desk.frame(
                viewer, actor, title: sheet.paper.title, section: .rosters,
                trail: [Trail(viewer.language(.rostersTitle), url: "/rosters/\(id)")]
            ).page(content: PaperPages(viewer: viewer).preview(sheet.paper, at: "/rosters/\(id)/forms/\(kind.form)"))
        }
    }

    private func paperFile(_ context: SignedIn, _ kind: RosterSheet.Kind) async throws -> Response {
        let viewer = context.viewer
        let id: Roster.ID = try context.identifier()
        let sheet = try await desk.act(context) { tx, actor in
            let sheet = try tx.rosters.sheet(id, kind, for: actor, in: viewer.language)
            try tx.rosters.notePrint(sheet.view.roster, kind, "pdf", by: actor)
            return sheet
        }
        let paper = sheet.paper
        let bytes = try await press.pdf(of: paper, created: sheet.printedAt.iso(in: viewer.zone))
        return context.download(bytes, named: "\(paper.form) \(paper.title).pdf", type: "application/pdf")
    }

    /// `?view=week&from=2026-11-09`, as the page had it.
    private static func back(_ typed: FormData) -> String {
        let back = typed.text("back")
        guard back.hasPrefix("?"), back.count <= 60,
            back.dropFirst().allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "=&-".contains($0)) })
        else { return "" }
        return back
    }

    /// The shift that a small form is of, whose page it comes back to.
    private func shift(_ part: String, of id: Roster.ID, _ context: SignedIn) async throws -> ShiftAssignment? {
        try await desk.read(context) { tx, _ in
            try tx.shifts.find(ShiftAssignment.ID(part)).flatMap { $0.roster == id && $0.isLive ? $0 : nil }
        }
    }

    private typealias Act = @Sendable (Transaction, Roster.ID, Actor) throws -> Void

    /// One act, one address: done, back to where one was; refused, the page again with the sentence.
    private func act(
        _ address: String, _ done: Word, _ routes: RouterGroup<SignedIn>,
        _ read: @Sendable @escaping (FormData, Language, String) throws -> Act
    ) {
        routes.post("/rosters/:id\(address)") { [self] _, context -> Response in
            let id: Roster.ID = try context.identifier()
            let part = address.contains(":part") ? try context.path("part") : ""
            return try await context.answer(saying: context.viewer.language(done)) {
                let act = try read(context.form, context.viewer.language, part)
                try await desk.act(context) { tx, actor in try act(tx, id, actor) }
                return "/rosters/\(id)\(Self.back(context.form))"
            } orShow: { typed, refusal in
                let sent = RosterPages.Sent(address, part, typed)
                guard let sent, sent.form.isOfShift, let shift = try await self.shift(part, of: id, context) else {
                    return try await show(context, typed: sent, refusal: refusal)
                }
                return try await person(context, shift.staff, typed: sent, refusal: refusal)
            }
        }
    }
}
