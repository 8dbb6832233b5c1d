import Handbook
import Kernel
import Web

/// People × days: one small table of codes, with the names and the days standing still. Every cell is addressed by its row
/// and its column, so that 200 × 31 of them stay a light page; each name leads to the person's own page with the forms.
struct RosterGridPages {
    let view: RosterView
    let viewer: Viewer

    private var t: Language { viewer.language }

    func part(_ part: RosterPart) -> HTML {
        switch part {
        case .month: grid(withHours: false)
        case .week: grid(withHours: true)
        case .day: RosterDayPages(grid: self).timeline
        case .coverage: RosterCoveragePages(view: view, viewer: viewer).table
        }
    }

    /// Of a week there is room for the hours.
    private func grid(withHours: Bool) -> HTML {
        let looks = RosterCells(templates: view.templates, zone: view.calendar.zone)
        let (first, width) = (view.days.lowerBound, view.days.count)
        let rowOf = Dictionary(view.people.enumerated().map { ($1.id, $0) }) { first, _ in first }
        // Row by row, day by day.
        var cells: [[ShiftAssignment]] = Array(repeating: [], count: view.people.count * width)
        var open: [Day: [ShiftAssignment]] = [:]
        for shift in view.shifts {
            if let person = shift.staff {
                if let row = rowOf[person] { cells[row * width + first.distance(to: shift.day)].append(shift) }
            } else {
                open[shift.day, default: []].append(shift)
            }
        }
        let groups = Dictionary(view.groups.map { ($0.id, $0.name) }) { $1 }
        let rows = view.people.enumerated().map { place, person -> HTML in
            let mine = cells[place * width..<(place + 1) * width]
            let minutes = mine.joined().reduce(0) { $0 + $1.paidMinutes }
            let row = mine.map { looks.cell($0, withHours: withHours) }
            return """
                <tr data-staff="\(person.id.rawValue)"><th scope="row"><a href="\(base)/people/\(person.id.rawValue)">\(person.name)</a>\
                <small>\(view.groupOf[person.id].flatMap { groups[$0] } ?? "")</small></th>\(row)\
                <td class="sum">\(Self.hours(minutes))</td></tr>
                """
        }
        let isEditable =
            view.mayChange ? " data-edit=\"\(base)/moves\"" as HTML : .empty
        return """
            <div class="roster-frame" role="region" aria-label="\(t(.rosterGrid))" tabindex="0">\
            <table class="roster\(withHours ? " wide" as HTML : .empty)" data-behaviour="here roster"\(isEditable) data-version="\(String(view.roster.version))" \
            data-published="\(view.roster.state.isBinding ? "1" : "")"><caption class="unseen">\(t(.rosterGrid))</caption>\
            <thead><tr><th scope="col">\(t(.rosterPerson))</th>\(head)<th scope="col" class="sum">\(t(.rosterHours))</th></tr></thead>\
            <tbody>\(openRow(open, looks, withHours))\(rows)</tbody><tfoot>\(foot)</tfoot></table></div>\(hand)\(legend(looks.tones))
            """
    }

    /// Says what was lifted, and how to put it down; the behaviour fills the blanks.
    private var hand: HTML? {
        view.mayChange
            ? "<p class=\"roster-hand\" id=\"roster-hand\" role=\"status\" data-says=\"\(t(.rosterHand))\"></p>" : nil
    }

    var base: String { "/rosters/\(view.roster.id)" }

    private var head: HTML {
        let today = viewer.zone.day(of: viewer.now)
        let days = view.days.map { day -> HTML in
            let name = view.calendar.names[day]
            let rests = !view.calendar.isWorkingDay(day)
            let title = name.map { " title=\"\($0)\"" as HTML } ?? .empty
            let marks = [rests ? "rest" : "", day == today ? "today" : ""].filter { !$0.isEmpty }.joined(separator: " ")
            let current: HTML = day == today ? " aria-current=\"date\"" : .empty
            return """
                <th scope="col" data-day="\(day.description)"\(marks.isEmpty ? .empty : " class=\"\(marks)\"" as HTML)\(current)\(title)>\
                <b>\(String(day.day))</b><small>\(name ?? day.weekday.name(in: t))</small></th>
                """
        }
        return "\(days)"
    }

    /// Shifts that nobody has yet stand above the people.
    private func openRow(
        _ open: [Day: [ShiftAssignment]], _ looks: RosterCells, _ withHours: Bool
    ) -> HTML {
        guard !open.isEmpty else { return .empty }
        return """
            <tr class="open" data-staff=""><th scope="row"><a href="\(base)/open">\(t(.rosterOpen))</a></th>\
            \(view.days.map { looks.cell(open[$0] ?? [], withHours: withHours) })<td class="sum">\
            \(String(open.values.joined().count))</td></tr>
            """
    }

    /// The fewest and the most that are there on each day, red where a clause is not kept.
    private var foot: HTML {
        let short = Set(view.coverage.gaps.map { view.calendar.day(of: $0.hours.lowerBound) })
        var counts: [Day: Int] = [:]
        for shift in view.shifts where shift.counts { counts[shift.day, default: 0] += 1 }
        let cells = view.days.map { day -> HTML in
            "<td\(short.contains(day) ? " class=\"short\"" as HTML : .empty)>\(String(counts[day] ?? 0))</td>"
        }
        return "<tr><th scope=\"row\">\(t(.rosterHeads))</th>\(cells)<td></td></tr>"
    }

    func legend(_ tones: [ShiftTemplate.ID: String]) -> HTML {
        let items = view.templates.filter { !$0.isRetired }.map { template -> HTML in
            """
            <li><i class="s\(tones[template.id] ?? "0")">\(template.code)</i> \(template.name(in: t)) \(template.hours)</li>
            """
        }
        let learns: HTML? =
            view.shifts.contains(where: \.isShadow)
            ? "<li><i class=\"learns\">\(t(.rosterLearnsMark))</i> \(t(.rosterLearns))</li>" : nil
        let hint: HTML? = view.mayChange ? "<li>\(t(.rosterDragHint))</li>" : nil
        return "<ul class=\"roster-legend\">\(items)\(learns)\(hint)</ul>"
    }

    static func hours(_ minutes: Int) -> String {
        minutes % 60 == 0 ? String(minutes / 60) : "\(minutes / 60).\(minutes % 60 * 10 / 60)"
    }
}
