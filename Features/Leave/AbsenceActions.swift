import Database
import Handbook
import Kernel

/// What leave and swaps are judged by in a unit: the edition in force and the unit's calendar.
struct AbsenceGround {
    let unit: Unit.ID
    let version: HandbookVersion.ID
    let handbook: Handbook
    let calendar: BusinessCalendar

    var zone: Zone { calendar.zone }

    /// The clause that sets a rule, if there is one.
    func gate(_ rule: Gate.Rule) -> (clause: Clause, gate: Gate)? {
        handbook.gates().first { $0.1.rule == rule }.map { (clause: $0.0, gate: $0.1) }
    }

    func clause(_ rule: Gate.Rule) -> AbsenceClause? {
        gate(rule).map { AbsenceClause(number: $0.clause.number, version: version) }
    }

    func check(_ rule: Gate.Rule, missing: Sentence?) -> [GateCheck] {
        gate(rule).map { [GateCheck(clause: $0.clause, rule: rule, duty: .handler, missing: missing)] } ?? []
    }

    /// 组长 / 主管
    func titles(of posts: [String]) -> String {
        posts.map { handbook.post($0)?.title ?? $0 }.joined(separator: " / ")
    }
}

/// The sentence of an edition by which somebody is refused.
struct AbsenceClause: Hashable, Sendable {
    let number: String
    let version: HandbookVersion.ID
}

extension Transaction {
    func absenceGround(of unit: Unit.ID) throws -> AbsenceGround {
        guard let version = try handbooks.inForce(units.handbookCode(of: unit), at: now) else { throw NotFound() }
        let handbook = try handbooks.handbook(of: version)
        return AbsenceGround(
            unit: unit, version: version.id, handbook: handbook,
            calendar: try calendars.calendar(of: unit, under: handbook))
    }

    /// `deciders` are those of whom one has to decide; the first of them owes it.
    func absenceOwing(_ subject: Subject, on ground: AbsenceGround, deciders: [Staff.ID], handler: Staff.ID) -> Owing {
        Owing(
            subject: subject, unit: ground.unit, circumstances: Circumstances(), round: 1, version: ground.version,
            handbook: ground.handbook, calendar: ground.calendar,
            holder: { [self] duty in
                switch duty {
                case .decider: deciders.first
                case .handler: handler
                case .dutySupervisor: try appointments.dutySupervisor(of: ground.unit, at: now)
                default: nil
                }
            })
    }

    /// The door of leave, swaps and liabilities: the event, what each clause answered, and the clocks that follow.
    @discardableResult
    func record(
        _ kind: EventKind, of owing: Owing, by actor: Staff.ID?, passage: Passage? = nil, item: String? = nil,
        promised: Instant? = nil, details: [String: String] = [:]
    ) throws -> Event {
        let event = try record(kind, about: owing.subject, in: owing.unit, by: actor, details: details)
        if let passage { try obligations.enter(passage, under: event) }
        try obligations.follow(event, Happening(kind, at: now, item: item, promised: promised), of: owing)
        return event
    }

    /// Where a person works: the units of their posts and those above, in which rosters are made.
    func workUnits(of actor: Actor) throws -> [Unit.ID] {
        try actor.holdings.flatMap { try units.chain(from: $0.unit).map(\.id) }.uniqued()
    }

    /// Who holds one of these posts for a unit, in it or above it, and reaches the unit's records: whoever owes an act can
    /// do it. The person themselves is not among them.
    func deciders(_ posts: [String], for unit: Unit.ID, but person: Staff.ID) throws -> [Staff.ID] {
        guard !posts.isEmpty else { return [] }
        let chain = try units.chain(from: unit).map(\.id)
        return try execute(
            """
            SELECT DISTINCT staff.id AS id FROM staff
            JOIN appointment ON appointment.staff_id = staff.id
            WHERE staff.is_active = 1 AND appointment.post IN \(list: posts) AND appointment.unit_id IN \(list: chain)
                AND appointment.starts_at <= \(now) AND (appointment.ends_at IS NULL OR appointment.ends_at > \(now))
                AND staff.id <> \(person)
            ORDER BY staff.id
            LIMIT 50
            """
        ).map { try $0.id("id") }.filter { decider in
            try actor(decider).holdings.contains {
                posts.contains($0.post.code) && chain.contains($0.unit) && $0.covers(unit, isOwn: false)
            }
        }
    }
}

extension Actor {
    /// Whether one of the posts, or one above, is held for this unit, with the right to agree to absences (GAME-60). A post
    /// that one of those it is about has lent is none in their own matter: they would agree to it by another's hand.
    func mayAgree(
        in unit: Unit.ID, _ posts: [String], under handbook: Handbook, for parties: [Staff.ID] = []
    ) -> Bool {
        apart(from: parties).holdings.contains { holding in
            holding.post.permissions.contains(.approveAbsence) && holding.covers(unit, isOwn: false)
                && handbook.isAmongOrAbove(holding.post.code, posts)
        }
    }
}
