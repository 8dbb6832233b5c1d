import Kernel

/// How often one piece of work was done in a stretch of time, and how long it took.
struct WorkCount: Equatable, Sendable {
    /// Bounds of the histogram, in milliseconds; one bucket more holds what took longer than the last.
    static let bounds = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000]

    private(set) var runs = 0
    private(set) var failures = 0
    private(set) var slowStatements = 0
    private(set) var microseconds: Int64 = 0
    private(set) var longest: Int64 = 0
    private(set) var buckets = Array(repeating: 0, count: bounds.count + 1)

    init() {}

    /// Nothing where the buckets are none of ours: another version of the program wrote them.
    init?(
        runs: Int, failures: Int, slowStatements: Int, microseconds: Int64, longest: Int64, buckets text: String
    ) {
        let buckets = text.split(separator: " ").compactMap { Int($0) }
        guard buckets.count == Self.bounds.count + 1 else { return nil }
        (self.runs, self.failures, self.slowStatements) = (runs, failures, slowStatements)
        (self.microseconds, self.longest, self.buckets) = (microseconds, longest, buckets)
    }

    var bucketText: String { buckets.map(String.init).joined(separator: " ") }
    var total: Duration { .microseconds(microseconds) }
    /// Nothing where there was no run.
    var mean: Double? { runs > 0 ? Double(microseconds) / 1000 / Double(runs) : nil }

    mutating func add(_ elapsed: Duration, isFailure: Bool) {
        let taken = elapsed.components.seconds * 1_000_000 + elapsed.components.attoseconds / 1_000_000_000_000
        runs += 1
        failures += isFailure ? 1 : 0
        microseconds += taken
        longest = max(longest, taken)
        buckets[Self.bounds.firstIndex { taken <= Int64($0) * 1000 } ?? Self.bounds.count] += 1
    }

    mutating func addSlowStatement() { slowStatements += 1 }

    static func += (sum: inout WorkCount, other: WorkCount) {
        sum.runs += other.runs
        sum.failures += other.failures
        sum.slowStatements += other.slowStatements
        sum.microseconds += other.microseconds
        sum.longest = max(sum.longest, other.longest)
        for index in sum.buckets.indices { sum.buckets[index] += other.buckets[index] }
    }

    /// The time, in milliseconds, within which a share of the runs (0…1) was done: straight lines within a bucket, and
    /// never more than the longest. Nothing where there was no run.
    func quantile(_ share: Double) -> Double? {
        guard runs > 0 else { return nil }
        let most = Double(longest) / 1000
        let wanted = share * Double(runs)
        var below = 0.0
        for (index, count) in buckets.enumerated() where count > 0 {
            let reached = below + Double(count)
            if reached >= wanted {
                let from = index == 0 ? 0 : Double(Self.bounds[index - 1])
                let to = index < Self.bounds.count ? min(Double(Self.bounds[index]), most) : most
                return min(most, from + max(0, to - from) * (wanted - below) / Double(count))
            }
            below = reached
        }
        return most
    }
}
