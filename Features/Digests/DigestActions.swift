import Database
import Handbook
import Kernel

/// A digest is begun, written, submitted and signed for. Who may read the reports of a unit may write its digest.
extension Digests {
    /// Begins the digest of a month, or finds the one there is.
    func begin(_ unit: Unit.ID, _ month: Digest.Month, by actor: Actor) throws -> Digest {
        guard try tx.units.find(unit) != nil, actor.units(permitting: .readAdherence).contains(unit) else {
            throw NotFound()
        }
        if let known = try find(of: unit, month) { return known }
        let digest = Digest(
            id: tx.ids.make(), unit: unit, month: month, draftedBy: actor.staff.id, draftedAt: tx.now)
        try insert(digest)
        return digest
    }

    /// The digest, for somebody who may read it; nobody else learns that there is one.
    func read(_ id: Digest.ID, by actor: Actor) throws -> Digest {
        let digest = try require(id)
        let isReader = try readers(id).contains { $0.staff == actor.staff.id }
        guard
            try isReader || actor.units(permitting: .readAdherence).contains(digest.unit)
                || tx.countermeasures.isOwner(actor.staff.id, in: id)
        else { throw NotFound() }
        return digest
    }

    func write(_ id: Digest.ID, problems: String, causes: String, by actor: Actor) throws {
        var digest = try writable(id, by: actor)
        try digest.write(problems: problems, causes: causes)
        try save(digest)
    }

    func plan(_ id: Digest.ID, text: String, owner: Staff.ID, due: Day, by actor: Actor) throws {
        let digest = try writable(id, by: actor)
        guard digest.submission == nil else { throw Digest.Refusal.submittedAlready }
        try tx.countermeasures.plan(digest, text: text, owner: owner, due: due, by: actor)
    }

    /// Freezes the table and delivers it to the superiors of whoever submits it (CHAIN-59).
    func submit(_ id: Digest.ID, by actor: Actor, in zone: Zone) throws {
        var digest = try writable(id, by: actor)
        let lines = try count(digest.unit, digest.month, in: zone)
        try digest.submit(
            by: actor.staff.id, isQuiet: lines.allSatisfy { $0.number == 0 },
            countermeasures: try tx.countermeasures.of(id).count(where: \.isOpen), today: zone.day(of: tx.now),
            at: tx.now)
        try save(digest)
        try freeze(lines, of: id)
        let event = try record(
            .digestSubmitted, in: digest.unit, by: actor.staff.id, item: digest.month.description,
            details: ["digest": id.rawValue, "month": digest.month.description])
        let readers = try tx.appointments.superiors(of: actor.staff.id, at: tx.now, under: PostsInForce(tx: tx))
        for reader in readers { try deliver(id, to: reader) }
        try tx.notify(readers, of: event)
    }

    /// 已阅: only those it was delivered to, each for themselves.
    func sign(_ id: Digest.ID, by actor: Actor) throws {
        let digest = try read(id, by: actor)
        guard digest.submission != nil else { throw Digest.Refusal.notSubmitted }
        guard let reader = try readers(id).first(where: { $0.staff == actor.staff.id }) else {
            throw Digest.Refusal.notAReader
        }
        guard reader.readAt == nil else { return }
        try sign(id, by: actor.staff.id)
        try tx.record(
            .digestRead, about: Subject(.unit, digest.unit.rawValue), in: digest.unit, by: actor.staff.id,
            details: ["digest": id.rawValue, "month": digest.month.description])
    }

    /// Who has printed what is on record.
    func notePrint(_ id: Digest.ID, as format: PaperFormat, by actor: Actor) throws {
        let digest = try read(id, by: actor)
        try tx.record(
            .paperPrinted, about: Subject(.unit, digest.unit.rawValue), in: digest.unit, by: actor.staff.id,
            details: ["text": "F-11 \(format.rawValue)", "digest": id.rawValue])
    }

    private func writable(_ id: Digest.ID, by actor: Actor) throws -> Digest {
        let digest = try read(id, by: actor)
        try authorize(actor, .readAdherence, in: digest.unit, isOwn: false)
        return digest
    }
}
