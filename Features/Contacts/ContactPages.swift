import Handbook
import Kernel
import Web

/// The list of contacts, the page on which one begins, the record of one that is over, and a day's diary.
struct ContactPages {
    let viewer: Viewer
    let names: [Staff.ID: String]

    private var t: Language { viewer.language }

    /// `lines` are the channels of the register: whoever answers says which of them rang, by pressing it.
    func start(_ units: [Unit], lines: [ReceptionChannel] = [], typed: Typed = .blank) -> HTML {
        let controls = Controls(typed, in: t)
        let phones = lines.filter { $0.facts.kind.channel == .phone }
        // Where one line is all there is, the big button is that line.
        let main = phones.count == 1 ? phones.first : nil
        let unit = main?.unit.rawValue ?? units.first?.id.rawValue ?? ""
        let channels: [Channel] = [.chat, .email, .letter, .web, .counter]
        let entered = lines.filter { $0.id != main?.id }.map { line in
            viewer.button(
                to: "/contacts", line.facts.name, .usual,
                fields: [
                    "unit": line.unit.rawValue, "channel": line.facts.kind.channel.rawValue,
                    "reception": line.id.rawValue,
                ])
        }
        let others =
            entered
            + channels.filter { channel in !lines.contains { $0.facts.kind.channel == channel } }.map { channel in
                viewer.button(
                    to: "/contacts", t(channel.word), .usual, fields: ["unit": unit, "channel": channel.rawValue])
            }
        let rang: HTML? =
            phones.isEmpty
            ? nil
            : controls.select(
                "reception", t(.receptionLine), phones.map { Choice($0.id.rawValue, $0.facts.name) },
                blank: main == nil ? "" : nil)
        return """
            <section class="panel answer"><p>\(t(.contactStart))</p>\
            \(viewer.form(to: "/contacts", class: "act", """
                \(controls.hidden("unit", unit))\(controls.hidden("channel", Channel.phone.rawValue))\
                \(main.map { controls.hidden("reception", $0.id.rawValue) })\
                <button type="submit" class="btn btn-primary big" autofocus>\(Icon("phone-call").html)\(t(.contactNew))</button>
                """))\
            <h2>\(t(.contactOthers))</h2><div class="line">\(others)</div></section>\
            <section class="panel"><h2>\(t(.contactMissedNew))</h2>\
            \(viewer.form(to: "/contacts/missed", class: "line", """
                \(controls.hidden("unit", unit))\(controls.phone("phone", t(.contactMissedPhone), required: true))\(rang)\
                \(viewer.submit(t(.contactMissedNew), .usual))
                """))</section>
            """
    }

    func views(_ current: ContactFilter.View) -> HTML {
        Views(
            [
                Views.Group(
                    t(.contactsTitle),
                    ContactFilter.View.allCases.map {
                        Views.Entry(t($0.word), url: "/contacts?view=\($0.rawValue)", isCurrent: $0 == current)
                    }),
                Views.Group(
                    nil,
                    [
                        Views.Entry(t(.messagesTitle), url: "/messages"),
                        Views.Entry(t(.contactDiary), url: "/contacts/diary"),
                        Views.Entry(t(.contactEffect), url: "/contacts/effect"),
                        Views.Entry(t(.receptionTitle), url: "/reception-channels"),
                    ]),
            ]
        ).html
    }

    func list(_ contacts: [Contact], total: Int, paging: Paging, query: FormData) -> HTML {
        guard !contacts.isEmpty else {
            return EmptyState(
                icon: "phone-call", t(.contactsNone), act: linkButton(t(.contactNew), url: "/contacts/new")
            ).html
        }
        let table = Table(
            t(.contactsTitle),
            [
                Table.Column(t(.caseSubject), .name), Table.Column(t(.contactWho)), Table.Column(t(.contactAgent)),
                Table.Column(t(.contactTime)), Table.Column(t(.contactEnding)),
            ])
        let rows = contacts.map { contact -> Table.Row in
            let url = "/contacts/\(contact.id)"
            let title = contact.record.subject.isEmpty ? contact.number : contact.record.subject
            let way = t(contact.direction == .inbound ? .contactInbound : .contactOutbound)
            return Table.Row(
                [
                    "<a href=\"\(url)\"><strong>\(title)</strong></a><small>\(contact.number) · \(t(contact.channel.word)) · \(way)</small>",
                    "\(caller(contact))", "\(names[contact.receiver] ?? "")",
                    "\(contact.startedAt.relative(to: viewer.now, in: viewer.zone, t))", state(contact),
                ], url: url)
        }
        return """
            <div class="brief">\(table.html(rows))</div>\(paging.html(total: total, path: "/contacts", query: query, in: t))
            """
    }

    /// F-36, as far as it is known.
    func record(_ view: ContactView) -> HTML {
        let contact = view.contact
        let record = contact.record
        let waits = view.holds.map { hold in
            t(
                .contactWait, t(hold.reason.word), hold.from.local(viewer.zone).time.description,
                String(Int((hold.to - hold.from).milliseconds / 1000)))
        }
        let facts: [(Word, HTML)] = [
            (.contactNumber, "\(contact.number)"),
            (.contactTime, "\(contact.startedAt.dateAndTime(in: viewer.zone))"),
            (.contactTalk, "\(contact.talk(t) ?? "")"),
            (.contactReception, "\(view.reception ?? "")"),
            (.contactWaits, "\(waits.map { "<span class=\"hours\">\($0)</span>" as HTML })"),
            (.contactRings, "\(record.rings.map(String.init) ?? "")"),
            (.contactAgent, "\(names[contact.receiver] ?? "")"),
            (.contactWho, "\(caller(contact))"), (.caseOrganisation, "\(record.organisation)"),
            (.contactLeft, "\(record.leftInformation)"), (.contactSecond, "\(record.secondContact)"),
            (
                .contactRepeats,
                "\(contact.repeats.map { "<a href=\"/contacts/\($0.rawValue)\">\(t(.contactRepeated))</a>" as HTML })"
            ),
            (.contactPurpose, "\(record.purpose.map { t($0.word) } ?? "")"),
            (.caseSubject, "\(record.subject)"), (.caseContent, "\(record.content)"),
            (.contactAnswer, "\(record.answer)"), (.contactLanguage, "\(record.language)"),
            (.contactTriage, "\(contact.triage.map { triaged($0, contact) } ?? "")"),
            (.contactEnding, state(contact)),
            (
                .contactCase,
                "\(view.serviceCase.map { "<a href=\"/cases/\($0.id.rawValue)\">\($0.number)</a>" as HTML })"
            ),
        ]
        let more = ContactParticularRecord(view: view, viewer: viewer)
        let lines = (facts + more.facts).filter { !$0.1.isEmpty }.map { word, text -> HTML in
            "<dt>\(t(word))</dt><dd>\(text)</dd>"
        }
        return """
            \(view.customer.flatMap { CustomerMarkPages(customer: $0, language: t).html })\
            <section class="panel"><h2>\(t(.contactRecord))</h2><dl class="facts">\(lines)</dl></section>\
            \(more.items)\(contact.awaitsCall || contact.callback != nil ? call(view) : nil)
            """
    }

    private func call(_ view: ContactView) -> HTML {
        let contact = view.contact
        let base = "/contacts/\(contact.id)"
        let promise = contact.callback.map { promise -> HTML in
            let said = t(
                .contactPromised, promise.promisedAt.dateAndTime(in: viewer.zone), names[promise.to] ?? "")
            let tries: HTML? = promise.tries > 0 ? " · \(t(.contactTries, String(promise.tries)))" : nil
            return "<p>\(said)\(tries)</p><p>\(promise.text)</p>"
        }
        guard contact.awaitsCall else {
            return "<section class=\"panel\"><h2>\(t(.contactCallbackState))</h2>\(promise)</section>"
        }
        let isMine = contact.handler.rawValue == viewer.id
        let take: HTML? =
            isMine && contact.callback?.acknowledgedAt == nil && contact.callback != nil
            ? viewer.button(to: "\(base)/callback/acknowledgement", t(.contactAcknowledge), .primary, shortcut: "a")
            : nil
        let controls = Controls(in: t)
        let hand: HTML? =
            contact.callback == nil || !view.isMine
            ? nil
            : viewer.form(
                to: "\(base)/callback/handover", class: "line",
                """
                \(controls.select("to", t(.contactCallbackTo), view.colleagues.map { Choice($0.id.rawValue, $0.name) }, blank: ""))\
                \(viewer.submit(t(.contactHandOn), .quiet))
                """)
        // A missed call is not returned in the customer's rest, unless they want it (GAME-80).
        let agreed: HTML? =
            contact.state == .missed && view.handbook.gates().contains { $0.1.rule == .quietHours }
            ? controls.checkbox("agreed", t(.contactCallAgreed)) : nil
        let calls: HTML? =
            view.isMine
            ? viewer.form(
                to: "\(base)/callback/call", class: "line",
                """
                \(agreed)<button type="submit" class="btn btn-usual" name="reached" value="1" data-shortcut="r">\(t(.contactReached))<kbd>r</kbd></button>\
                <button type="submit" class="btn btn-ghost">\(t(.contactNotReached))</button>
                """) : nil
        return """
            <section class="panel"><h2>\(t(.contactCallbackState))</h2>\(promise)\(view.isMine ? number(contact) : nil)\
            <div class="line">\(take)\(calls)</div>\(hand)</section>
            """
    }

    /// The number to be dialled: shown by an act that is on record, never by opening the page.
    private func number(_ contact: Contact) -> HTML? {
        guard let phone = contact.record.phone else { return nil }
        return """
            <form class="line" method="post" action="/contacts/\(contact.id.rawValue)/phone" \
            hx-post="/contacts/\(contact.id.rawValue)/phone" hx-target="#contact-phone" hx-swap="innerHTML">\(viewer.secret)\
            <span>\(t(.casePhone)) <strong class="figure" id="contact-phone">\(phone.description)</strong></span>\
            \(viewer.submit(t(.contactShowNumber), .quiet))</form>
            """
    }

    /// F-37: what was asked, what was answered, what is still to do; one line for each contact of the day.
    func diary(
        _ contacts: [Contact], items: [Contact.ID: [Contact.Item]],
        owed: [(contact: Contact.ID, place: Int, item: Contact.Item)]
    ) -> HTML {
        ContactDiaryPages(
            viewer: viewer, contacts: contacts, items: items, owed: owed, state: state, caller: caller
        ).html
    }

    private func caller(_ contact: Contact) -> String {
        [
            contact.record.caller.isEmpty ? "" : PersonName(contact.record.caller).masked,
            contact.record.phone?.description ?? "",
        ].filter { !$0.isEmpty }.joined(separator: " ")
    }

    private func triaged(_ triage: Contact.Triage, _ contact: Contact) -> String {
        t(.contactTriaged, t(triage.verdict.word), String((triage.at - contact.startedAt).milliseconds / 1000))
    }

    private func state(_ contact: Contact) -> HTML {
        switch contact.state {
        case .answered where contact.letter != nil: StateBadge(.waiting, t(.letterSettledNot)).html
        case .answered: StateBadge(.going, t(.contactStateTalking)).html
        case .missed:
            contact.returnedAt == nil
                ? StateBadge(.urgent, t(.contactStateMissed)).html : StateBadge(.done, t(.contactStateReturned)).html
        case .wrappedUp(let ending, _): StateBadge(contact.awaitsCall ? .waiting : .done, t(ending.word)).html
        }
    }
}

extension Contact {
    /// From the answer to the end, as one says it.
    fileprivate func talk(_ t: Language) -> String? {
        guard let endedAt else { return nil }
        let seconds = (endedAt - startedAt).milliseconds / 1000
        return t(.contactSeconds, String(seconds / 60), String(seconds % 60))
    }
}
