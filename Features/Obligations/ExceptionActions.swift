import Database
import Handbook
import Kernel

/// Asking for an exception, and deciding it. Both are counted beside the clause.
extension ExceptionRequests {
    /// Asks for each of the clauses that stood in the way of a case, for one reason.
    func request(
        _ clauses: [String], of id: Case.ID, obligation: Obligation.ID?, because reason: String, by actor: Actor
    ) throws {
        let work = try tx.cases.work(on: id, by: actor, needing: .readCase)
        try authorizeAsking(work.file.record, actor)
        let owing = work.owing
        for clause in clauses { try request(clause, of: owing, obligation: obligation, because: reason, by: actor) }
    }

    /// Who has nothing to do on a case has nothing to be let off: looking at it gives no right to ask.
    private func authorizeAsking(_ record: Case, _ actor: Actor) throws {
        let acts: [Permission] = [.workCase, .investigateCase, .decideCase, .summariseCase, .approveCompensation]
        let isOwn = record.concerns(actor.staff.id)
        guard acts.contains(where: { actor.may($0, in: record.unit, isOwn: isOwn) }) else {
            throw NotAllowed(permission: .workCase, isElsewhere: acts.contains { actor.holds($0) })
        }
    }

    /// For a deadline the open obligation shall not bind; for a gate the next step that it refuses. The people above
    /// the asker are told.
    @discardableResult
    func request(
        _ number: String, of owing: Owing, obligation: Obligation.ID?, because reason: String, by actor: Actor
    ) throws -> ExceptionRequest {
        guard let clause = owing.handbook.clause(number) else { throw NotFound() }
        let obligation = try excepted(clause, of: owing.subject, obligation)
        guard try !isPending(number, of: owing.subject, obligation: obligation, round: owing.round) else {
            throw ExceptionRequest.Refusal.alreadyAsked
        }
        let request = ExceptionRequest(
            id: tx.ids.make(), subject: owing.subject, unit: owing.unit, clause: number, version: owing.version,
            obligation: obligation, round: owing.round, reason: reason, requestedBy: actor.staff.id, requestedAt: tx.now
        )
        try insert(request)
        let event = try tx.record(
            .exceptionRequested, about: owing.subject, in: owing.unit, by: actor.staff.id,
            details: ["clause": number, "reason": reason, "exception": request.id.rawValue])
        let above = try tx.appointments.superiors(of: actor.staff.id, at: tx.now, under: PostsInForce(tx: tx))
        try tx.notify(above, of: event)
        return request
    }

    func approve(_ id: ExceptionRequest.ID, saying text: String, by actor: Actor) throws {
        var request = try decidable(id, by: actor)
        let handbook = try tx.handbooks.handbook(request.version)
        guard let clause = handbook.clause(request.clause) else { throw NotFound() }
        if request.subject.kind == .serviceCase,
            try tx.cases.find(Case.ID(request.subject.id)).map({ $0.round != request.round }) == true
        {
            throw ExceptionRequest.Refusal.roundIsOver
        }
        // Nobody is let off what they owe by themselves, whoever asked (0.3.4).
        if let id = request.obligation, try tx.obligations.find(id)?.owedByStaff == actor.staff.id {
            throw ExceptionRequest.Refusal.ownRequest
        }
        try request.approve(
            by: actor.staff.id, standingAbove: try standsAbove(actor, request, in: handbook), strength: clause.strength,
            text: text, at: tx.now)
        try save(request)
        let event = try recordDecision(of: request, "approved", by: actor)
        guard let owed = request.obligation else { return }
        guard var obligation = try tx.obligations.find(owed), obligation.isOpen else {
            throw ExceptionRequest.Refusal.notOwed
        }
        obligation.end(.exempted, at: tx.now, by: actor.staff.id)
        try tx.obligations.save(obligation, endedBy: event.id)
        try renew(obligation, under: event, by: actor)
        try tx.obligations.noteNextDeadline(of: obligation.subject)
    }

    /// What is owed again and again is excepted once: the next progress notice is owed from now on.
    private func renew(_ excepted: Obligation, under event: Event, by actor: Actor) throws {
        guard excepted.rule == .deadline(.progressNotice), excepted.subject.kind == .serviceCase else { return }
        let owing = try tx.cases.work(on: tx.cases.file(Case.ID(excepted.subject.id)), by: actor).owing
        guard let clock = excepted.clock(under: owing.handbook) else { return }
        let told = Happening(.caseInformed, at: tx.now, round: excepted.round)
        for case .opened(let next) in owing.handbook.changes(
            after: told, to: owing.circumstances, running: [clock], on: owing.calendar)
        {
            try tx.obligations.insert(Obligation(next, id: tx.ids.make(), of: owing), openedBy: event.id)
        }
    }

    func decline(_ id: ExceptionRequest.ID, saying text: String, by actor: Actor) throws {
        var request = try decidable(id, by: actor)
        try request.decline(by: actor.staff.id, text: text, at: tx.now)
        try save(request)
        try recordDecision(of: request, "declined", by: actor)
    }

    /// A request that a person may decide; one that they may not even see is not there.
    private func decidable(_ id: ExceptionRequest.ID, by actor: Actor) throws -> ExceptionRequest {
        guard let request = try find(id),
            request.requestedBy == actor.staff.id || actor.units(permitting: .decideException).contains(request.unit)
        else { throw NotFound() }
        try authorize(actor, .decideException, in: request.unit, isOwn: false)
        return request
    }

    /// The open obligation that is meant, nothing for a gate.
    private func excepted(
        _ clause: Clause, of subject: Subject, _ named: Obligation.ID?
    ) throws -> Obligation.ID? {
        switch clause.enforcement {
        case .gate: return nil
        case .reference: throw ExceptionRequest.Refusal.nothingToExcept
        case .deadline, .attestation:
            let open = try tx.obligations.open(of: subject).first {
                $0.clause == clause.number && (named == nil || $0.id == named)
            }
            guard let open else { throw ExceptionRequest.Refusal.notOwed }
            return open.id
        }
    }

    @discardableResult
    private func recordDecision(of request: ExceptionRequest, _ decision: String, by actor: Actor) throws -> Event {
        let event = try tx.record(
            .exceptionDecided, about: request.subject, in: request.unit, by: actor.staff.id,
            details: ["clause": request.clause, "decision": decision, "exception": request.id.rawValue])
        try tx.notify([request.requestedBy], of: event)
        return event
    }

    /// Whether the one who decides holds a post above one of the asker's.
    private func standsAbove(_ actor: Actor, _ request: ExceptionRequest, in handbook: Handbook) throws -> Bool {
        let asker = try tx.actor(request.requestedBy)
        let mine = Set(actor.posts.map(\.code))
        return asker.posts.contains { post in
            var superior = handbook.post(post.code)?.superior
            var climbed = 0
            while let code = superior, climbed < handbook.posts.count {
                if mine.contains(code) { return true }
                superior = handbook.post(code)?.superior
                climbed += 1
            }
            return false
        }
    }
}
