import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// GET  /me                        my account
/// POST /me/language · /me/theme   at once, and back to where one was
/// POST /me/password · /me/pin     with the present password
/// POST /me/sessions/{id}/ending   one of my sessions; POST /me/sessions/ending all but this one
struct AccountRoutes: Sendable {
    let desk: Workplace
    let door: SignIn

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/me") { _, context in try await page(context).response() }
        routes.post("/me/language", use: language)
        routes.post("/me/theme", use: theme)
        routes.post("/me/password", use: password)
        routes.post("/me/pin", use: pin)
        routes.post("/me/sessions/ending", use: endOthers)
        routes.post("/me/sessions/:id/ending", use: endOne)
    }

    private func page(_ context: SignedIn, _ typed: [String: Typed] = [:]) async throws -> HTML {
        let viewer = context.viewer
        let rules = door.rules
        return try await desk.read(context) { [desk] tx, actor in
            let pages = AccountPages(
                viewer: viewer, actor: actor, sessions: try tx.sessions.standing(of: actor.staff.id, under: rules),
                units: try tx.unitNames(of: Set(actor.holdings.map(\.unit))),
                names: try tx.names(of: Set(actor.holdings.compactMap(\.lentBy))), typed: typed)
            return desk.frame(viewer, actor, title: viewer.language(.meTitle), section: .people, lead: pages.lead)
                .page(content: pages.content)
        }
    }

    @Sendable private func language(_ request: Request, _ context: SignedIn) async throws -> Response {
        let chosen = try form(context.form.choice("language", of: Language.self))
        try await desk.database.write { tx in try tx.prefer(chosen, for: Staff.ID(context.viewer.id)) }
        var response = context.seeOther(whereFrom(request))
        response.setCookie(context.visit.cookie.remembering(chosen.rawValue))
        return response
    }

    @Sendable private func theme(_ request: Request, _ context: SignedIn) async throws -> Response {
        let chosen = try form(context.form.choice("theme", of: Staff.Theme.self))
        try await desk.database.write { tx in try tx.prefer(chosen, for: Staff.ID(context.viewer.id)) }
        return context.seeOther(whereFrom(request))
    }

    @Sendable private func password(_ request: Request, _ context: SignedIn) async throws -> Response {
        try await choosing("password", context, done: .mePasswordChosen) { id, session, t in
            try await door.choosePassword(
                AccountForms.newPassword(context.form, in: t), current: context.form.sent("current") ?? "", for: id,
                in: session)
        }
    }

    @Sendable private func pin(_ request: Request, _ context: SignedIn) async throws -> Response {
        try await choosing("pin", context, done: .mePINChosen) { id, _, t in
            try await door.choosePIN(
                AccountForms.newPIN(context.form, in: t), current: context.form.sent("current") ?? "", for: id)
        }
    }

    private func choosing(
        _ name: String, _ context: SignedIn, done: Word,
        _ act: (Staff.ID, Session.ID, Language) async throws -> Void
    ) async throws -> Response {
        let t = context.viewer.language
        let problems: Invalid
        do {
            try await act(Staff.ID(context.viewer.id), Session.ID(context.viewer.session), t)
            return context.seeOther("/me", notice: t(done))
        } catch let invalid as Invalid {
            problems = invalid
        } catch let refused as NewSecretRefused {
            problems = refused.invalid(in: t)
        } catch SignInRefusal.wrong {
            problems = Invalid(["current": t(.meCurrentWrong)])
        }
        return context.invalid(try await page(context, [name: Typed(FormData.empty, problems)]))
    }

    @Sendable private func endOne(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Session.ID = try context.identifier()
        try await desk.database.write { tx in
            try tx.endSession(id, of: Staff.ID(context.viewer.id), by: .person)
        }
        return context.seeOther("/me", notice: context.viewer.language(.meSessionEnded))
    }

    @Sendable private func endOthers(_ request: Request, _ context: SignedIn) async throws -> Response {
        try await desk.database.write { tx in
            try tx.sessions.endAll(
                of: Staff.ID(context.viewer.id), except: Session.ID(context.viewer.session), .person)
        }
        return context.seeOther("/me", notice: context.viewer.language(.meSessionsEnded))
    }

    /// The page on which the menu was opened: the path of the referring address, which is ours or is passed over.
    private func whereFrom(_ request: Request) -> String {
        guard let address = request.headers[.referer], let host = request.head.authority,
            let found = address.firstRange(of: "://\(host)/")
        else { return "/" }
        return safeReturn("/\(address[found.upperBound...])")
    }
}
