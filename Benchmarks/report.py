"""Writes docs/benchmarks.md from the figures that were kept: `report.py SIZE`. Only what was measured stands in it."""

import datetime
import json
import os
import pathlib
import platform
import re
import sys

from figures import HEAD, kept
from instructions import BASELINE

PAGE = pathlib.Path("docs/benchmarks.md")
#: Measurement → its heading, and what must be known to read it.
PARTS = {
    "reading": ("Reading", "wrk over loopback; the limit is the framework alone, answering as many bytes in the same run. "
                "Medians of three runs. Processor time is that of the server for one request, with whatever "
                "its chores did meanwhile: it shakes less than the rest. What took longer than a run was asked once."),
    "writing": ("Writing", "An answer means that the case is on the disk. The limit: plain inserts of the very rows that came "
                "of the cases, 64 cases in one durable transaction, into an empty SQLite database on the same disk."),
    "streams": ("Open pages", "Read by one Python process, so the delays are an upper bound; the processor time is that of "
                "one event told to all."),
    "judging": ("A minute of deadlines", "Obligations whose hours run on without a calendar, opened again by SQL; the house "
                "looks at each full minute, and the seconds run from the end of the minute in which all fell due."),
    "opening": ("Start, memory, first visit", "The paint is Chromium's first contentful paint with its cache filled."),
    "imports": ("Imports", "Beside plain inserts of the very rows that came of the file, in as many durable transactions."),
    "pgbench": ("PostgreSQL by itself", "The house was not measured over PostgreSQL: `data.py` fills SQLite only."),
}


def main():
    size = int(sys.argv[1])
    PAGE.write_text("\n".join([*head(size), *instructions(), *measured(size), *growth(size), *again()]) + "\n")
    print(f"bench: wrote {PAGE}", file=sys.stderr)


def head(size):
    return [
        "# Benchmarks", "",
        f"Written by `make bench` ({size:,} cases). What is measured, and how, stands at the top of each file of "
        "[Benchmarks](../Benchmarks/README.md). Every table names its time, commit and the load average beside it: with "
        "more load than processors, requests a second and p99 say more of the machine than of the program, and only "
        "instructions and, with less precision, processor time can be compared.", "",
        f"Machine: {machine()}.", ""]


def machine():
    model = re.search(r"model name\s*: (.+)", pathlib.Path("/proc/cpuinfo").read_text())
    memory = int(re.search(r"MemTotal:\s+(\d+)", pathlib.Path("/proc/meminfo").read_text())[1]) / 1e6
    return f"{os.cpu_count()} × {model[1] if model else platform.machine()}, {memory:.0f} GB, Linux {platform.release()}"


def instructions():
    kept = json.loads(BASELINE.read_text())
    return [
        "## Instructions of one request", "",
        f"callgrind, commit {kept['commit']}, over a demo department that is the same each time, without the kernel and "
        "without chores ([0054](decisions/0054-instructions-are-counted.md)). `make check` holds this table to "
        f"`Benchmarks/instructions.json`; where a release build lies that is newer than its sources, it counts anew and "
        f"objects to {kept['tolerance']:.0%} more.", "",
        "| Operation | Instructions |", "|---|---:|",
        *(f"| {name} | {count:,} |" for name, count in kept["instructions"].items()), ""]


def measured(size):
    lines = []
    for name, (heading, remark) in PARTS.items():
        # What was not measured on so many cases may have been on a tenth of them; some does not depend on them at all.
        over, found = next(((n, found) for n in (size, size // 10, 0) if (found := kept(name, n))), (0, None))
        if not found or not found["figures"]:
            continue
        lines += [f"## {heading}", "", remark, "",
                  f"{f'Over {over:,} cases. ' if over else ''}{found['at']}, commit {found['commit']}, load average {found['load']}.", "",
                  *rows(found["figures"]), ""]
    return lines


def rows(figures):
    """Without the columns in which nothing stands."""
    cells = [figure.cells() for figure in figures]
    shown = [n for n in range(len(HEAD)) if any(row[n] for row in cells)]
    return ["| " + " | ".join(row[n] for n in shown) + " |" for row in [HEAD, ["---"] * len(HEAD), *cells]]


def growth(size):
    """By what each figure of reading grows from a tenth of the data."""
    small, big = kept("reading", size // 10), kept("reading", size)
    if not small or not big:
        return []
    before = {figure.name: figure for figure in small["figures"]}
    return [
        f"## From {size // 10:,} to {size:,} cases", "",
        f"The smaller one: {small['at']}, commit {small['commit']}, load average {small['load']}.", "",
        "| What | p99 before | p99 | Factor | CPU before | CPU | Factor |", "|---|---|---|---|---|---|---|",
        *(f"| {now.name} | {was.number:.1f} ms | {now.number:.1f} ms | {now.number / was.number:.1f} | "
          f"{was.processor:.2f} ms | {now.processor:.2f} ms | {now.processor / was.processor:.1f} |"
          for now in big["figures"] if (was := before.get(now.name)) and was.number and was.processor), ""]


def again():
    return [
        "## Again", "", "```sh", "make bench                 # a million cases; the data is made once and kept in .data/bench-1000000",
        "make bench SIZE=100000     # the short one", "```"]


if __name__ == "__main__":
    main()
