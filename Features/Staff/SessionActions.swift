import Database
import Kernel

extension Transaction {
    /// 锁屏, by the person or because nobody was there.
    func lock(_ id: Session.ID) throws {
        var session = try sessions.require(id)
        session.lock(at: now)
        try sessions.save(session)
    }

    /// The person leaves the desk.
    func signOut(_ id: Session.ID) throws {
        var session = try sessions.require(id)
        session.end(.person, at: now)
        try sessions.save(session)
    }

    /// One of a person's sessions is ended from another: the telephone left on the train.
    /// A session of somebody else is as unknown as one that does not exist.
    func endSession(_ id: Session.ID, of person: Staff.ID, by ending: Session.Ending) throws {
        var session = try sessions.require(id)
        guard session.staff == person else { throw Session.Refusal.unknown }
        session.end(ending, at: now)
        try sessions.save(session)
    }
}
