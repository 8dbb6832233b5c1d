"""A bounded load: so many connections that are kept, each doing one thing after another until it is told to stop."""

import http.client
import threading
import time

from cluster import RUN, Caller, case_body

JSON = {"Content-Type": "application/json"}


class Load:
    """Readers ask for what is given to them in turn; writers register cases, each under a key of its own.

    A writer that had no answer, or a refusal that may pass, sends the same again under the same key until it was done:
    so each key must be there exactly once in the end. `failed` counts every answer that was none, or 5xx."""

    def __init__(self, port, readers, writers, name, paths, person, token, unit, patience=60):
        self.port, self.name, self.paths = port, f"{name}-{RUN}", paths
        self.person, self.token, self.unit, self.patience = person, token, unit, patience
        self.stopping = threading.Event()
        self.lock = threading.Lock()
        self.reads = self.writes = self.repeated = 0
        self.failed, self.acknowledged, self.given_up, self.unexpected = [], {}, [], []
        self.slowest = 0
        self.threads = [threading.Thread(target=self.work, args=(self.read, number)) for number in range(readers)]
        self.threads += [threading.Thread(target=self.work, args=(self.write, number)) for number in range(writers)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.stopping.set()
        for thread in self.threads:
            thread.join()

    def work(self, what, number):
        try:
            what(number)
        except Exception as problem:  # noqa: BLE001 - told by `told`, where the test looks
            self.unexpected.append(f"{type(problem).__name__}: {problem}")

    def told(self):
        """One line; refuses what nobody expected."""
        assert not self.unexpected, self.unexpected[:3]
        return (f"{self.reads} reads and {self.writes} writes, {len(self.failed)} without an answer or refused, "
                f"{self.repeated} repeated, slowest answer {self.slowest:.2f} s")

    def ask(self, caller, method, path, body=None, headers=None):
        """The status, or nothing where there was no answer."""
        began = time.monotonic()
        try:
            status, _, content = caller.ask(method, path, body, headers)
        except (OSError, http.client.HTTPException) as problem:
            status, content = None, f"{type(problem).__name__}: {problem}".encode()
        with self.lock:
            self.slowest = max(self.slowest, time.monotonic() - began)
            if status is None or status >= 500:
                self.failed.append((time.monotonic(), method, path.split("?")[0], status, content[:200]))
        if status is not None and 400 <= status < 500:
            raise AssertionError(f"{method} {path} answered {status}: {content[:400]}")
        return status

    def read(self, number):
        caller, count = Caller(self.port), number
        while not self.stopping.is_set():
            path = self.paths[count % len(self.paths)]
            count += 1
            headers = self.token if path.startswith("/api/") else self.person
            status = self.ask(caller, "GET", path, headers=headers)
            if status is None or status >= 500:
                time.sleep(0.2)
            with self.lock:
                self.reads += 1

    def write(self, number):
        caller, count = Caller(self.port, {**self.token, **JSON}), 0
        while not self.stopping.is_set():
            key = f"{self.name}-{number}-{count}"
            count += 1
            body, end = case_body(self.unit, key), time.monotonic() + self.patience
            while True:
                status = self.ask(caller, "POST", "/api/v1/cases", body, {"Idempotency-Key": key})
                if status is not None and status < 300:
                    break
                if time.monotonic() > end:
                    break
                with self.lock:
                    self.repeated += 1
                time.sleep(0.2)
            with self.lock:
                if status is not None and status < 300:
                    self.writes += 1
                    self.acknowledged[key] = time.monotonic()
                else:
                    self.given_up.append(key)

    def wait_for_writes(self, count, seconds=90):
        """Until so many more have been acknowledged: a machine that does other things besides may be slow."""
        end, count = time.monotonic() + seconds, self.writes + count
        while self.writes < count:
            assert time.monotonic() < end, f"only {self.told()}"
            time.sleep(0.1)

    def longest_pause(self):
        """The longest time in which no write was acknowledged."""
        moments = sorted(self.acknowledged.values())
        return max((later - earlier for earlier, later in zip(moments, moments[1:])), default=0)


def counted(cluster, load):
    """How many of the acknowledged cases are there once, several times, or not at all."""
    found = dict(cluster.sql(
        f"SELECT subject, COUNT(*) FROM service_case WHERE subject LIKE '{load.name}-%' GROUP BY subject"))
    lost = [key for key in load.acknowledged if key not in found]
    doubled = [key for key, count in found.items() if int(count) > 1]
    return len(found), lost, doubled


def pages(cluster, person, token):
    """What readers ask for: records as programs read them, and the pages that people look at all day."""
    ids = [row[0] for row in cluster.sql("SELECT id FROM service_case ORDER BY id LIMIT 20")]
    return [path for id in ids for path in (f"/api/v1/cases/{id}", "/api/v1/cases?limit=20", f"/cases/{id}", "/wall")]
