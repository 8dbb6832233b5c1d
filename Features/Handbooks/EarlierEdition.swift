import Handbook

/// What an edition lacks that was issued before its rule learned to ask for it. It was valid when it was issued, cases are
/// judged by it, and nobody can put it right any more: it is read with what held then, so that a new program opens every
/// old house. A pack that is issued today has to say it (`Handbook(texts:)`).
///
/// A rule that begins to ask for something adds its line here.
enum EarlierEdition {
    struct Completion {
        /// A line of the clause that says which rule it is, and the entry that every such clause has today.
        let rule: String
        let entry: String
        let value: String
    }

    static let completions = [
        // The review was owed every half year before clauses said how often (GEN4-08, 「至少每半年」).
        Completion(rule: "rule: handbook.review", entry: "months:", value: "6")
    ]

    static func completed(_ text: String) -> String {
        completions.reduce(text) { text, completion in completion.completing(text) }
    }
}

extension EarlierEdition.Completion {
    /// Clauses are blocks of lines, each begun by `- no:`.
    fileprivate func completing(_ text: String) -> String {
        guard text.contains(rule) else { return text }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for place in lines.indices.reversed() where plain(lines[place]) == rule {
            let begin = lines[...place].lastIndex(where: isFirst) ?? place
            let end = lines[(place + 1)...].firstIndex(where: isFirst) ?? lines.endIndex
            guard !lines[begin..<end].contains(where: { plain($0).hasPrefix(entry) }) else { continue }
            lines.insert("\(lines[place].prefix { $0 == " " })\(entry) \(value)", at: place + 1)
        }
        return lines.joined(separator: "\n")
    }

    private func plain(_ line: String) -> String {
        String(line.drop { $0 == " " }.reversed().drop { $0 == " " || $0 == "\r" }.reversed())
    }

    private func isFirst(_ line: String) -> Bool { plain(line).hasPrefix("- no:") }
}
