import Handbook
import Kernel

/// What the pack in force calls the types of case, which of them it takes, and where a case of them may stand.
struct CaseTypeNames: Equatable, Sendable {
    private let labels: [CaseType: String]
    /// In the order of the pack; without one, all there are.
    let types: [CaseType]
    let states: [Case.State]

    /// No pack to ask: the product's own words.
    static let plain = CaseTypeNames(labels: [:], types: CaseType.allCases, states: Case.State.allCases)

    private init(labels: [CaseType: String], types: [CaseType], states: [Case.State]) {
        self.labels = labels
        self.types = types
        self.states = states
    }

    init(_ handbook: Handbook) {
        let ways = handbook.caseTypes.map { handbook.ways[$0.type] ?? handbook.steps }
        var reached = Set(ways.flatMap { $0.map { Case.State(beginning: $0) } })
        reached.formUnion([.registered, .archived, .referred, .withdrawn, .merged])
        if ways.contains(where: { $0.contains(.judge) }) { reached.formUnion([.unfounded]) }
        if ways.contains(where: { (Way.of($0) ?? .procedure) == .procedure }) { reached.formUnion([.summarising]) }
        self.init(
            labels: Dictionary(handbook.caseTypes.map { ($0.type, $0.label) }) { first, _ in first },
            types: handbook.caseTypes.map(\.type), states: Case.State.allCases.filter(reached.contains))
    }

    /// Of a choice of types those that the pack takes, in its order; where it takes none of them any more, all.
    func taken(of chosen: Set<CaseType>) -> [CaseType] {
        let known = types.filter(chosen.contains)
        return known.isEmpty ? CaseType.allCases.filter(chosen.contains) : known
    }

    func word(_ type: CaseType) -> Word { Word(labels[type] ?? type.word.chinese, type.word.english) }
}
