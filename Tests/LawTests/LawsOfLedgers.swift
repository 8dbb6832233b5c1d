import Database
import Handbook
import Kernel

@testable import Desk

/// The ledger of obligations, and which cases hang together.
extension Law {
    static let obligations: [Law] = [
        Law(
            "what is owed is owed once: no clause is open twice for the same thing",
            nothing: """
                SELECT subject_id, clause, COALESCE(item, '') AS part, COUNT(*) AS n FROM obligation WHERE state = 'open'
                GROUP BY subject_id, clause, COALESCE(item, ''), round, unit_id HAVING COUNT(*) > 1
                """),
        Law(
            "an obligation is opened and ended by events that are there",
            nothing: """
                SELECT o.id, o.clause, o.state FROM obligation o
                LEFT JOIN event e ON e.id = o.opened_by_event LEFT JOIN event f ON f.id = o.ended_by_event
                WHERE e.id IS NULL OR (o.state <> 'open' AND f.id IS NULL) LIMIT 3
                """),
        Law(
            "an obligation counts its warnings, its breach and its rungs, and those of the case it was split from",
            nothing: """
                SELECT o.id, o.clause, o.warnings, o.rungs, o.breached_at FROM obligation o
                LEFT JOIN service_case c ON c.id = o.subject_id
                LEFT JOIN (
                    SELECT details, kind FROM event
                    WHERE kind IN ('obligation.warned', 'obligation.escalated', 'obligation.breached')
                ) e ON e.details LIKE '%' || o.id || '%'
                WHERE o.warnings + o.rungs > 0 OR o.breached_at IS NOT NULL
                GROUP BY o.id, o.clause, o.warnings, o.rungs, o.breached_at, o.state, o.due_at, c.split_from
                HAVING SUM(CASE e.kind WHEN 'obligation.warned' THEN 1 ELSE 0 END) > o.warnings
                    OR SUM(CASE e.kind WHEN 'obligation.escalated' THEN 1 ELSE 0 END) > o.rungs
                    OR (c.split_from IS NULL
                        AND SUM(CASE e.kind WHEN 'obligation.warned' THEN 1 ELSE 0 END) < o.warnings)
                    OR (c.split_from IS NULL
                        AND SUM(CASE e.kind WHEN 'obligation.escalated' THEN 1 ELSE 0 END) < o.rungs)
                    OR SUM(CASE e.kind WHEN 'obligation.breached' THEN 1 ELSE 0 END) > 1
                """),
        Law(
            "what is archived, referred or withdrawn owes nothing but what began afterwards",
            nothing: """
                SELECT o.id, o.clause, o.rule, c.state FROM obligation o JOIN service_case c ON c.id = o.subject_id
                WHERE o.state = 'open' AND c.state IN ('archived', 'referred', 'withdrawn', 'merged')
                AND o.rule NOT IN ('corrective.verify', 'answer.correct', 'sample.verify')
                AND o.started_at < c.changed_at AND o.item IS NULL AND c.state = 'merged'
                """),
        Law(
            "the deadline in the lists is that of the earliest obligation",
            nothing: """
                SELECT c.id, c.next_due_at, MIN(o.due_at) AS earliest FROM service_case c
                LEFT JOIN obligation o ON o.subject_id = c.id AND o.state = 'open' AND o.paused_since IS NULL
                WHERE c.suspended_since IS NULL AND c.state NOT IN ('archived', 'referred', 'withdrawn', 'merged')
                GROUP BY c.id, c.next_due_at HAVING COALESCE(c.next_due_at, -1) <> COALESCE(MIN(o.due_at), -1)
                """),
        Law(
            "a clock rests only while its case is suspended",
            nothing: """
                SELECT o.id, o.clause, c.state FROM obligation o JOIN service_case c ON c.id = o.subject_id
                WHERE o.state = 'open' AND o.paused_since IS NOT NULL AND c.suspended_since IS NULL
                """),
        Law(
            "what the handler owes is owed by whoever handles it now",
            nothing: """
                SELECT o.id, o.clause, o.owed_by_staff, c.handler_id FROM obligation o
                JOIN service_case c ON c.id = o.subject_id
                WHERE o.state = 'open' AND o.owed_by = 'handler' AND o.item IS NULL AND c.transfer_id IS NULL
                AND c.state NOT IN ('archived', 'referred', 'withdrawn', 'merged')
                AND COALESCE(o.owed_by_staff, '') <> COALESCE(c.handler_id, '')
                """),
    ]

    static let kinship: [Law] = [
        Law(
            "a parent does not close over an open child; one that comes back later may find it closed",
            nothing: """
                SELECT p.id, p.state, c.id AS child, c.state AS stands FROM service_case p
                JOIN service_case c ON c.parent_id = p.id
                WHERE p.state IN ('archived', 'referred', 'withdrawn')
                AND c.state NOT IN ('archived', 'referred', 'withdrawn', 'merged')
                AND NOT EXISTS (
                    SELECT 1 FROM event b JOIN event e ON e.subject_id = p.id
                    WHERE b.subject_id = c.id AND b.kind IN ('case.reopened', 'case.unmerged') AND b.id > e.id
                    AND e.kind IN ('case.archived', 'case.referred', 'case.withdrawn'))
                """),
        Law(
            "a merged case leads to one that was not merged back into it, and has one merge that stands",
            nothing: """
                SELECT c.id, c.merged_into FROM service_case c WHERE (c.state = 'merged') <> (c.merged_into IS NOT NULL)
                OR (SELECT COUNT(*) FROM case_merge m WHERE m.source_id = c.id AND m.undone_at IS NULL) <>
                (CASE c.state WHEN 'merged' THEN 1 ELSE 0 END)
                """),
        Law("a line of parents and merges has an end") { tx, _ in
            let rows = try tx.execute("SELECT id, parent_id, merged_into FROM service_case")
            let up = Dictionary(
                uniqueKeysWithValues: try rows.map { row in
                    (
                        try row.text("id"),
                        [try row.text(ifPresent: "parent_id"), try row.text(ifPresent: "merged_into")].compactMap(
                            \.self)
                    )
                })
            return up.keys.sorted().filter { begin in
                var (seen, next): (Set<String>, [String]) = ([], up[begin] ?? [])
                while let id = next.popLast() {
                    if id == begin { return true }
                    if seen.insert(id).inserted { next += up[id] ?? [] }
                }
                return false
            }.map { "\($0) stands above itself" }
        },
        Law(
            "a customer was merged into one that is in use or merged on, never in a circle of two",
            nothing: """
                SELECT a.id FROM customer a JOIN customer b ON b.id = a.merged_into WHERE b.merged_into = a.id
                """),
    ]
}
