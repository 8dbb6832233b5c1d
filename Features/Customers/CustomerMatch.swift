import Handbook
import Kernel

/// Somebody whom a typed text may mean, and how they were found.
struct CustomerMatch: Equatable, Sendable {
    enum Way: String, CaseIterable, Sendable {
        /// a whole number, an e-mail address, a WeChat account
        case contactPoint
        case lastFour
        case memberNumber
        case fileNumber
        case name
        /// a part of the name, its pinyin or its initials; the customer's or a contact's
        case words
    }

    let customer: Customer
    let way: Way
}

/// What was typed, read once: which ways of finding it opens.
struct CustomerQuery: Equatable, Sendable {
    /// Longer texts are cut: no name or number is longer.
    static let longest = 60
    /// Latin text shorter than this would mean a fifth of all customers: it must be a whole key.
    static let shortestPrefix = 2

    let text: String
    let number: PhoneNumber?
    let lastFour: String?
    /// The words a name must all have.
    let words: [String]
    /// As it is spelled, from the first letter on.
    let spelling: String?

    /// Nothing where nothing readable was typed.
    init?(_ typed: String) {
        let readable = typed.prefix(Self.longest * 4).unicodeScalars.filter {
            $0.properties.generalCategory != .control
        }
        text = String(String(String.UnicodeScalarView(readable)).withoutBlankEnds.prefix(Self.longest))
        guard text.contains(where: { $0.isLetter || $0.isNumber }) else { return nil }
        number = PhoneNumber(typed: text)
        lastFour = text.count == 4 && text.allSatisfy { ("0"..."9").contains($0) } ? text : nil
        words = CustomerKeys.asked(text)
        spelling = text.typedSpelling
    }
}

extension Actor {
    /// Whose customers a person may see or change. Customers are the unit's and not one person's: whoever holds a post
    /// for their own cases finds the customers of the unit they sit in.
    func customers(permitting permission: Permission) -> UnitReach {
        var units: Set<Unit.ID> = []
        for holding in holdings where holding.post.permissions.contains(permission) {
            switch holding.reach {
            case .all: return .all
            case .some(let some): units.formUnion(some)
            case .own: units.insert(holding.unit)
            }
        }
        return units.isEmpty ? .nothing : .some(units.sorted { $0.rawValue < $1.rawValue })
    }
}
