"""One wrk run over loopback: requests a second, and how long they took."""

import os
import pathlib
import re
import subprocess
import tempfile
import time

# Asks the addresses of a file in turn, each thread from a place of its own, with the next body of another file (and a key
# of its own) where there are any; prints what it saw as `name value` lines.
SCRIPT = """
local paths, bodies, number = {}, {}, 0
for line in io.lines(os.getenv("WRK_PATHS")) do paths[#paths + 1] = line end
for line in io.lines(os.getenv("WRK_BODIES")) do bodies[#bodies + 1] = line end
local threads = 0
function setup(thread) thread:set("first", threads * 7919); threads = threads + 1 end
function request()
  number = number + 1
  local body = bodies[(number - 1) % math.max(1, #bodies) + 1]
  if body then wrk.headers["Idempotency-Key"] = os.getenv("WRK_KEY") .. number end
  return wrk.format(os.getenv("WRK_METHOD"), paths[(first + number) % #paths + 1], nil, body)
end
function done(summary, latency)
  io.write(string.format("requests %d\\nmicroseconds %d\\nfailed %d\\nbytes %d\\np50 %d\\np99 %d\\nmost %d\\n",
    summary.requests, summary.duration, summary.errors.status + summary.errors.connect + summary.errors.read
    + summary.errors.write + summary.errors.timeout, summary.bytes, latency:percentile(50), latency:percentile(99),
    latency.max))
end
"""


class NothingSeen(Exception):
    """Not one answer came in the time."""


class Load:
    """What a run saw. Times in milliseconds."""

    def __init__(self, output, processor):
        seen = {name: int(value) for name, value in re.findall(r"^(\w+) (\d+)$", output, re.M)}
        if "requests" not in seen or not seen["requests"]:
            raise NothingSeen(output)
        self.requests, self.failed = seen["requests"], seen["failed"]
        self.per_second = seen["requests"] / (seen["microseconds"] / 1e6)
        self.p50, self.p99, self.most = (seen[name] / 1000 for name in ("p50", "p99", "most"))
        self.bytes = seen["bytes"] / seen["requests"]
        self.processor = processor / seen["requests"] * 1000


def wrk(served, paths, headers={}, connections=8, seconds=5, method="GET", bodies=(), key=""):
    """The processor time is that of the server, for one request, in milliseconds."""
    with tempfile.TemporaryDirectory(prefix="qingting-bench-") as folder:
        folder = pathlib.Path(folder)
        (folder / "paths").write_text("\n".join(paths) + "\n")
        (folder / "bodies").write_text("".join(body + "\n" for body in bodies))
        (folder / "script.lua").write_text(SCRIPT)
        command = ["wrk", "--threads", "1", "--connections", str(connections), "--duration", f"{seconds}s",
                   "--timeout", "30s", "--script", str(folder / "script.lua")]
        for name, value in headers.items():
            command += ["--header", f"{name}: {value}"]
        environment = os.environ | {
            "WRK_PATHS": str(folder / "paths"), "WRK_BODIES": str(folder / "bodies"), "WRK_METHOD": method, "WRK_KEY": key}
        before = served.processor()
        output = subprocess.run(
            command + [f"http://127.0.0.1:{served.port}"], env=environment, capture_output=True, text=True).stdout
        return Load(output, served.processor() - before)


def once(served, path, headers):
    """One answer, timed: the same figures where a run of wrk would see none."""
    before, began = served.processor(), time.perf_counter()
    status, body, _ = served.ask(path, headers)
    spent = time.perf_counter() - began
    microseconds = int(spent * 1e6)
    return Load(
        f"requests 1\nmicroseconds {microseconds}\nfailed {int(status != 200)}\nbytes {len(body)}\np50 {microseconds}\n"
        f"p99 {microseconds}\nmost {microseconds}\n", served.processor() - before)
