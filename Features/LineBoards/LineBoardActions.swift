import Database
import Handbook
import Kernel

/// The leader's hand on the board: whoever may reassign the cases of a unit says who works what.
struct LineBoards {
    let tx: Transaction

    /// Puts people of a unit's published shifts on lines; says how many stand elsewhere than before. Nothing is done
    /// while anything is amiss, and all of it is said at once (`LineBoard.Refusal`).
    ///
    /// What came over the page meanwhile is not written over: each choice names what its page showed.
    @discardableResult
    func put(_ choices: [LineBoard.Choice], in unit: Unit.ID, by actor: Actor) throws -> Int {
        guard try tx.rosterReach(of: actor).contains(unit) else { throw Roster.Refusal.unknown }
        guard actor.may(.reassignCase, in: unit, isOwn: false) else {
            throw NotAllowed(permission: .reassignCase, isElsewhere: actor.holds(.reassignCase))
        }
        let wanted = choices.filter { $0.line != $0.was }.prefix(Roster.mostPeople)
        let ground = try ground(of: unit)
        var problems: [LineBoard.Problem] = []
        var moves: [(shift: ShiftAssignment, line: Line.ID?)] = []
        for choice in wanted {
            let shift = try tx.shifts.require(choice.shift)
            guard shift.unit == unit, try tx.rosters.require(shift.roster).state.isBinding, let person = shift.staff
            else { throw ShiftAssignment.Refusal.unknown }
            if let line = choice.line, ground.lines[line]?.isOpen != true { throw Line.Refusal.unknown }
            if shift.line == choice.line { continue }
            if let why = try hindrance(shift, person, choice, ground) {
                problems.append(LineBoard.Problem(name: try tx.staff.require(person).name, why: why))
            } else {
                moves.append((shift, choice.line))
            }
        }
        guard problems.isEmpty else { throw LineBoard.Refusal.problems(problems) }
        for move in moves { try stand(move.shift, on: move.line.flatMap { ground.lines[$0] }, by: actor) }
        if !moves.isEmpty { tx.announce("wall") }
        return moves.count
    }

    private struct Ground {
        let lines: [Line.ID: Line]
        /// The clause by which nobody works alone without the skills of their line (GAME-04).
        let qualified: String?
    }

    private func ground(of unit: Unit.ID) throws -> Ground {
        let rules = try tx.rosters.setting(of: unit).rules
        return Ground(
            lines: Dictionary(try tx.rosters.lines(of: unit).map { ($0.id, $0) }) { $1 },
            qualified: rules.first { $0.gate.rule == .rosterQualified && $0.clause.strength != .advise }?.clause.number)
    }

    private func hindrance(
        _ shift: ShiftAssignment, _ person: Staff.ID, _ choice: LineBoard.Choice, _ ground: Ground
    ) throws -> LineBoard.Problem.Why? {
        guard shift.isLive else { return .gone }
        guard tx.now < shift.span.upperBound else { return .over }
        guard shift.line == choice.was else { return .changed(to: shift.line.flatMap { ground.lines[$0]?.name }) }
        guard !shift.isShadow else { return .learns }
        guard let line = choice.line.flatMap({ ground.lines[$0] }) else { return nil }
        guard try tx.actor(person).may(.workCase, in: shift.unit, isOwn: true) else { return .mayNotWorkCases }
        let skills = try tx.skills.of([person])[person] ?? [:]
        return line.lacking(skills).map { .lacks($0, line: line.name, clause: ground.qualified) }
    }

    private func stand(_ shift: ShiftAssignment, on line: Line?, by actor: Actor) throws {
        var shift = shift
        shift.stand(on: line?.id)
        try tx.shifts.save(shift)
        let event = try tx.record(
            .shiftLineSet, about: Subject(.shift, shift.id.rawValue), in: shift.unit, by: actor.staff.id,
            details: ["day": shift.day.description, "line": line?.name ?? ""])
        if let person = shift.staff, person != actor.staff.id { try tx.notify([person], of: event) }
    }
}

extension Transaction {
    var lineBoards: LineBoards { LineBoards(tx: self) }
}
