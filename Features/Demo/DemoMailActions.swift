import Database
import Handbook
import Kernel

/// A mailbox that is switched off, since its server is nowhere, and the letters that came by it: two to be answered, a
/// holiday notice of somebody's program, and a newsletter.
extension DemoStage {
    func receiveLetters(in unit: Unit.ID) throws {
        guard let keeper = try connectors(of: unit).first else { return }
        let channels = try tx.receptionChannels.list(in: .some([unit]))
        let mailbox = try tx.mailboxes.enter(
            Mailbox.Facts(
                address: DemoPhrases.mailAddress, sender: DemoPhrases.mailName,
                fetching: Mailbox.Server(host: "imap.example.cn", port: 993, line: .tls), user: DemoPhrases.mailAddress,
                sending: Mailbox.Server(host: "smtp.example.cn", port: 465, line: .tls),
                reception: channels.first { $0.facts.kind.channel == .email }?.id, since: tx.now - .days(7)),
            secret: "demo", in: unit, by: keeper)
        try tx.mailboxes.turn(mailbox.id, on: false, by: keeper)
        for (place, letter) in DemoPhrases.letters.enumerated() {
            let head = MailLetter.Head(
                subject: letter.subject, from: MailAddress(name: letter.name, address: letter.address),
                messageID: "demo-\(place)@example.cn")
            try tx.mailLetters.receive(
                FetchedLetter(
                    digest: "demo-letter-\(place)", place: Mailbox.Place(validity: 1, uid: Int64(place + 1)),
                    arrivedAt: tx.now - .minutes(letter.minutesAgo), size: 2000 + letter.text.utf8.count, head: head,
                    text: letter.text, kind: letter.kind, isCut: false, wantsReceipt: false, files: []), at: mailbox)
        }
    }

    private func connectors(of unit: Unit.ID) throws -> [Actor] {
        try department.pack.people.compactMap { try staff[$0.account].map(tx.actor) }
            .filter { $0.may(.manageMailbox, in: unit, isOwn: false) }
    }
}
