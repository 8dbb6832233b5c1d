"""docs/reliability.md: what was really counted, when, and on which head. The numbers stand in docs/reliability.tsv; a run of
some faults replaces their rows and leaves the others as they were, each with its own day and head."""

import csv
import datetime
import os
import pathlib
import subprocess

from common import ROOT

TABLE = pathlib.Path(os.environ.get("FAULTS_TABLE", ROOT / "docs/reliability.tsv"))
PAGE = ROOT / "docs/reliability.md"
FIELDS = ["fault", "engine", "tries", "acknowledged", "refused", "unanswered", "lost", "doubled", "held", "checked",
          "day", "head"]

TEXT = """# Reliability

Written by `make faults`; the numbers are those of the runs named in the last column, and of nothing else.

A real server (`qingting serve`, a department with a month of history) is worked by eight writers through the interface for
programs: they register cases, write notes and accept cases, each write under an idempotency key of its own, and remember
every answer. Then something breaks. Afterwards:

1. every write that was acknowledged is looked for in the tables, past the program (**lost**);
2. every write is sent again under its key: an acknowledged one must answer word for word as it did, an unanswered one
   must now be done; then each is counted in the tables (**doubled**);
3. all laws of `Tests/FaultTests/checks.py` must hold: obligations opened and ended by events that are there, none
   half-opened (cases registered alike owe alike), none judged twice (breaches, warnings and rungs equal to their
   events), the chain of seals without a gap, the deadline in lists equal to the earliest obligation, the search index
   equal to what it indexes, counters not behind;
4. SQLite: `PRAGMA integrity_check`, `foreign_key_check`, FTS5's own check; PostgreSQL: `amcheck` of every index against
   its table; `qingting audit verify` and `qingting doctor`.

*Refused* writes got a sentence (409, 503, 507 …) and are not there; *unanswered* ones got nothing, because the server was
gone, and were done by being sent again.

| Fault | Engine | Times | Acknowledged | Refused | Unanswered | Lost | Doubled | What was looked at besides | Run |
|---|---|---:|---:|---:|---:|---:|---:|---|---|
{rows}

## Again

```sh
make faults                      # everything; 200 kills on each engine take an hour and more on two cores
make faults COUNT=20             # fewer
make faults FAULTS=disk,clocks   # some; their rows are replaced, the others stay
```

A fault that has no row has not been counted yet: its test is there and runs by the same command.

## People at once

Not a fault, but the other way to lose something: `Tests/LawTests` lets twenty people act at once, wave after wave, on SQLite
and on PostgreSQL, does the same acts in line on a second department and compares every answer, event and row; then some
thirty laws of limits, counters, ledgers and machines are asked ([0064](decisions/0064-laws-of-concurrency.md)). 500 acts on each
engine run in `make test`; `make laws ACTS=20000` throws the dice of the day. 2026-11-26, seed 7: 1,510 acts on SQLite and 1,505
on PostgreSQL, none answered otherwise than in line, no law broken. Before that it had found, and these were mended:

* PostgreSQL: two people who make the same record in the same moment met a fault instead of being tried again;
* a parent case was withdrawn, or referred, over an open child;
* a compensation was approved, a corrective action or an extra service begun, on a case that was over;
* the same transfer slip was stored in two spellings.

## Again, shorter

The short version, a few kills, a full disk and silent connections on SQLite, runs in `make test`. Mounting a small disk
needs root; without it that fault is skipped and said. PostgreSQL runs with `fsync` on. What is behind each fault, and what
is imitated how, stands in [Tests/FaultTests/README.md](../Tests/FaultTests/README.md).
"""


def write(outcomes):
    day = datetime.date.today().isoformat()
    rows = {(row["fault"], row["engine"]): row for row in known()}
    for outcome in outcomes:
        if outcome.skipped:
            continue
        rows[outcome.fault, outcome.engine] = {
            "fault": outcome.fault, "engine": outcome.engine, "tries": outcome.tries,
            "acknowledged": outcome.acknowledged, "refused": outcome.refused, "unanswered": outcome.unanswered,
            "lost": outcome.lost, "doubled": outcome.doubled, "held": "yes" if outcome.held else "NO",
            "checked": outcome.checked, "day": day, "head": HEAD}
    with open(TABLE, "w", newline="") as file:
        writer = csv.DictWriter(file, FIELDS, delimiter="\t", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows.values())
    PAGE.write_text(TEXT.replace("{rows}", "\n".join(map(line, rows.values()))))


def known():
    if not TABLE.exists():
        return []
    with open(TABLE, newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def line(row):
    checked = row["checked"] if row["held"] == "yes" else f"**did not hold**; {row['checked']}"
    return (f"| {row['fault']} | {row['engine']} | {row['tries']} | {row['acknowledged']} | {row['refused']} | "
            f"{row['unanswered']} | {row['lost']} | {row['doubled']} | {checked} | {row['day']} `{row['head']}` |")


def head():
    git = ["git", "-C", str(ROOT)]
    name = subprocess.run([*git, "rev-parse", "--short", "HEAD"], capture_output=True, text=True).stdout.strip()
    changed = subprocess.run(
        [*git, "status", "--porcelain", "--", "Sources", "Features"], capture_output=True, text=True).stdout.strip()
    return name + ("+" if changed else "")


#: What the program was made of when the run began: a run may take hours, and the tree goes on.
HEAD = head()
