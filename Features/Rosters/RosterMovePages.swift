import Handbook
import Kernel
import Web

/// What is otherwise on the grid after a drag.
struct RosterMovePages {
    let move: RosterMove
    let viewer: Viewer
    let withHours: Bool

    private var t: Language { viewer.language }

    var answer: RosterMoveRoutes.Answer {
        let cells = RosterCells(templates: move.templates, zone: move.calendar.zone)
        return RosterMoveRoutes.Answer(
            version: move.roster.version,
            cells: move.places.map { place, shifts in
                RosterMoveRoutes.Answer.Cell(
                    staff: place.staff?.rawValue ?? "", day: place.day.description,
                    html: cells.cell(shifts, withHours: withHours).description)
            },
            sums: Dictionary(
                move.places.compactMap(\.place.staff).map {
                    ($0.rawValue, RosterGridPages.hours(move.sums[$0] ?? 0))
                }
            ) { $1 },
            feet: move.feet.map {
                RosterMoveRoutes.Answer.Foot(day: $0.day.description, present: $0.present, short: $0.isShort)
            },
            found: found.description)
    }

    private var found: HTML {
        let text = RosterFindingText(
            names: move.names, groups: Dictionary(move.groups.map { ($0.id, $0.name) }) { $1 },
            zone: move.calendar.zone, t: t)
        guard !move.findings.isEmpty else {
            return "<p class=\"roster-clean\">\(StateBadge(.done, t(.rosterMovedClean)).html)</p>"
        }
        return """
            <section class="panel"><h2>\(t(.rosterMovedFindings)) \(String(move.findings.count))</h2>\
            <ul class="findings">\(move.findings.map { text.item($0) })</ul></section>
            """
    }
}
