package import Database
import Kernel

/// Looks through the whole chain for events and seals that were altered, removed or inserted.
///
/// Works in batches, each a short reading of its own: a chain of any length needs little memory and stops nobody.
/// What is sealed while it looks lies behind the head it started with and is left to the next time.
package struct AuditVerification: Sendable {
    let database: any Database
    let batch: Int

    package init(_ database: any Database, batch: Int = 1000) {
        self.database = database
        self.batch = max(1, batch)
    }

    /// `expected` is a head that was noted earlier, elsewhere: it must still be in the chain.
    package func run(expecting expected: ChainHead? = nil) async throws -> AuditReport {
        var (report, last) = try await database.read { tx in try tx.seals.beginVerification() }
        try await followChain(through: last, &report, expected)
        try await findUnknownEvents(&report)
        return report
    }

    private func followChain(through last: Int64, _ report: inout AuditReport, _ expected: ChainHead?) async throws {
        var walk = ChainWalk(report: report, expected: expected)
        var links: [SealedLink] = []
        repeat {
            let after = walk.position
            links = try await database.read { [batch] tx in
                try tx.seals.links(after: after, through: last, limit: batch)
            }
            for link in links { walk.take(link) }
        } while links.count == batch
        report = walk.finish()
    }

    private func findUnknownEvents(_ report: inout AuditReport) async throws {
        var after = ""
        while true {
            let found = try await database.read { [batch, after] tx in
                try tx.seals.eventsOutsideTheChain(after: after, window: batch)
            }
            for event in found.unknown { report.note(.unknownEvent, event: event) }
            for seal in found.markedAgain { report.note(.markedAgain, position: seal.position, event: seal.event) }
            guard let last = found.last else { return }
            after = last
        }
    }
}

extension Database {
    /// Where the chain ends now: to be noted elsewhere.
    package func chainHead() async throws -> ChainHead {
        try await read { tx in
            guard let head = try tx.seals.head() else { throw ChainHeadMissing() }
            return head
        }
    }
}

/// Goes along the chain, seal by seal, and notes what does not fit.
///
/// Each seal is held against the hash that is *stored* before it: one altered event is then one finding, and not a
/// finding for every seal after it.
private struct ChainWalk {
    var report: AuditReport
    private(set) var position: Int64 = 0
    private var previous: [UInt8]? = Seal.origin
    private let expected: ChainHead?
    private var hasMetExpected: Bool

    init(report: AuditReport, expected: ChainHead?) {
        self.report = report
        self.expected = expected
        hasMetExpected = expected == nil || expected == .origin
    }

    mutating func take(_ link: SealedLink) {
        let seal = link.seal
        if seal.position != position + 1 { noteGap(before: seal) }
        if let event = link.event {
            // After a gap the hash before this one is not known; the gap itself has been noted.
            if let previous, !seal.holds(for: event, after: previous) {
                report.note(.altered, position: seal.position, event: seal.event)
            }
        } else {
            report.note(.eventMissing, position: seal.position, event: seal.event)
        }
        if seal.head == expected { hasMetExpected = true }
        report.count(seals: 1)
        position = seal.position
        previous = seal.hash
    }

    func finish() -> AuditReport {
        var report = report
        if report.head.position != position || (previous != nil && report.head.hash != previous) {
            report.note(.headDiffers, position: report.head.position)
        }
        if !hasMetExpected { report.note(.expectedHeadMissing, position: expected?.position) }
        return report
    }

    /// One finding for a gap, however wide: it names the first number that is missing.
    private mutating func noteGap(before seal: Seal) {
        report.note(.sealMissing, position: position + 1)
        previous = nil
    }
}
