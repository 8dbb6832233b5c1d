import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// GET  /attendance                 我的考勤; POST …/clock-in, …/clock-out, …/confirmation, …/objection
/// GET  /attendance/decisions       corrections, absences from the post and overtime that wait for me
struct AttendanceRoutes {
    let desk: Workplace

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/attendance") { [self] _, context in try await page(context) }
        routes.get("/attendance/decisions", use: decisions)
        for (address, kind) in [("clock-in", ClockKind.in), ("clock-out", .out)] {
            routes.post("/attendance/\(address)") { [self] _, context -> Response in
                try await told(context) { [desk] in
                    let (clock, isReportMissing) = try await desk.act(context) { tx, actor in
                        let clock = try tx.clockEvents.press(kind, by: actor)
                        return (clock, try kind == .out && tx.dailyReports.isMissing(of: actor))
                    }
                    let t = context.viewer.language
                    let done = t(.clockDone, "\(t(kind.word)) \(clock.at.local(context.viewer.zone).time)")
                    return isReportMissing ? "\(done) \(t(.dailyReportStillOwed))" : done
                }
            }
        }
        routes.post("/attendance/confirmation") { [self] _, context -> Response in
            try await told(context) { [desk] in
                let month = try form(context.form.day("month"))
                _ = try await desk.act(context) { tx, actor in try tx.attendanceSheets.confirm(month, by: actor) }
                return nil
            }
        }
        routes.post("/attendance/objection") { [self] _, context -> Response in
            try await told(context) { [desk] in
                let (month, reason) = try form(context.form.day("month"), context.form.required("reason", max: 500))
                try await desk.act(context) { tx, actor in
                    try tx.attendanceSheets.object(month, because: reason, by: actor)
                }
                return nil
            }
        }
    }

    private func told(
        _ context: SignedIn, _ act: @Sendable () async throws -> String?
    ) async throws -> Response {
        let month = context.form.text("month")
        do {
            let notice = try await act()
            return context.seeOther(month.isEmpty ? "/attendance" : "/attendance?month=\(month)", notice: notice)
        } catch let invalid as Invalid {
            return context.invalid(try await page(context, typed: Typed(context.form, invalid)))
        } catch let refusal as any Explainable {
            let part = RefusalPart(refusal, in: context.viewer.language)
            return try await page(context, typed: Typed(context.form), refusal: part.content)
                .response(status: refusal.status)
        }
    }

    private func page(_ context: SignedIn, typed: Typed? = nil, refusal: HTML? = nil) async throws -> HTML {
        let viewer = context.viewer
        let month = Day(iso: context.form.text("month")) ?? Day(iso: context.query.text("month"))
        return try await desk.read(context) { [desk] tx, actor in
            let mine = try tx.attendance.mine(actor, month: month)
            let t = viewer.language
            let team: HTML =
                mine.mayDecide || mine.mayManage
                ? linkButton(t(.attendanceTeam), url: "/attendance/team") : .empty
            let decide: HTML =
                mine.mayDecide ? linkButton(t(.attendanceDecisions), url: "/attendance/decisions") : .empty
            return desk.frame(
                viewer, actor, title: t(.attendanceTitle), section: .attendance, lead: "\(t(.attendanceLead))",
                acts: """
                    \(linkButton(t(.preShiftTitle), url: "/pre-shift"))\
                    \(linkButton(t(.correctionAsk), url: "/clock-corrections"))\(decide)\(team)
                    """
            ).page(content: AttendancePages(mine: mine, viewer: viewer).page(typed: typed, refusal: refusal))
        }
    }

    @Sendable private func decisions(_ request: Request, _ context: SignedIn) async throws -> HTML {
        let viewer = context.viewer
        return try await desk.read(context) { [desk] tx, actor in
            guard actor.holds(.approveAbsence) else {
                throw NotAllowed(permission: .approveAbsence, isElsewhere: false)
            }
            let reach = actor.units(permitting: .approveAbsence)
            let corrections = try tx.clockCorrections.waiting(in: reach).filter { $0.staff != actor.staff.id }
            let posts = try tx.leavePosts.waiting(in: reach).filter { $0.staff != actor.staff.id }
            let overtimes = try tx.overtimes.waiting(in: reach).filter { $0.staff != actor.staff.id }
            let out = try tx.leavePosts.out(in: reach)
            let people = corrections.map(\.staff) + posts.map(\.staff) + overtimes.map(\.staff) + out.map(\.staff)
            let names = try tx.names(of: Set(people))
            let t = viewer.language
            let nothing: HTML =
                corrections.isEmpty && posts.isEmpty && overtimes.isEmpty
                ? EmptyState(icon: "checks", t(.attendanceNothingWaits)).html : .empty
            let pages = (
                ClockCorrectionPages(viewer: viewer, names: names), LeavePostPages(viewer: viewer, names: names),
                OvertimePages(viewer: viewer, names: names)
            )
            return desk.frame(
                viewer, actor, title: t(.attendanceDecisions), section: .attendance,
                trail: [Trail(t(.attendanceTitle), url: "/attendance")]
            ).page(
                content: HTML([
                    nothing,
                    posts.isEmpty
                        ? .empty : part(t(.leavePostTitle), pages.1.table(posts, t(.leavePostTitle), withStaff: true)),
                    corrections.isEmpty
                        ? .empty
                        : part(t(.correctionTitle), pages.0.table(corrections, t(.correctionTitle), withStaff: true)),
                    overtimes.isEmpty
                        ? .empty
                        : part(t(.overtimeTitle), pages.2.table(overtimes, t(.overtimeTitle), withStaff: true)),
                    pages.1.outside(out),
                ]))
        }
    }

    private func part(_ title: String, _ table: HTML) -> HTML {
        "<section class=\"panel\"><h2>\(title)</h2>\(table)</section>"
    }
}
