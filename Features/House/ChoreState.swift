package import Kernel

/// How a chore fares, for the metrics, `/readyz` and whoever looks after the house.
package struct ChoreState: Equatable, Sendable {
    package let name: String
    /// Due at this instant; waiting since then if it has passed.
    package let nextAt: Instant
    /// The last run that ended well.
    package let finishedAt: Instant?
    package let runs: Int64
    /// In a row, since the last run that ended well.
    package let failures: Int
    package let lastError: String?
    /// Due for more than ten minutes with something to do, and nobody does it.
    package let isForgotten: Bool

    /// One failure may be a collision; three in a row want a person. So does a chore that nobody runs.
    package var needsAttention: Bool { failures >= 3 || isForgotten }

    /// No chore works so long: whoever should have done this one is not there.
    static let longestWait = Duration.minutes(10)

    /// What the row keeps of an error, in characters.
    static let longestError = 500
}
