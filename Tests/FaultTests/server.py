"""`qingting serve`, the real program in a process of its own, started and ended by its number."""

import os
import signal
import subprocess
import time
import urllib.error
import urllib.request

from common import PROGRAM, ROOT, free_port


class Server:
    """Serves one place; may be killed and started again on the same port."""

    def __init__(self, place, environment=None, before=(), options=()):
        self.place, self.before = place, list(before)
        self.environment = os.environ | {"QINGTING_LOG_LEVEL": "notice", "QINGTING_PAGES_PER_PERSON": "10000"} | (environment or {})
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.options = ["--api-per-minute", "1000000", *options]
        self.process = None

    def launch(self):
        """Starts it and waits for nothing."""
        with open(self.place.folder / "log", "ab") as log:
            self.process = subprocess.Popen(
                [*self.before, str(PROGRAM), "serve", *self.place.arguments, "--port", str(self.port), *self.options],
                cwd=ROOT, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=self.environment,
                start_new_session=True)

    def start(self, seconds=60):
        self.launch()
        if not self.answers(seconds):
            raise SystemExit(f"faults: the server did not open; it said:\n{self.log()[-3000:]}")
        return self

    def answers(self, seconds, path="/readyz"):
        """Whether it is ready within so many seconds."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                return False
            if self.status(path) == 200:
                return True
            time.sleep(0.05)
        return False

    def status(self, path, seconds=5):
        """The status of one answer; 0 where there was none."""
        try:
            return urllib.request.urlopen(self.url + path, timeout=seconds).status
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0

    def kill(self):
        """As a power switch would: no farewell."""
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self, seconds=20):
        """Answers the exit code; a server that does not go is killed, and that is -9."""
        if self.process is None or self.process.poll() is not None:
            return self.process.returncode if self.process else 0
        self.process.terminate()
        try:
            return self.process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            self.kill()
            return -9

    def memory(self):
        """Resident, in megabytes."""
        with open(f"/proc/{self.process.pid}/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) // 1024

    def files(self):
        """How many descriptors it holds."""
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def log(self):
        return (self.place.folder / "log").read_text(errors="replace")

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.stop()
