import Foundation

/// A linear classifier of texts: complement naive Bayes on weighted counts (Rennie, Shih, Teevan & Karger, "Tackling
/// the Poor Assumptions of Naive Bayes Text Classifiers", ICML 2003, table 4: log counts, inverse document frequency,
/// texts of length 1, complements, weights of length 1) over hashed features (Weinberger et al., "Feature Hashing for
/// Large Scale Multitask Learning", ICML 2009). What it learns of a label it learns from the texts of all the others,
/// so that a label with few texts is not at the mercy of those few. Pure, and without any chance: the same texts give
/// the same weights everywhere.
public struct TextClassifier: Equatable, Sendable {
    /// In the order of the alphabet.
    public let labels: [String]
    /// Places of the hash: a power of two.
    public let width: Int
    /// `labels.count × width`, label by label; a place that no text had weighs nothing.
    let weights: [Float]
    /// How rare each place is; 0 where hardly any text had it.
    let rarity: [Float]
    /// How much certainty a difference between two labels is; found on texts that had been held out.
    public var sharpness: Double

    init(labels: [String], weights: [Float], rarity: [Float], sharpness: Double = 1) {
        self.labels = labels
        width = rarity.count
        self.weights = weights
        self.rarity = rarity
        self.sharpness = sharpness
    }

    /// The labels with their probabilities, likeliest first. A text without a known term has the same for all.
    public func probabilities(_ terms: [String: Int]) -> [(label: String, probability: Double)] {
        let values = scores(HashedText(terms, width: width)).map { $0 * sharpness }
        let most = values.max() ?? 0
        let powers = values.map { exp($0 - most) }
        let total = powers.reduce(0, +)
        return zip(labels, powers).map { ($0, $1 / total) }
            .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
            .map { (label: $0.0, probability: $0.1) }
    }

    /// The terms that speak for a label more than for the others, the strongest first.
    public func reasons(_ terms: [String: Int], for label: String, limit: Int) -> [String] {
        guard let place = labels.firstIndex(of: label) else { return [] }
        let heard = terms.map { term, count -> (term: String, weight: Float) in
            let at = HashedText.place(of: term, width: width)
            return (term, HashedText.weight(of: count) * rarity[at] * weights[place * width + at])
        }
        return heard.filter { $0.weight > 0 }.sorted { ($1.weight, $0.term) < ($0.weight, $1.term) }
            .prefix(limit).map(\.term)
    }

    /// One number a label, before they are made probabilities.
    func scores(_ text: HashedText) -> [Double] {
        let values = text.values(rarity)
        return labels.indices.map { label in
            let row = label * width
            return Double(values.reduce(Float(0)) { $0 + weights[row + $1.place] * $1.value })
        }
    }
}

/// A text as the classifier sees it: places of the hash, and how often the text has each.
struct HashedText: Equatable, Sendable {
    /// In the order of places.
    let counts: [(place: Int32, count: Int32)]

    init(_ terms: [String: Int], width: Int) {
        var counts: [Int32: Int32] = [:]
        for (term, count) in terms {
            counts[Int32(Self.place(of: term, width: width)), default: 0] += Int32(clamping: count)
        }
        self.counts = counts.sorted { $0.key < $1.key }.map { (place: $0.key, count: $0.value) }
    }

    static func == (a: Self, b: Self) -> Bool { a.counts.elementsEqual(b.counts) { $0 == $1 } }

    /// FNV-1a (Fowler, Noll, Vo).
    static func place(of term: String, width: Int) -> Int {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in term.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return Int((hash ^ (hash >> 32)) & UInt64(width - 1))
    }

    static func weight(of count: Int) -> Float { log(1 + Float(count)) }

    /// Log counts by rarity, of length 1, so that long texts do not shout.
    func values(_ rarity: [Float]) -> [(place: Int, value: Float)] {
        let raw = counts.map { (place: Int($0.place), value: Self.weight(of: Int($0.count)) * rarity[Int($0.place)]) }
        let length = raw.reduce(Float(0)) { $0 + $1.value * $1.value }.squareRoot()
        return length == 0 ? [] : raw.filter { $0.value > 0 }.map { (place: $0.place, value: $0.value / length) }
    }
}
