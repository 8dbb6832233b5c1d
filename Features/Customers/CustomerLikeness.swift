import Kernel

/// How much two records look like one customer, and why. A rule says what a person should look at; it never merges.
///
/// Same number or same card: 50 each. Same name: 30, of firms 50 (their names are registered). Similar address: 20.
struct CustomerLikeness: Equatable, Sendable {
    enum Reason: String, CaseIterable, Sendable {
        case number
        case card
        case name
        case address
    }

    /// From here on a pair is listed.
    static let threshold = 50

    let reasons: [Reason]
    let score: Int

    struct Side: Equatable, Sendable {
        let facts: CustomerFacts
        /// Numbers and addresses of the customer itself, not of its contacts.
        let points: Set<String>
    }

    /// Nothing where the two are of different kinds: a person and a household share a number rightly.
    init?(_ one: Side, _ other: Side) {
        guard one.facts.kind == other.facts.kind else { return nil }
        var reasons: [Reason] = []
        var score = 0
        if !one.points.isDisjoint(with: other.points) {
            reasons.append(.number)
            score += 50
        }
        if !one.facts.memberNumber.isEmpty, one.facts.memberNumber == other.facts.memberNumber {
            reasons.append(.card)
            score += 50
        }
        let name = CustomerKeys.normal(one.facts.name)
        if !name.isEmpty, name == CustomerKeys.normal(other.facts.name) {
            reasons.append(.name)
            score += one.facts.kind == Customer.Kind.organisation.rawValue ? 50 : 30
        }
        if Self.isSimilar(one.facts.address, other.facts.address) {
            reasons.append(.address)
            score += 20
        }
        guard score >= Self.threshold else { return nil }
        self.reasons = reasons
        self.score = min(100, score)
    }

    /// Half of all pairs of neighbouring signs in common (Jaccard): 「中山路18号3栋」 and 「中山路 18 号 3 幢 502」.
    static func isSimilar(_ one: String, _ other: String) -> Bool {
        let (a, b) = (pairs(one), pairs(other))
        guard !a.isEmpty, !b.isEmpty else { return false }
        return Double(a.intersection(b).count) >= 0.5 * Double(a.union(b).count)
    }

    private static func pairs(_ address: String) -> Set<String> {
        let signs = Array(CustomerKeys.normal(address).replacing("幢", with: "栋").replacing("号楼", with: "栋"))
        return Set(zip(signs, signs.dropFirst()).map { String([$0, $1]) })
    }
}

/// Two records that may be one customer, until a person has decided.
struct CustomerDuplicate: Equatable, Sendable {
    enum State: String, CaseIterable, Sendable {
        case open, dismissed, merged
    }

    /// The smaller id first: a pair is a pair whichever way round.
    let first: Customer.ID
    let second: Customer.ID
    let score: Int
    let reasons: [CustomerLikeness.Reason]
    let state: State
    let foundAt: Instant

    static func pair(_ one: Customer.ID, _ other: Customer.ID) -> (first: Customer.ID, second: Customer.ID) {
        one.rawValue < other.rawValue ? (one, other) : (other, one)
    }
}
