"""Back to any moment: a copy of the running primary, its log kept piece by piece, and a server that stops reading it where
it is told to. The program itself compares."""

import os
import pathlib
import shutil
import subprocess
import time

from cluster import RUN, Caller, case_body
from load import JSON

BINARIES = pathlib.Path("/usr/lib/postgresql/15/bin")


def is_restored(cluster, person, token, unit):
    register(cluster, token, unit, "early", 20)
    base = cluster.home / "base"
    as_owner("env", f"PGPASSWORD={cluster.address['PASSWORD']}", BINARIES / "pg_basebackup", "--pgdata", base, "--host",
             "127.0.0.1", "--port", cluster.port("SERVER_" + cluster.primary.upper()), "--username", "postgres",
             "--checkpoint", "fast", "--wal-method", "stream")
    as_owner(BINARIES / "pg_verifybackup", "--quiet", base)
    register(cluster, token, unit, "kept", 30)
    sealed = head(cluster)
    time.sleep(1)
    moment = cluster.sql("SELECT clock_timestamp()")[0][0]
    time.sleep(1)
    # The mistake: everything after the moment is to be undone.
    register(cluster, token, unit, "undone", 10)
    cluster.sql(f"UPDATE service_case SET subject = 'ruined-{RUN}-' || id WHERE subject LIKE 'kept-{RUN}-%'")
    ruined = head(cluster)
    archived(cluster)

    restored = cluster.home / "restored"
    port, address = start(cluster, base, restored, moment)
    try:
        counts = {name: cluster.number(f"SELECT COUNT(*) FROM service_case WHERE subject LIKE '{name}-{RUN}-%'", address)
                  for name in ("early", "kept", "undone", "ruined")}
        assert counts == {"early": 20, "kept": 30, "undone": 0, "ruined": 0}, counts
        house = address.replace("postgres://postgres:", "postgres://qingting:")
        code, chain = cluster.qingting("audit", "verify", "--expect-head", sealed, database=house)
        assert code == 0, chain
        code, later = cluster.qingting("audit", "verify", "--expect-head", ruined, database=house)
        assert code == 1, f"the chain still has what came after the moment: {later}"
        code, condition = cluster.qingting("doctor", database=house)
        assert code == 0, condition
    finally:
        as_owner(BINARIES / "pg_ctl", "stop", "--silent", "--mode", "fast", "--pgdata", restored)
    return (f"restored beside the running one to {moment[:19]}: 50 of 50 cases of before, 0 of 10 of after, the ruined "
            f"subjects whole again; the chain has the head noted before and not the one noted after; {chain.splitlines()[-1]}")


def register(cluster, token, unit, name, count):
    caller = Caller(cluster.port("HAPROXY"), {**token, **JSON})
    for number in range(count):
        status, _, content = caller.ask("POST", "/api/v1/cases", case_body(unit, f"{name}-{RUN}-{number}"))
        assert status == 201, content


def head(cluster):
    """Where the chain ends once everything that happened so far is sealed."""
    end = time.monotonic() + 20
    while cluster.number("SELECT COUNT(*) FROM event_unsealed"):
        assert time.monotonic() < end, "events stay unsealed"
        time.sleep(0.2)
    code, answer = cluster.qingting("audit", "head")
    assert code == 0, answer
    return answer.splitlines()[-1]


def archived(cluster):
    """Waits until everything up to now lies in the archive."""
    piece = cluster.sql("SELECT pg_walfile_name(pg_switch_wal())")[0][0]
    end = time.monotonic() + 60
    while not (cluster.home / "archive" / piece).exists():
        assert time.monotonic() < end, f"{piece} was not archived"
        time.sleep(0.2)


def start(cluster, base, place, moment):
    import socket
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    as_owner("cp", "-a", base, place)
    as_owner("rm", "-f", place / "postgresql.auto.conf")
    settings = f"""
port = {port}
archive_mode = off
synchronous_standby_names = ''
primary_conninfo = ''
restore_command = 'cp {cluster.home}/archive/%f %p'
recovery_target_time = '{moment}'
recovery_target_action = 'promote'
"""
    as_owner("tee", "-a", place / "postgresql.conf", given=settings)
    as_owner("touch", place / "recovery.signal")
    as_owner(BINARIES / "pg_ctl", "start", "--silent", "--wait", "--timeout", "120", "--pgdata", place, "--log",
             cluster.home / "restored.log")
    address = f"postgres://postgres:{cluster.address['PASSWORD']}@127.0.0.1:{port}/qingting"
    end = time.monotonic() + 60
    while cluster.sql("SELECT pg_is_in_recovery()", address)[0][0] != "f":
        assert time.monotonic() < end, "the restored server does not open"
        time.sleep(0.2)
    return port, address


def as_owner(*command, given=""):
    """As the user of the database where we are root."""
    command = [str(part) for part in command]
    if os.getuid() == 0:
        command = ["runuser", "--user", "postgres", "--", *command]
    result = subprocess.run(command, cwd="/", input=given, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    assert result.returncode == 0, f"{shutil.which(command[0])} {' '.join(command)}: {result.stderr[-500:]}"
