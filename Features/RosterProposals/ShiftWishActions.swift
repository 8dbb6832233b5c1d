import Database
import Handbook
import Kernel

/// Everybody says for themselves what they wish.
extension ShiftWishes {
    func wish(
        _ kind: ShiftWish.Kind, code: String, strength: Int, on day: Day, in zone: Zone, by actor: Actor
    ) throws {
        let today = zone.day(of: tx.now)
        let others = try of(actor.staff.id, from: today).filter { $0.day != day }
        if kind != .off {
            guard try codes(for: actor).contains(where: { $0.code == code }) else {
                throw ShiftWish.Refusal.templateMissing
            }
        }
        try put(
            try ShiftWish.make(
                id: tx.ids.make(), by: actor.staff.id, on: day, kind, code: code, strength: strength, today: today,
                there: others.count))
    }

    func withdraw(_ id: ShiftWish.ID, by actor: Actor) throws {
        guard let wish = try find(id), wish.staff == actor.staff.id else { throw ShiftWish.Refusal.unknown }
        try remove(id)
    }

    /// The shifts that somebody could be rostered for: of their unit and those above it.
    func codes(for actor: Actor) throws -> [ShiftTemplate] {
        var found: [ShiftTemplate] = []
        for unit in try actor.holdings.flatMap({ try tx.units.chain(from: $0.unit) }) {
            for template in try tx.shiftTemplates.of(unit.id)
            where !template.isRetired && !found.contains(where: { $0.code == template.code }) {
                found.append(template)
            }
        }
        return found
    }
}
