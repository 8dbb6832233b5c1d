"""How much one, two and three nodes do, beside what the database machine does by itself in the same run.

All of it runs on this one machine: nodes, database, standby and the one who asks share its processors, so more nodes can
only show what they cost here. What they bring is seen on machines of their own."""

import os
import pathlib
import re
import subprocess
import tempfile

from cluster import case_body

SECONDS = 5
CONNECTIONS = 8

# Asks the addresses in turn; the phone number in the body is another one each time, so that each has a customer of its own.
SCRIPT = """
local paths, number, body = {}, 0, os.getenv("WRK_BODY")
for line in io.lines(os.getenv("WRK_PATHS")) do paths[#paths + 1] = line end
function request()
  number = number + 1
  local one = string.format("139%08d", (tonumber(os.getenv("WRK_SEED")) + number) % 100000000)
  return wrk.format(body and "POST" or "GET", paths[number % #paths + 1], nil, body and string.gsub(body, "139%d+", one))
end
function done(summary, latency)
  io.write(string.format("requests %d\\nmicroseconds %d\\nfailed %d\\np99 %d\\n", summary.requests, summary.duration,
    summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout,
    latency:percentile(99)))
end
"""


class Seen:
    """One run of wrk: requests a second, how many failed, and the slowest of a hundred in milliseconds."""

    def __init__(self, port, paths, headers, seconds, body=None, seed=0):
        with tempfile.TemporaryDirectory(prefix="qingting-cluster-") as folder:
            folder = pathlib.Path(folder)
            (folder / "paths").write_text("\n".join(paths) + "\n")
            (folder / "script.lua").write_text(SCRIPT)
            command = ["wrk", "--threads", "1", "--connections", str(CONNECTIONS), "--duration", f"{seconds}s",
                       "--timeout", "30s", "--script", str(folder / "script.lua")]
            for name, value in headers.items():
                command += ["--header", f"{name}: {value}"]
            given = {"WRK_PATHS": str(folder / "paths"), "WRK_SEED": str(seed)} | ({"WRK_BODY": body} if body else {})
            output = subprocess.run(
                command + [f"http://127.0.0.1:{port}"], env=os.environ | given, capture_output=True, text=True).stdout
        seen = {name: int(value) for name, value in re.findall(r"^(\w+) (\d+)$", output, re.M)}
        assert seen.get("requests"), f"wrk saw nothing: {output}"
        self.failed, self.p99 = seen["failed"], seen["p99"] / 1000
        self.per_second = seen["requests"] / (seen["microseconds"] / 1e6)


def by_number_of_nodes(cluster, person, token, unit):
    ids = [row[0] for row in cluster.sql("SELECT id FROM service_case ORDER BY id LIMIT 50")]
    reads = [f"/api/v1/cases/{id}" for id in ids]
    json = {**token, "Content-Type": "application/json"}
    body = case_body(unit, "throughput").decode()
    bench = pgbench(cluster)
    seen, lines, refused = {}, [], 0
    for count in (3, 2, 1):
        cluster.wait_until_ready(count)
        port = cluster.port("HAPROXY")
        Seen(port, reads, token, 1)
        read = Seen(port, reads, token, SECONDS)
        made = Seen(port, ["/api/v1/cases"], json, SECONDS, body, seed=count * 1_000_000)
        assert not read.failed, f"{read.failed} reads failed"
        refused += made.failed
        seen[count] = (read, made)
        if count > 1:
            cluster.script("node-stop", count)
    for node in (2, 3):
        cluster.script("node-start", node)
    cluster.wait_until_ready()
    for count in (1, 2, 3):
        read, made = seen[count]
        first = seen[1]
        lines.append(
            f"{count} node{'s' if count > 1 else ' '}: {read.per_second:6.0f} reads/s ({read.per_second / first[0].per_second:.2f}"
            f" of one node, {read.per_second / bench[0]:.3f} of pgbench -S, p99 {read.p99:.0f} ms); "
            f"{made.per_second:5.0f} creates/s ({made.per_second / first[1].per_second:.2f} of one node, "
            f"{made.per_second / bench[1]:.3f} of pgbench, p99 {made.p99:.0f} ms)")
    lines.append(f"{refused} creates were refused")
    lines.append(f"pgbench in the same run, {CONNECTIONS} connections, same synchronous standby: "
                 f"{bench[0]:.0f} selects/s, {bench[1]:.0f} transactions/s; {os.cpu_count()} processors for all of it")
    return "\n    ".join(["", *lines])


def pgbench(cluster):
    """Selects and transactions a second of the primary, with its own tables in a database of their own."""
    address = cluster.admin().rsplit("/", 1)[0]
    cluster.sql("DROP DATABASE IF EXISTS bench", f"{address}/postgres")
    cluster.sql("CREATE DATABASE bench", f"{address}/postgres")
    program = "/usr/lib/postgresql/15/bin/pgbench"
    subprocess.run([program, "--initialize", "--scale", "5", "--quiet", f"{address}/bench"], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    rates = []
    for more in (["--select-only"], []):
        output = subprocess.run(
            [program, "--client", str(CONNECTIONS), "--jobs", "1", "--time", str(SECONDS), "--no-vacuum", *more,
             f"{address}/bench"], check=True, capture_output=True, text=True).stdout
        rates.append(float(output.split("tps = ")[1].split()[0]))
    cluster.sql("DROP DATABASE bench", f"{address}/postgres")
    return rates
