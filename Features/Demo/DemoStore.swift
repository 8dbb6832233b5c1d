import Database
import Kernel

/// What a player looks up to know when the house has something to do. Reads only.
struct DemoReadings {
    let tx: Transaction

    /// The next warning, breach, escalation or end of a suspension.
    func nextMoment() throws -> Instant? {
        let row = try tx.execute(
            """
            SELECT (SELECT MIN(act_at) FROM obligation WHERE act_at IS NOT NULL) AS act_at,
                   (SELECT MIN(suspended_until) FROM service_case WHERE suspended_until IS NOT NULL) AS ends_at
            """
        ).first
        return [try row?.instant(ifPresent: "act_at"), try row?.instant(ifPresent: "ends_at")].compactMap(\.self).min()
    }

    /// Checks of a period that somebody owes.
    func openRounds() throws -> [Obligation] {
        try tx.obligations.load(
            "WHERE state = 'open' AND rule = 'attestation' AND subject_kind = 'unit' ORDER BY due_at, id LIMIT 200")
    }

    func count() throws -> (cases: Int, events: Int, obligations: Int) {
        let row = try tx.execute(
            """
            SELECT (SELECT COUNT(*) FROM service_case) AS cases, (SELECT COUNT(*) FROM event) AS events,
                   (SELECT COUNT(*) FROM obligation) AS obligations
            """
        ).first
        return (try row?.int("cases") ?? 0, try row?.int("events") ?? 0, try row?.int("obligations") ?? 0)
    }
}
