import Database
import Handbook
import Kernel

/// F-63 and F-50, for whoever may see the handover.
extension Handovers {
    func paper(_ id: Handover.ID, for actor: Actor, in zone: Zone, _ language: Language) throws -> HandoverPaper {
        let view = try view(id, for: actor)
        let handover = view.handover
        let chain = try tx.units.chain(from: handover.unit)
        let document = try tx.absenceGround(of: handover.unit).handbook.document
        return HandoverPaper(
            handover: handover, sheet: view.sheet, items: view.items, matters: view.matters,
            objections: view.objections, subjects: view.subjects, annual: view.annual, names: view.names,
            unit: view.unit, zone: zone, language: language,
            organisation: (chain.first { $0.parent == nil } ?? chain.last)?.name ?? "",
            document: (document.number, document.version), printedBy: actor.staff.name, printedAt: tx.now)
    }

    func notePrint(_ id: Handover.ID, as format: PaperFormat, by actor: Actor) throws {
        let handover = try visible(id, to: actor)
        try tx.record(
            .paperPrinted, about: handover.subject, in: handover.unit, by: actor.staff.id,
            details: ["text": "\(handover.form) \(format.rawValue)"])
    }
}
