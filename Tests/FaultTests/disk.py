"""The disk is full, read-only or broken while eight writers work; then it is well again.

What cannot be kept must be refused with a sentence (never 500, never silence), reading must go on, and when the disk is
well again the same server must take writes by itself. The full disk is a real one (a small tmpfs, which needs root); the
other three are answers of the shim in the place of the kernel's, because no disk can be made read-only under a program that
has files open on it.
"""

import os
import subprocess
import tempfile
import time

import checks
from common import Outcome
from load import Client, Load
from server import Server
from shim import FULL, READ_ONLY, SYNCS_FAIL, WELL, WRITES_FAIL, Shim

REFUSALS = {503, 507}


def run(ground, rounds, chance, short=False):
    if short:
        return [full(ground, rounds, chance)]
    return [
        full(ground, rounds, chance),
        read_only_at_start(ground),
        answered(ground, rounds, chance, "disk full (answered by the shim)", FULL),
        answered(ground, rounds, chance, "disk read-only (answered by the shim)", READ_ONLY),
        answered(ground, rounds, chance, "writes fail with EIO (answered by the shim)", WRITES_FAIL),
        answered(ground, rounds, chance, "syncs fail with EIO (answered by the shim)", SYNCS_FAIL),
    ]


def full(ground, rounds, chance):
    outcome = Outcome("disk full (a real one of 96 MB)", ground.engine,
                      "refused with a sentence, reading goes on, writes again by itself once there is room")
    with SmallDisk(96) as disk:
        if not disk.is_mounted:
            outcome.skipped = "only root may mount a small disk"
            return outcome
        place = ground.fresh(disk.folder)
        server = Server(place).start()
        ballast = place.folder / "ballast"
        for number in range(rounds):
            around(outcome, server, place, chance, f"f{number}", lambda: fill(ballast), lambda: ballast.unlink())
        # No examination by the doctor: that so small a disk is a bad one, it would say rightly.
        if server.stop() != 0:
            outcome.found("the server did not end well")
    return outcome


def fill(ballast):
    with open(ballast, "wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(65536))
        except OSError:
            pass


def answered(ground, rounds, chance, name, state):
    outcome = Outcome(name, ground.engine,
                      "refused with a sentence, reading goes on, writes again by itself once the disk is well")
    place = ground.fresh()
    shim = Shim(place)
    server = Server(place, shim.environment).start()
    for number in range(rounds):
        around(outcome, server, place, chance, f"d{state}{number}", lambda: shim.disk(state), lambda: shim.disk(WELL))
    if server.stop() != 0:
        outcome.found("the server did not end well")
    place.drop()
    return outcome


def around(outcome, server, place, chance, name, breaks, mends):
    """Work, the fault, work that is refused, the end of the fault, work."""
    load = Load(server, place, name, chance, most=200, insists=True, pause=0.02).begin()
    load.until(20)
    breaks()
    until = time.monotonic() + 15
    while len(load.refusals) < 20 and time.monotonic() < until:
        time.sleep(0.05)
    looks(outcome, server, place)
    done = len(load.acknowledged)
    mends()
    load.until(done + 20, 20)
    if len(load.acknowledged) < done + 10:
        outcome.found(f"{name}: the disk is well, and only {len(load.acknowledged) - done} writes were taken since")
    load.end()
    if not load.refusals:
        outcome.found(f"{name}: nothing was refused, so nothing was tried")
    judge(outcome, load)
    outcome.tries += 1
    if server.process.poll() is not None:
        outcome.found(f"{name}: the server is gone ({server.process.returncode})")
        server.start()
    checks.all_of(server, place, load, outcome)


def looks(outcome, server, place):
    """Reading needs no room."""
    client = Client(server.url, place.tokens[-1])
    for path in ["/cases?limit=20", "/me"]:
        status, body = client.ask("GET", path)
        if status != 200:
            outcome.found(f"GET {path} answered {status} while only writing was hindered: {body[:200]}")
    client.close()


def judge(outcome, load):
    """A refusal that a person can act on."""
    for status, sentence in load.refusals:
        if status not in REFUSALS:
            outcome.found(f"refused with {status}: {sentence}")
            return
    if load.refusals and '"detail":"' not in load.refusals[0][1]:
        outcome.found(f"refused without a sentence: {load.refusals[0]}")


def read_only_at_start(ground):
    outcome = Outcome("read-only disk at start (a real one)", ground.engine, "says so in a sentence and ends with 69")
    with SmallDisk(64) as disk:
        if not disk.is_mounted:
            outcome.skipped = "only root may mount a small disk"
            return outcome
        place = ground.fresh(disk.folder)
        outcome.tries = 1
        with tempfile.TemporaryDirectory() as elsewhere:
            subprocess.run(["mount", "-o", "remount,ro", disk.folder], check=True)
            server = Server(place)
            place.folder = type(place.folder)(elsewhere)
            server.launch()
            code = server.process.wait(timeout=30)
            said = server.log()
            if code != 69 or "database error" not in said:
                outcome.found(f"serve on a read-only disk ended with {code}: {said[-300:]}")
            subprocess.run(["mount", "-o", "remount,rw", disk.folder], check=True)
            server.start()
            server.stop()
            checks.laws(place, outcome)
    return outcome


class SmallDisk:
    def __init__(self, megabytes):
        self.megabytes = megabytes

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="qingting-faults-disk-")
        done = os.getuid() == 0 and subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={self.megabytes}m", "tmpfs", self.folder],
            stderr=subprocess.DEVNULL).returncode == 0
        self.is_mounted = done
        return self

    def __exit__(self, *_):
        if self.is_mounted:
            subprocess.run(["umount", self.folder], check=False)
        os.rmdir(self.folder)
