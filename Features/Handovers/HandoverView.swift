import Handbook
import Kernel

/// One sheet with all that a reader of it may see and do.
struct HandoverView: Sendable {
    let handover: Handover
    let sheet: HandoverSheet
    let items: [HandoverItem]
    let objections: [HandoverObjection]
    /// The matters that stand on it, by id.
    let matters: [HandoverMatter]
    let names: [Staff.ID: String]
    let unit: String
    /// Subjects of cases for whoever may read them; the sheet itself keeps numbers alone.
    let subjects: [String: String]
    /// The case of an obligation on the sheet, by the obligation's id, for whoever may read the case.
    let owedCases: [String: String]
    /// Nobody comes who did not work the shift itself: a leader takes it in hand.
    let isNobodyNext: Bool
    let mayWrite: Bool
    let mayTake: Bool
    let mayWitness: Bool
    let maySettle: Bool
    let colleagues: [(id: Staff.ID, name: String)]
    let annual: Annual

    /// What is said of annual leave on the sheet of somebody who leaves.
    enum Annual: Equatable, Sendable {
        /// No resignation, or not for this reader.
        case none
        /// Since when they work has not been entered.
        case unknown
        case due(AnnualLeaveDue)
    }
}

/// The page of a person: their shift, what waits for them, and the latest sheets.
struct HandoverBoard: Sendable {
    /// The end of the shift that a person works, or has just worked, with its sheet where there is one.
    let mine: (until: Instant, sheet: Handover?)?
    let toTake: [Handover]
    let toSettle: [Handover]
    let leaving: [Handover]
    let latest: [Handover]
    let matters: [HandoverMatter]
    let names: [Staff.ID: String]
    let units: [Unit.ID: String]
    let colleagues: [(id: Staff.ID, name: String)]
    /// What is due next on the sheets: the bar under each line.
    let promises: [Subject: RunningPromise]
    /// How quickly shifts take over where the reader settles handovers (GAME-52).
    let paces: [HandoverPace]
}
