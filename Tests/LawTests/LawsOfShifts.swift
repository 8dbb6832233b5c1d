import Database
import Handbook
import Kernel

@testable import Desk

/// Whoever swaps or goes on leave at once: nobody is in two places, and nothing that is counted is exceeded.
extension Law {
    static let shifts: [Law] = [
        Law("nobody swaps more often in a month than the clause allows (GAME-63)", overSwapped),
        Law(
            "nobody works two shifts at once",
            nothing: """
                SELECT a.staff_id, a.id, b.id AS other FROM shift_assignment a JOIN shift_assignment b
                ON b.staff_id = a.staff_id AND b.id > a.id AND b.starts_at < a.ends_at AND a.starts_at < b.ends_at
                WHERE a.taken_back_at IS NULL AND b.taken_back_at IS NULL
                """),
        Law(
            "an agreed swap has put each shift into the other's hands, once",
            nothing: """
                SELECT s.id, s.state FROM shift_swap s
                WHERE s.state IN ('approved', 'worked', 'returned') AND (
                    (SELECT COUNT(*) FROM shift_assignment w WHERE w.id = s.swap_became_id
                     AND w.staff_id = s.counterpart_id AND w.origin = 'swap') <> 1
                    OR (SELECT COUNT(*) FROM shift_assignment o WHERE o.id = s.swap_shift_id
                        AND o.taken_back_for = 'swap' AND o.replaced_by = s.swap_became_id) <> 1
                    OR (s.return_shift_id IS NOT NULL
                        AND (SELECT COUNT(*) FROM shift_assignment r WHERE r.id = s.return_became_id
                             AND r.staff_id = s.initiator_id AND r.origin = 'return') <> 1))
                """),
        Law(
            "a shift that is given away is given to one",
            nothing: """
                SELECT shift, COUNT(*) AS n FROM (
                    SELECT swap_shift_id AS shift FROM shift_swap WHERE swap_became_id IS NOT NULL
                    UNION ALL SELECT return_shift_id FROM shift_swap WHERE return_became_id IS NOT NULL
                ) AS given
                GROUP BY shift HAVING COUNT(*) > 1
                """),
        Law(
            "no leave on a leg of a swap, and nobody who is away works (GAME-60, GAME-65)",
            nothing: """
                SELECT l.number, s.id FROM leave_request l JOIN shift_assignment s
                ON s.staff_id = l.staff_id AND s.taken_back_at IS NULL
                    AND s.starts_at < l.to_at AND l.from_at < s.ends_at
                WHERE l.state IN ('approved', 'taken')
                """),
        Law(
            "annual leave is taken as it was granted, and given back where it was not taken",
            nothing: """
                SELECT l.number, l.state FROM leave_request l
                WHERE l.type = 'annual' AND COALESCE((
                    SELECT CAST(SUM(e.half_days) AS BIGINT) FROM annual_leave_entry e WHERE e.leave_id = l.id), 0)
                    <> CASE WHEN l.state IN ('approved', 'taken', 'reported_back') THEN -l.half_days ELSE 0 END
                """),
        Law(
            "nobody takes more annual leave than they have",
            nothing: """
                SELECT staff_id, year, CAST(SUM(half_days) AS BIGINT) AS n FROM annual_leave_entry
                GROUP BY staff_id, year HAVING SUM(half_days) < 0
                """),
        Law(
            "swaps and leave of a day are numbered once",
            nothing: """
                SELECT number, COUNT(*) AS n FROM (
                    SELECT number FROM shift_swap UNION ALL SELECT number FROM leave_request) AS numbered
                GROUP BY number HAVING COUNT(*) > 1
                """),
    ]

    private static func overSwapped(_ tx: Transaction, _ department: Department) throws -> [String] {
        let limits = department.handbook.clauses.compactMap { clause -> Int? in
            if case .gate(.swapLimit(let most, _, _)) = clause.enforcement { most } else { nil }
        }
        guard let most = limits.min() else { return ["the handbook has no limit"] }
        return try tx.execute(
            """
            SELECT person, swap_month, COUNT(*) AS n FROM (
                SELECT initiator_id AS person, swap_month FROM shift_swap WHERE decided_at IS NOT NULL AND state <> 'rejected'
                UNION ALL
                SELECT counterpart_id, swap_month FROM shift_swap WHERE decided_at IS NOT NULL AND state <> 'rejected'
            ) AS swapped
            GROUP BY person, swap_month HAVING COUNT(*) > \(most)
            """
        ).map { "\($0["person"]) swapped \($0["n"]) times in \($0["swap_month"]) of \(most)" }
    }
}
