"""Two hundred people, thirty-one days, every day a shift: `rosters.py PROGRAM`. How quickly the month is shown, published,
changed with its check, and how quickly the house says who is on duty.

The department is a demo of the game centre in a folder of its own, to which 200 trained people in its three groups are
added, and 6,200 shifts of twelve hours with a supervisor on duty for each day. All of them break the clause on the hours of a
week, which advises: a month with a thousand findings is the worst that the page can be asked for.
"""

import datetime
import http.client
import json
import re
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
import urllib.parse
import uuid

from figures import Figure, keep
from house import House, free_port

PEOPLE, PAGES = 200, 200
#: milliseconds of a day's beginning in the department's zone
HOUR = 3_600_000


class Centre(House):
    """The game centre; the folder is made by the program itself."""

    def __init__(self, program, folder):
        super().__init__(program, folder)
        self.command[self.command.index("chain-retail")] = "game-support"


def midnight(day):
    return int(datetime.datetime.combine(
        day, datetime.time(), datetime.timezone(datetime.timedelta(hours=8))).timestamp() * 1000)


def fill(folder, first):
    """Answers the roster and its unit."""
    database = sqlite3.connect(f"{folder}/qingting.sqlite")
    one = lambda question, *values: database.execute(question, values).fetchone()
    template, unit = one("SELECT id, unit_id FROM shift_template WHERE code = 'D'")
    groups = [row[0] for row in database.execute("SELECT id FROM shift_group WHERE unit_id = ? ORDER BY name", (unit,))]
    agent = one("SELECT id, language, theme, password FROM staff WHERE account = 'wangfang'")
    post, group_unit, since = one(
        "SELECT post, unit_id, starts_at FROM appointment WHERE staff_id = ? AND ends_at IS NULL", agent[0])
    leaders = [row[0] for row in database.execute("SELECT id FROM staff WHERE account IN ('liangchen', 'songjia')")]
    maker = one("SELECT id FROM staff WHERE account = 'luohao'")[0]
    people = [str(uuid.uuid4()) for _ in range(PEOPLE)]
    for number, person in enumerate(people):
        database.execute(
            "INSERT INTO staff (id, account, name, language, theme, password, must_choose_password, is_active, joined_on)"
            " VALUES (?, ?, ?, ?, ?, ?, 0, 1, ?)", (person, f"bench{number}", f"坐席{number:03}", *agent[1:], "2026-01-01"))
        database.execute(
            "INSERT INTO appointment (id, staff_id, post, unit_id, starts_at) VALUES (?, ?, ?, ?, ?)",
            (str(uuid.uuid4()), person, post, group_unit, since))
        database.execute("INSERT INTO staff_skill (staff_id, skill, level) VALUES (?, '上岗培训', 1)", (person,))
        database.execute(
            "INSERT INTO shift_group_member (id, group_id, staff_id, from_on) VALUES (?, ?, ?, ?)",
            (str(uuid.uuid4()), groups[number % len(groups)], person, first.isoformat()))
    roster, now = str(uuid.uuid4()), midnight(first)
    days = [first + datetime.timedelta(days=place) for place in range(31)]
    database.execute(
        "INSERT INTO roster (id, unit_id, from_on, until_on, state, version, made_by, made_at)"
        " VALUES (?, ?, ?, ?, 'draft', 1, ?, ?)",
        (roster, unit, days[0].isoformat(), days[-1].isoformat(), maker, now))
    database.executemany(
        "INSERT INTO shift_assignment (id, roster_id, unit_id, staff_id, template_id, group_id, post, day_on, starts_at,"
        " ends_at, break_minutes, origin, is_shadow, entered_by, entered_at)"
        " VALUES (?, ?, ?, ?, ?, ?, '', ?, ?, ?, 60, 'roster', 0, ?, ?)",
        [(str(uuid.uuid4()), roster, unit, person, template, groups[number % len(groups)], day.isoformat(),
          midnight(day) + 9 * HOUR, midnight(day) + 21 * HOUR, maker, now)
         for number, person in enumerate(people) for day in days])
    database.executemany(
        "INSERT INTO duty_assignment (id, roster_id, unit_id, kind, day_on, starts_at, ends_at, primary_id, backup_id, phone,"
        " entered_by, entered_at) VALUES (?, ?, ?, 'supervisor', ?, ?, ?, ?, ?, '8001', ?, ?)",
        [(str(uuid.uuid4()), roster, unit, day.isoformat(), midnight(day) + 9 * HOUR, midnight(day) + 21 * HOUR,
          leaders[place % 2], leaders[(place + 1) % 2], maker, now) for place, day in enumerate(days)])
    database.commit()
    database.close()
    return roster, unit, people


class Line:
    """One connection that stays open, as a browser's does."""

    def __init__(self, house, person):
        self.house, self.person = house, person
        self.connection = http.client.HTTPConnection("127.0.0.1", house.port, timeout=120)

    def timed(self, path, fields=None):
        headers = dict(self.person)
        body = None
        if fields is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://127.0.0.1:{self.house.port}"}
            body = urllib.parse.urlencode(fields, doseq=True)
        began = time.perf_counter()
        self.connection.request("GET" if fields is None else "POST", path, body, headers)
        answer = self.connection.getresponse()
        text = answer.read()
        return (time.perf_counter() - began) * 1000, answer.status, text


def spread(times):
    times = sorted(times)
    return statistics.median(times), times[min(len(times) - 1, int(len(times) * 0.99))]


def main():
    program = sys.argv[1]
    folder = tempfile.mkdtemp(prefix="qingting-rosters-")
    try:
        with Centre(program, folder):
            pass
        today = datetime.date.today()
        first = (today.replace(day=1) + datetime.timedelta(days=40)).replace(day=1)
        roster, unit, people = fill(folder, first)
        with Centre(program, folder) as house:
            keep("rosters", 200, program, measured(house, roster, unit, people, first))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def measured(house, roster, unit, people, first):
    line = Line(house, house.sign_in("luohao"))
    path = f"/rosters/{roster}"
    figures = []

    def add(name, times, most, unit_of="ms"):
        middle, last = spread(times)
        figures.append(Figure(
            f"{name}, {len(times)} times", f"median {middle:.1f}, p99 {last:.1f} {unit_of}", target=f"p99 < {most} {unit_of}",
            kept=last < most, number=last))

    def pages(name, address, most):
        times, before = [], house.processor()
        for _ in range(PAGES):
            elapsed, status, body = line.timed(address)
            if status != 200:
                raise SystemExit(f"bench: {address} answered {status}")
            times.append(elapsed)
        add(name, times, most)
        figures[-1].processor = (house.processor() - before) / PAGES * 1000
        return body.decode()

    body = pages("the month of 200 people, as whoever makes it sees it", path, 50)
    secret = re.search(r'name="_csrf" value="([^"]+)"', body)[1]
    moves, version = [], int(re.search(r'data-version="(\d+)"', body)[1])
    day = first.isoformat()
    for number in range(150):
        # Off the person, into the open shifts of the day.
        elapsed, status, text = line.timed(
            f"{path}/moves",
            {"_csrf": secret, "version": version, "staff": people[number], "day": day, "to": "", "on": day})
        if status != 200:
            raise SystemExit(f"bench: a move answered {status}: {re.sub('<[^>]+>', ' ', text.decode())[:400]}")
        version = json.loads(text)["version"]
        moves.append(elapsed)
    add("a drag: the change, written, and the check of what it touched", moves, 30)
    elapsed, status, text = line.timed(f"{path}/publication", {"_csrf": secret, "version": version})
    if status != 303:
        raise SystemExit(f"bench: publishing answered {status}: {re.sub('<[^>]+>', ' ', text.decode())[:600]}")
    figures.append(Figure(
        "publishing 200 × 31 shifts", f"{elapsed:.0f} ms", target="< 1,000 ms", kept=elapsed < 1000, number=elapsed))
    pages("the same month, published", path, 50)
    pages("who is on duty, as a page", f"/duties/{unit}?at={day}T12:00", 50)
    duty = figures[-1].processor
    # Nobody works at night: the page is the answer, the search for who has it next, and the frame.
    pages("who is on duty at three at night, as a page", f"/duties/{unit}?at={day}T03:00", 50)
    night = figures[-1].processor
    pages("the own account, a page of the same frame to compare", "/me", 50)
    frame = figures[-1].processor
    answer = night - frame
    figures.append(Figure(
        "who is on duty, and who is next, without the frame (difference in processor time)", f"{answer:.2f} ms",
        number=answer))
    # Whoever may let programs in: the manager.
    line.person = house.token(house.sign_in("dongxue"))
    pages("who is on duty, as a program asks it", f"/api/v1/units/{unit}/duty?at={day}T12:00", 1)
    asked = figures[-1].processor
    pages("who the program is, to compare", "/api/v1/me", 50)
    answer = asked - figures[-1].processor
    figures.append(Figure(
        "who is on duty, without the request (difference in processor time)", f"{answer:.2f} ms", target="< 1 ms",
        kept=answer < 1, number=answer))
    # The page of noon also lists the two hundred.
    rest = duty - frame
    figures.append(Figure(
        "who is on duty and the 200 who work then, without the frame (difference in processor time)", f"{rest:.2f} ms",
        number=rest))
    return figures


if __name__ == "__main__":
    main()
