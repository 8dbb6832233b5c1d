import Handbook
import Kernel
import Web

/// The list of rosters, and the form for a new one.
extension RosterPages {
    func list(_ shelves: [RosterShelf], names: [Staff.ID: String]) -> HTML {
        guard !shelves.isEmpty else { return EmptyState(icon: "calendar", t(.rostersEmpty)).html }
        // Where there are rosters comes first.
        let sorted = shelves.filter { !$0.rosters.isEmpty } + shelves.filter(\.rosters.isEmpty)
        let parts = sorted.map { shelf -> HTML in
            let (unit, rosters) = (shelf.unit, shelf.rosters)
            // The people of a group are on the roster of the unit above it: another one is seldom what is wanted.
            let above =
                rosters.isEmpty
                ? shelves.first { $0.unit.id == unit.parent && !$0.rosters.isEmpty }?.unit : nil
            let rows = rosters.map { roster -> Table.Row in
                let url = "/rosters/\(roster.id)"
                let made = "\(names[roster.made.by] ?? "") \(roster.made.at.dateAndTime(in: viewer.zone))"
                return Table.Row(
                    [
                        "<a href=\"\(url)\">\(roster.from.description) – \(roster.until.description)</a>",
                        state(roster), "\(made)",
                        "\(roster.published.map { $0.at.dateAndTime(in: viewer.zone) } ?? "")",
                    ], url: url)
            }
            let columns = [
                Table.Column(t(.rosterPeriod), .name), Table.Column(t(.rosterState)),
                Table.Column(t(.rosterMadeBy)), Table.Column(t(.rosterPublishedAt)),
            ]
            let acts: HTML? =
                shelf.mayMake
                ? """
                \(linkButton(t(.rosterNew), url: "/rosters/new?unit=\(unit.id)", above == nil ? .usual : .quiet)) \
                \(linkButton(t(.shiftTerms), url: "/rosters/terms/\(unit.id)", .quiet))
                """ : nil
            let table: HTML =
                rosters.isEmpty ? "<p class=\"soft\">\(t(.rostersNone))</p>" : Table(unit.name, columns).html(rows)
            if let above {
                return """
                    <section class="panel"><h2>\(unit.name)</h2><p class="soft">\(t(.rosterOfUnitAbove, above.name))</p>\
                    <details class="more"><summary>\(t(.rosterOwnAfterAll))</summary><p class="acts">\(acts)\
                    \(linkButton(t(.dutyWhoTitle), url: "/duties/\(unit.id.rawValue)", .quiet))</p></details></section>
                    """
            }
            return """
                <section class="panel"><h2>\(unit.name)</h2>\(table)\
                <p class="acts">\(acts)\(turning(shelf))\(linkButton(t(.dutyWhoTitle), url: "/duties/\(unit.id.rawValue)", .quiet))</p></section>
                """
        }
        return "\(parts)"
    }

    /// To those before and after, where there are any.
    private func turning(_ shelf: RosterShelf) -> HTML {
        func to(_ page: Int, _ word: Word) -> HTML {
            linkButton(t(word), url: "/rosters?unit=\(shelf.unit.id)&page=\(page)", .quiet)
        }
        return """
            \(shelf.page > 1 ? to(shelf.page - 1, .rostersLater) : .empty)\
            \(shelf.hasEarlier ? to(shelf.page + 1, .rostersEarlier) : .empty)
            """
    }

    func state(_ roster: Roster) -> HTML {
        if roster.state == .inForce, roster.until < viewer.zone.day(of: viewer.now) {
            return StateBadge(.warned, t(.rosterIsOverdue)).html
        }
        let tone: Tone =
            switch roster.state {
            case .draft: .plain
            case .checked: .warned
            case .published, .inForce: .going
            case .closed, .discarded: .done
            }
        return StateBadge(tone, t(roster.state.word)).html
    }

    /// Drafts there are already for some of the days: before another is begun, one goes on with them.
    func drafts(_ drafts: [Roster], names: [Staff.ID: String]) -> HTML? {
        guard !drafts.isEmpty else { return nil }
        let lines = drafts.map { roster -> HTML in
            let days = "\(roster.from.shortText(in: t))–\(roster.until.shortText(in: t))"
            let text = t(
                .rosterDraftThere, days, names[roster.made.by] ?? "", roster.made.at.monthAndTime(in: viewer.zone, t))
            return "<p>\(text) <a href=\"/rosters/\(roster.id.rawValue)\">\(t(.rosterDraftGoOn))</a></p>"
        }
        return Remark(.warned, HTML(lines)).html
    }

    /// Which unit it is for, where there are several: the patterns below are those of the one chosen.
    private func choosing(_ unit: Unit, among units: [Unit]) -> HTML? {
        guard units.count > 1 else { return nil }
        let controls = Controls(Typed(["unit": unit.id.rawValue]), in: t, prefix: "of-")
        return """
            <form method="get" action="/rosters/new" class="line">\
            \(controls.select("unit", t(.rosterUnit), units.map { Choice($0.id.rawValue, $0.name) }))\
            <button class="btn btn-usual">\(t(.rosterUnitChange))</button></form>
            """
    }

    func new(_ typed: Typed, unit: Unit, among units: [Unit], patterns: [RotationPattern], earlier: [Roster]) -> HTML {
        let controls = Controls(typed, in: t, prefix: "roster-")
        let choices = patterns.filter { !$0.isRetired }.map {
            Choice($0.id.rawValue, t(.rosterPatternChoice, $0.name, $0.spoken(in: t)))
        }
        let like = earlier.map { Choice($0.id.rawValue, "\($0.from.description) – \($0.until.description)") }
        let form = viewer.form(
            to: "/rosters",
            """
            \(controls.summary(["from": t(.rosterFrom), "until": t(.rosterUntil)]))\(controls.hidden("unit", unit.id.rawValue))\
            <div class="split">\(controls.date("from", t(.rosterFrom), required: true))\
            \(controls.date("until", t(.rosterUntil), required: true))</div>\
            \(choices.isEmpty ? "<p class=\"soft\">\(t(.rosterNoPatterns))</p>" : controls.checkboxes("pattern", t(.rosterByPattern), choices, hint: t(.rosterByPatternHint)))\
            \(like.isEmpty ? nil : controls.select("like", t(.rosterLike), like, blank: t(.rosterLikeNone), hint: t(.rosterLikeHint)))\
            <p class="acts">\(viewer.submit(t(.rosterMake)))</p>
            """)
        return "\(choosing(unit, among: units))\(form)"
    }
}
