import Database
import Handbook
import Kernel

/// The swaps people asked for.
struct ShiftSwaps {
    let tx: Transaction

    static let bound = 100

    func find(_ id: ShiftSwap.ID) throws -> ShiftSwap? {
        try tx.execute("\(Self.select) WHERE id = \(id)").first.map(ShiftSwap.init(row:))
    }

    /// A person's, whichever side they are on, the latest shift first.
    func of(_ staff: Staff.ID, limit: Int = bound) throws -> [ShiftSwap] {
        let own = try tx.execute(
            "\(Self.select) WHERE initiator_id = \(staff) ORDER BY swap_month DESC, id DESC LIMIT \(limit)"
        ).map(ShiftSwap.init(row:))
        let others = try tx.execute(
            "\(Self.select) WHERE counterpart_id = \(staff) ORDER BY swap_month DESC, id DESC LIMIT \(limit)"
        ).map(ShiftSwap.init(row:))
        return (own + others).sorted {
            ($0.swap.span.lowerBound, $0.id.rawValue) > ($1.swap.span.lowerBound, $1.id.rawValue)
        }
    }

    /// What waits in a unit for a colleague or for a decision, the most pressing first.
    func pending(in units: [Unit.ID], limit: Int = bound, offset: Int = 0) throws -> [ShiftSwap] {
        guard !units.isEmpty else { return [] }
        return try tx.execute(
            """
            \(Self.select) WHERE unit_id IN \(list: units) AND state IN ('requested', 'accepted')
            ORDER BY first_at, id
            LIMIT \(limit) OFFSET \(offset)
            """
        ).map(ShiftSwap.init(row:))
    }

    /// What both have agreed on and waits for a decision, the most pressing first.
    func accepted(in units: [Unit.ID], limit: Int = bound, offset: Int = 0) throws -> [ShiftSwap] {
        guard !units.isEmpty else { return [] }
        return try tx.execute(
            """
            \(Self.select)
            WHERE unit_id IN \(list: units) AND state IN ('requested', 'accepted') AND state = 'accepted'
            ORDER BY first_at, id
            LIMIT \(limit) OFFSET \(offset)
            """
        ).map(ShiftSwap.init(row:))
    }

    /// Asked of a colleague by name, who has not answered; the most pressing first (GAME-62).
    func asked(of staff: Staff.ID, limit: Int = bound) throws -> [ShiftSwap] {
        try tx.execute(
            """
            \(Self.select) WHERE counterpart_id = \(staff) AND state = 'requested'
            ORDER BY first_at, id
            LIMIT \(limit)
            """
        ).map(ShiftSwap.init(row:))
    }

    /// Swapped shifts of a unit that are worked and whose return is still to come (GAME-67).
    func unreturned(in units: [Unit.ID], limit: Int = bound) throws -> [ShiftSwap] {
        guard !units.isEmpty else { return [] }
        return try tx.execute(
            """
            \(Self.select) WHERE unit_id IN \(list: units) AND state = 'worked'
            ORDER BY swap_starts_at, id
            LIMIT \(limit)
            """
        ).map(ShiftSwap.init(row:))
    }

    /// Whose return was taken off the roster and which nobody has decided on, the oldest first; those whose colleague has been
    /// asked to do without it wait for that answer (GAME-67).
    func returnsToDecide(in units: [Unit.ID], limit: Int = bound, offset: Int = 0) throws -> [ShiftSwap] {
        guard !units.isEmpty else { return [] }
        return try tx.execute(
            """
            \(Self.select)
            WHERE unit_id IN \(list: units) AND state IN ('approved', 'worked') AND waived_at IS NULL
                AND \(Self.isReturnGone)
            ORDER BY swap_starts_at, id
            LIMIT \(limit) OFFSET \(offset)
            """
        ).map(ShiftSwap.init(row:))
    }

    /// Of a shift: what else is asked, or consented to, about it.
    func live(about shift: ShiftAssignment.ID, but swap: ShiftSwap.ID) throws -> ShiftSwap? {
        try tx.execute(
            """
            \(Self.select)
            WHERE (swap_shift_id = \(shift) OR return_shift_id = \(shift)) AND state IN ('requested', 'accepted')
                AND id <> \(swap)
            ORDER BY id
            LIMIT 1
            """
        ).first.map(ShiftSwap.init(row:))
    }

    /// How often a person has swapped in a month, by what has been agreed to (GAME-63).
    func count(of staff: Staff.ID, in month: String, both: Bool, returns: Bool) throws -> Int {
        let own = try tx.execute(
            """
            \(Self.select)
            WHERE initiator_id = \(staff) AND (swap_month = \(month) OR return_month = \(month))
                AND state IN ('approved', 'worked', 'returned', 'missed')
            ORDER BY id
            LIMIT 500
            """
        ).map(ShiftSwap.init(row:))
        let others = try tx.execute(
            """
            \(Self.select)
            WHERE counterpart_id = \(staff) AND (swap_month = \(month) OR return_month = \(month))
                AND state IN ('approved', 'worked', 'returned', 'missed')
            ORDER BY id
            LIMIT 500
            """
        ).map(ShiftSwap.init(row:))
        return (own + others).reduce(0) { $0 + $1.counts(for: staff, in: month, both: both, returns: returns) }
    }

    /// Of some units, what was agreed to and of which the swapped shift begins in an interval; in time.
    func agreed(in units: [Unit.ID], beginning hours: Range<Instant>, limit: Int) throws -> [ShiftSwap] {
        guard !units.isEmpty else { return [] }
        return try tx.execute(
            """
            \(Self.select)
            WHERE unit_id IN \(list: units) AND swap_starts_at >= \(hours.lowerBound)
                AND swap_starts_at < \(hours.upperBound) AND state IN ('approved', 'worked', 'returned', 'missed')
            ORDER BY swap_starts_at, id
            LIMIT \(limit)
            """
        ).map(ShiftSwap.init(row:))
    }

    /// Pending ones whose earlier shift begins before an instant.
    func pending(beginningBy instant: Instant, limit: Int) throws -> [ShiftSwap] {
        try tx.execute(
            """
            \(Self.select) WHERE state IN ('requested', 'accepted') AND first_at <= \(instant)
            ORDER BY first_at, id
            LIMIT \(limit)
            """
        ).map(ShiftSwap.init(row:))
    }

    /// Agreed to, and a leg of them is over. A return that is not on the roster any more is over when somebody has decided
    /// on it.
    func over(by now: Instant, limit: Int) throws -> [ShiftSwap] {
        try tx.execute(
            """
            \(Self.select)
            WHERE state IN ('approved', 'worked') AND swap_ends_at <= \(now)
                AND (state = 'approved'
                    OR ((return_ends_at IS NULL OR return_ends_at <= \(now)) AND NOT \(Self.isReturnGone)))
            ORDER BY swap_ends_at, id
            LIMIT \(limit)
            """
        ).map(ShiftSwap.init(row:))
    }

    /// Missed by one leg, and the other is over and not judged yet.
    func awaited(by now: Instant, limit: Int) throws -> [ShiftSwap] {
        try tx.execute(
            """
            \(Self.select) WHERE awaited_until_at IS NOT NULL AND awaited_until_at <= \(now)
            ORDER BY awaited_until_at, id
            LIMIT \(limit)
            """
        ).map(ShiftSwap.init(row:))
    }

    func nextNumber(on day: Day) throws -> String {
        let count =
            try tx.execute("SELECT COUNT(*) AS n FROM shift_swap WHERE requested_on = \(day)").first?.int("n") ?? 0
        return "HB\(day.description.replacing("-", with: ""))-\(count + 1)"
    }

    func insert(_ swap: ShiftSwap, on day: Day) throws {
        try tx.execute(
            """
            INSERT INTO shift_swap
                (id, number, requested_on, unit_id, initiator_id, reason, reason_text, briefing, swap_shift_id,
                 swap_starts_at, swap_ends_at, swap_month, requested_at, state, opinion, first_at)
            VALUES (\(swap.id), \(swap.number), \(day), \(swap.unit), \(swap.initiator), \(swap.reason.rawValue),
                    \(swap.text), \(swap.briefing), \(swap.swap.shift), \(swap.swap.span.lowerBound),
                    \(swap.swap.span.upperBound), \(swap.swap.month), \(swap.requestedAt), \(swap.state.rawValue), '',
                    \(swap.firstStart))
            """
        )
        try save(swap)
    }

    func save(_ swap: ShiftSwap) throws {
        try tx.execute(
            """
            UPDATE shift_swap SET
                counterpart_id = \(swap.counterpart), swap_starts_at = \(swap.swap.span.lowerBound),
                swap_ends_at = \(swap.swap.span.upperBound), swap_month = \(swap.swap.month),
                swap_became_id = \(swap.swap.became),
                return_shift_id = \(swap.back?.shift), return_starts_at = \(swap.back?.span.lowerBound),
                return_ends_at = \(swap.back?.span.upperBound), return_month = \(swap.back?.month),
                return_became_id = \(swap.back?.became), consented_at = \(swap.consentedAt),
                state = \(swap.state.rawValue), decided_by = \(swap.decision?.by), decided_at = \(swap.decision?.at),
                opinion = \(swap.decision?.text ?? ""), initiator_briefed_at = \(swap.initiatorBriefedAt),
                counterpart_briefed_at = \(swap.counterpartBriefedAt), first_at = \(swap.firstStart),
                awaited_leg = \(swap.awaited?.rawValue),
                awaited_until_at = \(swap.awaited.flatMap(swap.leg)?.span.upperBound),
                waived_by = \(swap.waiver?.by), waived_at = \(swap.waiver?.at), waived_for = \(swap.waiver?.because),
                waiver_agreed_at = \(swap.waiver?.agreedAt)
            WHERE id = \(swap.id)
            """
        )
    }

    private static let select: SQL = """
        SELECT id, number, unit_id, initiator_id, counterpart_id, reason, reason_text, briefing, swap_shift_id,
               swap_starts_at, swap_ends_at, swap_month, swap_became_id, return_shift_id, return_starts_at,
               return_ends_at, return_month, return_became_id, requested_at, consented_at, state, decided_by,
               decided_at, opinion, initiator_briefed_at, counterpart_briefed_at, awaited_leg, waived_by, waived_at,
               waived_for, waiver_agreed_at
        FROM shift_swap
        """

    private static let isReturnGone: SQL = """
        EXISTS (
            SELECT 1 FROM shift_assignment
            WHERE shift_assignment.id = shift_swap.return_became_id AND shift_assignment.taken_back_at IS NOT NULL
        )
        """
}

extension Transaction {
    var shiftSwaps: ShiftSwaps { ShiftSwaps(tx: self) }
}

extension ShiftSwap {
    fileprivate init(row: Row) throws {
        let from = try row.instant("swap_starts_at")
        let to = try row.instant("swap_ends_at")
        let back: Leg? = try row.id(ifPresent: "return_shift_id").map { (shift: ShiftAssignment.ID) in
            let from = try row.instant("return_starts_at")
            let to = try row.instant("return_ends_at")
            return Leg(
                shift: shift, span: from..<to, month: try row.text("return_month"),
                became: try row.id(ifPresent: "return_became_id"))
        }
        let decision = try row.instant(ifPresent: "decided_at").map { at in
            Stamp(by: try row.id("decided_by"), at: at, text: try row.text("opinion"))
        }
        let waiver = try row.instant(ifPresent: "waived_at").map { at in
            Waiver(
                by: try row.id("waived_by"), at: at, because: try row.text("waived_for"),
                agreedAt: try row.instant(ifPresent: "waiver_agreed_at"))
        }
        self.init(
            id: try row.id("id"), number: try row.text("number"), unit: try row.id("unit_id"),
            initiator: try row.id("initiator_id"), counterpart: try row.id(ifPresent: "counterpart_id"),
            reason: try row.choice("reason"), text: try row.text("reason_text"), briefing: try row.text("briefing"),
            swap: Leg(
                shift: try row.id("swap_shift_id"), span: from..<to, month: try row.text("swap_month"),
                became: try row.id(ifPresent: "swap_became_id")),
            back: back, requestedAt: try row.instant("requested_at"), state: try row.choice("state"),
            consentedAt: try row.instant(ifPresent: "consented_at"), decision: decision,
            initiatorBriefedAt: try row.instant(ifPresent: "initiator_briefed_at"),
            counterpartBriefedAt: try row.instant(ifPresent: "counterpart_briefed_at"),
            awaited: try row.choice(ifPresent: "awaited_leg"), waiver: waiver)
    }
}
