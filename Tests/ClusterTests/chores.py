"""What the house owes by itself is done once, however many nodes there are."""

import http.server
import json
import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from cluster import NODES, RUN, Caller, case_body
from load import JSON

CASES = 120


def are_done_once(cluster, person, token, unit):
    with Receiver() as receiver:
        program = Caller(cluster.port("HAPROXY"), {**token, **JSON})
        status, _, content = program.ask(
            "POST", "/api/v1/webhooks", json.dumps({
                "name": "cluster", "url": receiver.url, "kinds": ["case.reported", "obligation.breached"]}))
        assert status == 201, content
        hook = json.loads(content)["id"]
        before = runs(cluster)
        register(cluster, token, unit)
        owed = fall_due(cluster)
        wait(lambda: cluster.number(
            f"SELECT COUNT(*) FROM obligation WHERE id IN ({owed}) AND breached_at IS NULL") == 0, 150, "breaches")
        reported, breached = (cluster.number(
            f"SELECT COUNT(*) FROM event WHERE kind = '{kind}' AND id > '{hook}'") for kind in (
                "case.reported", "obligation.breached"))
        wait(lambda: len(set(receiver.heard)) >= reported + breached, 90, "webhooks")
        time.sleep(2)
        after = runs(cluster)

    many = cluster.number(f"SELECT COUNT(*) FROM obligation WHERE id IN ({owed})")
    each = cluster.sql(
        "SELECT details, COUNT(*) FROM event WHERE kind = 'obligation.breached' GROUP BY details HAVING COUNT(*) > 1")
    assert not each, f"written down more than once: {each[:3]}"
    once = cluster.number(
        "SELECT COUNT(*) FROM obligation o WHERE breached_at IS NOT NULL AND (SELECT COUNT(*) FROM event e "
        "WHERE e.kind = 'obligation.breached' AND e.subject_id = o.subject_id AND e.details LIKE '%' || o.id || '%') <> 1 "
        f"AND id IN ({owed})")
    assert once == 0, f"{once} of {many} breaches are not one event each"
    told_twice = cluster.number(
        "SELECT COUNT(*) FROM (SELECT staff_id, event_id FROM notice GROUP BY staff_id, event_id HAVING COUNT(*) > 1) x")
    assert told_twice == 0
    doubled = len(receiver.heard) - len(set(receiver.heard))
    assert doubled == 0, f"{doubled} webhooks were told twice"

    shares, total = [], {}
    for node in NODES:
        done = {name: count - before[0][node].get(name, 0) for name, count in after[0][node].items()}
        shares.append(sum(done.values()))
        for name, count in done.items():
            total[name] = total.get(name, 0) + count
    written = {name: count - before[1].get(name, 0) for name, count in after[1].items()}
    # Nodes go on while they are asked one after another: a fast chore may have run once or twice in between.
    apart = {name: (total.get(name, 0), count) for name, count in written.items() if abs(total.get(name, 0) - count) > 5}
    assert not apart, f"runs that the nodes counted, and runs in the timetable: {apart}"
    return (f"{many} obligations fell due in one moment: {many} breaches, one event each; {len(receiver.heard)} webhooks, "
            f"none twice; {sum(written.values())} runs of chores in the timetable, by nodes {' + '.join(map(str, shares))}")


def register(cluster, token, unit):
    def one(number):
        status, _, content = Caller(cluster.port("HAPROXY"), {**token, **JSON}).ask(
            "POST", "/api/v1/cases", case_body(unit, f"chores-{RUN}-{number}"))
        assert status == 201, content
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(one, range(CASES)))


def fall_due(cluster):
    """Every open obligation of the new cases began a month ago, and is looked at in ten seconds. A test may bend time."""
    owed = ("SELECT id FROM obligation WHERE state = 'open' AND subject_kind = 'case' "
            f"AND subject_id IN (SELECT id FROM service_case WHERE subject LIKE 'chores-{RUN}-%')")
    month = 30 * 86_400_000
    cluster.sql(f"UPDATE obligation SET started_at = started_at - {month}, due_at = due_at - {month}, "
                f"act_at = {int((time.time() + 10) * 1000)} WHERE state = 'open' AND breached_at IS NULL AND id IN ({owed})")
    return owed


def runs(cluster):
    """Runs by chore as each node counts them, and as the timetable does."""
    counts = {}
    for node in NODES:
        text = Caller(cluster.port(f"NODE{node}")).ask("GET", "/metrics")[2].decode()
        counts[node] = {
            name: int(float(count)) for name, count in re.findall(
                r'qingting_chore_runs_total\{chore="([^"]+)",outcome="done"\} ([0-9.e+]+)', text)}
    return counts, {name: int(count) for name, count in cluster.sql("SELECT name, runs FROM chore")}


def wait(is_so, seconds, what):
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, f"waited {seconds} s for {what}"
        time.sleep(0.5)


class Receiver:
    """Another program that is told of events: it writes down the id of every message it hears."""

    def __enter__(self):
        self.heard = []
        heard = self.heard

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                heard.append(self.headers.get("webhook-id"))
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()
