import Database
import Handbook
import Kernel

/// A board as its page shows it.
struct LineBoardView: Sendable {
    let unit: Unit
    let turns: [LineBoard.Turn]
    /// Nothing where nobody works near that minute.
    let turn: LineBoard.Turn?
    let places: [LineBoard.Place]
    /// Open ones, and those on which somebody of the turn stands all the same.
    let lines: [LineView]
    /// Says who stands where; everybody else reads it.
    let mayPut: Bool
    let calendar: BusinessCalendar
}

extension LineBoards {
    /// The turn that begins at a minute, or the one that is on now; for everybody who reads the unit's roster.
    func view(_ id: Unit.ID, at asked: Instant?, for actor: Actor) throws -> LineBoardView {
        guard let unit = try tx.units.find(id), try tx.rosterReach(of: actor).contains(id) else {
            throw Roster.Refusal.unknown
        }
        let at = asked ?? tx.now
        let turns = LineBoard.turns(of: try tx.shifts.covering(id, (at - LineBoard.before)..<(at + LineBoard.after)))
        let turn = LineBoard.turn(at: at, of: turns)
        let used = Set((turn?.shifts ?? []).compactMap(\.line))
        let lines = try tx.rosters.lines(of: id).filter { $0.isOpen || used.contains($0.id) }
        return LineBoardView(
            unit: unit, turns: turns, turn: turn, places: try places(turn?.shifts ?? [], lines, in: id),
            lines: try tx.lines.views(of: lines),
            mayPut: actor.may(.reassignCase, in: id, isOwn: false)
                && (turn.map { tx.now < $0.span.upperBound } ?? false),
            calendar: try tx.rosters.setting(of: id).calendar)
    }

    /// The units whose boards a person may open: those with a roster for today or tomorrow, the nearest to their own
    /// post first.
    func units(for actor: Actor, in zone: Zone) throws -> [Unit] {
        let today = zone.day(of: tx.now)
        let reach = try tx.rosterReach(of: actor)
        let bound = try tx.rosters.boundUnits(on: today...today.advanced(by: 1)).filter(reach.contains)
        let near = try actor.mainHolding.map { try tx.units.chain(from: $0.unit).map(\.id) } ?? []
        return try bound.compactMap(tx.units.find).sorted { one, other in
            (near.firstIndex(of: one.id) ?? .max, one.name, one.id.rawValue)
                < (near.firstIndex(of: other.id) ?? .max, other.name, other.id.rawValue)
        }
    }

    private func places(_ shifts: [ShiftAssignment], _ lines: [Line], in unit: Unit.ID) throws -> [LineBoard.Place] {
        let people = Set(shifts.compactMap(\.staff)).sorted { $0.rawValue < $1.rawValue }
        let names = try tx.names(of: Set(people).union(shifts.compactMap(\.mentor)))
        let skills = try tx.skills.of(people)
        let groups = Dictionary(try tx.shiftGroups.of(unit).map { ($0.id, $0.name) }) { $1 }
        return shifts.prefix(LineBoard.mostPlaces).compactMap { shift in
            guard let person = shift.staff else { return nil }
            let mine = skills[person] ?? [:]
            return LineBoard.Place(
                shift: shift, name: names[person] ?? "", group: shift.group.flatMap { groups[$0] } ?? "",
                mentor: shift.isShadow ? shift.mentor.flatMap { names[$0] } ?? "" : "",
                lacking: Dictionary(lines.compactMap { line in line.lacking(mine).map { (line.id, $0) } }) { $1 })
        }.sorted { ($0.group, $0.name, $0.shift.id.rawValue) < ($1.group, $1.name, $1.shift.id.rawValue) }
    }
}
