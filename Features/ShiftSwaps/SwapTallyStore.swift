import Database
import Handbook
import Kernel

extension ShiftSwaps {
    private static let mostTallied = 2000

    /// Of the month of each of these units in which somebody has swapped and a clause counts it.
    func tallies(in units: [Unit.ID]) throws -> [SwapTally] {
        // A return lies in another month than its swap, and not far from it.
        let around = (tx.now - .days(93))..<(tx.now + .days(93))
        let swaps = Dictionary(
            grouping: try agreed(in: units, beginning: around, limit: Self.mostTallied), by: \.unit)
        return try swaps.sorted { $0.key.rawValue < $1.key.rawValue }.compactMap { unit, swaps -> SwapTally? in
            let ground = try tx.absenceGround(of: unit)
            guard case .swapLimit(let most, let both, let returns)? = ground.gate(.swapLimit)?.gate else { return nil }
            let month = String(ground.zone.day(of: tx.now).description.prefix(7))
            let tally = SwapTally(unit, month, swaps, most: most, both: both, returns: returns)
            return tally.lines.isEmpty ? nil : tally
        }
    }
}
