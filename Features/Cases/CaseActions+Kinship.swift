import Database
import Handbook
import Kernel

/// Merge and split, parent and child. Nothing is lost, everything can be taken back.
extension Cases {
    /// What this case owes is void with the reason, its number leads to the other one, and both can be told apart again.
    func merge(_ id: Case.ID, into target: Case.ID, because reason: String, by actor: Actor) throws {
        var source = try work(on: id, by: actor, needing: .workCase)
        try source.requireHandOrReceiver()
        let other = try work(on: target, by: actor, needing: .workCase)
        let passage = try source.pass(.merge)
        try source.file.record.merge(into: other.file.record, targetAncestors: ancestors(of: other.file.record))
        let event = try source.finish(
            .caseMerged, passage, details: ["into": other.file.record.number, "reason": reason])
        try source.parts.save(
            CaseMerge(
                id: tx.ids.make(), source: id, target: target, reason: reason, by: actor.staff.id, at: tx.now,
                event: event.id))
        try other.finish(.caseLinked, details: ["merged": source.file.record.number])
    }

    /// It comes back to where it stood, with everything that it owed then.
    func unmerge(_ id: Case.ID, because reason: String, by actor: Actor) throws {
        var work = try work(on: id, by: actor, needing: .workCase)
        try work.file.record.unmerge()
        guard var merge = try work.parts.merges().first(where: { $0.undoneAt == nil }) else {
            throw Case.Refusal.notMerged
        }
        if merge.by != actor.staff.id { try work.requireHandOrReceiver() }
        merge.undoneAt = tx.now
        try work.parts.save(merge)
        try tx.obligations.revive(endedBy: merge.event, of: work.owing)
        try work.finish(.caseUnmerged, details: ["reason": reason])
        announceKin(of: merge.target)
    }

    /// A part of a matter becomes a case of its own. The customer brought it when they brought the whole: its clocks run
    /// since then, and what has been done for the whole (the first reply) is done for it. Taken back, it is merged into the
    /// one it came out of.
    @discardableResult
    func split(_ id: Case.ID, subject: String, content: String, to handler: Staff.ID?, by actor: Actor) throws -> Case {
        let work = try work(on: id, by: actor, needing: .workCase)
        try work.refuseIfOver()
        let old = work.file.record
        // A resting clock would have nowhere to rest.
        if let suspension = old.suspension { throw Case.Refusal.suspended(until: suspension.until) }
        var report = old.report
        report.subject = subject
        report.content = content
        var record = Case(
            id: tx.ids.make(), number: try nextNumber(in: work.calendar.zone), unit: old.unit, type: old.type,
            source: old.source, channel: old.channel, severity: old.severity, customer: old.customer, grade: old.grade,
            report: report, receivedBy: old.firstReceiver, under: old.version, steps: work.steps, at: old.reportedAt)
        record.kinship.splitFrom = id
        record.kinship.parent = id
        var passage: Passage?
        if let handler, handler != old.handler {
            guard try tx.canTake(casesOf: old.unit, handler) else { throw Case.Refusal.noColleague }
            passage = try work.passDuty(of: handler)
        }
        record.handler = try handler ?? old.handler.map(work.present)
        try insert(record)
        try save(record)
        var file = try file(record.id)
        file.details = work.file.details
        var new = try self.work(on: file, by: actor)
        try new.parts.save(details: work.file.details)
        let event = try new.finish(
            .caseReported, details: ["number": record.number, "type": record.type.rawValue, "from": old.number],
            at: old.reportedAt)
        try tx.obligations.take(over: old.subject, for: new.owing, by: event)
        if record.severity > .ordinary { try announceSeverity(new) }
        let owed = try tx.obligations.open(of: record.subject)
        try noteNextDeadline(of: record, among: owed)
        try acknowledge(new, owing: owed)
        try sendReceipt(of: new, to: record.customer.flatMap { try tx.customers.find($0) })
        try giveMajorToItsOwner(&new)
        try work.finish(.caseSplit, passage, details: ["into": record.number])
        return new.file.record
    }

    func unsplit(_ id: Case.ID, because reason: String, by actor: Actor) throws {
        // Asked first: whoever may not know of the case does not learn whether it was split.
        let record = try work(on: id, by: actor, needing: .workCase).file.record
        guard let origin = record.kinship.splitFrom else { throw Case.Refusal.notMerged }
        try merge(id, into: origin, because: reason, by: actor)
    }

    /// Under a parent, or under none.
    func link(_ id: Case.ID, to parent: Case.ID?, by actor: Actor) throws {
        var work = try work(on: id, by: actor, needing: .workCase)
        let above = try parent.map { id in
            let over = try self.work(on: id, by: actor, needing: .workCase)
            // A parent waits for its children: whoever has it in hand says what it waits for.
            try over.requireHandOrReceiver()
            return over.file.record
        }
        try work.file.record.link(to: above, ancestors: above.map { try ancestors(of: $0) } ?? [])
        try work.finish(.caseLinked, details: ["parent": above?.number ?? ""])
        if let parent { announceKin(of: parent) }
    }

    /// By number, as people write it; who may not know of it hears that there is none.
    func link(_ id: Case.ID, toNumber number: String, by actor: Actor) throws {
        guard !number.isEmpty else { return try link(id, to: nil, by: actor) }
        guard let parent = try find(number: number) else { throw NotFound() }
        try link(id, to: parent.id, by: actor)
    }

    func merge(_ id: Case.ID, intoNumber number: String, because reason: String, by actor: Actor) throws {
        guard let target = try find(number: number) else { throw NotFound() }
        try merge(id, into: target.id, because: reason, by: actor)
    }

    private func announceKin(of id: Case.ID) { tx.announce("case:\(id)") }
}
