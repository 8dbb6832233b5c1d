import Database
import Hummingbird
import Kernel
import Web

/// GET  /sign-in        account and password          POST /sign-in
/// GET  /lock           the locked screen             POST /lock locks, POST /unlocking opens
/// GET  /switch         换人: the next person          POST /switch
/// POST /first-password the person's own password, in place of the one that was given
/// POST /sign-out
struct SignInRoutes: Sendable {
    let door: SignIn

    func add(to routes: RouterGroup<Visitor>) {
        routes.get("/sign-in", use: showSignIn)
        routes.post("/sign-in", use: signIn)
        routes.post("/sign-out", use: signOut)
        routes.get("/lock", use: showLock)
        routes.post("/lock", use: lock)
        routes.post("/unlocking", use: unlock)
        routes.post("/first-password", use: choosePassword)
        routes.get("/switch", use: showSwitch)
        routes.post("/switch", use: changePerson)
    }

    @Sendable private func showSignIn(_ request: Request, _ context: Visitor) async throws -> Response {
        let next = safeReturn(context.query.text("next"))
        if let viewer = context.viewer { return context.seeOther(viewer.isLocked ? "/lock" : next) }
        if let chosen = Language(rawValue: context.query.text("language")) {
            var response = context.seeOther(SignInPages.address(next: next))
            response.setCookie(context.visit.cookie.remembering(chosen.rawValue))
            return response
        }
        return SignInPages(context.visit).signIn(next: next).response()
    }

    @Sendable private func signIn(_ request: Request, _ context: Visitor) async throws -> Response {
        let next = safeReturn(context.form.text("next"))
        return try await answering(context) { problem in
            SignInPages(context.visit).signIn(
                next: next, typed: Typed(["account": context.form.text("account")]), problem: problem,
                in: context.viewer)
        } act: {
            let seat = try await door.signIn(
                account: context.form.text("account"), password: context.form.sent("password") ?? "",
                at: context.place(of: request), from: context.viewer.map { Session.ID($0.session) })
            return context.sitting(seat, next: next, under: door.rules)
        }
    }

    @Sendable private func signOut(_ request: Request, _ context: Visitor) async throws -> Response {
        if let viewer = context.viewer {
            try await door.database.write { tx in try tx.signOut(Session.ID(viewer.session)) }
        }
        var response = context.seeOther("/sign-in")
        response.setCookie(context.visit.cookie.cleared)
        return response
    }

    @Sendable private func lock(_ request: Request, _ context: Visitor) async throws -> Response {
        if let viewer = context.viewer {
            try await door.database.write { tx in try tx.lock(Session.ID(viewer.session)) }
        }
        return context.seeOther("/lock")
    }

    @Sendable private func showLock(_ request: Request, _ context: Visitor) async throws -> Response {
        let next = safeReturn(context.query.text("next"))
        guard let viewer = context.viewer else { return context.seeOther(SignInPages.address(next: next)) }
        guard viewer.isLocked else { return context.seeOther(next) }
        return try await lockPage(context, viewer, next: next, problem: nil).response()
    }

    @Sendable private func unlock(_ request: Request, _ context: Visitor) async throws -> Response {
        let next = safeReturn(context.form.text("next"))
        guard let viewer = context.viewer else { return context.seeOther(SignInPages.address(next: next)) }
        return try await answering(context) { problem in
            try await lockPage(context, viewer, next: next, problem: problem)
        } act: {
            try await door.unlock(
                Session.ID(viewer.session), secret: context.form.sent("secret") ?? "", at: context.place(of: request))
            return context.seeOther(next)
        }
    }

    @Sendable private func choosePassword(_ request: Request, _ context: Visitor) async throws -> Response {
        let next = safeReturn(context.form.text("next"))
        guard let viewer = context.viewer else { return context.seeOther(SignInPages.address(next: next)) }
        let t = viewer.language
        // A first password opens a door once: whoever finds the screen locked does not choose for the person.
        guard try await standsOpen(viewer) else { return context.seeOther("/lock") }
        do {
            let password = try AccountForms.newPassword(context.form, in: t)
            let token = try await door.choosePassword(
                password, current: nil, for: Staff.ID(viewer.id), in: Session.ID(viewer.session))
            var response = context.seeOther(next, notice: t(.mePasswordChosen))
            response.setCookie(context.visit.cookie.holding(token, under: door.rules))
            return response
        } catch let invalid as Invalid {
            return context.invalid(
                SignInPages(context.visit).firstPassword(viewer, next: next, typed: Typed(FormData.empty, invalid)))
        } catch let refused as NewSecretRefused {
            let typed = Typed(FormData.empty, refused.invalid(in: t))
            return context.invalid(SignInPages(context.visit).firstPassword(viewer, next: next, typed: typed))
        }
    }

    /// Whoever asks for the next person leaves the desk: the screen is locked before the page is shown.
    @Sendable private func showSwitch(_ request: Request, _ context: Visitor) async throws -> Response {
        guard let viewer = context.viewer else { return context.seeOther("/sign-in") }
        if !viewer.isLocked { try await door.database.write { tx in try tx.lock(Session.ID(viewer.session)) } }
        return SignInPages(context.visit).change(viewer).response()
    }

    @Sendable private func changePerson(_ request: Request, _ context: Visitor) async throws -> Response {
        guard let viewer = context.viewer else { return context.seeOther("/sign-in") }
        return try await answering(context) { problem in
            SignInPages(context.visit).change(
                viewer, typed: Typed(["account": context.form.text("account")]), problem: problem)
        } act: {
            let seat = try await door.changePerson(
                account: context.form.text("account"), secret: context.form.sent("secret") ?? "",
                at: context.place(of: request), from: Session.ID(viewer.session))
            return context.sitting(seat, next: "/", under: door.rules)
        }
    }

    private func standsOpen(_ viewer: Viewer) async throws -> Bool {
        let session = try await door.database.read { tx in try tx.sessions.require(Session.ID(viewer.session)) }
        return session.standing(at: viewer.now, under: door.rules) == .open
    }

    /// The locked screen, or, for whoever came in by a password that was given, the page on which to choose one.
    private func lockPage(_ context: Visitor, _ viewer: Viewer, next: String, problem: String?) async throws -> HTML {
        let pages = SignInPages(context.visit)
        let (session, person) = try await door.database.read { tx in
            (try tx.sessions.require(Session.ID(viewer.session)), try tx.staff.require(Staff.ID(viewer.id)))
        }
        let isOpen = session.standing(at: viewer.now, under: door.rules) == .open
        return isOpen && person.mustChoosePassword
            ? pages.firstPassword(viewer, next: next)
            : pages.lock(viewer, hasPIN: person.pin != nil, next: next, problem: problem)
    }

    /// The act, or its page again with one sentence: 422 for a wrong secret or one that has lapsed, 429 for too many tries, 503 when the house
    /// cannot check any more.
    private func answering(
        _ context: Visitor, page: (String) async throws -> HTML, act: () async throws -> Response
    ) async throws -> Response {
        let t = context.visit.language
        do {
            return try await act()
        } catch SignInRefusal.wrong {
            return try await page(t(.signInWrong)).response(status: .unprocessableContent)
        } catch SignInRefusal.lapsed {
            return try await page(t(.signInLapsed, door.rules.firstPasswordHours)).response(
                status: .unprocessableContent)
        } catch SignInRefusal.wait(let until) {
            let seconds = max(1, Int(((until - context.visit.now).milliseconds + 999) / 1000))
            var response = try await page(t(.signInWait, String(seconds))).response(status: .tooManyRequests)
            response.headers[.retryAfter] = String(seconds)
            return response
        } catch SignInRefusal.sessionOver {
            return context.seeOther("/sign-in")
        } catch is PasswordThread.Busy {
            return try await page(t(.signInBusy)).response(status: .serviceUnavailable)
        }
    }
}

extension Visitor {
    fileprivate func place(of request: Request) -> Workstation {
        Workstation(address: visit.address, agent: String((request.headers[.userAgent] ?? "").prefix(300)))
    }

    fileprivate func sitting(_ seat: Seat, next: String, under rules: SessionRules) -> Response {
        var response = seeOther(next)
        response.setCookie(visit.cookie.holding(seat.token, under: rules))
        return response
    }
}

extension SessionCookie {
    /// The cookie of a session; how long it really lasts is the session's to know.
    func holding(_ token: SessionToken, under rules: SessionRules) -> Cookie {
        issue(token.text, lifetime: Int(rules.longest.milliseconds / 1000))
    }
}
