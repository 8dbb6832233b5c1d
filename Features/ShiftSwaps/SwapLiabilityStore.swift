import Database
import Kernel

/// Who answers for missed swaps.
struct SwapLiabilities {
    let tx: Transaction

    func find(_ id: SwapLiability.ID) throws -> SwapLiability? {
        try tx.execute("\(Self.select) WHERE id = \(id)").first.map(SwapLiability.init(row:))
    }

    /// Of the swapped shift, then of its return.
    func of(_ swap: ShiftSwap.ID) throws -> [SwapLiability] {
        try tx.execute("\(Self.select) WHERE swap_id = \(swap) ORDER BY leg DESC LIMIT 2").map(SwapLiability.init(row:))
    }

    func of(_ swap: ShiftSwap.ID, _ leg: SwapLiability.Leg) throws -> SwapLiability? {
        try tx.execute("\(Self.select) WHERE swap_id = \(swap) AND leg = \(leg.rawValue)").first
            .map(SwapLiability.init(row:))
    }

    /// Decided, and to be appealed against until an instant at the latest.
    func appealable(by instant: Instant, limit: Int) throws -> [SwapLiability] {
        try tx.execute(
            """
            \(Self.select) WHERE state = 'decided' AND appeal_by_at <= \(instant)
            ORDER BY appeal_by_at, id
            LIMIT \(limit)
            """
        ).map(SwapLiability.init(row:))
    }

    /// On which both are heard, or one of them has appealed, the first opened first.
    func waiting(in units: [Unit.ID], limit: Int, offset: Int = 0) throws -> [SwapLiability] {
        guard !units.isEmpty else { return [] }
        return try tx.execute(
            """
            \(Self.select) WHERE state IN ('opened', 'appealed') AND unit_id IN \(list: units)
            ORDER BY opened_at, id
            LIMIT \(limit) OFFSET \(offset)
            """
        ).map(SwapLiability.init(row:))
    }

    func insert(_ liability: SwapLiability) throws {
        try tx.execute(
            """
            INSERT INTO swap_liability
                (id, swap_id, leg, unit_id, initiator_id, counterpart_id, missed_at, opened_by, opened_at, state,
                 initiator_statement, counterpart_statement, reason, appeal, initiator_accepts, counterpart_accepts,
                 final_reason)
            VALUES (\(liability.id), \(liability.swap), \(liability.leg.rawValue), \(liability.unit),
                    \(liability.initiator), \(liability.counterpart), \(liability.missedAt), \(liability.openedBy), \(liability.openedAt),
                    \(liability.state.rawValue), '', '', '', '', 0, 0, '')
            """
        )
    }

    func save(_ liability: SwapLiability) throws {
        try tx.execute(
            """
            UPDATE swap_liability SET
                state = \(liability.state.rawValue), initiator_statement = \(liability.initiatorStatement),
                counterpart_statement = \(liability.counterpartStatement),
                initiator_share = \(liability.decision?.shares.initiator), reason = \(liability.decision?.reason ?? ""),
                decided_by = \(liability.decision?.by), decided_at = \(liability.decision?.at),
                appeal_by_at = \(liability.appealBy),
                appeal = \(liability.appeal?.text ?? ""), appealed_by = \(liability.appeal?.by),
                appealed_at = \(liability.appeal?.at),
                initiator_accepts = \(liability.acceptedBy.contains(liability.initiator)),
                counterpart_accepts = \(liability.acceptedBy.contains(liability.counterpart)),
                final_share = \(liability.final?.shares.initiator), final_reason = \(liability.final?.reason ?? ""),
                final_by = \(liability.final?.by), final_at = \(liability.final?.at)
            WHERE id = \(liability.id)
            """
        )
    }

    /// Written once, when it is final; nobody changes it afterwards.
    func writeShares(of liability: SwapLiability) throws {
        guard let final = liability.final else { return }
        for (person, share) in [
            (liability.initiator, final.shares.initiator), (liability.counterpart, final.shares.counterpart),
        ] {
            try tx.execute(
                """
                INSERT INTO liability_share (liability_id, staff_id, unit_id, share, missed_at, settled_by, settled_at)
                VALUES (\(liability.id), \(person), \(liability.unit), \(share), \(liability.missedAt), \(final.by), \(final.at))
                """
            )
        }
    }

    /// A person's, the latest first.
    func shares(of staff: Staff.ID, limit: Int = 50) throws -> [LiabilityShare] {
        try tx.execute(
            """
            SELECT swap_liability.swap_id AS swap_id, swap_liability.leg AS leg, liability_share.staff_id AS staff_id, share,
                   liability_share.missed_at AS missed_at
            FROM liability_share JOIN swap_liability ON swap_liability.id = liability_share.liability_id
            WHERE liability_share.staff_id = \(staff)
            ORDER BY liability_share.missed_at DESC, liability_share.liability_id
            LIMIT \(limit)
            """
        ).map {
            LiabilityShare(
                swap: try $0.id("swap_id"), leg: try $0.choice("leg"), staff: try $0.id("staff_id"),
                share: try $0.int("share"), missedAt: try $0.instant("missed_at"))
        }
    }

    private static let select: SQL = """
        SELECT id, swap_id, leg, unit_id, initiator_id, counterpart_id, missed_at, opened_by, opened_at, state,
               initiator_statement, counterpart_statement, initiator_share, reason, decided_by, decided_at,
               appeal_by_at, appeal, appealed_by, appealed_at, initiator_accepts, counterpart_accepts, final_share, final_reason, final_by,
               final_at
        FROM swap_liability
        """
}

extension Transaction {
    var swapLiabilities: SwapLiabilities { SwapLiabilities(tx: self) }
}

extension SwapLiability {
    fileprivate init(row: Row) throws {
        func decision(_ share: String, _ reason: String, _ by: String, _ at: String) throws -> Decision? {
            guard let instant = try row.instant(ifPresent: at), let shares = Shares(initiator: try row.int(share))
            else {
                return nil
            }
            return Decision(by: try row.id(by), at: instant, shares: shares, reason: try row.text(reason))
        }
        let appeal = try row.instant(ifPresent: "appealed_at").map { at in
            ShiftSwap.Stamp(by: try row.id("appealed_by"), at: at, text: try row.text("appeal"))
        }
        let opened = SwapLiability(
            id: try row.id("id"), swap: try row.id("swap_id"), leg: try row.choice("leg"),
            unit: try row.id("unit_id"), initiator: try row.id("initiator_id"),
            counterpart: try row.id("counterpart_id"),
            missedAt: try row.instant("missed_at"), openedBy: try row.id(ifPresent: "opened_by"),
            openedAt: try row.instant("opened_at"))
        var accepted: Set<Staff.ID> = []
        if try row.bool("initiator_accepts") { accepted.insert(opened.initiator) }
        if try row.bool("counterpart_accepts") { accepted.insert(opened.counterpart) }
        self.init(
            stored: opened, state: try row.choice("state"),
            statements: (try row.text("initiator_statement"), try row.text("counterpart_statement")),
            decision: try decision("initiator_share", "reason", "decided_by", "decided_at"),
            appealBy: try row.instant(ifPresent: "appeal_by_at"), appeal: appeal,
            acceptedBy: accepted, final: try decision("final_share", "final_reason", "final_by", "final_at"))
    }
}
