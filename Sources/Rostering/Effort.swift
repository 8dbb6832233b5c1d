/// How long to try. Without seconds the answer is the same every time, on every machine.
public struct Effort: Sendable {
    /// Wall-clock seconds since the start, from whoever owns a clock; nothing: only the rounds count.
    private let elapsed: (@Sendable () -> Double)?
    private let seconds: Double
    /// Answers whether to go on; false cancels.
    private let isWanted: @Sendable () -> Bool
    /// Rounds of improvement at most, after the first answer.
    public let rounds: Int
    /// Ends when the answer is proven to be this close to the best, as a share of it (0.01: 1 %).
    public let ratio: Double

    public init(
        seconds: Double, elapsed: @escaping @Sendable () -> Double, rounds: Int = .max, ratio: Double = 0,
        isWanted: @escaping @Sendable () -> Bool = { true }
    ) {
        self.seconds = seconds
        self.elapsed = elapsed
        self.rounds = rounds
        self.ratio = ratio
        self.isWanted = isWanted
    }

    public init(rounds: Int, ratio: Double = 0, isWanted: @escaping @Sendable () -> Bool = { true }) {
        seconds = .infinity
        elapsed = nil
        self.rounds = rounds
        self.ratio = ratio
        self.isWanted = isWanted
    }

    var isTimed: Bool { elapsed != nil }
    var secondsGone: Double { elapsed?() ?? 0 }
    var secondsLeft: Double { elapsed.map { max(0, seconds - $0()) } ?? 1e6 }
    var goesOn: Bool { isWanted() && secondsLeft > 0 }

    func within(_ share: Double) -> Effort {
        guard let elapsed else { return self }
        let end = elapsed() + secondsLeft * share
        return Effort(seconds: end, elapsed: elapsed, rounds: rounds, ratio: ratio, isWanted: isWanted)
    }
}

/// The best roster so far, and how good it can become at most.
public struct RosterAnswer: Sendable {
    public var roster: Roster
    public var score: Score
    /// No roster costs less; nothing as long as none is known.
    public var bound: Int?
    public var isCancelled: Bool

    public var isProvenBest: Bool { bound.map { score.total <= $0 } ?? false }
    /// How much better the best roster could be at most, as a share of this one's cost.
    public var gap: Double? {
        bound.map { score.total == 0 ? 0 : max(0, Double(score.total - $0) / Double(abs(score.total))) }
    }
}

/// Word from a search: each better roster as it is found, and each better bound.
public struct RosterProgress: Sendable {
    public var seconds: Double
    public var cost: Int
    public var bound: Int?
    public var roster: Roster
}
