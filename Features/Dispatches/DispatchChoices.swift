import Kernel

/// Whom somebody may tell, those at work first.
struct DispatchChoices: Sendable {
    struct Person: Sendable {
        let id: Staff.ID
        let name: String
        let post: String
        let isHere: Bool
    }

    /// Whoever is at work in a group, or in a whole unit.
    struct Crew: Sendable {
        let recipient: Dispatch.Recipient
        let name: String
        let count: Int
    }

    let people: [Person]
    let crews: [Crew]

    var isEmpty: Bool { people.isEmpty }
}
