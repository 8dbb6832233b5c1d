"""Reads a big department through the real server: `reading.py PROGRAM BARE FOLDER [SECONDS]`.

wrk asks over connections that stay open (8, and 1 where the answer's own time is the question); the limit is the framework
alone, which answers as many bytes in the same run. Every figure is the median of three runs; the processor time of one
request does not shake with the machine. The words of the searches are those of the generator.
"""

import datetime
import statistics
import sys
import urllib.parse

from figures import Figure, keep, size_of
from house import House, Served, free_port
from wrk import NothingSeen, once, wrk

RUNS = 3
ACCOUNT = "sunwei"

# The share of what the framework alone answers, or the longest p99 in milliseconds.
TARGETS = {
    "a case with its timeline, JSON": (0.25, None),
    "the same, page": (0.10, None),
    "50 open cases by next deadline": (None, 15),
    "the same of one unit": (None, 15),
    "search, common pair: cases": (None, 20),
    "search, common pair: what was said": (None, 20),
    "search, rare phrase": (None, 5),
    "search, a phrase nobody wrote": (None, 5),
    "my day": (None, 50),
    "supervisor's wall": (None, 50),
    "adherence of a quarter": (None, 50),
}


def main():
    program, bare, folder = sys.argv[1:4]
    seconds = int(sys.argv[4]) if len(sys.argv) > 4 else 5
    keep("reading", size_of(folder), program, measure(program, bare, folder, seconds))


def measure(program, bare, folder, seconds):
    with House(program, folder) as house:
        house.counted()
        person = house.sign_in(ACCOUNT)
        token = house.token(person)
        return [line(bare, house, *question, seconds) for question in questions(house, person, token)]


def questions(house, person, token):
    with house.database() as database:
        ids = [row[0] for row in database.execute(
            "SELECT case_id FROM case_entry GROUP BY case_id HAVING COUNT(*) >= 3 LIMIT 500")]
        unit = database.execute(
            "SELECT unit_id FROM service_case GROUP BY unit_id ORDER BY COUNT(*) DESC LIMIT 1").fetchone()[0]
        # Twenty characters of a text: of so many there are few that say the same.
        rare = database.execute(
            "SELECT substr(content, 1, 20) FROM service_case WHERE length(content) > 25 AND content NOT LIKE '%\n%' "
            "ORDER BY number DESC LIMIT 1").fetchone()[0]
    pages = {**person, "Accept-Encoding": "gzip"}
    say = urllib.parse.quote
    return [
        ("a case with its timeline, JSON", [f"/api/v1/cases/{id}" for id in ids], token, 8),
        ("the same, page", [f"/cases/{id}" for id in ids], pages, 8),
        ("50 open cases by next deadline", ["/cases?view=open"], pages, 8),
        ("the same of one unit", [f"/cases?view=open&unit={unit}"], pages, 8),
        ("search, common pair: cases", [f"/search?q={say('退货')}&kind=case"], pages, 1),
        ("search, common pair: what was said", [f"/search?q={say('门店')}&kind=entry"], pages, 1),
        ("search, a whole sentence", [f"/search?q={say('蓝牙耳机充不进电，要求赔偿')}&kind=case"], pages, 1),
        ("search, rare phrase", [f"/search?q={say(rare)}&kind=case"], pages, 1),
        ("search, a phrase nobody wrote", [f"/search?q={say('熊猫滑雪')}&kind=case"], pages, 1),
        ("my day", ["/"], pages, 1),
        ("supervisor's wall", ["/wall"], pages, 1),
        ("adherence of a quarter", [quarter(house)], pages, 1),
        ("reports of 30 days", ["/reports?counted=whole"], pages, 1),
        ("customers", ["/customers"], pages, 1),
    ]


def quarter(house):
    with house.database() as database:
        last = database.execute("SELECT MAX(changed_at) FROM service_case").fetchone()[0] // 1000
    end = datetime.date.fromtimestamp(last)
    return f"/adherence?from={end - datetime.timedelta(days=89)}&to={end}&by=clause"


def line(bare, house, name, paths, headers, connections, seconds):
    status, body, _ = house.ask(paths[0], headers)
    if status != 200:
        raise SystemExit(f"bench: {paths[0]} answered {status}")
    port = free_port()
    with Served([bare, str(port), str(len(body))], port) as alone:
        loads, bares = [], []
        for _ in range(RUNS):
            loads.append(asked(house, paths, headers, connections, seconds))
            bares.append(wrk(alone, ["/"], {}, connections, max(1, seconds // 2)))
    failed = sum(load.failed for load in loads)
    if failed:
        raise SystemExit(f"bench: {failed} answers of {name} were not 200")
    return figure(name, connections, loads, bares)


def asked(house, paths, headers, connections, seconds):
    """What takes longer than a run of wrk is asked once."""
    try:
        return wrk(house, paths, headers, connections, seconds)
    except NothingSeen:
        return once(house, paths[0], headers)


def figure(name, connections, loads, bares):
    load, limit = (sorted(runs, key=lambda run: run.per_second)[RUNS // 2] for runs in (loads, bares))
    p99 = statistics.median(load.p99 for load in loads)
    ratio = load.per_second / limit.per_second
    share, longest = TARGETS.get(name, (None, None))
    return Figure(
        f"{name}, {connections} connection{'s' if connections > 1 else ''}",
        f"{load.per_second:.3g}/s, p50 {load.p50:.1f} ms, p99 {p99:.1f} ms" if load.per_second < 10 else
        f"{load.per_second:.0f}/s, p50 {load.p50:.1f} ms, p99 {p99:.1f} ms",
        f"{limit.per_second:.0f}/s bare, p99 {limit.p99:.1f} ms, {limit.processor:.3f} ms CPU", ratio, load.processor,
        target=f"≥ {share:.0%} of bare" if share else f"p99 < {longest} ms" if longest else "",
        kept=ratio >= share if share else p99 < longest if longest else None, number=p99)


if __name__ == "__main__":
    main()
