import Kernel

/// Reads the parts of a pack and gathers every problem on the way, so that an author sees them all at once.
struct PackReader {
    var file: String
    private(set) var problems: [PackProblem] = []

    /// Nobody reads more, and a hostile pack can have a problem for every pair of its clauses.
    static let mostProblems = 200

    init(file: String) { self.file = file }

    /// Enough has been found: further comparing would only cost time.
    var isFull: Bool { problems.count >= Self.mostProblems }

    mutating func note(_ line: Int, _ sentence: String) {
        guard !isFull else { return }
        problems.append(PackProblem(file: file, line: line, sentence: sentence))
    }

    /// The entries of a map by name; names that nobody asks for are problems (a misspelt word must not be silently ignored).
    mutating func fields(_ node: PackNode, of what: String, allowed: Set<String>) -> [String: PackNode] {
        guard case .map(let entries, _) = node else {
            note(node.line, "\(what) 应为键值表。\(what) must be a map.")
            return [:]
        }
        var fields: [String: PackNode] = [:]
        for entry in entries where !isFull {
            guard allowed.contains(entry.key) else {
                let known = allowed.sorted().joined(separator: ", ")
                note(entry.line, "\(what) 里没有 “\(entry.key)” 这一项。Unknown key; known are: \(known).")
                continue
            }
            fields[entry.key] = entry.value
        }
        return fields
    }

    mutating func text(_ node: PackNode?, _ what: String, line: Int, longest: Int = 2000) -> String? {
        guard let node else {
            note(line, "缺少 \(what)。\(what) is missing.")
            return nil
        }
        guard case .scalar(let text, let line) = node else {
            note(node.line, "\(what) 应为文字。\(what) must be text.")
            return nil
        }
        let trimmed = text.trimmed
        // Scalars and not characters: a thousand accents on one letter are one character.
        guard !trimmed.isEmpty, trimmed.unicodeScalars.count <= longest else {
            note(line, "\(what) 应有 1–\(longest) 个字。\(what) must have 1 to \(longest) characters.")
            return nil
        }
        return trimmed
    }

    mutating func optionalText(_ node: PackNode?, _ what: String, longest: Int = 2000) -> String? {
        node.flatMap { text($0, what, line: $0.line, longest: longest) }
    }

    /// One word or a list of words.
    mutating func texts(_ node: PackNode?, _ what: String) -> [String] {
        switch node {
        case nil: return []
        case .list(let nodes, _): return nodes.compactMap { text($0, what, line: $0.line) }
        case .some(let single): return text(single, what, line: single.line).map { [$0] } ?? []
        }
    }

    mutating func choice<T: RawRepresentable & CaseIterable>(_ node: PackNode?, _ what: String, of: T.Type = T.self)
        -> T?
    where T.RawValue == String {
        guard let node, let text = text(node, what, line: node.line) else { return nil }
        if let value = T(rawValue: text) { return value }
        let known = T.allCases.map(\.rawValue).joined(separator: ", ")
        note(node.line, "\(what) “\(text)” 不认识。Unknown \(what); known are: \(known).")
        return nil
    }

    mutating func choices<T: RawRepresentable & CaseIterable & Hashable>(
        _ node: PackNode?, _ what: String, of: T.Type = T.self
    )
        -> [T]
    where T.RawValue == String {
        switch node {
        case nil: return []
        case .list(let nodes, _): return nodes.compactMap { choice($0, what, of: T.self) }
        case .some(let single): return choice(single, what, of: T.self).map { [$0] } ?? []
        }
    }

    mutating func whole(_ node: PackNode?, _ what: String, in range: ClosedRange<Int>, line: Int) -> Int? {
        guard let text = text(node, what, line: line) else { return nil }
        guard let number = Int(text), range.contains(number) else {
            note(
                node?.line ?? line,
                "\(what) 应为 \(range.lowerBound)–\(range.upperBound) 的整数。"
                    + "\(what) must be a whole number from \(range.lowerBound) to \(range.upperBound).")
            return nil
        }
        return number
    }

    mutating func yesNo(_ node: PackNode?, _ what: String, otherwise: Bool) -> Bool {
        guard let node, let text = text(node, what, line: node.line) else { return otherwise }
        switch text {
        case "true", "yes", "on", "是": return true
        case "false", "no", "off", "否": return false
        default:
            note(node.line, "\(what) 应为 true 或 false。\(what) must be true or false.")
            return otherwise
        }
    }

    mutating func span(_ node: PackNode?, _ what: String, line: Int) -> Span? {
        guard let text = text(node, what, line: line) else { return nil }
        guard let span = Span(text) else {
            note(
                node?.line ?? line,
                "\(what) “\(text)” 不是有意义的时限（例：30m、48h、16bh、15wd、3cd，且大于零、不超过十年）。"
                    + "Not a sensible length of time.")
            return nil
        }
        return span
    }

    /// `70%` → 0.7
    mutating func share(_ node: PackNode, _ what: String) -> Double? {
        guard let text = text(node, what, line: node.line) else { return nil }
        guard text.hasSuffix("%"), let percent = Int(text.dropLast()), (1...99).contains(percent) else {
            note(node.line, "\(what) “\(text)” 应为 1%–99%。\(what) must be 1% to 99%.")
            return nil
        }
        return Double(percent) / 100
    }

    mutating func day(_ node: PackNode?, _ what: String, line: Int) -> Day? {
        guard let text = text(node, what, line: line) else { return nil }
        guard let day = Day(iso: text) else {
            note(node?.line ?? line, "\(what) “\(text)” 不是日期（例：2026-12-01）。Not a date.")
            return nil
        }
        return day
    }
}

extension String {
    /// Without white space at either end.
    var trimmed: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else {
            return ""
        }
        return String(self[first...last])
    }
}
