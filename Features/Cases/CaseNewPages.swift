import Handbook
import Kernel
import Web

/// The register of a new matter (GAME-86, SOFT-75). What the handbook demands is marked; the rest is at hand.
struct CaseNewPages {
    let viewer: Viewer
    let handbook: Handbook
    let units: [Unit]
    let typed: Typed
    let refusal: (any Explainable)?
    /// Whom it is for, where that was chosen: they are not asked again who they are.
    var customer: CaseNewCustomer?
    /// What the text may be about, where it was asked for without JavaScript.
    var hint: CategoryHintAnswer?
    var draft: Draft?

    /// What was begun before and not sent.
    enum Draft: Equatable, Sendable {
        /// It stands in the form again.
        case putBack(Instant)
        /// The form is for somebody else; it can be gone on with.
        case offered(Instant)
    }

    private var t: Language { viewer.language }

    var form: HTML {
        let typed = self.typed.contains("type") ? self.typed : .init(Self.usual)
        let needed = demanded
        let form = Controls(typed.remarking(missing(in: typed, of: needed)), in: t)
        let types = handbook.caseTypes.map { Choice($0.type.rawValue, t == .chinese ? $0.label : t($0.type.word)) }
        let categories = handbook.categories.map { Choice($0, $0) }
        return """
            \(refusal.map { RefusalPart($0, in: t).html })\(begun)\(Controls(typed, in: t).summary(fields))\
            \(viewer.form(to: "/cases", class: "stack intake", """
                <button type="submit" hidden data-behaviour="draft" data-draft="/cases/new/draft" data-kept="#kept"></button>\
                \(form.segmented("type", t(.caseType), types, required: true))\
                <div class="split">\(form.select("unit", t(.caseUnit), units.map { Choice($0.id.rawValue, $0.name) }, required: true))\
                \(form.select("channel", t(.caseChannel), CaseChoices.channels(t), required: true))\
                \(form.select("source", t(.caseSource), CaseChoices.sources(t), required: true))</div>\
                \(customer.map { known($0, form, needed) } ?? who(form, needed))\
                \(form.text("subject", t(.caseSubject), required: true, max: 80))\
                \(form.textarea("content", t(.caseContent), required: needed.contains(.content), rows: 5, hint: t(.caseContentHint)))\
                \(form.text("demand", t(.caseDemand), required: needed.contains(.demand), max: 1000))\
                \(CategoryHintPages(viewer: viewer).beside(hint, chosen: typed["category"]))\
                <div class="split">\(categories.isEmpty
                    ? form.text("category", t(.caseCategory), required: needed.contains(.category), max: 40)
                    : form.select("category", t(.caseCategory), categories, required: needed.contains(.category), blank: ""))\
                \(form.text("product", t(.caseProduct), required: needed.contains(.product), max: 80))\
                \(form.text("place", t(.casePlace), required: needed.contains(.place), max: 80))</div>\
                \(needsMore(needed) ? more(form, needed) : nil)\(intake.questions)\
                \(form.segmented("severity", t(.caseSeverity), CaseChoices.severities(t), required: true))\
                <div class="split">\(form.dateTime("promise_due", t(.casePromiseDue)))\
                \(form.text("promise_text", t(.casePromiseText), max: 400))\(form.checkbox("promise_agreed", t(.contactCallAgreed)))</div>\
                <details class="more"\(attribute: "open", if: opensMore)><summary>\(t(.contactMore))</summary>\
                \(needsMore(needed) ? nil : more(form, needed))\(intake.opinions)</details>\
                <div class="line">\(viewer.submit(t(.caseRegister), shortcut: "s"))\
                <span id="kept" class="soft" role="status" aria-live="polite"></span></div>
                """))
            """
    }

    /// What was typed before a locked screen, a closed window, another page.
    private var begun: HTML? {
        switch draft {
        case nil: nil
        case .putBack(let at):
            Remark(
                .waiting,
                """
                <p>\(t(.intakeDraftPutBack, at.dateAndTime(in: viewer.zone)))</p>\
                \(viewer.button(to: "/cases/new/draft/removal", t(.intakeDraftRemove), .quiet))
                """
            ).html
        case .offered(let at):
            Remark(
                .waiting,
                """
                <p>\(t(.intakeDraftOffered, at.dateAndTime(in: viewer.zone)))</p>\
                <p>\(linkButton(t(.intakeDraftGoOn), url: "/cases/new"))</p>
                """
            ).html
        }
    }

    private var intake: CaseIntakeFieldPages {
        CaseIntakeFieldPages(handbook: handbook, typed: typed, language: t, isKnown: customer != nil)
    }

    /// What a handbook seldom asks for is folded away, unless it does, or something stands in it.
    private func needsMore(_ needed: Set<RegistrationField>) -> Bool {
        needed.contains(.organisation) || needed.contains(.specialNeeds)
    }

    private var opensMore: Bool {
        let names = ["organisation", "special_needs", "expectation", "opinion"]
        return names.contains { !typed[$0].isEmpty || typed.problems[$0] != nil }
            || typed.problems["grade"] != nil
    }

    private func more(_ form: Controls, _ needed: Set<RegistrationField>) -> HTML {
        """
        <div class="split">\(form.text("organisation", t(.caseOrganisation), required: needed.contains(.organisation), max: 80))\
        \(form.text("special_needs", t(.caseSpecialNeeds), required: needed.contains(.specialNeeds)))</div>
        """
    }

    /// Who brings it: whoever is known comes to light while one types, and is chosen rather than filed again.
    private func who(_ form: Controls, _ needed: Set<RegistrationField>) -> HTML {
        """
        <div class="split" hx-get="/cases/matches" hx-trigger="change, keyup changed delay:400ms" \
        hx-include="this" hx-target="#matches" hx-swap="innerHTML">\
        \(form.phone("phone", t(.casePhone), required: needed.contains(.phone)))\
        \(form.text("complainant", t(.caseComplainant), required: needed.contains(.complainant), max: 50))\
        \(form.text("member_number", t(.caseMemberNumber), required: needed.contains(.memberNumber), max: 40))</div>\
        <div id="matches"></div>
        """
    }

    private func known(_ known: CaseNewCustomer, _ form: Controls, _ needed: Set<RegistrationField>) -> HTML {
        let customer = known.customer
        let facts = [customer.number, customer.phone?.description ?? "", customer.memberNumber].filter { !$0.isEmpty }
        let open = known.open.map { line -> HTML in
            "<li><a href=\"/cases/\(line.id.rawValue)\">\(line.number) \(line.subject)</a></li>"
        }
        return """
            <section class="panel">\(form.hidden("customer", customer.id.rawValue))\
            <p><strong>\(customer.shownName)</strong> <span class="soft">\(facts.joined(separator: " · "))</span> \
            \(CustomerMarkPages(customer: customer, language: t).html) \
            <a href="/cases/new">\(t(.caseOtherCustomer))</a></p>\
            \(open.isEmpty ? nil : "<p>\(t(.caseOpenOnes, String(open.count)))</p><ul>\(open)</ul>" as HTML)\
            \(customer.phone == nil ? form.phone("phone", t(.casePhone), required: needed.contains(.phone)) : nil)\
            </section>
            """
    }

    /// Which clauses the first save has to meet, beside the form.
    /// And what was done before in cases like this one, as it is being written.
    var help: HTML {
        let lines = handbook.clauses.compactMap { clause -> HTML? in
            switch clause.enforcement {
            case .gate(.registration), .gate(.promiseHorizon): break
            case .deadline(let deadline) where [.accept, .firstReply, .complete].contains(deadline.rule): break
            default: return nil
            }
            return
                "<li><p>\(ClauseMark(clause.number, url: "/handbook#c-\(clause.number)").html) \(clause.text)</p></li>"
        }
        return """
            \(SearchPages.similarWhileWriting(in: t))<section class="panel"><h2>\(t(.clausePanel))</h2><ul class="duties">\(lines)</ul></section>
            """
    }

    private var demanded: Set<RegistrationField> {
        for case (_, .registration(let fields)) in handbook.gates() {
            // What is typed here came by no letter.
            return Set(fields.map { $0 == .contact ? .phone : $0 })
        }
        return []
    }

    /// Where the clause of the register refused: the remark stands beside every field it misses.
    private func missing(in typed: Typed, of needed: Set<RegistrationField>) -> [String: String] {
        let isRegister = handbook.gates().contains { clause, gate in
            if case .registration = gate { refusal?.clause?.number == clause.number } else { false }
        }
        guard isRegister else { return [:] }
        let names = needed.map { $0.rawValue.replacing("-", with: "_") }.filter { typed[$0].isEmpty }
        return Dictionary(uniqueKeysWithValues: names.map { ($0, t(.caseDemanded)) })
    }

    private static let usual = [
        "type": "complaint", "channel": Channel.phone.rawValue, "source": CaseSource.direct.rawValue,
        "severity": Severity.ordinary.rawValue,
    ]
    /// The fields in the order of the page, as the summary of problems names them.
    private var fields: KeyValuePairs<String, String> {
        [
            "type": t(.caseType), "unit": t(.caseUnit), "channel": t(.caseChannel), "source": t(.caseSource),
            "phone": t(.casePhone), "complainant": t(.caseComplainant), "member_number": t(.caseMemberNumber),
            "subject": t(.caseSubject), "content": t(.caseContent), "demand": t(.caseDemand),
            "category": t(.caseCategory), "product": t(.caseProduct), "place": t(.casePlace),
            "organisation": t(.caseOrganisation), "special_needs": t(.caseSpecialNeeds), "severity": t(.caseSeverity),
            "promise_due": t(.casePromiseDue), "promise_text": t(.casePromiseText),
        ]
    }
}

/// The customer a new matter is for, with what is open.
struct CaseNewCustomer: Sendable {
    let customer: Customer
    let open: [CaseLine]
}

/// A refusal as a part of a page: clause, sentence, and what can be done.
struct RefusalPart {
    let refusal: any Explainable
    let language: Language

    init(_ refusal: any Explainable, in language: Language) {
        self.refusal = refusal
        self.language = language
    }

    /// With the focus on it: reading begins there, and so does the way to what is to be changed.
    var content: HTML {
        """
        <p class="refusal" role="alert" tabindex="-1" data-behaviour="focus-here">\(refusal.clause.map { "\($0.html) " as HTML })\(refusal.sentence(in: language))</p>\
        \(refusal.remedy.map { "<p>\(linkButton(language($0.label), url: $0.url))</p>" as HTML })
        """
    }

    var html: HTML { "<div class=\"refused\">\(Remark(.broken, content).html)</div>" }
}
