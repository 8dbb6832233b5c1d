import Database
import Kernel

extension Chore {
    /// What headquarters checks of the period that is over (CHAIN-93).
    static let caseSampling = Chore(
        name: "case-sample.draw", rhythm: .every(.hours(1)),
        work: { tx in
            _ = try tx.caseSamples.drawDue()
            return .done
        })
}
