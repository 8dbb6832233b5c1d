import Handbook
import Kernel
import Web

/// 指挥调度: on a telephone first. What I was told, each with what comes next under the thumb; then what I gave.
struct DispatchPages {
    let viewer: Viewer
    let names: [Staff.ID: String]

    private var t: Language { viewer.language }

    func mine(
        open: [Dispatch], past: [Dispatch], given: [Dispatch], choices: DispatchChoices, typed: Typed, refusal: HTML?
    ) -> HTML {
        let todo: HTML =
            open.isEmpty
            ? "<p class=\"soft\">\(t(.dispatchNone))</p>"
            : HTML(open.map { "<article class=\"dispatch\">\(head($0))\(acts($0, typed: [:]))</article>" })
        return """
            \(refusal.map { Remark(.broken, $0).html })\
            <section class="panel"><h2>\(t(.dispatchMine)) <span class="soft figure">\(String(open.count))</span></h2>\(todo)</section>\
            \(choices.isEmpty && given.isEmpty ? .empty : giving(choices, typed))\
            \(choices.isEmpty && given.isEmpty ? .empty : ofMine(given))\
            \(past.isEmpty ? .empty : section(.dispatchMinePast, list(past, isTold: true)))
            """
    }

    private func giving(_ choices: DispatchChoices, _ typed: Typed) -> HTML {
        guard !choices.isEmpty else { return .empty }
        let controls = Controls(typed, in: t, prefix: "give-")
        let crews = choices.crews.map { crew in
            let word: Word = if case .group = crew.recipient { .dispatchGroupNow } else { .dispatchUnitNow }
            return Choice(crew.recipient.code, t(word, crew.name, String(crew.count)))
        }
        let people = choices.people.map { person in
            Choice(
                Dispatch.Recipient.person(person.id).code,
                t(person.isHere ? .dispatchHere : .dispatchAway, person.name, person.post))
        }
        return """
            <section class="panel" id="give"><h2>\(t(.dispatchGive))</h2>\(controls.summary())\
            \(viewer.form(to: "/dispatches", """
                \(controls.select("recipient", t(.dispatchTo), crews + people, required: true, blank: t(.dispatchChoose)))\
                \(controls.textarea("text", t(.dispatchText), required: true, max: 500, rows: 3))\
                \(controls.dateTime("wanted", t(.dispatchWanted), required: true))\
                <p>\(viewer.submit(t(.dispatchSubmit)))</p>
                """))</section>
            """
    }

    private func ofMine(_ given: [Dispatch]) -> HTML {
        section(
            .dispatchGivenByMe,
            given.isEmpty ? "<p class=\"soft\">\(t(.dispatchGivenNone))</p>" : list(given, isTold: false))
    }

    private func section(_ title: Word, _ content: HTML) -> HTML {
        "<section class=\"panel\"><h2>\(t(title))</h2>\(content)</section>"
    }

    private func list(_ dispatches: [Dispatch], isTold: Bool) -> HTML {
        let lines = dispatches.map { dispatch -> HTML in
            let other = names[isTold ? dispatch.giver : dispatch.staff] ?? ""
            let note = dispatch.ending.map(\.note) ?? ""
            return """
                <li><b>\(other) <small>\(dispatch.givenAt.monthAndTime(in: viewer.zone, t))</small></b>\
                <span><a href="/dispatches/\(dispatch.id.rawValue)">\(Cover.numbersOnly(dispatch.plan.text).opening(60))</a>\
                \(note.isEmpty ? HTML.empty : "<small> \(Cover.numbersOnly(note).opening(60))</small>" as HTML)</span>\
                \(badge(dispatch))</li>
                """
        }
        return "<ol class=\"my-next\">\(HTML(lines))</ol>"
    }

    /// One command with its text and its time.
    /// - Parameter isAlone: its own page, which has its number for a title and who gave it among the facts.
    private func head(_ dispatch: Dispatch, isAlone: Bool = false) -> HTML {
        let given = t(.dispatchFrom, names[dispatch.giver] ?? "", dispatch.givenAt.monthAndTime(in: viewer.zone, t))
        let number: HTML =
            isAlone ? .empty : "<a href=\"/dispatches/\(dispatch.id.rawValue)\">\(dispatch.number)</a> \(given) "
        // What is done has no time left.
        let left: HTML? =
            dispatch.state.isOpen
            ? """
             <time data-behaviour="relative-time" data-at="\(String(dispatch.plan.wantedBy.milliseconds))">\
            \(dispatch.plan.wantedBy.countdown(from: viewer.now, t))</time>
            """ : nil
        return """
            <p class="soft">\(number)\(badge(dispatch))</p>\
            <p class="dispatch-text">\(Cover.numbersOnly(dispatch.plan.text))</p>\
            <p>\(t(.dispatchWanted)) <b>\(dispatch.plan.wantedBy.monthAndTime(in: viewer.zone, t))</b>\(left)</p>
            """
    }

    /// What its person can do with it now.
    private func acts(_ dispatch: Dispatch, typed: [String: Typed]) -> HTML {
        guard dispatch.state.isOpen else { return .empty }
        let url = "/dispatches/\(dispatch.id)"
        let result = Controls(typed["report"] ?? .blank, in: t, prefix: "report-\(dispatch.id)-")
        let next: HTML =
            dispatch.state == .given
            ? "<div class=\"clock-buttons\">\(viewer.button(to: "\(url)/acknowledgement", t(.dispatchAcknowledge), .primary))</div>"
            : viewer.form(
                to: "\(url)/report",
                """
                \(result.text("result", t(.dispatchResult), max: 500))\
                <div class="clock-buttons">\(viewer.submit(t(.dispatchReport)))</div>
                """)
        return """
            <div class="clock-now">\(next)</div>\
            \(folded("refusal", .dispatchRefuse, dispatch, typed))
            """
    }

    private func folded(_ act: String, _ word: Word, _ dispatch: Dispatch, _ typed: [String: Typed]) -> HTML {
        let controls = Controls(typed[act] ?? .blank, in: t, prefix: "\(act)-\(dispatch.id)-")
        return """
            <details class="more"\(typed[act] == nil ? HTML.empty : " open" as HTML)><summary>\(t(word))</summary>\
            \(viewer.form(to: "/dispatches/\(dispatch.id)/\(act)", """
                \(controls.text("reason", t(.dispatchReason), required: true, max: 500))\
                <p>\(viewer.submit(t(word), .usual))</p>
                """))</details>
            """
    }

    func one(_ dispatch: Dispatch, group: String, mayGive: Bool, typed: [String: Typed], refusal: HTML?) -> HTML {
        let isMine = dispatch.staff.rawValue == viewer.id
        let facts = CasePages.facts([
            (t(.dispatchPerson), names[dispatch.staff] ?? ""), (t(.dispatchGiver), names[dispatch.giver] ?? ""),
            (t(.dispatchGroup), group), (t(.dispatchGivenAt), dispatch.givenAt.fullText(in: viewer.zone, t)),
            (t(.dispatchAcknowledgedAt), dispatch.acknowledgedAt?.fullText(in: viewer.zone, t) ?? ""),
            (t(.dispatchEndedAt), dispatch.ending?.at.fullText(in: viewer.zone, t) ?? ""),
            (t(.dispatchNote), Cover.numbersOnly(dispatch.ending?.note ?? "")),
        ])
        let withdraw: HTML =
            dispatch.giver.rawValue == viewer.id && dispatch.state.isOpen
            ? folded("withdrawal", .dispatchWithdraw, dispatch, typed) : .empty
        let again: HTML =
            mayGive && dispatch.state == .refused
            ? "<p>\(linkButton(t(.dispatchAgain), url: "/dispatches?again=\(dispatch.id)#give"))</p>" : .empty
        return """
            \(refusal.map { Remark(.broken, $0).html })<section class="panel dispatch">\(head(dispatch, isAlone: true))\(facts)\
            \(isMine ? acts(dispatch, typed: typed) : .empty)\(withdraw)\(again)</section>
            """
    }

    func badge(_ dispatch: Dispatch) -> HTML {
        if dispatch.isLate(at: viewer.now) {
            return StateBadge(.broken, t(.dispatchLate, t(dispatch.state.word))).html
        }
        let tone: Tone =
            switch dispatch.state {
            case .given: .waiting
            case .acknowledged: .going
            case .done: .done
            case .refused: .broken
            case .withdrawn: .plain
            }
        return StateBadge(tone, t(dispatch.state.word)).html
    }
}

extension Dispatch.Recipient {
    /// `person:018f…`, as the form sends it.
    var code: String {
        switch self {
        case .person(let id): "person:\(id)"
        case .group(let id): "group:\(id)"
        case .unit(let id): "unit:\(id)"
        }
    }

    init?(code: String) {
        let parts = code.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2, !parts[1].isEmpty, parts[1].utf8.count <= 100 else { return nil }
        switch parts[0] {
        case "person": self = .person(Staff.ID(parts[1]))
        case "group": self = .group(ShiftGroup.ID(parts[1]))
        case "unit": self = .unit(Unit.ID(parts[1]))
        default: return nil
        }
    }
}
