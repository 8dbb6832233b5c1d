import Database
import Handbook
import Kernel

/// 上班、暂离、回岗、下班: what people say about themselves, and what a supervisor corrects.
extension Presences {
    /// How far ahead promises are looked for when somebody goes home: until they would be back.
    static let untilBack = Duration.hours(16)

    func begin(by actor: Actor) throws {
        let passage = try tx.handovers.passBeginning(by: actor)
        let event = try begin(actor, enteredBy: nil)
        if let passage { try tx.obligations.enter(passage, under: event) }
    }

    func leave(by actor: Actor) throws {
        var presence = try requireStanding(of: actor.staff.id)
        try presence.leave(at: tx.now)
        try save(presence)
        try say(.presenceAway, presence, by: actor.staff.id)
        try tx.assignments.passOn(offersTo: presence.staff)
    }

    func comeBack(by actor: Actor) throws {
        var presence = try requireStanding(of: actor.staff.id)
        try presence.comeBack()
        try save(presence)
        try say(.presenceBack, presence, by: actor.staff.id)
    }

    /// Going home. Promises that fall due before the person is back are handed over first (SOFT-70: when away forward
    /// and hand over), or stay with a reason.
    func end(
        handing receivers: [Case.ID: Staff.ID] = [:], messages: [Message.ID: Staff.ID] = [:],
        because reason: String = "", known: String = "", by actor: Actor
    )
        throws
    {
        let presence = try requireStanding(of: actor.staff.id)
        for (record, receiver) in receivers.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            try tx.cases.transfer(record, to: receiver, because: reason, known: known, by: actor)
        }
        for (message, receiver) in messages.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            try tx.messages.handOn(message, to: receiver, by: actor)
        }
        // What lies unanswered on the desk is not left there without a word (MART-10).
        let unhandled = try tx.messages.waiting(for: actor.staff.id).count
        let left = try promises(of: actor.staff.id, before: tx.now + Self.untilBack)
            .filter { receivers[$0.record] == nil }
        guard left.isEmpty || !reason.isEmpty else { throw Presence.Refusal.promisesOpen(left.count) }
        guard unhandled == 0 || !reason.isEmpty else { throw Presence.Refusal.messagesOpen(unhandled) }
        var details: [String: String] = [:]
        let passage = try tx.handovers.passGoing(by: actor)
        if !left.isEmpty { details["promises"] = String(left.count) }
        if unhandled > 0 { details["messages"] = String(unhandled) }
        if !details.isEmpty { details["reason"] = reason }
        let event = try end(presence, .person, by: actor.staff.id, details: details)
        if let passage { try tx.obligations.enter(passage, under: event) }
    }

    /// A supervisor says that somebody else is on duty, or is not. Whoever says it of themselves passes what the house asks
    /// of who begins and who goes home (GAME-50, SOFT-70).
    func correct(_ person: Staff.ID, isOnDuty: Bool, because reason: String, by actor: Actor) throws {
        guard person != actor.staff.id else { throw Presence.Refusal.ownAct }
        let colleague = try tx.actor(person)
        let unit = try standing(of: person)?.unit ?? colleague.mainHolding?.unit
        guard let unit else { throw Presence.Refusal.noPost }
        try authorize(actor.apart(from: [person]), .reassignCase, in: unit, isOwn: false)
        if isOnDuty {
            try begin(colleague, enteredBy: actor.staff.id, because: reason)
        } else {
            try end(try requireStanding(of: person), .supervisor, by: actor.staff.id, details: ["reason": reason])
        }
    }

    /// Chore: whoever is idle for too long, has no session any more, or has been here longer than anybody should.
    func endLapsed(under rules: PresenceRules = .house) throws -> Int {
        let over = try lapsed(under: rules)
        for (presence, ending) in over { try end(presence, ending, by: nil) }
        return over.count
    }

    func lapsed(under rules: PresenceRules = .house) throws -> [(Presence, Presence.Ending)] {
        try traces().compactMap { standing in
            let presence = standing.presence
            let until = tx.now < presence.beganAt + rules.longest ? nil : try workingUntil(presence, under: rules)
            return presence.lapsed(standing.traces, working: until, at: tx.now, under: rules).map { (presence, $0) }
        }
    }

    /// When the last shift or hours as supervisor on duty end that began while somebody could be here for them. Asked only
    /// of whom the longest time is over.
    private func workingUntil(_ presence: Presence, under rules: PresenceRules) throws -> Instant? {
        let hours = presence.beganAt..<(presence.beganAt + rules.longest)
        let duties = try tx.duties.of(presence.staff, between: hours).filter {
            $0.kind == .supervisor && $0.primary == presence.staff
                && $0.span.upperBound - $0.span.lowerBound <= ShiftAssignment.longest
        }
        return (try tx.shifts.of(presence.staff, between: hours).map(\.span.upperBound) + duties.map(\.span.upperBound))
            .max()
    }

    @discardableResult
    private func begin(_ person: Actor, enteredBy supervisor: Staff.ID?, because reason: String = "") throws -> Event {
        guard let unit = person.mainHolding?.unit else { throw Presence.Refusal.noPost }
        guard try standing(of: person.staff.id) == nil else { throw Presence.Refusal.onDutyAlready }
        let presence = Presence.begin(
            id: tx.ids.make(), of: person.staff.id, in: unit, by: supervisor, at: tx.now)
        try insert(presence)
        return try say(
            .presenceBegan, presence, by: supervisor ?? person.staff.id,
            details: reason.isEmpty ? [:] : ["reason": reason])
    }

    @discardableResult
    private func end(
        _ presence: Presence, _ ending: Presence.Ending, by actor: Staff.ID?, details: [String: String] = [:]
    ) throws -> Event {
        var presence = presence
        try presence.end(ending, at: tx.now)
        try save(presence)
        let event = try say(
            .presenceEnded, presence, by: actor, details: details.merging(["how": ending.rawValue]) { $1 })
        try tx.assignments.passOn(offersTo: presence.staff)
        // Whoever was put off duty is told.
        if ending != .person { try tx.notify([presence.staff], of: event) }
        return event
    }

    private func requireStanding(of person: Staff.ID) throws -> Presence {
        guard let presence = try standing(of: person) else { throw Presence.Refusal.notOnDuty }
        return presence
    }

    @discardableResult
    private func say(
        _ kind: EventKind, _ presence: Presence, by actor: Staff.ID?, details: [String: String] = [:]
    ) throws -> Event {
        tx.announce("wall")
        return try tx.record(
            kind, about: Subject(.staff, presence.staff.rawValue), in: presence.unit, by: actor, details: details)
    }
}
