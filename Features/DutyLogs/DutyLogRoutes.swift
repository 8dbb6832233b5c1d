import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// GET  /duties/{unit}/log?day=2026-11-03      值班日志 of a day (SOFT-66, F-49); POST writes an entry
/// POST /duties/{unit}/log/signature           …/{entry}/closing
struct DutyLogRoutes {
    let desk: Workplace

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/duties/:id/log") { [self] _, context in try await page(context) }
        routes.post("/duties/:id/log", use: write)
        routes.post("/duties/:id/log/signature", use: sign)
        routes.post("/duties/:id/log/:part/closing", use: close)
    }

    @Sendable private func write(_ request: Request, _ context: SignedIn) async throws -> Response {
        try await context.answer {
            let typed = context.form
            // All at once, so that every problem is told at once.
            let (duty, what, at, reached, matter, caller, action, result, follow) = try form(
                typed.identifier("duty", of: DutyAssignment.self), typed.choice("what", of: DutyLogEntry.What.self),
                typed.localTime("at"), typed.optionalLocalTime("reached"), typed.required("matter", max: 500),
                typed.optional("caller", max: 80), typed.optional("action", max: 500), typed.optional("result"),
                typed.optional("follow"))
            let draft = DutyLogEntry.Draft(
                what: what, at: at, reachedAt: reached, caller: caller ?? "", matter: matter, action: action ?? "",
                result: result ?? "", isAbnormal: !typed.text("abnormal").isEmpty, follow: follow ?? "")
            return try await desk.act(context) { tx, actor in
                try tx.dutyLogs.write(draft, in: duty, by: actor)
                return try url(of: duty, tx)
            }
        } orShow: {
            try await page(context, typed: ["write-\(context.form.text("duty"))": $0], refusal: $1)
        }
    }

    @Sendable private func sign(_ request: Request, _ context: SignedIn) async throws -> Response {
        try await context.answer {
            let (duty, remark) = try form(
                context.form.identifier("duty", of: DutyAssignment.self), context.form.optional("remark"))
            return try await desk.act(context) { tx, actor in
                try tx.dutyLogs.sign(duty, saying: remark ?? "", by: actor)
                return try url(of: duty, tx)
            }
        } orShow: {
            try await page(context, typed: ["sign-\(context.form.text("duty"))": $0], refusal: $1)
        }
    }

    @Sendable private func close(_ request: Request, _ context: SignedIn) async throws -> Response {
        let unit: Unit.ID = try context.identifier()
        let entry: DutyLogEntry.ID = try context.identifier("part")
        return try await context.answer {
            let (text, day) = try form(context.form.required("text", max: 500), context.query.optionalDay("day"))
            try await desk.act(context) { tx, actor in try tx.dutyLogs.close(entry, saying: text, by: actor) }
            return "/duties/\(unit.rawValue)/log\(day.map { "?day=\($0.description)" } ?? "")"
        } orShow: {
            try await page(context, typed: ["close-\(entry)": $0], refusal: $1)
        }
    }

    private func url(of id: DutyAssignment.ID, _ tx: Transaction) throws -> String {
        let duty = try tx.duties.require(id)
        return "/duties/\(duty.unit.rawValue)/log?day=\(duty.day.description)"
    }

    private func page(
        _ context: SignedIn, typed: [String: Typed] = [:], refusal: HTML? = nil
    ) async throws -> HTML {
        let viewer = context.viewer
        let id: Unit.ID = try context.identifier()
        let asked = try form(context.query.optionalDay("day"))
        return try await desk.read(context) { [desk] tx, actor in
            guard let unit = try tx.units.find(id), try tx.dutyLogs.mayRead(id, actor) else {
                throw DutyLogEntry.Refusal.unknown
            }
            let zone = try tx.rosters.setting(of: id).calendar.zone
            let day = asked ?? zone.day(of: tx.now)
            let duties = try tx.duties.covering(
                id, zone.instant(day, .midnight)..<zone.instant(day.advanced(by: 1), .midnight))
            let signatures = try tx.dutyLogs.signatures(of: duties)
            let entries = try tx.dutyLogs.of(duties)
            let open = try tx.dutyLogs.open(in: id)
            let mine = try duties.filter { try tx.dutyLogs.obstacle($0, signatures[$0.id], for: actor) == nil }
            let people = Set(
                duties.flatMap(\.people) + signatures.values.map(\.by) + open.map(\.by)
                    + entries.values.joined().map(\.by))
            let here = try tx.duties.at([id], tx.now).contains { $0.people.contains(actor.staff.id) }
            let t = viewer.language
            let pages = DutyLogPages(
                viewer: viewer, unit: unit, day: day, zone: zone, duties: duties, entries: entries,
                signatures: signatures, mine: Set(mine.map(\.id)), open: open,
                mayClose: here || actor.may(.reassignCase, in: id, isOwn: false), names: try tx.names(of: people))
            return desk.frame(
                viewer, actor, title: t(.dutyLogTitle), section: .rosters,
                trail: [Trail(t(.dutyWhoTitle), url: "/duties/\(id.rawValue)")], lead: "\(unit.name)"
            ).page(content: pages.page(typed: typed, refusal: refusal))
        }
    }
}
