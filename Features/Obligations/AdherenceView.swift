import Handbook
import Kernel

/// The report as its page needs it: the figures, and the names of what its lines stand for.
struct AdherenceView: Sendable {
    /// What can be chosen, each with its id and name.
    struct Choices: Sendable {
        let handbooks: [(id: String, name: String)]
        let units: [(id: String, name: String)]
        let people: [(id: String, name: String)]
    }

    let query: AdherenceQuery
    let version: HandbookVersion
    let handbook: Handbook
    let adherence: Adherence
    /// The weeks of the trend, oldest first, empty ones included.
    let trend: [Adherence.Line]
    /// Names of units or people, by id.
    let names: [String: String]
    let choices: Choices
}

/// One row behind a number.
struct AdherenceRecord: Sendable {
    let obligation: Obligation
    let label: SubjectLabel?
    /// Whether the reader may see what the record is about; its number they may.
    let isTitleSeen: Bool
    /// Who owed it, or else who did it.
    let person: String?
}
