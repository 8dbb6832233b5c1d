import Database
import Kernel

extension ShiftSwaps {
    /// Who hears of a request that is asked of nobody by name: whoever may answer it, is trained for the shift and free then
    /// (GAME-61, GAME-62).
    func market(of swap: ShiftSwap, _ shift: ShiftAssignment) throws -> [Staff.ID] {
        var people: [Staff.ID] = []
        for person in try tx.rosters.free(for: [shift], in: shift.unit) where person != swap.initiator {
            guard people.count < Rosters.mostTold else { break }
            if try tx.workUnits(of: tx.actor(person)).contains(swap.unit) { people.append(person) }
        }
        return people
    }
}
