/// The two languages of the screens. Each person chooses their own; Chinese comes first.
///
///     let t = viewer.language
///     t(.myDay)                     // 我的一天
///     t(.casesOpen, "12")           // 12 件未结工单
public enum Language: String, CaseIterable, Sendable, Codable {
    case chinese = "zh-CN"
    case english = "en"

    public func callAsFunction(_ word: Word) -> String {
        switch self {
        case .chinese: word.chinese
        case .english: word.english
        }
    }

    /// `{0}`, `{1}` … stand for the values, in the order of the call: the two languages may place them differently.
    public func callAsFunction(_ word: Word, _ values: String...) -> String { fill(word, values) }

    public func callAsFunction(_ sentence: Sentence) -> String { fill(sentence.word, sentence.values) }

    private func fill(_ word: Word, _ values: [String]) -> String {
        // In one walk: a blank that stands in a value is a text that somebody typed.
        var text = ""
        var rest = Substring(self(word))
        while let blank = rest.firstIndex(of: "{") {
            text += rest[..<blank]
            rest = rest[rest.index(after: blank)...]
            if let end = rest.firstIndex(of: "}"), let place = Int(rest[..<end]), values.indices.contains(place) {
                text += values[place]
                rest = rest[rest.index(after: end)...]
            } else {
                text += "{"
            }
        }
        return text + rest
    }
}

/// One entry of the catalogue of words. It cannot be made without both languages, so nothing can be missing;
/// the laws of the catalogue (same blanks on both sides, Chinese really Chinese) are held by a test.
///
/// The catalogue is `extension Word { static let … }`, one file a feature, named `…Words.swift`.
public struct Word: Sendable, Equatable {
    public let chinese: String
    public let english: String

    public init(_ chinese: String, _ english: String) {
        self.chinese = chinese
        self.english = english
    }
}

/// A word with its blanks filled, to be said later in whichever language the reader has chosen.
public struct Sentence: Sendable, Equatable {
    public let word: Word
    public let values: [String]

    public init(_ word: Word, _ values: String...) {
        self.word = word
        self.values = values
    }
}
