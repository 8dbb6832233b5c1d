import Database
import Handbook
import Kernel

/// Who gets it: a case is offered to one person after another until somebody takes it.
extension Assignments {
    /// The end of a registration: the case, as it stands in the register now, goes to the line it belongs to. Where no
    /// line takes it, it stays with whoever took it in.
    func place(_ work: CaseWork) throws {
        let record = work.file.record
        guard !record.state.isOver else { return }
        let units = try tx.units.chain(from: record.unit).map(\.id)
        let lines = try tx.lines.list(in: units)
        let line = Line.choose(
            among: lines, nearestFirst: units, record.circumstances, category: record.report.category)
        guard let line else { return }
        try route(work, to: line)
    }

    /// Whether any line could take a case of this unit at all.
    func hasLines(_ unit: Unit.ID) throws -> Bool {
        try !tx.lines.list(in: tx.units.chain(from: unit).map(\.id)).isEmpty
    }

    /// By hand to another line: its people are asked anew.
    func route(_ id: Case.ID, to line: Line.ID, by actor: Actor) throws {
        let work = try tx.cases.work(on: id, by: actor, needing: .workCase)
        try work.refuseIfOver()
        try work.requireHand()
        let line = try tx.lines.require(line)
        guard line.isOpen, try tx.units.chain(from: work.file.record.unit).contains(where: { $0.id == line.unit })
        else {
            throw Line.Refusal.unknown
        }
        // A major case that belongs to a post is offered to nobody else (SOFT-09).
        _ = try work.pass(.give(receiverHolds: []))
        try settle(id)
        try route(work, to: line)
    }

    private func route(_ work: CaseWork, to line: Line) throws {
        guard try !work.belongsToItsOwner else { return }
        let record = work.file.record
        var assignment = Assignment(record: record.id, unit: record.unit, line: line.id, since: tx.now)
        try ask(&assignment, line, work, by: work.actor.staff.id)
    }

    /// The person takes the case and handles it from now on; the first receiver stays answerable (SOFT-60).
    func take(_ id: Offer.ID, by actor: Actor) throws -> Case.ID {
        var offer = try requireOffer(id, of: actor)
        try offer.take(by: actor.staff.id, at: tx.now)
        var work = try tx.cases.work(on: try tx.cases.file(offer.record), by: actor)
        try authorize(actor, .workCase, in: work.file.record.unit, isOwn: offer.staff == actor.staff.id)
        _ = try work.pass(.give(receiverHolds: Set(actor.posts.map(\.code))))
        try work.file.record.assign(to: actor.staff.id)
        try save(offer)
        try finishTaking(work, by: actor.staff.id, item: offer.id.rawValue)
        return offer.record
    }

    /// Refused with a reason; it goes to the next, and after so many refusals to the supervisor.
    func refuse(_ id: Offer.ID, because reason: String, by actor: Actor) throws {
        var offer = try requireOffer(id, of: actor)
        try offer.refuse(by: actor.staff.id, because: reason, at: tx.now)
        try save(offer)
        try goOn(from: offer, .caseOfferRefused, by: actor, details: ["reason": reason])
    }

    /// Chore: what was not taken in time goes to the next. Answers how many.
    func lapse(limit: Int) throws -> Int {
        let over = try lapsing(limit: limit)
        for var offer in over {
            try offer.lapse(at: tx.now)
            try save(offer)
            try goOn(from: offer, .caseOfferLapsed, by: nil)
        }
        return over.count
    }

    /// Somebody goes home or steps away: what they have not yet taken goes to others at once.
    func passOn(offersTo person: Staff.ID) throws {
        for var offer in try openOffers(to: person) {
            try offer.withdraw(at: tx.now)
            try save(offer)
            try goOn(from: offer, .caseOfferLapsed, by: nil, details: ["reason": "off-duty"])
        }
    }

    /// Chore: cases that waited because nobody was there are offered as soon as somebody is. Answers how many were.
    func retry(limit: Int) throws -> Int {
        var placed = 0
        for var assignment in try waitingForSomebody(limit: limit) {
            try noteTried(assignment.record)
            let file = try tx.cases.file(assignment.record)
            guard let line = try tx.lines.find(assignment.line), !file.record.state.isOver else {
                try settle(assignment.record)
                continue
            }
            let actor = try tx.actor(file.record.handler ?? file.record.firstReceiver)
            let work = try tx.cases.work(on: file, by: actor)
            if try ask(&assignment, line, work, by: nil, isRetry: true) { placed += 1 }
        }
        return placed
    }

    /// Somebody has the case by another way (assigned, handed on, closed): nothing is offered any more.
    func settle(_ record: Case.ID) throws {
        if var offer = try openOffer(of: record) {
            try offer.withdraw(at: tx.now)
            try save(offer)
            tx.announce("staff:\(offer.staff)")
        }
        guard var assignment = try find(record), assignment.state != .taken else { return }
        assignment.take(at: tx.now)
        try put(assignment)
        tx.announce("wall")
    }

    private func goOn(
        from offer: Offer, _ kind: EventKind, by actor: Actor?, details: [String: String] = [:]
    ) throws {
        tx.announce("staff:\(offer.staff)")
        guard var assignment = try find(offer.record), let line = try tx.lines.find(assignment.line) else { return }
        let file = try tx.cases.file(offer.record)
        let work = try tx.cases.work(on: file, by: actor ?? tx.actor(offer.staff))
        try tx.record(
            kind, on: work, by: actor?.staff.id, item: offer.id.rawValue,
            details: details.merging(["from": offer.staff.rawValue]) { $1 })
        guard !file.record.state.isOver else { return try settle(offer.record) }
        if kind == .caseOfferRefused, assignment.refused(allowed: line.refusalsAllowed) {
            try pool(&assignment, .refused, work)
        } else {
            try ask(&assignment, line, work, by: nil)
        }
    }

    /// Asks the line for the next person, and offers the case, or lets it wait for the supervisor.
    @discardableResult
    private func ask(
        _ assignment: inout Assignment, _ line: Line, _ work: CaseWork, by actor: Staff.ID?, isRetry: Bool = false
    ) throws -> Bool {
        let record = work.file.record
        let preference = try preference(for: record)
        let there = try standing(on: line, for: record.unit)
        let candidates = try there.filter { candidate in
            // Whoever could not get it anyway need not be asked for their rights.
            try line.hindrance(of: candidate, preference) != nil || mayWork(candidate.staff, in: record.unit)
        }
        guard let pick = line.pick(among: candidates, preference) else {
            // What waits already goes on waiting.
            if !isRetry { try pool(&assignment, .nobody, work) }
            return false
        }
        // Two who pick at once have read the same turns and change one of them: the database lets one follow the other.
        let turn = (there.map(\.turn).max() ?? 0) + 1
        for guest in candidates where guest.isGuest && (guest.staff == pick.staff || pick.credits[guest.staff] != nil) {
            try tx.lines.put(
                Line.Member(
                    staff: guest.staff, weight: guest.weight, ceiling: guest.ceiling, turn: guest.turn, isGuest: true),
                in: line.id)
        }
        try tx.lines.note(pick, turn: turn, in: line.id)
        var offer = Offer(
            id: tx.ids.make(), record: record.id, line: line.id, staff: pick.staff, at: tx.now,
            lapsesAt: tx.now + .minutes(line.minutesToTake), because: pick.because)
        // Whoever has the case in hand need not be asked whether they take it.
        if pick.staff == record.handler {
            try offer.take(by: pick.staff, at: tx.now)
            try insert(offer)
            assignment.take(at: tx.now)
            try put(assignment)
            try tx.record(
                .caseTaken, on: work, by: pick.staff, item: offer.id.rawValue, details: ["to": pick.staff.rawValue])
            return true
        }
        try insert(offer)
        assignment.offer(at: tx.now)
        try put(assignment)
        let event = try tx.record(
            .caseOffered, on: work, by: actor, item: offer.id.rawValue, details: ["to": pick.staff.rawValue])
        try tx.notify([pick.staff], of: event)
        tx.announce("staff:\(pick.staff)")
        return true
    }

    private func finishTaking(_ work: CaseWork, by staff: Staff.ID, item: String) throws {
        let record = work.file.record
        if var assignment = try find(record.id) {
            assignment.take(at: tx.now)
            try put(assignment)
        }
        try work.finish(.caseTaken, item: item, details: ["to": staff.rawValue])
        try tx.obligations.hand(.handler, of: record.subject, to: staff)
    }

    /// Nobody: the supervisor on duty owes it, by the clause that says within how long.
    private func pool(_ assignment: inout Assignment, _ reason: Assignment.Pool, _ work: CaseWork) throws {
        assignment.wait(reason, at: tx.now)
        try put(assignment)
        let event = try tx.record(.casePooled, on: work, by: nil, details: ["why": reason.rawValue])
        let supervisor = try tx.appointments.dutySupervisor(of: work.file.record.unit, at: tx.now)
        if let supervisor { try tx.notify([supervisor], of: event) }
    }

    private func requireOffer(_ id: Offer.ID, of actor: Actor) throws -> Offer {
        // Another's offer is none of theirs to know of.
        guard let offer = try offer(id), offer.staff == actor.staff.id else { throw Offer.Refusal.unknown }
        return offer
    }
}

/// What a pick has to know.
extension Assignments {
    /// Who works a line, as they stand now: on duty, in hand, skilled, near.
    func candidates(of line: Line, for unit: Unit.ID) throws -> [Candidate] {
        try standing(on: line, for: unit).filter { try !$0.isOnDuty || mayWork($0.staff, in: unit) }
    }

    func candidates(_ members: [(member: Line.Member, name: String)], for unit: Unit.ID) throws -> [Candidate] {
        // Whoever may not work cases there has no part in it, on duty or not.
        try standing(members, for: unit).filter { try !$0.isOnDuty || mayWork($0.staff, in: unit) }
    }

    private func mayWork(_ staff: Staff.ID, in unit: Unit.ID) throws -> Bool {
        try tx.actor(staff).may(.workCase, in: unit, isOwn: true)
    }

    /// The members of a line and whoever the board of their shift puts on it; each with what the board says (GAME-19).
    private func standing(on line: Line, for unit: Unit.ID) throws -> [Candidate] {
        var members = try tx.lines.members(of: line.id)
        let known = Set(members.map(\.member.staff))
        let guests = (try tx.shifts.people(on: [line.id])[line.id] ?? []).filter { !known.contains($0) }
        let names = try tx.names(of: Set(guests))
        let turn = members.map(\.member.turn).max() ?? 0
        members += guests.map { guest in
            (
                Line.Member(
                    staff: guest, weight: Line.Member.usualWeight, ceiling: Line.Member.usualCeiling, turn: turn,
                    isGuest: true),
                names[guest] ?? ""
            )
        }
        let lines = try tx.shifts.lines(of: members.map(\.member.staff))
        let lineNames = try tx.lines.names(of: Set(lines.values).subtracting([line.id]))
        return try standing(members, for: unit).map { candidate in
            var candidate = candidate
            if let other = lines[candidate.staff] {
                candidate.board = other == line.id ? .here : .elsewhere(line: lineNames[other] ?? "")
            }
            return candidate
        }
    }

    private func standing(
        _ members: [(member: Line.Member, name: String)], for unit: Unit.ID
    ) throws -> [Candidate] {
        let people = members.map(\.member.staff)
        let onDuty = try tx.presence.onDuty(among: people)
        let loads = try loads(of: Array(onDuty).sorted { $0.rawValue < $1.rawValue })
        let skills = try tx.skills.of(people)
        let places = Dictionary(
            try tx.units.chain(from: unit).enumerated().map { ($1.id, $0) }
        ) { first, _ in first }
        let held = Dictionary(grouping: try tx.appointments.inForce(of: people, at: tx.now), by: \.staff)
        return members.map { entry in
            let member = entry.member
            return Candidate(
                staff: member.staff, name: entry.name, weight: member.weight, ceiling: member.ceiling,
                turn: member.turn, credit: member.credit, load: loads[member.staff] ?? 0,
                isOnDuty: onDuty.contains(member.staff), skills: skills[member.staff] ?? [:],
                distance: (held[member.staff] ?? []).compactMap { places[$0.unit] }.min(), isGuest: member.isGuest)
        }
    }

    func preference(for record: Case) throws -> Preference {
        let declined = try offers(of: record.id).filter { $0.state == .refused || $0.state == .lapsed }
        return Preference(
            dedicated: try record.customer.flatMap(tx.skills.dedicatedAgent),
            firstReceiver: record.firstReceiver,
            lastHandler: try record.customer.flatMap { try lastHandler(of: $0, before: record.id) },
            declinedBy: Set(declined.map(\.staff)))
    }
}
