"""All nodes are restarted one after another under load, and nobody notices."""

from cluster import NODES
from live import Stream
from load import Load, pages


def restart_without_a_failed_request(cluster, person, token, unit):
    stream = Stream(cluster.port("NODE1"), person, "cases")
    with Load(cluster.port("HAPROXY"), 6, 2, "rolling", pages(cluster, person, token), person.headers, token,
              unit) as load:
        for node in NODES:
            cluster.script("node-stop", node)
            cluster.script("node-start", node)
            cluster.wait_until_ready()
    assert stream.ended.wait(5), "the stream of the first node was ended when that left"
    stream.close()
    said = load.told()
    assert not load.failed, f"{len(load.failed)} failed: {load.failed[:5]}"
    assert load.reads > 20 and load.writes > 10, said
    return f"3 nodes restarted: {said}"
