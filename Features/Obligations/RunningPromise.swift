import Handbook
import Kernel

/// What is due next on a record, and how much of its time is used up: the bar under its line, the same on a leave request, a
/// swap, a handover and a shift as on a case.
struct RunningPromise: Sendable {
    let obligation: Obligation
    /// 0 at the start, 1 when due, more when late.
    let used: Double
}
