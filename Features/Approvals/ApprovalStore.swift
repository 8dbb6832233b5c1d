import Database
import Handbook
import Kernel

extension Transaction {
    /// What waits for a person. Asked at each opening of my day, it costs three short statements where nothing waits: which
    /// kinds wait at all, swaps asked of them by name, leave for which they are to stand in. Each reads a partial index of
    /// what is open; a kind that waits is loaded, at most its bound. Only what they may decide on; nobody decides on their own.
    func approvals(of actor: Actor) throws -> Approvals {
        var approvals = try decisions(for: actor)
        approvals.asked = try shiftSwaps.asked(of: actor.staff.id)
        approvals.standIns = try leaves.waiting(in: .some(workUnits(of: actor))).filter {
            $0.plan.substitute == actor.staff.id && $0.standIn == nil && $0.rule != .retroactive
        }
        approvals.names = try names(of: approvals.people)
        return approvals
    }

    private func decisions(for actor: Actor) throws -> Approvals {
        var approvals = Approvals()
        let reach = actor.units(permitting: .approveAbsence)
        let units: [Unit.ID]
        switch reach {
        case .some(let some): units = some
        case .all: units = try self.units.all().prefix(500).map(\.id)
        case .own, .nothing: return approvals
        }
        let kinds = try waiting(in: reach)
        guard !kinds.isEmpty else { return approvals }
        var known: [Unit.ID: AbsenceGround] = [:]
        func ground(_ unit: Unit.ID) throws -> AbsenceGround {
            let ground = try known[unit] ?? absenceGround(of: unit)
            known[unit] = ground
            return ground
        }
        for kind in kinds {
            switch kind {
            case .leave:
                approvals.leaves = try leaves.waiting(in: reach).filter {
                    try leaves.mayDecide($0, actor, on: ground($0.unit))
                }
            case .swap:
                approvals.swaps = try shiftSwaps.pending(in: units).filter {
                    try $0.state == .accepted && shiftSwaps.mayDecide($0, actor, on: ground($0.unit))
                }
            case .overtime:
                approvals.overtimes = try overtimes.waiting(in: reach).filter {
                    try overtimes.mayDecide($0, actor, on: ground($0.unit))
                }
            case .post:
                approvals.posts = try leavePosts.waiting(in: reach).filter {
                    try leavePosts.mayDecide($0, actor, on: ground($0.unit))
                }
            case .correction:
                approvals.corrections = try clockCorrections.waiting(in: reach).filter {
                    clockCorrections.mayDecide($0, actor)
                }
            }
        }
        return approvals
    }

    /// Of which kinds anything waits in these units, in one statement.
    private func waiting(in reach: UnitReach) throws -> [Approvals.Kind] {
        let within: SQL
        switch reach {
        case .all: within = "1 = 1"
        case .some(let units):
            guard !units.isEmpty else { return [] }
            within = "unit_id IN \(list: units)"
        case .own, .nothing: return []
        }
        let row = try execute(
            """
            SELECT
                CASE WHEN EXISTS (SELECT 1 FROM leave_request WHERE state = 'submitted' AND \(within))
                    THEN 1 ELSE 0 END AS leaves,
                CASE WHEN EXISTS (
                    SELECT 1 FROM shift_swap WHERE \(within) AND state IN ('requested', 'accepted') AND state = 'accepted'
                ) THEN 1 ELSE 0 END AS swaps,
                CASE WHEN EXISTS (SELECT 1 FROM overtime WHERE state = 'asked' AND \(within))
                    THEN 1 ELSE 0 END AS overtimes,
                CASE WHEN EXISTS (SELECT 1 FROM clock_correction WHERE state = 'asked' AND \(within))
                    THEN 1 ELSE 0 END AS corrections,
                CASE WHEN EXISTS (SELECT 1 FROM leave_post WHERE state = 'asked' AND \(within))
                    THEN 1 ELSE 0 END AS posts
            """
        ).first
        let columns: [(Approvals.Kind, String)] = [
            (.leave, "leaves"), (.swap, "swaps"), (.overtime, "overtimes"), (.correction, "corrections"),
            (.post, "posts"),
        ]
        return try columns.filter { try row?.int($0.1) == 1 }.map(\.0)
    }
}
