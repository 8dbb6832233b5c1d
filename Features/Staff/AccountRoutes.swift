import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// GET  /me                        my account
/// POST /me/language · /me/theme   at once, and back to where one was
/// POST /me/password · /me/pin     with the present password
/// POST /me/sessions/{id}/ending   one of my sessions; POST /me/sessions/ending all but this one
/// POST /me/awake                  somebody touches the keyboard or the mouse: the session is not idle
/// POST /me/programs/ending        all my tokens and webhooks
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
        routes.post("/me/programs/ending", use: endPrograms)
        routes.post("/me/awake") { _, _ in Response(status: .noContent) }
    }

    private func page(_ context: SignedIn, _ typed: [String: Typed] = [:]) async throws -> HTML {
        let viewer = context.viewer
        let rules = door.rules
        return try await desk.read(context) { [desk] tx, actor in
            let pages = AccountPages(
                viewer: viewer, actor: actor, sessions: try tx.sessions.standing(of: actor.staff.id, under: rules),
                units: try tx.unitNames(of: Set(actor.holdings.map(\.unit))),
                names: try tx.names(of: Set(actor.holdings.compactMap(\.lentBy))), typed: typed,
                tokens: try tx.apiTokens.valid(of: actor.staff.id),
                webhooks: try tx.webhooks.all(of: actor.staff.id).filter(\.isActive))
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
        // A new password of one's own leaves one's programs at work; what still opens the door is said.
        let programs = try await desk.read(context) { tx, actor in
            try tx.apiTokens.countValid(of: actor.staff.id) + tx.webhooks.countActive(of: actor.staff.id)
        }
        let t = context.viewer.language
        let done = programs > 0 ? t(.mePasswordChosenPrograms, String(programs)) : t(.mePasswordChosen)
        return try await choosing("password", context, done: done) { id, session, t in
            try await door.choosePassword(
                AccountForms.newPassword(context.form, in: t), current: context.form.sent("current") ?? "", for: id,
                in: session)
        }
    }

    @Sendable private func pin(_ request: Request, _ context: SignedIn) async throws -> Response {
        try await choosing("pin", context, done: context.viewer.language(.mePINChosen)) { id, _, t in
            try await door.choosePIN(
                AccountForms.newPIN(context.form, in: t), current: context.form.sent("current") ?? "", for: id)
            return nil
        }
    }

    /// `act` answers with another token where the session goes on under one.
    private func choosing(
        _ name: String, _ context: SignedIn, done: String,
        _ act: (Staff.ID, Session.ID, Language) async throws -> SessionToken?
    ) async throws -> Response {
        let t = context.viewer.language
        let problems: Invalid
        do {
            let token = try await act(Staff.ID(context.viewer.id), Session.ID(context.viewer.session), t)
            var response = context.seeOther("/me", notice: done)
            if let token { response.setCookie(context.visit.cookie.holding(token, under: door.rules)) }
            return response
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

    @Sendable private func endPrograms(_ request: Request, _ context: SignedIn) async throws -> Response {
        let ended = try await desk.act(context) { tx, actor in
            try tx.endPrograms(of: actor.staff.id, by: actor.staff.id)
        }
        return context.seeOther(
            "/me",
            notice: context.viewer.language(.meProgramsEnded, String(ended.tokens), String(ended.webhooks)))
    }

    /// The page on which the menu was opened: the path of the referring address, which is ours or is passed over.
    private func whereFrom(_ request: Request) -> String {
        guard let address = request.headers[.referer], let host = request.head.authority,
            let found = address.firstRange(of: "://\(host)/")
        else { return "/" }
        return safeReturn("/\(address[found.upperBound...])")
    }
}
