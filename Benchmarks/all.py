"""Runs every measurement and writes docs/benchmarks.md: `all.py PROGRAM BARE FOLDER SIZE [MEASUREMENT …]`.

What writes does so in a copy of the department, which is removed afterwards, so the department stays as it was made.
"""

import os
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
PLAYWRIGHT = pathlib.Path(".venv/bin/python")
ORDER = ("reading", "opening", "streams", "writing", "judging", "imports", "pgbench")
WRITING = ("streams", "writing", "judging")


def main():
    program, bare, folder, size, *wanted = sys.argv[1:]
    scratch = pathlib.Path(f".data/bench-copy-{size}")
    try:
        for name in wanted or ORDER:
            print(f"\n{name} (load {os.getloadavg()[0]:.1f})", flush=True)
            if name in WRITING and not scratch.exists():
                copy(folder, scratch)
            run(name, {
                "reading": [program, bare, folder], "opening": [program, folder], "imports": [program, "20000", "open"],
                "pgbench": [program]}.get(name, [program, str(scratch)]))
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    run("report", [size])


def run(name, words):
    python = PLAYWRIGHT if name == "opening" and PLAYWRIGHT.exists() else sys.executable
    if subprocess.run([python, HERE / f"{name}.py", *words]).returncode:
        print(f"bench: {name} came to no end; its last figures, if any, are kept", file=sys.stderr)


def copy(folder, scratch):
    scratch.mkdir(parents=True)
    for file in pathlib.Path(folder).glob("qingting.sqlite*"):
        subprocess.run(["cp", "--reflink=auto", file, scratch], check=True)


if __name__ == "__main__":
    main()
