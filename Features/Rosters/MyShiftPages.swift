import Handbook
import Kernel
import Web

/// 我的班表: phone first. What comes next, the month, what is open, and the calendar for one's telephone.
struct MyShiftPages {
    let mine: MyShifts
    let viewer: Viewer

    private var t: Language { viewer.language }

    func page(newFeed: String?, refusal: HTML?) -> HTML {
        """
        \(refusal.map { Remark(.broken, $0).html })\(next)\(month)\(open)\(duties)\(feed(newFeed))
        """
    }

    private func name(_ shift: ShiftAssignment) -> String {
        shift.template.flatMap { mine.templates[$0]?.name(in: t) } ?? t(.rosterShift)
    }

    private var next: HTML {
        guard !mine.next.isEmpty else { return EmptyState(icon: "calendar", t(.myShiftsNone)).html }
        let items = mine.next.map { shift -> HTML in
            let day = mine.calendar.names[shift.day] ?? shift.day.weekday.name(in: t)
            let line = shift.line.flatMap { mine.lines[$0] }.map {
                "<small class=\"state going\">\($0)</small>" as HTML
            }
            let learns: HTML? = shift.isShadow ? "<small>\(t(.rosterLearns))</small>" : nil
            return """
                <li><b>\(shift.day.shortText(in: t)) \(day)</b><span>\(name(shift)) \
                \(shift.hours(in: mine.calendar.zone))</span><small>\(mine.units[shift.unit] ?? "") \(shift.post)</small>\(line)\(learns)\
                \(mine.promises[shift.subject]?.bar(in: viewer.zone, t))</li>
                """
        }
        return "<section class=\"panel\"><h2>\(t(.myShiftsNext))</h2><ol class=\"my-next\">\(items)</ol></section>"
    }

    private var month: HTML {
        let byDay = Dictionary(grouping: mine.shifts, by: \.day)
        let first = mine.month
        let today = viewer.zone.day(of: viewer.now)
        let blank = (1..<first.weekday.rawValue).map { _ in "<td></td>" as HTML }
        var cells = blank
        var day = first
        while day <= first.lastOfMonth {
            let shifts = byDay[day] ?? []
            let text = shifts.map { shift -> HTML in
                "<b>\(name(shift))</b><small>\(shift.hours(in: mine.calendar.zone))</small>"
            }
            let holiday: HTML? = mine.calendar.names[day].map { "<em>\($0)</em>" }
            let classes = [
                shifts.isEmpty ? "" : "works", day == today ? "today" : "",
                mine.calendar.isWorkingDay(day) ? "" : "rest",
            ].filter { !$0.isEmpty }.joined(separator: " ")
            cells.append("<td class=\"\(classes)\"><span>\(String(day.day))</span>\(holiday)\(text)</td>")
            day = day.advanced(by: 1)
        }
        while cells.count % 7 != 0 { cells.append("<td></td>") }
        let weeks = stride(from: 0, to: cells.count, by: 7).map { start -> HTML in
            "<tr>\(Array(cells[start..<min(start + 7, cells.count)]))</tr>"
        }
        let minutes = mine.shifts.reduce(0) { $0 + $1.paidMinutes }
        let head = Weekday.allCases.map { "<th scope=\"col\">\($0.name(in: t))</th>" as HTML }
        return """
            <section class="panel"><h2>\(String(first.year))-\(String(first.month)) · \
            \(t(.myShiftsSum, String(mine.shifts.count), RosterGridPages.hours(minutes)))</h2>\
            <nav class="roster-tabs"><a href="/shifts?month=\(first.advanced(by: -1).firstOfMonth.description)" rel="prev">‹ \(t(.attendanceEarlier))</a> \
            <a href="/shifts?month=\(first.lastOfMonth.advanced(by: 1).description)" rel="next">\(t(.attendanceLater)) ›</a></nav>\
            <table class="my-month"><caption class="unseen">\(t(.myShifts))</caption><thead><tr>\(head)</tr></thead>\
            <tbody>\(weeks)</tbody></table></section>
            """
    }

    private var open: HTML? {
        guard !mine.open.isEmpty else { return nil }
        let items = mine.open.map { shift -> HTML in
            let isBusy = (mine.shifts + mine.next).contains { $0.span.overlaps(shift.span) }
            let take: HTML =
                isBusy
                ? "<small>\(t(.shiftBusyThen))</small>"
                : viewer.button(to: "/shifts/\(shift.id)/taking", t(.shiftTake), .usual)
            return """
                <li><b>\(shift.day.shortTextAndWeekday(in: t))</b><span>\(name(shift)) \
                \(shift.hours(in: mine.calendar.zone))</span><small>\(mine.units[shift.unit] ?? "")</small>\
                \(take)</li>
                """
        }
        return "<section class=\"panel\"><h2>\(t(.rosterOpen))</h2><ol class=\"my-next\">\(items)</ol></section>"
    }

    private var duties: HTML? {
        guard !mine.duties.isEmpty else { return nil }
        let items = mine.duties.map { duty -> HTML in
            let page = "/duties/\(duty.unit.rawValue)"
            let begins = duty.span.lowerBound.local(viewer.zone)
            let then = "\(page)?at=\(begins.day)T\(begins.time)"
            // The log opens to whoever has a duty about this time.
            let log: HTML? =
                duty.span.lowerBound < viewer.now + DutyLogEntry.afterwards
                ? linkButton(t(.dutyLogTitle), url: "\(page)/log?day=\(duty.day)", .quiet) : nil
            return """
                <li><b><a href="\(then)">\(t(duty.kind.word))</a></b>\
                <span>\(duty.span.lowerBound.dateAndTime(in: viewer.zone)) – \
                \(duty.span.upperBound.dateAndTime(in: viewer.zone))</span><small>\(duty.phone)</small>\(log)</li>
                """
        }
        return "<section class=\"panel\"><h2>\(t(.dutyTable))</h2><ol class=\"my-next\">\(items)</ol></section>"
    }

    private func feed(_ address: String?) -> HTML {
        let shown: HTML? = address.map {
            """
            <p class="remark going">\(t(.feedOnce))</p><p class="line"><code>\($0)</code> \
            <button type="button" class="btn btn-usual" data-behaviour="copy" data-copy="\($0)">\(t(.feedCopy))</button></p>
            """
        }
        let revoke: HTML? =
            mine.hasFeed ? viewer.button(to: "/shifts/feed/revocation", t(.feedRevoke), .quiet) : nil
        return """
            <section class="panel"><h2>\(t(.feedTitle))</h2><p class="soft">\(t(.feedHint))</p>\(shown)\
            <div class="acts">\(viewer.button(to: "/shifts/feed", t(mine.hasFeed ? .feedRenew : .feedMake), .usual))\(revoke)</div></section>
            """
    }
}
