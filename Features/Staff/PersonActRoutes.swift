import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// POST /people/{id}/appointments · /delegations · /phone-reveal
/// POST /people/{id}/password-reset · /deactivation · /reactivation · /sessions/ending
/// POST /people/appointments/{id}/ending · /people/delegations/{id}/ending
struct PersonActRoutes: Sendable {
    let desk: Workplace
    let door: SignIn

    func add(to routes: RouterGroup<SignedIn>) {
        routes.post("/people/:id/appointments", use: appoint)
        routes.post("/people/:id/delegations", use: lend)
        routes.post("/people/:id/phone-reveal", use: reveal)
        routes.post("/people/:id/password-reset", use: resetPassword)
        routes.post("/people/:id/reactivation", use: reactivate)
        routes.post("/people/:id/deactivation") { _, context in
            try await doing(context, .personLeft) { tx, actor, id in
                try tx.staff.deactivate(id, by: .person(actor), under: PostsInForce(tx: tx))
            }
        }
        routes.post("/people/:id/sessions/ending") { _, context in
            try await doing(context, .meSessionsEnded) { tx, actor, id in
                try tx.staff.endSessions(of: id, by: .person(actor), under: PostsInForce(tx: tx))
            }
        }
        routes.post("/people/appointments/:id/ending", use: endAppointment)
        routes.post("/people/delegations/:id/ending", use: endDelegation)
    }

    @Sendable private func appoint(_ request: Request, _ context: SignedIn) async throws -> Response {
        let t = context.viewer.language
        return try await trying("appoint", context) {
            let wanted = try StaffForms.appointment(context.form, in: t)
            return try await doing(context, .personAppointed) { tx, actor, id in
                _ = try tx.appointments.appoint(
                    id, to: wanted.post, in: wanted.unit, from: wanted.from ?? tx.now, by: .person(actor),
                    under: PostsInForce(tx: tx))
            }
        }
    }

    @Sendable private func lend(_ request: Request, _ context: SignedIn) async throws -> Response {
        let t = context.viewer.language
        return try await trying("lend", context) {
            let loan = try StaffForms.loan(context.form, in: t)
            return try await doing(context, .personLendDone) { tx, actor, id in
                guard try tx.appointments.require(loan.appointment).staff == id else {
                    throw Appointment.Refusal.unknown
                }
                _ = try tx.delegations.give(loan, by: actor, under: PostsInForce(tx: tx))
            }
        }
    }

    /// Shown once, in the place of the masked number for htmx, else alone.
    @Sendable private func reveal(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Staff.ID = try context.identifier()
        let reason = String(context.form.text("reason").prefix(200))
        return try await trying("reveal", context) {
            let phone = try await desk.act(context) { tx, actor in
                try tx.staff.revealPhone(of: id, because: reason, by: actor)
            }
            if context.isFragment { return context.fragment("\(phone?.revealed)") }
            let viewer = context.viewer
            return try await desk.read(context) { [desk] tx, actor in
                desk.frame(viewer, actor, title: try tx.staff.require(id).name, section: .people)
                    .page(content: StaffParts.facts([(viewer.language(.personPhone), "\(phone?.revealed)")]))
                    .response()
            }
        }
    }

    @Sendable private func resetPassword(_ request: Request, _ context: SignedIn) async throws -> Response {
        try await giving(context) { id, hash, tx, actor in
            try tx.staff.resetPassword(of: id, to: hash, by: .person(actor), under: PostsInForce(tx: tx))
        }
    }

    @Sendable private func reactivate(_ request: Request, _ context: SignedIn) async throws -> Response {
        try await giving(context) { id, hash, tx, actor in
            try tx.staff.reactivate(id, with: hash, by: .person(actor), under: PostsInForce(tx: tx))
        }
    }

    @Sendable private func endAppointment(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Appointment.ID = try context.identifier()
        let person = try await desk.act(context) { tx, actor in
            try tx.appointments.end(id, at: tx.now, by: .person(actor), under: PostsInForce(tx: tx))
            return try tx.appointments.require(id).staff
        }
        return context.seeOther("/people/\(person)", notice: context.viewer.language(.personPostEnded))
    }

    @Sendable private func endDelegation(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Delegation.ID = try context.identifier()
        let person = try await desk.act(context) { tx, actor in
            try tx.delegations.end(id, by: actor, under: PostsInForce(tx: tx))
            return try tx.delegations.require(id).giver
        }
        return context.seeOther("/people/\(person)", notice: context.viewer.language(.personLoanEnded))
    }

    /// A new first password; whoever has no right to give it does not make the house compute one.
    private func giving(
        _ context: SignedIn,
        _ body: @Sendable @escaping (Staff.ID, PasswordHash, Transaction, Actor) throws -> Void
    ) async throws -> Response {
        let id: Staff.ID = try context.identifier()
        try await desk.read(context) { _, actor in
            guard actor.holds(.manageStaff) else { throw Mandate.person(actor).refusal }
        }
        let password = try Password.initial()
        let hash = try await door.passwords.hash(password)
        let person = try await desk.act(context) { tx, actor in
            try body(id, hash, tx, actor)
            return try tx.staff.require(id)
        }
        return try await desk.firstPasswordPage(context, password, of: person, under: door.rules).response()
    }

    private func doing(
        _ context: SignedIn, _ done: Word,
        _ body: @Sendable @escaping (Transaction, Actor, Staff.ID) throws -> Void
    ) async throws -> Response {
        let id: Staff.ID = try context.identifier()
        try await desk.act(context) { tx, actor in try body(tx, actor, id) }
        return context.seeOther("/people/\(id)", notice: context.viewer.language(done))
    }

    /// The act, or the person's page again with what was typed and what is wrong with it.
    private func trying(
        _ name: String, _ context: SignedIn, _ act: () async throws -> Response
    ) async throws -> Response {
        let id: Staff.ID = try context.identifier()
        do {
            return try await act()
        } catch let invalid as Invalid {
            return context.invalid(
                try await desk.personPage(
                    context, id: id, under: door.rules, typed: [name: Typed(context.form, invalid)]))
        } catch let refusal as any Explainable where !context.isFragment {
            return try await desk.personPage(
                context, id: id, under: door.rules, typed: [name: Typed(context.form)], refusal: refusal
            ).response(status: refusal.status)
        }
    }
}
