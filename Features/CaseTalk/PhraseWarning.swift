import Handbook
import Kernel

/// A text to a customer holds words that a clause advises against. The person is warned once, with the clause; sent all
/// the same, it goes and is entered under the clause. What a clause requires is refused by the gate instead.
struct PhraseWarning: Error, Equatable {
    let version: HandbookVersion.ID
    let against: [BannedPhrases]

    var phrases: Set<String> { Set(against.flatMap(\.phrases)) }
}

/// What a page has warned its reader of, as its forms carry it along.
struct Warned: Equatable {
    let phrases: Set<String>

    /// No handbook forbids more words, and no address of ours is longer.
    private static let most = 100

    init(_ phrases: Set<String>) { self.phrases = phrases }

    init(text: String) {
        phrases = Set(text.split(separator: "\n").prefix(Self.most).map(String.init))
    }

    func and(_ warning: PhraseWarning) -> Warned { Warned(phrases.union(warning.phrases)) }

    var text: String { phrases.sorted().joined(separator: "\n") }
}

extension PhraseWarning {
    /// Throws where somebody sits there who has not been warned of all of it.
    static func heed(
        _ text: String, _ handbook: Handbook, _ version: HandbookVersion.ID, by actor: Actor
    ) throws(PhraseWarning) {
        guard let warned = actor.warned else { return }
        let against = handbook.phrasesAgainst(text).filter { $0.clause.strength == .advise }
        guard !Set(against.flatMap(\.phrases)).isSubset(of: warned) else { return }
        throw PhraseWarning(version: version, against: against)
    }
}
