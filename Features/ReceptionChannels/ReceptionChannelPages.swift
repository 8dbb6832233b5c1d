import Handbook
import Kernel
import Web

/// The register of channels: the list with the state of this minute, one channel with its week, and its forms.
struct ReceptionChannelPages {
    let viewer: Viewer
    let names: [Staff.ID: String]

    private var t: Language { viewer.language }

    func list(_ views: [ReceptionChannelView], mayEnter: Bool) -> HTML {
        guard !views.isEmpty else {
            return EmptyState(
                icon: "phone-call", t(.receptionEmpty),
                act: mayEnter ? linkButton(t(.receptionNew), url: "/reception-channels/new", .primary) : nil
            ).html
        }
        let columns = [
            Table.Column(t(.receptionName), .name), Table.Column(t(.receptionAddress)),
            Table.Column(t(.receptionHours)), Table.Column(t(.receptionHolder)), Table.Column(t(.receptionNow)),
            Table.Column(t(.receptionGaps)), Table.Column(t(.receptionMissed), .figure),
        ]
        let rows = views.map { view -> Table.Row in
            let channel = view.channel
            let url = "/reception-channels/\(channel.id)"
            let holders = view.slots.map { names[$0.holder] ?? "" }.uniqued().joined(separator: t(.listGap))
            return Table.Row(
                [
                    "<a href=\"\(url)\">\(channel.facts.name)</a><small>\(t(channel.facts.kind.word)) · \(view.unit)</small>",
                    "\(channel.facts.address)", hours(channel), "\(holders)", now(view), gapBadge(view),
                    "\(String(view.missed.calls)) / \(String(view.missed.returned))",
                ], url: url)
        }
        let open = views.filter(\.channel.isOpen)
        let sum = t(
            .receptionSum, String(views.count), String(open.count { !$0.coverage.isWhole }))
        return """
            \(Table(t(.receptionTitle), columns).html(rows))<p class="soft">\(sum) · \
            \(t(.receptionMissedLegend))</p>
            """
    }

    func one(
        _ view: ReceptionChannelView, past: [ReceptionSlot], colleagues: [(id: Staff.ID, name: String)], mayKeep: Bool,
        units: [Unit], typed: [String: Typed], refusal: HTML?
    ) -> HTML {
        let channel = view.channel
        let base = "/reception-channels/\(channel.id)"
        let people = colleagues.map { Choice($0.id.rawValue, $0.name) }
        let may = mayKeep && channel.isOpen
        let arrange: HTML? = may ? arrangement(view, to: base, people, typed["slots"]) : nil
        let change: HTML? =
            may
            ? folded(
                .receptionChange, form(to: base, typed["change"] ?? values(channel), units),
                isOpen: typed["change"] != nil) : nil
        return """
            \(refusal.map { Remark(.broken, $0).html })<section class="panel"><h2>\(t(.receptionWeek))</h2>\
            \(gaps(view))\(grid(view))</section>\
            <section class="panel" id="slots"><h2>\(t(.receptionSlots))</h2>\(slots(view, to: base, people, may: may, typed))\
            \(arrange)</section>\
            <section class="panel"><h2>\(t(.receptionState))</h2>\(facts(view))\
            \(mayKeep ? standing(channel, to: base, typed) : nil)\(change)</section>\(history(past))
            """
    }

    func form(to url: String, _ typed: Typed, _ units: [Unit]) -> HTML {
        let controls = Controls(typed, in: t, prefix: "channel-")
        let kinds = ReceptionChannel.Kind.allCases.map { Choice($0.rawValue, t($0.word)) }
        return """
            \(controls.summary())\(viewer.form(to: url, class: "stack", """
                \(controls.segmented("kind", t(.receptionKind), kinds, required: true))\
                <div class="split">\(controls.text("name", t(.receptionName), required: true, max: 40))\
                \(controls.text("address", t(.receptionAddress), required: true, max: 120))\
                \(controls.select("unit", t(.receptionUnit), units.map { Choice($0.id.rawValue, $0.name) }, required: true))</div>\
                \(controls.textarea("hours", t(.receptionHours), required: true, max: 600, rows: 3, hint: t(.receptionHoursHint)))\
                <div class="split">\(controls.text("published", t(.receptionPublished), hint: t(.receptionPublishedHint)))\
                \(controls.text("forward", t(.receptionForward)))</div>\
                \(controls.checkbox("holidays", t(.receptionKeepsHolidays), hint: t(.receptionHolidaysHint)))\
                \(controls.text("standard", t(.receptionStandard), max: 400, hint: t(.receptionStandardHint)))\
                <p>\(viewer.submit(t(.receptionSave), shortcut: "s"))</p>
                """))
            """
    }

    /// Seven rows of twenty-four hours: colour and sign, and in words for whoever cannot see them.
    private func grid(_ view: ReceptionChannelView) -> HTML {
        let shown = shownHours(view.coverage)
        let heads = shown.map { "<th scope=\"col\">\(String($0))</th>" as HTML }
        let rows = Weekday.allCases.map { day -> HTML in
            let cells = shown.map { hour -> HTML in
                let cover = view.coverage.cover(day, hour: hour)
                let who = holder(view, day, hour)
                let told = [t(cover.word), who].filter { !$0.isEmpty }.joined(separator: " ")
                return """
                    <td class="cover-\(cover.code)" title="\(day.name(in: t)) \(String(hour)):00 \(told)">\
                    <span class="unseen">\(told)</span></td>
                    """
            }
            return "<tr><th scope=\"row\">\(day.name(in: t))</th>\(cells)</tr>"
        }
        let covers: [ReceptionCoverage.Cover] = [.held, .backupOnly, .uncovered]
        let key = covers.map { cover -> HTML in
            "<span class=\"cover-key\"><i class=\"cover-\(cover.code)\"></i>\(t(cover.word))</span>"
        }
        return """
            <div class="table-frame" role="region" aria-label="\(t(.receptionWeek))" tabindex="0">\
            <table class="week-grid"><caption class="unseen">\(t(.receptionWeek))</caption>\
            <thead><tr><td></td>\(heads)</tr></thead><tbody>\(rows)</tbody></table></div><p class="soft">\(key)</p>
            """
    }

    /// The hours of the day in which anything is promised on any day; all of them where nothing is.
    private func shownHours(_ coverage: ReceptionCoverage) -> [Int] {
        let promised = (0..<24).filter { hour in
            Weekday.allCases.contains { coverage.cover($0, hour: hour) != .closed }
        }
        guard let first = promised.first, let last = promised.last else { return Array(0..<24) }
        return Array(first...last)
    }

    private func holder(_ view: ReceptionChannelView, _ day: Weekday, _ hour: Int) -> String {
        let start = ((day.rawValue - 1) * 24 + hour) * 60
        return view.slots.filter { slot in slot.hours.minutes.contains { $0.overlaps(start..<(start + 60)) } }
            .compactMap { names[$0.holder] }.uniqued().joined(separator: t(.listGap))
    }

    private func gaps(_ view: ReceptionChannelView) -> HTML {
        guard !view.coverage.isWhole else { return "<p>\(StateBadge(.done, t(.receptionNoGaps)).html)</p>" }
        let lines = view.coverage.gapHours.map { "<li>\($0.text(in: t))</li>" as HTML }
        return """
            <p>\(StateBadge(.broken, t(.receptionGapSum, Duration.minutes(view.coverage.uncovered).spokenExactly(t))).html)</p>\
            <ul class="gaps">\(lines)</ul>
            """
    }

    private func slots(
        _ view: ReceptionChannelView, to base: String, _ people: [Choice], may: Bool, _ typed: [String: Typed]
    ) -> HTML {
        guard !view.slots.isEmpty else { return "<p class=\"soft\">\(t(.receptionNoSlots))</p>" }
        let columns = [
            Table.Column(t(.receptionSlot), .name), Table.Column(t(.receptionHolder)),
            Table.Column(t(.receptionBackup)), Table.Column(t(.receptionSince)), Table.Column("", .act),
        ]
        return Table(t(.receptionSlots), columns, isCompact: true).html(
            view.slots.map { slot -> Table.Row in
                Table.Row([
                    "\(slot.hours.text(in: t))", "\(names[slot.holder] ?? "")",
                    "\(slot.backup.flatMap { names[$0] } ?? t(.receptionNoBackup))",
                    "\(slot.since.at.dateAndTime(in: viewer.zone))",
                    may ? handing(slot, to: base, people, typed["slot-\(slot.id)"]) : .empty,
                ])
            })
    }

    private func handing(_ slot: ReceptionSlot, to base: String, _ people: [Choice], _ typed: Typed?) -> HTML {
        let controls = Controls(
            typed ?? Typed(["backup": slot.backup?.rawValue ?? ""]), in: t, prefix: "slot-\(slot.id)-")
        return """
            <details class="more"\(attribute: "open", if: typed != nil)><summary>\(t(.receptionHandOver))</summary>\
            \(viewer.form(to: "\(base)/slots/\(slot.id)/handover", class: "stack", """
                \(controls.select("holder", t(.receptionHolder), people, required: true, blank: ""))\
                \(controls.select("backup", t(.receptionBackup), people, blank: t(.receptionNoBackup)))\
                \(controls.text("reason", t(.receptionReason), required: true))\(viewer.submit(t(.receptionHandOver), .usual))
                """))\
            \(viewer.form(to: "\(base)/slots/\(slot.id)/release", class: "line", """
                \(Controls(in: t, prefix: "release-\(slot.id)-").text("reason", t(.receptionReason), required: true))\
                \(viewer.submit(t(.receptionRelease), .quiet))
                """))</details>
            """
    }

    private func arrangement(
        _ view: ReceptionChannelView, to base: String, _ people: [Choice], _ typed: Typed?
    ) -> HTML {
        let usual = view.coverage.gapHours.first?.text(in: t) ?? ""
        let controls = Controls(typed ?? Typed(["slot": usual]), in: t, prefix: "new-slot-")
        return """
            <h3>\(t(.receptionArrange))</h3>\
            \(viewer.form(to: "\(base)/slots", class: "stack", """
                <div class="split">\(controls.text("slot", t(.receptionSlot), required: true, max: 60, hint: t(.receptionHoursHint)))\
                \(controls.select("holder", t(.receptionHolder), people, required: true, blank: ""))\
                \(controls.select("backup", t(.receptionBackup), people, blank: t(.receptionNoBackup)))</div>\
                <p>\(viewer.submit(t(.receptionArrange)))</p>
                """))
            """
    }

    /// What the calendar takes out of the hours soon, so that nobody promises it.
    private func rests(_ view: ReceptionChannelView) -> HTML {
        if view.channel.facts.keepsHolidays { return "\(t(.receptionKeepsHolidays))" }
        let days = view.rests.map { rest -> HTML in
            "<span class=\"hours\">\(rest.day.description) \(rest.name)</span>"
        }
        return "\(days)"
    }

    private func facts(_ view: ReceptionChannelView) -> HTML {
        let facts = view.channel.facts
        let verified =
            view.channel.verified.map {
                t(.receptionVerifiedAt, $0.at.dateAndTime(in: viewer.zone), names[$0.by] ?? "")
            } ?? t(.receptionNeverVerified)
        let lines: [(Word, HTML)] = [
            (.receptionNow, now(view)), (.receptionKind, "\(t(facts.kind.word))"),
            (.receptionAddress, "\(facts.address)"), (.receptionHours, hours(view.channel)),
            (.receptionRests, rests(view)),
            (.receptionPublished, "\(facts.published)"), (.receptionStandard, "\(facts.standard)"),
            (.receptionForward, "\(facts.forward)"),
            (
                .receptionMissed,
                "\(String(view.missed.calls)) / \(String(view.missed.returned)) <small>\(t(.receptionMissedHint))</small>"
            ),
            (.receptionVerification, "\(verified)"),
        ]
        return """
            <dl class="facts">\(lines.filter { !$0.1.isEmpty }.map { "<dt>\(t($0.0))</dt><dd>\($0.1)</dd>" as HTML })</dl>
            """
    }

    private func standing(_ channel: ReceptionChannel, to base: String, _ typed: [String: Typed]) -> HTML {
        guard channel.isOpen else { return viewer.button(to: "\(base)/reopening", t(.receptionReopen), .usual) }
        let controls = Controls(typed["closing"] ?? .blank, in: t, prefix: "closing-")
        return """
            <p>\(viewer.button(to: "\(base)/verification", t(.receptionVerify), .usual))</p>\
            \(folded(.receptionClose, viewer.form(to: "\(base)/closing", class: "line", """
                \(controls.text("reason", t(.receptionReason), required: true))\(viewer.submit(t(.receptionClose), .usual))
                """), isOpen: typed["closing"] != nil))
            """
    }

    private func history(_ past: [ReceptionSlot]) -> HTML? {
        guard !past.isEmpty else { return nil }
        let columns = [
            Table.Column(t(.receptionSlot), .name), Table.Column(t(.receptionHolder)),
            Table.Column(t(.receptionBackup)), Table.Column(t(.receptionSince)), Table.Column(t(.receptionUntil)),
            Table.Column(t(.receptionReason)),
        ]
        let rows = past.map { slot -> Table.Row in
            Table.Row([
                "\(slot.hours.text(in: t))", "\(names[slot.holder] ?? "")",
                "\(slot.backup.flatMap { names[$0] } ?? t(.receptionNoBackup))",
                "\(slot.since.at.dateAndTime(in: viewer.zone))",
                "\(slot.ended.map { t(.receptionBy, $0.at.dateAndTime(in: viewer.zone), names[$0.by] ?? "") } ?? "")",
                "\(slot.reason)",
            ])
        }
        return """
            <section class="panel"><h2>\(t(.receptionPast))</h2>\
            \(Table(t(.receptionPast), columns, isCompact: true).html(rows))</section>
            """
    }

    private func now(_ view: ReceptionChannelView) -> HTML {
        switch view.now {
        case .closed:
            StateBadge(.plain, t(view.channel.isOpen ? .receptionNowClosed : .receptionClosedState)).html
        case .answered(let who): StateBadge(.going, names[who] ?? "").html
        case .standIn(let who): StateBadge(.warned, t(.receptionNowStandIn, names[who] ?? "")).html
        case .nobodyHere: StateBadge(.broken, t(.receptionNowNobody)).html
        case .uncovered: StateBadge(.broken, t(.receptionNowUncovered)).html
        }
    }

    private func gapBadge(_ view: ReceptionChannelView) -> HTML {
        guard view.channel.isOpen else { return .empty }
        if view.coverage.isWhole { return StateBadge(.done, t(.receptionNoGaps)).html }
        return StateBadge(
            .broken, t(.receptionGapSum, Duration.minutes(view.coverage.uncovered).spokenExactly(t))
        ).html
    }

    private func hours(_ channel: ReceptionChannel) -> HTML {
        "\(channel.hours.map { "<span class=\"hours\">\($0.text(in: t))</span>" as HTML })"
    }

    private func values(_ channel: ReceptionChannel) -> Typed {
        Typed(ReceptionChannelForms.values(of: channel, in: t))
    }

    private func folded(_ word: Word, _ content: HTML, isOpen: Bool) -> HTML {
        "<details class=\"more\"\(attribute: "open", if: isOpen)><summary>\(t(word))</summary>\(content)</details>"
    }
}

extension ReceptionCoverage.Cover {
    fileprivate var code: String {
        switch self {
        case .closed: "closed"
        case .held: "held"
        case .backupOnly: "backup"
        case .uncovered: "uncovered"
        }
    }
}
