import Database
import Handbook
import Kernel

extension Chore {
    /// Warnings, breaches and escalations, exact to the minute.
    static let obligationMoments = Chore(
        name: "obligation.act", rhythm: .every(.minutes(1)),
        isNeeded: { tx in try !tx.obligations.toAct(at: tx.now, limit: 1).isEmpty },
        work: { tx in
            // What was sent in time and is only held must not be written down as a breach.
            _ = try tx.heldReplies.sendDue()
            return try tx.obligations.act(limit: Obligations.batch) == Obligations.batch ? .more : .done
        })

    /// The checks of a new day, week or month.
    static let obligationRounds = Chore(
        name: "obligation.open-rounds", rhythm: .every(.minutes(15)),
        work: { tx in
            _ = try tx.obligations.openRounds()
            return .done
        })

    /// What changed in the ledger is added to the days of the reports.
    static let adherenceCounting = Chore(
        name: "adherence.count", rhythm: .every(.minutes(1)),
        isNeeded: { tx in try tx.adherenceCounts.isBehind },
        work: { tx in try tx.adherenceCounts.countUp() ? .more : .done })

    static let obligations = [obligationMoments, obligationRounds, adherenceCounting]
}

/// What the house does by itself when an instant has come: warn, state a breach, climb the ladder.
extension Obligations {
    /// Obligations acted on in one transaction.
    static let batch = 200

    /// Acts on at most `limit` obligations whose moment has come; answers how many, so that a chore knows to go on.
    /// Safe to run twice: each act moves the obligation on to its next moment in the same transaction.
    func act(limit: Int = batch) throws -> Int {
        let due = try toAct(at: tx.now, limit: limit)
        var told: [(event: Event, staff: [Staff.ID])] = []
        var known = Holders()
        var acted: [Obligation] = []
        for var obligation in due {
            let handbook = try tx.handbooks.handbook(obligation.version)
            let calendar = try tx.calendars.calendar(of: obligation.unit, under: handbook)
            // Several moments may have passed while the house was down: all of them happen, in their order.
            while let moment = obligation.nextMoment(under: handbook, on: calendar), moment.at <= tx.now {
                told.append(try perform(moment, of: &obligation, &known))
            }
            obligation.actAt = obligation.nextMoment(under: handbook, on: calendar)?.at
            acted.append(obligation)
        }
        // Thousands may fall due in one minute, at the end of a shift or of a month: each table is written at one go.
        try tx.record(told.map(\.event))
        for (event, _) in told { tx.announce("\(event.subject.kind.rawValue):\(event.subject.id)") }
        try tx.notify(told.map { (staff: $0.staff, event: $0.event) })
        for obligation in acted { try note(acted: obligation) }
        return due.count
    }

    /// Who holds a post in a unit is the same for all who owe in one minute.
    private struct Holders {
        struct Key: Hashable {
            let duty: Duty
            let unit: Unit.ID
        }
        var found: [Key: [Staff.ID]] = [:]
    }

    /// What happens, and who is told of it.
    private func perform(
        _ moment: Moment, of obligation: inout Obligation, _ known: inout Holders
    ) throws -> (event: Event, staff: [Staff.ID]) {
        var details = ["clause": obligation.clause, "obligation": obligation.id.rawValue]
        switch moment.act {
        case .warn(let share):
            obligation.warnings += 1
            details["share"] = String(Int((share * 100).rounded()))
            return (event(.obligationWarned, of: obligation, details), try owing(obligation, &known))
        case .breach:
            // The fact is dated by the deadline, whenever the house wakes up to write it down.
            obligation.breachedAt = obligation.dueAt
            return (event(.obligationBreached, of: obligation, details), try owing(obligation, &known))
        case .escalate(let duty):
            obligation.rungs += 1
            details["to"] = duty.code
            let staff = try holders(of: duty, of: obligation, &known) + otherManager(of: obligation)
            return (event(.obligationEscalated, of: obligation, details), staff)
        }
    }

    /// A slip that another department lets lie is told to both managers: whoever is above the person who owes it hears
    /// of it beside the department that asked (SOFT-71).
    private func otherManager(of obligation: Obligation) throws -> [Staff.ID] {
        guard [.deadline(.answerSlip), .deadline(.finishSlip)].contains(obligation.rule),
            let owing = obligation.owedByStaff
        else { return [] }
        let above = try tx.appointments.superiors(of: owing, at: tx.now, under: PostsInForce(tx: tx))
        return Array(above.prefix(1))
    }

    private func event(_ kind: EventKind, of obligation: Obligation, _ details: [String: String]) -> Event {
        Event(
            id: tx.ids.make(), kind: kind, subject: obligation.subject, unit: obligation.unit, actor: nil, at: tx.now,
            details: details)
    }

    /// The person who owes, or whoever holds the post that does.
    private func owing(_ obligation: Obligation, _ known: inout Holders) throws -> [Staff.ID] {
        try obligation.owedByStaff.map { [$0] } ?? holders(of: obligation.owedBy, in: obligation.unit, &known)
    }

    /// Of a message, the ladder may go back to whoever wrote it down (CHAIN-80).
    private func holders(of duty: Duty, of obligation: Obligation, _ known: inout Holders) throws -> [Staff.ID] {
        guard duty == .firstReceiver, obligation.subject.kind == .message else {
            return try holders(of: duty, in: obligation.unit, &known)
        }
        return try tx.messages.find(Message.ID(obligation.subject.id)).map { [$0.takenBy] } ?? []
    }

    private func holders(of duty: Duty, in unit: Unit.ID, _ known: inout Holders) throws -> [Staff.ID] {
        let key = Holders.Key(duty: duty, unit: unit)
        if let found = known.found[key] { return found }
        let found: [Staff.ID] =
            switch duty {
            case .post(let code): try tx.appointments.holders(of: code, in: unit, at: tx.now)
            case .dutySupervisor: try tx.appointments.dutySupervisor(of: unit, at: tx.now).map { [$0] } ?? []
            case .firstReceiver, .handler, .decider, .investigator, .transferor, .everyone: []
            }
        known.found[key] = found
        return found
    }
}
