import Database
import Handbook
import Kernel

extension Assignments {
    func views(of offers: [Offer]) throws -> [OfferView] {
        guard !offers.isEmpty else { return [] }
        let rows = try tx.execute(
            """
            SELECT id, number, subject, type, severity, next_due_at FROM service_case
            WHERE id IN \(list: offers.map(\.record)) ORDER BY id LIMIT 100
            """
        )
        let cases = Dictionary(try rows.map { (try $0.text("id"), $0) }) { first, _ in first }
        return try offers.compactMap { offer in
            guard let row = cases[offer.record.rawValue] else { return nil }
            return OfferView(
                offer: offer, number: try row.text("number"), subject: try row.text("subject"),
                type: try row.choice("type"), severity: try row.choice("severity"),
                nextDueAt: try row.instant(ifPresent: "next_due_at"))
        }
    }

    /// What the page of a case shows beside it; the reader may read the case (the page has asked).
    func view(of record: Case, for actor: Actor) throws -> AssignmentView {
        let isOwn = record.concerns(actor.staff.id)
        let mayReassign = actor.may(.reassignCase, in: record.unit, isOwn: false)
        let isInHand = (try? record.requireHand(of: actor.staff.id, orOver: mayReassign)) != nil
        let offers = try offers(of: record.id)
        let dedicated = try record.customer.flatMap(tx.skills.dedicatedAgent)
        let lines = record.state.isOver ? [] : try tx.lines.list(in: tx.units.chain(from: record.unit).map(\.id))
        return AssignmentView(
            assignment: try find(record.id), offers: offers,
            names: try tx.names(of: Set(offers.map(\.staff) + [dedicated].compactMap(\.self))),
            reassignments: try reassignments(of: record.id).filter { $0.undoneAt == nil }.count,
            lines: lines.filter(\.isOpen), dedicated: dedicated, hasCustomer: record.customer != nil,
            mayRoute: !record.state.isOver && isInHand && actor.may(.workCase, in: record.unit, isOwn: isOwn),
            mayReassign: actor.may(.reassignCase, in: record.unit, isOwn: isOwn))
    }
}
