@testable import Mail

extension Door {
    /// A letter: texts and files within bounds, the same each time.
    static let letters = Door(
        name: "letters", longest: 8192,
        words: [
            "Content-Type: ", "multipart/mixed; boundary=b", "text/html; charset=gbk", "message/rfc822", "--b\n",
            "--b--",
            "Content-Transfer-Encoding: base64", "quoted-printable", "=?GB2312?B?", "=?utf-8?Q?", "?=", "From: ",
            "To: ",
            "Subject: ", "Message-ID: <", "In-Reply-To: ", "References: ", "Date: ", "Content-Disposition: attachment",
            "filename*=", "filename*0*=utf-8''", "text/rfc822-headers", "begin 644 a", "charset=utf-7", "big5",
        ]
    ) { bytes in
        var limits = ReceivedMail.Limits()
        limits.parts = 20
        limits.depth = 6
        limits.text = 2000
        limits.files = 4
        guard let mail = ReceivedMail(bytes, limits) else { return }
        try bounded(mail, limits)
        guard let again = ReceivedMail(bytes, limits) else { throw Broken(description: "a letter is a letter twice") }
        try hold(
            mail.subject == again.subject && mail.text == again.text && mail.files == again.files
                && mail.messageID == again.messageID && mail.answers == again.answers,
            "a letter is read the same way twice")
    }

    private static func bounded(_ mail: ReceivedMail, _ limits: ReceivedMail.Limits) throws {
        let lines =
            [
                mail.subject, mail.from?.name, mail.from?.address, mail.replyTo?.name, mail.replyTo?.address,
                mail.to?.address, mail.messageID,
            ].compactMap(\.self) + mail.answers + mail.enclosed
        for line in lines {
            try hold(!line.hasControls, "what stands in a head is one line without control characters")
            try hold(line.unicodeScalars.count <= max(limits.line, 400), "what stands in a head is bounded")
        }
        try hold(mail.answers.count <= 40 && mail.enclosed.count <= 20, "what a letter names is bounded")
        try hold(mail.text.unicodeScalars.count <= limits.text, "the text is no longer than may be")
        try hold(mail.files.count <= limits.files, "there are no more files than may be")
        try readable(mail.text)
    }

    private static func readable(_ text: String) throws {
        let control = text.unicodeScalars.first {
            $0.properties.generalCategory == .control && $0 != "\n" && $0 != "\t"
        }
        try hold(control == nil, "the text has no control characters: \(control?.value ?? 0)")
    }

    /// A letter of ours, of texts that people typed: nothing typed becomes a head or a part.
    static let written = Door(name: "written", longest: 1024) { bytes in
        let pieces = bytes.pieces(4).map(\.text)
        func piece(_ place: Int) -> String { place < pieces.count ? pieces[place] : "" }
        var letter = WrittenMail(
            from: "service@example.com", to: "wang@example.org", subject: piece(0), text: piece(3),
            messageID: "1@example.com", writtenAt: 1_767_600_000)
        letter.fromName = piece(1)
        letter.toName = piece(2)
        letter.answers = ["a@example.org", "b@example.org"]
        guard let sent = letter.bytes else { throw Broken(description: "a letter can be written") }
        guard let mail = ReceivedMail(sent) else { throw Broken(description: "a letter of ours is a letter") }
        try hold(mail.from?.address == letter.from, "the sender stays: \(mail.from?.address ?? "-")")
        try hold(mail.to?.address == letter.to, "the receiver stays: \(mail.to?.address ?? "-")")
        try hold(mail.messageID == letter.messageID, "the identifier stays")
        try hold(mail.answers == letter.answers, "what it answers stays")
        try hold(mail.files.isEmpty && mail.marks == ReceivedMail.Marks(), "nothing is added to it")
        try hold(mail.writtenAt == letter.writtenAt, "its date stays")
        try bounded(mail, ReceivedMail.Limits())
        // Twice through the same door: what was read once is written and read as itself.
        letter.subject = mail.subject
        letter.text = mail.text
        guard let second = letter.bytes.flatMap({ ReceivedMail($0) }) else {
            throw Broken(description: "what was read can be written")
        }
        try hold(second.subject == mail.subject, "a subject that was read stays: \(mail.subject) → \(second.subject)")
        try hold(second.text == mail.text, "a text that was read stays")
    }

    /// What a page says: never a control character, and never much more than was sent.
    static let markup = Door(
        name: "markup", longest: 4096,
        words: [
            "<script>", "</script>", "<style", "<!--", "-->", "<br>", "<p>", "<li>", "<td>", "&amp;", "&#x", "&#65;",
            "&lt",
            "&nbsp;", "<template>", "</template >", "<svg/>",
        ]
    ) { bytes in
        let said = HTMLText(bytes.text).description
        try readable(said)
        try hold(said.utf8.count <= 4 * bytes.count + 16, "a page says no more than was sent")
        try hold(!said.hasPrefix("\n") && !said.hasSuffix("\n"), "no blank lines at the ends")
    }
}
