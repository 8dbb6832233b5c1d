"""Power loss, imitated from a record of what was written and when it was synced.

The shim records every write, truncation and sync of the database and its log while eight writers work. Afterwards the
moment of the loss is drawn, again and again, and the disk is rebuilt as such a loss may leave it: what was synced is
there; of what was not, each page of 4096 bytes is as it was last synced, or as any later write left it, or (now and
then) mixed from these by sectors of 512; a file has any of the lengths it had since; a file whose folder was not synced
may be missing. Then whoever was acknowledged before that moment must find their words.
"""

import sqlite3
import struct

import checks
from common import Outcome, say
from load import Load
from server import Server
from shim import Shim

PAGE, SECTOR = 4096, 512
HEAD = struct.Struct("=cc2xIQQ")
NAMES = {"d": "qingting.sqlite", "w": "qingting.sqlite-wal"}


class Disk:
    """One file: what is surely on the disk, and what may be."""

    def __init__(self, content=None):
        self.durable = bytearray(content or b"")
        self.latest = bytearray(self.durable)
        #: page → what it was after each write since it was last synced
        self.pending = {}
        self.sizes = []
        #: the folder knows of it
        self.entered = content is not None
        self.began = {}

    def write(self, offset, data):
        self.extend(offset + len(data))
        self.latest[offset:offset + len(data)] = data
        for number in range(offset // PAGE, (offset + len(data) - 1) // PAGE + 1):
            self.keep(number)

    def truncate(self, length):
        del self.latest[length:]
        self.extend(length)
        self.sizes.append(length)
        for number in [number for number in self.pending if number * PAGE < length < (number + 1) * PAGE]:
            self.keep(number)

    def extend(self, length):
        if length > len(self.latest):
            self.latest.extend(bytes(length - len(self.latest)))
            self.sizes.append(length)

    def keep(self, number):
        page = bytes(self.latest[number * PAGE:(number + 1) * PAGE])
        self.pending.setdefault(number, []).append(page.ljust(PAGE, b"\0"))

    def sync_begins(self, thread):
        """What is written from here on, this sync does not promise."""
        self.began[thread] = ({number: len(pages) for number, pages in self.pending.items()}, len(self.sizes),
                              len(self.latest))

    def sync_ended(self, thread):
        counts, sizes, length = self.began.pop(thread)
        self.resize(self.durable, length)
        for number, count in counts.items():
            pages = self.pending.get(number, [])
            count = min(count, len(pages))
            if not count:
                continue
            end = max(0, min(PAGE, length - number * PAGE))
            self.durable[number * PAGE:number * PAGE + end] = pages[count - 1][:end]
            if pages[count:]:
                self.pending[number] = pages[count:]
            else:
                self.pending.pop(number, None)
        self.sizes = self.sizes[sizes:]

    @staticmethod
    def resize(content, length):
        del content[length:]
        content.extend(bytes(length - len(content)))

    def after_loss(self, chance, kept):
        """As it may lie there when the power is back; `kept` is how likely a page was written by itself."""
        content = bytearray(self.durable)
        self.resize(content, chance.choice([len(content), *self.sizes]) if chance.random() < kept else len(content))
        for number, pages in self.pending.items():
            if number * PAGE >= len(content) or chance.random() >= kept:
                continue
            before = bytes(content[number * PAGE:(number + 1) * PAGE]).ljust(PAGE, b"\0")
            page = chance.choice(pages)
            if chance.random() < 0.1:
                versions = [before, *pages]
                page = b"".join(
                    chance.choice(versions)[start:start + SECTOR] for start in range(0, PAGE, SECTOR))
            end = min(PAGE, len(content) - number * PAGE)
            content[number * PAGE:number * PAGE + end] = page[:end]
        return content


def run(ground, count, chance, most=40, seconds=15):
    outcome = Outcome("power loss, imitated", ground.engine,
                      "rebuilt from recorded writes with unsynced pages dropped, kept or mixed; acknowledged = synced")
    place = ground.fresh()
    whole = (place.folder / "qingting.sqlite").read_bytes()
    shim = Shim(place, records=True)
    server = Server(place, shim.environment).start()
    load = Load(server, place, "p", chance, most=most)
    load.position = shim.position
    load.begin()
    load.until(8 * most, seconds)
    load.end()
    server.kill()
    recorded = shim.record.read_bytes()
    if len(load.acknowledged) < 20 or b"E" not in recorded[:1]  + recorded:
        outcome.found(f"too little was recorded: {len(load.acknowledged)} writes, {len(recorded)} bytes")
    outcome.acknowledged = len(load.acknowledged)
    first = min((write.position for write in load.acknowledged), default=0)
    # Half of the moments are right after an acknowledgement: that is where a lie would show.
    moments = sorted(
        chance.choice(load.acknowledged).position if chance.random() < 0.5 else chance.randint(0, len(recorded))
        for _ in range(count))
    say(f"power: {len(recorded) >> 20} MB recorded from {outcome.acknowledged} writes, the first at {first}")
    for number, (moment, disks) in enumerate(replayed(whole, recorded, moments)):
        lose(place, disks, chance)
        outcome.tries += 1
        before = [write for write in load.acknowledged if write.position <= moment]
        try:
            checks.acknowledged(place, before, outcome)
            checks.once(place, load.writes, outcome)
            if number % 4 == 0:
                checks.laws(place, outcome, audit=number % 20 == 0)
        except Exception as problem:  # noqa: BLE001 - a file that cannot be read is what we look for
            outcome.found(f"after a loss at {moment}: {problem}")
        if number % 40 == 39:
            say(outcome.line())
    if not would_notice(place, whole, recorded, load):
        outcome.found("a disk that lies about its syncs was not noticed")
    _, disks = next(replayed(whole, recorded, moments[-1:]))
    lose(place, disks, chance)
    # The last one is opened by the program itself, and every write is sent again.
    server.environment.pop("LD_PRELOAD")
    server.start()
    load.settle_some(outcome, {write.mark for write in before})
    checks.once(place, load.writes, outcome)
    checks.laws(place, outcome)
    server.stop()
    place.drop()
    return outcome


def would_notice(place, whole, recorded, load):
    """Is the examiner awake? With the syncs of the log taken for nothing, acknowledged words must be lost."""
    _, disks = next(replayed(whole, recorded, [len(recorded)], believing="df"))
    (place.folder / "qingting.sqlite").write_bytes(disks["d"].durable)
    (place.folder / "qingting.sqlite-wal").write_bytes(disks["w"].durable)
    (place.folder / "qingting.sqlite-shm").unlink(missing_ok=True)
    seen = Outcome("a lying disk", place.engine, "", quiet=True)
    try:
        checks.acknowledged(place, load.writes, seen)
    except sqlite3.DatabaseError:
        return True
    return seen.lost > 0


def replayed(whole, recorded, moments, believing="dwf"):
    """The state of the disk at each moment, in their order. `believing`: the files whose syncs are taken for true."""
    disks = {"d": Disk(whole), "w": Disk()}
    position = 0
    for moment in moments:
        while position < len(recorded):
            what, file, length, offset, thread = HEAD.unpack_from(recorded, position)
            data = recorded[position + HEAD.size:position + HEAD.size + length] if what == b"W" else b""
            end = position + HEAD.size + len(data)
            if end > moment:
                break
            position = end
            if what in b"BE" and file.decode() not in believing:
                continue
            happen(disks, what.decode(), file.decode(), offset, data, thread)
        yield moment, disks


def happen(disks, what, file, offset, data, thread):
    if file == "f":
        if what == "E":
            for disk in disks.values():
                disk.entered = True
        return
    if what == "N":
        disks[file] = Disk()
        return
    disk = disks[file]
    if what == "W":
        disk.write(offset, data)
    elif what == "T":
        disk.truncate(offset)
    elif what == "B":
        disk.sync_begins(thread)
    elif what == "E":
        disk.sync_ended(thread)


def lose(place, disks, chance):
    """Writes the files as the loss left them; the shared memory of SQLite is gone with the machine."""
    kept = chance.choice([0.0, 0.05, 0.3, 0.5, 0.7, 0.95, 1.0])
    (place.folder / "qingting.sqlite-shm").unlink(missing_ok=True)
    for file, name in NAMES.items():
        disk, path = disks[file], place.folder / name
        if not disk.entered and chance.random() < 0.5:
            path.unlink(missing_ok=True)
        else:
            path.write_bytes(disk.after_loss(chance, kept))
