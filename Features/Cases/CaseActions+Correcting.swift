import Database
import Handbook
import Kernel

/// A wrong answer is said to be one by whoever sees it, and put right with the customer by whoever answers for the case;
/// both are counted (GEN1-03).
extension Cases {
    func doubtAnswer(_ id: Case.ID, because reason: String, by actor: Actor) throws {
        let work = try work(on: id, by: actor, needing: .readCase)
        guard work.file.hasAnswer else { throw Case.Refusal.notNow(work.file.record.state) }
        let event = try work.finish(.answerDoubted, details: ["reason": reason])
        let record = work.file.record
        try tx.notify([record.handler ?? record.firstReceiver], of: event)
    }

    /// What is right goes to the customer as an answer; or the answer stands, and why.
    func correctAnswer(_ id: Case.ID, _ text: String, stands: Bool, by actor: Actor) throws {
        let work = try work(on: id, by: actor, needing: .workCase)
        let isDoubted = try tx.obligations.open(of: work.file.record.subject)
            .contains { $0.rule == .deadline(.correctAnswer) }
        guard isDoubted || work.file.hasAnswer else { throw Case.Refusal.notNow(work.file.record.state) }
        guard !stands else {
            try work.finish(.answerUpheld, details: ["reason": text])
            return
        }
        let words = try work.pass(.reply(text))
        let t = Language.chinese
        try work.parts.insert(
            CaseEntry(
                id: tx.ids.make(), kind: .reply, author: actor.staff.id, at: tx.now,
                text: t(.answerCorrection, text)))
        try work.finish(.answerCorrected, words)
    }
}

extension CaseFile {
    /// Whether the customer was told anything that can be wrong.
    var hasAnswer: Bool { lastReplyAt != nil }
}
