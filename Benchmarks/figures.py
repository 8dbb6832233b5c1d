"""What a measurement found: figures beside their targets, printed as a table and kept as JSON for the report."""

import dataclasses
import datetime
import json
import os
import pathlib
import subprocess
import unicodedata


@dataclasses.dataclass
class Figure:
    name: str
    value: str
    #: what the machine itself can do, measured in the same run, and the ratio to it
    limit: str = ""
    ratio: float | None = None
    #: processor time of the server for one request, ms
    processor: float | None = None
    #: of the server's process, MB
    memory: float | None = None
    target: str = ""
    kept: bool | None = None
    #: the figure as a number, where it may be compared with that of another size
    number: float | None = None

    def cells(self):
        return [
            self.name, self.value, self.limit, "" if self.ratio is None else f"{self.ratio:.3f}",
            "" if self.processor is None else f"{self.processor:.2f} ms",
            "" if self.memory is None else f"{self.memory:.0f} MB", self.target,
            {True: "kept", False: "**not kept**", None: ""}[self.kept]]


HEAD = ["What", "Measured", "Limit in the same run", "Ratio", "CPU/request", "Memory", "Target", "Kept"]


def table(figures):
    """Plain text, aligned for a terminal."""
    rows = [HEAD] + [figure.cells() for figure in figures]
    widths = [max(width(row[n]) for row in rows) for n in range(len(HEAD))]
    return "\n".join("  ".join(cell + " " * (size - width(cell)) for cell, size in zip(row, widths)).rstrip() for row in rows)


def width(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def keep(name, size, program, figures):
    """Shows the figures and keeps them, with when and on what they were measured."""
    print(table(figures), flush=True)
    where = pathlib.Path(program).resolve().parent
    commit = subprocess.run(
        ["git", "-C", where, "rev-parse", "--short=12", "HEAD"], capture_output=True, text=True).stdout.strip()
    place = pathlib.Path(".data/bench-results") / str(size)
    place.mkdir(parents=True, exist_ok=True)
    (place / f"{name}.json").write_text(json.dumps({
        "at": datetime.datetime.now().astimezone().strftime("%Y-%m-%d %H:%M %z"), "commit": commit,
        "load": round(os.getloadavg()[0], 1), "figures": [dataclasses.asdict(figure) for figure in figures],
    }, ensure_ascii=False, indent=1))


def kept(name, size):
    file = pathlib.Path(".data/bench-results") / str(size) / f"{name}.json"
    if not file.exists():
        return None
    found = json.loads(file.read_text())
    found["figures"] = [Figure(**figure) for figure in found["figures"]]
    return found


def size_of(folder):
    """Cases in a folder of data.py, by its name; 0 where it has another."""
    tail = pathlib.Path(folder).resolve().name.rsplit("-", 1)[-1]
    return int(tail) if tail.isdigit() else 0
