import Database
import Handbook
import Kernel

extension Dispatches {
    /// People of whom one chooses.
    static let mostChoices = 300

    /// Nobody, for whoever gives no commands.
    func choices(for actor: Actor) throws -> DispatchChoices {
        let units = try tx.units(for: actor, permitting: .giveDispatch)
            .filter { actor.may(.giveDispatch, in: $0.id, isOwn: false) }
        guard !units.isEmpty else { return DispatchChoices(people: [], crews: []) }
        let people = try tx.actors(of: appointed(in: units.map(\.id))).filter { try commands(actor, $0) }
        let here = try present(among: people.map(\.staff.id))
        return DispatchChoices(
            people: people.map { person in
                DispatchChoices.Person(
                    id: person.staff.id, name: person.staff.name, post: person.mainHolding?.post.title ?? "",
                    isHere: here.contains(person.staff.id))
            }.sorted { ($0.isHere ? 0 : 1, $0.name, $0.id.rawValue) < ($1.isHere ? 0 : 1, $1.name, $1.id.rawValue) },
            crews: try crews(units.prefix(20), people.filter { here.contains($0.staff.id) }))
    }

    /// Who has a post in one of these units now.
    func appointed(in units: [Unit.ID]) throws -> [Staff.ID] {
        try tx.execute(
            """
            SELECT DISTINCT staff.id AS id FROM staff
            JOIN appointment ON appointment.staff_id = staff.id
            WHERE staff.is_active = 1 AND appointment.unit_id IN \(list: units)
                AND appointment.starts_at <= \(tx.now) AND (appointment.ends_at IS NULL OR appointment.ends_at > \(tx.now))
            ORDER BY staff.id
            LIMIT \(Self.mostChoices)
            """
        ).map { try $0.id("id") }
    }

    /// Counted as they are told: `give` asks the same.
    private func crews(
        _ units: some Sequence<Unit>, _ people: [Actor]
    ) throws -> [DispatchChoices.Crew] {
        var crews: [DispatchChoices.Crew] = []
        for unit in units {
            let shifts = try tx.shifts.at(unit.id, tx.now)
            for group in try tx.shiftGroups.of(unit.id) {
                let there = Set(shifts.filter { $0.group == group.id }.compactMap(\.staff))
                let count = people.filter { there.contains($0.staff.id) }.count
                if count > 0 {
                    crews.append(
                        DispatchChoices.Crew(recipient: .group(group.id), name: group.name, count: count))
                }
            }
            let onShift = Set(shifts.compactMap(\.staff))
            let ofUnit = people.filter { Self.isOf(unit.id, $0, onShift: onShift) }.count
            if ofUnit > 1 {
                crews.append(DispatchChoices.Crew(recipient: .unit(unit.id), name: unit.name, count: ofUnit))
            }
        }
        return crews
    }
}
