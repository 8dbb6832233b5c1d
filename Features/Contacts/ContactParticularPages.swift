import Handbook
import Kernel
import Web

/// What is recorded of a running contact besides who and what: of our own calls the result and the mood, of callers what
/// they can do at a computer, and below it the diary, the objections, the documents.
struct ContactParticularPages {
    let view: ContactView
    let typed: Typed
    let language: Language

    private var t: Language { language }
    private var contact: Contact { view.contact }
    private var handbook: Handbook { view.handbook }
    private var form: Controls { Controls(typed, in: t) }

    var html: HTML { "\(ofOurs)\(skill)\(items)\(objections)\(materials)" }

    /// GAME-84, GAME-98: how a call of ours went.
    private var ofOurs: HTML? {
        guard contact.isOurCall else { return nil }
        let results = Contact.CallResult.allCases.map { Choice($0.rawValue, t($0.word)) }
        let moods = handbook.moods.map { Choice($0, $0) }
        let satisfaction: HTML? =
            contact.errand == .visit
            ? form.segmented(
                "satisfaction", t(.contactSatisfaction), Satisfaction.allCases.map { Choice($0.rawValue, t($0.word)) },
                required: isDemanded { $0 == .visitSatisfaction },
                hint: t(.contactSatisfactionHint)) : nil
        return """
            \(form.segmented("result", t(.contactResult), results, required: demands(.result)))\
            \(moods.isEmpty ? nil : form.segmented("mood", t(.contactMood), moods, required: demands(.mood)))\(satisfaction)
            """
    }

    /// What the handbook only advises bears no mark.
    private func demands(_ field: CallField) -> Bool {
        isDemanded { if case .contactOutcome(let fields) = $0 { fields.contains(field) } else { false } }
    }

    private func isDemanded(_ isMeant: (Gate) -> Bool) -> Bool {
        handbook.gates().contains { clause, gate in clause.strength != .advise && isMeant(gate) }
    }

    /// SOFT-40, SOFT-42: asked where the handbook guides by it, or where the pack has something to send.
    private var skill: HTML? {
        guard contact.direction == .inbound, asksForSkill else { return nil }
        let known = view.customer.map(\.facts.computerSkill) ?? ""
        let shown = typed["computer_skill"].isEmpty ? Typed(["computer_skill": known]) : typed
        return """
            <div class="split">\(Controls(shown, in: t).segmented("computer_skill", t(.contactSkill), ComputerSkill.allCases.map { Choice($0.rawValue, t($0.word)) }))\
            \(form.text("helper", t(.contactAide), max: 50, hint: helpers))\
            \(form.phone("helper_phone", t(.contactAidePhone)))</div>
            """
    }

    /// Whoever is on file as helper of the organisation stands there already.
    private var helpers: String {
        guard !view.helpers.isEmpty else { return t(.contactHelperHint) }
        return view.helpers.joined(separator: t(.listGap))
    }

    private var asksForSkill: Bool {
        handbook.gates().contains { $0.1 == .guidance }
            || handbook.scripts.contains { [.youngerCaller, .elderlyCaller].contains($0.moment) && $0.pack != "base" }
    }

    /// SOFT-45: one line for each matter; those with something in them are open.
    private var items: HTML {
        let last =
            (1...Contact.Particulars.mostItems).last { number in
                ContactForms.itemFields(number).contains { !typed[$0].isEmpty }
            } ?? 0
        let lines = (1...min(Contact.Particulars.mostItems, max(3, last + 1))).map { number -> HTML in
            """
            <div class="split">\(form.text("item_\(number)", t(.contactItem, String(number)), max: 200))\
            \(form.text("item_\(number)_answer", t(.contactItemAnswer), max: 400))\
            \(form.text("item_\(number)_follow", t(.contactItemFollow), max: 200))\
            \(form.dateTime("item_\(number)_due", t(.contactItemDue)))</div>
            """
        }
        return more(.contactItems, hint: .contactItemsHint, isOpen: last > 0, "\(lines)")
    }

    /// GAME-101: what the customer says against it, and what one may answer.
    private var objections: HTML? {
        guard contact.isOurCall, contact.errand != .visit, !handbook.objections.isEmpty else { return nil }
        let entries = handbook.objections.enumerated().map { place, objection -> HTML in
            let name = "objection_\(place)"
            let answers =
                [Choice("", t(.contactObjectionNotMet))]
                + objection.answers.enumerated().map { Choice(String($0), $1) }
                + [Choice("own", t(.contactObjectionOwn))]
            return """
                <details class="objection"\(attribute: "open", if: !typed[name].isEmpty)><summary>\(objection.said)</summary>\
                \(form.segmented(name, objection.said, answers))\
                \(form.checkbox("\(name)_worked", t(.contactObjectionWorked)))</details>
                """
        }
        let isMet = handbook.objections.indices.contains { !typed["objection_\($0)"].isEmpty }
        return more(
            .contactObjections, hint: .contactObjectionsHint, isOpen: isMet || contact.errand == .marketing,
            "\(entries)")
    }

    /// SOFT-40: ready links, and which of the documents went out.
    private var materials: HTML? {
        guard !handbook.materials.isEmpty else { return nil }
        let ways = Contact.MaterialSent.By.allCases.map { Choice($0.rawValue, t($0.word)) }
        let entries = handbook.materials.enumerated().map { place, material -> HTML in
            let link = material.link.map { link -> HTML in
                """
                <code class="link">\(link)</code><button type="button" class="btn btn-ghost" data-behaviour="copy" \
                data-copy="\(link)">\(t(.contactCopy))</button>
                """
            }
            return """
                <div class="line">\(form.select("material_\(place)", material.title, ways, blank: t(.contactMaterialNot)))\
                \(link)</div>
                """
        }
        let isSent = handbook.materials.indices.contains { !typed["material_\($0)"].isEmpty }
        return more(.contactMaterials, hint: .contactMaterialsHint, isOpen: isSent, "\(entries)")
    }

    private func more(_ title: Word, hint: Word, isOpen: Bool, _ content: HTML) -> HTML {
        """
        <details class="more"\(attribute: "open", if: isOpen)><summary>\(t(title))</summary>\
        <p class="hint">\(t(hint))</p>\(content)</details>
        """
    }
}

/// The same in the record of a contact that is over.
struct ContactParticularRecord {
    let view: ContactView
    let viewer: Viewer

    private var t: Language { viewer.language }

    var facts: [(Word, HTML)] {
        let contact = view.contact
        let record = contact.record
        let met = view.particulars.objections.map { met -> HTML in
            let answer = met.answer.isEmpty ? t(.contactObjectionOwn) : met.answer
            let effect = t(met.worked ? .contactObjectionWorked : .contactObjectionFailed)
            return "<span class=\"hours\">\(t(.contactObjectionLine, met.said, answer, effect))</span>"
        }
        let sent = view.particulars.materials.map {
            "<span class=\"hours\">\($0.title) · \(t($0.by.word))</span>" as HTML
        }
        let helper = [
            record.helper.isEmpty ? "" : PersonName(record.helper).masked,
            record.helperPhone?.description ?? "",
        ]
        .filter { !$0.isEmpty }.joined(separator: " ")
        return [
            (.contactErrand, contact.isOurCall ? "\(t(contact.errand.word))" : .empty),
            (.contactResult, "\(record.result.map { t($0.word) } ?? "")"), (.contactMood, "\(record.mood)"),
            (.contactSatisfaction, "\(record.satisfaction.map { t($0.word) } ?? "")"),
            (
                .contactFollowUpCase,
                "\(view.followUp.map { "<a href=\"/cases/\($0.id.rawValue)\">\($0.number)</a>" as HTML })"
            ),
            (.contactSkill, "\(record.skill.map { t($0.word) } ?? "")"), (.contactAide, "\(helper)"),
            (.contactObjectionsMet, "\(met)"), (.contactMaterialsSent, "\(sent)"),
        ]
    }

    var items: HTML? {
        guard !view.particulars.items.isEmpty else { return nil }
        let table = Table(
            t(.contactItems),
            [
                Table.Column(t(.contactItems), .name), Table.Column(t(.contactItemAnswer)),
                Table.Column(t(.contactFollowUp)),
            ], isCompact: true)
        let rows = view.particulars.items.map { item in
            Table.Row(["\(item.text)", "\(item.answer)", ContactDiaryPages.followUp(item, viewer)] as [HTML])
        }
        return "<section class=\"panel\"><h2>\(t(.contactItems))</h2>\(table.html(rows))</section>"
    }
}
