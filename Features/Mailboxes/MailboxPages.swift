import Handbook
import Kernel
import Web

/// The mailboxes: the list with the state of this minute, one with its history, and the form of its settings.
struct MailboxPages {
    let viewer: Viewer
    var units: [Unit.ID: String] = [:]
    var maySetUp = true

    private var t: Language { viewer.language }

    func list(_ mailboxes: [Mailbox]) -> HTML {
        guard !mailboxes.isEmpty else {
            return EmptyState(
                icon: "mail", t(maySetUp ? .mailboxNone : .mailboxNoneHere),
                act: maySetUp ? linkButton(t(.mailboxNew), url: "/mailboxes/new", .primary) : nil
            ).html
        }
        let table = Table(
            t(.mailboxesTitle),
            [
                Table.Column(t(.mailboxAddress), .name), Table.Column(t(.mailboxUnit)),
                Table.Column(t(.mailboxHost)), Table.Column(t(.mailboxFetchedAt)), Table.Column(t(.mailboxState)),
            ])
        return table.html(
            mailboxes.map { mailbox -> Table.Row in
                let url = "/mailboxes/\(mailbox.id)"
                return Table.Row(
                    [
                        "<a href=\"\(url)\">\(mailbox.facts.address)</a><small>\(mailbox.facts.sender)</small>",
                        "\(units[mailbox.unit] ?? "")", "\(mailbox.facts.fetching.host)", "\(fetched(mailbox))",
                        state(mailbox),
                    ], url: url)
            })
    }

    func one(
        _ seen: SeenMailbox, fetches: [MailboxFetch], letters: [MailLetter], total: Int, paging: Paging,
        query: FormData, settings: HTML, tested: HTML?
    ) -> HTML {
        let mailbox = seen.mailbox
        let base = "/mailboxes/\(mailbox.id)"
        let trouble = mailbox.trouble.map { trouble -> HTML in
            let since = trouble.since.dateAndTime(in: viewer.zone)
            return Remark(
                .broken,
                """
                <p>\(t(.mailboxTroubleSince, since, t(trouble.reason.word)))</p>\
                <p class="soft">\(t(.mailboxServerSaid, trouble.words))</p>
                """
            ).html
        }
        let acts: HTML = """
            \(viewer.button(to: "\(base)/test", t(.mailboxTest), .usual, shortcut: "t"))\
            \(mailbox.isOn ? viewer.button(to: "\(base)/fetching", t(.mailboxFetchNow), .usual) : nil)\
            \(viewer.button(to: "\(base)/switch", t(mailbox.isOn ? .mailboxTurnOff : .mailboxTurnOn), mailbox.isOn ? .quiet : .primary, fields: ["on": mailbox.isOn ? "" : "1"]))
            """
        let list: HTML =
            seen.mayRead
            ? "\(self.letters(letters, base: base))\(paging.html(total: total, path: base, query: query, in: t))"
            : "<p class=\"soft\">\(t(.mailboxLettersHidden))</p>"
        let buttons: HTML? = seen.maySetUp ? "<div class=\"line\">\(acts)</div>" : nil
        let upkeep: HTML? =
            seen.maySetUp
            ? "<section class=\"panel\"><h2>\(t(.mailboxHistory))</h2>\(history(fetches))</section>\(settings)" : nil
        return """
            \(tested)\(trouble)<section class="panel"><h2>\(t(.mailboxState))</h2>\
            <p>\(state(mailbox)) <span class="soft">\(t(.mailboxFetchedAt)) \(fetched(mailbox))</span></p>\
            \(buttons)</section>\
            <section class="panel" id="letters"><h2>\(t(.mailboxOpenLetters))</h2>\(list)</section>\(upkeep)
            """
    }

    func form(
        to url: String, _ typed: Typed, _ units: [Unit], channels: [ReceptionChannel], isNew: Bool
    ) -> HTML {
        let controls = Controls(typed, in: t, prefix: "mailbox-")
        let guards = Mailbox.Guard.allCases.map { Choice($0.rawValue, t($0.word)) }
        let lines = channels.filter { $0.facts.kind.channel == .email && $0.isOpen }
            .map { Choice($0.id.rawValue, $0.facts.name) }
        let unit: HTML =
            isNew
            ? controls.select("unit", t(.mailboxUnit), units.map { Choice($0.id.rawValue, $0.name) }, required: true)
            : controls.hidden("unit", typed["unit"])
        return """
            \(controls.summary(labels))\(viewer.form(to: url, class: "stack", """
                <div class="split">\(controls.text("address", t(.mailboxAddress), required: true, max: 120))\
                \(controls.text("sender", t(.mailboxSender), max: 60, hint: t(.mailboxSenderHint)))\(unit)</div>\
                <div class="split">\(controls.select("reception", t(.mailboxReception), lines, blank: "", hint: t(.mailboxReceptionHint)))\
                \(controls.dateTime("since", t(.mailboxSince), required: true, hint: t(.mailboxSinceHint)))</div>\
                <h3>\(t(.mailboxFetching))</h3>\
                <div class="split">\(controls.text("host", t(.mailboxHost), required: true, max: 253))\
                \(controls.number("port", t(.mailboxPort), required: true))\
                \(controls.text("folder", t(.mailboxFolder), max: 120))</div>\
                \(controls.segmented("line", t(.mailboxLine), guards, required: true))\
                <div class="split">\(controls.text("user", t(.mailboxUser), required: true, max: 120))\
                \(controls.password("password", t(.mailboxPassword), isNew: true, required: isNew, hint: t(.mailboxPasswordHint)))</div>\
                <h3>\(t(.mailboxSending))</h3><p class="soft">\(t(.mailboxSendingHint))</p>\
                <div class="split">\(controls.text("smtp_host", t(.mailboxHost), max: 253))\
                \(controls.number("smtp_port", t(.mailboxPort)))</div>\
                \(controls.segmented("smtp_line", t(.mailboxLine), guards))\
                \(controls.checkbox("receipts", t(.mailboxReceipts), hint: t(.mailboxReceiptsHint)))\
                <p>\(viewer.submit(t(.mailboxSave), shortcut: "s"))</p>
                """))
            """
    }

    private var labels: KeyValuePairs<String, String> {
        [
            "address": t(.mailboxAddress), "sender": t(.mailboxSender), "unit": t(.mailboxUnit),
            "since": t(.mailboxSince), "host": t(.mailboxHost), "port": t(.mailboxPort), "line": t(.mailboxLine),
            "user": t(.mailboxUser), "password": t(.mailboxPassword), "folder": t(.mailboxFolder),
            "smtp_host": t(.mailboxHost), "smtp_port": t(.mailboxPort), "smtp_line": t(.mailboxLine),
        ]
    }

    private func letters(_ letters: [MailLetter], base: String) -> HTML {
        guard !letters.isEmpty else { return "<p class=\"soft\">\(t(.mailboxNever))</p>" }
        let table = Table(
            t(.mailboxOpenLetters),
            [
                Table.Column(t(.letterTitle), .name), Table.Column(t(.letterFrom)), Table.Column(t(.letterArrived)),
                Table.Column(t(.mailboxState)),
            ], isCompact: true)
        return table.html(
            letters.map { letter -> Table.Row in
                let title = letter.head.subject.isEmpty ? t(.letterNoSubject) : letter.head.subject
                let name: HTML =
                    letter.contact.map { "<a href=\"/contacts/\($0.rawValue)\">\(title)</a>" as HTML } ?? "\(title)"
                let promote: HTML? =
                    letter.kind.owesAnswer || letter.kind == .own
                    ? nil : viewer.button(to: "\(base)/letters/\(letter.id)/promotion", t(.letterPromote), .quiet)
                return Table.Row(
                    [
                        name, "\(letter.head.from.masked)",
                        "\(letter.arrivedAt.dateAndTime(in: viewer.zone))",
                        "\(letter.kind.owesAnswer ? MailLetterPages.settlement(letter, viewer) : StateBadge(.plain, t(letter.kind.word)).html)\(promote)",
                    ] as [HTML])
            })
    }

    private func history(_ fetches: [MailboxFetch]) -> HTML {
        guard !fetches.isEmpty else { return "<p class=\"soft\">\(t(.mailboxHistoryNone))</p>" }
        let lines = fetches.map { fetch -> HTML in
            let came = [
                fetch.taken > 0 ? t(.mailboxHistoryTaken, String(fetch.taken)) : "",
                fetch.known > 0 ? t(.mailboxHistoryKnown, String(fetch.known)) : "",
                fetch.trouble.map { t($0.word) } ?? "",
            ].filter { !$0.isEmpty }.joined(separator: " · ")
            let words: HTML? =
                fetch.words.isEmpty ? nil : "<small class=\"soft\">\(t(.mailboxServerSaid, fetch.words))</small>"
            return
                "<li><span class=\"figure\">\(fetch.beganAt.dateAndTime(in: viewer.zone))</span> \(came) \(words)</li>"
        }
        return "<ul class=\"plain\">\(lines)</ul>"
    }

    private func fetched(_ mailbox: Mailbox) -> String {
        mailbox.fetchedAt.map { $0.relative(to: viewer.now, in: viewer.zone, t) } ?? t(.mailboxNever)
    }

    private func state(_ mailbox: Mailbox) -> HTML {
        guard mailbox.isOn else { return StateBadge(.plain, t(.mailboxStateOff)).html }
        return mailbox.trouble == nil
            ? StateBadge(.going, t(.mailboxStateOn)).html : StateBadge(.broken, t(.mailboxStateTrouble)).html
    }
}
