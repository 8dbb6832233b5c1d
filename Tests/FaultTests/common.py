"""Words that all fault tests share: where things are, and how one is told."""

import dataclasses
import os
import pathlib
import socket
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PROGRAM = pathlib.Path(os.environ.get("FAULTS_PROGRAM", ROOT / ".build/debug/qingting"))
DATA = ROOT / ".data/fault-tests"
PASSWORD = "Qingting-demo"
MANAGER = "sunwei"


def say(text):
    print(f"faults: {text}", file=sys.stderr, flush=True)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclasses.dataclass
class Outcome:
    """What one fault came to on one engine. `problems` is everything that was not as it should be, in words."""

    fault: str
    engine: str
    checked: str
    tries: int = 0
    acknowledged: int = 0
    refused: int = 0
    unanswered: int = 0
    lost: int = 0
    doubled: int = 0
    problems: list = dataclasses.field(default_factory=list)
    #: why it was not tried on this machine
    skipped: str = ""
    #: problems are expected, and only noted
    quiet: bool = False

    def found(self, problem):
        if len(self.problems) < 50:
            self.problems.append(problem)
            if not self.quiet:
                say(f"{self.fault} on {self.engine}: {problem}")

    @property
    def held(self):
        return not self.problems and not self.lost and not self.doubled

    def line(self):
        if self.skipped:
            return f"{self.fault} on {self.engine} skipped: {self.skipped}"
        said = (f"{self.fault} on {self.engine}: {self.tries} times, {self.acknowledged} writes acknowledged, "
                f"{self.refused} refused, {self.unanswered} unanswered, {self.lost} lost, {self.doubled} doubled")
        return said if self.held else f"{said} FAILED: {'; '.join(self.problems[:5])}"
