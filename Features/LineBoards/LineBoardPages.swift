import Kernel
import Web

/// 分线表: the lines with what waits in them, and below, each person of the shift with the line they stand on.
struct LineBoardPages {
    let view: LineBoardView
    let viewer: Viewer

    private var t: Language { viewer.language }
    private var base: String { "/line-boards/\(view.unit.id.rawValue)" }
    /// More lines than this do not stand side by side on a telephone.
    private static let sideBySide = 5

    func page(_ typed: Typed?, _ refusal: HTML?) -> HTML {
        guard let turn = view.turn else { return EmptyState(icon: "calendar", t(.lineBoardEmpty)).html }
        return """
            \(refusal.map { Remark(.broken, $0).html })\(turns(turn))\(lines)\(people(turn, typed))\(more(turn))
            """
    }

    private func turns(_ chosen: LineBoard.Turn) -> HTML {
        let links = view.turns.map { turn -> HTML in
            let start = turn.span.lowerBound.local(view.calendar.zone)
            let current: HTML = turn == chosen ? " aria-current=\"page\"" : ""
            return """
                <a href="\(base)?at=\(start.day.description)T\(start.time.description)"\(current)>\
                \(turn.span.text(in: view.calendar.zone, t)) <small>\(t(.lineBoardPeople, String(turn.people)))</small></a>
                """
        }
        return "<nav class=\"roster-tabs\" aria-label=\"\(t(.lineBoardTurns))\">\(links)</nav>"
    }

    private var lines: HTML {
        guard !view.lines.isEmpty else {
            return EmptyState(
                icon: "route", t(.lineBoardNoLines),
                act: view.mayPut ? linkButton(t(.lineNew), url: "/lines/new", .primary) : nil
            ).html
        }
        let standing = Dictionary(grouping: view.places.filter(\.shift.counts).compactMap(\.shift.line)) { $0 }
        let rows = view.lines.map { line -> Table.Row in
            let here = standing[line.line.id]?.count ?? 0
            let count: HTML = "\(String(here)) / \(String(line.onDuty))"
            let name: HTML =
                view.mayPut
                ? "<a href=\"/lines/\(line.line.id.rawValue)\">\(line.line.name)</a>" : "\(line.line.name)"
            let duty: HTML = line.onDuty == 0 ? "<span class=\"state broken\">\(count)</span>" : count
            return Table.Row([name, duty, "\(String(line.offered)) / \(String(line.pooled))"])
        }
        let table = Table(
            t(.lineBoardWhole),
            [
                Table.Column(t(.lineName), .name), Table.Column(t(.lineBoardHere), .figure),
                Table.Column(t(.lineWaiting), .figure),
            ]
        ).html(rows)
        return "<section class=\"panel\"><h2>\(t(.lineBoardWhole))</h2>\(table)</section>"
    }

    private func people(_ turn: LineBoard.Turn, _ typed: Typed?) -> HTML? {
        guard !view.lines.isEmpty else { return nil }
        let head: HTML = "<h2>\(t(.lineBoardWho)) <span class=\"soft figure\">\(String(view.places.count))</span></h2>"
        guard view.mayPut else {
            let over: HTML? = turn.span.upperBound <= viewer.now ? "<p class=\"soft\">\(t(.lineBoardPast))</p>" : nil
            let items = view.places.map { "<li>\(person($0))<span>\(standing($0))</span></li>" as HTML }
            return "<section class=\"panel\">\(head)\(over)<ol class=\"my-next\">\(items)</ol></section>"
        }
        let controls = Controls(typed ?? Typed(chosen), in: t, prefix: "board-")
        let items = view.places.map { place -> HTML in
            guard !place.shift.isShadow else {
                return "<li>\(person(place))<span class=\"soft\">\(standing(place))</span></li>"
            }
            return "<li>\(person(place))\(choice(place, controls))</li>"
        }
        let start = turn.span.lowerBound.local(view.calendar.zone)
        return """
            <section class="panel">\(head)\(controls.summary())\(viewer.form(
                to: base,
                """
                \(controls.hidden("at", "\(start.day)T\(start.time)"))<ol class="line-board">\(items)</ol>\
                <p>\(viewer.submit(t(.lineBoardSave)))</p>
                """))</section>
            """
    }

    private func more(_ turn: LineBoard.Turn) -> HTML? {
        turn.people > LineBoard.mostPlaces
            ? "<p class=\"soft\">\(t(.lineBoardCut, String(LineBoard.mostPlaces), String(turn.people)))</p>" : nil
    }

    private func person(_ place: LineBoard.Place) -> HTML {
        let lacking = view.lines.compactMap { line in
            place.lacking[line.line.id].map { t(.lineBoardNeed, line.line.name, $0.skill, String($0.level)) }
        }
        let lacks: HTML? =
            place.shift.isShadow || lacking.isEmpty
            ? nil
            : "<small class=\"state warned\">\(t(.lineBoardLacking, lacking.joined(separator: t(.listComma))))</small>"
        return """
            <span><b>\(place.name)</b> <small>\(place.group) \(place.shift.hours(in: view.calendar.zone))</small>\(lacks)</span>
            """
    }

    private func choice(_ place: LineBoard.Place, _ controls: Controls) -> HTML {
        let name = LineBoardForms.field(of: place.shift.id)
        let choices =
            view.lines.filter { place.lacking[$0.line.id] == nil || place.shift.line == $0.line.id }
            .map { Choice($0.line.id.rawValue, $0.line.name) } + [Choice("", t(.lineBoardUsual))]
        let was = "\(place.shift.id.rawValue) \(place.shift.line?.rawValue ?? "")"
        return """
            <input type="hidden" name="shift" value="\(was)">\
            \(choices.count <= Self.sideBySide + 1
                ? controls.segmented(name, place.name, choices) : controls.select(name, place.name, choices))
            """
    }

    private func standing(_ place: LineBoard.Place) -> String {
        if place.shift.isShadow { return t(.lineBoardMentor, place.mentor) }
        let line = view.lines.first { $0.line.id == place.shift.line }?.line.name
        return line ?? t(.lineBoardUsual)
    }

    private var chosen: [String: String] {
        Dictionary(view.places.map { (LineBoardForms.field(of: $0.shift.id), $0.shift.line?.rawValue ?? "") }) { $1 }
    }
}
