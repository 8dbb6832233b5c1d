"""Journeys in a real browser, against real servers with demo departments: `run.py [PART OF A NAME …]`.

Each department is a `qingting demo` on a free port of loopback in a directory of its own; two are walked at a time. In a
chain a complaint is taken in and worked and every page is looked at, wide and narrow, light and dark; axe-core finds what
people with other eyes would stumble over. In the game centre a month of shifts is made, published and swapped. Then a
complaint goes from intake to archive under every pack, on both engines. Fails on any serious finding, on any error of the
console (a breach of the content-security policy is one) and on any page that scrolls sideways. Closes with the count.
"""

import concurrent.futures
import os
import sys
import time
import traceback

from playwright.sync_api import sync_playwright

import archive
import desk
import month
import rosters
from house import House, said


def departments():
    """The longest first."""
    return [
        desk.department(), rosters.department(), *month.departments(os.environ), *archive.departments(os.environ)]


def walk(department):
    """Every journey of a department, each told when it is over; answers how many passed and how many failed."""
    told = {True: 0, False: 0}
    with sync_playwright() as playwright, House(department.pack, department.settings, department.postgres) as house:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for name, journey in department.journeys.items():
            begun, problem = time.monotonic(), None
            try:
                journey(browser, house)
            except Exception as error:  # noqa: BLE001 - every problem of a journey is told, and the next one goes on
                traceback.print_exc()
                problem = error
            told[problem is None] += 1
            outcome = "passed" if problem is None else f"FAILED: {said(problem)}"
            print(f"browser: {name} {outcome} ({time.monotonic() - begun:.0f} s)", flush=True)
        browser.close()
    return told


def main(wanted):
    chosen = [department.only(wanted) for department in departments()]
    with concurrent.futures.ProcessPoolExecutor(max_workers=2) as pool:
        told = list(pool.map(walk, [department for department in chosen if department.journeys]))
    passed, failed = (sum(one[good] for one in told) for good in (True, False))
    print(f"browser: {passed} passed, {failed} failed", flush=True)
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
