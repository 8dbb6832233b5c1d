"""Reads a big department through the real server: `reading.py PROGRAM BARE FOLDER [SECONDS]`.

wrk asks over connections that stay open (8, and 1 where the answer's own time is the question); the limit is the framework
alone, which answers as many bytes in the same run. Every figure is the median of three runs; the processor time of one
request does not shake with the machine. The words of the searches are those of the generator.
"""

import datetime
import statistics
import sys
import urllib.parse

from house import House, Served, free_port
from wrk import wrk

RUNS = 3
ACCOUNT = "sunwei"


def main():
    program, bare, folder = sys.argv[1:4]
    seconds = int(sys.argv[4]) if len(sys.argv) > 4 else 5
    with House(program, folder) as house:
        print(f"opened in {house.opened:.2f} s, idle {house.memory():.0f} MB", flush=True)
        person = house.sign_in(ACCOUNT)
        token = house.token(person)
        print(f"{'what':<40}{'asked/s':>9}{'p50 ms':>9}{'p99 ms':>9}{'CPU ms':>9}{'bytes':>9}{'bare/s':>9}{'ratio':>8}")
        for name, paths, headers, connections in questions(house, person, token):
            print(line(bare, house, name, paths, headers, connections, seconds), flush=True)
        print(f"at most {house.memory('VmHWM'):.0f} MB")


def questions(house, person, token):
    with house.database() as database:
        ids = [row[0] for row in database.execute(
            "SELECT case_id FROM case_entry GROUP BY case_id HAVING COUNT(*) >= 3 LIMIT 500")]
        unit = database.execute(
            "SELECT unit_id FROM service_case GROUP BY unit_id ORDER BY COUNT(*) DESC LIMIT 1").fetchone()[0]
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
        ("search, a phrase nobody wrote", [f"/search?q={say('熊猫滑雪')}&kind=case"], pages, 1),
        ("my day", ["/"], pages, 1),
        ("supervisor's wall", ["/wall"], pages, 1),
        ("adherence of a quarter", [quarter(house)], pages, 1),
        ("reports of 30 days", ["/reports"], pages, 1),
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
        return f"{name:<40} answered {status}"
    port = free_port()
    with Served([bare, str(port), str(len(body))], port) as alone:
        loads, limits = [], []
        for _ in range(RUNS):
            loads.append(wrk(house, paths, headers, connections, seconds))
            limits.append(wrk(alone, ["/"], {}, connections, max(1, seconds // 2)).per_second)
    failed = sum(load.failed for load in loads)
    if failed:
        return f"{name:<40} {failed} answers were not 200"
    load = sorted(loads, key=lambda load: load.per_second)[RUNS // 2]
    limit = statistics.median(limits)
    return (
        f"{name:<40}{load.per_second:>9.0f}{load.p50:>9.1f}{load.p99:>9.1f}{load.processor:>9.2f}{load.bytes:>9.0f}"
        f"{limit:>9.0f}{load.per_second / limit:>8.3f}")


if __name__ == "__main__":
    main()
