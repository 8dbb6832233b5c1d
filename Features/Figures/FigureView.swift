import Kernel

/// The report as its page needs it.
struct FigureReport: Sendable {
    let query: FigureQuery
    let values: [Figure: FigureValue]
    let before: [Figure: FigureValue]
    /// For the charts: what came in and what was completed, day by day or week by week.
    let incoming: [FigureLine]
    let completed: [FigureLine]
    let trendStep: FigureDimension
    let categories: [FigureLine]
    let units: [Unit]
    let now: Instant
    let types: CaseTypeNames
}

/// One figure, broken down.
struct FigureBreakdown: Sendable {
    let figure: Figure
    let query: FigureQuery
    let dimension: FigureDimension
    let total: FigureValue
    let before: FigureValue
    let lines: [FigureLine]
    /// The same lines of the period before, by key.
    let linesBefore: [String: FigureValue]
    let names: [String: String]
    let units: [Unit]
    let types: CaseTypeNames
}

/// The rows behind a figure.
struct FigureList: Sendable {
    let figure: Figure
    let query: FigureQuery
    let part: FigurePart
    let value: FigureValue
    let rows: [FigureRow]
    let total: Int
    let names: [Staff.ID: String]
    let units: [Unit.ID: String]
    /// Cases whose page the reader may open.
    let open: Set<Case.ID>
    let keyName: String?
}
