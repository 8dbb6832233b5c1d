import Database
import Handbook
import Kernel

/// The lines of a demo department with their people, and the board of the shift that is on (GAME-19).
struct DemoLines {
    let tx: Transaction
    let pack: DemoPack
    var dice: DemoDice

    mutating func open(with desk: [(DemoPerson, Staff)]) throws {
        for (unit, people) in try places(of: desk) {
            guard let supervisor = try pack.supervisor(of: unit.id, tx) else { continue }
            for line in pack.lines { try found(line, in: unit.id, people, by: supervisor) }
            try fillBoard(of: unit.id, desk, by: supervisor)
        }
    }

    /// Where lines are kept: a shop's in its region, a group's in its department, others where their people sit.
    private func places(of desk: [(DemoPerson, Staff)]) throws -> [(Unit, [Staff])] {
        var places: [(Unit, [Staff])] = []
        for (person, staff) in desk {
            guard let own = try tx.units.find(code: person.unit) else { continue }
            let above = try own.parent.flatMap { try tx.units.find($0) }
            let isPart = own.kind == .group || own.kind == .store && above?.kind == .region
            let place = isPart ? above ?? own : own
            if let index = places.firstIndex(where: { $0.0.id == place.id }) {
                places[index].1.append(staff)
            } else {
                places.append((place, [staff]))
            }
        }
        return places
    }

    private mutating func found(_ line: DemoLine, in unit: Unit.ID, _ people: [Staff], by supervisor: Actor) throws {
        let founded = try tx.lines.found(line.plan(in: unit), by: supervisor)
        let loads = try tx.assignments.loads(of: people.map(\.id))
        for person in people where try tx.actor(person.id).may(.workCase, in: unit, isOwn: true) {
            try tx.lines.admit(
                person.id, weight: dice.number(1...3), ceiling: (loads[person.id] ?? 0) + dice.number(4...8),
                to: founded.id, by: supervisor)
        }
    }

    /// Whoever has a post for it stands on their line this shift.
    private func fillBoard(of unit: Unit.ID, _ desk: [(DemoPerson, Staff)], by supervisor: Actor) throws {
        guard !pack.board.isEmpty else { return }
        let board = try tx.lineBoards.view(unit, at: nil, for: supervisor)
        let posts = Dictionary(desk.map { ($0.1.id, $0.0.post) }) { $1 }
        let choices = board.places.compactMap { place -> LineBoard.Choice? in
            guard !place.shift.isShadow, let post = place.shift.staff.flatMap({ posts[$0] }),
                let line = board.lines.first(where: { $0.line.name == pack.board[post] })
            else { return nil }
            return LineBoard.Choice(shift: place.shift.id, was: place.shift.line, line: line.line.id)
        }
        guard board.mayPut else { return }
        try tx.lineBoards.put(choices, in: unit, by: supervisor)
    }
}

extension DemoPack {
    /// Whoever may reassign in a unit; not somebody at the desk, where there is another.
    func supervisor(of unit: Unit.ID, _ tx: Transaction) throws -> Actor? {
        for person in people.sorted(by: { !$0.isAtTheDesk && $1.isAtTheDesk }) {
            guard let account = Account(typed: person.account), let staff = try tx.staff.find(account: account) else {
                continue
            }
            let actor = try tx.actor(staff.id)
            if actor.may(.reassignCase, in: unit, isOwn: false), actor.may(.readCase, in: unit, isOwn: false) {
                return actor
            }
        }
        return nil
    }
}
