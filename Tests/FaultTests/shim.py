"""The switchboard of shim.c: compiled when needed, one page of memory shared with the program."""

import mmap
import pathlib
import struct
import subprocess

from common import DATA

SOURCE = pathlib.Path(__file__).with_name("shim.c")
LIBRARY = DATA / "shim.so"

WELL, FULL, READ_ONLY, WRITES_FAIL, SYNCS_FAIL = range(5)


def compiled():
    if not LIBRARY.exists() or LIBRARY.stat().st_mtime < SOURCE.stat().st_mtime:
        DATA.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            ["gcc", "-shared", "-fPIC", "-O2", "-Wall", "-o", str(LIBRARY), str(SOURCE), "-ldl", "-lpthread"], check=True)
    return LIBRARY


class Shim:
    def __init__(self, place, records=False):
        board = place.folder / "switchboard"
        board.write_bytes(bytes(4096))
        with open(board, "r+b") as file:
            self.page = mmap.mmap(file.fileno(), 4096)
        self.record = place.folder / "record"
        self.environment = {
            "LD_PRELOAD": str(compiled()), "FAULTS_BOARD": str(board), "FAULTS_FOLDER": str(place.folder)}
        if records:
            self.environment["FAULTS_RECORD"] = str(self.record)

    def move_clock(self, seconds):
        """Against the true time of day."""
        self.page[0:8] = struct.pack("q", int(seconds * 1_000_000_000))

    def disk(self, state):
        self.page[8:16] = struct.pack("q", state)

    def position(self):
        return struct.unpack("q", self.page[16:24])[0]
