/// How well a classifier did on texts it had not seen.
public struct ClassifierScore: Equatable, Sendable {
    public let labels: [String]
    /// `matrix[truth][said]`
    public let matrix: [[Int]]

    public init(labels: [String], pairs: [(truth: String, said: String)]) {
        self.labels = labels
        let places = Dictionary(labels.enumerated().map { ($1, $0) }) { first, _ in first }
        var matrix = [[Int]](repeating: [Int](repeating: 0, count: labels.count), count: labels.count)
        for pair in pairs {
            if let truth = places[pair.truth], let said = places[pair.said] { matrix[truth][said] += 1 }
        }
        self.matrix = matrix
    }

    /// Nothing where the matrix is not as wide and high as there are labels.
    public init?(labels: [String], matrix: [[Int]]) {
        guard matrix.count == labels.count, matrix.allSatisfy({ $0.count == labels.count && $0.allSatisfy { $0 >= 0 } })
        else { return nil }
        self.labels = labels
        self.matrix = matrix
    }

    public var count: Int { matrix.joined().reduce(0, +) }
    public var right: Int { labels.indices.reduce(0) { $0 + matrix[$1][$1] } }
    public var accuracy: Double { count == 0 ? 0 : Double(right) / Double(count) }

    /// How many texts are of a label.
    public func support(of place: Int) -> Int { matrix[place].reduce(0, +) }

    /// Of what was said to be of a label, the share that is; of what is of it, the share that was said to be.
    public func precision(of place: Int) -> Double {
        let said = matrix.reduce(0) { $0 + $1[place] }
        return said == 0 ? 0 : Double(matrix[place][place]) / Double(said)
    }

    public func recall(of place: Int) -> Double {
        let truth = support(of: place)
        return truth == 0 ? 0 : Double(matrix[place][place]) / Double(truth)
    }

    public func f1(of place: Int) -> Double {
        let (p, r) = (precision(of: place), recall(of: place))
        return p + r == 0 ? 0 : 2 * p * r / (p + r)
    }

    /// The mean over the labels, each counting the same however rare (Sokolova & Lapalme 2009).
    public var macroF1: Double {
        labels.isEmpty ? 0 : labels.indices.map { f1(of: $0) }.reduce(0, +) / Double(labels.count)
    }

    /// The mean over the labels, each counting by its texts.
    public var weightedF1: Double {
        count == 0 ? 0 : labels.indices.reduce(0) { $0 + f1(of: $1) * Double(support(of: $1)) } / Double(count)
    }

    /// What the commonest label alone would have got right: what a classifier has to beat.
    public var baseline: Double {
        count == 0 ? 0 : Double(labels.indices.map { support(of: $0) }.max() ?? 0) / Double(count)
    }

    public struct Confusion: Equatable, Sendable {
        public let truth: String
        public let said: String
        public let count: Int
    }

    /// Which labels are taken for which, the commonest first.
    public func confusions(limit: Int) -> [Confusion] {
        var confusions: [Confusion] = []
        for truth in labels.indices {
            for said in labels.indices where said != truth && matrix[truth][said] > 0 {
                confusions.append(Confusion(truth: labels[truth], said: labels[said], count: matrix[truth][said]))
            }
        }
        return Array(
            confusions.sorted { ($1.count, $0.truth, $0.said) < ($0.count, $1.truth, $1.said) }.prefix(limit))
    }
}
