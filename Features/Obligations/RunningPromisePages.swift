import Handbook
import Kernel
import Web

extension RunningPromise {
    /// With its proof: the clause, and until when.
    func bar(in zone: Zone, _ t: Language) -> HTML {
        PromiseBar(
            used: used, state: obligation.pausedSince == nil ? nil : .paused,
            proof: "§\(obligation.clause) \(obligation.dueAt.fullText(in: zone, t))"
        ).html(in: t)
    }
}
