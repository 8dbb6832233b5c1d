import Handbook
import Kernel
import Web

/// The rate of the last weeks as a line, drawn here, with its figures beneath. From 0 to 100 %, so that a small step
/// looks small.
struct AdherenceTrendPages {
    let trend: [Adherence.Line]
    let query: AdherenceQuery
    let language: Language

    private var t: Language { language }
    private static let width = 960
    private static let height = 132
    private static let top = 20
    private static let bottom = 112
    private static let side = 32

    var html: HTML? {
        guard let last = trend.last(where: { $0.counts.rate != nil }) else { return nil }
        let rate = AdherenceText.percent(last.counts.rate)
        return """
            <section class="panel"><h2>\(t(.adherenceTrend, String(trend.count)))</h2>\
            <div class="table-frame" role="region" aria-label="\(t(.adherenceTrend, String(trend.count)))" tabindex="0">\
            <svg viewBox="0 0 \(Self.width) \(Self.height)" width="\(Self.width)" height="\(Self.height)" role="img" \
            aria-label="\(t(.adherenceTrendLine, rate))" font-size="12" fill="currentColor">\
            \(axis)\(lines)\(points)</svg></div>\(table)</section>
            """
    }

    private var axis: HTML {
        """
        <path d="M\(Self.side) \(Self.bottom)H\(Self.width - Self.side)M\(Self.side) \(Self.top)H\(Self.width - Self.side)" \
        stroke="currentColor" stroke-opacity=".2"></path>\
        <text x="0" y="\(Self.bottom + 4)">0%</text><text x="0" y="\(Self.top + 4)">100%</text>
        """
    }

    /// Weeks in which nothing was decided leave a gap: no rate is not a rate of nought.
    private var lines: HTML {
        let pairs = zip(trend.indices, trend.indices.dropFirst()).compactMap { a, b -> String? in
            guard let from = place(a), let to = place(b) else { return nil }
            return "M\(from.x) \(from.y)L\(to.x) \(to.y)"
        }
        return "<path d=\"\(pairs.joined())\" fill=\"none\" stroke=\"var(--jade)\" stroke-width=\"2\"></path>"
    }

    private var points: [HTML] {
        trend.indices.compactMap { index in
            guard let at = place(index) else { return nil }
            return """
                <circle cx="\(at.x)" cy="\(at.y)" r="3" fill="var(--jade)"></circle>\
                <text x="\(at.x)" y="\(at.y < 34 ? at.y + 18 : at.y - 8)" text-anchor="middle">\
                \(AdherenceText.percent(trend[index].counts.rate))</text>
                """
        }
    }

    private func place(_ index: Int) -> (x: Int, y: Int)? {
        guard let rate = trend[index].counts.rate else { return nil }
        let step = Double(Self.width - 2 * Self.side - 24) / Double(max(1, trend.count - 1))
        let x = Double(Self.side + 12) + step * Double(index)
        return (Int(x.rounded()), Self.bottom - Int((Double(Self.bottom - Self.top) * rate).rounded()))
    }

    private var table: HTML {
        let figures: [Word] = [.adherenceApplied, .adherenceKept, .adherenceLate, .adherenceBroken, .adherenceRate]
        return Table(
            t(.adherenceTrend, String(trend.count)),
            [Table.Column(t(.adherenceWeek), .name)] + figures.map { Table.Column(t($0), .figure) }, isCompact: true
        ).html(
            trend.reversed().map { line in
                let week = query.narrowed(to: line.key)
                func number(_ outcome: Adherence.Outcome?) -> HTML {
                    let count = outcome.map { line.counts[$0] } ?? line.counts.applied
                    return AdherencePages.number(count, AdherenceForms.recordsAddress(week, outcome))
                }
                return Table.Row([
                    "\(Day(iso: line.key)?.shortText(in: t) ?? line.key)", number(nil), number(.kept), number(.late),
                    number(.broken), "\(AdherenceText.percent(line.counts.rate))",
                ])
            })
    }
}
