import Kernel

/// 班前检查: whoever comes to a shift looks at themselves and their tools, and the leader looks at some of them (GAME-44,
/// GAME-52; F-55).
struct PreShiftCheck: Equatable, Sendable {
    /// What is looked at.
    enum Item: String, CaseIterable, Sendable {
        case clothing, badge, spirit, headset, login, notices
        case carryOvers = "carry_overs"
    }

    struct Review: Equatable, Sendable {
        let by: Staff.ID
        let at: Instant
        /// Of what was looked at, in points of a hundred.
        let score: Int
        let opinion: String
    }

    enum Refusal: Error, Equatable {
        case unknown
        /// There is no shift to which one could come now.
        /// `clause`: the one in force that asks for the check, where there is one.
        case noShift(clause: String?)
        /// The shift is over: nothing is checked before it any more.
        case over(clause: String?)
        case done(Instant, Zone, clause: String?)
        case ownAct
        case reviewed
        /// What is not in order is told in words.
        case noteMissing
    }

    let shift: ShiftAssignment.ID
    let unit: Unit.ID
    let staff: Staff.ID
    /// What was in order.
    let inOrder: Set<Item>
    /// What was not, in words.
    let note: String
    let doneAt: Instant
    private(set) var review: Review?

    init(
        shift: ShiftAssignment.ID, unit: Unit.ID, staff: Staff.ID, inOrder: Set<Item>, note: String, doneAt: Instant,
        review: Review? = nil
    ) {
        self.shift = shift
        self.unit = unit
        self.staff = staff
        self.inOrder = inOrder
        self.note = note
        self.doneAt = doneAt
        self.review = review
    }

    /// Made when the shift had begun already: what it found was not found before (GAME-44).
    func isLate(for shift: ShiftAssignment?) -> Bool { shift.map { $0.span.lowerBound <= doneAt } ?? false }

    var lacking: [Item] { Item.allCases.filter { !inOrder.contains($0) } }
    /// What the person themselves came to.
    var score: Int { inOrder.count * 100 / Item.allCases.count }

    static func check(_ inOrder: Set<Item>, _ note: String) throws(Refusal) {
        guard inOrder.count == Item.allCases.count || !note.isEmpty else { throw .noteMissing }
    }

    /// A spot check by somebody else.
    mutating func look(by other: Staff.ID, score: Int, saying opinion: String, at now: Instant) throws(Refusal) {
        guard other != staff else { throw .ownAct }
        guard review == nil else { throw .reviewed }
        review = Review(by: other, at: now, score: score, opinion: opinion)
    }
}
