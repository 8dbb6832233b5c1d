package import Database
import Kernel

/// Fetches letters and takes ours away. What waits for the network happens between the transactions; a node that dies in
/// the middle leaves the mailbox to the next look, and what was not committed is fetched again.
package struct MailboxCare: Sendable {
    let database: any Database
    let way: MailWay
    let isScanning: Bool
    private let reading = MailReadingThread()
    private let types = FileTypeThread()

    package init(_ database: any Database, way: MailWay, isScanning: Bool) {
        self.database = database
        self.way = way
        self.isScanning = isScanning
    }

    /// All that is due, a few mailboxes beside each other. Answers how many letters were taken in or sent.
    @discardableResult
    package func round() async throws -> Int {
        let boxes = try await claimed()
        return try await withThrowingTaskGroup(of: Int.self) { group in
            for box in boxes { group.addTask { try await visit(box) } }
            let fetched = try await group.reduce(0, +)
            return try await fetched + sendDue()
        }
    }

    private func claimed() async throws -> [Mailbox] {
        guard try await database.read({ tx in try tx.mailboxes.isAnyDue() }) else { return [] }
        return try await database.write { tx in
            var boxes: [Mailbox] = []
            while boxes.count < Self.atOnce, let box = try tx.mailboxes.claim() { boxes.append(box) }
            return boxes
        }
    }

    private static let atOnce = 4

    /// One visit: letter after letter, each in a transaction of its own together with how far the visit has come.
    private func visit(_ box: Mailbox) async throws -> Int {
        let beganAt = try await database.read { tx in tx.now }
        var fetch = MailboxFetch(beganAt: beganAt, endedAt: beganAt)
        var isMore = false
        do {
            isMore = try await take(from: box, &fetch)
        } catch let failure as MailWay.Failure {
            fetch.trouble = Mailbox.Trouble.Reason(rawValue: failure.reason) ?? .other
            fetch.words = String(failure.words.prefix(300))
        } catch let error where !(error is CancellationError) {
            // Nothing is lost: what was not kept is fetched again, later each time.
            fetch.trouble = .other
            fetch.words = String(String(describing: error).prefix(300))
        }
        let (done, more) = (fetch, isMore)
        try await database.write { tx in
            let ended = MailboxFetch(
                beganAt: done.beganAt, endedAt: tx.now, taken: done.taken, known: done.known, trouble: done.trouble,
                words: done.words)
            try tx.mailboxes.finish(box.id, ended, isMore: more)
        }
        return fetch.taken
    }

    /// Answers whether there is more than one visit takes.
    private func take(from box: Mailbox, _ fetch: inout MailboxFetch) async throws -> Bool {
        let visit = way.visit(box.server(box.facts.fetching), box.facts.folder)
        let state = try await visit.state()
        // A server that counts anew has given every letter another number: all are looked at again, none taken twice.
        let last = box.place.flatMap { $0.validity == state.validity ? $0.uid : nil } ?? 0
        let (heads, isCut) = try await visit.heads(last, state)
        let own = try await database.read { tx in try tx.mailboxes.addresses() }
        var passed: Mailbox.Place?
        var left = Mailbox.mostLetters
        var isMore = isCut
        let beganAt = fetch.beganAt
        for head in heads {
            let place = Mailbox.Place(validity: state.validity, uid: head.uid)
            guard head.arrivedAt >= box.facts.since else {
                passed = place
                continue
            }
            let isLate = try await database.read { tx in tx.now > beganAt + Mailbox.longestVisit }
            guard left > 0, !isLate else {
                isMore = true
                break
            }
            guard let fetched = try await fetched(head, at: place, visit, state, own: own) else {
                passed = place
                continue
            }
            left -= 1
            if try await keep(fetched, at: box) { fetch.taken += 1 } else { fetch.known += 1 }
            passed = nil
        }
        if let passed { try await database.write { tx in try tx.mailboxes.move(box, to: passed) } }
        return isMore
    }

    /// A letter that is gone meanwhile is nothing; one that cannot be made out is still a letter.
    private func fetched(
        _ head: MailWay.Head, at place: Mailbox.Place, _ visit: MailWay.Visit, _ state: MailWay.State, own: Set<String>
    ) async throws -> FetchedLetter? {
        let isOversized = head.size > Mailbox.largestLetter
        let bytes: [UInt8]
        do {
            bytes =
                isOversized
                ? try await visit.head(head.uid, state, 1 << 20)
                : try await visit.letter(head.uid, state, Mailbox.largestLetter + 4096)
        } catch let failure as MailWay.Failure where failure.reason == Mailbox.Trouble.Reason.noSuchLetter.rawValue {
            return nil
        }
        let digesting = Digesting()
        digesting.take(bytes)
        var letter = FetchedLetter(
            digest: Secrets.hex(digesting.finish()), place: place, arrivedAt: head.arrivedAt, size: head.size,
            head: MailLetter.Head(), text: "", kind: .unreadable, isCut: true, wantsReceipt: false, files: [])
        guard let read = await reading.read(bytes) else { return letter }
        let kind = read.kind(own: own)
        letter.head = read.head
        letter.kind = isOversized && kind == .personal ? .oversized : kind
        letter.text = isOversized ? "" : read.text
        letter.isCut = read.isCut || isOversized
        letter.wantsReceipt = !read.marks.wantsNoReceipt
        letter.files = try await files(of: read)
        return letter
    }

    /// Files by what their bytes are, under the rules of all attachments; what is not taken is named with its reason.
    private func files(of read: ReadLetter) async throws -> [MailFile] {
        var files: [MailFile] = []
        for (place, file) in read.files.enumerated() {
            let digesting = Digesting()
            digesting.take(file.bytes)
            let mime = file.bytes.isEmpty ? "" : try await types.mime(of: file.bytes)
            let examined = ExaminedFile(
                sent: file.name, size: file.bytes.count, mime: mime, digest: Secrets.hex(digesting.finish()))
            let type = try? examined.accepted()
            let name =
                type.map { FileName(sent: file.name, as: $0).description } ?? FileName(shown: file.name).description
            if let type { try await keep(file.bytes, of: examined, as: type) }
            files.append(
                MailFile(
                    number: place + 1, name: name, size: examined.size, mime: mime,
                    digest: type == nil ? nil : examined.digest))
        }
        return files
    }

    /// Piece by piece, each in a transaction of its own: nobody else waits for a large file.
    private func keep(_ bytes: [UInt8], of file: ExaminedFile, as type: FileType) async throws {
        let isScanning = isScanning
        let isNeeded = try await database.write { tx in
            try tx.contents.begin(
                file, preview: type.kind == .image ? .waiting : .none, isScanning: isScanning)
        }
        guard isNeeded else { return }
        for start in stride(from: 0, to: bytes.count, by: StoredContent.pieceLength) {
            let piece = Array(bytes[start..<min(bytes.count, start + StoredContent.pieceLength)])
            try await database.write { tx in
                try tx.contents.insert(piece: piece, number: start / StoredContent.pieceLength, of: file.digest)
            }
        }
    }

    /// What the house cannot keep as it is, it keeps as a letter that somebody has to look at in the mailbox.
    private func keep(_ letter: FetchedLetter, at box: Mailbox) async throws -> Bool {
        do {
            return try await database.write { tx in try tx.mailLetters.receive(letter, at: box) }
        } catch let error as DatabaseError {
            throw error
        } catch  where !letter.isBare {
            let bare = letter.bare
            return try await database.write { tx in try tx.mailLetters.receive(bare, at: box) }
        }
    }

    /// Letters of ours that wait: taken one after another for each mailbox, sent outside of any transaction.
    private func sendDue() async throws -> Int {
        let boxes = try await database.read { tx in try tx.mailAnswers.waiting(limit: 50) }
        var count = 0
        for box in boxes {
            for _ in 0..<Self.mostInARow {
                let next = try await database.write { tx -> (OutboxMessage, MailAnswer?, Mailbox?)? in
                    guard
                        let message = try tx.outbox.claim(MailDelivery.kind, to: box.rawValue, for: MailDelivery.lease)
                    else { return nil }
                    return (
                        message, try tx.mailAnswers.find(MailAnswer.ID(message.payload)), try tx.mailboxes.find(box)
                    )
                }
                guard let (message, answer, mailbox) = next else { break }
                if try await !send(message, answer, mailbox) { break }
                count += 1
            }
        }
        return count
    }

    private static let mostInARow = 50

    /// Answers no where the server is away: what waits behind it waits as well.
    private func send(_ message: OutboxMessage, _ answer: MailAnswer?, _ mailbox: Mailbox?) async throws -> Bool {
        // One that was given up is sent after all when its message is revived.
        guard var answer, answer.state == .waiting || answer.state == .failed else {
            try await database.write { tx in try tx.outbox.markDone(message) }
            return true
        }
        guard let mailbox, let server = mailbox.facts.sending, let bytes = await reading.write(answer, from: mailbox)
        else {
            answer.state = .failed
            answer.problem = "no way to send it"
            let lost = answer
            try await database.write { tx in
                try tx.outbox.markDone(message)
                try tx.mailAnswers.save(lost)
                try tx.mailAnswers.tellFailed(lost)
            }
            return true
        }
        var failure: MailWay.Failure?
        do {
            // A program's letter names nobody to be told that it did not arrive (RFC 3834, 3.3).
            let sender = answer.kind == .receipt ? "" : mailbox.facts.address
            try await way.send(bytes, sender, answer.to.address, mailbox.server(server))
        } catch let fault as MailWay.Failure {
            failure = fault
        }
        let isForGood = failure?.reason == Mailbox.Trouble.Reason.address.rawValue
        answer.problem = failure.map { String("\($0.reason): \($0.words)".prefix(300)) } ?? ""
        let isLast = message.attempts + 1 >= OutboxMessage.mostAttempts
        if failure == nil { answer.state = .sent } else if isForGood || isLast { answer.state = .failed }
        let (told, fault) = (answer, failure)
        try await database.write { tx in
            var told = told
            if told.state == .sent { told.sentAt = tx.now }
            try tx.mailAnswers.save(told)
            if fault == nil || isForGood {
                try tx.outbox.markDone(message)
            } else {
                // The server's words name who was written to; they stay with the answer, which is anonymised.
                try tx.outbox.markFailed(message, because: fault?.reason ?? "")
            }
            if told.state == .failed { try tx.mailAnswers.tellFailed(told) }
        }
        return failure == nil || isForGood
    }
}

extension FetchedLetter {
    var isBare: Bool { kind == .unreadable && text.isEmpty && files.isEmpty }
    /// Without anything a sender wrote.
    var bare: FetchedLetter {
        FetchedLetter(
            digest: digest, place: place, arrivedAt: arrivedAt, size: size, head: MailLetter.Head(), text: "",
            kind: .unreadable, isCut: true, wantsReceipt: false, files: [])
    }
}

extension Mailbox {
    func server(_ server: Server) -> MailWay.Server {
        MailWay.Server(
            host: server.host, port: server.port, line: server.line.rawValue, user: facts.user, password: secret)
    }
}

extension Chore {
    /// Answers whose ten seconds are over leave, whichever node they were written on.
    static let heldLetters = Chore(
        name: "letter.send", rhythm: .every(.seconds(1)),
        isNeeded: { tx in try !tx.mailAnswers.held(at: tx.now, limit: 1).isEmpty },
        work: { tx in try tx.mailAnswers.releaseDue() == 100 ? .more : .done })

    /// A letter follows its case to whoever handles it now; its clock goes on.
    static let letterFollowing = Chore(
        name: "letter.follow", rhythm: .every(.minutes(1)),
        work: { tx in
            let strays = try tx.mailLetters.strays(limit: 100)
            for (letter, handler) in strays { try tx.mailLetters.hand(letter, to: handler, by: nil) }
            return strays.count == 100 ? .more : .done
        })
}
