#!/usr/bin/env python3
"""The ten hottest operations have not grown: the counts that are kept are whole and stand in docs/benchmarks.md.

Where a release build lies that is newer than its sources, and valgrind is installed, it is counted anew (once for each
build, a minute or two); otherwise that is said, and nothing is built.
"""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

from report import finish
from swift_text import ROOT, swift_files

BASELINE, PAGE, PROGRAM = "Benchmarks/instructions.json", "docs/benchmarks.md", ".build/release/qingting"
STAMP = ".data/instructions-counted"


def main() -> None:
    kept = (ROOT / BASELINE).read_text(encoding="utf-8")
    problems = problems_of(kept, (ROOT / PAGE).read_text(encoding="utf-8"))
    if not problems:
        problems = growth(kept)
    finish("instructions", f"{BASELINE}", problems)


def problems_of(baseline: str, page: str) -> list[str]:
    try:
        kept = json.loads(baseline)
        counts, commit, tolerance = kept["instructions"], kept["commit"], kept["tolerance"]
    except (ValueError, KeyError, TypeError) as reason:
        return [f"{BASELINE}:1: cannot be read: {reason}."]
    problems = []
    if len(counts) != 10 or not all(type(count) is int and count > 0 for count in counts.values()):
        problems.append(f"{BASELINE}:1: ten operations with a count each are kept, not {len(counts)}.")
    if not re.fullmatch(r"[0-9a-f]{7,40}", str(commit)) or not 0 < tolerance <= 0.25:
        problems.append(f"{BASELINE}:1: names no commit, or tolerates more than a quarter.")
    missing = [name for name, count in counts.items() if f"| {name} | {count:,} |" not in page]
    if missing:
        problems.append(f"{PAGE}:1: does not show what is kept of: {', '.join(missing)}; Benchmarks/report.py writes it.")
    return problems


def growth(kept: str) -> list[str]:
    program = ROOT / PROGRAM
    sources = [ROOT / path for path in swift_files("Sources", "Features")] + [ROOT / "Package.swift"]
    if not program.exists() or program.stat().st_mtime < max(path.stat().st_mtime for path in sources):
        print("instructions: no release build that is newer than its sources, so nothing was counted.")
        return []
    if not shutil.which("valgrind"):
        print("instructions: valgrind is not installed (scripts/setup.sh bench), so nothing was counted.")
        return []
    stamp, mark = ROOT / STAMP, f"{program.stat().st_mtime_ns} {kept}"
    if stamp.exists() and stamp.read_text(encoding="utf-8") == mark:
        print("instructions: this build has been counted before.")
        return []
    print("instructions: counting, a minute or two …", flush=True)
    done = subprocess.run(
        [sys.executable, "Benchmarks/instructions.py", PROGRAM, ".data", "--check"], cwd=ROOT, capture_output=True,
        text=True)
    if done.returncode:
        return [f"{BASELINE}:1: {(done.stderr or done.stdout).strip().splitlines()[-1]}"]
    stamp.write_text(mark, encoding="utf-8")
    return []


if __name__ == "__main__":
    main()
