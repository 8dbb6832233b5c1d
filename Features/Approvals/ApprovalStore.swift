import Database
import Handbook
import Kernel

extension Transaction {
    /// What waits for a person. Asked at each opening of my day, it costs three short statements where nothing waits: which
    /// kinds wait at all, swaps asked of them by name, leave for which they are to stand in. Each reads a partial index of
    /// what is open; a kind that waits is loaded, a page at a time. Only what they may decide on; nobody decides on their own.
    func approvals(of actor: Actor, page: Int = Approvals.page) throws -> Approvals {
        var approvals = try decisions(for: actor, page)
        approvals.asked = try shiftSwaps.asked(of: actor.staff.id)
        approvals.standIns = try leaves.asked(of: actor.staff.id)
        approvals.names = try names(of: approvals.people)
        return approvals
    }

    private func decisions(for actor: Actor, _ page: Int) throws -> Approvals {
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
                approvals.leaves = try theirs(page, { try leaves.waiting(in: reach, limit: page, offset: $0) }) {
                    try leaves.mayDecide($0, actor, on: ground($0.unit))
                } orCut: {
                    approvals.cut.insert(kind)
                }
            case .swap:
                approvals.swaps = try theirs(page, { try shiftSwaps.accepted(in: units, limit: page, offset: $0) }) {
                    try shiftSwaps.mayDecide($0, actor, on: ground($0.unit))
                } orCut: {
                    approvals.cut.insert(kind)
                }
            case .overtime:
                approvals.overtimes = try theirs(page, { try overtimes.waiting(in: reach, limit: page, offset: $0) }) {
                    try overtimes.mayDecide($0, actor, on: ground($0.unit))
                } orCut: {
                    approvals.cut.insert(kind)
                }
            case .post:
                approvals.posts = try theirs(page, { try leavePosts.waiting(in: reach, limit: page, offset: $0) }) {
                    try leavePosts.mayDecide($0, actor, on: ground($0.unit))
                } orCut: {
                    approvals.cut.insert(kind)
                }
            case .correction:
                approvals.corrections = try theirs(
                    page, { try clockCorrections.waiting(in: reach, limit: page, offset: $0) }
                ) {
                    clockCorrections.mayDecide($0, actor)
                } orCut: {
                    approvals.cut.insert(kind)
                }
            case .liability:
                approvals.liabilities = try theirs(
                    page, { try swapLiabilities.waiting(in: units, limit: page, offset: $0) }
                ) {
                    try swapLiabilities.mayDecide($0, actor, on: ground($0.unit))
                } orCut: {
                    approvals.cut.insert(kind)
                }
            case .swapReturn:
                approvals.returns = try theirs(
                    page,
                    { try shiftSwaps.returnsToDecide(in: units, limit: page, offset: $0) }
                ) {
                    try shiftSwaps.mayDecide($0, actor, on: ground($0.unit))
                } orCut: {
                    approvals.cut.insert(kind)
                }
            }
        }
        return approvals
    }

    /// What others decide on may stand before what is the person's to decide: it is read on until a page of theirs is full,
    /// nothing is left, or so many have been looked at; there may be more then, and that is said.
    private func theirs<Request>(
        _ page: Int, _ read: (_ offset: Int) throws -> [Request], _ mayDecide: (Request) throws -> Bool,
        orCut cut: () -> Void
    ) throws -> [Request] {
        var found: [Request] = []
        for offset in stride(from: 0, to: page * Approvals.mostPages, by: page) {
            let some = try read(offset)
            found += try some.filter(mayDecide)
            if some.count < page { return Array(found.prefix(page)) }
            if found.count >= page { break }
        }
        cut()
        return Array(found.prefix(page))
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
                    THEN 1 ELSE 0 END AS posts,
                CASE WHEN EXISTS (
                    SELECT 1 FROM swap_liability WHERE state IN ('opened', 'appealed') AND \(within)
                ) THEN 1 ELSE 0 END AS liabilities,
                CASE WHEN EXISTS (
                    SELECT 1 FROM shift_swap WHERE \(within) AND state IN ('approved', 'worked') AND waived_at IS NULL
                        AND EXISTS (
                            SELECT 1 FROM shift_assignment WHERE shift_assignment.id = shift_swap.return_became_id
                                AND shift_assignment.taken_back_at IS NOT NULL
                        )
                ) THEN 1 ELSE 0 END AS returns
            """
        ).first
        let columns: [(Approvals.Kind, String)] = [
            (.leave, "leaves"), (.swap, "swaps"), (.overtime, "overtimes"), (.correction, "corrections"),
            (.post, "posts"), (.liability, "liabilities"), (.swapReturn, "returns"),
        ]
        return try columns.filter { try row?.int($0.1) == 1 }.map(\.0)
    }
}
