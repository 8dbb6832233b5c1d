/// A place where bytes of strangers come in, and what must hold of every one of them. The same doors are opened by
/// libFuzzer (`make fuzz`) and, with the corpus it has left, by `ReplayTests`.
struct Door: Sendable {
    let name: String
    /// as many bytes as a fuzzer need try
    let longest: Int
    /// what holds a word of the language that is read here, for libFuzzer's dictionary
    var words: [String] = []
    /// Throws `Broken` where a promise is not kept, and nothing else.
    let take: @Sendable ([UInt8]) throws -> Void

    static let all: [Door] = [
        packs, csv, xlsx, workbook, letters, written, markup, forms, queries, multipart, json, calendars, search,
        cookies, tokens, values, hours,
    ]
}

/// A promise that was not kept, as a sentence.
struct Broken: Error, CustomStringConvertible {
    let description: String
}

func hold(_ isKept: @autoclosure () throws -> Bool, _ promise: @autoclosure () -> String) throws {
    guard try isKept() else { throw Broken(description: promise()) }
}

extension [UInt8] {
    /// As text, whatever it is.
    var text: String { String(decoding: self, as: UTF8.self) }

    /// The lines that a door takes apart for several texts: at most so many, the rest is the last.
    func pieces(_ count: Int) -> [[UInt8]] {
        split(separator: UInt8(ascii: "\n"), maxSplits: count - 1, omittingEmptySubsequences: false).map(Array.init)
    }
}

extension String {
    var hasControls: Bool { unicodeScalars.contains { $0.properties.generalCategory == .control } }
}
