import Database

extension ObligationSchema {
    /// What the ledger holds of each day, kept by triggers, so that nobody who writes an obligation can forget it: not
    /// a store, not a node of before this migration, not a hand at the database (decision 0056).
    static let counting = Migration(
        name: "adherence-counting",
        statements: [
            // A row of the ledger that came (1) or went (-1), as far as it counts. Counted up every minute and gone then.
            """
            CREATE TABLE adherence_change (
                id BIGSERIAL PRIMARY KEY,
                n INTEGER NOT NULL CHECK (n IN (-1, 1)),
                version_id TEXT NOT NULL,
                clause TEXT NOT NULL,
                unit_id TEXT NOT NULL,
                person TEXT NOT NULL,
                started_at BIGINT NOT NULL,
                outcome TEXT NOT NULL,
                slack BIGINT
            )
            """,
            // How far back the ledger has been counted: not at all yet.
            "CREATE TABLE adherence_reach (name TEXT NOT NULL PRIMARY KEY, from_at BIGINT NOT NULL)",
            "INSERT INTO adherence_reach (name, from_at) VALUES ('obligation', 9223372036854775807)",
        ],
        onlySQLite: [
            "CREATE TABLE adherence_day (\(dayColumns("INTEGER")), PRIMARY KEY (\(dayKey))) STRICT, WITHOUT ROWID",
            emptied,
            """
            CREATE TRIGGER obligation_came AFTER INSERT ON obligation WHEN NEW.state <> 'void'
            BEGIN \(change(1, "NEW")); END
            """,
            """
            CREATE TRIGGER obligation_changed AFTER UPDATE ON obligation WHEN \(countsOtherwise)
            BEGIN \(change(-1, "OLD")); \(change(1, "NEW")); END
            """,
            """
            CREATE TRIGGER obligation_went AFTER DELETE ON obligation WHEN OLD.state <> 'void'
            BEGIN \(change(-1, "OLD")); END
            """,
        ],
        onlyPostgres: [
            "CREATE TABLE adherence_day (\(dayColumns("BIGINT")), PRIMARY KEY (\(dayKey)) INCLUDE (n))",
            emptied,
            """
            CREATE FUNCTION count_obligation() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF TG_OP <> 'INSERT' THEN \(change(-1, "OLD")); END IF;
                IF TG_OP <> 'DELETE' THEN \(change(1, "NEW")); END IF;
                RETURN NULL;
            END $$
            """,
            """
            CREATE TRIGGER obligation_came AFTER INSERT ON obligation
            FOR EACH ROW WHEN (NEW.state <> 'void') EXECUTE FUNCTION count_obligation()
            """,
            """
            CREATE TRIGGER obligation_changed AFTER UPDATE ON obligation
            FOR EACH ROW WHEN (\(countsOtherwise)) EXECUTE FUNCTION count_obligation()
            """,
            """
            CREATE TRIGGER obligation_went AFTER DELETE ON obligation
            FOR EACH ROW WHEN (OLD.state <> 'void') EXECUTE FUNCTION count_obligation()
            """,
        ])

    private static func dayColumns(_ whole: String) -> String {
        """
        code TEXT NOT NULL,
        zone TEXT NOT NULL,
        day_at \(whole) NOT NULL,
        clause TEXT NOT NULL,
        unit_id TEXT NOT NULL,
        person TEXT NOT NULL,
        outcome TEXT NOT NULL,
        is_timed INTEGER NOT NULL CHECK (is_timed IN (0, 1)),
        slack \(whole) NOT NULL,
        n \(whole) NOT NULL
        """
    }
    private static let dayKey = "code, zone, day_at, clause, unit_id, person, outcome, is_timed, slack"
    private static let emptied = "CREATE INDEX adherence_day_emptied ON adherence_day (day_at) WHERE n = 0"

    /// What the reports know of a row: the same questions as `Obligations.outcome(of:)`, `slack(of:)` and the filter of a
    /// person ask of it.
    private static func outcome(_ row: String) -> String {
        """
        CASE WHEN \(row).state <> 'open' THEN \(row).state WHEN \(row).breached_at IS NULL THEN 'running'
        ELSE 'broken' END
        """
    }

    private static func person(_ row: String) -> String {
        "COALESCE(NULLIF(COALESCE(\(row).breached_by, \(row).owed_by_staff), ''), \(row).ended_by, '')"
    }

    private static func slack(_ row: String) -> String {
        """
        CASE WHEN \(row).state NOT IN ('kept', 'late')
            OR (\(row).within IS NULL AND \(row).ended_at = \(row).started_at) THEN NULL
        WHEN \(row).state = 'kept' AND \(row).due_at < \(row).ended_at THEN 0
        ELSE \(row).due_at - \(row).ended_at END
        """
    }

    private static func change(_ n: Int, _ row: String) -> String {
        """
        INSERT INTO adherence_change (n, version_id, clause, unit_id, person, started_at, outcome, slack)
        SELECT \(n), \(row).version_id, \(row).clause, \(row).unit_id, \(person(row)), \(row).started_at, \(outcome(row)),
            \(slack(row))
        WHERE \(row).state <> 'void'
        """
    }

    private static var countsOtherwise: String {
        let same = ["state", "version_id", "clause", "unit_id", "started_at"].map { "OLD.\($0) <> NEW.\($0)" }
        let told = [
            "\(outcome("OLD")) <> \(outcome("NEW"))", "\(person("OLD")) <> \(person("NEW"))",
            "COALESCE(\(slack("OLD")), 9223372036854775807) <> COALESCE(\(slack("NEW")), 9223372036854775807)",
        ]
        return (same + told).joined(separator: " OR ")
    }
}
