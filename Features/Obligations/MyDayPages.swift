import Handbook
import Kernel
import Web

/// The first page of the day: what is owed, by when, and what else waits.
struct MyDayPages {
    let day: MyDay
    let viewer: Viewer

    private var t: Language { viewer.language }
    private var zone: Zone { viewer.zone }
    private var today: Range<Instant> { zone.today(at: viewer.now) }

    /// What makes the page ask again: a word to the person, and whatever happens to the first records on it. One page
    /// listens to at most 20 topics.
    private var topics: [String] {
        let records = day.lines.map(\.obligation.subject).filter { $0.kind == .serviceCase }
        return ["staff:\(viewer.id)"] + records.map { "\($0.kind.rawValue):\($0.id)" }.uniqued().prefix(15)
    }

    var lead: HTML {
        let (date, time, _) = viewer.now.local(zone)
        let greeting: Word =
            switch time {
            case ..<TimeOfDay.at(5): .myDayEarly
            case ..<TimeOfDay.at(11): .myDayMorning
            case ..<TimeOfDay.at(13): .myDayNoon
            case ..<TimeOfDay.at(18): .myDayAfternoon
            default: .myDayEvening
            }
        return "\(t(greeting, viewer.name)) \(date.text(in: t))"
    }

    /// What has no field to type in renews itself; forms stand apart, so that nothing typed is lost to a change.
    var content: HTML {
        """
        <div id="owed" data-behaviour="live" data-live="\(topics.joined(separator: " "))" \
        hx-get="/" hx-trigger="refresh" hx-select="#owed > *" hx-swap="innerHTML">\(ApprovalPages(approvals: day.approvals, viewer: viewer).panels)\(owed)\(notices)</div>\
        \(checks)\(exceptions)
        """
    }

    private var owed: HTML {
        guard !day.isEmpty else {
            return EmptyState(icon: "sun", t(.myDayEmpty), act: linkButton(t(.myDayToCases), url: "/cases", .usual))
                .html
        }
        let groups = Dictionary(grouping: day.owed) { $0.group(today: today) }
        return """
            \(section(.myDayLate, groups[.late] ?? []))\(section(.myDayToday, groups[.today] ?? []))\
            \(section(.myDayLater, groups[.later] ?? []))\
            \(day.isCut ? "<p class=\"soft\">\(t(.myDayCut, String(MyDay.bound)))</p>" as HTML : nil)\
            \(section(.myDayPromises, day.promises))\(section(.myDayToRead, day.toRead))
            """
    }

    private func section(_ title: Word, _ lines: [MyDay.Line]) -> HTML? {
        guard !lines.isEmpty else { return nil }
        let table = Table(
            t(title),
            [
                Table.Column(t(.myDayOwed), .name), Table.Column(t(.myDayRecord)), Table.Column(t(.adherenceKey)),
                Table.Column(t(.myDayDue)),
            ])
        return panel(title, lines.count, table.html(lines.map(row)))
    }

    private func panel(_ title: Word, _ count: Int, _ content: HTML) -> HTML {
        "<section class=\"panel\"><h2>\(t(title)) <span class=\"soft figure\">\(count)</span></h2>\(content)</section>"
    }

    private func row(_ line: MyDay.Line) -> Table.Row {
        let obligation = line.obligation
        let what = t(obligation.rule.owedWord)
        let by: HTML? = line.post.map { "<small>\(t(.myDayByPost, $0))</small>" }
        return Table.Row(
            [
                "\(line.label?.url.map { "<a href=\"\($0)\">\(what)</a>" as HTML } ?? "\(what)")\(by)",
                record(line.label),
                """
                \(ClauseMark(of: obligation.clause, in: obligation.version).html) \
                <small>\(line.clause.opening(30))</small>
                """,
                due(line),
            ],
            url: line.label?.url,
            promise: RunningPromise(obligation: obligation, used: line.used).bar(in: zone, t))
    }

    private func record(_ label: SubjectLabel?) -> HTML {
        guard let label else { return .empty }
        return "\(label.title)\(label.number.map { "<small>\($0)</small>" as HTML })"
    }

    private func due(_ line: MyDay.Line) -> HTML {
        let obligation = line.obligation
        if obligation.pausedSince != nil { return StateBadge(.waiting, t(.clausePaused)).html }
        let left: HTML = """
            <time data-behaviour="relative-time" data-at="\(String(obligation.dueAt.milliseconds))">\
            \(obligation.dueAt.countdown(from: viewer.now, t))</time>
            """
        return """
            \(line.isLate ? "<span class=\"state broken\">\(left)</span>" as HTML : left) \
            <small>\(obligation.dueAt.relative(to: viewer.now, in: zone, t))</small>
            """
    }
}

/// What waits beside the clocks: checks to be recorded, exceptions to be decided, notices to be read.
extension MyDayPages {
    private var checks: HTML? {
        guard !day.checks.isEmpty else { return nil }
        let items = day.checks.map { line -> HTML in
            let id = line.obligation.id.rawValue
            return """
                <li><span>\(ClauseMark(of: line.obligation.clause, in: line.obligation.version).html) \
                \(line.label.map { "\($0.title) \(line.obligation.item.map(period) ?? $0.number ?? "")" as HTML })</span>\
                <span>\(due(line))</span><p>\(line.clause)</p>\
                \(viewer.form(
                    to: "/obligations/\(id)/attestation", class: "line",
                    """
                    <input class="form-control w-auto flex-fill" name="note" maxlength="400" aria-label="\(t(.myDayNote))" \
                    placeholder="\(t(.myDayNote))">\
                    <button type="submit" class="btn btn-usual" name="holds" value="yes">\(t(.actAttestYes))</button>\
                    <button type="submit" class="btn btn-danger" name="holds" value="no">\(t(.actAttestNo))</button>
                    """))</li>
                """
        }
        return panel(.myDayChecks, day.checks.count, "<ul class=\"duties\">\(items)</ul>")
    }

    /// The week `2026-W48` as people say it: 11月23日–11月29日. What is no week stays as it is.
    private func period(_ item: String) -> String {
        guard let monday = Day(isoWeek: item) else { return item }
        return "\(monday.shortText(in: t))–\(monday.advanced(by: 6).shortText(in: t))"
    }

    private var exceptions: HTML? {
        guard !day.exceptions.isEmpty else { return nil }
        let items = day.exceptions.map { view -> HTML in
            """
            <li><span>\(ClauseMark(of: view.request.clause, in: view.request.version).html) \
            <a href="/exceptions#e-\(view.request.id.rawValue)">\(view.request.reason.opening(60))</a></span>\
            <span class="soft">\(view.request.requestedAt.relative(to: viewer.now, in: zone, t))</span>\
            <p class="soft">\(view.asker) · \(view.label.map { "\($0.whole)" as HTML })</p></li>
            """
        }
        return panel(.myDayExceptions, day.exceptions.count, "<ul class=\"duties\">\(items)</ul>")
    }

    private var notices: HTML? {
        guard let newest = day.notices.first else { return nil }
        // Months of attendance come person by person on the same day: together they are one line.
        let months = day.notices.filter { $0.notice.subject.kind == .attendance }
        let together = Dictionary(grouping: months, by: \.notice.kind).filter { $0.value.count >= Self.fewMonths }
        let folded = day.notices.filter { together[$0.notice.kind] == nil || $0.notice.subject.kind != .attendance }
        let bundles = together.sorted { $0.key.rawValue < $1.key.rawValue }.map { kind, calls -> HTML in
            """
            <li><details class="more"><summary><strong>\(t(kind.word))</strong> \
            <span class="figure">\(String(calls.count))</span></summary><ul class="duties">\(calls.map(notice))</ul></details></li>
            """
        }
        let items = bundles + folded.map(notice)
        let all = viewer.button(
            to: "/notices/reading", t(.myDayReadAll), .quiet, fields: ["until": String(newest.notice.at.milliseconds)])
        return panel(.myDayNotices, day.notices.count, "<ul class=\"duties\">\(items)</ul>\(all)")
    }

    /// From so many on they stand together.
    private static let fewMonths = 3

    private func notice(_ call: MyDay.Call) -> HTML {
        let title = call.label.map { label -> HTML in
            let text = label.whole
            // What a unit owes has no page of its own: its deadline has.
            let proof =
                call.details["obligation"].map { "/obligations/\($0)/proof" }
                ?? call.details["mailbox-id"].map { "/mailboxes/\($0)" }
            return (label.url ?? proof).map { "<a href=\"\($0)\">\(text)</a>" } ?? "\(text)"
        }
        let clause = call.details["clause"].map { "\(ClauseMark($0).html) " as HTML }
        // Of which days of a roster.
        let days = call.details["days"].map { " <span class=\"figure\">\($0)</span>" as HTML }
        return """
            <li><span><strong>\(t(call.notice.kind.word))</strong> \(clause)\(title)\(days)</span>\
            <span class="soft">\(call.notice.at.relative(to: viewer.now, in: zone, t)) \
            \(viewer.button(to: "/notices/\(call.notice.id.rawValue)/reading", t(.myDayRead), .quiet))</span></li>
            """
    }
}

extension String {
    /// The first words of a sentence, cut with an ellipsis.
    func opening(_ length: Int) -> String { count > length ? prefix(length) + "…" : self }
}
