"""The real server under valgrind's callgrind: counts the instructions of what it is asked, which do not shake."""

import pathlib
import re
import shutil
import subprocess

from house import House

# A Tuesday at half past ten in Shanghai: the department is open, and the demo plays the same month each time.
DAY = 1780972200
HERE = pathlib.Path(__file__).parent


class Counted(House):
    """The house over a small demo department that it makes itself; `counting` answers a call's instructions."""

    def __init__(self, program, folder):
        for tool in ("valgrind", "callgrind_control", "gcc", "objcopy"):
            if not shutil.which(tool):
                raise SystemExit(f"bench: {tool} is not installed; scripts/setup.sh bench installs it")
        self.place = pathlib.Path(folder).resolve()
        self.place.mkdir(parents=True, exist_ok=True)
        steady = self.place / "steady.so"
        subprocess.run(["gcc", "-shared", "-fPIC", "-O1", "-o", steady, HERE / "steady.c"], check=True)
        # valgrind 3.19 cannot read Swift's debug information and gives up on it.
        bare = self.place / "program"
        subprocess.run(["objcopy", "--strip-debug", program, bare], check=True)
        self.asleep = self.place / "asleep"
        self.asleep.unlink(missing_ok=True)
        super().__init__(str(bare), self.place / "data")
        self.environment |= {
            "LD_PRELOAD": str(steady), "BENCH_DAY": str(DAY), "BENCH_ASLEEP": str(self.asleep),
            # Otherwise sets and dictionaries are in another order at every start.
            "SWIFT_DETERMINISTIC_HASHING": "1"}
        self.dumps = 0

    def __enter__(self):
        """The month is played at full speed, then the house is opened again under callgrind."""
        shutil.rmtree(self.folder, ignore_errors=True)
        with Played(self):
            pass
        self.command = [
            "valgrind", "--tool=callgrind", "--instr-atstart=no", f"--callgrind-out-file={self.place}/out",
            *self.command]
        return super().__enter__()

    def control(self, *words):
        done = subprocess.run(
            ["callgrind_control", *words, str(self.process.pid)], cwd=self.place, capture_output=True, text=True)
        if done.returncode or "Error" in done.stdout + done.stderr:
            raise SystemExit(f"bench: callgrind_control {' '.join(words)}: {done.stdout}{done.stderr}")

    def still(self):
        """From here on no chore wakes up."""
        self.asleep.touch()
        self.control("--instr=on")

    def counting(self, act):
        """Instructions of the whole process while `act` is under way."""
        self.control("--zero")
        act()
        self.dumps += 1
        self.control("--dump")
        return int(re.search(r"^(?:summary|totals): (\d+)", self.dump().read_text(errors="replace"), re.M)[1])

    def dump(self):
        """The profile of the last count, for callgrind_annotate."""
        return self.place / f"out.{self.dumps}"


class Played(House):
    """The same house without valgrind, only to play its month."""

    def __init__(self, counted):
        self.__dict__ |= counted.__dict__
