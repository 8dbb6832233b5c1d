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
        let wanted = Array(choices.filter { $0.line != $0.was }.prefix(Roster.mostPeople))
        guard !wanted.isEmpty else { return 0 }
        let ground = try ground(of: unit, wanted)
        var problems: [LineBoard.Problem] = []
        var moves: [(shift: ShiftAssignment, line: Line.ID?)] = []
        for choice in wanted {
            guard let shift = ground.shifts[choice.shift], shift.unit == unit, ground.binding.contains(shift.roster),
                let person = shift.staff
            else { throw ShiftAssignment.Refusal.unknown }
            if let line = choice.line, ground.lines[line]?.isOpen != true { throw Line.Refusal.unknown }
            if shift.line == choice.line { continue }
            if let why = hindrance(shift, person, choice, ground) {
                problems.append(LineBoard.Problem(name: ground.people[person]?.staff.name ?? "", why: why))
            } else {
                moves.append((shift, choice.line))
            }
        }
        guard problems.isEmpty else { throw LineBoard.Refusal.problems(problems) }
        for move in moves { try stand(move.shift, on: move.line.flatMap { ground.lines[$0] }, by: actor) }
        if !moves.isEmpty { tx.announce("wall") }
        return moves.count
    }

    /// What a board's choices are judged by, read once for all of them.
    private struct Ground {
        let lines: [Line.ID: Line]
        /// The clause by which nobody works alone without the skills of their line (GAME-04).
        let qualified: String?
        let shifts: [ShiftAssignment.ID: ShiftAssignment]
        /// The rosters of these shifts that people work by.
        let binding: Set<Roster.ID>
        let people: [Staff.ID: Actor]
        let skills: [Staff.ID: [String: Int]]
    }

    private func ground(of unit: Unit.ID, _ choices: [LineBoard.Choice]) throws -> Ground {
        let rules = try tx.rosters.setting(of: unit).rules
        let shifts = try tx.shifts.find(choices.map(\.shift).uniqued())
        let people = Set(shifts.values.compactMap(\.staff)).sorted { $0.rawValue < $1.rawValue }
        // A turn stands on one roster, on two where one ends and the next begins.
        let rosters = Set(shifts.values.map(\.roster)).sorted { $0.rawValue < $1.rawValue }
        return Ground(
            lines: Dictionary(try tx.rosters.lines(of: unit).map { ($0.id, $0) }) { $1 },
            qualified: rules.first { $0.gate.rule == .rosterQualified && $0.clause.strength != .advise }?.clause.number,
            shifts: shifts, binding: Set(try rosters.filter { try tx.rosters.require($0).state.isBinding }),
            people: Dictionary(try tx.actors(of: people).map { ($0.staff.id, $0) }) { $1 },
            skills: try tx.skills.of(people))
    }

    private func hindrance(
        _ shift: ShiftAssignment, _ person: Staff.ID, _ choice: LineBoard.Choice, _ ground: Ground
    ) -> LineBoard.Problem.Why? {
        guard shift.isLive else { return .gone }
        guard tx.now < shift.span.upperBound else { return .over }
        guard shift.line == choice.was else { return .changed(to: shift.line.flatMap { ground.lines[$0]?.name }) }
        guard !shift.isShadow else { return .learns }
        guard let line = choice.line.flatMap({ ground.lines[$0] }) else { return nil }
        guard ground.people[person]?.may(.workCase, in: shift.unit, isOwn: true) == true else {
            return .mayNotWorkCases
        }
        return line.lacking(ground.skills[person] ?? [:]).map {
            .lacks($0, line: line.name, clause: ground.qualified)
        }
    }

    private func stand(_ shift: ShiftAssignment, on line: Line?, by actor: Actor) throws {
        var shift = shift
        shift.stand(on: line?.id)
        try tx.shifts.save(shift)
        let event = try tx.record(
            .shiftLineSet, about: shift.subject, in: shift.unit, by: actor.staff.id,
            details: ["day": shift.day.description, "line": line?.name ?? ""])
        if let person = shift.staff, person != actor.staff.id { try tx.notify([person], of: event) }
    }
}

extension Transaction {
    var lineBoards: LineBoards { LineBoards(tx: self) }
}
