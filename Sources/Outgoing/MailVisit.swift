/// One visit at a mailbox, by IMAP: what is there, and letter after letter. Nothing is deleted or moved; a letter that
/// was fetched counts as read on the server, as with any mail program.
public final class MailVisit: Sendable {
    /// Where a mailbox stands. Identifiers of letters hold only as long as `validity` does (RFC 3501, 2.3.1.1).
    public struct State: Equatable, Sendable {
        public let validity: UInt32
        /// the identifier that the next letter will have
        public let next: UInt32

        public init(validity: UInt32, next: UInt32) {
            self.validity = validity
            self.next = next
        }
    }

    /// A letter before it is fetched.
    public struct Head: Equatable, Sendable {
        public let uid: UInt32
        /// when the server got it, in seconds since 1970
        public let arrivedAt: Int64
        /// bytes
        public let size: Int
    }

    /// bytes of the list of heads that are read at one time: some 60,000 letters
    static let longestList = 6 << 20

    private let line: MailLine
    private let folder: String

    /// `authorities`: a file of certificates to be believed instead of the system's. `mayReach` is asked with an address
    /// in figures before every connection.
    public init(
        _ server: MailServer, folder: String, authorities: String? = nil,
        mayReach: @escaping @Sendable (String) -> Bool
    ) {
        line = MailLine(server, authorities: authorities, mayReach: mayReach)
        self.folder = folder
    }

    public func state() async throws(MailFault) -> State {
        let command = "STATUS \"\(folder)\" (UIDVALIDITY UIDNEXT)"
        let answer = try await line.ask(.init(scheme: "imap", command: command, longest: 64 * 1024))
        let text = String(decoding: answer.bytes, as: UTF8.self).uppercased()
        guard let validity = Self.number(after: "UIDVALIDITY ", in: text).flatMap(UInt32.init(exactly:)),
            let next = Self.number(after: "UIDNEXT ", in: text).flatMap(UInt32.init(exactly:))
        else { throw MailFault(.other, "STATUS: \(text.prefix(100))") }
        return State(validity: validity, next: next)
    }

    /// The letters after `uid`, the oldest first; the second value says whether there may be more.
    public func heads(after uid: UInt32, in state: State) async throws(MailFault) -> (heads: [Head], isCut: Bool) {
        guard uid < UInt32.max, uid + 1 < state.next else { return ([], false) }
        let answer = try await line.ask(
            .init(
                scheme: "imap", path: place(state), command: "UID FETCH \(uid + 1):* (UID INTERNALDATE RFC822.SIZE)",
                longest: Self.longestList))
        var text = String(decoding: answer.bytes, as: UTF8.self)
        // Of a list that was cut, the last line may be half a line.
        if answer.isCut, let end = text.lastIndex(where: \.isNewline) { text = String(text[..<end]) }
        // «n:*» answers the last letter there is, even if it is older than n.
        let heads = text.split(whereSeparator: \.isNewline).compactMap(Self.head).filter { $0.uid > uid }
        return (heads.sorted { $0.uid < $1.uid }, answer.isCut)
    }

    /// The letter as it came, no more than `longest` bytes of it.
    public func letter(_ uid: UInt32, in state: State, longest: Int) async throws(MailFault) -> [UInt8] {
        try await line.ask(.init(scheme: "imap", path: "\(place(state))/;UID=\(uid)", longest: longest)).bytes
    }

    /// Its head alone: of a letter that is too large.
    public func head(_ uid: UInt32, in state: State, longest: Int) async throws(MailFault) -> [UInt8] {
        let path = "\(place(state))/;UID=\(uid)/;SECTION=HEADER"
        return try await line.ask(.init(scheme: "imap", path: path, longest: longest)).bytes
    }

    private func place(_ state: State) -> String {
        let escaped = folder.utf8.map { byte -> String in
            let isPlain = (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            return isPlain ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        return "\(escaped.joined());UIDVALIDITY=\(state.validity)"
    }

    /// `* 12 FETCH (UID 31 INTERNALDATE "05-Jan-2026 09:30:00 +0800" RFC822.SIZE 2143)`, in whatever order.
    static func head(of line: some StringProtocol) -> Head? {
        let text = line.uppercased()
        guard text.hasPrefix("* "), text.contains(" FETCH ("),
            let uid = number(after: "UID ", in: text).flatMap(UInt32.init(exactly:)),
            let size = number(after: "RFC822.SIZE ", in: text).flatMap(Int.init(exactly:)),
            let start = text.firstRange(of: "INTERNALDATE \"")?.upperBound
        else { return nil }
        guard let date = seconds(text[start...].prefix { $0 != "\"" }) else { return nil }
        return Head(uid: uid, arrivedAt: date, size: size)
    }

    private static func number(after mark: String, in text: String) -> UInt64? {
        guard let start = text.firstRange(of: mark)?.upperBound else { return nil }
        return UInt64(text[start...].prefix(while: \.isNumber))
    }

    /// `05-JAN-2026 09:30:00 +0800`, its day perhaps with a blank before it (RFC 3501, date-time).
    private static func seconds(_ text: Substring) -> Int64? {
        let parts = text.split(whereSeparator: { " -:+".contains($0) })
        let months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
        guard parts.count == 7, let day = Int64(parts[0]), let month = months.firstIndex(of: String(parts[1])),
            let year = Int64(parts[2]), (1970...9999).contains(year), let hour = Int64(parts[3]),
            let minute = Int64(parts[4]), let second = Int64(parts[5]), let zone = Int64(parts[6]),
            (1...31).contains(day), (0...23).contains(hour), (0...59).contains(minute), (0...60).contains(second),
            zone <= 2400
        else { return nil }
        // Days since 1970 of a civil date (Howard Hinnant, «chrono-compatible low-level date algorithms»).
        let shifted = month < 2 ? year - 1 : year
        let era = shifted / 400
        let ofEra = shifted - era * 400
        let ofYear = (153 * (Int64(month) + (month < 2 ? 10 : -2)) + 2) / 5 + day - 1
        let days = era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
        let offset = (zone / 100 * 60 + zone % 100) * 60 * (text.contains("+") ? 1 : -1)
        return days * 86_400 + hour * 3600 + minute * 60 + second - offset
    }
}

/// Takes letters to a mail server, by SMTP.
public struct MailOffice: Sendable {
    private let authorities: String?
    private let mayReach: @Sendable (String) -> Bool

    public init(authorities: String? = nil, mayReach: @escaping @Sendable (String) -> Bool) {
        self.authorities = authorities
        self.mayReach = mayReach
    }

    /// Answers when the server has taken the letter upon itself. `sender` empty: nobody is to be told what becomes of it.
    public func send(
        _ letter: [UInt8], from sender: String, to receiver: String, through server: MailServer
    ) async throws(MailFault) {
        guard [sender, receiver].allSatisfy(Self.isPlain), !receiver.isEmpty else {
            throw MailFault(.address, receiver)
        }
        let line = MailLine(server, authorities: authorities, mayReach: mayReach)
        do {
            _ = try await line.ask(
                .init(
                    scheme: "smtp", path: "localhost", longest: 64 * 1024, sender: sender, receivers: [receiver],
                    letter: letter))
        } catch {
            // 550: no such receiver, and the like; libcurl calls both «send error».
            guard error.reason == .hungUp || error.reason == .other,
                error.words.contains(": 5")
            else { throw error }
            throw MailFault(.address, error.words)
        }
    }

    /// Whether the server is there and lets us in.
    public func greet(_ server: MailServer) async throws(MailFault) {
        let line = MailLine(server, authorities: authorities, mayReach: mayReach)
        _ = try await line.ask(.init(scheme: "smtp", path: "localhost", command: "NOOP", longest: 64 * 1024))
    }

    /// No line break and no bracket gets into a command.
    private static func isPlain(_ address: String) -> Bool {
        address.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F && $0 != "<" && $0 != ">" }
    }
}
