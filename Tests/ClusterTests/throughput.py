"""How much one, two and three nodes do, beside what the database machine does by itself in the same run.

All of it runs on this one machine: nodes, database, standby and the one who asks share its processors, so more nodes can
only show what they cost here. What they bring is seen on machines of their own."""

import os
import subprocess
import sys

from cluster import ROOT, case_body

sys.path.insert(0, str(ROOT / "Benchmarks"))

from wrk import wrk  # noqa: E402

SECONDS = 5
CONNECTIONS = 8


class Asked:
    """What wrk asks: HAProxy. The processor time is looked at elsewhere."""

    def __init__(self, port):
        self.port = port

    def processor(self):
        return 0


def by_number_of_nodes(cluster, person, token, unit):
    ids = [row[0] for row in cluster.sql("SELECT id FROM service_case ORDER BY id LIMIT 50")]
    reads = [f"/api/v1/cases/{id}" for id in ids]
    json = {**token, "Content-Type": "application/json"}
    body = case_body(unit, "throughput").decode()
    bench = pgbench(cluster)
    seen, lines = {}, []
    for count in (3, 2, 1):
        cluster.wait_until_ready(count)
        asked = Asked(cluster.port("HAPROXY"))
        wrk(asked, reads, token, CONNECTIONS, 1)
        read = wrk(asked, reads, token, CONNECTIONS, SECONDS)
        made = wrk(asked, ["/api/v1/cases"], json, CONNECTIONS, SECONDS, "POST", body)
        assert not read.failed and not made.failed, f"{read.failed} reads and {made.failed} creates failed"
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
