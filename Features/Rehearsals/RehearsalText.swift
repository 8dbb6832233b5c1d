import Handbook
public import Kernel

extension Rehearsal.Report {
    /// The report for people: the log in some lines, then a table of the clauses. Ends with a line break.
    public func text(_ language: Language) -> String {
        let t = language
        let answering = clauses.filter { $0.silence == nil }
        var blocks = [t(.rehearsalTitle, handbook.title, handbook.version, handbook.code, handbook.zone)]
        blocks.append(log.sentences(t).joined(separator: "\n"))
        blocks.append(answering.isEmpty ? t(.rehearsalNothing) : table(answering, t))
        let remarks = exclusions(t) + silences(t)
        if !remarks.isEmpty { blocks.append(remarks.joined(separator: "\n")) }
        return blocks.joined(separator: "\n\n") + "\n"
    }

    private func table(_ clauses: [ClauseFigures], _ t: Language) -> String {
        let head: [Word] = [
            .rehearsalClause, .rehearsalRule, .rehearsalWithin, .rehearsalApplied, .rehearsalKept, .rehearsalLate,
            .rehearsalOpen, .rehearsalExcluded, .rehearsalKeptShare, .rehearsalMedian, .rehearsalP90, .rehearsalMost,
        ]
        var rows = [head.map { t($0) }]
        for clause in clauses {
            rows.append(clause.row(t))
            if clause.reopened.applied > 0 { rows.append(clause.reopenedRow(t)) }
        }
        return aligned(rows, leading: 3)
    }

    private func exclusions(_ t: Language) -> [String] {
        let listed = clauses.filter { !$0.excluded.isEmpty }.map { clause in
            let reasons = clause.excluded.map {
                "\(Exclusion(rawValue: $0.name).map { t($0.word) } ?? $0.name) \($0.count)"
            }
            return "\(clause.number) \(reasons.joined(separator: t(.rehearsalListComma)))"
        }
        return listed.isEmpty ? [] : [t(.rehearsalExclusions, listed.joined(separator: t(.rehearsalListSemicolon)))]
    }

    private func silences(_ t: Language) -> [String] {
        [(Silence.eventsNotInLog, Word.rehearsalNotInLog), (.otherCircumstances, .rehearsalOtherCircumstances)]
            .compactMap { silence, word in
                let numbers = clauses.filter { $0.silence == silence }.map(\.number)
                return numbers.isEmpty ? nil : t(word, numbers.joined(separator: t(.rehearsalListComma)))
            }
    }
}

extension Rehearsal.Report.LogFigures {
    fileprivate func sentences(_ t: Language) -> [String] {
        var sentences = [t(.rehearsalLog, "\(records)", "\(events)", "\(lines)")]
        if lines == 0 { sentences.append(t(.rehearsalNoLines)) }
        if pausedRecords > 0 { sentences.append(t(.rehearsalPauses, "\(pausedRecords)", decimal(pausedHours))) }
        if reopenedRecords > 0 { sentences.append(t(.rehearsalReopenedRecords, "\(reopenedRecords)")) }
        if outOfOrder > 0 { sentences.append(t(.rehearsalOutOfOrder, "\(outOfOrder)")) }
        func list(_ counts: [Rehearsal.Report.Count], _ word: Word, name: (String) -> String) {
            guard !counts.isEmpty else { return }
            let listed = counts.prefix(10).map { "\(name($0.name)) \($0.count)" }
            let sum = counts.reduce(0) { $0 + $1.count }
            sentences.append(t(word, "\(sum)", listed.joined(separator: t(.rehearsalListComma))))
        }
        list(repeated, .rehearsalRepeated) { $0 }
        list(unknown, .rehearsalUnknown) { plain($0) }
        list(malformed, .rehearsalMalformed) { name in Rehearsal.LineFault(rawValue: name).map { t($0.word) } ?? name }
        return sentences
    }
}

extension Rehearsal.Report.ClauseFigures {
    fileprivate func row(_ t: Language) -> [String] {
        let unit = t(elapsed.unitWord)
        func amount(_ value: Double?) -> String { value.map { "\(decimal($0)) \(unit)" } ?? "–" }
        return [
            number, rule.rawValue, within?.description ?? "–", "\(applied)", "\(kept)", "\(late)", "\(open)",
            "\(excluded.reduce(0) { $0 + $1.count })", share(kept, of: kept + late), amount(elapsed.median),
            amount(elapsed.p90), amount(elapsed.most),
        ]
    }

    fileprivate func reopenedRow(_ t: Language) -> [String] {
        [
            "", t(.rehearsalReopened), "", "\(reopened.applied)", "\(reopened.kept)", "\(reopened.late)",
            "\(reopened.open)", "", share(reopened.kept, of: reopened.kept + reopened.late), "", "", "",
        ]
    }

    private func share(_ part: Int, of whole: Int) -> String {
        whole > 0 ? "\(decimal(100 * Double(part) / Double(whole)))%" : "–"
    }
}

extension Rehearsal.Report.Elapsed {
    fileprivate var unitWord: Word {
        switch Span.Measure(rawValue: unit) {
        case .hours, nil: .rehearsalHours
        case .businessHours: .rehearsalBusinessHours
        case .workingDays: .rehearsalWorkingDays
        case .calendarDays: .rehearsalCalendarDays
        }
    }
}

/// One decimal: `98.5`.
private func decimal(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
}

/// What strangers wrote must not steer a terminal.
private func plain(_ text: String) -> String {
    String(text.map { $0.unicodeScalars.contains { $0.value < 32 } ? "·" : $0 })
}

/// The first `leading` columns to the left, the numbers to the right; Chinese characters are two columns wide.
private func aligned(_ rows: [[String]], leading: Int) -> String {
    let widths = (rows.first ?? []).indices.map { column in rows.map { width($0[column]) }.max() ?? 0 }
    return rows.map { row in
        let cells = row.enumerated().map { column, cell in
            let blanks = String(repeating: " ", count: widths[column] - width(cell))
            return column < leading ? cell + blanks : blanks + cell
        }
        return String(cells.joined(separator: "  ").reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n")
}

private func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { width, scalar in
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0x20000...0x3FFFD:
            width + 2
        default: width + 1
        }
    }
}
