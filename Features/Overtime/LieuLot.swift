import Kernel

/// Time off that overtime earned, and what is left of it: 调休 is taken from the lot that lapses first (SOFT-19). Pure.
struct LieuLot: Equatable, Sendable {
    let overtime: Overtime.ID
    let minutes: Int
    /// What of it was taken, and not given back.
    let taken: Int
    /// The last day on which it may be taken.
    let until: Day

    var left: Int { max(0, minutes - taken) }

    /// A half day of leave is four hours of it.
    static let halfDay = 240

    /// What of each lot a leave of so many minutes takes, the one that lapses first before the others; nothing where they do
    /// not hold so much on that day.
    static func share(_ minutes: Int, of lots: [LieuLot], on day: Day) -> [(lot: LieuLot, minutes: Int)]? {
        var rest = minutes
        var shares: [(lot: LieuLot, minutes: Int)] = []
        for lot in lots.sorted(by: { ($0.until, $0.overtime.rawValue) < ($1.until, $1.overtime.rawValue) })
        where rest > 0 && lot.until >= day && lot.left > 0 {
            let part = min(rest, lot.left)
            shares.append((lot, part))
            rest -= part
        }
        return rest == 0 ? shares : nil
    }

    static func left(of lots: [LieuLot], on day: Day) -> Int {
        lots.reduce(0) { $0 + ($1.until >= day ? $1.left : 0) }
    }
}
