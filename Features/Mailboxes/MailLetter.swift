import Kernel

/// 邮件: a letter that reached one of our mailboxes. What a person wrote becomes a contact that owes an answer from the
/// moment the server got it; what a program wrote is kept, and owes nothing (CHAIN-11).
///
///     arrived ──▶ answered (by a person) · passed on (a case owes the answer now) · closed (with a reason)
struct MailLetter: Entity {
    /// characters that a page and a case take over
    static let longestText = 100_000
    /// No more than one receipt of a program to one address in so long: two programs cannot talk to each other.
    static let receiptPause = Duration.hours(24)
    /// Receipts of one mailbox in an hour.
    static let mostReceipts = 100

    let id: ID
    let mailbox: Mailbox.ID
    let unit: Unit.ID
    /// when the server got it (INTERNALDATE): the clock starts here
    let arrivedAt: Instant
    let takenAt: Instant
    let size: Int
    let head: Head
    let text: String
    let kind: Kind
    /// Something was left out, or could not be read.
    let isCut: Bool
    var contact: Contact.ID?
    private(set) var settlement: Settlement?

    /// Who wrote it, to whom, in answer to what.
    struct Head: Equatable, Sendable {
        var subject = ""
        var from = MailAddress(name: "", address: "")
        /// where an answer goes
        var replyTo: MailAddress?
        var messageID = ""
        var answers: [String] = []
        var writtenAt: Instant?

        var receiver: MailAddress { replyTo ?? from }
    }

    enum Kind: String, CaseIterable, Sendable {
        case personal
        /// Larger than we take: its head is here, the rest lies in the mailbox.
        case oversized
        /// It could not be made out, or not be kept: it lies in the mailbox.
        case unreadable
        /// the same letter in another of our mailboxes
        case copy
        /// by a program, by what it says of itself
        case automatic
        case list
        case bounce
        /// ours: sent to ourselves
        case own

        /// Whether a person waits for an answer.
        var owesAnswer: Bool {
            switch self {
            case .personal, .oversized, .unreadable: true
            case .copy, .automatic, .list, .bounce, .own: false
            }
        }
    }

    struct Settlement: Equatable, Sendable {
        enum Way: String, CaseIterable, Sendable {
            case answered
            case passedOn = "passed-on"
            case closed
        }

        let way: Way
        let at: Instant
        let by: Staff.ID?
    }

    enum Refusal: Error, Equatable {
        case settled
        case notYours
        case nothingToSend
        /// The mailbox sends nothing, or the letter names nobody to answer.
        case noReceiver
        case gone
        case endingForCalls
    }

    init(
        id: ID, mailbox: Mailbox.ID, unit: Unit.ID, arrivedAt: Instant, takenAt: Instant, size: Int, head: Head,
        text: String, kind: Kind, isCut: Bool, contact: Contact.ID? = nil, settlement: Settlement? = nil
    ) {
        self.id = id
        self.mailbox = mailbox
        self.unit = unit
        self.arrivedAt = arrivedAt
        self.takenAt = takenAt
        self.size = size
        self.head = head
        self.text = text
        self.kind = kind
        self.isCut = isCut
        self.contact = contact
        self.settlement = settlement
    }

    /// Of a report: a letter is lost, and not only late (RFC 3464, 2.3.3) or read. Older servers say it in prose alone.
    var saysLost: Bool {
        let actions = said("action")
        return actions.isEmpty ? head.from.isOfServer : actions.contains { $0.lowercased() == "failed" }
    }

    /// Of a report: why, in the words of the server that gave up.
    var lossInWords: String { said("diagnostic-code").first ?? said("status").first ?? head.subject }

    private func said(_ name: String) -> [String] {
        text.split(whereSeparator: \.isNewline).compactMap { line in
            let parts = line.split(separator: ":", maxSplits: 1)
            return parts.count == 2 && parts[0].lowercased() == name ? String(parts[1]).withoutBlankEnds : nil
        }
    }

    var isOpen: Bool { kind.owesAnswer && settlement == nil }

    mutating func settle(_ way: Settlement.Way, by staff: Staff.ID?, at instant: Instant) throws(Refusal) {
        guard settlement == nil else { throw .settled }
        settlement = Settlement(way: way, at: instant, by: staff)
    }
}

struct MailAddress: Equatable, Sendable {
    let name: String
    let address: String

    /// As addresses are compared: the part after the @ in small letters, and the rest too, since no provider our
    /// customers use tells them apart.
    var key: String { address.lowercased() }
    /// Whether a mail server writes, and nobody behind it.
    var isOfServer: Bool { ["mailer-daemon", "postmaster"].contains(String(key.prefix { $0 != "@" })) }
    /// `w***@example.cn`
    var masked: String {
        let parts = address.split(separator: "@", maxSplits: 1)
        guard parts.count == 2 else { return "***" }
        return "\(parts[0].prefix(1))***@\(parts[1])"
    }
    /// A name where there is one; else the part before the @.
    var shown: String { name.isEmpty ? String(address.prefix { $0 != "@" }) : name }
}

/// What was made out of the bytes of a letter.
struct ReadLetter: Sendable {
    struct File: Sendable {
        let name: String
        let bytes: [UInt8]
    }

    /// What a program says of itself in the head of a letter.
    struct Marks: Equatable, Sendable {
        var autoSubmitted = ""
        var autoReply = ""
        var precedence = ""
        var listID = ""
        var hasNullSender = false
        var isReport = false
        var wantsNoReceipt = false
    }

    var head: MailLetter.Head
    var text: String
    var files: [File]
    var marks: Marks
    var isCut: Bool

    /// What kind of letter it is, by what it says of itself (RFC 3834, RFC 2919, RFC 3464). `own` are the addresses of
    /// our mailboxes. A person's letter is nothing of all this; when in doubt, a person wrote it.
    func kind(own: Set<String>) -> MailLetter.Kind {
        let sender = head.from.key
        if own.contains(sender) { return .own }
        let name = sender.prefix { $0 != "@" }
        if marks.isReport || head.from.isOfServer { return .bounce }
        // Notices of absence bear no sender either (RFC 3834, 3.3): they return nothing.
        let submitted = marks.autoSubmitted.lowercased()
        if !submitted.isEmpty, submitted != "no" { return .automatic }
        if !marks.autoReply.isEmpty { return .automatic }
        if marks.hasNullSender { return .bounce }
        if !marks.listID.isEmpty { return .list }
        switch marks.precedence.lowercased() {
        case "bulk", "list", "junk": return .list
        case "auto_reply", "auto-reply": return .automatic
        default: break
        }
        let unanswerable: Set = ["noreply", "no-reply", "donotreply", "do-not-reply"]
        return unanswerable.contains(String(name)) ? .automatic : .personal
    }
}

/// A file that came with a letter: taken, or why not.
struct MailFile: Equatable, Sendable {
    let number: Int
    /// as it was sent; shown, and no place on a disk
    let name: String
    let size: Int
    let mime: String
    /// of the bytes we keep; nothing where the file was not taken
    let digest: String?
}

/// The numbers of cases that a text names: `20260105-10001`.
enum CaseNumbers {
    static func named(in text: String) -> [String] {
        text.split(whereSeparator: { !($0.isASCII && $0.isNumber) && $0 != "-" }).map(String.init).filter { word in
            let parts = word.split(separator: "-", omittingEmptySubsequences: false)
            return parts.count == 2 && parts[0].count == 8 && (4...12).contains(parts[1].count)
        }.prefix(5).map(\.self)
    }
}
