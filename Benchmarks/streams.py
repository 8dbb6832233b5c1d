"""Two thousand open pages: `streams.py PROGRAM FOLDER`. What they cost in memory, and how soon all see a change.

Each opens `/events` as a page of the case and of the list does. Then somebody writes a remark on the case, five times; a
line's delay runs from the moment the request is sent to the moment the event's bytes are read here, where two thousand
sockets are read by one Python process: the figure is an upper bound.
"""

import asyncio
import resource
import statistics
import sys
import time

from cases import posted, remark
from figures import Figure, keep, size_of
from house import House
from reading import ACCOUNT

PAGES, TIMES = 2000, 5


def main():
    program, folder = sys.argv[1:3]
    resource.setrlimit(resource.RLIMIT_NOFILE, (PAGES + 500, max(PAGES + 500, resource.getrlimit(resource.RLIMIT_NOFILE)[1])))
    with House(program, folder) as house:
        keep("streams", size_of(folder), program, asyncio.run(measure(house)))


async def measure(house):
    person = house.sign_in(ACCOUNT)
    token = house.token(person)
    case = newest(house)
    for _ in range(20):
        house.ask(f"/cases/{case}", person)
    before = house.memory()
    pages = [Page() for _ in range(PAGES)]
    for start in range(0, PAGES, 50):
        await asyncio.gather(*(page.open(house.port, case, person) for page in pages[start:start + 50]))
    opened = house.memory()
    slowest, medians, cost = [], [], []
    for turn in range(TIMES):
        for page in pages:
            page.seen.clear()
        spent, began = house.processor(), time.perf_counter()
        headers, body = posted(token, f"streams-{time.time_ns()}", remark(turn))
        status = (await asyncio.to_thread(house.ask, f"/api/v1/cases/{case}/entries", headers, "POST", body))[0]
        if status != 201:
            raise SystemExit(f"bench: the remark answered {status}")
        await asyncio.wait_for(asyncio.gather(*(page.seen.wait() for page in pages)), 30)
        delays = [page.at - began for page in pages]
        slowest.append(max(delays))
        medians.append(statistics.median(delays))
        cost.append(house.processor() - spent)
    most = house.memory("VmHWM")
    for page in pages:
        page.close()
    last, memory = statistics.median(slowest) * 1000, max(opened, most) - before
    return [
        Figure(f"{PAGES} open event streams", f"{memory:.0f} MB more at most", f"{opened - before:.0f} MB when opened",
               memory=most, target="< 100 MB more", kept=memory < 100),
        Figure("an event, seen by the last of them", f"{last:.0f} ms", target="< 500 ms", kept=last < 500,
               limit=f"median page {statistics.median(medians) * 1000:.0f} ms, worst turn {max(slowest) * 1000:.0f} ms",
               processor=statistics.median(cost) * 1000),
    ]


def newest(house):
    with house.database() as database:
        return database.execute(
            "SELECT id FROM service_case WHERE state = 'registered' ORDER BY reported_at DESC LIMIT 1").fetchone()[0]


class Page:
    def __init__(self):
        self.seen, self.at = asyncio.Event(), 0.0

    async def open(self, port, case, person):
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 16)
        self.writer.write(
            f"GET /events?topic=case:{case}&topic=cases HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
            f"Cookie: {person['Cookie']}\r\nAccept: text/event-stream\r\n"
            "Accept-Encoding: gzip\r\n\r\n".encode())
        await self.writer.drain()
        head = await asyncio.wait_for(self.reader.readuntil(b"retry: "), 30)
        if b" 200 " not in head.split(b"\r\n")[0]:
            raise SystemExit(f"bench: /events answered {head[:100]}")
        self.task = asyncio.create_task(self.listen(f"event: case:{case}".encode()))

    async def listen(self, wanted):
        while line := await self.reader.readline():
            if line.strip() == wanted and not self.seen.is_set():
                self.at = time.perf_counter()
                self.seen.set()

    def close(self):
        self.task.cancel()
        self.writer.close()


if __name__ == "__main__":
    main()
