import Foundation

/// A linear classifier of texts: multinomial logistic regression over hashed features, trained by averaged stochastic
/// gradient descent with L2 (Bottou, "Large-Scale Machine Learning with Stochastic Gradient Descent", 2010; averaging:
/// Polyak & Juditsky 1992; the hashing of features: Weinberger et al., "Feature Hashing for Large Scale Multitask
/// Learning", ICML 2009). Pure: the same texts, labels and seed give the same weights everywhere.
///
/// A text comes in as its terms (pairs of characters, words); each counts once, and all together have length 1.
public struct TextClassifier: Equatable, Sendable {
    public let labels: [String]
    /// Places of the hash: a power of two.
    public let width: Int
    /// `labels.count × width`, label by label; then one constant for each label.
    private var weights: [Float]

    public struct Settings: Equatable, Sendable {
        public var width = 1 << 14
        public var epochs = 20
        public var rate: Float = 8
        public var decay: Float = 1e-5
        public var seed: UInt64 = 1

        public init() {}
    }

    public struct Example: Equatable, Sendable {
        public let terms: [String]
        public let label: String

        public init(terms: [String], label: String) {
            self.terms = terms
            self.label = label
        }
    }

    /// Nothing where there are fewer than two labels to tell apart. Costs examples × epochs × terms × labels.
    public init?(_ examples: [Example], _ settings: Settings = Settings()) {
        let labels = Set(examples.map(\.label)).sorted()
        guard labels.count >= 2 else { return nil }
        self.labels = labels
        width = settings.width
        weights = [Float](repeating: 0, count: labels.count * (settings.width + 1))
        let places = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, $0) })
        let texts = examples.map { (Self.features($0.terms, width: settings.width), places[$0.label] ?? 0) }
        train(texts, settings)
    }

    /// The labels with their probabilities, likeliest first.
    public func probabilities(_ terms: [String]) -> [(label: String, probability: Double)] {
        let scores = softmax(Self.features(terms, width: width))
        return zip(labels, scores).map { ($0, Double($1)) }
            .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
            .map { (label: $0.0, probability: $0.1) }
    }

    private mutating func train(_ texts: [(features: [Feature], label: Int)], _ settings: Settings) {
        var dice = SplitMix(settings.seed)
        var order = Array(texts.indices)
        var sum = [Float](repeating: 0, count: weights.count)
        var averaged: Float = 0
        var step: Float = 0
        for epoch in 0..<settings.epochs {
            order.shuffle(using: &dice)
            for index in order {
                let (features, label) = texts[index]
                let scores = softmax(features)
                step += 1
                let rate = settings.rate / (1 + settings.rate * settings.decay * step)
                let keep = 1 - rate * settings.decay
                for place in labels.indices {
                    let error = (place == label ? 1 : 0) - scores[place]
                    let row = place * width
                    for feature in features {
                        let old = weights[row + feature.place]
                        weights[row + feature.place] = old * keep + rate * error * feature.value
                    }
                    weights[labels.count * width + place] += rate * 0.1 * error
                }
            }
            // The mean over the second half of the epochs: what wavers at the end evens out.
            if epoch * 2 >= settings.epochs {
                for index in weights.indices { sum[index] += weights[index] }
                averaged += 1
            }
        }
        if averaged > 0 { weights = sum.map { $0 / averaged } }
    }

    private func softmax(_ features: [Feature]) -> [Float] {
        var scores = labels.indices.map { place -> Float in
            let row = place * width
            return features.reduce(weights[labels.count * width + place]) { $0 + weights[row + $1.place] * $1.value }
        }
        let most = scores.max() ?? 0
        for index in scores.indices { scores[index] = exp(scores[index] - most) }
        let total = scores.reduce(0, +)
        return scores.map { $0 / total }
    }

    private struct Feature {
        let place: Int
        let value: Float
    }

    /// Each term once, at its hashed place; the vector has length 1, so that long texts do not shout.
    private static func features(_ terms: [String], width: Int) -> [Feature] {
        let places = Set(
            terms.map { term in
                var hash: UInt64 = 0xcbf2_9ce4_8422_2325
                for byte in term.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
                return Int((hash ^ (hash >> 32)) & UInt64(width - 1))
            }
        ).sorted()
        let value = 1 / Float(max(1, places.count)).squareRoot()
        return places.map { Feature(place: $0, value: value) }
    }
}

extension TextClassifier {
    /// The weights in one byte each, with one scale for each label: a quarter of the size, and as good to a third digit.
    public var bytes: [UInt8] {
        labels.indices.flatMap { place -> [UInt8] in
            let row = weights[place * width..<(place + 1) * width]
            let most = max(row.map(abs).max() ?? 0, .leastNormalMagnitude)
            let scale = most / 127
            let head = [scale.bitPattern, weights[labels.count * width + place].bitPattern].flatMap { bits in
                (0..<4).map { UInt8(truncatingIfNeeded: bits >> (8 * UInt32($0))) }
            }
            return head + row.map { UInt8(bitPattern: Int8(($0 / scale).rounded())) }
        }
    }

    /// Refuses bytes of another size than labels and width ask for.
    public init?(labels: [String], width: Int, bytes: [UInt8]) {
        guard labels.count >= 2, width > 0, bytes.count == labels.count * (width + 8) else { return nil }
        self.labels = labels
        self.width = width
        weights = [Float](repeating: 0, count: labels.count * (width + 1))
        func number(_ start: Int) -> Float {
            Float(bitPattern: (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[start + $1]) << (8 * UInt32($1)) })
        }
        for place in labels.indices {
            let start = place * (width + 8)
            let scale = number(start)
            weights[labels.count * width + place] = number(start + 4)
            for index in 0..<width {
                weights[place * width + index] = Float(Int8(bitPattern: bytes[start + 8 + index])) * scale
            }
        }
    }
}

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

    public var count: Int { matrix.joined().reduce(0, +) }
    public var right: Int { labels.indices.reduce(0) { $0 + matrix[$1][$1] } }
    public var accuracy: Double { count == 0 ? 0 : Double(right) / Double(count) }

    /// Of what was said to be of a label, the share that is; of what is of it, the share that was said to be.
    public func precision(of place: Int) -> Double {
        let said = matrix.reduce(0) { $0 + $1[place] }
        return said == 0 ? 0 : Double(matrix[place][place]) / Double(said)
    }

    public func recall(of place: Int) -> Double {
        let truth = matrix[place].reduce(0, +)
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
}

/// SplitMix64 (Steele, Lea & Flood 2014): the dice of the training, the same everywhere.
private struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
        bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
        return bits ^ (bits >> 31)
    }
}
