import Kernel
import Mathematics

/// Earlier cases that are like what is being written: what was done then, and what was learned.
struct SimilarCase: Equatable, Sendable {
    let record: Case.ID
    let number: String
    var subject: String
    let category: String
    let state: Case.State
    var solution: String
    var lesson: String
}

/// The terms of a text for likeness: pairs of characters, words and numbers. Single characters say too little.
struct LikenessTerms: Sendable {
    let counts: [String: Int]
    let length: Int

    /// What is read of a text being written, in characters.
    static let longest = 2000

    init(_ text: String) {
        var counts: [String: Int] = [:]
        var length = 0
        var previous: SearchText.Token?
        for token in SearchText(String(text.prefix(LikenessTerms.longest))).tokens {
            switch token.kind {
            case .han:
                if let previous, previous.kind == .han, token.isJoined {
                    counts[previous.text + token.text, default: 0] += 1
                    length += 1
                }
            case .word where token.text.count > 1:
                counts[String(token.text.prefix(SearchText.longestPrefix)), default: 0] += 1
                length += 1
            case .word, .digits, .sign: break
            }
            previous = token
        }
        self.counts = counts
        self.length = length
    }
}

/// Ranks candidates by BM25; the same text always has the same order.
struct Likeness: Sendable {
    let question: LikenessTerms
    let frequencies: [String: Int]

    /// Frequencies are counted as far as `Search.common`: twice as many texts as that, of the length of a usual case.
    static let relevance = RelevanceBM25(texts: 4000, averageLength: 80)
    private var relevance: RelevanceBM25 { Likeness.relevance }
    static func weight(of frequency: Int) -> Double { relevance.weight(ofTermIn: frequency) }

    /// A text that has at least so much of what the question could at most score is like it.
    static let least = 0.12

    func score(_ text: String) -> Double {
        let terms = LikenessTerms(text)
        return question.counts.keys.reduce(0) { sum, term in
            guard let count = terms.counts[term], let frequency = frequencies[term] else { return sum }
            let weight = relevance.weight(ofTermIn: frequency)
            return sum + relevance.part(weight: weight, count: count, length: terms.length)
        }
    }

    /// The score of the question against itself.
    var most: Double {
        question.counts.reduce(0) { sum, term in
            let weight = relevance.weight(ofTermIn: frequencies[term.key] ?? 0)
            return sum + relevance.part(weight: weight, count: term.value, length: question.length)
        }
    }
}
