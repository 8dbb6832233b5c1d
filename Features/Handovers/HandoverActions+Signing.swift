import Database
import Handbook
import Kernel

/// Taking over, refusing, witnessing, and what becomes of objections (GAME-51, GAME-53, SOFT-68).
extension Handovers {
    /// By whoever of the next shift is there first; with an objection that goes to a leader, where there is one.
    func accept(_ id: Handover.ID, objecting: String = "", by actor: Actor) throws {
        var handover = try visible(id, to: actor)
        let ground = try tx.absenceGround(of: handover.unit)
        try requireTaker(of: handover, actor)
        if handover.kind == .shift {
            // What has come since it was offered is handed over with the rest.
            try tx.handoverSheets.keep(try filling(of: handover, on: ground).entries(), of: id)
        }
        // Whoever reads the sheet before they say that they are on duty was there when they clocked in (GAME-51).
        let began = try tx.presence.standing(of: actor.staff.id)?.beganAt
        let clockedIn = try tx.clockEvents.arrival(of: actor.staff.id)
        let arrived = [began, clockedIn].compactMap(\.self).min() ?? tx.now
        try handover.accept(
            by: actor.staff.id, arrived: arrived, needsWitness: ground.gate(.handoverWitness) != nil, at: tx.now)
        var checks: [GateCheck] = []
        // A leader who takes it in hand has no shift to be early for.
        let isOfShift = try change(in: handover.unit, at: handover.time.until)?.takers.isEmpty == false
        if isOfShift, let next = handover.time.next,
            case .handoverEarly(let notice)? = ground.gate(.handoverEarly)?.gate
        {
            let latest = notice.latest(before: next.lowerBound, in: ground.zone)
            // Whoever takes over late takes over all the same: the clause counts it (GAME-51).
            let late = Sentence(
                .handoverLate, latest.dateAndTime(in: ground.zone), arrived.dateAndTime(in: ground.zone))
            checks = ground.check(.handoverEarly, missing: arrived <= latest ? nil : late)
        }
        let owing = try owing(handover, on: ground, handler: actor.staff.id)
        let passage = try tx.obligations.pass(checks, of: owing)
        try save(handover)
        let event = try tx.record(
            .handoverAccepted, of: owing, by: actor.staff.id, passage: passage, details: ["number": handover.number])
        try tx.notify(
            [handover.giver] + (handover.state == .signed ? try settlers(of: handover, on: ground) : []), of: event)
        if handover.kind == .shift { try rollOn(handover, by: actor) }
        if !objecting.isEmpty { try object(objecting, to: handover, on: ground, isRefusal: false, by: actor) }
        if handover.kind.isLeaving, handover.state == .settled { try settle(handover, by: actor) }
    }

    /// With reasons, which stay on the sheet whatever becomes of it.
    func refuse(_ id: Handover.ID, because reason: String, by actor: Actor) throws {
        var handover = try visible(id, to: actor)
        let ground = try tx.absenceGround(of: handover.unit)
        try requireTaker(of: handover, actor)
        try handover.refuse(by: actor.staff.id)
        try save(handover)
        try object(reason, to: handover, on: ground, isRefusal: true, by: actor)
    }

    /// The third signature; what was handed over is the taker's from now on (SOFT-68).
    func witness(_ id: Handover.ID, by actor: Actor) throws {
        var handover = try visible(id, to: actor)
        let ground = try tx.absenceGround(of: handover.unit)
        if handover.giver == actor.staff.id || handover.taker == actor.staff.id { throw Handover.Refusal.ownAct }
        let posts = witnesses(on: ground)
        let other = actor.apart(from: handover.people)
        guard other.maySettle(in: handover.unit, posts, under: ground.handbook) else {
            throw Handover.Refusal.notEntitled(ground.titles(of: posts))
        }
        try handover.witness(by: actor.staff.id, at: tx.now)
        try save(handover)
        try settle(handover, by: actor)
    }

    /// A leader says what is to be done about an objection; the sheet itself stays as it was signed.
    func answer(
        _ objection: HandoverObjection.ID, of id: Handover.ID, saying text: String, by actor: Actor
    ) throws {
        let handover = try visible(id, to: actor)
        guard var found = try objections(of: id).first(where: { $0.id == objection }) else {
            throw Handover.Refusal.unknownObjection
        }
        try authorize(
            actor.apart(from: handover.people + [found.by]), .settleHandover, in: handover.unit, isOwn: false)
        try found.answer(text, by: actor.staff.id, giver: handover.giver, at: tx.now)
        try save(found)
        let ground = try tx.absenceGround(of: handover.unit)
        let event = try tx.record(
            .handoverAnswered, of: owing(handover, on: ground, handler: handover.giver), by: actor.staff.id,
            item: found.id.rawValue, details: ["number": handover.number])
        try tx.notify([handover.giver, found.by], of: event)
    }

    /// Who is to take over: whoever of the next shift has not worked the one before, or the one who was named. Where nobody
    /// else comes for days, whoever may settle handovers there takes it in hand (GAME-50: no shift closes without a signature).
    func takers(of handover: Handover) throws -> [Staff.ID] {
        if handover.kind.isLeaving { return [handover.taker].compactMap(\.self) }
        let change = try change(in: handover.unit, at: handover.time.until)
        if let change, !change.takers.isEmpty { return change.takers }
        let ground = try tx.absenceGround(of: handover.unit)
        return try settlers(of: handover, on: ground).filter { change?.outgoing.contains($0) != true }
    }

    func witnesses(on ground: AbsenceGround) -> [String] {
        guard case .handoverWitness(.post(let post))? = ground.gate(.handoverWitness)?.gate else { return [] }
        return [post]
    }

    private func requireTaker(of handover: Handover, _ actor: Actor) throws {
        if handover.giver == actor.staff.id { throw Handover.Refusal.ownAct }
        guard handover.state == .offered else { throw Handover.Refusal.notNow(handover.state) }
        guard try isTaker(actor, of: handover) else {
            throw handover.kind.isLeaving
                ? Handover.Refusal.notTheTaker : Handover.Refusal.notOfNextShift(handover.time.next?.lowerBound)
        }
        try refuseEarly(handover)
    }

    /// A shift is not handed over while most of it is still to come: what happens in it would be on no sheet (GAME-53).
    func refuseEarly(_ handover: Handover) throws {
        guard let earliest = handover.earliest, tx.now < earliest else { return }
        let zone = try tx.absenceGround(of: handover.unit).zone
        throw Handover.Refusal.tooEarly(earliest.dateAndTime(in: zone))
    }

    private func object(
        _ text: String, to handover: Handover, on ground: AbsenceGround, isRefusal: Bool, by actor: Actor
    ) throws {
        let objection = HandoverObjection(
            id: tx.ids.make(), handover: handover.id, by: actor.staff.id, at: tx.now, text: text, isRefusal: isRefusal)
        try insert(objection)
        let event = try tx.record(
            isRefusal ? .handoverRefused : .handoverObjected,
            of: owing(handover, on: ground, handler: handover.giver), by: actor.staff.id,
            item: objection.id.rawValue, details: ["number": handover.number])
        try tx.notify([handover.giver] + settlers(of: handover, on: ground), of: event)
    }

    /// A fault and a difference roll on from here, until somebody says what became of them.
    private func rollOn(_ handover: Handover, by actor: Actor) throws {
        let sheet = try tx.handoverSheets.of(handover.id)
        let known = Set(try tx.handoverSheets.openMatters(of: handover.unit).map(\.text))
        for line in sheet.lines where line.isAmiss {
            let difference = line.difference.map { $0 == 0 ? "" : " \($0 > 0 ? "+" : "−")\(abs($0))\(line.measure)" }
            let text = [line.name + (difference ?? ""), line.remark].filter { !$0.isEmpty }.joined(separator: " · ")
            guard !known.contains(text), known.count < Handover.mostMatters else { continue }
            try tx.handoverSheets.insert(
                HandoverMatter(
                    id: tx.ids.make(), unit: handover.unit, handover: handover.id, text: text, record: nil,
                    openedBy: handover.giver, openedAt: tx.now), isLeaving: false)
        }
    }
}

extension Actor {
    /// Whether one of the posts, or one above, is held for this unit, with the right to settle handovers (SOFT-68).
    func maySettle(in unit: Unit.ID, _ posts: [String], under handbook: Handbook) -> Bool {
        holdings.contains { holding in
            holding.post.permissions.contains(.settleHandover) && holding.covers(unit, isOwn: false)
                && handbook.isAmongOrAbove(holding.post.code, posts)
        }
    }
}
