import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// GET  /leave-posts                my absences from the post, and the form; POST asks
/// GET  /leave-posts/:id            one; POST …/approval, …/rejection, …/withdrawal, …/departure, …/return; …/F-65
struct LeavePostRoutes {
    let desk: Workplace

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/leave-posts") { [self] _, context in try await mine(context) }
        routes.post("/leave-posts", use: ask)
        routes.get("/leave-posts/:id") { [self] _, context in try await page(context) }
        act("approval", routes) { typed in
            let opinion = try form(typed.required("opinion"))
            return { tx, id, actor in try tx.leavePosts.approve(id, saying: opinion, by: actor) }
        }
        act("rejection", routes) { typed in
            let opinion = try form(typed.required("opinion"))
            return { tx, id, actor in try tx.leavePosts.reject(id, saying: opinion, by: actor) }
        }
        act("withdrawal", routes) { _ in { tx, id, actor in try tx.leavePosts.withdraw(id, by: actor) } }
        act("departure", routes) { _ in { tx, id, actor in try tx.leavePosts.leave(id, by: actor) } }
        act("return", routes) { _ in { tx, id, actor in try tx.leavePosts.comeBack(id, by: actor) } }
        RecordFormRoutes(
            desk: desk, prefix: "/leave-posts", code: "F-65", section: .leavePosts, title: .leavePostTitle
        ) { tx, id, actor, viewer in
            let post = try tx.leavePosts.open(LeavePost.ID(id), by: actor)
            let names = try tx.names(of: Set([post.staff] + [post.decision?.by].compactMap(\.self)))
            let t = viewer.language
            let coverage = post.state == .asked ? try tx.leavePosts.coverage(of: post) : nil
            let text = coverage.map {
                t(.leaveCoverageLine, $0.name, String($0.before), String($0.after), String($0.minimum))
            }
            let shift = try tx.shifts.find(post.shift)
            return RecordFormRoutes.Form(
                paper: LeavePostPaper(
                    post: post,
                    shift: shift.map { "\($0.day) \($0.hours(in: viewer.zone)) \($0.post)" } ?? "",
                    coverage: text ?? "", names: names,
                    head: try tx.formHead(of: post.unit, for: actor, in: viewer.zone, t)
                ).paper, subject: post.subject, unit: post.unit)
        }.add(to: routes)
    }

    @Sendable private func ask(_ request: Request, _ context: SignedIn) async throws -> Response {
        do {
            let (minutes, reason) = try form(
                context.form.integer("minutes", in: 1...LeavePost.longest), context.form.required("reason"))
            _ = try await desk.act(context) { tx, actor in
                try tx.leavePosts.ask(minutes: minutes, because: reason, by: actor)
            }
            return context.seeOther("/leave-posts")
        } catch let invalid as Invalid {
            return context.invalid(try await mine(context, typed: Typed(context.form, invalid)))
        } catch let refusal as any Explainable {
            let part = RefusalPart(refusal, in: context.viewer.language)
            return try await mine(context, typed: Typed(context.form), refusal: part.content)
                .response(status: refusal.status)
        }
    }

    private func mine(_ context: SignedIn, typed: Typed? = nil, refusal: HTML? = nil) async throws -> HTML {
        let viewer = context.viewer
        return try await desk.read(context) { [desk] tx, actor in
            guard let unit = actor.mainHolding?.unit else { throw NotFound() }
            let ground = try tx.absenceGround(of: unit)
            var limits: (Int, Int)?
            if case .leavePostLimit(let minutes, let count)? = ground.gate(.leavePostLimit)?.gate {
                limits = (minutes, count)
            }
            let t = viewer.language
            let posts = try tx.leavePosts.of(actor.staff.id)
            let isOnShift = try tx.leavePosts.shift(of: actor.staff.id) != nil
            let pages = LeavePostPages(
                viewer: viewer, names: [:], promises: try tx.obligations.running(of: posts.map(\.subject)))
            return desk.frame(
                viewer, actor, title: t(.leavePostTitle), section: .leavePosts, lead: "\(t(.leavePostLead))",
                acts: actor.holds(.approveAbsence)
                    ? linkButton(t(.approvalsTitle), url: "/approvals") : nil
            ).page(
                content: pages.mine(posts, limits: limits, isOnShift: isOnShift, typed: typed, refusal: refusal))
        }
    }

    private func page(
        _ context: SignedIn, typed: [String: Typed] = [:], refusal: HTML? = nil
    ) async throws -> HTML {
        let viewer = context.viewer
        let id: LeavePost.ID = try context.identifier()
        return try await desk.read(context) { [desk] tx, actor in
            let post = try tx.leavePosts.open(id, by: actor)
            let ground = try tx.absenceGround(of: post.unit)
            let names = try tx.names(of: Set([post.staff] + [post.decision?.by].compactMap(\.self)))
            let t = viewer.language
            return desk.frame(
                viewer, actor, title: "\(t(.leavePostForm)) \(post.number)", section: .leavePosts,
                trail: [Trail(t(.leavePostTitle), url: "/leave-posts")]
            ).page(
                content: LeavePostPages(viewer: viewer, names: names).one(
                    post, coverage: post.state == .asked ? try tx.leavePosts.coverage(of: post) : nil,
                    mayDecide: tx.leavePosts.mayDecide(post, actor, on: ground),
                    isMine: post.staff == actor.staff.id, typed: typed, refusal: refusal))
        }
    }

    private func act(
        _ address: String, _ routes: RouterGroup<SignedIn>,
        _ read: @escaping @Sendable (FormData) throws -> @Sendable (Transaction, LeavePost.ID, Actor) throws -> Void
    ) {
        routes.post("/leave-posts/:id/\(address)") { [self] _, context -> Response in
            let id: LeavePost.ID = try context.identifier()
            return try await context.answer {
                let act = try read(context.form)
                try await desk.act(context) { tx, actor in try act(tx, id, actor) }
                return "/leave-posts/\(id.rawValue)"
            } orShow: {
                try await page(context, typed: [address: $0], refusal: $1)
            }
        }
    }
}
