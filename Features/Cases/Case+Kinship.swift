import Handbook
import Kernel

/// Which cases belong together: a parent with its children, a case merged into another, a case split off.
extension Case {
    struct Kinship: Equatable, Sendable {
        var parent: ID?
        /// 合并: nothing of it is lost; its number leads to the other case.
        var mergedInto: ID?
        /// Where it stood when it was merged, withdrawn or referred, to come back to.
        var stateBefore: State?
        /// 拆分: the case it came out of.
        var splitFrom: ID?
        /// Known when the case is loaded with its parts.
        var openChildren = 0
    }

    mutating func merge(into target: Case, targetAncestors: Set<ID> = []) throws(Refusal) {
        guard kinship.mergedInto == nil else { throw .mergedAlready }
        guard !state.isOver else { throw .notNow(state) }
        guard target.id != id else { throw .itself }
        guard !target.state.isOver else { throw .notNow(target.state) }
        guard target.kinship.mergedInto == nil, !targetAncestors.contains(id) else { throw .circle }
        try mayClose()
        // A customer's matter is not hidden in that of another; who is nobody yet may turn out to be anybody.
        guard customer == nil || target.customer == nil || customer == target.customer else { throw .otherCustomer }
        guard target.severity >= severity else { throw .lesserSeverity }
        guard transfer == nil else { throw .transferPending }
        // A resting clock would have nowhere to rest.
        if let suspension { throw .suspended(until: suspension.until) }
        kinship.mergedInto = target.id
        kinship.stateBefore = state
        outcome = .merged
        state = .merged
    }

    /// Comes back to where it stood.
    mutating func unmerge() throws(Refusal) {
        guard state == .merged, let before = kinship.stateBefore else { throw .notMerged }
        kinship.mergedInto = nil
        kinship.stateBefore = nil
        outcome = nil
        state = before
    }

    mutating func link(to parent: Case?, ancestors: Set<ID>) throws(Refusal) {
        guard !state.isOver else { throw .notNow(state) }
        if let parent {
            guard parent.id != id else { throw .itself }
            guard !parent.state.isOver else { throw .notNow(parent.state) }
            guard !ancestors.contains(id) else { throw .circle }
        }
        kinship.parent = parent?.id
    }
}
