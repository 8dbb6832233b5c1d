/// Dice that fall the same way for the same seed, so that one history can be played again.
///
/// SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
struct DemoDice: RandomNumberGenerator, Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
        bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
        return bits ^ (bits >> 31)
    }

    /// Dice of their own for one part of the history: what they show does not depend on who threw before.
    mutating func fork() -> DemoDice { DemoDice(seed: next()) }

    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

    /// So many times in a hundred.
    mutating func happens(_ percent: Int) -> Bool { number(1...100) <= percent }

    /// One of these; nothing of nothing.
    mutating func one<T>(of items: [T]) -> T? { items.randomElement(using: &self) }

    mutating func text(_ texts: [String]) -> String { one(of: texts) ?? "" }

    /// One of these, each as often as its weight says; nothing where there is no weight at all.
    mutating func one<T>(of items: [(T, weight: Int)]) -> T? {
        let whole = items.reduce(0) { $0 + $1.weight }
        guard whole > 0 else { return nil }
        var left = number(1...whole)
        for (item, weight) in items {
            left -= weight
            if left <= 0 { return item }
        }
        return nil
    }
}
