import Kernel

/// What stood on the transfer slip F-44 when it was written: what the receiving hand signs for is not changed by what
/// becomes known later (SOFT-76).
struct CaseHandover: Equatable, Sendable {
    let transfer: String
    let at: Instant
    /// What was said to be known.
    let known: String
    let matter: String
    let wanted: String
    /// Promises that were open, and when each was due.
    let promises: [Pledge]

    struct Pledge: Equatable, Codable, Sendable {
        let text: String
        let due: Int64
    }
}

extension CaseHandover {
    init(of file: CaseFile, by transfer: Case.Transfer) {
        let report = file.record.report
        self.init(
            transfer: transfer.id, at: transfer.at, known: transfer.known,
            matter: [report.subject, report.content].filter { !$0.isEmpty }.joined(separator: "\n"),
            wanted: report.demand,
            promises: file.openPromises.map { Pledge(text: $0.text, due: $0.dueAt.milliseconds) })
    }
}
