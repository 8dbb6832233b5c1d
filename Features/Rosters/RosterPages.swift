import Handbook
import Kernel
import Web

/// Rosters: one with its grid, findings and record of changes. The list of them, the forms of its shifts and its duties stand in
/// files of their own.
struct RosterPages {
    let viewer: Viewer

    /// A form on its way back to whoever sent it: which one, and what stood in it.
    struct Sent {
        enum Form: String {
            case shift = "/shifts"
            case duty = "/duties"
            case move = "/shifts/:part/move"
            case removal = "/shifts/:part/removal"
            case dutyRemoval = "/duties/:part/removal"

            /// A form of one shift, on the page of whose it is.
            var isOfShift: Bool {
                switch self {
                case .move, .removal: true
                case .shift, .duty, .dutyRemoval: false
                }
            }
        }

        let form: Form
        /// Of which shift or duty.
        let part: String
        let typed: Typed

        init?(_ address: String, _ part: String, _ typed: Typed) {
            guard let form = Form(rawValue: address) else { return nil }
            self.form = form
            self.part = part
            self.typed = typed
        }

        func typed(_ form: Form, _ part: String) -> Typed? { self.form == form && self.part == part ? typed : nil }
    }

    var t: Language { viewer.language }

    func one(_ view: RosterView, part: RosterPart, typed: Sent?, refusal: HTML?) -> HTML {
        let grid = RosterGridPages(view: view, viewer: viewer)
        // What is said of a duty that stands here is said beside it.
        let isBeside =
            dutiesShown(view).contains { typed?.typed(.dutyRemoval, $0.id.rawValue) != nil } && view.mayChange
        let said = isBeside ? nil : refusal.map { Remark(.broken, $0).html }
        return """
            <div id="roster-work"><div id="roster-move" role="status">\(said)</div>\
            <div class="roster-bar">\(tabs(view, part))\(acts(view))</div>\(grid.part(part))\
            <div id="roster-findings">\(findings(view))</div>\(adding(view, typed?.form == .shift ? typed?.typed : nil))</div>\
            \(dutyPanel(view, typed, refusal))<div id="roster-changes">\(changes(view))</div>
            """
    }

    private func tabs(_ view: RosterView, _ part: RosterPart) -> HTML {
        let base = "/rosters/\(view.roster.id)"
        let from = view.days.lowerBound
        // From the month one comes to today, back from a part of it to the whole.
        let today = min(max(view.calendar.day(of: viewer.now), view.roster.from), view.roster.until)
        let isOneMonth = view.roster.from.distance(to: view.roster.until) < RosterView.mostDays
        let parts = RosterPart.allCases.map { one -> HTML in
            let start =
                switch (part, one) {
                case (.month, .month): from
                case (.month, _): today
                case (_, .month): isOneMonth ? view.roster.from : from
                default: from
                }
            return """
                <a href="\(base)?view=\(one.rawValue)&from=\(start.description)"\(one == part ? " aria-current=\"page\"" as HTML : .empty)>\(t(one.word))</a>
                """
        }
        let step = part.days
        let shown = part == .coverage && view.part != .unit ? "&of=\(view.part.typed)" : ""
        let before = from.advanced(by: -step)
        let after = from.advanced(by: step)
        let back: HTML? =
            from > view.roster.from
            ? "<a href=\"\(base)?view=\(part.rawValue)&from=\(before.description)\(shown)\" rel=\"prev\">‹ \(t(.rosterEarlier))</a>"
            : nil
        let on: HTML? =
            view.days.upperBound < view.roster.until
            ? "<a href=\"\(base)?view=\(part.rawValue)&from=\(after.description)\(shown)\" rel=\"next\">\(t(.rosterLater)) ›</a>"
            : nil
        return """
            <nav class="roster-tabs" aria-label="\(t(.rosterViews))">\(parts)\
            <span>\(back) <b>\(daysText(view.days))</b> \(on)</span></nav>
            """
    }

    /// 11月27日(周五); 11月23日–11月29日
    private func daysText(_ days: ClosedRange<Day>) -> String {
        days.count == 1
            ? days.lowerBound.shortTextAndWeekday(in: t)
            : "\(days.lowerBound.shortText(in: t))–\(days.upperBound.shortText(in: t))"
    }

    func findings(_ view: RosterView) -> HTML? {
        guard view.mayChange || !view.findings.isEmpty else { return nil }
        if view.isEmpty {
            let (from, until) = (view.roster.from.shortText(in: t), view.roster.until.shortText(in: t))
            return
                "<p class=\"roster-clean\" role=\"status\">\(StateBadge(.plain, t(.rosterNothingYet, from, until)).html)</p>"
        }
        guard !view.findings.isEmpty else {
            return "<p class=\"roster-clean\" role=\"status\">\(StateBadge(.done, t(.rosterClean)).html)</p>"
        }
        let text = RosterFindingText(
            names: view.names, groups: Dictionary(view.groups.map { ($0.id, $0.name) }) { $1 },
            zone: view.calendar.zone, t: t)
        let most = 60
        let lines = view.findings.sorted { $0.isBlock && !$1.isBlock }.prefix(most).map(text.item)
        let more: HTML? =
            view.findings.count > most
            ? "<p class=\"soft\">\(t(.rosterMoreFindings, String(view.findings.count - most)))</p>" : nil
        return """
            <section class="panel" id="findings" role="status"><h2>\(t(.rosterFindings)) \(String(view.findings.count))</h2>\
            <ul class="findings">\(lines)</ul>\(more)</section>
            """
    }

    private func acts(_ view: RosterView) -> HTML? {
        guard view.mayChange else { return nil }
        let base = "/rosters/\(view.roster.id)"
        let version = ["version": String(view.roster.version)]
        var buttons: [HTML] = []
        if view.roster.state.isOpen {
            let looked = [
                viewer.button(to: "\(base)/publication", t(.rosterPublish), .primary, fields: version),
                viewer.button(to: "\(base)/check", t(.rosterCheck), .usual, fields: version),
            ]
            let discard = viewer.button(to: "\(base)/discarding", t(.rosterDiscard), .quiet, fields: version)
            buttons = (view.isEmpty ? [] : looked) + [discard]
        } else if view.roster.state == .inForce, view.roster.until < view.calendar.day(of: viewer.now) {
            buttons = [viewer.button(to: "\(base)/closing", t(.rosterClose), .quiet)]
        }
        return buttons.isEmpty ? nil : "<div class=\"acts\">\(buttons)</div>"
    }

    private func changes(_ view: RosterView) -> HTML? {
        guard !view.changes.isEmpty else { return nil }
        let rows = view.changes.map { change in
            Table.Row([
                "\(String(change.number))", "\(change.at.dateAndTime(in: viewer.zone))", "\(t(change.what.word))",
                "\(change.was)", "\(change.became)", "\(change.reason)",
                "\(change.by.flatMap { view.names[$0] } ?? "")",
            ])
        }
        let columns = [
            Table.Column("#", .figure), Table.Column(t(.columnTime), .name), Table.Column(t(.rosterAct)),
            Table.Column(t(.rosterWas)), Table.Column(t(.rosterBecame)), Table.Column(t(.rosterReason)),
            Table.Column(t(.rosterBy)),
        ]
        let form = "/rosters/\(view.roster.id)/forms/F-60"
        let earlier: HTML? =
            view.earlierChanges > 0
            ? "<p class=\"soft\"><a href=\"\(form)\">\(t(.rosterEarlierChanges, String(view.earlierChanges)))</a></p>"
            : nil
        return """
            <section class="panel"><h2>\(t(.rosterChanges))</h2>\(earlier)\(Table(t(.rosterChanges), columns, isCompact: true).html(rows))</section>
            """
    }
}

/// Which days of it, and what of them.
enum RosterPart: String, CaseIterable, Sendable {
    case month, week, day, coverage

    var days: Int {
        switch self {
        case .month, .coverage: RosterView.mostDays
        case .week: 7
        case .day: 1
        }
    }
}
