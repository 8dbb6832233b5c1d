import Database
import Handbook
import Kernel

/// A measure has a person and a date, its clock runs from the day it is planned, and somebody else says whether it
/// worked; what did not work is owed again (GAME-94).
extension Countermeasures {
    func plan(_ digest: Digest, text: String, owner: Staff.ID, due: Day, by actor: Actor) throws {
        guard try of(digest.id).count < Self.most else { throw TooMany(Self.most) }
        guard due >= (try tx.digests.zone(of: digest.unit)).day(of: tx.now) else {
            throw Countermeasure.Refusal.inThePast
        }
        guard let colleague = try tx.colleagues(of: digest.unit, limit: 5000).first(where: { $0.id == owner }) else {
            throw Countermeasure.Refusal.noColleague
        }
        let measure = Countermeasure(
            id: tx.ids.make(), digest: digest.id, text: text, owner: owner, ownerName: colleague.name, due: due)
        try insert(measure)
        let event = try record(.countermeasurePlanned, measure, in: digest.unit, by: actor.staff.id)
        try tx.notify([owner], of: event)
    }

    /// The person who carries it out says that it is done; so may whoever writes the digest.
    func finish(_ id: Countermeasure.ID, note: String, by actor: Actor) throws {
        var (measure, digest) = try require(id, by: actor)
        guard measure.owner == actor.staff.id || actor.may(.readAdherence, in: digest.unit, isOwn: false) else {
            throw NotAllowed(permission: .readAdherence, isElsewhere: true)
        }
        try measure.finish(note: note, at: tx.now)
        try save(measure)
        let event = try record(.countermeasureDone, measure, in: digest.unit, by: actor.staff.id)
        try tx.notify(try tx.digests.responsible(for: .checkMeasure, in: digest.unit)?.people ?? [], of: event)
    }

    func check(
        _ id: Countermeasure.ID, worked: Bool, effect: String, again: Day?, by actor: Actor
    ) throws {
        var (measure, digest) = try require(id, by: actor)
        try authorize(actor, .readAdherence, in: digest.unit, isOwn: false)
        let today = try tx.digests.zone(of: digest.unit).day(of: tx.now)
        let check = try measure.check(
            worked: worked, effect: effect, again: again, by: actor.staff.id, today: today, at: tx.now)
        try save(measure)
        try insert(check, of: id)
        let event = try record(
            worked ? .countermeasureChecked : .countermeasureReopened, measure, in: digest.unit, by: actor.staff.id)
        try tx.notify([measure.owner].compactMap(\.self), of: event)
    }

    /// Taken back while the digest is being written, with the reason; the line stays on record.
    func drop(_ id: Countermeasure.ID, because reason: String, by actor: Actor) throws {
        var (measure, digest) = try require(id, by: actor)
        try authorize(actor, .readAdherence, in: digest.unit, isOwn: false)
        guard digest.submission == nil else { throw Digest.Refusal.submittedAlready }
        try measure.drop(because: reason, at: tx.now)
        try save(measure)
        try record(.countermeasureDropped, measure, in: digest.unit, by: actor.staff.id)
    }

    func require(_ id: Countermeasure.ID, by actor: Actor) throws -> (Countermeasure, Digest) {
        guard let measure = try find(id) else { throw NotFound() }
        return (measure, try tx.digests.read(measure.digest, by: actor))
    }

    @discardableResult
    private func record(
        _ kind: EventKind, _ measure: Countermeasure, in unit: Unit.ID, by staff: Staff.ID
    ) throws -> Event {
        // Owed until the end of its day.
        let zone = try tx.digests.zone(of: unit)
        let due = zone.instant(measure.due.advanced(by: 1), .midnight) - .milliseconds(1)
        return try tx.digests.record(
            kind, in: unit, by: staff, item: measure.id.rawValue, promised: due, round: measure.round,
            handler: measure.owner, details: ["digest": measure.digest.rawValue, "measure": measure.text])
    }
}
