"""What PostgreSQL on this machine does by itself, where it is installed: `pgbench.py PROGRAM`.

A cluster of scripts/postgres.sh, made durable again (it is careless for tests), with pgbench's own tables of scale 10:
eight clients that read one row by its key, and eight that commit TPC-B's three updates and an insert to the disk.
"""

import pathlib
import re
import statistics
import subprocess
import sys

from figures import Figure, keep

PLACE = ".data/bench-postgres"
TOOL = pathlib.Path("/usr/lib/postgresql/15/bin/pgbench")
RUNS, SECONDS = 3, 5


def main():
    keep("pgbench", 0, sys.argv[1], measure())


def measure():
    if not TOOL.exists():
        print("bench: PostgreSQL is not installed here, so pgbench was left out", file=sys.stderr)
        return []
    url = said(["scripts/postgres.sh", "start", PLACE]).strip()
    try:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            said(["psql", url, "--quiet", "--command", f"ALTER SYSTEM SET {setting} = on"])
        said(["psql", url, "--quiet", "--command", "SELECT pg_reload_conf()"])
        said([TOOL, "--initialize", "--quiet", "--scale", "10", url])
        return [
            figure("PostgreSQL alone: one row by its key, 8 clients", url, ["--select-only", "--protocol", "prepared"]),
            figure("PostgreSQL alone: TPC-B to the disk, 8 clients", url, [])]
    finally:
        said(["scripts/postgres.sh", "stop", PLACE])


def figure(name, url, options):
    outputs = [said([TOOL, "--no-vacuum", "--client", "8", "--jobs", "1", "--time", str(SECONDS), *options, url])
               for _ in range(RUNS)]
    rate = statistics.median(float(re.search(r"tps = ([\d.]+)", output)[1]) for output in outputs)
    delay = statistics.median(float(re.search(r"latency average = ([\d.]+)", output)[1]) for output in outputs)
    return Figure(name, f"{rate:.0f}/s, {delay:.1f} ms on average", number=rate)


def said(command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"bench: {command[0]} failed: {done.stderr[-500:]}")
    return done.stdout


if __name__ == "__main__":
    main()
