import Foundation

/// Makes a classifier of texts whose labels are known, and says how well it does on texts it has not seen: the texts are
/// dealt into parts, each part is judged by what was learned from the others (cross-validation: Stone 1974; Kohavi,
/// IJCAI 1995). Nothing is tuned on the way: the smoothing is that of the paper, so every text is a fair test.
///
///     var training = ClassifierTraining()
///     for example in examples { training.add(example.terms, label: example.label, key: example.id) }
///     for part in 0..<training.parts { training.judge(part) }
///     let classifier = training.classifier, score = training.score
///
/// Each step is short, so that whoever trains can let others in between. Costs memory of eight bytes a term of a text.
public struct ClassifierTraining: Sendable {
    public struct Settings: Equatable, Sendable {
        public var width = 1 << 17
        /// How often a term is taken to have been seen before anything was: Laplace's one, as in the paper.
        public var smoothing: Float = 1
        public var parts = 5
        /// Deals the texts into other parts.
        public var seed: UInt64 = 1

        public init() {}
    }

    private struct Learned {
        let text: HashedText
        let label: Int
        let part: Int
    }

    public let settings: Settings
    private var labels: [String] = []
    private var places: [String: Int] = [:]
    private var texts: [Learned] = []
    private var judgements: [(truth: Int, scores: [Double])] = []
    /// Terms kept so far, over all texts.
    public private(set) var size = 0

    public init(_ settings: Settings = Settings()) { self.settings = settings }

    public var parts: Int { settings.parts }
    public var count: Int { texts.count }

    /// How many texts each label has.
    public var support: [String: Int] {
        var support: [String: Int] = [:]
        for text in texts { support[labels[text.label], default: 0] += 1 }
        return support
    }

    /// A text with its label; `key` is what it is known by and decides in which part it falls.
    public mutating func add(_ terms: [String: Int], label: String, key: String) {
        let text = HashedText(terms, width: settings.width)
        guard !text.counts.isEmpty else { return }
        let place = places[label] ?? labels.count
        if place == labels.count {
            labels.append(label)
            places[label] = place
        }
        var hash = settings.seed &* 0x9e37_79b9_7f4a_7c15 ^ 0xcbf2_9ce4_8422_2325
        for byte in key.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        texts.append(Learned(text: text, label: place, part: Int((hash >> 20) % UInt64(max(2, settings.parts)))))
        size += text.counts.count
    }

    /// Leaves out the labels with fewer texts than this: nothing can be learned from them, and nothing tested.
    public mutating func leaveOut(below least: Int) {
        let support = self.support
        let kept = labels.filter { (support[$0] ?? 0) >= least }.sorted()
        let names = labels
        places = Dictionary(uniqueKeysWithValues: kept.enumerated().map { ($1, $0) })
        texts = texts.compactMap { text in
            places[names[text.label]].map { Learned(text: text.text, label: $0, part: text.part) }
        }
        labels = kept
    }

    /// What is learned from all texts; nothing where there are fewer than two labels to tell apart.
    public var classifier: TextClassifier? {
        learn(without: nil).map { learned in
            var classifier = learned
            classifier.sharpness = Self.sharpness(judgements)
            return classifier
        }
    }

    /// Judges the texts of one part by what the others teach.
    public mutating func judge(_ part: Int) {
        guard let classifier = learn(without: part) else { return }
        for text in texts where text.part == part {
            judgements.append((text.label, classifier.scores(text.text)))
        }
    }

    /// How the judgements of the parts so far compare with the truth.
    public var score: ClassifierScore {
        ClassifierScore(
            labels: labels,
            pairs: judgements.map { truth, scores in
                let said = scores.indices.max { (scores[$0], $1) < (scores[$1], $0) } ?? 0
                return (labels[truth], labels[said])
            })
    }

    private func learn(without part: Int?) -> TextClassifier? {
        guard labels.count >= 2 else { return nil }
        let known = texts.filter { $0.part != part }
        let rarity = rarity(of: known)
        let width = settings.width
        var sums = [Float](repeating: 0, count: labels.count * width)
        var whole = [Float](repeating: 0, count: width)
        for text in known {
            let row = text.label * width
            for (place, value) in text.text.values(rarity) {
                sums[row + place] += value
                whole[place] += value
            }
        }
        // The weight of a term for a label: how rare it is among the texts of the other labels.
        for label in labels.indices {
            let row = label * width
            var total: Float = 0
            for place in 0..<width where rarity[place] > 0 {
                total += whole[place] - sums[row + place] + settings.smoothing
            }
            var length: Float = 0
            for place in 0..<width where rarity[place] > 0 {
                let weight = -log((whole[place] - sums[row + place] + settings.smoothing) / total)
                sums[row + place] = weight
                length += abs(weight)
            }
            let scale = length == 0 ? 0 : Float(Self.scale) / length
            for place in 0..<width { sums[row + place] *= rarity[place] > 0 ? scale : 0 }
        }
        // What all labels have in common tells none from another: taken off, so that a byte is enough for the rest.
        for place in 0..<width where rarity[place] > 0 {
            let mean = labels.indices.reduce(Float(0)) { $0 + sums[$1 * width + place] } / Float(labels.count)
            for label in labels.indices { sums[label * width + place] -= mean }
        }
        return TextClassifier(labels: labels, weights: sums, rarity: rarity)
    }

    /// Weights of length 1 over tens of thousands of places are tiny numbers; so much larger they are at hand.
    private static let scale = 100_000.0

    /// What a single text says, a name or a number, is not learned: it would tell of nobody but that one.
    private static let leastTexts: Int32 = 2

    private func rarity(of known: [Learned]) -> [Float] {
        var frequency = [Int32](repeating: 0, count: settings.width)
        for text in known {
            for (place, _) in text.text.counts { frequency[Int(place)] += 1 }
        }
        let all = Float(1 + known.count)
        return frequency.map { $0 < Self.leastTexts ? 0 : log(all / Float(1 + $0)) + 1 }
    }

    /// The sharpness under which what was held out is likeliest (one parameter of Platt's scaling; Guo et al., "On
    /// Calibration of Modern Neural Networks", ICML 2017). The likelihood has one summit: golden section finds it.
    private static func sharpness(_ judgements: [(truth: Int, scores: [Double])]) -> Double {
        guard !judgements.isEmpty else { return 1 }
        func likelihood(_ power: Double) -> Double {
            let sharpness = exp(power)
            return judgements.reduce(0) { sum, judgement in
                let values = judgement.scores.map { $0 * sharpness }
                let most = values.max() ?? 0
                return sum + values[judgement.truth] - most - log(values.reduce(0) { $0 + exp($1 - most) })
            }
        }
        let ratio = (5.0.squareRoot() - 1) / 2
        var (low, high) = (-9.0, 9.0)
        for _ in 0..<40 {
            let (left, right) = (high - ratio * (high - low), low + ratio * (high - low))
            if likelihood(left) < likelihood(right) { low = left } else { high = right }
        }
        return exp((low + high) / 2)
    }
}
