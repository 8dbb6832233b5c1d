package import Database
import Kernel

/// Fetches letters. What waits for the network happens between the transactions; a node that dies in the middle leaves
/// the mailbox to the next look, and what was not committed is fetched again.
///
/// Each mailbox is visited on a lane of its own: one whose server is slow or hangs keeps nobody waiting but itself.
package struct MailboxCare: Sendable {
    let database: any Database
    let way: MailWay
    let isScanning: Bool
    private let lanes = Lanes<Mailbox.ID>(most: 16)
    private let reading = MailReadingThread()
    private let types = FileTypeThread()

    package init(_ database: any Database, way: MailWay, isScanning: Bool) {
        self.database = database
        self.way = way
        self.isScanning = isScanning
    }

    /// One round: whatever is due, beside each other; answers how many letters were taken in.
    @discardableResult
    func fetchDue() async throws -> Int {
        let due = try await visitsDue()
        return try await withThrowingTaskGroup(of: Int.self) { group in
            for visit in due { group.addTask { try await self.make(visit) } }
            return try await group.reduce(0, +)
        }
    }

    /// Mailboxes that are due and that nobody on this node is visiting: each is to be given to `make`, which ends its
    /// lane.
    package func visitsDue() async throws -> [DueVisit] {
        let due = try await database.read { tx in try tx.mailboxes.due(limit: 100) }
        return lanes.open(due).map(DueVisit.init)
    }

    /// Visits one mailbox, unless another node has it by now. Answers how many letters were taken in.
    @discardableResult
    package func make(_ visit: DueVisit) async throws -> Int {
        defer { lanes.close(visit.mailbox) }
        let claimed = try await database.write { tx in (try tx.mailboxes.claim(visit.mailbox), tx.now) }
        guard let box = claimed.0 else { return 0 }
        return try await self.visit(box, from: claimed.1)
    }

    /// One visit: letter after letter, each in a transaction of its own together with how far the visit has come.
    private func visit(_ box: Mailbox, from beganAt: Instant) async throws -> Int {
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
        // The clock is told by the transactions that are made anyway.
        var now = fetch.beganAt
        for head in heads {
            let place = Mailbox.Place(validity: state.validity, uid: head.uid)
            guard head.arrivedAt >= box.facts.since else {
                passed = place
                continue
            }
            guard left > 0, now <= fetch.beganAt + Mailbox.longestVisit else {
                isMore = true
                break
            }
            guard let fetched = try await fetched(head, at: place, visit, state, own: own) else {
                passed = place
                continue
            }
            left -= 1
            let kept = try await keep(fetched, at: box)
            now = kept.now
            if kept.isNew { fetch.taken += 1 } else { fetch.known += 1 }
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
    private func keep(_ letter: FetchedLetter, at box: Mailbox) async throws -> (isNew: Bool, now: Instant) {
        do {
            return try await database.write { tx in (try tx.mailLetters.receive(letter, at: box), tx.now) }
        } catch let error as DatabaseError {
            throw error
        } catch  where !letter.isBare {
            let bare = letter.bare
            return try await database.write { tx in (try tx.mailLetters.receive(bare, at: box), tx.now) }
        }
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
