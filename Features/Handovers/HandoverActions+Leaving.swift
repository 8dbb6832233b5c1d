import Database
import Handbook
import Kernel

/// What somebody hands over before a leave, a transfer or a resignation, and to whom it belongs afterwards (SOFT-68).
extension Handovers {
    /// A leave that lasts is owed a handover until it begins, where the handbook says so.
    func owe(for leave: Leave, by staff: Staff.ID) throws {
        let ground = try tx.absenceGround(of: leave.unit)
        guard let days = leastDays(on: ground), leave.halfDays >= 2 * days, leave.hours.lowerBound > tx.now else {
            return
        }
        // What came suddenly is handed on from case to case.
        guard leave.rule != .sudden, leave.rule != .retroactive, try of(leave.id) == nil else { return }
        try begin(
            .leave, of: leave.staff, in: leave.unit, until: leave.hours.lowerBound, to: leave.plan.substitute,
            leave: leave.id, by: staff, on: ground)
    }

    /// Withdrawn in time, nothing of it is owed any more.
    func drop(for leave: Leave, by staff: Staff.ID) throws {
        guard var handover = try of(leave.id), handover.state != .signed, handover.state.isPending else { return }
        try handover.drop()
        try save(handover)
        try record(.handoverDropped, handover, by: staff)
    }

    /// Somebody moves on or leaves: opened by themselves, or by whoever may settle handovers of the unit.
    @discardableResult
    func open(
        _ kind: Handover.Kind, of person: Staff.ID, until: Instant, to taker: Staff.ID?, by actor: Actor
    ) throws -> Handover {
        guard kind == .transfer || kind == .resignation else { throw Handover.Refusal.noShift }
        guard until > tx.now else { throw Handover.Refusal.isPast }
        let leaver = try tx.actor(person)
        guard let unit = leaver.mainHolding?.unit else { throw Handover.Refusal.noColleague }
        if person != actor.staff.id {
            try authorize(actor.apart(from: [person]), .settleHandover, in: unit, isOwn: false)
        }
        if let taker, try tx.staff.find(taker)?.isActive != true { throw Handover.Refusal.noColleague }
        if taker == person { throw Handover.Refusal.ownAct }
        if let there = try leaving(of: person).first(where: {
            $0.giver == person && $0.kind == kind && $0.state.isPending
        }) {
            throw Handover.Refusal.openAlready(there.number)
        }
        return try begin(
            kind, of: person, in: unit, until: until, to: taker, leave: nil, by: actor.staff.id,
            on: tx.absenceGround(of: unit))
    }

    /// By whoever leaves, or a settler: it is not needed after all.
    func drop(_ id: Handover.ID, by actor: Actor) throws {
        var handover = try visible(id, to: actor)
        guard handover.kind.isLeaving, handover.leave == nil else { throw Handover.Refusal.notNow(handover.state) }
        if handover.giver != actor.staff.id {
            try authorize(actor.apart(from: handover.people), .settleHandover, in: handover.unit, isOwn: false)
        }
        try handover.drop()
        try save(handover)
        let event = try record(.handoverDropped, handover, by: actor.staff.id)
        try tx.notify([handover.giver, handover.taker].compactMap(\.self), of: event)
    }

    /// All have signed: the cases, messages and promised calls that stand on it are the taker's, each by its own act.
    func settle(_ handover: Handover, by actor: Actor) throws {
        guard let taker = handover.taker else { throw Handover.Refusal.noTaker }
        let ground = try tx.absenceGround(of: handover.unit)
        for entry in try tx.handoverSheets.of(handover.id).entries {
            switch entry.part {
            case .openCase:
                let record = try tx.cases.find(Case.ID(entry.record))
                // What has been given on or closed since is nobody's to give.
                guard let record, record.handler == handover.giver, !Self.over.contains(record.state) else { continue }
                try hand(record.id, record.number, of: handover, to: taker, by: actor)
            case .message:
                let message = try tx.messages.find(Message.ID(entry.record))
                guard let message, message.handling == nil, message.addressee == handover.giver else { continue }
                try hand(message.id, to: taker, by: actor)
            case .promise, .staffing, .matter, .step: continue
            }
        }
        try passOn(handover, to: taker, by: actor)
        let event = try tx.record(
            .handoverSettled, of: owing(handover, on: ground, handler: handover.giver), by: actor.staff.id,
            details: ["number": handover.number])
        try tx.notify([handover.giver, taker], of: event)
    }

    /// What came after the sheet was offered, and what had no room on it: whoever leaves keeps nothing open (SOFT-68).
    private func passOn(_ handover: Handover, to taker: Staff.ID, by actor: Actor) throws {
        var seen: Set<Case.ID> = []
        while true {
            let open = try tx.caseLists.lines(
                """
                WHERE handler_id = \(handover.giver) AND \(CaseScope.isOpen)
                ORDER BY next_due_at, id
                LIMIT \(HandoverFilling.bound)
                """
            ).filter { seen.insert($0.id).inserted }
            guard !open.isEmpty else { break }
            for record in open { try hand(record.id, record.number, of: handover, to: taker, by: actor) }
        }
        while case let left = try tx.messages.waiting(for: handover.giver), !left.isEmpty {
            for message in left { try hand(message.id, to: taker, by: actor) }
        }
        try tx.contacts.passOn(from: handover.giver, to: taker, because: handover.number, by: actor.staff.id)
    }

    /// Where it is not the signer's to give, or not the taker's to have, the sentence names the case: one who leaves may have
    /// cases of a unit beside their own.
    private func hand(
        _ record: Case.ID, _ number: String, of handover: Handover, to taker: Staff.ID, by actor: Actor
    ) throws {
        do {
            try tx.cases.assign(record, to: taker, because: handover.number, by: actor)
        } catch is NotFound {
            throw Handover.Refusal.beyondReach(number)
        } catch is NotAllowed {
            throw Handover.Refusal.beyondReach(number)
        } catch Case.Refusal.noColleague {
            throw Handover.Refusal.takerCannot(number)
        }
    }

    private func hand(_ message: Message.ID, to taker: Staff.ID, by actor: Actor) throws {
        do {
            try tx.messages.handOn(message, to: taker, by: actor)
        } catch is NotFound {
            throw Handover.Refusal.messageBeyondReach
        } catch Message.Refusal.notYours {
            throw Handover.Refusal.messageBeyondReach
        }
    }

    /// Who is named can have every case on the sheet: it is told while another can still be named, not at the third signature.
    func requireFit(_ handover: Handover, _ entries: [HandoverSheet.Entry]) throws {
        let ids = entries.filter { $0.part == .openCase }.map(\.record).uniqued()
        guard handover.kind.isLeaving, let taker = handover.taker, !ids.isEmpty else { return }
        var fits: [Unit.ID: Bool] = [:]
        for line in try tx.caseLists.lines("WHERE id IN \(list: ids) ORDER BY number LIMIT \(HandoverFilling.bound)") {
            let isFit = try fits[line.unit] ?? tx.canTake(casesOf: line.unit, taker)
            fits[line.unit] = isFit
            guard isFit else { throw Handover.Refusal.takerCannot(line.number) }
        }
    }

    private static let over: Set<Case.State> = [.archived, .referred, .withdrawn, .merged]

    func owing(_ handover: Handover, on ground: AbsenceGround, handler: Staff.ID?) throws -> Owing {
        tx.absenceOwing(
            handover.subject, on: ground, deciders: try settlers(of: handover, on: ground),
            handler: handler ?? handover.giver)
    }

    /// Who may witness and settle objections, neither giver nor taker.
    func settlers(of handover: Handover, on ground: AbsenceGround) throws -> [Staff.ID] {
        let posts =
            ground.handbook.posts.filter { $0.permissions.contains(.settleHandover) }.map(\.code)
        return try tx.deciders(posts, for: handover.unit, but: handover.giver).filter { $0 != handover.taker }
    }

    func items(of handover: Handover, on ground: AbsenceGround) throws -> [HandoverItem] {
        let kind = try tx.units.find(handover.unit)?.kind
        return ground.handbook.handoverItems(
            leaving: handover.kind.isLeaving, at: kind.flatMap { HandoverPlace(rawValue: $0.rawValue) })
    }

    func filling(of handover: Handover, on ground: AbsenceGround) throws -> HandoverFilling {
        let givers =
            handover.kind == .shift
            ? try change(in: handover.unit, at: handover.time.until)?.outgoing ?? [handover.giver] : [handover.giver]
        return HandoverFilling(
            tx: tx, handover: handover, zone: ground.zone, givers: givers)
    }

    @discardableResult
    func record(_ kind: EventKind, _ handover: Handover, by staff: Staff.ID?) throws -> Event {
        let ground = try tx.absenceGround(of: handover.unit)
        return try tx.record(
            kind, of: owing(handover, on: ground, handler: handover.giver), by: staff,
            details: ["number": handover.number])
    }

    private func leastDays(on ground: AbsenceGround) -> Int? {
        ground.handbook.deadlines(.leaveHandover, for: Circumstances()).first?.deadline.days
    }

    @discardableResult
    private func begin(
        _ kind: Handover.Kind, of person: Staff.ID, in unit: Unit.ID, until: Instant, to taker: Staff.ID?,
        leave: Leave.ID?, by staff: Staff.ID, on ground: AbsenceGround
    ) throws -> Handover {
        let today = ground.zone.day(of: tx.now)
        let handover = Handover(
            id: tx.ids.make(), number: try nextNumber(on: today), unit: unit, kind: kind,
            time: Handover.Time(until: until, next: nil), leave: leave, openedAt: tx.now, giver: person, taker: taker)
        try insert(handover, on: today)
        let event = try tx.record(
            .handoverOwed, of: owing(handover, on: ground, handler: person), by: staff, promised: until,
            details: ["number": handover.number])
        try tx.notify([person, taker].compactMap(\.self), of: event)
        return handover
    }
}
