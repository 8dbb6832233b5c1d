import Handbook
import Kernel

/// On whose word the staff is changed: a person's, as far as their posts reach, or that of whoever runs the machine
/// and works from its command line.
enum Mandate: Sendable {
    case person(Actor)
    case house

    /// Who is recorded as having done it.
    var staff: Staff.ID? {
        switch self {
        case .person(let actor): actor.staff.id
        case .house: nil
        }
    }

    /// The units whose people and posts may be changed.
    var reach: UnitReach {
        switch self {
        case .person(let actor): actor.units(permitting: .manageStaff)
        case .house: .all
        }
    }

    func authorize(in unit: Unit.ID) throws(NotAllowed) {
        guard reach.contains(unit) else { throw refusal }
    }

    /// Whether the mandate reaches as far as a post does: nobody hands out more than they have.
    func covers(_ holding: Holding) -> Bool {
        switch (reach, holding.reach) {
        case (.all, _): true
        case (.some, .all), (.own, _), (.nothing, _): false
        case (.some(let mine), .some(let its)): its.isSubset(of: mine)
        case (.some(let mine), .own): mine.contains(holding.unit)
        }
    }

    var refusal: NotAllowed {
        NotAllowed(permission: .manageStaff, isElsewhere: reach != .nothing)
    }
}
