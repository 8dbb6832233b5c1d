import Kernel

/// What was taken out of a sentence and what was put in, in the order of reading. Han characters are compared one by
/// one, other letters and digits as whole words, so that `48` does not become `4` with something behind it.
struct TextDifference: Equatable, Sendable {
    enum Piece: Equatable, Sendable {
        case same(String)
        case removed(String)
        case added(String)
    }

    /// Longer texts are shown one after the other as a whole: comparing them costs more than it tells.
    static let longest = 4000

    let pieces: [Piece]

    init(from before: String, to after: String) {
        guard before.count + after.count <= Self.longest else {
            pieces = [.removed(before), .added(after)]
            return
        }
        let old = Self.words(before)
        let new = Self.words(after)
        var removed: Set<Int> = []
        var added: Set<Int> = []
        for change in new.difference(from: old) {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): added.insert(offset)
            }
        }
        var pieces: [Piece] = []
        var (i, j) = (0, 0)
        while i < old.count || j < new.count {
            var (out, inside) = ("", "")
            while i < old.count, removed.contains(i) {
                out += old[i]
                i += 1
            }
            while j < new.count, added.contains(j) {
                inside += new[j]
                j += 1
            }
            var same = ""
            while i < old.count, j < new.count, !removed.contains(i), !added.contains(j) {
                same += old[i]
                i += 1
                j += 1
            }
            if !out.isEmpty { pieces.append(.removed(out)) }
            if !inside.isEmpty { pieces.append(.added(inside)) }
            if !same.isEmpty { pieces.append(.same(same)) }
        }
        self.pieces = pieces
    }

    private static func words(_ text: String) -> [String] {
        var words: [String] = []
        var isInWord = false
        for character in text {
            let isWordPart = character.isASCII && (character.isLetter || character.isNumber)
            if isWordPart, isInWord {
                words[words.count - 1].append(character)
            } else {
                words.append(String(character))
            }
            isInWord = isWordPart
        }
        return words
    }
}
