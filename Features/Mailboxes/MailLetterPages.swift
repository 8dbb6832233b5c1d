import Handbook
import Kernel
import Web

/// A letter on the page of its contact: what was written, the files that came along, what we wrote, and what to do.
struct MailLetterPages {
    let view: MailLetterView
    let viewer: Viewer
    var typed = Typed.blank
    var refusal: HTML?

    private var t: Language { viewer.language }
    private var letter: MailLetter { view.letter }
    private var base: String { "/contacts/\(view.contact.rawValue)/letter" }

    var panel: HTML {
        """
        \(refusal)<section class="panel letter" id="letter"><h2><bdi>\(title)</bdi></h2>\(facts)\
        <div class="said" dir="auto">\(text)</div>\(files)</section>\(ours)\(letter.isOpen || (view.isLost && view.mayWrite) ? acts : nil)
        """
    }

    private var title: String { letter.head.subject.isEmpty ? t(.letterNoSubject) : letter.head.subject }

    private var facts: HTML {
        let due: HTML? = view.due.map {
            "<dt>\(t(.letterDue))</dt><dd class=\"figure\">\($0.dateAndTime(in: viewer.zone))</dd>"
        }
        let name = letter.head.from.name.isEmpty ? "" : PersonName(letter.head.from.name).masked
        return """
            <dl class="facts"><dt>\(t(.letterFrom))</dt><dd><bdi>\(name) \(letter.head.from.masked)</bdi></dd>\
            <dt>\(t(.letterArrived))</dt><dd class="figure">\(letter.arrivedAt.dateAndTime(in: viewer.zone))</dd>\
            <dt>\(t(.letterMailbox))</dt><dd>\(mailbox)</dd>\(due)\
            <dt>\(t(.mailboxState))</dt><dd>\(Self.settlement(letter, viewer))</dd></dl>
            """
    }

    private var mailbox: HTML {
        view.mayOpenMailbox
            ? "<a href=\"/mailboxes/\(letter.mailbox.rawValue)\">\(view.address)</a>" : "\(view.address)"
    }

    private var text: HTML {
        let remark: HTML? =
            switch letter.kind {
            case .oversized: Remark(.waiting, "\(t(.letterOversized))").html
            case .unreadable: Remark(.waiting, "\(t(.letterUnreadable))").html
            default: letter.isCut ? Remark(.waiting, "\(t(.letterCut))").html : nil
            }
        return "\(letter.text)\(remark)"
    }

    private var files: HTML? {
        guard !view.files.isEmpty else { return nil }
        let lines = view.files.map { file, content -> HTML in
            let size = "\(String(max(1, file.size >> 10))) KB"
            guard let content else {
                return "<li>\(file.name) <span class=\"soft\">\(size) · \(t(.letterFileRefused))</span></li>"
            }
            guard content.isOpen(withScanner: view.isScanning) else {
                return "<li>\(file.name) <span class=\"soft\">\(size) · \(t(.letterFileWaiting))</span></li>"
            }
            return
                "<li><a href=\"\(base)/files/\(String(file.number))\">\(file.name)</a> <span class=\"soft\">\(size)</span></li>"
        }
        return "<h3>\(t(.letterFiles))</h3><ul class=\"plain\">\(lines)</ul>"
    }

    private var ours: HTML? {
        guard !view.answers.isEmpty else { return nil }
        let lines = view.answers.map { answer -> HTML in
            let who = answer.author.flatMap { view.names[$0] } ?? ""
            let back: HTML? =
                answer.state == .held && answer.author?.rawValue == viewer.id
                ? viewer.button(
                    to: "\(base)/answers/\(answer.id)/taking-back", t(.letterTakeBack), .usual, shortcut: "z") : nil
            let tone: Tone = answer.state == .failed ? .broken : answer.state == .sent ? .done : .waiting
            return """
                <li><p class="who"><b>\(t(answer.kind.word))</b> \(who) <span class="figure soft">\
                \(answer.actedAt.dateAndTime(in: viewer.zone))</span> \(StateBadge(tone, t(answer.state.word)).html) \(back)</p>\
                <div class="said" dir="auto">\(answer.text)</div>\
                \(answer.problem.isEmpty ? nil : "<p class=\"soft\">\(t(.mailboxServerSaid, answer.problem))</p>" as HTML)</li>
                """
        }
        return "<section class=\"panel\"><h2>\(t(.letterOurs))</h2><ul class=\"plain\">\(lines)</ul></section>"
    }

    private var acts: HTML? {
        guard view.mayWrite else {
            return view.mayTake
                ? "<section class=\"panel\">\(viewer.button(to: "\(base)/taking", t(.letterTake), .primary, shortcut: "a"))</section>"
                : nil
        }
        // What was begun stands in the field, unless something else was just typed.
        let begun = typed["text"].isEmpty && typed.problems["text"] == nil ? view.draft : nil
        let controls = Controls(typed, in: t, prefix: "letter-")
        let answering = begun.map { Controls(Typed(["text": $0.text]), in: t, prefix: "letter-") } ?? controls
        let found = begun.map { t(.talkDraftFound, $0.at.relative(to: viewer.now, in: viewer.zone, t)) } ?? ""
        let isHeld = view.answers.contains { $0.state == .held }
        let answer: HTML? =
            isHeld || view.serviceCase != nil
            ? nil
            : view.canSend
                ? """
                <form method="post" action="\(base)/answer" class="stack" novalidate data-behaviour="composer" \
                data-draft="\(base)/draft">\(viewer.secret)\(view.isLost ? Remark(.broken, "\(t(.letterLost))").html : nil)\
                <p class="audience">\(t(.letterAnswerTo, letter.head.receiver.masked, view.address, MailAnswer.subject(answering: letter.head.subject, number: view.number)))</p>\
                \(answering.textarea("text", t(.letterAnswer), required: true, max: 4000, rows: 6, shortcut: "r"))\
                <p class="line">\(viewer.submit(t(.letterSend), shortcut: "s"))<span class="draft soft" role="status">\(found)</span></p></form>
                """
                : "<p class=\"soft\">\(t(.letterNoSending))</p>"
        guard letter.isOpen else {
            return "<section class=\"panel\" id=\"letter-acts\">\(controls.summary())\(answer)</section>"
        }
        let close = viewer.form(
            to: "\(base)/closing", class: "line",
            """
            \(controls.text("reason", t(.letterCloseReason), required: true, max: 200, hint: t(.letterCloseReasonHint)))\
            \(viewer.submit(t(.letterClose), .quiet))
            """)
        return """
            <section class="panel" id="letter-acts">\(controls.summary())\(answer)\
            <details class="more"\(attribute: "open", if: typed.problems["reason"] != nil)><summary>\(t(.letterClose))</summary>\(close)</details></section>
            """
    }

    static func settlement(_ letter: MailLetter, _ viewer: Viewer) -> HTML {
        let t = viewer.language
        guard let settlement = letter.settlement else { return StateBadge(.waiting, t(.letterSettledNot)).html }
        switch settlement.way {
        case .answered:
            return StateBadge(.done, t(.letterSettledAnswered, settlement.at.dateAndTime(in: viewer.zone))).html
        case .passedOn: return StateBadge(.done, t(.letterSettledPassedOn)).html
        case .closed: return StateBadge(.plain, t(.letterSettledClosed)).html
        }
    }
}

/// A letter with what its page shows beside it.
struct MailLetterView: Sendable {
    let letter: MailLetter
    let contact: Contact.ID
    let number: String
    let address: String
    let due: Instant?
    let files: [(MailFile, StoredContent?)]
    let answers: [MailAnswer]
    let names: [Staff.ID: String]
    let serviceCase: Case.ID?
    let canSend: Bool
    let mayWrite: Bool
    /// The last answer did not arrive: it may be written again.
    let isLost: Bool
    let draft: MailDraft?
    let mayOpenMailbox: Bool
    let mayTake: Bool
    var isScanning = false

    func scanning(_ isScanning: Bool) -> MailLetterView {
        var view = self
        view.isScanning = isScanning
        return view
    }
}

extension StoredContent {
    /// With a scanner, what the scanner has called clean; without one, what the list of types lets in.
    func isOpen(withScanner isScanning: Bool) -> Bool {
        switch scan {
        case .infected: false
        case .clean: true
        case .none, .waiting: !isScanning
        }
    }
}
