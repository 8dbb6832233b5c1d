import Database
import Handbook
import Kernel

/// Two records of one customer become one, by a person's hand, and part again by undo. GAME-22: only whoever keeps the
/// files merges.
extension Customers {
    /// Lists nothing more about the pair: two customers who look alike.
    func dismiss(_ one: Customer.ID, _ other: Customer.ID, by actor: Actor) throws {
        _ = try require(one, for: actor, to: .mergeCustomer)
        _ = try require(other, for: actor, to: .mergeCustomer)
        guard let pair = try duplicate(one, other) else { throw CustomerMerge.Refusal.notAPair }
        try decide(pair, .dismissed, by: actor.staff.id)
    }

    /// `absorbed` goes into `survivor`: its numbers, contacts, consents and cases move; each field is chosen.
    @discardableResult
    func merge(
        _ absorbedID: Customer.ID, into survivorID: Customer.ID, choosing choice: MergeChoice, because reason: String,
        by actor: Actor
    ) throws -> CustomerMerge {
        guard absorbedID != survivorID else { throw CustomerMerge.Refusal.sameRecord }
        var survivor = try require(survivorID, for: actor, to: .mergeCustomer)
        var absorbed = try require(absorbedID, for: actor, to: .mergeCustomer)
        try survivor.requireInUse()
        try absorbed.requireInUse()
        guard reason.count >= Customer.shortestReason else { throw Customer.Refusal.reasonMissing }
        guard absorbed.block == nil || absorbed.block?.kind == survivor.block?.kind else {
            throw CustomerMerge.Refusal.blockedDifferently
        }
        let before = survivor.facts
        let after = choice.facts(before, absorbed.facts)
        let id: CustomerMerge.ID = tx.ids.make()
        let merge = CustomerMerge(
            id: id, survivor: survivorID, absorbed: absorbedID, by: actor.staff.id, at: tx.now, reason: reason,
            before: before, after: after, absorbedBlock: absorbed.block, undone: nil)
        var moved = try moveParts(from: absorbedID, to: survivorID)
        moved += try tx.cases.move(from: absorbedID, to: survivorID, atMost: CustomerMerge.mostCases)
            .map { (.serviceCase, $0.rawValue) }
        try insert(merge, moved: moved)
        try survivor.edit(after, from: survivor.version, at: tx.now)
        try absorbed.merge(into: survivorID, at: tx.now)
        try save(survivor)
        try save(absorbed)
        if survivor.phone == nil, let phone = absorbed.phone {
            let points = try contactPoints(of: survivorID)
            if let point = points.first(where: { $0.phone == phone }) {
                try prefer(point.id, of: survivor, among: points)
            }
        }
        for field in after.differences(from: before) {
            try note(
                field.rawValue, from: before[field], to: after[field], because: reason, of: survivorID,
                by: actor.staff.id)
        }
        try settle(merge, .merged, by: actor)
        try tx.record(
            .customersMerged, about: survivor.subject, in: survivor.unit, by: actor.staff.id,
            details: ["merge": id.rawValue, "absorbed": absorbed.number, "kept": survivor.number])
        return merge
    }

    /// Both records as they were before, with their cases. What was changed since on the kept record stays with it.
    func part(_ id: CustomerMerge.ID, because reason: String, by actor: Actor) throws {
        guard var merge = try merge(id) else { throw NotFound() }
        var survivor = try require(merge.survivor, for: actor, to: .mergeCustomer)
        var absorbed = try require(merge.absorbed, for: actor, to: .mergeCustomer)
        guard reason.count >= Customer.shortestReason else { throw Customer.Refusal.reasonMissing }
        try merge.undo(by: actor.staff.id, at: tx.now)
        guard absorbed.mergedInto == survivor.id, (try? survivor.requireInUse()) != nil else {
            throw CustomerMerge.Refusal.survivorGone
        }
        try moveBack(merge)
        try tx.cases.move(
            moved(.serviceCase, by: id).map { Case.ID($0) }, from: merge.survivor, to: merge.absorbed)
        let merged = survivor.facts
        let restored = merge.restored(merged)
        try survivor.edit(restored, from: survivor.version, at: tx.now)
        absorbed.part(merge.absorbedBlock.map { .blocked($0) } ?? .active, at: tx.now)
        survivor.reachable(by: try contactPoints(of: survivor.id).first(where: \.isPrimary)?.phone, at: tx.now)
        try save(survivor)
        try save(absorbed)
        for field in restored.differences(from: merged) {
            try note(
                field.rawValue, from: merged[field], to: restored[field], because: reason, of: survivor.id,
                by: actor.staff.id)
        }
        try saveUndone(merge)
        try settle(merge, .open, by: actor)
        try tx.record(
            .customersParted, about: survivor.subject, in: survivor.unit, by: actor.staff.id,
            details: ["merge": id.rawValue, "absorbed": absorbed.number, "kept": survivor.number])
    }

    /// Keys and pairs of both records as they are now.
    private func settle(_ merge: CustomerMerge, _ state: CustomerDuplicate.State, by actor: Actor) throws {
        if let pair = try duplicate(merge.survivor, merge.absorbed) { try decide(pair, state, by: actor.staff.id) }
        for id in [merge.absorbed, merge.survivor] {
            guard let customer = try stored(id) else { continue }
            try index(customer, contacts: contacts(of: id))
            try suspect(customer)
        }
    }
}
