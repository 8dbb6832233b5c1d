import Database
import Handbook
import Kernel

/// A call that falls due while whoever owes it is not there goes to whoever the duty table names for that minute (SOFT-35,
/// SOFT-66; decision 0089); of somebody who leaves, to whoever took over (SOFT-68).
extension Contacts {
    /// So long before it is due it is looked at who is there to make it.
    static let ahead = Duration.minutes(15)

    /// Chore: hands such calls on, at most `limit`; answers how many.
    @discardableResult
    func passOnToDuty(limit: Int) throws -> Int {
        var count = 0
        for contact in try owedCalls(limit: 500) where count < limit {
            guard let promise = contact.callback, try isDueSoon(contact), try isGone(promise.to),
                let person = try onTheTable(for: contact, but: promise.to)
            else { continue }
            try pass(contact, from: promise.to, to: person, because: "duty-table", by: nil)
            count += 1
        }
        return count
    }

    /// Somebody has handed over what they had: all the calls they promised are the taker's (SOFT-68). Whether the taker is
    /// here at the minute of the last signature is not asked.
    func passOn(from giver: Staff.ID, to taker: Staff.ID, because number: String, by staff: Staff.ID) throws {
        while case let owed = try owedCalls(of: giver, limit: 100), !owed.isEmpty {
            guard try tx.canTakeCases(taker) else { throw Contact.Refusal.noColleague }
            for contact in owed { try pass(contact, from: giver, to: taker, because: number, by: staff) }
        }
    }

    private func isDueSoon(_ contact: Contact) throws -> Bool {
        try tx.obligations.open(of: contact.subject).contains {
            $0.rule == .deadline(.contactCallback) && $0.dueAt <= tx.now + Self.ahead
        }
    }

    /// Without an account any more; or neither here by their own word, nor on a shift, nor on the duty table. Where a
    /// department keeps neither presence nor rosters nobody can say that somebody is gone.
    private func isGone(_ person: Staff.ID) throws -> Bool {
        if try tx.staff.find(person)?.isActive != true { return true }
        if try tx.presence.isOnDuty(person, at: tx.now) { return false }
        let days = (tx.now - .days(7))..<(tx.now + .days(7))
        let shifts = try tx.shifts.of(person, between: days)
        if shifts.contains(where: { $0.span.contains(tx.now) }) { return false }
        let now = tx.now..<(tx.now + .milliseconds(1))
        guard try tx.duties.of(person, between: now).isEmpty else { return false }
        return try !shifts.isEmpty || tx.presence.isKept(around: person)
    }

    /// 值班 before 当值主管; only whom a published table names, and who may take matters in.
    private func onTheTable(for contact: Contact, but person: Staff.ID) throws -> Staff.ID? {
        for answer in try tx.duties.answers(in: contact.unit, at: tx.now) {
            switch answer.because {
            case .table, .backup, .onLeave:
                if let named = answer.person, named != person, try tx.canTakeCases(named) { return named }
            case .post, .nobody: continue
            }
        }
        return nil
    }

    private func pass(
        _ contact: Contact, from gone: Staff.ID, to person: Staff.ID, because reason: String, by staff: Staff.ID?
    ) throws {
        let handbook = try tx.handbooks.handbook(contact.version)
        var work = ContactWork(
            tx: tx, actor: try tx.actor(person), handbook: handbook,
            calendar: try tx.calendars.calendar(of: contact.unit, under: handbook), contact: contact)
        try work.contact.handCallback(to: person)
        try save(work.contact)
        let event = try tx.record(
            .callbackHandedOn, about: contact.subject, in: contact.unit, by: staff,
            details: ["why": reason, "from": gone.rawValue, "to": person.rawValue])
        try tx.obligations.follow(event, Happening(.callbackHandedOn, at: tx.now), of: work.owing)
        try tx.obligations.hand(.handler, of: contact.subject, to: person)
        tx.announce("wall")
        try tx.notify([gone, person], of: event)
    }
}

extension Chore {
    /// Nobody waits for a call of somebody who has gone home.
    static let callbackPassing = Chore(
        name: "callback.pass_on", rhythm: .every(.minutes(1)),
        isNeeded: { tx in try !tx.contacts.owedCalls(limit: 1).isEmpty },
        work: { tx in
            try tx.contacts.passOnToDuty(limit: 50)
            return .done
        })
}
