import CMail

/// A letter of ours: one text, and what keeps the thread together.
public struct WrittenMail: Sendable {
    public var fromName = ""
    public var from: String
    public var toName = ""
    public var to: String
    public var subject: String
    public var text: String
    /// all identifiers without angle brackets
    public var messageID: String
    public var answers: [String] = []
    /// A program wrote it, in answer to a letter: others' programs do not answer it (RFC 3834).
    public var isAutomatic = false
    /// seconds since 1970
    public var writtenAt: Int64

    public init(from: String, to: String, subject: String, text: String, messageID: String, writtenAt: Int64) {
        self.from = from
        self.to = to
        self.subject = subject
        self.text = text
        self.messageID = messageID
        self.writtenAt = writtenAt
    }

    /// As it goes over the line: RFC 5322 with CRLF, its text in base64. Nothing where it cannot be written.
    public var bytes: [UInt8]? {
        _ = ReceivedMail.library
        let nearest = answers.last.map { "<\($0)>" } ?? ""
        let references = answers.suffix(20).map { "<\($0)>" }.joined(separator: " ")
        var length = 0
        let written = Self.withTexts([
            fromName, from, toName, to, subject, text, messageID, nearest, references,
            isAutomatic ? "auto-replied" : "",
        ]) { texts in
            var writing = mail_writing(
                from_name: texts[0], from: texts[1], to_name: texts[2], to: texts[3], subject: texts[4],
                text: texts[5], message_id: texts[6], in_reply_to: texts[7], references: texts[8],
                automatic: texts[9], seconds: writtenAt)
            return mail_write(&writing, &length)
        }
        guard let written else { return nil }
        defer { mail_free(written) }
        return written.withMemoryRebound(to: UInt8.self, capacity: length) {
            Array(UnsafeBufferPointer(start: $0, count: length))
        }
    }

    /// No line break gets into a head: whoever writes a subject writes no header.
    private static func withTexts<Value>(_ texts: [String], _ body: ([UnsafePointer<CChar>?]) -> Value) -> Value {
        let copies = texts.enumerated().map { place, text -> [CChar] in
            let isText = place == 5
            let safe = text.unicodeScalars.filter { $0 != "\0" }.map { scalar -> Unicode.Scalar in
                !isText && scalar.properties.generalCategory == .control ? " " : scalar
            }
            return Array(String(String.UnicodeScalarView(safe)).utf8CString)
        }
        func nested(_ place: Int, _ pointers: [UnsafePointer<CChar>?]) -> Value {
            guard place < copies.count else { return body(pointers) }
            return copies[place].withUnsafeBufferPointer { nested(place + 1, pointers + [$0.baseAddress]) }
        }
        return nested(0, [])
    }
}
