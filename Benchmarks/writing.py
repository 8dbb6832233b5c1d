"""Registers cases through the interface: `writing.py PROGRAM FOLDER`, FOLDER being a copy that may be written to.

An answer means that the case is on the disk. At 64 connections beside plain inserts of the very rows that came of it, 64
cases in one durable transaction, into an empty database; alone beside one page brought to the disk. Medians of three runs.
Before the rows are counted, the seals are waited for: they are part of what a case costs.
"""

import json
import pathlib
import sqlite3
import statistics
import sys
import tempfile
import time

import rawrows
from cases import registration
from figures import Figure, keep, size_of
from house import House
from reading import ACCOUNT
from wrk import wrk

RUNS, SECONDS, GROUP = 3, 5, 64


def main():
    program, folder = sys.argv[1:3]
    keep("writing", size_of(folder), program, measure(program, folder))


def measure(program, folder):
    with House(program, folder) as house, tempfile.TemporaryDirectory(dir=folder) as place:
        place = pathlib.Path(place)
        token = house.token(house.sign_in(ACCOUNT))
        with house.database() as database:
            unit = database.execute(
                "SELECT unit_id FROM service_case GROUP BY unit_id ORDER BY COUNT(*) DESC LIMIT 1").fetchone()[0]
            before = rawrows.marks(database)
        registering(house, token, unit, 8, 1, "warm")
        crowd, limits, costs, alone, syncs = [], [], [], [], []
        for run in range(RUNS):
            with house.database() as database:
                before = rawrows.marks(database)
            crowd.append(registering(house, token, unit, GROUP, SECONDS, f"crowd-{run}"))
            settle(house)
            with house.database() as database:
                rows, statements = rawrows.since(database, before), rawrows.schema(database)
            cases = len(rows["service_case"])
            seconds, spent = rawrows.inserting(place / f"raw-{run}", statements, rows, max(1, cases // GROUP))
            limits.append(cases / seconds)
            costs.append(spent / cases * 1000)
            syncs.append(rawrows.syncing(place) * 1000)
            alone.append(registering(house, token, unit, 1, SECONDS, f"alone-{run}"))
        memory = house.memory("VmHWM")
    each = sum(map(len, rows.values())) / cases
    load = sorted(crowd, key=lambda load: load.per_second)[RUNS // 2]
    limit, sync = statistics.median(limits), statistics.median(syncs)
    ratio = load.per_second / limit
    single = sorted(alone, key=lambda load: load.p50)[RUNS // 2]
    return [
        Figure("register a case, 64 connections", f"{load.per_second:.0f}/s, p99 {load.p99:.0f} ms",
               f"{limit:.0f}/s raw inserts of {each:.0f} rows each, {statistics.median(costs):.2f} ms of processor time", ratio, load.processor, memory, "≥ 30 %", ratio >= 0.3,
               load.per_second),
        Figure("register a case, alone", f"p50 {single.p50:.1f} ms, p99 {single.p99:.1f} ms", f"{sync:.2f} ms one disk sync",
               processor=single.processor, target="one sync + < 2 ms", kept=single.p50 - sync < 2, number=single.p50),
    ]


def registering(house, token, unit, connections, seconds, run):
    stamp = time.time_ns()
    bodies = [json.dumps(registration(unit, stamp + n), ensure_ascii=False) for n in range(seconds * 1200)]
    load = wrk(house, ["/api/v1/cases"], {**token, "Content-Type": "application/json"}, connections, seconds, "POST",
               bodies=bodies, key=f"{run}-{stamp}-")
    if load.failed or load.requests > len(bodies):
        raise SystemExit(f"bench: {load.failed} of {load.requests} registrations failed")
    return load


def settle(house):
    """Until every event has its seal."""
    for _ in range(600):
        with house.database() as database:
            if not database.execute("SELECT EXISTS (SELECT 1 FROM event_unsealed)").fetchone()[0]:
                return
        time.sleep(0.1)


if __name__ == "__main__":
    main()
