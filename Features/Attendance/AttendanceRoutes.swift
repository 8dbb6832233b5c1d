import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// GET  /attendance                 我的考勤; POST …/clock-in, …/clock-out, …/confirmation, …/objection
struct AttendanceRoutes {
    let desk: Workplace

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/attendance") { [self] _, context in try await page(context) }
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
                mine.mayDecide ? linkButton(t(.approvalsTitle), url: "/approvals") : .empty
            return desk.frame(
                viewer, actor, title: t(.attendanceTitle), section: .attendance, lead: "\(t(.attendanceLead))"
            ).page(
                content: AttendancePages(mine: mine, viewer: viewer).page(
                    links: """
                        \(linkButton(t(.preShiftTitle), url: "/pre-shift"))\
                        \(linkButton(t(.correctionAsk), url: "/clock-corrections"))\(decide)\(team)
                        """, typed: typed, refusal: refusal))
        }
    }
}
