import Database
import Handbook
import Kernel

/// Lines and skills are the supervisors' to keep: whoever may reassign the cases of a unit may say who gets them.
extension Lines {
    func found(_ plan: LinePlan, by actor: Actor) throws -> Line {
        try authorize(actor, .reassignCase, in: plan.unit, isOwn: false)
        guard try tx.units.find(plan.unit) != nil else { throw Unit.Refusal.unknown }
        let lines = try list(in: [plan.unit])
        guard lines.count < Line.mostLines else { throw Line.Refusal.tooMany(Line.mostLines) }
        guard !lines.contains(where: { $0.name == plan.name }) else { throw Line.Refusal.nameTaken }
        let line = plan.line(tx.ids.make())
        try insert(line)
        try say("founded", line, by: actor)
        return line
    }

    func change(_ id: Line.ID, _ plan: LinePlan, by actor: Actor) throws {
        let line = try require(id, for: actor)
        guard try !list(in: [line.unit]).contains(where: { $0.name == plan.name && $0.id != id }) else {
            throw Line.Refusal.nameTaken
        }
        var plan = plan
        plan.unit = line.unit
        try save(plan.line(id))
        try say("changed", line, by: actor)
    }

    /// A new member begins where the others stand, so that nobody gets everything on their first day.
    func admit(_ person: Staff.ID, weight: Int, ceiling: Int, to id: Line.ID, by actor: Actor) throws {
        let line = try require(id, for: actor)
        let members = try members(of: id)
        guard members.count < Line.mostMembers else { throw Line.Refusal.tooMany(Line.mostMembers) }
        guard let colleague = try tx.staff.find(person), colleague.isActive,
            try tx.actor(person).may(.workCase, in: line.unit, isOwn: true)
        else { throw Line.Refusal.mayNotWorkCases(try tx.staff.find(person)?.name ?? "") }
        let turn = members.map(\.member.turn).max() ?? 0
        try put(Line.Member(staff: person, weight: weight, ceiling: ceiling, turn: turn), in: id)
        try say("member", line, by: actor, details: ["staff": person.rawValue])
    }

    func dismiss(_ person: Staff.ID, from id: Line.ID, by actor: Actor) throws {
        let line = try require(id, for: actor)
        guard try members(of: id).contains(where: { $0.member.staff == person }) else { throw Line.Refusal.notMember }
        try remove(person, from: id)
        try say("member-left", line, by: actor, details: ["staff": person.rawValue])
    }

    private func require(_ id: Line.ID, for actor: Actor) throws -> Line {
        guard actor.units(permitting: .reassignCase) != .nothing else {
            throw NotAllowed(permission: .reassignCase, isElsewhere: false)
        }
        let line = try require(id)
        guard actor.may(.reassignCase, in: line.unit, isOwn: false) else { throw Line.Refusal.unknown }
        return line
    }

    private func say(_ what: String, _ line: Line, by actor: Actor, details: [String: String] = [:]) throws {
        tx.announce("wall")
        try tx.record(
            .lineChanged, about: Subject(.unit, line.unit.rawValue), in: line.unit, by: actor.staff.id,
            details: details.merging(["line": line.name, "change": what]) { $1 })
    }
}

/// A line as it was typed.
struct LinePlan: Equatable, Sendable {
    var unit: Unit.ID
    var name: String
    var isOpen: Bool
    var condition: Condition
    var categories: Set<String>
    var needs: Set<Line.Need>
    var method: Line.Method
    var keepsFirstReceiver: Bool
    var prefersLastHandler: Bool
    var prefersNearest: Bool
    var minutesToTake: Int
    var refusalsAllowed: Int

    func line(_ id: Line.ID) -> Line {
        Line(
            id: id, unit: unit, name: name, isOpen: isOpen, condition: condition, categories: categories, needs: needs,
            method: method, keepsFirstReceiver: keepsFirstReceiver, prefersLastHandler: prefersLastHandler,
            prefersNearest: prefersNearest, minutesToTake: minutesToTake, refusalsAllowed: refusalsAllowed)
    }
}

extension Skills {
    /// Whoever manages the person's record, or reassigns cases where they work, knows what they can; nobody says it of
    /// themselves (GAME-04).
    func mayManage(_ person: Staff.ID, _ actor: Actor) throws -> Bool {
        guard person != actor.staff.id else { return false }
        let units = try tx.appointments.inForce(of: [person], at: tx.now).map(\.unit)
        return units.contains { unit in
            actor.may(.reassignCase, in: unit, isOwn: false) || actor.may(.manageStaff, in: unit, isOwn: false)
        }
    }

    func grant(_ skill: String, level: Int, to person: Staff.ID, by actor: Actor) throws {
        try require(person, actor)
        guard try of(person).count < Self.most else { throw Line.Refusal.tooMany(Self.most) }
        try put(skill, level: level, of: person)
        try say(person, ["skill": skill, "level": String(level)], actor)
    }

    func withdraw(_ skill: String, from person: Staff.ID, by actor: Actor) throws {
        try require(person, actor)
        try remove(skill, of: person)
        try say(person, ["skill": skill, "level": "0"], actor)
    }

    private func require(_ person: Staff.ID, _ actor: Actor) throws {
        _ = try tx.staff.require(person)
        guard try mayManage(person, actor) else {
            throw NotAllowed(permission: .reassignCase, isElsewhere: actor.holds(.reassignCase))
        }
    }

    private func say(_ person: Staff.ID, _ details: [String: String], _ actor: Actor) throws {
        let unit = try tx.actor(person).mainHolding?.unit
        try tx.record(
            .staffChanged, about: Subject(.staff, person.rawValue), in: unit, by: actor.staff.id, details: details)
    }
}
