"""A department that is served for measuring, and what its process costs."""

import http.client
import os
import pathlib
import re
import signal
import socket
import sqlite3
import subprocess
import tempfile
import time
import urllib.parse

PASSWORD = "Qingting-demo"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Served:
    """A program that answers on loopback until the block ends."""

    def __init__(self, command, port, ready="/"):
        self.command, self.port, self.ready = command, port, ready
        self.environment = dict(os.environ)

    def __enter__(self):
        began = time.perf_counter()
        log = tempfile.TemporaryFile("w+")
        self.process = subprocess.Popen(self.command, env=self.environment, stdout=subprocess.DEVNULL, stderr=log)
        for _ in range(12_000):
            if self.process.poll() is not None:
                log.seek(0)
                raise SystemExit(
                    f"bench: {self.command[0]} ended with {self.process.returncode}: {log.read()[-1500:]}")
            try:
                if self.ask(self.ready)[0] == 200:
                    self.opened = time.perf_counter() - began
                    return self
            except OSError:
                pass
            time.sleep(0.01)
        raise SystemExit(f"bench: {self.command[0]} did not open")

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=60)

    def ask(self, path, headers={}, method="GET", body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read(), answer.headers

    def processor(self):
        """Seconds of processor time that the process has had."""
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(") ", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self, field="VmRSS"):
        """MB: `VmRSS` now, `VmHWM` at most so far."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(rf"{field}:\s+(\d+)", status)[1]) / 1024


class House(Served):
    """The real server over a folder of `data.py`."""

    def __init__(self, program, folder, per_minute=1_000_000):
        port = free_port()
        super().__init__(
            [program, "demo", "--pack", "chain-retail", "--data", str(folder), "--port", str(port)], port, "/readyz")
        self.environment["QINGTING_API_PER_MINUTE"] = str(per_minute)
        # One person is two thousand.
        self.environment["QINGTING_PAGES_PER_PERSON"] = "10000"
        self.folder = pathlib.Path(folder)

    def database(self):
        return sqlite3.connect(f"file:{self.folder / 'qingting.sqlite'}?mode=ro", uri=True)

    def counted(self):
        """Waits until what the ledger holds of each day has been counted: once in the life of a database."""
        with self.database() as database:
            for _ in range(3000):
                if database.execute("SELECT MAX(from_at) FROM adherence_reach").fetchone()[0] < 0:
                    return self
                time.sleep(0.1)
        raise SystemExit("bench: the days were not counted in five minutes")

    def sign_in(self, account):
        """Answers the headers of somebody who is in."""
        _, page, headers = self.ask("/sign-in")
        secret = re.search(r'name="_csrf" value="([^"]*)"', page.decode())
        early = headers.get("Set-Cookie")
        status, _, headers = self.send(
            "/sign-in", {"account": account, "password": PASSWORD, **({"_csrf": secret[1]} if secret else {})},
            {"Cookie": early.split(";")[0]} if early else {})
        cookie = headers.get("Set-Cookie")
        if not cookie:
            raise SystemExit(f"bench: signing in answered {status}")
        return {"Cookie": cookie.split(";")[0]}

    def send(self, path, fields, headers):
        return self.ask(
            path, {**headers, "Content-Type": "application/x-www-form-urlencoded",
                   "Origin": f"http://127.0.0.1:{self.port}"}, "POST", urllib.parse.urlencode(fields, doseq=True))

    def token(self, person):
        """A token with every scope, issued on the page for it; those of earlier runs are taken back."""
        page = self.ask("/integrations", person)[1].decode()
        secret = re.search(r'name="_csrf" value="([^"]+)"', page)[1]
        for address in set(re.findall(r"/integrations/tokens/[\w-]+/revocation", page)):
            self.send(address, {"_csrf": secret}, person)
        scopes = [one or other for one, other in re.findall(
            r'name="scope"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="scope"', page)]
        made = self.send(
            "/integrations/tokens", {"_csrf": secret, "name": "bench", "days": "2", "scope": scopes}, person)[1].decode()
        found = re.search(r"\bqt_[A-Za-z0-9_-]{20,}", made)
        if not found:
            raise SystemExit("bench: no token was issued; may this person have one?")
        return {"Authorization": f"Bearer {found[0]}"}
