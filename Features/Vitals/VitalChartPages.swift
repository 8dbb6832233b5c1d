import Handbook
import Kernel
import Web

/// How many answers and how long the slowest hundredth took, over time, drawn here; the figures stand in the table beneath.
struct VitalChartPages {
    let report: VitalReport
    let viewer: Viewer

    private var t: Language { viewer.language }
    private static let width = 960
    private static let height = 150
    private static let top = 12
    private static let bottom = 124
    private static let side = 8

    var html: HTML? {
        guard report.points.contains(where: { $0.count.runs > 0 }) else { return nil }
        let step = t(report.span == .day ? .vitalsQuarter : .vitalsTwoHours)
        let line = t(.vitalsChartLine, step, String(mostRuns), VitalText.time(mostTime, in: t))
        return """
            <section class="panel"><h2>\(t(.vitalsChart))</h2>\
            <div class="table-frame" role="region" aria-label="\(t(.vitalsChart))" tabindex="0">\
            <svg viewBox="0 0 \(Self.width) \(Self.height)" width="\(Self.width)" height="\(Self.height)" role="img" \
            aria-label="\(line)" font-size="12" fill="currentColor">\
            <path d="M\(Self.side) \(Self.bottom)H\(Self.width - Self.side)" stroke="currentColor" stroke-opacity=".2">\
            </path>\(bars)\(times)\(hours)</svg></div><p class="soft">\(line)</p></section>
            """
    }

    private var mostRuns: Int { report.points.map(\.count.runs).max() ?? 0 }
    private var mostTime: Double { report.points.compactMap { $0.count.quantile(0.99) }.max() ?? 0 }
    private var step: Double { Double(Self.width - 2 * Self.side) / Double(max(1, report.points.count)) }

    private func x(_ index: Int) -> Double { Double(Self.side) + step * Double(index) }

    private func y(_ share: Double) -> Int { Self.bottom - Int((Double(Self.bottom - Self.top) * share).rounded()) }

    private var bars: HTML {
        let path = report.points.indices.compactMap { index -> String? in
            let runs = report.points[index].count.runs
            guard runs > 0 else { return nil }
            let top = min(y(Double(runs) / Double(max(1, mostRuns))), Self.bottom - 1)
            let from = Int(x(index).rounded())
            let to = max(from + 1, Int(x(index + 1).rounded()) - 1)
            return "M\(from) \(Self.bottom)V\(top)H\(to)V\(Self.bottom)Z"
        }
        return "<path d=\"\(path.joined())\" fill=\"var(--jade)\" fill-opacity=\".35\"></path>"
    }

    /// Quarters in which nobody asked leave a gap.
    private var times: HTML {
        var path = ""
        var isDown = false
        for index in report.points.indices {
            guard let time = report.points[index].count.quantile(0.99), mostTime > 0 else {
                isDown = false
                continue
            }
            let place = "\(Int((x(index) + step / 2).rounded())) \(y(time / mostTime))"
            // A lonely point is a short stroke: a line of no length is not drawn.
            path += isDown ? "L\(place)" : "M\(place)h1"
            isDown = true
        }
        return "<path d=\"\(path)\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.5\"></path>"
    }

    /// Eight times of day beneath, or seven days.
    private var hours: [HTML] {
        let every = report.span == .day ? 12 : 12
        return report.points.indices.filter { $0 % every == 0 }.map { index in
            let local = report.points[index].at.local(viewer.zone)
            let text = report.span == .day ? String(local.time.description.prefix(5)) : local.day.shortText(in: t)
            return "<text x=\"\(Int(x(index).rounded()))\" y=\"\(Self.height - 8)\">\(text)</text>"
        }
    }
}
