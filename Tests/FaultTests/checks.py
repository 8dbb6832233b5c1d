"""What must hold after every fault, asked of the tables past the program, and of the program's own examiners.

Each law is a question whose answer must be empty. `acknowledged` and `once` are about the writes of a load; the rest
about everything that is in the house.
"""

import collections
import json
import urllib.parse

from load import MARK, Client

#: name of the law, and the rows that break it. One dialect for both engines.
LAWS = [
    ("an obligation is opened by an event that is there",
     """SELECT o.id FROM obligation o LEFT JOIN event e ON e.id = o.opened_by_event WHERE e.id IS NULL LIMIT 5"""),
    ("an obligation that has ended names the event that ended it, or was judged by the clock",
     """SELECT o.id FROM obligation o LEFT JOIN event e ON e.id = o.ended_by_event
        WHERE o.state <> 'open' AND e.id IS NULL LIMIT 5"""),
    ("an obligation is about the record of the event that opened it",
     """SELECT o.id FROM obligation o JOIN event e ON e.id = o.opened_by_event
        WHERE o.subject_id <> e.subject_id AND o.rule <> 'attestation'
        AND EXISTS (SELECT 1 FROM service_case c WHERE c.id = o.subject_id) AND e.subject_kind = 'case' LIMIT 5"""),
    ("what is owed is owed once: no clause is open twice for the same thing",
     """SELECT subject_id, clause, COALESCE(item, '') AS part, COUNT(*) AS n FROM obligation WHERE state = 'open'
        GROUP BY subject_id, clause, COALESCE(item, ''), round, unit_id, started_at HAVING COUNT(*) > 1 LIMIT 5"""),
    ("no event ends an obligation before it opened",
     """SELECT id FROM obligation WHERE ended_at < started_at AND rule <> 'attestation' LIMIT 5"""),
    ("every case has the event of its registration, once",
     """SELECT c.id, COUNT(e.id) AS n FROM service_case c LEFT JOIN event e
        ON e.subject_id = c.id AND e.kind = 'case.reported'
        GROUP BY c.id HAVING COUNT(e.id) <> 1 LIMIT 5"""),
    ("every registration has its case",
     """SELECT e.id FROM event e LEFT JOIN service_case c ON c.id = e.subject_id
        WHERE e.kind = 'case.reported' AND c.id IS NULL LIMIT 5"""),
    ("a case that was accepted has left its first state, and the other way round",
     f"""SELECT c.id FROM service_case c WHERE c.subject LIKE '{MARK}%' AND
        (CASE WHEN c.state = 'registered' THEN 1 ELSE 0 END) =
        (CASE WHEN EXISTS (SELECT 1 FROM event e WHERE e.subject_id = c.id AND e.kind = 'case.accepted')
              THEN 1 ELSE 0 END) LIMIT 5"""),
    ("the deadline in the list of an open case is that of the earliest obligation",
     """SELECT c.id, c.next_due_at, MIN(o.due_at) AS earliest FROM service_case c
        LEFT JOIN obligation o ON o.subject_id = c.id AND o.state = 'open' AND o.paused_since IS NULL
        WHERE c.suspended_since IS NULL AND c.state NOT IN ('archived', 'referred', 'withdrawn')
        GROUP BY c.id, c.next_due_at HAVING COALESCE(c.next_due_at, -1) <> COALESCE(MIN(o.due_at), -1) LIMIT 5"""),
    ("every case stands in the search index, once",
     """SELECT c.id FROM service_case c LEFT JOIN search_document d ON d.record = c.id AND d.kind = 'case'
        GROUP BY c.id HAVING COUNT(d.number) <> 1 LIMIT 5"""),
    ("every word said on a case stands in the search index, once, and nothing else does",
     """SELECT COALESCE(x.id, d.part) AS id FROM
        (SELECT e.id, COUNT(d.number) AS n FROM case_entry e LEFT JOIN search_document d
         ON d.record = e.case_id AND d.kind = 'entry' AND d.part = e.id GROUP BY e.id HAVING COUNT(d.number) <> 1) AS x
        LEFT JOIN search_document d ON 1 = 0 LIMIT 5"""),
    ("nothing in the search index is of a case that is not there",
     """SELECT d.number FROM search_document d LEFT JOIN service_case c ON c.id = d.record WHERE c.id IS NULL LIMIT 5"""),
    ("a notice and an outgoing message rest on an event that is there",
     """SELECT n.id FROM notice n LEFT JOIN event e ON e.id = n.event_id WHERE e.id IS NULL
        UNION ALL SELECT m.id FROM outbox m LEFT JOIN event e ON e.id = m.event_id WHERE e.id IS NULL LIMIT 5"""),
    ("every customer of a case is there, and may be found by number",
     """SELECT c.id FROM service_case c LEFT JOIN customer u ON u.id = c.customer_id
        WHERE c.customer_id IS NOT NULL AND u.id IS NULL LIMIT 5"""),
    ("a telephone on a customer's card is among their numbers",
     """SELECT u.id FROM customer u WHERE u.phone IS NOT NULL AND NOT EXISTS
        (SELECT 1 FROM contact_point p WHERE p.customer_id = u.id AND p.value = u.phone) LIMIT 5"""),
    ("the end of the chain is its last seal, and seals are numbered without a gap",
     """SELECT h.position FROM event_chain h WHERE h.position <> (SELECT COUNT(*) FROM event_seal)
        OR h.position <> COALESCE((SELECT MAX(position) FROM event_seal), 0)"""),
    ("an event is sealed or waits for its seal, never both and never neither",
     """SELECT e.id FROM event e LEFT JOIN event_seal s ON s.event_id = e.id LEFT JOIN event_unsealed u
        ON u.event_id = e.id WHERE (s.event_id IS NULL) = (u.event_id IS NULL) LIMIT 5"""),
    ("an import has counted what it has brought in: its pieces are those it was cut into",
     """SELECT i.id FROM data_import i WHERE i.rows_cleared = 0 AND i.state IN ('read', 'previewed', 'running', 'finished')
        AND i.chunk_count <> (SELECT COUNT(*) FROM import_chunk c WHERE c.import_id = i.id) LIMIT 5"""),
    ("no number of an imported record stands for two records, nor for none",
     """SELECT x.number FROM external_number x LEFT JOIN service_case c ON c.id = x.record_id
        LEFT JOIN customer u ON u.id = x.record_id WHERE c.id IS NULL AND u.id IS NULL LIMIT 5"""),
]

SQLITE_LAWS = [
    ("the counter of case numbers is not behind the cases",
     """SELECT n.last FROM case_number n WHERE n.name = 'case' AND n.last <
        (SELECT MAX(CAST(substr(number, 10) AS INTEGER)) FROM service_case)"""),
]
POSTGRES_LAWS = [
    ("the index of words has words for each text, and for no other",
     """SELECT d.number FROM search_document d WHERE NOT EXISTS
        (SELECT 1 FROM search_word w WHERE w.document = d.number) LIMIT 5"""),
    ("no word points at a text that is gone",
     """SELECT w.document FROM search_word w LEFT JOIN search_document d ON d.number = w.document
        WHERE d.number IS NULL LIMIT 5"""),
]


def acknowledged(place, writes, outcome):
    """Every write that was acknowledged is there. To be asked before anything is sent again."""
    counts = count(place, writes)
    for write in writes:
        if write.is_acknowledged and counts[write.mark] == 0:
            outcome.lost += 1
            outcome.found(f"{write.mark} ({write.kind}) was acknowledged and is lost")


def once(place, writes, outcome):
    """Nothing was done twice, however often it was sent; and what was registered has all that it owes."""
    counts = count(place, writes)
    for write in writes:
        if counts[write.mark] > 1:
            outcome.doubled += counts[write.mark] - 1
            outcome.found(f"{write.mark} ({write.kind}) stands there {counts[write.mark]} times")
    opened = collections.defaultdict(list)
    for row in place.ledger.rows(
            f"""SELECT c.id, o.clause FROM service_case c JOIN event e ON e.subject_id = c.id AND e.kind = 'case.reported'
                JOIN obligation o ON o.opened_by_event = e.id WHERE c.subject LIKE '{MARK}%' ORDER BY c.id, o.clause"""):
        opened[row["id"]].append(row["clause"])
    ways = collections.Counter(map(tuple, opened.values()))
    registered = place.ledger.rows(f"SELECT COUNT(*) AS n FROM service_case WHERE subject LIKE '{MARK}%'")[0]["n"]
    if len(ways) > 1 or registered != len(opened):
        outcome.found(f"cases registered alike owe differently: {dict(ways)}, {registered - len(opened)} owe nothing")


def laws(place, outcome, audit=True):
    """Everything that holds of a house at rest."""
    own = SQLITE_LAWS if place.engine == "SQLite" else POSTGRES_LAWS
    for name, question in LAWS + own:
        rows = place.ledger.rows(question)
        if rows:
            outcome.found(f"«{name}» does not hold: {rows[:3]}")
    counted(place, outcome)
    for problem in place.ledger.constitution()[:5]:
        outcome.found(f"the engine says: {problem}")
    if audit:
        done = place.command("audit", "verify")
        if done.returncode:
            outcome.found(f"audit verify: {(done.stdout + done.stderr)[-300:]}")


def found(server, place, load, outcome):
    """What was registered is found by its mark, as people look for it."""
    client = Client(server.url, place.tokens[0])
    registered = [write for write in load.writes if write.kind == "register" and write.is_acknowledged]
    for write in registered[:3] + registered[-3:]:
        status, body = client.ask("GET", "/search?" + urllib.parse.urlencode({"q": write.mark}))
        if status != 200 or write.case not in body.decode():
            outcome.found(f"{write.mark} is not found by its words: {status} {body[:200]}")
    client.close()


def doctor(place, outcome):
    """The program's own examination; and on SQLite the index of words against itself, in a copy."""
    for problem in place.ledger.words():
        outcome.found(f"the index of words: {problem}")
    done = place.command("doctor")
    if done.returncode:
        outcome.found("doctor: " + " / ".join(line for line in done.stdout.splitlines() if line.startswith("fail")))


def counted(place, outcome):
    """What the ledger of obligations counts is what the events say: one breach at most, as many warnings and rungs as were
    recorded. Whoever judged twice would stand here."""
    said, obligations = collections.defaultdict(collections.Counter), []
    # In one question, since the house may judge meanwhile: two would see two moments.
    for row in place.ledger.rows(
            """SELECT kind AS id, details, 0 AS warnings, 0 AS rungs, CAST(NULL AS BIGINT) AS breached_at FROM event
               WHERE kind IN ('obligation.warned', 'obligation.breached', 'obligation.escalated')
               UNION ALL SELECT id, '', warnings, rungs, breached_at FROM obligation"""):
        if not row["details"]:
            obligations.append(row)
            continue
        details = json.loads(row["details"])
        if details.get("obligation"):
            said[details["obligation"]][row["id"]] += 1
    for row in obligations:
        events = said[row["id"]]
        if (events["obligation.warned"], events["obligation.escalated"]) != (row["warnings"], row["rungs"]):
            outcome.found(f"obligation {row['id']} counts {row['warnings']} warnings and {row['rungs']} rungs, "
                          f"its events say {dict(events)}")
        if events["obligation.breached"] > 1 or (events["obligation.breached"] and row["breached_at"] is None):
            outcome.found(f"obligation {row['id']} was judged {events['obligation.breached']} times")


def count(place, writes):
    """How often each write has been done."""
    counts = collections.Counter()
    for row in place.ledger.rows(f"SELECT subject AS mark FROM service_case WHERE subject LIKE '{MARK}%'"):
        counts[row["mark"]] += 1
    for row in place.ledger.rows(f"SELECT body AS mark FROM case_entry WHERE body LIKE '{MARK}%'"):
        counts[row["mark"]] += 1
    accepted = collections.Counter(
        row["subject_id"] for row in place.ledger.rows("SELECT subject_id FROM event WHERE kind = 'case.accepted'"))
    for write in writes:
        if write.kind == "accept":
            counts[write.mark] = accepted[write.case]
    return counts


def all_of(server, place, load, outcome, audit=True):
    """The whole examination after one fault: nothing lost, everything sent again, nothing doubled, all laws."""
    load.end()
    acknowledged(place, load.writes, outcome)
    outcome.acknowledged += len(load.acknowledged)
    outcome.unanswered += sum(1 for write in load.writes if write.status == 0)
    outcome.refused += sum(1 for status, _ in load.refusals if status)
    load.settle(outcome)
    once(place, load.writes, outcome)
    found(server, place, load, outcome)
    laws(place, outcome, audit)
