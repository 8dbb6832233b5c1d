import Kernel

/// 抽查件: a settled case that was drawn to be checked with its customer (CHAIN-93).
///
///     open ── tried (nobody reached, twice at most) ──▶ open
///     open ── verify ──▶ confirmed · disputed · unreachable (the third time nobody was reached)
struct CaseSample: Entity {
    let id: ID
    let draw: Draw.ID
    let record: Case.ID
    /// Where the case lies.
    let unit: Unit.ID
    let drawnAt: Instant
    private(set) var attempts: Int
    private(set) var verification: Verification?

    enum Verdict: String, CaseIterable, Sendable {
        /// 属实: the customer says the same as the record.
        case confirmed
        /// 不属实
        case disputed
        /// 联系不上: three times nobody was reached; it stays in the denominator.
        case unreachable
    }

    struct Verification: Equatable, Sendable {
        let verdict: Verdict
        let note: String
        let by: Staff.ID
        let at: Instant
    }

    enum Refusal: Error, Equatable {
        case settledAlready
        /// Whoever had a hand in the case does not check it (0.3.4).
        case ownHand
        /// Only the post that the handbook names, where the draw was made: a store does not check itself.
        case notOfHeadquarters
    }

    /// Calls that reach nobody before a case counts as out of reach.
    static let mostAttempts = 3

    init(
        id: ID, draw: Draw.ID, record: Case.ID, unit: Unit.ID, drawnAt: Instant, attempts: Int = 0,
        verification: Verification? = nil
    ) {
        self.id = id
        self.draw = draw
        self.record = record
        self.unit = unit
        self.drawnAt = drawnAt
        self.attempts = attempts
        self.verification = verification
    }

    var isOpen: Bool { verification == nil }

    /// The answer of a call; nothing is settled by one that reached nobody, unless it is the last.
    mutating func visit(_ verdict: Verdict, note: String, by staff: Staff.ID, at now: Instant) throws(Refusal) {
        guard isOpen else { throw .settledAlready }
        attempts += 1
        if verdict == .unreachable, attempts < Self.mostAttempts { return }
        verification = Verification(verdict: verdict, note: note, by: staff, at: now)
    }
}

extension CaseSample {
    /// The drawing of a period in one unit of headquarters, with all that is needed to repeat it.
    struct Draw: Entity {
        let id: ID
        let unit: Unit.ID
        let clause: String
        let version: HandbookVersion.ID
        /// `2026-09`, `2026-W37` or a day.
        let period: String
        let from: Instant
        let until: Instant
        let seed: String
        let population: Int
        let drawn: Int
        let at: Instant
    }

    /// How many of so many: the share, rounded up, at least the minimum, never more than there are or can be worked.
    static func size(of population: Int, share: Double, minimum: Int) -> Int {
        min(population, most, max(minimum, Int((Double(population) * share).rounded(.up))))
    }

    /// One draw asks for no more than this.
    static let most = 200

    /// The cases of a period in the order of the seed; the first are the sample. Anybody can do it again.
    static func order(_ cases: [Case.ID], by seed: String) -> [Case.ID] {
        func rank(_ id: Case.ID) -> [UInt8] {
            let digesting = Digesting()
            digesting.take(Array("\(seed)|\(id.rawValue)".utf8))
            return digesting.finish()
        }
        return cases.map { (id: $0, rank: rank($0)) }.sorted {
            $0.rank.lexicographicallyPrecedes($1.rank) || ($0.rank == $1.rank && $0.id.rawValue < $1.id.rawValue)
        }.map(\.id)
    }
}

/// What a draw came to.
struct CaseSampleCount: Equatable, Sendable {
    var drawn = 0
    var confirmed = 0
    var disputed = 0
    var unreachable = 0

    var open: Int { drawn - confirmed - disputed - unreachable }
    /// Of all that were drawn: who cannot be reached flatters nobody.
    var confirmedShare: Double? { drawn == 0 ? nil : Double(confirmed) / Double(drawn) }
}
