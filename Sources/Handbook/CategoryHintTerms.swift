/// 类别提示: how good the department's own classifier has to be before it may speak.
public struct CategoryHintTerms: Equatable, Sendable {
    /// Below this share of held-out cases that it gets right it says nothing at all.
    public var leastAccuracy = 0.6
    /// Below this it says nothing about a case of which it is not sure.
    public var leastConfidence = 0.4
    /// So many closed cases are needed before anything is learned.
    public var leastCases = 60
    /// After so many newly closed cases it learns again.
    public var retrainAfter = 50

    public init() {}
}

extension PackReader {
    /// `category-hints: {least-accuracy: 60%, least-confidence: 40%, least-cases: 60, retrain-after: 50}`
    mutating func hintTerms(_ node: PackNode?) -> CategoryHintTerms {
        var terms = CategoryHintTerms()
        guard let node else { return terms }
        let fields = fields(
            node, of: "category-hints",
            allowed: ["least-accuracy", "least-confidence", "least-cases", "retrain-after"])
        if let node = fields["least-accuracy"], let share = share(node, "least-accuracy") {
            terms.leastAccuracy = share
        }
        if let node = fields["least-confidence"], let share = share(node, "least-confidence") {
            terms.leastConfidence = share
        }
        if let node = fields["least-cases"],
            let cases = whole(node, "least-cases", in: 20...10_000, line: node.line)
        {
            terms.leastCases = cases
        }
        if let node = fields["retrain-after"],
            let cases = whole(node, "retrain-after", in: 1...10_000, line: node.line)
        {
            terms.retrainAfter = cases
        }
        return terms
    }
}
