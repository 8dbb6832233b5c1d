import Handbook
import Kernel
import Web

/// One timeline, four lanes that can be told apart without colour.
struct CaseTimelinePages {
    let page: CasePages

    private var t: Language { page.t }
    private var view: CaseView { page.view }

    var html: HTML {
        """
        <section class="panel"><h2>\(t(.caseTimeline))</h2><ol class="timeline">\(lines)</ol></section>
        """
    }

    private enum Item {
        case entry(CaseEntry)
        case event(Event)
        case files([Attachment])

        var at: Instant {
            switch self {
            case .entry(let entry): entry.at
            case .event(let event): event.at
            case .files(let files): files.first?.at ?? Instant(milliseconds: 0)
            }
        }

        /// Said by a clock, not by a person.
        var isReminder: Bool {
            guard case .event(let event) = self else { return false }
            return [.obligationWarned, .obligationBreached, .obligationEscalated].contains(event.kind)
        }
    }

    /// What was said and what was done, in the order of time; a said thing is not told a second time as an event.
    private var lines: [HTML] {
        let said: Set<EventKind> = [.caseNoted, .caseReplied, .caseInformed]
        let events = view.events.filter {
            $0.kind != .attachmentAdded && (!said.contains($0.kind) || !$0.details.isEmpty)
        }
        let items = (view.entries.map(Item.entry) + events.map(Item.event) + files).sorted { $0.at < $1.at }
        var lines: [HTML] = []
        var reminders: [HTML] = []
        var today: Day?
        for item in items {
            let day = page.zone.day(of: item.at)
            if day != today || !item.isReminder {
                lines += folded(reminders)
                reminders = []
            }
            if day != today { lines.append("<li class=\"day\">\(day.shortTextAndWeekday(in: t))</li>") }
            today = day
            if item.isReminder { reminders.append(line(item)) } else { lines.append(line(item)) }
        }
        return lines + folded(reminders)
    }

    /// What the clocks said in a row is one line; what people said and did is read at a glance between.
    private func folded(_ reminders: [HTML]) -> [HTML] {
        guard reminders.count > 1 else { return reminders }
        return [
            """
            <li class="system"><details><summary>\(t(.timelineReminders, String(reminders.count)))</summary>\
            <ol class="timeline">\(reminders)</ol></details></li>
            """
        ]
    }

    private func line(_ item: Item) -> HTML {
        switch item {
        case .entry(let entry):
            let lane: String =
                switch entry.kind {
                case .reply, .call, .asking: "ours"
                case .customer: "customer"
                case .note, .receipt: "note"
                }
            return """
                <li class="\(lane)"><p class="who"><b>\(who(entry))</b> \(t(entry.kind.word)) \(time(entry.at))</p>\
                <div class="said">\(entry.text)</div>\(entry.kind == .receipt ? CaseReceiptPages(page: page).html : nil)</li>
                """
        case .files(let files):
            let isCustomer = files.first?.provider == .customer
            let who = isCustomer ? view.customer?.name.masked ?? t(.caseAnonymous) : view.name(files.first?.by) ?? ""
            return """
                <li class="\(isCustomer ? "customer" : "ours")"><p class="who"><b>\(who)</b> \
                \(t(.attachments)) \(time(item.at))</p><div class="said">\(page.files.strip(files))</div></li>
                """
        case .event(let event):
            let clause = event.details["clause"].map {
                ClauseMark($0, url: "/handbook/\(view.file.record.version.rawValue)#c-\($0)").html
            }
            return """
                <li class="system"><p>\(time(event.at)) <b>\(t(event.kind.word))</b> \
                \(view.name(event.actor) ?? "") \(clause) \(told(event))</p></li>
                """
        }
    }

    /// What came together stands together, in the lane of whoever it comes from.
    private var files: [Item] {
        Dictionary(grouping: view.attachments) { "\($0.at.milliseconds) \($0.by.rawValue) \($0.provider.rawValue)" }
            .sorted { $0.key < $1.key }.map { .files($0.value) }
    }

    private func who(_ entry: CaseEntry) -> String {
        entry.kind == .customer ? view.customer?.name.masked ?? t(.caseAnonymous) : view.name(entry.author) ?? ""
    }

    private func time(_ instant: Instant) -> HTML { "<time>\(instant.local(page.zone).time.description)</time>" }

    /// The details a reader wants: words people wrote, names instead of ids.
    private func told(_ event: Event) -> String {
        var parts: [String] = []
        if let severity = event.details["severity"].flatMap(Severity.init(rawValue:)) { parts.append(t(severity.word)) }
        if let to = event.details["to"] { parts.append(view.names[Staff.ID(to)] ?? duty(to)) }
        for key in ["reason", "text", "note", "cause", "archive"] {
            if let value = event.details[key], !value.isEmpty { parts.append(reason(value)) }
        }
        if let phrases = event.details["phrases"] {
            let words = phrases.split(separator: "\n").map { "“\($0)”" }.joined(separator: t(.listGap))
            parts.append(t(.phraseSent, words))
        }
        return parts.joined(separator: " · ")
    }

    private func duty(_ code: String) -> String {
        switch Duty(code: code) {
        case nil: code
        case .post(let post): view.handbook.post(post)?.title(in: t) ?? post
        case .some(let duty): duty.name(in: t)
        }
    }

    private func reason(_ value: String) -> String {
        CaseEventReason.word(of: value).map { t($0) } ?? value
    }
}
