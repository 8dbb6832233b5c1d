"""Opens the house: `opening.py PROGRAM FOLDER`. How long until it answers, what it holds, how much a first visit sends.

Start and idle memory are the median of three; the memory under load is the most after every page below was asked for by
eight connections, two seconds each. A page's size is that of its answer with gzip, and of the files that a browser
fetches once and keeps; the first paint is Chromium's own, over loopback, with its cache filled by one visit.
"""

import re
import statistics
import sys

from figures import Figure, keep, size_of
from house import House, PASSWORD
from reading import ACCOUNT, questions
from wrk import NothingSeen, wrk

RUNS = 3


def main():
    program, folder = sys.argv[1:3]
    keep("opening", size_of(folder), program, [*start(program, folder), *visits(program, folder)])


def start(program, folder):
    opened, idle = [], []
    for _ in range(RUNS):
        with House(program, folder) as house:
            opened.append(house.opened)
            idle.append(house.memory())
    seconds, memory = statistics.median(opened), statistics.median(idle)
    return [
        Figure("start until it answers", f"{seconds:.2f} s", target="< 1 s", kept=seconds < 1, number=seconds),
        Figure("idle memory", f"{memory:.0f} MB", memory=memory, target="< 80 MB", kept=memory < 80, number=memory)]


def visits(program, folder):
    with House(program, folder) as house:
        person = house.sign_in(ACCOUNT)
        asked = {name: (paths[0], headers) for name, paths, headers, _ in questions(house, person, house.token(person))}
        sizes, assets = {}, {}
        for name, (path, headers) in asked.items():
            if "JSON" in name:
                continue
            status, body, answer = house.ask(path, headers)
            if status != 200:
                raise SystemExit(f"bench: {path} answered {status}")
            sizes[name] = len(body)
            plain = house.ask(path, {"Cookie": headers["Cookie"]})[1].decode()
            for file in set(re.findall(r'(?:src|href)="(/[^"]+\.(?:css|js|svg|woff2)[^"]*)"', plain)):
                if file not in assets:
                    assets[file] = len(house.ask(file, {"Accept-Encoding": "gzip"})[1])
        for path, headers in asked.values():
            try:
                wrk(house, [path], headers, 8, 2)
            except NothingSeen:
                print(f"bench: {path} did not answer eight within two seconds", file=sys.stderr)
        loaded = house.memory("VmHWM")
        paints = painted(house, [path for name, (path, _) in asked.items() if name in sizes])
    largest = max(sizes, key=sizes.get)
    figures = [
        Figure("memory under load, at most", f"{loaded:.0f} MB", memory=loaded, target="< 300 MB", kept=loaded < 300, number=loaded),
        Figure(f"largest page ({largest})", f"{sizes[largest] / 1000:.0f} kB compressed",
               f"and {sum(assets.values()) / 1000:.0f} kB in {len(assets)} files that are kept", target="< 100 kB",
               kept=sizes[largest] < 100_000, number=sizes[largest] / 1000)]
    if paints:
        slowest = max(paints, key=paints.get)
        figures.append(Figure(
            "first paint, loopback", f"median {statistics.median(paints.values()):.0f} ms",
            f"slowest {paints[slowest]:.0f} ms ({slowest.split('?')[0]})", target="< 200 ms",
            kept=paints[slowest] < 200, number=statistics.median(paints.values())))
    return figures


def painted(house, paths):
    """Address → milliseconds until the first contentful paint, the median of three visits; nothing without a browser."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        print("bench: no playwright here (.venv/bin/python has it), so no first paint", file=sys.stderr)
        return {}
    address = f"http://127.0.0.1:{house.port}"
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_context(locale="zh-CN").new_page()
        page.goto(address + "/sign-in")
        page.fill('[name="account"]', ACCOUNT)
        page.fill('[name="password"]', PASSWORD)
        page.press('[name="password"]', "Enter")
        page.wait_for_url(lambda url: "/sign-in" not in url)
        seen = {path: statistics.median(paint(page, address + path) for _ in range(RUNS)) for path in paths}
        browser.close()
    return seen


def paint(page, url):
    page.goto(url, wait_until="load")
    return page.evaluate(
        """() => new Promise(told => new PerformanceObserver(list => {
            const entry = list.getEntriesByName("first-contentful-paint")[0];
            if (entry) told(entry.startTime);
        }).observe({ type: "paint", buffered: true }))""")


if __name__ == "__main__":
    main()
