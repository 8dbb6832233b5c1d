import Dispatch
import Foundation
import Kernel
import Mail

/// Reads and writes letters on a thread of its own: a large one takes a while, and the house's tasks must not wait.
final class MailReadingThread: Sendable {
    private let queue = DispatchQueue(label: "qingting.letters", qos: .utility)

    /// Nothing where the bytes are no letter.
    func read(_ bytes: [UInt8]) async -> ReadLetter? {
        await withCheckedContinuation { waiting in
            queue.async { waiting.resume(returning: ReceivedMail(bytes).map(ReadLetter.init)) }
        }
    }

    func write(_ answer: MailAnswer, from mailbox: Mailbox) async -> [UInt8]? {
        var mail = WrittenMail(
            from: mailbox.facts.address, to: answer.to.address, subject: answer.subject, text: answer.text,
            messageID: answer.messageID, writtenAt: answer.actedAt.milliseconds / 1000)
        mail.fromName = mailbox.facts.sender
        mail.toName = answer.to.name
        mail.answers = answer.answers
        mail.isAutomatic = answer.kind == .receipt
        let written = mail
        return await withCheckedContinuation { waiting in
            queue.async { waiting.resume(returning: written.bytes) }
        }
    }
}

extension ReadLetter {
    fileprivate init(_ mail: ReceivedMail) {
        func address(_ from: ReceivedMail.Address?) -> MailAddress? {
            from.map { MailAddress(name: $0.name, address: $0.address) }
        }
        // A report is about the letters it returns.
        let returned = mail.marks.isReport || mail.marks.hasNullSender ? mail.enclosed : []
        let head = MailLetter.Head(
            subject: mail.subject, from: address(mail.from) ?? MailAddress(name: "", address: ""),
            replyTo: address(mail.replyTo), messageID: mail.messageID, answers: mail.answers + returned,
            writtenAt: mail.writtenAt.flatMap { seconds in
                // A clock that says anything else is wrong.
                (0..<4_102_444_800).contains(seconds) ? Instant(milliseconds: seconds * 1000) : nil
            })
        let marks = Marks(
            autoSubmitted: mail.marks.autoSubmitted, autoReply: mail.marks.autoReply,
            precedence: mail.marks.precedence, listID: mail.marks.listID, hasNullSender: mail.marks.hasNullSender,
            isReport: mail.marks.isReport, wantsNoReceipt: mail.marks.wantsNoReceipt)
        self.init(
            head: head, text: mail.text, files: mail.files.map { File(name: $0.name, bytes: $0.bytes) }, marks: marks,
            isCut: mail.isCut || mail.damages > 0)
    }
}
