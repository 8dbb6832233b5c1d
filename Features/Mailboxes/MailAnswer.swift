import Kernel

/// A letter of ours: a person's answer, or the receipt of a program. An answer may be taken back for ten seconds; then it
/// waits for its courier, and goes.
///
///     held ──10 s──▶ waiting ──▶ sent        taken back: gone, its text with its writer again
///                       └──▶ failed, and its writer is told
struct MailAnswer: Entity {
    enum Kind: String, CaseIterable, Sendable { case answer, receipt }
    enum State: String, CaseIterable, Sendable { case held, waiting, sent, failed }

    let id: ID
    let mailbox: Mailbox.ID
    let kind: Kind
    /// the letter it answers
    let letter: MailLetter.ID
    let serviceCase: Case.ID?
    /// nobody: a program
    let author: Staff.ID?
    let to: MailAddress
    let subject: String
    let text: String
    let messageID: String
    /// the letters before it, the nearest last
    let answers: [String]
    /// when the person pressed «send»: the instant that counts
    let actedAt: Instant
    let sendAt: Instant
    var state: State
    var sentAt: Instant?
    var problem = ""

    static let longestSubject = 200

    /// Identifiers of letters of ours that stand in a text: some servers write the head of what they return into it.
    static func identifiers(in text: String) -> [String] {
        let words = text.split { $0.isWhitespace || $0 == "<" || $0 == ">" }
        let ours = words.filter { word in Kind.allCases.contains { word.contains(".\($0.rawValue)@") } }
        return ours.prefix(20).map(String.init)
    }

    /// Whether the last that a person wrote did not arrive.
    static func isLost(_ answers: [MailAnswer]) -> Bool { answers.last { $0.kind == .answer }?.state == .failed }

    /// «Re: …» in Chinese, once; with the number of its case, by which an answer finds its way back.
    static func subject(answering subject: String, number: String?) -> String {
        var bare = subject
        for prefix in Word.mailSubjectPrefixes where bare.lowercased().hasPrefix(prefix) {
            bare = String(bare.dropFirst(prefix.count)).withoutBlankEnds
        }
        let tag = number.map { " [\($0)]" } ?? ""
        let isTagged = number.map { bare.contains($0) } ?? true
        return Language.chinese(.mailSubjectAnswer, "\(bare.prefix(longestSubject - 40))\(isTagged ? "" : tag)")
    }
}
