import CMail

/// What a letter says once it is read: texts and files, whatever charset, encoding or nesting it came in. Reading never
/// fails for what a sender wrote; it is bounded by `Limits`, and says where something was left out.
public struct ReceivedMail: Sendable {
    public struct Limits: Sendable {
        /// parts looked at; a letter of ten thousand parts is a bomb
        public var parts = 200
        /// levels of parts within parts
        public var depth = 24
        /// characters of the text
        public var text = 100_000
        public var files = 30
        /// characters of a subject, a name, an address
        public var line = 400

        public init() {}
    }

    public struct Address: Equatable, Sendable {
        public let name: String
        public let address: String
    }

    public struct File: Equatable, Sendable {
        /// as it was sent: data, and no place on a disk
        public let name: String
        public let bytes: [UInt8]
    }

    /// What a program says of itself in the head of a letter (RFC 3834, RFC 2919, and what came before them).
    public struct Marks: Equatable, Sendable {
        public var autoSubmitted = ""
        public var autoReply = ""
        public var precedence = ""
        public var listID = ""
        /// the path back is `<>`: nobody is to be answered
        public var hasNullSender = false
        /// an account of what became of another letter (RFC 3462)
        public var isReport = false
        /// a person wrote it, and wants no program's answer
        public var wantsNoReceipt = false
    }

    public let subject: String
    public let from: Address?
    public let replyTo: Address?
    public let to: Address?
    /// without its angle brackets
    public let messageID: String
    /// the letters that this one answers, the nearest last; without angle brackets
    public let answers: [String]
    /// when it was written, as its writer says; seconds since 1970
    public let writtenAt: Int64?
    /// the letters that were passed on in this one, or returned by a report; without angle brackets
    public let enclosed: [String]
    public let text: String
    public let files: [File]
    public let marks: Marks
    /// something was left out: too many parts, too deep, too long, too many files
    public let isCut: Bool
    /// characters that could not be read
    public let damages: Int

    /// Nothing where the bytes are no letter at all.
    public init?(_ bytes: [UInt8], _ limits: Limits = Limits()) {
        _ = ReceivedMail.library
        let reading = bytes.withUnsafeBufferPointer { buffer in
            mail_read(
                UnsafeRawPointer(buffer.baseAddress)?.assumingMemoryBound(to: CChar.self), buffer.count,
                Int32(limits.parts), Int32(limits.depth))
        }
        guard let reading else { return nil }
        defer { mail_reading_free(reading) }
        let head = Head(reading, longest: limits.line)
        subject = head.line("Subject")
        from = head.address("From") ?? head.address("Sender")
        replyTo = head.address("Reply-To")
        to = head.address("To")
        messageID = head.identifiers("Message-ID").first ?? ""
        let nearest = head.identifiers("In-Reply-To")
        answers = (head.identifiers("References").filter { !nearest.contains($0) } + nearest).suffix(40)
        let seconds = mail_date(reading)
        writtenAt = seconds == 0 ? nil : seconds
        marks = Marks(
            autoSubmitted: head.line("Auto-Submitted"),
            autoReply: ["X-Autoreply", "X-Autorespond"].map(head.line).first { !$0.isEmpty } ?? "",
            precedence: head.line("Precedence"), listID: head.line("List-Id"),
            hasNullSender: head.line("Return-Path") == "<>",
            isReport: head.line("Content-Type").lowercased().hasPrefix("multipart/report"),
            wantsNoReceipt: !head.line("X-Auto-Response-Suppress").isEmpty)
        let body = Body(reading, limits)
        enclosed = body.enclosed
        text = body.text
        files = body.files
        isCut = body.isCut || mail_is_cut(reading) != 0
        damages = mail_damages(reading)
    }

    /// Once in the life of the process, before any other call.
    static let library: Void = mail_begin()
}

/// Headers, decoded and bounded.
private struct Head {
    let reading: OpaquePointer
    let longest: Int

    init(_ reading: OpaquePointer, longest: Int) {
        self.reading = reading
        self.longest = longest
    }

    func line(_ name: String) -> String { plain(whole(name)).opening(scalars: longest) }

    func address(_ name: String) -> ReceivedMail.Address? {
        var display: UnsafeMutablePointer<CChar>?
        var address: UnsafeMutablePointer<CChar>?
        guard mail_address(reading, name, &display, &address) != 0, let display, let address else { return nil }
        defer {
            mail_free(display)
            mail_free(address)
        }
        let at = plain(String(cString: address))
        guard at.utf8.count <= 254, at.contains("@") else { return nil }
        return ReceivedMail.Address(name: plain(String(cString: display)).opening(scalars: longest), address: at)
    }

    /// What stands in angle brackets; some write the bare identifier.
    func identifiers(_ name: String) -> [String] { Self.identifiers(in: whole(name)) }

    /// The last of them: of a head that names ten thousand letters nobody holds each against each.
    static let mostIdentifiers = 100

    static func identifiers(in text: String) -> [String] {
        let bracketed = text.split(separator: "<").compactMap { part -> String? in
            guard let end = part.firstIndex(of: ">") else { return nil }
            return String(part[..<end])
        }
        let found = bracketed.isEmpty ? text.split(whereSeparator: \.isWhitespace).map(String.init) : bracketed
        return found.suffix(mostIdentifiers).map(plain).filter { !$0.isEmpty && $0.utf8.count <= 400 }
    }

    private func whole(_ name: String) -> String {
        guard let value = mail_header(reading, name) else { return "" }
        defer { mail_free(value) }
        return String(cString: value)
    }

    private func plain(_ text: String) -> String { Self.plain(text) }

    static func plain(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 })
        ).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

/// The parts of a letter, put together: its text, and what came with it.
private struct Body {
    private(set) var text = ""
    private(set) var files: [ReceivedMail.File] = []
    private(set) var enclosed: [String] = []
    private(set) var isCut = false

    init(_ reading: OpaquePointer, _ limits: ReceivedMail.Limits) {
        var texts: [String] = []
        for place in 0..<mail_part_count(reading) {
            let part = mail_part_at(reading, place)
            let bytes = UnsafeBufferPointer(
                start: UnsafeRawPointer(part.bytes)?.assumingMemoryBound(to: UInt8.self), count: part.length)
            switch Int(part.kind) {
            case MAIL_FILE:
                guard files.count < limits.files else {
                    isCut = true
                    continue
                }
                files.append(ReceivedMail.File(name: part.name.map { String(cString: $0) } ?? "", bytes: Array(bytes)))
            case MAIL_FORWARDED:
                let said = [part.sender, part.name].compactMap { $0.map { Head.plain(String(cString: $0)) } }
                texts.append("―― \(said.joined(separator: " · "))")
                let identifiers = Head.identifiers(in: String(decoding: bytes, as: UTF8.self))
                if enclosed.count < 20 { enclosed += identifiers.prefix(1) }
            case MAIL_HTML:
                // Markup of more than a megabyte is read as far as that.
                isCut = isCut || bytes.count > HTMLText.longest
                texts.append(HTMLText(String(decoding: bytes.prefix(HTMLText.longest), as: UTF8.self)).description)
            default: texts.append(Self.tidy(String(decoding: bytes, as: UTF8.self)))
            }
        }
        let whole = texts.filter { !$0.isEmpty }.joined(separator: "\n\n")
        text = whole.opening(scalars: limits.text)
        isCut = isCut || text.utf8.count < whole.utf8.count
    }

    /// Lines as we write them, without control characters and without blank lines at the ends.
    private static func tidy(_ text: String) -> String {
        let lines = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        let kept = lines.unicodeScalars.filter {
            $0 == "\n" || $0 == "\t" || $0.properties.generalCategory != .control
        }
        let clean = String(String.UnicodeScalarView(kept))
        guard let first = clean.firstIndex(where: { !$0.isWhitespace }),
            let last = clean.lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(clean[first...last])
    }
}

extension String {
    /// So many scalars of the beginning: a letter may hang any number of marks on one character.
    func opening(scalars count: Int) -> String {
        unicodeScalars.count <= count ? self : String(String.UnicodeScalarView(unicodeScalars.prefix(count)))
    }
}
