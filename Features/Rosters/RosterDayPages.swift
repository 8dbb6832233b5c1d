import Handbook
import Kernel
import Web

/// One day by its hours: a bar for each shift, from midnight to midnight, with the night that began on the day before.
/// Below, the fewest that are there in each hour. A day on which clocks change has 23 or 25 hours.
struct RosterDayPages {
    let grid: RosterGridPages

    private var view: RosterView { grid.view }
    private var t: Language { grid.viewer.language }
    private static let slot = Duration.minutes(30)

    private var day: Range<Instant> {
        let first = view.days.lowerBound
        return view.calendar.instant(first, .midnight)..<view.calendar.instant(first.advanced(by: 1), .midnight)
    }

    private var slots: Int { place(day.upperBound) }

    var timeline: HTML {
        let tones = RosterCells(templates: grid.view.templates, zone: grid.view.calendar.zone).tones
        let templates = view.template
        let there = Dictionary(grouping: (view.earlier + view.shifts).filter { $0.span.overlaps(day) }, by: \.staff)
        let rows = view.people.compactMap { person -> HTML? in
            guard let mine = there[person.id] else { return nil }
            let name: HTML = "<a href=\"\(grid.base)/people/\(person.id.rawValue)\">\(person.name)</a>"
            return row(name, mine, templates, tones)
        }
        let open = (there[nil] ?? []).map { row("\(t(.rosterOpen))", [$0], templates, tones) }
        guard !(rows.isEmpty && open.isEmpty) else { return "<p class=\"soft\">\(t(.rosterNoShifts))</p>" }
        let hours = stride(from: 0, to: slots, by: 2).map { slot -> HTML in
            let time = (day.lowerBound + .minutes(30 * slot)).local(view.calendar.zone).time
            return "<th scope=\"col\" colspan=\"2\">\(String(time.minutes / 60))</th>"
        }
        return """
            <div class="roster-frame" role="region" aria-label="\(t(.rosterGrid))" tabindex="0">\
            <table class="roster wide hours" data-behaviour="here"><caption class="unseen">\(t(.rosterGrid))</caption>\
            <colgroup><col><col span="\(String(slots))"></colgroup><thead><tr>\
            <th scope="col">\(t(.rosterPerson))</th>\(hours)</tr></thead><tbody>\(open)\(rows)</tbody>\
            <tfoot>\(heads)</tfoot></table></div>\(grid.legend(tones))
            """
    }

    private func row(
        _ name: HTML, _ shifts: [ShiftAssignment], _ templates: [ShiftTemplate.ID: ShiftTemplate],
        _ tones: [ShiftTemplate.ID: String]
    ) -> HTML {
        var cells: [HTML] = []
        var from = 0
        for shift in shifts.sorted(by: { $0.span.lowerBound < $1.span.lowerBound }) {
            let begin = max(from, place(shift.span.lowerBound))
            let end = max(begin + 1, min(slots, place(shift.span.upperBound)))
            if begin > from { cells.append("<td colspan=\"\(String(begin - from))\"></td>") }
            let tone = shift.template.flatMap { tones[$0] } ?? "0"
            let learns: HTML = shift.isShadow ? " learns" : ""
            cells.append(
                """
                <td colspan="\(String(end - begin))" class="s\(tone)\(learns)">\(view.code(of: shift, templates)) \
                <small>\(shift.hours(in: view.calendar.zone)) \(shift.post)</small></td>
                """)
            from = end
        }
        if from < slots { cells.append("<td colspan=\"\(String(slots - from))\"></td>") }
        return "<tr><th scope=\"row\">\(name)</th>\(cells)</tr>"
    }

    private var heads: HTML {
        let cells = view.coverage.cells(of: .unit)
        let counts = stride(from: 0, to: slots, by: 2).map { slot -> HTML in
            let part = cells.dropFirst(slot).prefix(2)
            let least = part.map(\.present).min() ?? 0
            let isShort = part.contains(where: \.isShort)
            return
                "<td colspan=\"2\"\(isShort ? " class=\"short\"" as HTML : .empty)>\(least == 0 ? "" : String(least))</td>"
        }
        return "<tr><th scope=\"row\">\(t(.rosterHeads))</th>\(counts)</tr>"
    }

    /// In which half hour of the day; before it none, after it the last.
    private func place(_ instant: Instant) -> Int {
        guard instant > day.lowerBound else { return 0 }
        return Int((min(instant, day.upperBound) - day.lowerBound).milliseconds / Self.slot.milliseconds)
    }
}
