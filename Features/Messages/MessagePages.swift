import Handbook
import Kernel
import Web

/// Message slips: the list of a person, one slip, and the form of a new one.
struct MessagePages {
    let viewer: Viewer
    let names: [Staff.ID: String]

    private var t: Language { viewer.language }

    func list(_ messages: [Message]) -> HTML {
        guard !messages.isEmpty else {
            return EmptyState(
                icon: "message", t(.messagesNone), act: linkButton(t(.messageNew), url: "/messages/new")
            ).html
        }
        let table = Table(
            t(.messagesTitle),
            [
                Table.Column(t(.messageMatter), .name), Table.Column(t(.messageCaller)), Table.Column(t(.messageFor)),
                Table.Column(t(.messageTaken)), Table.Column(t(.messageState)),
            ])
        let rows = messages.map { message -> Table.Row in
            let url = "/messages/\(message.id)"
            return Table.Row(
                [
                    "<a href=\"\(url)\">\(message.note.matter.opening(40))</a>", "\(caller(message))",
                    "\(names[message.addressee] ?? "")",
                    "\(message.takenAt.relative(to: viewer.now, in: viewer.zone, t))",
                    state(message),
                ], url: url)
        }
        return table.html(rows)
    }

    func slip(_ message: Message) -> HTML {
        let facts: [(Word, String)] = [
            (.messageFor, names[message.addressee] ?? ""), (.messageCaller, message.note.caller),
            (.messageOrganisation, message.note.organisation),
            (.messagePhone, message.note.phone?.description ?? ""),
            (.messageTaken, t(.messageTakenBy, names[message.takenBy] ?? "", time(message.takenAt))),
            (.messageHandling, message.handling.map { "\($0.text) · \(time($0.at))" } ?? ""),
        ].filter { !$0.1.isEmpty }
        let isUnread = message.state == .taken && message.addressee.rawValue == viewer.id
        // With script, the page says by itself that it is in front of its reader; without, they press.
        let reading: HTML? =
            isUnread
            ? """
            <form method="post" action="/messages/\(message.id.rawValue)/reading" class="line" \
            hx-post="/messages/\(message.id.rawValue)/reading" \
            hx-trigger="load, submit" hx-select="#slip" hx-target="#slip" hx-swap="outerHTML">\(viewer.secret)\
            \(viewer.submit(t(.messageRead), .usual, shortcut: "r"))</form>
            """ : nil
        return """
            <section class="panel" id="slip"><p class="lead">\(state(message))</p>\(reading)<p class="said">\(message.note.matter)</p>\
            <dl class="facts">\(facts.map { "<dt>\(t($0.0))</dt><dd>\($0.1)</dd>" as HTML })</dl></section>\
            \(acts(message))
            """
    }

    private func acts(_ message: Message) -> HTML? {
        let base = "/messages/\(message.id)"
        if message.handling == nil, message.addressee.rawValue == viewer.id {
            let controls = Controls(in: t)
            return viewer.form(
                to: "\(base)/handling",
                """
                \(controls.textarea("text", t(.messageHandling), required: true, max: 1000, rows: 3))\
                <p>\(viewer.submit(t(.messageHandle), shortcut: "s"))</p>
                """)
        }
        if message.handling != nil, message.toldBackAt == nil, message.concerns(Staff.ID(viewer.id)) {
            return viewer.button(to: "\(base)/telling", t(.messageTell), .primary)
        }
        return nil
    }

    func form(_ colleagues: [(id: Staff.ID, name: String)], units: [Unit], typed: Typed, refusal: HTML?) -> HTML {
        let controls = Controls(typed, in: t)
        return """
            \(refusal)\(controls.summary())\
            \(viewer.form(to: "/messages", """
                <div class="fields">\
                \(controls.select("addressee", t(.messageFor), colleagues.map { Choice($0.id.rawValue, $0.name) }, required: true, blank: ""))\
                \(controls.select("unit", t(.caseUnit), units.map { Choice($0.id.rawValue, $0.name) }, required: true))\
                \(controls.text("caller", t(.messageCaller), required: true, max: 50))\
                \(controls.phone("phone", t(.messagePhone)))\
                \(controls.text("organisation", t(.messageOrganisation), max: 80))</div>\
                \(controls.textarea("matter", t(.messageMatter), required: true, max: 1000))\
                <p>\(viewer.submit(t(.messageSend), shortcut: "s"))</p>
                """))
            """
    }

    private func caller(_ message: Message) -> String {
        [PersonName(message.note.caller).masked, message.note.phone?.description ?? ""].joined(separator: " ")
    }

    private func time(_ instant: Instant) -> String { instant.dateAndTime(in: viewer.zone) }

    private func state(_ message: Message) -> HTML {
        let tone: Tone =
            switch message.state {
            case .taken: .warned
            case .delivered: .going
            case .handled: .waiting
            case .toldBack: .done
            }
        return StateBadge(tone, t(message.state.word)).html
    }
}
