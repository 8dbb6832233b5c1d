"""What is done at one node is seen at the others at once; through pgbouncer in session mode LISTEN works."""

import http.client
import queue
import statistics
import threading
import time

from cluster import NODES, Caller, case_body
from load import JSON

ROUNDS = 10
LONGEST = 0.5


class Stream:
    """An open page on one node: what it hears, and when."""

    def __init__(self, port, person, *topics):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.connection.request(
            "GET", "/events?" + "&".join(f"topic={topic}" for topic in topics),
            headers={**person.headers, "Accept": "text/event-stream"})
        self.answer = self.connection.getresponse()
        assert self.answer.status == 200, self.answer.status
        self.heard, self.ended = queue.Queue(), threading.Event()
        self.thread = threading.Thread(target=self.listen, daemon=True)
        self.thread.start()

    def listen(self):
        try:
            while line := self.answer.fp.readline():
                if line.startswith(b"event: "):
                    self.heard.put((time.monotonic(), line[7:].decode().strip()))
        except (OSError, ValueError, http.client.HTTPException):
            pass
        self.ended.set()

    def forget(self):
        while not self.heard.empty():
            self.heard.get()

    def wait(self, topic, seconds):
        """When the topic was heard; nothing if it was not."""
        end = time.monotonic() + seconds
        while True:
            try:
                moment, text = self.heard.get(timeout=max(0.001, end - time.monotonic()))
            except queue.Empty:
                return None
            if text == topic:
                return moment

    def close(self):
        try:
            self.connection.sock and self.connection.sock.shutdown(2)
        except OSError:
            pass
        self.connection.close()


def updates_cross_nodes(cluster, person, token, unit):
    streams = {node: Stream(cluster.port(f"NODE{node}"), person, "cases") for node in NODES}
    delays, count = [], 0
    try:
        for node in NODES:
            writer = Caller(cluster.port(f"NODE{node}"), {**token, **JSON})
            for _ in range(ROUNDS):
                count += 1
                for stream in streams.values():
                    stream.forget()
                status, _, content = writer.ask("POST", "/api/v1/cases", case_body(unit, f"live-{count}"))
                done = time.monotonic()
                assert status == 201, content
                for other, stream in streams.items():
                    heard = stream.wait("cases", 5)
                    assert heard is not None, f"node {other} did not hear within 5 s what was done at node {node}"
                    delays.append(heard - done)
                time.sleep(0.1)
        again = after_a_cut(cluster, streams, writer, unit)
    finally:
        for stream in streams.values():
            stream.close()
    late = [delay for delay in delays if delay > LONGEST]
    assert not late, f"{len(late)} of {len(delays)} were heard later than {LONGEST} s: {max(delays):.3f}"
    return (f"{count} cases at 3 nodes, heard {len(delays)} times by the streams of 3 nodes after the answer: median "
            f"{max(0, statistics.median(delays)) * 1000:.0f} ms, slowest {max(delays) * 1000:.0f} ms; {again}")


def after_a_cut(cluster, streams, writer, unit):
    """The connections that listen are cut; what was done meanwhile is not told any more, so everybody looks again."""
    for stream in streams.values():
        stream.forget()
    cut = cluster.number(
        "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' OR query LIKE "
        "'SELECT CASE WHEN pg_is_in_recovery%'")
    assert cut == len(NODES), f"{cut} connections listened"
    assert writer.ask("POST", "/api/v1/cases", case_body(unit, "live-cut"))[0] == 201
    began = time.monotonic()
    moments = [stream.wait("cases", 10) for stream in streams.values()]
    assert all(moments), f"after a cut, not everybody was told to look again: {moments}"
    return f"after their listening connections were cut, all three looked again within {max(moments) - began:.1f} s"
