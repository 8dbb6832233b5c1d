import Synchronization

/// Dice that fall the same way every time: a law that fails can be thrown again.
///
/// SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
public struct SeededDice: RandomNumberGenerator, Sendable {
    private var state: UInt64

    public init(seed: UInt64) { state = seed }

    public mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
        bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
        return bits ^ (bits >> 31)
    }

    /// Chance as the parts of the house take it: a number in 0..<1, from whichever thread.
    public static func chance(seed: UInt64) -> @Sendable () -> Double {
        let dice = SharedDice(SeededDice(seed: seed))
        return { dice.throwOnce() }
    }
}

private final class SharedDice: Sendable {
    private let dice: Mutex<SeededDice>

    init(_ dice: SeededDice) { self.dice = Mutex(dice) }

    func throwOnce() -> Double { dice.withLock { Double.random(in: 0..<1, using: &$0) } }
}
