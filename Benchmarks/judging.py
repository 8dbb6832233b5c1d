"""A hundred thousand obligations fall due in one minute: `judging.py PROGRAM FOLDER`, FOLDER being a copy to write to.

Ended first replies and completions are opened again, with a start that lets them fall due spread over the coming minute;
nobody ends them, so the house must state 100,000 breaches, each with its event, its notices and its next moment. It looks
at each full minute, so all are there at the end of the minute, and must be judged before the next is over. Meanwhile cases
are read at four connections, ten seconds a figure.
"""

import sqlite3
import sys
import threading
import time

from figures import Figure, keep, size_of
from house import House
from reading import ACCOUNT, questions
from wrk import wrk

MANY, MINUTE, LONGEST = 100_000, 60_000, 240


def main():
    program, folder = sys.argv[1:3]
    keep("judging", size_of(folder), program, measure(program, folder))


def measure(program, folder):
    begins = (int(time.time() * 1000) // MINUTE + 2) * MINUTE
    ends = begins + MINUTE
    database = sqlite3.connect(f"{folder}/qingting.sqlite", isolation_level=None)
    many = reopen(database, begins)
    with House(program, folder) as house:
        person = house.sign_in(ACCOUNT)
        _, paths, headers, _ = questions(house, person, house.token(person))[0]
        calm = wrk(house, paths, headers, 4, 5)
        time.sleep(max(0, ends / 1000 - time.time()))
        before, began, spent = left(database, ends), time.time(), house.processor()
        loads, watch = [], Watch(folder, ends)
        while watch.done is None and time.time() - began < LONGEST:
            loads.append(wrk(house, paths, headers, 4, 10))
        judged = before - left(database, ends)
        done = watch.done and watch.done - began
        seconds = done or time.time() - began
        cost = (house.processor() - spent - sum(load.requests for load in loads) * calm.processor / 1000) / judged * 1000
        memory = house.memory("VmHWM")
    database.close()
    worst = max(load.p99 for load in loads)
    finished = f"all in {seconds:.0f} s" if done else f"{judged} in {seconds:.0f} s"
    return [
        Figure(f"{many} obligations due in one minute", f"{finished}, {judged / seconds:.0f}/s", processor=cost, memory=memory,
               target="≤ 60 s", kept=done is not None and done <= 60, number=judged / seconds),
        Figure("a case read meanwhile, 4 connections", f"p99 {worst:.0f} ms in the worst ten seconds",
               f"p99 {calm.p99:.0f} ms without", target="p99 < 50 ms", kept=worst < 50, number=worst),
    ]


class Watch(threading.Thread):
    """Notes when nothing waits any more; looks twice a second."""

    def __init__(self, folder, until):
        super().__init__(daemon=True)
        self.folder, self.until, self.done = folder, until, None
        self.start()

    def run(self):
        with sqlite3.connect(f"file:{self.folder}/qingting.sqlite?mode=ro", uri=True) as database:
            while database.execute(
                    "SELECT EXISTS (SELECT 1 FROM obligation WHERE act_at <= ?)", (self.until,)).fetchone()[0]:
                time.sleep(0.5)
        self.done = time.time()


def reopen(database, begins):
    """Answers how many; those whose hours run on without a calendar, so that they fall due to the millisecond."""
    found = database.execute(
        """
        SELECT id, CAST(substr(within, 1, length(within) - 1) AS INTEGER) FROM obligation
        WHERE rule IN ('complaint.complete', 'complaint.first-reply') AND state IN ('kept', 'late')
          AND within IN ('4h', '24h', '48h') AND id NOT IN (SELECT obligation_id FROM obligation_pause)
        LIMIT ?
        """, (MANY,)).fetchall()
    database.execute("BEGIN IMMEDIATE")
    for number, (id, hours) in enumerate(found):
        due = begins + number * MINUTE // len(found)
        database.execute(
            """
            UPDATE obligation
            SET state = 'open', ended_at = NULL, ended_by = NULL, ended_by_event = NULL, breached_at = NULL, warnings = 9,
                rungs = 0, started_at = ?, due_at = ?, act_at = ?
            WHERE id = ?
            """, (due - hours * 3_600_000, due, due + 1, id))
    database.execute("COMMIT")
    return len(found)


def left(database, until):
    """How many wait to be judged."""
    return database.execute("SELECT COUNT(*) FROM obligation WHERE act_at <= ?", (until,)).fetchone()[0]


if __name__ == "__main__":
    main()
