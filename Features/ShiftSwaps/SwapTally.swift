import Kernel

/// How often each person of a unit has swapped in a month, against how often they may (GAME-63). Pure.
struct SwapTally: Equatable, Sendable {
    struct Line: Equatable, Sendable {
        let staff: Staff.ID
        let used: Int
    }

    let unit: Unit.ID
    /// 2026-01
    let month: String
    let most: Int
    /// Whoever has swapped at all, the most first.
    let lines: [Line]

    init(_ unit: Unit.ID, _ month: String, _ swaps: [ShiftSwap], most: Int, both: Bool, returns: Bool) {
        self.unit = unit
        self.month = month
        self.most = most
        var used: [Staff.ID: Int] = [:]
        for swap in swaps where swap.state.isApproved {
            for person in swap.people {
                used[person, default: 0] += swap.counts(for: person, in: month, both: both, returns: returns)
            }
        }
        lines = used.filter { $0.value > 0 }.map { Line(staff: $0.key, used: $0.value) }.sorted {
            ($1.used, $0.staff.rawValue) < ($0.used, $1.staff.rawValue)
        }
    }
}
