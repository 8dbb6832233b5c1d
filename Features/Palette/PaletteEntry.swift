import Handbook
import Kernel

/// One line of the palette: a page, an act of the case at hand, an act on the selected rows, a case.
struct PaletteEntry: Equatable, Sendable {
    enum Deed: Equatable, Sendable {
        case open(String)
        /// The form of an act, on the page of its case.
        case act(String, on: String)
        case batch(String)
    }

    /// What is remembered of its use.
    let key: String
    let text: String
    let deed: Deed
    var group: Word
    var shortcut: String?
    /// Why it cannot be chosen now, and the clause that says so.
    var forbidden: Forbidden?
    /// What one should know beforehand; it can be chosen all the same.
    var hint = ""
    /// Shown when nothing is typed.
    var isUsual = true

    struct Forbidden: Equatable, Sendable {
        let clause: String?
        let sentence: String
    }

    /// Lines that are shown; more nobody reads.
    static let most = 40
    /// What was used of late, remembered for one person.
    static let mostRecent = 50

    /// The best matches first; among equals what was used last, then as they stand. `used` is newest first.
    static func chosen(_ entries: [PaletteEntry], for typed: String, used: [String]) -> [PaletteEntry] {
        let recency = Dictionary(zip(used, used.indices)) { first, _ in first }
        let isBlank = typed.allSatisfy(\.isWhitespace)
        return entries.enumerated().compactMap { place, entry -> (entry: PaletteEntry, key: [Int])? in
            let recent = recency[entry.key]
            guard let rank = Match.rank(typed, in: entry.text), !isBlank || entry.isUsual || recent != nil else {
                return nil
            }
            // Only a handful stands above the acts at hand when nothing is typed.
            let nearness = recent.map { isBlank && $0 >= 5 ? Int.max : $0 } ?? Int.max
            // Unasked, the steps stand in their order, the one a clause holds up too.
            return (entry, [rank, isBlank || entry.forbidden == nil ? 0 : 1, nearness, place])
        }
        .sorted { $0.key.lexicographicallyPrecedes($1.key) }
        .prefix(most).map(\.entry)
    }
}
