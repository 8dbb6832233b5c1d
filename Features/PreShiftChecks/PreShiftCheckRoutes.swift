import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// GET  /pre-shift                  my check for the shift I come to, and those of today for whoever leads; POST makes it
/// GET  /pre-shift/:id              one, by its shift; POST …/review; …/F-55 as a form
struct PreShiftCheckRoutes {
    let desk: Workplace

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/pre-shift") { [self] _, context in try await mine(context) }
        routes.post("/pre-shift", use: make)
        routes.get("/pre-shift/:id") { [self] _, context in try await page(context) }
        routes.post("/pre-shift/:id/review", use: review)
        RecordFormRoutes(
            desk: desk, prefix: "/pre-shift", code: "F-55", section: .attendance, title: .preShiftTitle
        ) { tx, id, actor, viewer in
            let check = try tx.preShiftChecks.open(ShiftAssignment.ID(id), by: actor)
            let names = try tx.names(of: Set([check.staff] + [check.review?.by].compactMap(\.self)))
            let shift = try tx.shifts.find(check.shift)
            return RecordFormRoutes.Form(
                paper: PreShiftCheckPaper(
                    check: check,
                    shift: [
                        shift.map { "\($0.day) \($0.hours(in: viewer.zone))" },
                        check.isLate(for: shift) ? viewer.language(.preShiftMadeLate) : nil,
                    ].compactMap(\.self).joined(separator: " · "), names: names,
                    head: try tx.formHead(of: check.unit, for: actor, in: viewer.zone, viewer.language)
                ).paper, subject: Subject(.shift, check.shift.rawValue), unit: check.unit)
        }.add(to: routes)
    }

    @Sendable private func make(_ request: Request, _ context: SignedIn) async throws -> Response {
        try await context.answer {
            let note = try form(context.form.optional("note"))
            let items = Set(context.form.all("item").compactMap(PreShiftCheck.Item.init))
            if items.count < PreShiftCheck.Item.allCases.count, note == nil {
                throw Invalid(["note": context.viewer.language(.preShiftNoteMissing)])
            }
            _ = try await desk.act(context) { tx, actor in try tx.preShiftChecks.make(items, note ?? "", by: actor) }
            return "/pre-shift"
        } orShow: { typed, refusal in
            try await mine(context, typed: typed, refusal: refusal)
        }
    }

    private func mine(_ context: SignedIn, typed: Typed? = nil, refusal: HTML? = nil) async throws -> HTML {
        let viewer = context.viewer
        return try await desk.read(context) { [desk] tx, actor in
            let shift = try tx.clockEvents.facing(actor.staff.id)?.shift
            let done = try shift.flatMap { try tx.preShiftChecks.find($0.id) }
            var today: [PreShiftCheck]?
            if actor.holds(.approveAbsence) {
                let units = try tx.units(for: actor, permitting: .approveAbsence).map(\.id)
                let day = viewer.zone.day(of: tx.now)
                today = try tx.preShiftChecks.current(
                    in: units.filter { actor.may(.approveAbsence, in: $0, isOwn: false) }, on: day,
                    since: viewer.zone.instant(day, .midnight))
            }
            let shifts = try tx.shifts.find((today ?? []).map(\.shift))
            let late = (today ?? []).filter { $0.isLate(for: shifts[$0.shift]) }.map(\.shift)
            let people = (today ?? []).flatMap { [$0.staff] + [$0.review?.by].compactMap(\.self) }
            let t = viewer.language
            return desk.frame(
                viewer, actor, title: t(.preShiftTitle), section: .attendance,
                trail: [Trail(t(.attendanceTitle), url: "/attendance")], lead: "\(t(.preShiftLead))"
            ).page(
                content: PreShiftCheckPages(viewer: viewer, names: try tx.names(of: Set(people))).page(
                    shift: shift, done: done, today: today, late: Set(late), typed: typed, refusal: refusal))
        }
    }

    private func page(_ context: SignedIn, typed: Typed? = nil, refusal: HTML? = nil) async throws -> HTML {
        let viewer = context.viewer
        let id: ShiftAssignment.ID = try context.identifier()
        return try await desk.read(context) { [desk] tx, actor in
            let check = try tx.preShiftChecks.open(id, by: actor)
            let names = try tx.names(of: Set([check.staff] + [check.review?.by].compactMap(\.self)))
            let t = viewer.language
            return desk.frame(
                viewer, actor, title: "\(t(.preShiftTitle)) \(names[check.staff] ?? "")", section: .attendance,
                trail: [Trail(t(.preShiftTitle), url: "/pre-shift")]
            ).page(
                content: PreShiftCheckPages(viewer: viewer, names: names).one(
                    check,
                    mayReview: check.staff != actor.staff.id
                        && actor.apart(from: [check.staff]).may(.approveAbsence, in: check.unit, isOwn: false),
                    typed: typed, refusal: refusal))
        }
    }

    @Sendable private func review(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: ShiftAssignment.ID = try context.identifier()
        return try await context.answer {
            let (score, opinion) = try form(
                context.form.integer("score", in: 0...100), context.form.required("opinion"))
            try await desk.act(context) { tx, actor in
                try tx.preShiftChecks.look(at: id, score: score, saying: opinion, by: actor)
            }
            return "/pre-shift/\(id.rawValue)"
        } orShow: { typed, refusal in
            try await page(context, typed: typed, refusal: refusal)
        }
    }
}
