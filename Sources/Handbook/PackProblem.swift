/// What is wrong at one place of a pack, as a sentence for the person who wrote it.
public struct PackProblem: Error, Hashable, Sendable, CustomStringConvertible {
    public var file: String
    public var line: Int
    public var sentence: String

    init(file: String = "", line: Int, sentence: String) {
        self.file = file
        self.line = line
        self.sentence = sentence
    }

    public var description: String { "\(file):\(line): \(sentence)" }
}

/// Everything that is wrong with a pack, in the order of its files and lines.
public struct PackProblems: Error, Equatable, Sendable, CustomStringConvertible {
    public var problems: [PackProblem]

    init(_ problems: [PackProblem]) {
        self.problems = problems.sorted { ($0.file, $0.line, $0.sentence) < ($1.file, $1.line, $1.sentence) }
    }

    init(_ file: String, _ line: Int, _ sentence: String) {
        problems = [PackProblem(file: file, line: line, sentence: sentence)]
    }

    public var description: String { problems.map(\.description).joined(separator: "\n") }
}
