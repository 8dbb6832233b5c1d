#!/usr/bin/env python3
"""Breaks a real server in every way a machine breaks, and counts what was lost. See README.md.

    run.py                    everything, and writes docs/reliability.md
    run.py --count 20         fewer kills
    run.py --short            what `make test` runs: a few on SQLite, within a minute and a half; writes nothing
    run.py --only kills,disk  some of it; the rows of the others stay
"""

import argparse
import random
import sys
import time

import backups
import chores
import clocks
import crowds
import disk
import kills
import memory
import postgres_away
import power
import report
import sabotage
from common import PROGRAM, say
from places import PostgresGround, SQLiteGround

#: name, engines, and what runs it
FAULTS = [
    ("sabotage", (SQLiteGround,), lambda ground, how: sabotage.run(ground)),
    ("kills", (SQLiteGround, PostgresGround), lambda ground, how: kills.run(ground, how.kills, how.chance, how.minutes * 60)),
    ("power", (SQLiteGround,), lambda ground, how: power.run(ground, how.losses, how.chance)),
    ("disk", (SQLiteGround,), lambda ground, how: disk.run(ground, how.rounds, how.chance, how.short)),
    ("postgres", (PostgresGround,), lambda ground, how: postgres_away.run(ground, how.rounds, how.chance)),
    ("crowds", (SQLiteGround, PostgresGround),
     lambda ground, how: crowds.run(ground, how.crowd, how.chance, how.short)),
    ("memory", (SQLiteGround, PostgresGround), lambda ground, how: memory.run(ground, how.rounds, how.chance)),
    ("chores", (SQLiteGround, PostgresGround), lambda ground, how: chores.run(ground, max(1, how.rounds // 5), how.chance)),
    ("backups", (SQLiteGround,), lambda ground, how: backups.run(ground, how.rounds, how.chance)),
    ("clocks", (SQLiteGround, PostgresGround), lambda ground, how: clocks.run(ground, how.rounds, how.chance)),
]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=200, help="kills on each engine; the other faults scale with it")
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--only", default="", help=", ".join(name for name, _, _ in FAULTS))
    parser.add_argument("--engine", default="", choices=["", "sqlite", "postgres"])
    parser.add_argument("--minutes", type=int, default=0, help="the longest the kills on one engine may take")
    parser.add_argument("--seed", type=int, default=None, help="the same dice again")
    how = parser.parse_args()
    if not PROGRAM.exists():
        raise SystemExit("faults: there is no program yet; 'swift build' makes it.")
    how.seed = how.seed if how.seed is not None else int(time.time())
    how.chance = random.Random(how.seed)
    how.kills = 3 if how.short else how.count
    how.losses = 20 if how.short else how.count
    how.rounds = 1 if how.short else max(1, how.count // 20)
    how.crowd = 500 if how.short else 10_000
    wanted = [name for name in how.only.split(",") if name]
    if how.short and not wanted:
        # On SQLite: to make a department on PostgreSQL takes longer than all of these together.
        wanted, how.engine = ["kills", "disk", "crowds"], how.engine or "sqlite"
    outcomes = []
    for kind in (SQLiteGround, PostgresGround):
        if how.engine and not kind.engine.lower().startswith(how.engine):
            continue
        faults = [
            (name, work) for name, engines, work in FAULTS
            if kind in engines and (not wanted or name in wanted)]
        if not faults:
            continue
        with kind() as ground:
            for name, work in faults:
                begun = time.monotonic()
                found = work(ground, how)
                for outcome in found if isinstance(found, list) else [found]:
                    outcomes.append(outcome)
                    print(f"faults: {outcome.line()}", flush=True)
                say(f"{name} on {kind.engine} took {time.monotonic() - begun:.0f} s")
    if not how.short:
        report.write(outcomes)
    failed = [outcome for outcome in outcomes if not outcome.held]
    print(f"faults: {len(outcomes) - len(failed)} held, {len(failed)} failed (seed {how.seed})", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
