"""Departments to break: made once for each engine by `qingting demo`, then copied for every fault."""

import fcntl
import json
import pathlib
import shutil
import subprocess
import tempfile

from cluster import Cluster
from common import DATA, PROGRAM, ROOT, say
from ledger import PostgresLedger, SQLiteLedger
from people import Person
from server import Server

TOKENS = 12


class Place:
    """Where one copy lives, how the program is pointed at it, and how it is read past the program."""

    def __init__(self, engine, folder, arguments, ledger, tokens):
        self.engine, self.folder, self.arguments = engine, pathlib.Path(folder), arguments
        self.ledger, self.tokens = ledger, tokens

    def command(self, *words, seconds=120):
        """One of the program's own commands on this place."""
        return subprocess.run(
            [str(PROGRAM), *words, *self.arguments], cwd=ROOT, capture_output=True, text=True, timeout=seconds)

    def drop(self):
        shutil.rmtree(self.folder, ignore_errors=True)


class SQLiteGround:
    engine = "SQLite"

    def __init__(self):
        self.template = DATA / "department"
        self.made = self.template / "tokens.json"

    def __enter__(self):
        DATA.mkdir(parents=True, exist_ok=True)
        # Two runs at once make one department, one after the other.
        with open(DATA / "lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            return self.make()

    def make(self):
        if self.made.exists() and self.made.stat().st_mtime > PROGRAM.stat().st_mtime:
            return self
        shutil.rmtree(self.template, ignore_errors=True)
        self.template.mkdir(parents=True)
        place = Place(self.engine, self.template, ["--data", str(self.template)], None, [])
        self.made.write_text(json.dumps(found(place)))
        return self

    def fresh(self, folder=None):
        folder = pathlib.Path(folder or tempfile.mkdtemp(prefix="qingting-faults-"))
        shutil.copy(self.template / "qingting.sqlite", folder / "qingting.sqlite")
        return Place(
            self.engine, folder, ["--data", str(folder)], SQLiteLedger(folder / "qingting.sqlite"),
            json.loads(self.made.read_text()))

    def __exit__(self, *_):
        pass


class PostgresGround:
    engine = "PostgreSQL"

    def __init__(self):
        self.count = 0

    def __enter__(self):
        self.cluster = Cluster()
        try:
            self.furnish()
        except BaseException:
            self.cluster.stop()
            raise
        return self

    def furnish(self):
        self.console = PostgresLedger(self.cluster.url("postgres"))
        self.console.tell("CREATE DATABASE department TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'")
        # Playing a month may be lost with the machine. This is a setting of the database, and copies do not inherit it.
        self.console.tell("ALTER DATABASE department SET synchronous_commit = off")
        self.tokens = found(self.place("department"))

    def place(self, name, port=None, tokens=()):
        folder = tempfile.mkdtemp(prefix="qingting-faults-")
        arguments = ["--data", folder, "--database", self.cluster.url(name, port)]
        return Place(self.engine, folder, arguments, PostgresLedger(self.cluster.url(name)), list(tokens))

    def fresh(self, port=None):
        """`port`: of a proxy before the server, for the program; whoever reads past it comes directly."""
        self.count += 1
        name = f"house_{self.count}"
        self.console.tell(f"CREATE DATABASE {name} TEMPLATE department")
        return self.place(name, port, self.tokens)

    def __exit__(self, *_):
        self.cluster.stop()


def found(place):
    """Plays the demo's month once, issues the tokens, stops. Answers the tokens."""
    say(f"making a department on {place.engine} …")
    server = Server(place)
    subprocess.run([str(PROGRAM), "migrate", *place.arguments], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    with open(place.folder / "log", "ab") as log:
        server.process = subprocess.Popen(
            [str(PROGRAM), "demo", "--pack", "chain-retail", *place.arguments, "--port", str(server.port)],
            cwd=ROOT, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=server.environment)
    if not server.answers(900):
        server.kill()
        raise SystemExit(f"faults: the department could not be made:\n{server.log()[-2000:]}")
    tokens = Person(server.url).tokens(TOKENS)
    if server.stop() != 0:
        raise SystemExit("faults: the demo did not end well")
    if len(tokens) != TOKENS:
        raise SystemExit("faults: the manager could not issue tokens")
    return tokens
