import Database
import Kernel

/// What the portable dialect may say, and what both engines answer. Where they answer differently, a store must not
/// say it: the remark names what to say instead.
struct Question {
    let name: String
    let sql: SQL
    let sqlite: String
    let postgres: String

    init(_ name: String, _ sql: SQL, is answer: String) {
        self.name = name
        self.sql = sql
        sqlite = answer
        postgres = answer
    }

    init(_ name: String, _ sql: SQL, sqlite: String, postgres: String) {
        self.name = name
        self.sql = sql
        self.sqlite = sqlite
        self.postgres = postgres
    }

    func answer(of engine: Engine) -> String {
        switch engine {
        case .sqlite: sqlite
        case .postgres: postgres
        }
    }
}

let portabilityTables = [
    Migration(
        name: "staff and swaps",
        statements: [
            """
            CREATE TABLE staff (
                id TEXT NOT NULL PRIMARY KEY,
                name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
                active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1))
            )
            """,
            """
            CREATE TABLE swap (
                id TEXT NOT NULL PRIMARY KEY,
                offered_by TEXT NOT NULL REFERENCES staff (id),
                state TEXT NOT NULL CHECK (state IN ('open', 'accepted', 'approved')),
                accepted_by TEXT REFERENCES staff (id),
                accepted_at BIGINT,
                hours DOUBLE PRECISION NOT NULL,
                CHECK ((state = 'open') = (accepted_by IS NULL)),
                CHECK ((accepted_by IS NULL) = (accepted_at IS NULL))
            );
            """,
            "CREATE UNIQUE INDEX swap_one_open_per_staff ON swap (offered_by) WHERE state = 'open'",
            "CREATE TABLE note (number BIGSERIAL PRIMARY KEY, body TEXT, attachment BYTEA)",
            "INSERT INTO staff (id, name) VALUES ('a', 'Ann'), ('b', 'bob'), ('c', 'Cy')",
        ])
]

/// Asked one after another; each in a transaction of its own, so a refused one leaves nothing behind.
let portabilityBattery: [Question] = [
    // Writing.
    Question(
        "insert returning",
        """
        INSERT INTO swap (id, offered_by, state, hours) VALUES (\("s1"), \("a"), \("open"), 7.5)
        RETURNING id, state, hours
        """,
        is: "id='s1' state='open' hours=7.5"),
    Question(
        "upsert",
        """
        INSERT INTO staff (id, name) VALUES (\("a"), \("Anna"))
        ON CONFLICT (id) DO UPDATE SET name = excluded.name RETURNING name
        """,
        is: "name='Anna'"),
    Question(
        "insert or nothing", "INSERT INTO staff (id, name) VALUES ('a', 'X') ON CONFLICT DO NOTHING RETURNING name",
        is: ""),
    Question(
        "update returning",
        """
        UPDATE swap SET state = 'accepted', accepted_by = 'b', accepted_at = \(Instant(milliseconds: 1_767_225_600_123))
        WHERE id = 's1' AND state = 'open' RETURNING accepted_at
        """,
        is: "accepted_at=1767225600123"),
    Question(
        "update from",
        "UPDATE swap SET hours = staff.active + 0.5 FROM staff WHERE staff.id = swap.offered_by RETURNING hours",
        is: "hours=1.5"),
    Question("generated number", "INSERT INTO note (body) VALUES ('one') RETURNING number", is: "number=1"),
    Question(
        "text with quotes, a dollar and Chinese",
        "INSERT INTO note (body) VALUES (\("'$1' 投诉 \u{1F600}")) RETURNING body",
        is: "body=''$1' 投诉 \u{1F600}'"),
    Question("empty text", "INSERT INTO note (body) VALUES (\("")) RETURNING body", is: "body=''"),
    Question(
        "bytes", "INSERT INTO note (attachment) VALUES (\([0, 1, 0xFF] as [UInt8])) RETURNING attachment",
        is: "attachment=[0, 1, 255]"),
    Question(
        "no bytes", "INSERT INTO note (attachment) VALUES (\([] as [UInt8])) RETURNING attachment",
        is: "attachment=[]"),
    Question(
        "the largest numbers", "SELECT CAST(\(Int64.min) AS BIGINT) AS a, CAST(\(Int64.max) AS BIGINT) AS b",
        is: "a=-9223372036854775808 b=9223372036854775807"),
    Question("a real number", "SELECT CAST(\(0.1) AS DOUBLE PRECISION) AS a", is: "a=0.1"),

    // Asking.
    Question(
        "cte and count", "WITH live AS (SELECT id FROM staff WHERE active = \(true)) SELECT COUNT(*) AS n FROM live",
        is: "n=3"),
    Question("filter", "SELECT COUNT(*) FILTER (WHERE name LIKE 'A%') AS n FROM staff", is: "n=1"),
    Question(
        "window", "SELECT id, ROW_NUMBER() OVER (ORDER BY id DESC) AS r FROM staff ORDER BY id",
        is: "id='a' r=3 | id='b' r=2 | id='c' r=1"),
    Question(
        "recursive",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3) SELECT i FROM n ORDER BY i",
        is: "i=1 | i=2 | i=3"),
    Question("is not distinct", "SELECT id FROM swap WHERE accepted_by IS NOT DISTINCT FROM \("b")", is: "id='s1'"),
    Question(
        "is not distinct from null", "SELECT id FROM swap WHERE id IS NOT DISTINCT FROM \(nil as String?)", is: ""),
    Question(
        "an absent filter",
        "SELECT id FROM staff WHERE \(nil as String?) IS NULL OR id = \(nil as String?) ORDER BY id",
        is: "id='a' | id='b' | id='c'"),
    Question(
        "a present filter", "SELECT id FROM staff WHERE \("b") IS NULL OR id = \("b") ORDER BY id", is: "id='b'"),
    Question(
        "row value", "SELECT id FROM staff WHERE (active, id) > (\(1), \("a")) ORDER BY active, id",
        is: "id='b' | id='c'"),
    Question(
        "nulls last", "SELECT number FROM note ORDER BY body DESC NULLS LAST, number LIMIT 2", is: "number=1 | number=2"
    ),
    Question("in list", "SELECT id FROM staff WHERE id IN \(list: ["a", "c"]) ORDER BY id", is: "id='a' | id='c'"),
    Question("limit offset", "SELECT id FROM staff ORDER BY id LIMIT \(1) OFFSET \(1)", is: "id='b'"),
    Question(
        "text in the order of its bytes", "SELECT name FROM staff ORDER BY name",
        is: "name='Anna' | name='Cy' | name='bob'"),
    Question("like knows case", "SELECT COUNT(*) AS n FROM staff WHERE name LIKE 'B%'", is: "n=0"),
    Question("lower like", "SELECT COUNT(*) AS n FROM staff WHERE lower(name) LIKE lower('B%')", is: "n=1"),
    Question(
        "like with escape", "SELECT CASE WHEN \("5%") LIKE \("5!%") ESCAPE '!' THEN 1 ELSE 0 END AS b", is: "b=1"),
    Question("length in characters", "SELECT length(\("投诉")) AS n", is: "n=2"),
    Question("whole division", "SELECT 7 / 2 AS n, -7 / 2 AS m, -7 % 3 AS r", is: "n=3 m=-3 r=-1"),
    Question("concat", "SELECT name || \("!") AS s FROM staff WHERE id = 'a'", is: "s='Anna!'"),
    Question("concat null", "SELECT 'x' || NULL AS s", is: "s=NULL"),
    Question("case for a condition", "SELECT CASE WHEN 1 = 1 THEN 1 ELSE 0 END AS b", is: "b=1"),
    Question("coalesce and nullif", "SELECT COALESCE(NULLIF(\(""), ''), 'none') AS s", is: "s='none'"),
    Question("sum as integer", "SELECT CAST(SUM(active) AS BIGINT) AS n FROM staff", is: "n=3"),
    Question("sum of nothing", "SELECT CAST(SUM(active) AS BIGINT) AS n FROM staff WHERE id = 'z'", is: "n=NULL"),
    Question("the same value twice", "SELECT \("q") AS a, \("q") AS b", is: "a='q' b='q'"),
    Question("exists", "SELECT CASE WHEN EXISTS (SELECT 1 FROM swap) THEN 1 ELSE 0 END AS b", is: "b=1"),
    Question("empty text is not null", "SELECT CASE WHEN '' IS NULL THEN 1 ELSE 0 END AS b", is: "b=0"),
    Question(
        "group by alias", "SELECT active AS k, COUNT(*) AS n FROM staff GROUP BY active ORDER BY k", is: "k=1 n=3"),
    Question("many columns of one name", "SELECT 1 AS id, 2 AS id", is: "ERROR other"),
    Question("substr of a bound place", "SELECT substr(\("abc"), CAST(\(2) AS INTEGER)) AS s", is: "s='bc'"),

    // Refused, and for the same reason.
    Question("unique", "INSERT INTO staff (id, name) VALUES ('a', 'dup')", is: "ERROR unique"),
    Question(
        "unique under a condition",
        "INSERT INTO swap (id, offered_by, state, hours) VALUES ('s2', 'c', 'open', 1), ('s3', 'c', 'open', 1)",
        is: "ERROR unique"),
    Question("check", "INSERT INTO staff (id, name, active) VALUES ('z', 'z', 7)", is: "ERROR check"),
    Question("length", "INSERT INTO staff (id, name) VALUES ('y', '')", is: "ERROR check"),
    Question("not null", "INSERT INTO staff (id, name) VALUES ('y', \(nil as String?))", is: "ERROR check"),
    Question(
        "foreign key", "INSERT INTO swap (id, offered_by, state, hours) VALUES ('s9', 'nobody', 'open', 1)",
        is: "ERROR foreignKey"),
    Question("still pointed at", "DELETE FROM staff WHERE id = 'a'", is: "ERROR foreignKey"),
    Question(
        "a text for a number", "INSERT INTO swap (id, offered_by, state, hours) VALUES ('s8', 'a', 'open', 'many')",
        is: "ERROR check"),
    Question("a NUL in a text", "SELECT \("a\0b") AS s", is: "ERROR check"),
    Question("not a number", "SELECT \(Double.nan) AS n", is: "ERROR check"),
    Question("no such table", "SELECT id FROM nowhere", is: "ERROR other"),
    Question("nonsense", "SELEKT 1", is: "ERROR other"),
    Question("two statements", "SELECT 1 AS n; SELECT 2 AS n", is: "ERROR other"),
    Question("commit", "COMMIT", is: "ERROR other"),

    // The engines differ: do not write these.
    Question(
        "returning a real number just set from a whole one: row.real takes both",
        "UPDATE swap SET hours = 2 WHERE id = 's1' RETURNING hours", sqlite: "hours=2", postgres: "hours=2.0"),
    Question("bare condition: CASE WHEN", "SELECT (1 = 1) AS b", sqlite: "b=1", postgres: "ERROR other"),
    Question("bare sum: CAST", "SELECT SUM(number) AS n FROM note", sqlite: "n=15", postgres: "ERROR other"),
    Question("avg: in Swift", "SELECT AVG(active) AS n FROM staff", sqlite: "n=1.0", postgres: "ERROR other"),
    Question("min of two: CASE WHEN", "SELECT min(3, 4) AS n", sqlite: "n=3", postgres: "ERROR other"),
    Question("least: CASE WHEN", "SELECT least(3, 4) AS n", sqlite: "ERROR other", postgres: "n=3"),
    Question(
        "group_concat: in Swift", "SELECT group_concat(id, ',') AS s FROM staff", sqlite: "s='a,b,c'",
        postgres: "ERROR other"),
    Question(
        "ungrouped column: group it", "SELECT name, COUNT(*) AS n FROM staff", sqlite: "name='Anna' n=3",
        postgres: "ERROR other"),
    Question(
        "round to even or up: in Swift", "SELECT CAST(ROUND(CAST(2.5 AS DOUBLE PRECISION)) AS BIGINT) AS n",
        sqlite: "n=3", postgres: "n=2"),
    Question(
        "a fraction for a whole number: round in Swift",
        "INSERT INTO note (number) VALUES (\(1000.5)) RETURNING number", sqlite: "ERROR check",
        postgres: "number=1000"),
    Question(
        "substr of a bare bound place: CAST", "SELECT substr(\("abc"), \(2)) AS s", sqlite: "s='bc'",
        postgres: "ERROR other"),
    Question(
        "lower of letters with accents: in Swift", "SELECT lower(\("É")) AS s", sqlite: "s='É'", postgres: "s='é'"),
    Question(
        "a misspelt column in double quotes: no quotes", "SELECT \"nmae\" AS s FROM staff LIMIT 1", sqlite: "s='nmae'",
        postgres: "ERROR other"),

    // The end of the story.
    Question(
        "delete returning", "DELETE FROM swap WHERE id = 's1' RETURNING id, hours", is: "id='s1' hours=2.0"),
]
