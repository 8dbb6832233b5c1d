package import Database
import Handbook
package import Kernel

/// There is no handbook of that code in force.
package struct NoHandbookInForce: Error, Equatable {
    package let code: String
}

extension Database {
    /// The report of a handbook from one day to another, the last counted in; without days, of the last thirty. For
    /// whoever may use the command line: no right is asked for.
    ///
    /// Throws `NoHandbookInForce` for a code nobody works by.
    package func adherenceReport(
        of code: String, from: Day? = nil, to: Day? = nil, by grouping: AdherenceReport.Grouping = .clause
    ) async throws -> AdherenceReport {
        try await read { tx in try tx.adherenceReport(of: code, from: from, to: to, by: grouping) }
    }
}

extension Transaction {
    func adherenceReport(
        of code: String, from: Day?, to: Day?, by grouping: AdherenceReport.Grouping
    ) throws -> AdherenceReport {
        guard let version = try handbooks.inForce(code, at: now) else { throw NoHandbookInForce(code: code) }
        let handbook = try handbooks.handbook(of: version)
        let zone = Zone(handbook.calendar.zone) ?? .shanghai
        let last = to ?? max(from ?? zone.day(of: now), zone.day(of: now))
        let first = from ?? last.advanced(by: 1 - AdherenceQuery.usualDays)
        let query = AdherenceQuery(from: min(first, last), to: last, handbook: code, grouping: grouping.asked)
        let filter = Adherence.Filter(period: query.period(in: zone), handbook: code)
        let adherence = try obligations.adherence(filter, by: grouping.asked, in: zone)
        let names = try names(of: adherence.lines, by: grouping.asked)
        return AdherenceReport(
            handbook: code, title: version.title, version: version.version, zone: zone.identifier, from: query.from,
            to: query.to, grouping: grouping,
            lines: adherence.lines.map { line in
                let name = handbook.clause(line.key)?.text.opening(20) ?? names[line.key] ?? ""
                return AdherenceReport.Line(key: line.key, name: name, counts: AdherenceReport.Counts(line.counts))
            },
            total: AdherenceReport.Counts(adherence.total), neverApplied: adherence.neverApplied.map(\.number),
            neverKept: adherence.neverKept.map(\.number), isWhole: adherence.isWhole)
    }
}
