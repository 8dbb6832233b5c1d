import Database
import Handbook
import Kernel

extension StaffMembers {
    /// The full number of a colleague, for a reason that is written down. Refuses whoever lacks the right in every unit
    /// the colleague belongs to, and more than `StaffReveal.hourlyLimit` in an hour.
    func revealPhone(of id: Staff.ID, because reason: String, by actor: Actor) throws -> PhoneNumber? {
        let reach = actor.units(permitting: .revealPersonalData)
        guard try isVisible(id, within: reach) else {
            throw NotAllowed(permission: .revealPersonalData, isElsewhere: reach != .nothing)
        }
        let reveal = try StaffReveal.look(
            id: tx.ids.make(), by: actor.staff.id, of: id, because: reason,
            after: reveals(by: actor.staff.id, since: tx.now - .hours(1)), at: tx.now)
        try add(reveal)
        try tx.record(
            .personalDataRevealed, about: Subject(.staff, id.rawValue), in: nil, by: actor.staff.id,
            details: ["field": "phone", "reason": reason])
        return try require(id).phone
    }
}
