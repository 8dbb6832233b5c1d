"""The cluster of scripts/cluster.sh, and people and programs that talk to it."""

import http.client
import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import tempfile
import time
import urllib.parse
import zlib

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PROGRAM = pathlib.Path(os.environ.get("CLUSTER_PROGRAM", ROOT / ".build/debug/qingting"))
PASSWORD = "Qingting-demo"
NODES = (1, 2, 3)
# In the subjects of what this run registers: a cluster may have seen others.
RUN = f"{int(time.time()):x}"


class Cluster:
    """Starts with the block and ends with it; CLUSTER_AT names one that runs already and goes on running."""

    def __enter__(self):
        running, began = os.environ.get("CLUSTER_AT"), time.monotonic()
        self.place = pathlib.Path(running or tempfile.mkdtemp(prefix="qingting-cluster-test-") + "/cluster").absolute()
        self.is_ours = not running
        try:
            output = (self.place / "address").read_text() if running else self.script("start")
        except BaseException:
            self.__exit__()
            raise
        self.address = dict(line.split("=", 1) for line in output.splitlines() if "=" in line)
        self.home = pathlib.Path(self.address["HOME_OF_CLUSTER"])
        self.started_in = time.monotonic() - began
        return self

    def __exit__(self, *_):
        if self.is_ours:
            self.script("stop")
            self.place.parent.rmdir()

    def script(self, act, *more):
        result = subprocess.run(
            [ROOT / "scripts/cluster.sh", act, self.place, *map(str, more)], stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT, timeout=1800)
        if result.returncode:
            raise AssertionError(f"{act} failed: {result.stderr.strip()[-2000:]}")
        return result.stdout

    def port(self, name):
        return int(self.address[name])

    @property
    def primary(self):
        return (self.place / "primary").read_text().strip()

    def admin(self):
        """The address of the primary for its administrator, past pgbouncer."""
        return self.address["ADMIN_" + self.primary.upper()]

    def sql(self, statement, address=None):
        """Rows of texts. Asked of the primary itself."""
        result = subprocess.run(
            ["psql", address or self.admin(), "--no-align", "--tuples-only", "--quiet", "--field-separator", "\t",
             "--set", "ON_ERROR_STOP=1", "--command", statement], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        if result.returncode:
            raise AssertionError(f"psql: {result.stderr.strip()}")
        return [line.split("\t") for line in result.stdout.splitlines() if line]

    def number(self, statement, address=None):
        return int(self.sql(statement, address)[0][0])

    def qingting(self, *arguments, database=None):
        """The program itself on the cluster's database: its exit code and what it says."""
        result = subprocess.run(
            [PROGRAM, *arguments, "--database", database or self.address["DATABASE"]], stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=ROOT, timeout=600)
        return result.returncode, result.stdout.strip()

    def ready(self):
        """The nodes that HAProxy sends people to."""
        with socket.socket(socket.AF_UNIX) as link:
            link.connect(str(self.home / "haproxy.sock"))
            link.sendall(b"show stat\n")
            text = b"".join(iter(lambda: link.recv(65536), b"")).decode()
        rows = [line.split(",") for line in text.splitlines() if line.startswith("nodes,node")]
        return [row[1] for row in rows if row[17].startswith("UP")]

    def wait_until_ready(self, count=len(NODES), seconds=60):
        end = time.monotonic() + seconds
        while len(self.ready()) != count:
            if time.monotonic() > end:
                raise AssertionError(f"only {self.ready()} are ready, not {count}")
            time.sleep(0.1)

    def kill_primary(self):
        """All of its processes at once, as a machine without power does."""
        number = int((self.home / self.primary / "postmaster.pid").read_text().split()[0])
        children = subprocess.run(["ps", "-o", "pid=", "--ppid", str(number)], capture_output=True, text=True).stdout
        for process in [number, *map(int, children.split())]:
            try:
                os.kill(process, signal.SIGKILL)
            except ProcessLookupError:
                pass

    def faults(self):
        """What the nodes wrote down as broken, apart from a database that was away."""
        lines = []
        for file in sorted((self.home / "nodes").glob("*.log")):
            for line in file.read_text(errors="replace").splitlines():
                if "Fatal error" in line or (" fault " in line and "unavailable" not in line):
                    lines.append(f"{file.name}: {line[:300]}")
        return lines


class Caller:
    """One connection that is kept, to HAProxy or to one node; opened again when it was closed between two requests."""

    def __init__(self, port, headers=None, timeout=30):
        self.port, self.headers, self.timeout = port, dict(headers or {}), timeout
        self.connection = None

    def ask(self, method, path, body=None, headers=None):
        """Status, headers and body; an OSError or HTTPException where there was no answer."""
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.timeout)
        try:
            self.connection.request(method, path, body, {**self.headers, **(headers or {})})
            answer = self.connection.getresponse()
            content = answer.read()
        except BaseException:
            self.close()
            raise
        if answer.will_close:
            self.close()
        return answer.status, answer.headers, content

    def close(self):
        if self.connection is not None:
            self.connection.close()
        self.connection = None


class Person:
    """Somebody who has signed in; the session holds on every node."""

    def __init__(self, port, account):
        self.port = port
        caller = Caller(port)
        _, headers, page = caller.ask("GET", "/sign-in")
        secret = re.search(rb'name="_csrf" value="([^"]*)"', page)
        early = headers.get("Set-Cookie")
        fields = {"account": account, "password": PASSWORD}
        if secret:
            fields["_csrf"] = secret[1].decode()
        status, headers, _ = self.form(caller, "/sign-in", fields, {"Cookie": early.split(";")[0]} if early else {})
        cookie = headers.get("Set-Cookie")
        if not cookie:
            raise SystemExit(f"cluster: signing in as {account} answered {status}")
        self.headers = {"Cookie": cookie.split(";")[0]}
        self.caller = Caller(port, self.headers)

    def form(self, caller, path, fields, headers=None):
        return caller.ask(
            "POST", path, urllib.parse.urlencode(fields, doseq=True),
            {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://127.0.0.1:{self.port}",
             **(headers or {})})

    def token(self, name="cluster"):
        """The headers of a program with every scope, issued on the page for it."""
        page = self.caller.ask("GET", "/integrations")[2].decode()
        secret = re.search(r'name="_csrf" value="([^"]+)"', page)[1]
        scopes = [one or other for one, other in re.findall(
            r'name="scope"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="scope"', page)]
        made = self.form(
            self.caller, "/integrations/tokens", {"_csrf": secret, "name": name, "days": "2", "scope": scopes})[2].decode()
        return {"Authorization": f"Bearer {re.search(r'qt_[A-Za-z0-9_-]{20,}', made)[0]}", "Accept-Language": "en"}


def manager(cluster):
    return Person(cluster.port("HAPROXY"), "sunwei")


def unit_of(port, token):
    """The unit in which a program registers its cases."""
    units = json.loads(Caller(port, token).ask("GET", "/api/v1/units")[2])["entries"]
    return units[-1]["id"]


def case_body(unit, subject):
    """A complaint of a customer of its own."""
    phone = f"139{zlib.crc32(subject.encode()) % 100_000_000:08d}"
    return json.dumps({
        "unit": unit, "type": "complaint", "source": "direct", "channel": "web", "severity": "ordinary",
        "complainant": "李秀英", "phone": phone, "subject": subject,
        "content": "11月20日购买的羽绒服，第一次洗后就变形，客户要求退货并补偿。", "demand": "退货", "product": "羽绒服"}, ensure_ascii=False).encode()
