import Database
import Handbook
import Kernel

extension Transaction {
    func formHead(of unit: Unit.ID, for actor: Actor, in zone: Zone, _ language: Language) throws -> FormHead {
        let chain = try units.chain(from: unit)
        return FormHead(
            organisation: (chain.first { $0.parent == nil } ?? chain.last)?.name ?? "",
            document: try absenceGround(of: unit).handbook.document, zone: zone, language: language,
            printedBy: actor.staff.name, printedAt: now)
    }
}
