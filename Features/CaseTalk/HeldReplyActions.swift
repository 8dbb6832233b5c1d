import Database
import Handbook
import Kernel

extension HeldReplies {
    enum Sending: Equatable, Sendable {
        case held(HeldReply)
        /// A clause leaves no room for a wait.
        case gone
    }

    /// The composer's «send». Everything that could speak against it is asked now, while the person is there to read it.
    func send(_ id: Case.ID, _ text: String, by actor: Actor) throws -> Sending {
        let work = try tx.cases.work(on: id, by: actor, needing: .workCase)
        try work.refuseIfOver()
        let waiting = try of(id)
        let open = try tx.obligations.open(of: work.file.record.subject)
        guard waiting.count(where: { $0.author == actor.staff.id }) < HeldReply.most,
            HeldReply.mayWait(open, from: tx.now)
        else {
            // In the order in which they were written.
            for held in waiting { try release(held) }
            try tx.cases.reply(id, text, by: actor)
            return .gone
        }
        _ = try work.pass(.reply(text))
        let held = HeldReply(
            id: tx.ids.make(), serviceCase: id, author: actor.staff.id, text: text, actedAt: tx.now,
            sendAt: tx.now + HeldReply.wait)
        try insert(held)
        tx.announce("held:\(id.rawValue)")
        return .held(held)
    }

    /// 撤回: a draft again. What has been begun since stands below it; nothing is lost.
    func takeBack(_ id: HeldReply.ID, of record: Case.ID, by actor: Actor) throws {
        _ = try tx.cases.reachable(record, by: actor)
        guard let held = try find(id), held.serviceCase == record else { throw HeldReply.Refusal.gone }
        guard held.author == actor.staff.id else { throw HeldReply.Refusal.notYours }
        try remove(id)
        try putBack(held)
        tx.announce("held:\(record.rawValue)")
    }

    /// Before a step on the case, and before a breach is written down: all that was sent, in its order.
    func sendAll(of id: Case.ID) throws {
        for held in try of(id) { try release(held) }
    }

    /// Chore: what has waited long enough. Answers how many.
    func sendDue(limit: Int = 100) throws -> Int {
        let due = try due(at: tx.now, limit: limit)
        for held in due { try release(held) }
        return due.count
    }

    /// Goes out in the name of its author. The right and the clauses were asked when they sent it; what has changed on
    /// the case since may still forbid it, and then it is a draft again and the author is told.
    private func release(_ held: HeldReply) throws {
        try remove(held.id)
        let author = try tx.actor(held.author)
        do {
            try tx.savepoint { try tx.cases.deliver(held, by: author) }
        } catch let error as DatabaseError {
            throw error
        } catch {
            try putBack(held)
            let record = try tx.cases.require(held.serviceCase)
            let event = try tx.record(
                .caseReplyReturned, about: record.subject, in: record.unit, by: nil,
                details: ["to": held.author.rawValue])
            try tx.notify([held.author], of: event)
        }
        tx.announce("held:\(held.serviceCase.rawValue)")
    }

    private func putBack(_ held: HeldReply) throws {
        let parts = tx.cases.parts(of: held.serviceCase)
        let begun = try parts.draft(of: held.author)?.text ?? ""
        let text = begun.isEmpty || begun == held.text ? held.text : "\(held.text)\n\n\(begun)"
        try parts.save(CaseDraft(kind: .reply, text: text, at: tx.now), of: held.author)
    }
}
