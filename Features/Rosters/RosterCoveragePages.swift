import Handbook
import Kernel
import Web

/// Hour by hour on the wall, of the unit or of a group, line or channel of it: the fewest that are there in each, and how many
/// it needs (GEN3-02, CHAIN-27). On a day on which the clocks change an hour is missing, or is two.
struct RosterCoveragePages {
    let view: RosterView
    let viewer: Viewer

    private var t: Language { viewer.language }

    var table: HTML {
        let hours = hoursOfDays
        let rows = view.days.map { day -> HTML in
            let cells = (0..<24).map { hour in cell(hours[day]?[hour], forecast: forecast(on: day, hour)) }
            return """
                <tr><th scope="row">\(String(day.month))-\(String(day.day)) \(view.calendar.names[day] ?? day.weekday.name(in: t))</th>\(cells)</tr>
                """
        }
        let hint: String =
            view.part != .unit ? t(.coverageTargetHint) : view.demand.isEmpty ? "" : t(.rosterDemandHint)
        return """
            \(choosing)<div class="roster-frame" role="region" aria-label="\(t(.rosterCoverage))" tabindex="0">\
            <table class="roster coverage" data-behaviour="here"><caption class="unseen">\(t(.rosterCoverage))</caption><thead><tr>\
            <th scope="col">\(t(.rosterDay))</th>\((0..<24).map { "<th scope=\"col\">\(String($0))</th>" as HTML })</tr></thead>\
            <tbody>\(rows)</tbody></table></div><p class="soft">\(t(.rosterCoverageHint))\(hint)</p>
            """
    }

    /// Half an hour of it, and how many its groups, or the part that is looked at, should have there.
    private struct Half {
        let cell: ShiftCoverage.Cell
        let target: Int
    }

    private var hoursOfDays: [Day: [Int: [Half]]] {
        let cells = view.coverage.cells(of: view.part)
        var targets = cells.map(\.target)
        if view.part == .unit {
            targets = cells.map { _ in 0 }
            for case .group(let id) in view.coverage.parts {
                for (place, cell) in view.coverage.cells(of: .group(id)).enumerated() { targets[place] += cell.target }
            }
        }
        var hours: [Day: [Int: [Half]]] = [:]
        for (cell, target) in zip(cells, targets) {
            let local = cell.starts.local(view.calendar.zone)
            hours[local.day, default: [:]][local.time.minutes / 60, default: []].append(
                Half(cell: cell, target: target))
        }
        return hours
    }

    /// What came in before says how many the whole unit needs, not how many of a group or line.
    private func forecast(on day: Day, _ hour: Int) -> Int {
        guard view.part == .unit else { return 0 }
        return view.demand[day]?.dropFirst(hour * 2).prefix(2).max() ?? 0
    }

    private func cell(_ halves: [Half]?, forecast: Int) -> HTML {
        guard let halves else { return "<td class=\"none\">–</td>" }
        let low = halves.map(\.cell.present).min() ?? 0
        let isShort = halves.contains(where: \.cell.isShort)
        let tone: HTML = isShort ? "short" : low == 0 ? "none" : low == 1 ? "c1" : low < 4 ? "c2" : "c3"
        let asked = forecast > 0 ? forecast : halves.map(\.target).max() ?? 0
        guard asked > 0 else { return "<td class=\"\(tone)\">\(low == 0 ? "" : String(low))</td>" }
        let under: HTML = low < asked ? " under" : ""
        return "<td class=\"\(tone)\(under)\">\(String(low))<small>/\(String(asked))</small></td>"
    }

    /// Whose coverage it is; where there is but the unit nothing is chosen.
    private var choosing: HTML? {
        guard !view.parts.isEmpty else { return nil }
        let controls = Controls(
            Typed([
                "view": RosterPart.coverage.rawValue, "from": view.days.lowerBound.description, "of": view.part.typed,
            ]),
            in: t, prefix: "coverage-")
        let choices = view.parts.map { Choice($0.part.typed, t($0.name)) }
        return """
            <form method="get" action="/rosters/\(view.roster.id.rawValue)" class="line">\
            \(controls.hidden("view", RosterPart.coverage.rawValue))\(controls.hidden("from", view.days.lowerBound.description))\
            \(controls.select("of", t(.coverageOf), choices, blank: t(.coverageAll)))\
            <button class="btn btn-usual">\(t(.coverageShow))</button></form>
            """
    }
}
