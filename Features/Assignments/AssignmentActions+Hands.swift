import Database
import Handbook
import Kernel

extension CaseWork {
    /// Nobody's case goes to someone off duty: the clauses that say so, asked before a hand-over or an assignment.
    /// Where nobody says when they are on duty there is nothing to ask about.
    func passDuty(of receiver: Staff.ID) throws -> Passage {
        guard try isDutyKept(around: receiver) else { return Passage.nothing(of: owing) }
        return try pass(.hand(isOnDuty: tx.presence.isOnDuty(receiver, at: tx.now)))
    }

    /// Where something goes back by itself: to this person, or to the supervisor on duty where they are not there
    /// (a return has no other place to go, and nobody's case lies with somebody who is away).
    func present(_ receiver: Staff.ID) throws -> Staff.ID {
        guard try isDutyKept(around: receiver), try !tx.presence.isOnDuty(receiver, at: tx.now) else { return receiver }
        guard let supervisor = try tx.holder(of: .dutySupervisor, for: file),
            try tx.presence.isOnDuty(supervisor, at: tx.now)
        else { return receiver }
        return supervisor
    }

    /// Where neither the person's unit nor that of the case says who is on duty, there is nothing to go by.
    func isDutyKept(around person: Staff.ID) throws -> Bool {
        try tx.presence.isKept(around: person) || tx.presence.isKept(in: file.record.unit)
    }
}

/// 改派: a supervisor's right, with a reason, counted per case and person, and taken back within ten minutes.
extension Assignments {
    /// Called by the one act that reassigns (`tx.cases.assign`). A case that nobody had yet is given, not taken away.
    func note(_ record: Case.ID, from: Staff.ID?, to: Staff.ID, because reason: String, by actor: Actor) throws {
        guard from != to else { return }
        try insert(
            Reassignment(
                id: tx.ids.make(), record: record, from: from, to: to, by: actor.staff.id, at: tx.now, reason: reason))
    }

    func undo(_ id: Reassignment.ID, because reason: String, by actor: Actor) throws {
        guard var reassignment = try reassignment(id), let from = reassignment.from else {
            throw Offer.Refusal.unknown
        }
        let record = try tx.cases.require(reassignment.record)
        try reassignment.undo(by: actor.staff.id, handler: record.handler, at: tx.now)
        try tx.cases.assign(record.id, to: from, because: reason, by: actor, isTakenBack: true)
        try save(reassignment)
    }

    /// The agent of one's own that a key customer has (SOFT-64): the present handler of this case, or nobody any more.
    func dedicate(handlerOf id: Case.ID, isDedicated: Bool, by actor: Actor) throws {
        let work = try tx.cases.work(on: id, by: actor, needing: .reassignCase)
        guard let customer = work.file.record.customer else { throw NotFound() }
        let agent = work.file.record.handler ?? work.file.record.firstReceiver
        try tx.skills.dedicate(isDedicated ? agent : nil, to: customer, by: actor.staff.id)
        try tx.record(
            .lineChanged, about: Subject(.customer, customer.rawValue), in: work.file.record.unit, by: actor.staff.id,
            details: ["dedicated": isDedicated ? agent.rawValue : ""])
    }
}

/// Somebody who could take a case over, for the wall's one click.
struct Suggestion: Equatable, Sendable {
    let staff: Staff.ID
    let because: Because
}

/// Suggestions for many cases at once: people and their loads are read once for each line and each unit.
struct Suggestions {
    private let tx: Transaction
    private let title: String
    private var lines: [Line.ID: (line: Line, candidates: [Candidate])] = [:]
    private var units: [Unit.ID: [Candidate]] = [:]

    /// `title` stands in the reason where a case belongs to no line: «同单位同事».
    init(_ tx: Transaction, title: String) {
        self.tx = tx
        self.title = title
    }

    /// Whoever would get the case now, were its handler not there.
    mutating func suggestion(for record: Case) throws -> Suggestion? {
        var preference = try tx.assignments.preference(for: record)
        if let handler = record.handler { preference.declinedBy.insert(handler) }
        let (line, candidates) = try people(for: record)
        return line.pick(among: candidates, preference).map { Suggestion(staff: $0.staff, because: $0.because) }
    }

    private mutating func people(for record: Case) throws -> (Line, [Candidate]) {
        if let id = try tx.assignments.find(record.id)?.line {
            if let known = lines[id] { return known }
            if let line = try tx.lines.find(id) {
                let known = (line, try tx.assignments.candidates(of: line, for: record.unit))
                lines[id] = known
                return known
            }
        }
        let known = try units[record.unit] ?? colleagues(in: record.unit)
        units[record.unit] = known
        let line = Line(
            id: "", unit: record.unit, name: title, isOpen: true, condition: Condition(), categories: [], needs: [],
            method: .leastLoad, keepsFirstReceiver: false, prefersLastHandler: true, prefersNearest: true,
            minutesToTake: 1, refusalsAllowed: 1)
        return (line, known)
    }

    private func colleagues(in unit: Unit.ID) throws -> [Candidate] {
        let members = try tx.colleagues(of: unit).map {
            (member: Line.Member(staff: $0.id, weight: 1, ceiling: 500), name: $0.name)
        }
        return try tx.assignments.candidates(members, for: unit)
    }
}
