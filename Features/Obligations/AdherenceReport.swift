import Handbook
package import Kernel

/// The report for the command line: `qingting adherence --handbook CODE --from DAY --to DAY --by clause`.
package struct AdherenceReport: Equatable, Sendable {
    /// What `--by` may say.
    package enum Grouping: String, CaseIterable, Sendable {
        case clause, unit, person, week
    }

    package struct Line: Equatable, Sendable {
        /// A clause number, a unit's or person's id (empty for nobody), or the Monday of a week.
        package let key: String
        /// The first words of the clause, the name of the unit or person.
        package let name: String
        package let counts: Counts
    }

    package struct Counts: Equatable, Sendable {
        package let applied: Int
        package let kept: Int
        package let late: Int
        package let broken: Int
        package let exempted: Int
        package let running: Int
        /// Kept, as a share of kept, late and broken; nothing where nothing has been decided.
        package let rate: Double?
        /// In milliseconds; negative where the middle one was late.
        package let medianSlack: Int64?
    }

    package let handbook: String
    package let title: String
    package let version: String
    package let zone: String
    package let from: Day
    package let to: Day
    package let grouping: Grouping
    package let lines: [Line]
    package let total: Counts
    /// Clause numbers; empty unless by clause.
    package let neverApplied: [String]
    package let neverKept: [String]
    /// Whether every row of the period was counted.
    package let isWhole: Bool
}

extension AdherenceReport.Grouping {
    var asked: Adherence.Grouping {
        switch self {
        case .clause: .clause
        case .unit: .unit
        case .person: .person
        case .week: .week
        }
    }
}

extension AdherenceReport.Counts {
    init(_ counts: Adherence.Counts) {
        self.init(
            applied: counts.applied, kept: counts.kept, late: counts.late, broken: counts.broken,
            exempted: counts.exempted, running: counts.running, rate: counts.rate, medianSlack: counts.medianSlack)
    }
}

extension AdherenceReport {
    /// For people: the head, a table with its total, then the clauses without a row. Ends with a line break.
    package func text(_ t: Language) -> String {
        var blocks = [
            t(.adherenceReportLine, title, version, handbook, from.description, to.description, zone), table(t),
        ]
        if !neverKept.isEmpty { blocks.append(list(.adherenceNeverKept, neverKept, t)) }
        if !neverApplied.isEmpty { blocks.append(list(.adherenceNeverApplied, neverApplied, t)) }
        if !isWhole { blocks.append(t(.adherenceCut, String(Adherence.bound))) }
        return blocks.joined(separator: "\n\n") + "\n"
    }

    private func list(_ title: Word, _ numbers: [String], _ t: Language) -> String {
        t(title) + t(.adherenceColon) + numbers.joined(separator: t(.adherenceListComma))
    }

    private func table(_ t: Language) -> String {
        guard !lines.isEmpty else { return t(.adherenceNone) }
        let figures =
            [Word.adherenceApplied] + Adherence.Outcome.allCases.map(\.word) + [.adherenceRate, .adherenceSlack]
        let head = [t(grouping.asked.keyWord), ""] + figures.map { t($0) }
        let rows = lines.map { [$0.key.isEmpty ? "–" : $0.key, $0.name] + $0.counts.cells(t) }
        return AdherenceText.aligned([head] + rows + [[t(.adherenceTotal), ""] + total.cells(t)], leading: 2)
    }
}

extension AdherenceReport.Counts {
    fileprivate func cells(_ t: Language) -> [String] {
        [applied, kept, late, broken, exempted, running].map(String.init) + [
            AdherenceText.percent(rate), medianSlack.map { AdherenceText.slack(.milliseconds($0), in: t) } ?? "–",
        ]
    }
}
