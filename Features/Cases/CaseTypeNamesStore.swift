import Database
import Handbook
import Kernel

extension Transaction {
    /// As the handbook of the reader's own unit calls them.
    func caseTypeNames(for actor: Actor) throws -> CaseTypeNames {
        guard let unit = actor.mainHolding?.unit, let handbook = try handbooks.inForce(in: unit) else { return .plain }
        return CaseTypeNames(handbook)
    }
}
