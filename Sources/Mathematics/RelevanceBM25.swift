import Foundation

/// How much a text is about a question: Okapi BM25 (Robertson & Zaragoza, "The Probabilistic Relevance Framework: BM25
/// and Beyond", 2009), with the inverse document frequency of Lucene, which is never negative.
public struct RelevanceBM25: Sendable {
    /// How soon a term that occurs again adds nothing; 1.2 by convention.
    public let k1: Double
    /// How far long texts are held against their length, 0…1; 0.75 by convention.
    public let b: Double
    /// Texts in the collection, and their average length in terms.
    public let texts: Int
    public let averageLength: Double

    public init(texts: Int, averageLength: Double, k1: Double = 1.2, b: Double = 0.75) {
        self.texts = max(1, texts)
        self.averageLength = max(1, averageLength)
        self.k1 = k1
        self.b = b
    }

    /// What a term that `frequency` texts have is worth: much where it is rare, never less than nothing.
    public func weight(ofTermIn frequency: Int) -> Double {
        let n = Double(min(max(0, frequency), texts))
        return log(1 + (Double(texts) - n + 0.5) / (n + 0.5))
    }

    /// The part that one term adds: `count` times in a text of `length` terms.
    public func part(weight: Double, count: Int, length: Int) -> Double {
        guard count > 0 else { return 0 }
        let often = Double(count)
        let long = 1 - b + b * Double(length) / averageLength
        return weight * often * (k1 + 1) / (often + k1 * long)
    }
}
