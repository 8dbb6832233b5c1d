import Kernel

/// Every edition of every handbook, without its texts. Pure; made once after a change.
struct HandbookShelf: Sendable {
    /// Twenty handbooks with an edition a month for forty years.
    static let most = 10_000

    private let byID: [HandbookVersion.ID: HandbookVersion]
    /// Newest first.
    private let byCode: [String: [HandbookVersion]]

    /// The editions, newest first.
    init(_ editions: [HandbookVersion]) {
        byID = Dictionary(editions.map { ($0.id, $0) }) { first, _ in first }
        byCode = Dictionary(grouping: editions, by: \.code)
    }

    var codes: [String] { byCode.keys.sorted() }

    func find(_ id: HandbookVersion.ID) -> HandbookVersion? { byID[id] }

    func editions(of code: String) -> [HandbookVersion] { byCode[code] ?? [] }

    /// The edition that binds at an instant: the issued one with the latest date that has come.
    func inForce(_ code: String, at instant: Instant) -> HandbookVersion? {
        editions(of: code).first { $0.isIssued && $0.effectiveAt <= instant }
    }
}
