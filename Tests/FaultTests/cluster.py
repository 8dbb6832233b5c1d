"""A PostgreSQL 15 that means it: unlike that of the suite it flushes every commit to disk, as one in service does."""

import os
import pathlib
import secrets
import shutil
import signal
import subprocess
import tempfile
import time

from common import free_port

BINARIES = pathlib.Path("/usr/lib/postgresql/15/bin")
SETTINGS = """
listen_addresses = '127.0.0.1'
max_connections = 60
fsync = on
synchronous_commit = on
full_page_writes = on
jit = off
shared_buffers = '64MB'
timezone = 'UTC'
log_min_messages = warning
"""


class Cluster:
    def __init__(self):
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="qingting-faults-postgres-", dir="/tmp"))
        self.data = self.home / "data"
        self.port = free_port()
        self.password = secrets.token_hex(16)
        (self.home / "password").write_text(self.password)
        if os.getuid() == 0:
            shutil.chown(self.home, "postgres", "postgres")
            shutil.chown(self.home / "password", "postgres", "postgres")
        self.home.chmod(0o700)
        self.run("initdb", "--pgdata", self.data, "--username", "postgres", "--pwfile", self.home / "password",
                 "--auth", "scram-sha-256", "--locale", "C.UTF-8", "--encoding", "UTF8")
        with open(self.data / "postgresql.conf", "a") as settings:
            settings.write(SETTINGS + f"unix_socket_directories = '{self.home}'\nport = {self.port}\n")
        self.start()

    def url(self, name, port=None):
        return f"postgres://postgres:{self.password}@127.0.0.1:{port or self.port}/{name}"

    def start(self):
        """Waits until it serves; after a crash that is after its recovery."""
        # What a killed server left, it takes for itself: the next one looks whether its process lives.
        for attempt in range(60):
            done = self.run("pg_ctl", "start", "--silent", "--wait", "--timeout", "60", "--pgdata", self.data, "--log",
                            self.home / "log", refuse=attempt == 59)
            if done.returncode == 0:
                return
            time.sleep(0.5)

    def pid(self):
        return int((self.data / "postmaster.pid").read_text().split("\n")[0])

    def family(self):
        """The server and all that it has started."""
        head = self.pid()
        children = pathlib.Path(f"/proc/{head}/task/{head}/children").read_text().split()
        return [head, *map(int, children)]

    def kill(self):
        """The whole family at once, as when the machine goes: no backend ends its commit."""
        for number in self.family():
            self.signal(number, signal.SIGKILL)
        time.sleep(0.05)

    def pause(self):
        for number in self.family():
            self.signal(number, signal.SIGSTOP)

    def resume(self):
        for number in self.family():
            self.signal(number, signal.SIGCONT)

    @staticmethod
    def signal(number, kind):
        try:
            os.kill(number, kind)
        except ProcessLookupError:
            pass

    def stop(self):
        self.run("pg_ctl", "stop", "--silent", "--wait", "--mode", "fast", "--pgdata", self.data, refuse=False)
        shutil.rmtree(self.home, ignore_errors=True)

    def run(self, program, *words, refuse=True):
        command = [str(BINARIES / program), *map(str, words)]
        if os.getuid() == 0:
            command = ["runuser", "--user", "postgres", "--", *command]
        done = subprocess.run(
            command, cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if refuse and done.returncode:
            raise SystemExit(f"faults: {program} failed")
        return done
