#!/usr/bin/env python3
"""Three nodes behind HAProxy, on one PostgreSQL with a streaming standby and pgbouncer before it; all on loopback.

    run.py                 everything, some minutes
    run.py rolling live    only these

Each test says what it counted. Fails where a count is not what docs/operations.md promises.
"""

import sys
import time
import traceback

import chores
import failover
import live
import moment
import rolling
import throughput
from cluster import Cluster, manager, unit_of

TESTS = {
    "chores": chores.are_done_once,
    "live": live.updates_cross_nodes,
    "rolling": rolling.restart_without_a_failed_request,
    "moment": moment.is_restored,
    "failover": failover.loses_nothing,
    "rejoin": failover.comes_back_as_a_standby,
    "standby": failover.standby_dies,
    "throughput": throughput.by_number_of_nodes,
}


def main():
    chosen = sys.argv[1:] or list(TESTS)
    unknown = [name for name in chosen if name not in TESTS]
    if unknown:
        raise SystemExit(f"cluster: there is no test {unknown[0]}; there are {', '.join(TESTS)}")
    failed = 0
    with Cluster() as cluster:
        cluster.wait_until_ready()
        print(f"cluster: three nodes stand behind {cluster.address['URL']} after {cluster.started_in:.0f} s", flush=True)
        person = manager(cluster)
        token = person.token()
        unit = unit_of(cluster.port("HAPROXY"), token)
        for name in chosen:
            began = time.monotonic()
            try:
                said = TESTS[name](cluster, person, token, unit)
                print(f"cluster: {name} passed ({time.monotonic() - began:.0f} s): {said}", flush=True)
            except Exception as problem:  # noqa: BLE001 - every problem is told, and the next test goes on
                failed += 1
                step = traceback.extract_tb(problem.__traceback__)[-1]
                print(f"cluster: {name} FAILED at {step.filename.rsplit('/', 1)[-1]}:{step.lineno}: "
                      f"{type(problem).__name__}: {problem}", flush=True)
        faults = cluster.faults()
        if faults:
            failed += 1
            print("cluster: FAILED: the nodes wrote down faults:\n  " + "\n  ".join(faults[:20]), flush=True)
    print(f"cluster: {len(chosen) - failed} passed, {failed} failed", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
