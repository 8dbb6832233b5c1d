import Database
import Handbook
import Kernel

/// One act on many cases. Every case passes the same gate as if it were the only one.
enum CaseBatchAct: Equatable, Sendable {
    case assign(to: Staff.ID, because: String)
    case assess(Severity, because: String)
    case categorise(String)
    case note(String)
    case suspend(PauseReason, until: Instant, notice: String)
    case archive(evaluation: String, lesson: String, category: String)

    enum Kind: String, CaseIterable, Sendable {
        case assign, assess, categorise, note, suspend, archive
    }

    /// Cases in one go; what is more is told so before anything happens.
    static let most = 200
}

extension Cases {
    func perform(_ act: CaseBatchAct, on id: Case.ID, by actor: Actor) throws {
        try tx.heldReplies.sendAll(of: id)
        switch act {
        case .assign(let staff, let reason): try assign(id, to: staff, because: reason, by: actor)
        case .assess(let severity, let reason): try assess(id, as: severity, because: reason, by: actor)
        case .categorise(let category): _ = try categorise(id, as: category, by: actor)
        case .note(let text): try note(id, text, .note, by: actor)
        case .suspend(let reason, let until, let notice):
            try suspend(id, because: reason, until: until, telling: notice, by: actor)
        case .archive(let evaluation, let lesson, let category):
            try archive(id, evaluation: evaluation, lesson: lesson, category: category, by: actor)
        }
    }

    /// Does the act and undoes it again: answers why it would be refused, or nothing. What a preview says is what the
    /// act itself would have said at this instant.
    func rehearse(_ act: CaseBatchAct, on id: Case.ID, by actor: Actor) throws -> (any Error)? {
        do {
            try tx.savepoint { () throws -> Void in
                if case .archive(let evaluation, let lesson, let category) = act {
                    // Archive numbers run through: trying out must not use one up.
                    try wouldArchive(id, evaluation: evaluation, lesson: lesson, category: category, by: actor)
                } else {
                    try perform(act, on: id, by: actor)
                }
                throw Undone()
            }
        } catch is Undone {
            return nil
        } catch let error as DatabaseError {
            throw error
        } catch {
            return error
        }
        return nil
    }

    private func wouldArchive(
        _ id: Case.ID, evaluation: String, lesson: String, category: String, by actor: Actor
    ) throws {
        var work = try work(on: id, by: actor, needing: .summariseCase)
        try work.handbook.requireListed(category)
        work.file.record.report.category = category
        _ = try work.pass(.archive(evaluation: evaluation, lesson: lesson))
        try work.file.record.close(
            Case.Archive(number: "-", evaluation: evaluation, lesson: lesson, at: tx.now, by: actor.staff.id))
    }
}

/// Thrown by a rehearsal that went well, to undo it.
private struct Undone: Error {}
