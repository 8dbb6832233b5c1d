/// Why figures cannot be fitted as they are: every kind of mistake, how often it occurs, and where first.
public struct BadHistories: Error, Equatable, CustomStringConvertible {
    public struct Problem: Sendable, Equatable {
        /// «a negative time»
        public let what: String
        public internal(set) var times: Int
        /// The place of the first one among what was given, from 0.
        public let first: Int
    }

    /// What the places count: «customer».
    public let of: String
    public let problems: [Problem]

    /// One sentence with all problems: «Customers cannot be fitted: 2 × a negative time (first at 7).»
    public var description: String {
        let all = problems.map { "\($0.times) × \($0.what) (first at \($0.first))" }.joined(separator: "; ")
        return "A \(of) cannot be fitted as it is: \(all)."
    }

    /// Goes through what somebody found about each value, and refuses where that is anything.
    static func refuse(_ found: some Sequence<String?>, of: String) throws(BadHistories) {
        var problems: [Problem] = []
        for (place, what) in found.enumerated() {
            guard let what else { continue }
            if let known = problems.firstIndex(where: { $0.what == what }) {
                problems[known].times += 1
            } else {
                problems.append(Problem(what: what, times: 1, first: place))
            }
        }
        if !problems.isEmpty { throw BadHistories(of: of, problems: problems) }
    }
}
