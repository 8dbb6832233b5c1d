import Kernel
import Mathematics

/// What a training has learned, as it is kept and as it answers.
struct CategoryModel: Sendable {
    let classifier: TextClassifier

    init(_ classifier: TextClassifier) { self.classifier = classifier }

    /// Nothing where the bytes are not those of such labels and width.
    init?(labels: [String], width: Int, sharpness: Double, bytes: [UInt8]) {
        guard let classifier = TextClassifier(labels: labels, width: width, sharpness: sharpness, bytes: bytes) else {
            return nil
        }
        self.classifier = classifier
    }

    var width: Int { classifier.width }
    var sharpness: Double { classifier.sharpness }
    var bytes: [UInt8] { classifier.bytes }
}

/// How well a training did on cases that were held out: what its page shows, computed from the table of what was said
/// of what.
struct CategoryMeasures: Equatable, Sendable {
    struct Category: Equatable, Sendable {
        let name: String
        let cases: Int
        let precision: Double
        let recall: Double
        let f1: Double
    }

    struct Confusion: Equatable, Sendable {
        let truth: String
        let said: String
        let cases: Int
    }

    let count: Int
    let accuracy: Double
    let macroF1: Double
    let weightedF1: Double
    /// What always saying the commonest category would have got right.
    let baseline: Double
    /// The commonest first.
    let categories: [Category]
    let confusions: [Confusion]

    static let mostConfusions = 12

    init(_ score: ClassifierScore) {
        count = score.count
        accuracy = score.accuracy
        macroF1 = score.macroF1
        weightedF1 = score.weightedF1
        baseline = score.baseline
        categories = score.labels.indices.sorted { (score.support(of: $1), $0) < (score.support(of: $0), $1) }.map {
            Category(
                name: score.labels[$0], cases: score.support(of: $0), precision: score.precision(of: $0),
                recall: score.recall(of: $0), f1: score.f1(of: $0))
        }
        confusions = score.confusions(limit: Self.mostConfusions).map {
            Confusion(truth: $0.truth, said: $0.said, cases: $0.count)
        }
    }
}

extension CategoryTraining {
    /// Nothing where nothing was learned, or where labels and matrix do not fit each other.
    static func score(labels: [String], matrix: [[Int]]) -> ClassifierScore? {
        labels.isEmpty ? nil : ClassifierScore(labels: labels, matrix: matrix)
    }

    var measures: CategoryMeasures? { score.map { CategoryMeasures($0) } }
    var labels: [String] { score?.labels ?? [] }
    var matrix: [[Int]] { score?.matrix ?? [] }
}
