import Handbook
import Kernel

/// An import as its page needs it.
struct ImportView: Sendable {
    let record: Import
    let unitName: String
    let byName: String
    let preview: [SheetRow]
    let previewProblems: [Int: [ImportRows.Problem]]
    let problems: [ImportRows.Problem]
    let problemCount: Int
    let hasRows: Bool

    /// Rows shown before an import.
    static let previewRows = 10

    /// Whether there is a file of what was not brought in.
    var hasFailures: Bool {
        hasRows && (record.progress.bad + record.progress.refused > 0 || record.state == .cancelled)
    }

    /// Rows that were not brought in, when it is over.
    var left: Int {
        record.publishedAt != nil || record.mode == .goodRowsOnly
            ? max(0, record.rows - record.progress.brought - record.progress.updated - record.progress.skipped)
            : record.rows
    }
}
