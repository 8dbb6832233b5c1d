import Handbook
import Kernel
import Web

/// The page of a running contact: who it is, what it is about, how it ends; the script stands beside it.
struct ContactIntakePages {
    let view: ContactView
    let viewer: Viewer
    let typed: Typed
    let refusal: HTML?
    /// What the text may be about, where it was asked for without JavaScript.
    var hint: CategoryHintAnswer?

    private var t: Language { viewer.language }
    private var contact: Contact { view.contact }
    private var base: String { "/contacts/\(contact.id)" }

    var promise: HTML? {
        guard let clock = view.triage, contact.triage == nil else { return nil }
        let whole = (clock.due - clock.from).milliseconds
        let used = Double((viewer.now - clock.from).milliseconds) / Double(max(1, whole))
        let bar = PromiseBar(used: used, proof: "§\(clock.clause) \(t(.contactTriage))").html(in: t)
        return """
            <div data-behaviour="ticking" data-from="\(String(clock.from.milliseconds))" \
            data-due="\(String(clock.due.milliseconds))">\(bar)</div>
            """
    }

    var lead: HTML {
        if contact.letter != nil {
            return "<span class=\"figure\">\(contact.number)</span> · \(t(contact.channel.word))"
        }
        return """
            <span class="figure">\(contact.number)</span> · \(t(contact.channel.word)) · \
            <span class="figure" data-behaviour="stopwatch" data-at="\(String(contact.startedAt.milliseconds))">–</span> \
            <span class="soft">\(t(contact.direction == .inbound ? .contactSince : .contactSinceDialled))</span>
            """
    }

    var content: HTML {
        let form = Controls(typed, in: t)
        return """
            \(refusal)\(form.summary(fields))\(contact.letter == nil ? triage : nil)\
            \(viewer.form(to: "\(base)/outcome", class: "stack intake", """
                <button type="submit" disabled hidden></button>\
                \(form.hidden("unit", contact.unit.rawValue))\(form.hidden("channel", contact.channel.rawValue))\
                \(form.hidden("source", CaseSource.direct.rawValue))\
                <div class="stack" data-behaviour="intake draft" data-draft="\(base)/draft" \
                data-kept="#remarks">\(who(form))\(what(form))</div>\
                <div id="remarks" role="status" aria-live="polite"></div>\(endings(form))
                """))
            """
    }

    /// One word, one press: the clock of the first minute stops (SOFT-33). Of a call of ours nothing is to be judged.
    private var triage: HTML {
        if isOurs { return waiting }
        if let triage = contact.triage {
            let seconds = (triage.at - contact.startedAt).milliseconds / 1000
            return "<p class=\"soft\">\(t(.contactTriaged, t(triage.verdict.word), String(seconds)))</p>\(waiting)"
        }
        let keys: [(Contact.Triage.Verdict, String)] = [(.now, "7"), (.chat, "8"), (.callback, "9")]
        let buttons = keys.map { verdict, key -> HTML in
            """
            <button type="submit" class="btn btn-usual" name="verdict" value="\(verdict.rawValue)" data-key="\(key)">\
            \(t(verdict.word))<kbd>\(key)</kbd></button>
            """
        }
        let form = viewer.form(
            to: "\(base)/triage", class: "line triage", "<span>\(t(.contactTriage))</span>\(buttons)")
        return "\(form)\(waiting)"
    }

    private var waiting: HTML {
        if let since = contact.heldSince {
            let reason = contact.holdReason.map { " · \(t($0.word))" } ?? ""
            return """
                <div class="line">\(StateBadge(.waiting, "\(t(.contactHeld))\(reason)").html) \
                <span class="figure" data-behaviour="stopwatch" data-at="\(String(since.milliseconds))">–</span>\
                \(viewer.button(to: "\(base)/resumption", t(.contactResume), .usual))</div>
                """
        }
        let reasons = Contact.HoldReason.allCases.map { reason -> HTML in
            "<button type=\"submit\" class=\"btn btn-ghost\" name=\"reason\" value=\"\(reason.rawValue)\">\(t(reason.word))</button>"
        }
        return viewer.form(
            to: "\(base)/hold", class: "line holds", "<span class=\"soft\">\(t(.contactHoldAgreed))</span>\(reasons)")
    }

    private func who(_ form: Controls) -> HTML {
        """
        <div class="field"><label class="form-label" for="f-q">\(t(.contactSearch))</label>\
        <input class="form-control" id="f-q" name="q" value="\(typed["q"])" maxlength="60" autocomplete="off" autofocus \
        aria-describedby="f-q-hint" hx-get="\(base)/matches" hx-trigger="input changed delay:250ms, load" \
        hx-include="closest form" hx-target="#matches" hx-swap="innerHTML">\
        <p class="hint" id="f-q-hint">\(t(.contactSearchHint))</p></div>\
        <div id="matches">\(chosen(form))</div>\
        <div class="split">\(form.text("complainant", t(.contactCaller), required: demands(.surname), max: 50))\
        \(form.text("organisation", t(.caseOrganisation), required: demands(.organisation), max: 80))\
        \(form.phone("phone", t(.casePhone), required: demands(.phone) && !calls, hint: callHint))</div>
        """
    }

    /// Whom one had chosen, until the list of those found stands here again: a refusal and a reload forget nobody.
    private func chosen(_ form: Controls) -> [HTML] {
        ["customer", "case"].filter { !typed[$0].isEmpty }.map { form.hidden($0, typed[$0]) }
    }

    /// A call of ours goes to a number that is on record: it is shown by a logged act, and need not be typed again.
    private var calls: Bool { contact.direction == .outbound && contact.record.phone != nil }
    private var callHint: String? {
        calls ? contact.record.phone.map { t(.contactCallbackPhone, $0.description) } : nil
    }

    private func what(_ form: Controls) -> HTML {
        let types = view.handbook.caseTypes.map { Choice($0.type.rawValue, t == .chinese ? $0.label : t($0.type.word)) }
        let categories = view.handbook.categories.map { Choice($0, $0) }
        let rings = (1...5).map { Choice(String($0), String($0)) }
        let parties = [Choice("customer", t(.contactCustomerHungUp)), Choice("us", t(.contactWeHungUp))]
        return """
            \(form.segmented("type", t(.contactPurpose), types, required: demands(.purpose), hint: forCase))\
            \(form.text("subject", t(.caseSubject), required: demands(.purpose), max: 80, hint: forCase))\
            \(form.textarea("content", t(.caseContent), rows: 4, hint: t(.caseContentHint)))\
            \(form.textarea("answer", t(.contactAnswer), max: 2000, rows: 2, hint: t(.contactAnswerHint)))\
            \(form.text("demand", t(.caseDemand), max: 1000))\
            \(CategoryHintPages(viewer: viewer).beside(hint, chosen: typed["category"]))\
            <details class="more"\(attribute: "open", if: !typed.problems.isEmpty || hint != nil || refusal != nil)><summary>\(t(.contactMore))</summary>\
            <div class="split">\(form.select("category", t(.caseCategory), categories, blank: ""))\
            \(form.text("product", t(.caseProduct), max: 80))\(form.text("place", t(.casePlace), max: 80))</div>\
            <div class="split">\(form.text("member_number", t(.caseMemberNumber), max: 40))\
            \(form.text("special_needs", t(.caseSpecialNeeds)))\(form.text("language", t(.contactLanguage), max: 20))</div>\
            \(CaseIntakeFieldPages(handbook: view.handbook, typed: typed, language: t).html)\
            <div class="split">\(form.segmented("severity", t(.caseSeverity), CaseChoices.severities(t)))\
            \(form.dateTime("promise_due", t(.casePromiseDue)))\
            \(form.text("promise_text", t(.casePromiseText), max: 400))\(form.checkbox("promise_agreed", t(.contactCallAgreed)))</div></details>\
            \(contact.channel == .phone ? """
                <div class="split">\(contact.direction == .inbound ? form.segmented("rings", t(.contactRings), rings) : nil)\
                \(form.segmented("hung_up_by", t(.contactHungUpBy), parties, required: isOurs && closes(.hungUpBy)))</div>
                """ as HTML : nil)\
            \(ContactParticularPages(view: view, typed: typed, language: t).html)\
            \(isOurs ? """
                <div class="split">\(form.text("left_information", t(.contactLeft), required: closes(.information), max: 400))\
                \(form.text("second_contact", t(.contactSecond), required: closes(.secondContact), max: 80, hint: t(.contactSecondHint)))</div>
                """ as HTML : nil)
            """
    }

    /// A call of our own initiative is closed in its own way (GAME-102).
    private var isOurs: Bool { contact.isOurCall }

    private var asksForQuiet: Bool { view.handbook.gates().contains { $0.1.rule == .quietHours } }

    private func closes(_ field: ClosingField) -> Bool {
        view.handbook.gates().contains { clause, gate in
            guard clause.strength != .advise, case .contactClosing(let fields) = gate else { return false }
            return fields.contains(field)
        }
    }

    private func endings(_ form: Controls) -> HTML {
        let people = view.colleagues.map { Choice($0.id.rawValue, $0.name) }
        let others = people.filter { $0.value != viewer.id }
        let keys: [(ContactForms.End, Contact.Ending, String)] = [
            (.solved, .solved, "1"), (.callback, .callback, "2"), (.message, .message, "3"),
            (.transferred, .transferred, "4"), (.openCase, .openedCase, "5"), (.addToCase, .addedToCase, "6"),
            (.chat, .movedToChat, ""), (.referred, .referred, ""), (.unreached, .unreached, "7"),
            (.dropped, .dropped, ""),
        ]
        // Of a letter nobody is told on the telephone, and no line is handed over.
        let calls: [ContactForms.End] = [.message, .transferred, .chat]
        let fitting = keys.filter { end, _, _ in
            (contact.letter == nil || !calls.contains(end)) && (end != .unreached || contact.isOurCall)
        }
        let buttons = fitting.map { end, ending, key -> HTML in
            let weight: Weight = end == .openCase ? .primary : key.isEmpty ? .quiet : .usual
            return """
                <button type="submit" class="btn \(weight.rawValue)" name="end" value="\(end.rawValue)"\
                \(key.isEmpty ? .empty : " data-key=\"\(key)\"" as HTML)>\(t(ending.word))\
                \(key.isEmpty ? nil : "<kbd>\(key)</kbd>" as HTML)</button>
                """
        }
        return """
            <fieldset class="endings"><legend class="form-label">\(t(.contactEndings))</legend>\
            <div class="split">\(form.select("callback_to", t(.contactCallbackTo), people, blank: ""))\
            \(form.text("callback_text", t(.contactCallbackText), max: 400))\
            \(asksForQuiet ? form.checkbox("callback_agreed", t(.contactCallAgreed)) : nil)</div>\
            \(contact.letter != nil ? nil : """
                <div class="split">\(form.select("message_to", t(.contactMessageTo), others, blank: ""))\
                \(form.text("message_text", t(.contactMessageText), max: 1000))</div>
                """ as HTML)\
            <div class="line">\(buttons)</div><p class="hint">\(t(.contactEndingsHint))</p></fieldset>
            """
    }

    /// What is said, and what was done before in cases like this one, as it is being written.
    var side: HTML? {
        let script = ContactScriptPages(
            handbook: view.handbook,
            filled: [
                .centre: view.unitName, .agent: viewer.name, .season: season, .title: title,
            ],
            first: contact.direction == .inbound ? .inboundOpening : contact.errand.moment, language: t
        ).html
        let similar = SearchPages.similarWhileWriting(in: t)
        // A letter is not spoken to.
        if contact.letter != nil { return similar }
        return "\(script)\(similar)"
    }

    /// For the good wishes at the end of a visit (GAME-84).
    private var season: String {
        switch viewer.zone.day(of: viewer.now).month {
        case 3...5: t(.contactSeasonSpring)
        case 6...8: t(.contactSeasonSummer)
        case 9...11: t(.contactSeasonAutumn)
        default: t(.contactSeasonWinter)
        }
    }

    private var title: String {
        view.customer.flatMap { CustomerForms.Salutation(rawValue: $0.facts.salutation) }.map { t($0.word) } ?? ""
    }

    /// Whether no call ends without it; what the handbook only advises bears no mark.
    private func demands(_ field: ContactField) -> Bool {
        for case (let clause, .contactRecord(let fields)) in view.handbook.gates() where clause.strength != .advise {
            return fields.contains(field)
        }
        return false
    }

    /// A case cannot be registered without them, whatever the handbook asks of a call.
    private var forCase: String? { demands(.purpose) ? nil : t(.contactForCase) }

    private var fields: KeyValuePairs<String, String> {
        [
            "complainant": t(.contactCaller), "organisation": t(.caseOrganisation), "phone": t(.casePhone),
            "type": t(.contactPurpose), "subject": t(.caseSubject), "content": t(.caseContent),
            "answer": t(.contactAnswer), "demand": t(.caseDemand), "callback_to": t(.contactCallbackTo),
            "message_to": t(.contactMessageTo), "message_text": t(.contactMessageText),
            "helper_phone": t(.contactAidePhone),
        ]
    }
}

/// The answers to single questions while the caller speaks.
struct ContactFragments {
    let viewer: Viewer

    private var t: Language { viewer.language }

    /// Whom the caller may be; open cases first. The first choice is somebody new. Who is not found is new, and what was
    /// typed need not be typed again.
    func matches(_ matches: [CallerMatch], sought: String, chosen: String, chosenCase: String) -> HTML {
        guard !matches.isEmpty else {
            return sought.count < 4 ? .empty : "<p class=\"soft\" role=\"status\">\(t(.contactNobodyFound))</p>"
        }
        let entries = matches.map { match -> HTML in
            let customer = match.customer
            let needs = CustomerMarkPages(customer: customer, language: t).html
            let facts = [customer.phone?.description ?? "", customer.memberNumber, match.unit].filter { !$0.isEmpty }
            let cases = match.open.map { line -> HTML in
                """
                <li><label><input type="radio" name="case" value="\(line.id.rawValue)"\
                \(attribute: "checked", if: chosenCase == line.id.rawValue)> \(line.subject) \
                <small>\(line.number) · \(t(line.state.word))</small></label></li>
                """
            }
            return """
                <li><label><input type="radio" name="customer" value="\(customer.id.rawValue)"\
                \(attribute: "checked", if: chosen == customer.id.rawValue)> <strong>\(customer.shownName)</strong> \
                <small>\(facts.joined(separator: " · "))</small></label> \(needs)\
                \(cases.isEmpty ? nil : "<ul>\(cases)</ul>" as HTML)</li>
                """
        }
        return """
            <fieldset class="matches"><legend>\(t(.contactCustomers))</legend><ul>\
            <li><label><input type="radio" name="customer" value=""\(attribute: "checked", if: chosen.isEmpty)> \
            \(t(.contactNobodyChosen))</label></li>\(entries)</ul></fieldset>
            """
    }

    /// Under the form while one types: kept, and what should not be said or registered twice.
    func remarks(savedAt: Instant, unreadable: [String], banned: [String], open: [CaseLine], similar: [CaseLine])
        -> HTML
    {
        let duplicate: HTML? =
            open.isEmpty
            ? nil
            : Remark(
                .warned,
                """
                <p>\(t(.contactDuplicate, String(open.count)))</p>\
                \(similar.map { "<p>\(t(.contactSameSubject, $0.number, $0.subject))</p>" as HTML })
                """
            ).html
        return """
            \(banned.isEmpty ? nil : Remark(.broken, "<p>\(t(.contactBanned, banned.joined(separator: t(.listGap))))</p>").html)\
            \(duplicate)\
            \(unreadable.isEmpty ? nil : "<p class=\"problem\">\(t(.contactNotSaved, unreadable.joined(separator: " ")))</p>" as HTML)\
            <p class="soft">\(t(.contactSaved, savedAt.dateAndTime(in: viewer.zone)))</p>
            """
    }
}
