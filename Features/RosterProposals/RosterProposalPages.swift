import Handbook
import Kernel
import Web

/// A proposal as its page shows it.
struct RosterProposalView: Sendable {
    let roster: Roster
    let unit: String
    let proposal: RosterProposal?
    let templates: [ShiftTemplate.ID: ShiftTemplate]
    let names: [Staff.ID: String]
    let terms: StaffingTerms
    let calendar: BusinessCalendar
}

/// The proposal of a draft: ask, watch, stop, take; every unmet wish with its cost and why; coverage against demand.
struct RosterProposalPages {
    let view: RosterProposalView
    let viewer: Viewer

    private var t: Language { viewer.language }
    private var base: String { "/rosters/\(view.roster.id)/proposal" }

    func page(typed: Typed?, refusal: HTML?) -> HTML {
        let live: HTML =
            view.proposal.map { proposal in
                """
                 data-behaviour="live" data-live="proposal:\(proposal.id.rawValue)" hx-get="\(base)" hx-trigger="refresh" \
                hx-select="#proposal" hx-swap="outerHTML"
                """
            } ?? .empty
        let isOpen = view.proposal?.state.isOpen ?? false
        return """
            <div id="proposal"\(live)>\(refusal.map { Remark(.broken, $0).html })\(standing)\
            \(isOpen ? nil : ask(typed))\(result)</div>
            """
    }

    private func ask(_ typed: Typed?) -> HTML {
        guard view.roster.state.isOpen else { return "<p class=\"soft\">\(t(.proposalNotDraft))</p>" }
        let controls = Controls(
            typed ?? Typed(["seconds": String(view.proposal?.seconds ?? RosterProposal.usualSeconds)]), in: t,
            prefix: "proposal-")
        let word: Word = view.proposal?.found == nil ? .proposalAsk : .proposalAgain
        return viewer.form(
            to: base, class: "line",
            """
            \(controls.number("seconds", t(.proposalSeconds), required: true, hint: t(.proposalSecondsHint)))\
            \(viewer.submit(t(word), view.proposal?.state == .done ? .usual : .primary))\
            \(linkButton(t(.proposalTerms), url: "/roster-terms/\(view.roster.unit)?roster=\(view.roster.id)", .quiet))
            """)
    }

    private var standing: HTML? {
        guard let proposal = view.proposal else { return nil }
        let seconds = String((proposal.progress?.milliseconds ?? 0) / 1000)
        let bound = proposal.progress?.bound.map { t(.proposalBound, String($0)) } ?? t(.proposalUnknownBound)
        switch proposal.state {
        case .asked: return Remark(.waiting, "<p aria-live=\"polite\">\(t(.proposalWaiting))</p>\(stop)").html
        case .running:
            let label =
                proposal.isStopping
                ? t(.proposalStopping)
                : proposal.progress.map {
                    t(.proposalRunning, seconds, String(proposal.seconds), String($0.cost), bound)
                } ?? t(.proposalRunningFirst, seconds, String(proposal.seconds))
            return Remark(
                .waiting,
                """
                <p aria-live="polite">\(label)</p><progress class="progress-line" max="\(proposal.seconds)" \
                value="\(seconds)" aria-label="\(label)"></progress>\(proposal.isStopping ? nil : stop)
                """
            ).html
        case .failed:
            return Remark(.broken, "<p>\(proposal.reason.map { t($0) } ?? t(.proposalBroken))</p>").html
        case .done, .taken, .dropped:
            guard let progress = proposal.progress, let found = proposal.found else { return nil }
            let isBest = progress.bound.map { $0 >= progress.cost } ?? false
            let acts: HTML? =
                proposal.state == .done && view.roster.state.isOpen
                ? """
                <div class="acts">\(viewer.button(
                    to: "\(base)/taking", t(.proposalTake), .primary,
                    fields: ["version": String(view.roster.version)]))\
                \(viewer.button(to: "\(base)/dropping", t(.proposalDrop), .quiet))</div>
                """ : nil
            // A forecast that missed by half and more is nothing to build a month on without looking.
            let isWide = (found.basis.missed ?? 0) >= Self.wideMiss
            let tone: Tone = found.hard.isEmpty && !isWide ? .done : .warned
            return Remark(
                tone,
                """
                <p>\(t(.proposalDone, seconds, String(progress.cost), bound))\(t(.sentenceGap))\(isBest ? t(.proposalBest) : "")</p>\
                <p class="\(isWide ? "" : "soft")">\(basis(found.basis))\(isWide ? t(.proposalWide) : "")</p>\(acts)
                """
            ).html
        }
    }

    private var stop: HTML { viewer.button(to: "\(base)/stopping", t(.proposalStop), .usual) }

    private func basis(_ basis: ProposedRoster.Basis) -> String {
        guard basis.days > 0 else { return t(.proposalNoHistory) }
        let said = t(
            .proposalBasis, String(basis.days), String(basis.contacts), String(basis.cases), String(basis.handling))
        return basis.missed.map { "\(said)\(t(.sentenceGap))\(t(.proposalMissed, String($0)))" } ?? said
    }

    private var result: HTML? {
        guard let proposal = view.proposal, proposal.state == .done, let found = proposal.found else { return nil }
        return "\(hard(found))\(grid(found))\(coverage(found))\(soft(found))"
    }

    private func hard(_ found: ProposedRoster) -> HTML? {
        guard !found.hard.isEmpty else { return nil }
        let items = found.hard.map { "<li class=\"block\">\(text($0.chinese, $0.english))</li>" as HTML }
        return """
            <section class="panel"><h2>\(t(.proposalHard, String(found.hard.count)))</h2>\
            <p class="soft">\(t(.proposalHardHint))</p><ul class="findings">\(items)</ul></section>
            """
    }

    private func soft(_ found: ProposedRoster) -> HTML {
        guard !found.soft.isEmpty else { return "<p class=\"soft\">\(t(.proposalAllMet))</p>" }
        // Only where something is known of why: a column of nothing tells nobody anything.
        let withWhy = found.soft.prefix(Self.most).contains { !text($0.whyChinese, $0.whyEnglish).isEmpty }
        let rows = found.soft.prefix(Self.most).map { finding -> Table.Row in
            let why: [HTML] = withWhy ? ["\(text(finding.whyChinese, finding.whyEnglish))"] : []
            return Table.Row(["\(text(finding.chinese, finding.english))", "\(String(finding.cost))"] + why)
        }
        let columns =
            [Table.Column(t(.proposalWhat), .name), Table.Column(t(.proposalPoints), .figure)]
            + (withWhy ? [Table.Column(t(.proposalWhyColumn))] : [])
        // The dearest in sight; the others are opened.
        let table = Table(t(.proposalWhat), columns, isCompact: true)
        let rest = rows.dropFirst(Self.mostInSight)
        let more: HTML? =
            rest.isEmpty
            ? nil
            : """
            <details class="more"><summary>\(t(.rosterMoreFindings, String(rest.count)))</summary>\(table.html(Array(rest)))</details>
            """
        return """
            <section class="panel"><h2>\(t(.proposalSoft, String(found.soft.count)))</h2>\
            \(table.html(Array(rows.prefix(Self.mostInSight))))\(more)</section>
            """
    }

    private static let mostInSight = 15
    /// In hundredths of what came in.
    private static let wideMiss = 50
    private static let most = 200

    private func text(_ chinese: String, _ english: String) -> String { t == .chinese ? chinese : english }

    private func label(_ day: Day) -> String {
        "\(day.month)-\(day.day) \(view.calendar.names[day] ?? day.weekday.name(in: t))"
    }

    private func coverage(_ found: ProposedRoster) -> HTML {
        let there = Self.present(found, view.templates)
        let rows = view.roster.days.enumerated().map { place, day -> HTML in
            let cells = (0..<24).map { hour -> HTML in
                let slots = (0..<2).map { place * ProposalDemand.slots + hour * 2 + $0 }
                let needed = slots.map { found.needed.indices.contains($0) ? found.needed[$0] : 0 }.max() ?? 0
                let least = slots.map { there.indices.contains($0) ? there[$0] : 0 }.min() ?? 0
                guard needed > 0 || least > 0 else { return "<td></td>" }
                let isShort = least < needed
                let tone: HTML = isShort ? "short" : least > needed ? "c2" : "c1"
                return "<td class=\"\(tone)\">\(isShort ? "!" : "")\(String(least))/\(String(needed))</td>"
            }
            return "<tr><th scope=\"row\">\(label(day))</th>\(cells)</tr>"
        }
        return """
            <section class="panel"><h2>\(t(.proposalCoverage))</h2><div class="roster-frame" role="region" \
            aria-label="\(t(.proposalCoverage))" tabindex="0"><table class="roster coverage" data-behaviour="here"><caption class="unseen">\
            \(t(.proposalCoverage))</caption><thead><tr><th scope="col">\(t(.rosterDay))</th>\
            \((0..<24).map { "<th scope=\"col\">\(String($0))</th>" as HTML })</tr></thead><tbody>\(rows)</tbody></table></div>\
            <p class="soft">\(t(.proposalCoverageHint))</p></section>
            """
    }

    /// How many are there in each half hour; whoever learns does not count.
    static func present(_ found: ProposedRoster, _ templates: [ShiftTemplate.ID: ShiftTemplate]) -> [Int] {
        var there = Array(repeating: 0, count: found.needed.count)
        for (row, person) in found.people.enumerated() where found.mentors[person] == nil {
            for (day, work) in found.rows[row].enumerated() where found.templates.indices.contains(work) {
                guard let template = templates[ShiftTemplate.ID(found.templates[work])] else { continue }
                let first = day * ProposalDemand.slots + (template.starts.minutes + 29) / 30
                let last = day * ProposalDemand.slots + (template.starts.minutes + template.lengthMinutes) / 30
                for slot in first..<max(first, min(last, there.count)) { there[slot] += 1 }
            }
        }
        return there
    }

    private func grid(_ found: ProposedRoster) -> HTML {
        let order = found.templates
        let head = view.roster.days.map { day -> HTML in
            let rests = !view.calendar.isWorkingDay(day)
            return """
                <th scope="col"\(rests ? " class=\"rest\"" as HTML : .empty)><b>\(String(day.day))</b>\
                <small>\(view.calendar.names[day] ?? day.weekday.name(in: t))</small></th>
                """
        }
        let rows = found.people.enumerated().map { row, person -> HTML in
            let learns: HTML = found.mentors[person] == nil ? "" : " learns"
            let cells = found.rows[row].map { work -> HTML in
                guard order.indices.contains(work), let template = view.templates[ShiftTemplate.ID(order[work])] else {
                    return "<td></td>"
                }
                return "<td class=\"s\(template.isNight ? "n" : "")\(String(work % 6))\(learns)\">\(template.code)</td>"
            }
            let count = found.rows[row].count { $0 >= 0 }
            return """
                <tr><th scope="row">\(view.names[Staff.ID(person)] ?? "")</th>\(cells)<td class="sum">\(String(count))</td></tr>
                """
        }
        return """
            <section class="panel"><h2>\(t(.proposalGrid))</h2><div class="roster-frame" role="region" \
            aria-label="\(t(.proposalGrid))" tabindex="0"><table class="roster"><caption class="unseen">\(t(.proposalGrid))</caption>\
            <thead><tr><th scope="col">\(t(.rosterPerson))</th>\(head)<th scope="col" class="sum">\(t(.rosterHeads))</th></tr></thead>\
            <tbody>\(rows)</tbody></table></div></section>
            """
    }

    static func terms(_ terms: StaffingTerms, of unit: Unit, roster: String, typed: Typed?, for viewer: Viewer) -> HTML
    {
        let t = viewer.language
        func text(_ value: Int?) -> String { value.map { String($0) } ?? "" }
        let weights = terms.weights
        let usual = Typed([
            "share": text(terms.share), "within": text(terms.within), "patience": text(terms.patience),
            "occupancy": text(terms.occupancy), "shrinkage": text(terms.shrinkage), "handling": text(terms.handling),
            "cases": text(terms.caseMinutes), "least": text(terms.least), "cover": text(weights.cover),
            "spare": text(weights.spare), "wish": text(weights.wish), "nights": text(weights.nights),
            "weekends": text(weights.weekends), "evenness": text(weights.evenness), "pattern": text(weights.pattern),
        ])
        let controls = Controls(typed ?? usual, in: t, prefix: "terms-")
        let weighed: [(String, Word)] = [
            ("cover", .weightCover), ("spare", .weightSpare), ("wish", .weightWish), ("nights", .weightNights),
            ("weekends", .weightWeekends), ("evenness", .weightEvenness), ("pattern", .weightPattern),
        ]
        return viewer.form(
            to: "/roster-terms/\(unit.id)",
            """
            \(controls.summary())\(controls.hidden("roster", roster))\
            <div class="split">\(controls.number("share", t(.termsShare), required: true))\
            \(controls.number("within", t(.termsWithin), required: true))</div>\
            <div class="split">\(controls.number("patience", t(.termsPatience), hint: t(.termsPatienceHint)))\
            \(controls.number("occupancy", t(.termsOccupancy), required: true))</div>\
            <div class="split">\(controls.number("shrinkage", t(.termsShrinkage), required: true))\
            \(controls.number("handling", t(.termsHandling), hint: t(.termsHandlingHint)))</div>\
            <div class="split">\(controls.number("cases", t(.termsCaseMinutes), required: true))\
            \(controls.number("least", t(.termsLeast), required: true))</div>\
            <fieldset><legend>\(t(.termsWeights))</legend><div class="split">\
            \(weighed.map { controls.number($0.0, t($0.1), required: true) })</div></fieldset>\
            <p class="acts">\(viewer.submit(t(.rosterSave)))</p>
            """)
    }
}
