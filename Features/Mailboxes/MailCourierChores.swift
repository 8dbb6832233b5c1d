package import Database
import Kernel

/// Takes our letters to the servers of their mailboxes. What is due is taken first, sent outside of any transaction, and
/// what became of it is noted; a node that dies on the way gives its letters back when the lease is over.
///
/// Fetching is another's work (`MailboxCare`), and each mailbox has a lane of its own: a server that is slow or hangs
/// keeps nobody waiting but its own letters.
package struct MailCourier: Sendable {
    let database: any Database
    let way: MailWay
    private let lanes = Lanes<Mailbox.ID>(most: 16)
    /// not the thread on which strangers' letters are read
    private let writing = MailReadingThread()

    private static let mostInARow = 50

    package init(_ database: any Database, way: MailWay) {
        self.database = database
        self.way = way
    }

    /// One round: whatever waits, mailboxes beside each other; answers how many letters left.
    @discardableResult
    func sendDue() async throws -> Int {
        let due = try await tripsDue()
        return try await withThrowingTaskGroup(of: Int.self) { group in
            for trip in due { group.addTask { try await self.make(trip) } }
            return try await group.reduce(0, +)
        }
    }

    /// Mailboxes with letters of ours that nobody on this node is carrying: each is to be given to `make`, which ends
    /// its lane.
    package func tripsDue() async throws -> [DueVisit] {
        let due = try await database.read { tx in try tx.mailAnswers.waiting(limit: 100) }
        return lanes.open(due).map(DueVisit.init)
    }

    /// Sends what waits in one mailbox, one after another, until there is no more or its server is away.
    @discardableResult
    package func make(_ trip: DueVisit) async throws -> Int {
        let box = trip.mailbox
        defer { lanes.close(box) }
        var count = 0
        while count < Self.mostInARow, !Task.isCancelled {
            let next = try await database.write { tx -> (OutboxMessage, MailAnswer?, Mailbox?)? in
                guard let message = try tx.outbox.claim(MailDelivery.kind, to: box.rawValue, for: MailDelivery.lease)
                else { return nil }
                return (message, try tx.mailAnswers.find(MailAnswer.ID(message.payload)), try tx.mailboxes.find(box))
            }
            guard let (message, answer, mailbox) = next else { break }
            if try await !send(message, answer, mailbox) { break }
            count += 1
        }
        return count
    }

    /// Answers no where the server is away: what waits behind it waits as well.
    private func send(_ message: OutboxMessage, _ answer: MailAnswer?, _ mailbox: Mailbox?) async throws -> Bool {
        // One that was given up is sent after all when its message is revived.
        guard var answer, answer.state == .waiting || answer.state == .failed else {
            try await database.write { tx in try tx.outbox.markDone(message) }
            return true
        }
        guard let mailbox, let server = mailbox.facts.sending, let bytes = await writing.write(answer, from: mailbox)
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

/// A mailbox whose turn it is.
package struct DueVisit: Sendable {
    let mailbox: Mailbox.ID
}
