import Database
import Kernel

extension CaseTabs {
    /// The person looks at a case: its tab is there, and without news. Beyond the bound the oldest tab goes, one with
    /// something unsent in it last of all.
    func open(_ id: Case.ID, by actor: Actor) throws {
        _ = try tx.cases.reachable(id, by: actor)
        try put(id, actor.staff.id)
        let all = try ids(of: actor.staff.id)
        let spare = all.filter { $0.id != id }
        let leaving = (spare.filter { !$0.hasDraft } + spare.filter(\.hasDraft)).prefix(
            max(0, all.count - CaseTab.most))
        try remove(leaving.map(\.id), of: actor.staff.id)
    }

    /// Only the tab goes; a draft stays with its case.
    func close(_ id: Case.ID, by actor: Actor) throws {
        try remove([id], of: actor.staff.id)
    }

    func closeAll(but kept: Case.ID?, by actor: Actor) throws {
        try remove(ids(of: actor.staff.id).map(\.id).filter { $0 != kept }, of: actor.staff.id)
    }
}
