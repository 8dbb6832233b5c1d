"""The primary dies while people write, and the standby takes over: what was acknowledged is there, once."""

import time

from cluster import NODES, Caller
from live import Stream
from load import Load, counted, pages


def loses_nothing(cluster, person, token, unit):
    old = cluster.primary
    with Load(cluster.port("HAPROXY"), 4, 6, "failover", pages(cluster, person, token), person.headers, token,
              unit) as load:
        load.wait_for_writes(20)
        before = load.writes
        cluster.kill_primary()
        killed = time.monotonic()
        cluster.script("promote")
        promoted = time.monotonic() - killed
        cluster.wait_until_ready()
        back = time.monotonic() - killed
        load.wait_for_writes(20)
    said = load.told()
    assert cluster.primary != old
    assert not load.given_up, f"never done: {load.given_up}"
    there, lost, doubled = counted(cluster, load)
    assert not lost, f"{len(lost)} acknowledged writes are lost: {lost[:5]}"
    assert not doubled, f"{len(doubled)} writes were done twice: {doubled[:5]}"
    assert there == len(load.acknowledged), f"{there} there, {len(load.acknowledged)} acknowledged"
    time.sleep(3)
    code, chain = cluster.qingting("audit", "verify")
    assert code == 0, chain
    code, condition = cluster.qingting("doctor")
    assert code == 0, condition
    streams = [Stream(cluster.port(f"NODE{node}"), person, "cases") for node in NODES]
    with Load(cluster.port("NODE2"), 0, 1, "after", [], person.headers, token, unit):
        heard = [stream.wait("cases", 10) for stream in streams]
    for stream in streams:
        stream.close()
    assert all(heard), f"after the failover not every node hears: {heard}"
    return (f"killed while {before} writes were acknowledged; standby promoted after {promoted:.1f} s, all nodes ready after "
            f"{back:.1f} s, {load.longest_pause():.1f} s without a write; {said}; {there} of {len(load.acknowledged)} "
            f"acknowledged writes are there once, 0 lost, 0 doubled; {chain.splitlines()[-1]}")


def comes_back_as_a_standby(cluster, person, token, unit):
    """The former primary joins the new one, and commits wait for it again."""
    cluster.script("rejoin")
    with Load(cluster.port("HAPROXY"), 0, 4, "rejoined", [], person.headers, token, unit) as load:
        load.wait_for_writes(20)
    said = load.told()
    assert not load.failed, load.failed[:3]
    state = cluster.sql("SELECT application_name, sync_state FROM pg_stat_replication")
    assert [row[1] for row in state] == ["sync"], state
    end = time.monotonic() + 10
    standby = cluster.address["ADMIN_A" if cluster.primary == "b" else "ADMIN_B"]
    while cluster.number(f"SELECT COUNT(*) FROM service_case WHERE subject LIKE '{load.name}-%'", standby) < load.writes:
        assert time.monotonic() < end, "the standby does not follow"
        time.sleep(0.2)
    return f"{state[0][0]} is a synchronous standby; {said}, all on the standby"


def standby_dies(cluster, person, token, unit):
    """Commits wait for a standby that is gone; they are refused in the end, never acknowledged on one disk only. Once the
    administrator says that nobody is to be waited for, work goes on."""
    with Load(cluster.port("HAPROXY"), 0, 4, "alone", [], person.headers, token, unit) as load:
        load.wait_for_writes(10)
        before = load.writes
        cluster.script("standby-stop")
        time.sleep(2)
        stopped = load.writes
        reader = Caller(cluster.port("HAPROXY"), token)
        began = time.monotonic()
        for _ in range(20):
            assert reader.ask("GET", "/api/v1/cases?limit=20")[0] == 200, "reading stands still, too"
        reading = (time.monotonic() - began) / 20
        standing = load.writes
        assert standing == stopped, f"{standing - stopped} writes were acknowledged without the standby"
        cluster.sql("ALTER SYSTEM RESET synchronous_standby_names")
        cluster.sql("SELECT pg_reload_conf()")
        load.wait_for_writes(10)
    cluster.script("rejoin")
    said = load.told()
    there, lost, doubled = counted(cluster, load)
    assert not lost and not doubled, (lost[:3], doubled[:3])
    return (f"{before} writes, {standing - before} more while the standby was going, none after; 20 reads meanwhile, "
            f"{reading * 1000:.0f} ms each; {load.writes - standing} writes once the administrator had given it up; {said}; "
            f"{there} there once")
