import Database
import Handbook
import Kernel

/// 指挥调度记录: a day of a unit and of those beneath it (GAME-28).
struct DispatchLog: Sendable {
    let unit: Unit
    /// Whose logs the reader may choose from.
    let units: [Unit]
    let day: Day
    let dispatches: [Dispatch]
}

extension Dispatches {
    /// For whoever gives commands there: of the unit that is asked for, or of the first one; of a day, or of today.
    func log(of asked: Unit.ID?, on day: Day?, for actor: Actor) throws -> DispatchLog {
        let units = try tx.units(for: actor, permitting: .giveDispatch)
            .filter { actor.may(.giveDispatch, in: $0.id, isOwn: false) }
        guard let unit = asked.map({ asked in units.first { $0.id == asked } }) ?? units.first else {
            throw NotAllowed(permission: .giveDispatch, isElsewhere: actor.holds(.giveDispatch))
        }
        let day = try day ?? tx.absenceGround(of: unit.id).zone.day(of: tx.now)
        let whole = try ([unit.id] + tx.units.descendants(of: unit.id)).filter {
            actor.may(.giveDispatch, in: $0, isOwn: false)
        }
        return DispatchLog(unit: unit, units: units, day: day, dispatches: try log(of: whole.uniqued(), on: day))
    }
}
