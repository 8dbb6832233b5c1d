"""Times commands as whole processes, beside the machine's own limit in the same run, and prints a table of ratios.

The limit of a command that reads a file is reading and hashing that file (`sha256sum`), measured in turn with it; that
of one that refuses its input is the start of the program (`qingting version`). Medians of seven runs; memory is the
largest of them. Input is made by the same seed every time.
"""

import os
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile
import time

RUNS = 7
RECORDS = 25_000


def main():
    program = sys.argv[1]
    with tempfile.TemporaryDirectory(prefix="qingting-bench-") as folder:
        folder = pathlib.Path(folder)
        log, hostile = write_log(folder / "log.csv"), write_hostile(folder)
        start = [program, "version"]
        rehearse = [program, "rehearse", "--handbook", "chain-retail", "--log", str(log), "--format", "json"]
        rows = [("the program starts", start, ["true"], "true", 0)]
        rows.append((f"rehearse {RECORDS} records", rehearse, ["sha256sum", str(log)], "sha256sum of the log", 0))
        rows += [(f"refuse {name}", [program, "check", str(file)], start, "start", 1) for name, file in hostile]
        print(f"{'what':<28}{'median':>10}{'most':>10}{'memory':>10}{'limit':>10}{'ratio':>8}  limit is")
        for name, command, limit, what, code in rows:
            print(line(name, command, limit, what, code), flush=True)


def line(name, command, limit, what, code):
    times, limits, memory = [], [], 0
    for _ in range(RUNS):
        seconds, largest = run(command, code)
        times.append(seconds)
        limits.append(run(limit, 0)[0])
        memory = max(memory, largest)
    median, bound = statistics.median(times), statistics.median(limits)
    return (
        f"{name:<28}{median * 1000:>7.0f} ms{max(times) * 1000:>7.0f} ms{memory:>7.0f} MB{bound * 1000:>7.0f} ms"
        f"{median / bound:>8.1f}  {what}"
    )


def run(command, code):
    """Seconds and the resident memory of this one process, in MB."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = status >> 8
    if process.returncode != code:
        raise SystemExit(f"bench: {' '.join(command)} ended with {process.returncode}, not {code}")
    return seconds, usage.ru_maxrss / 1024


def write_log(file):
    """A month and a half of a help desk: reported, accepted, answered, now and then waiting, completed or reopened."""
    dice = random.Random(20260104)
    lines = ["record,event,at"]
    for record in range(RECORDS):
        at = dice.randrange(0, 45 * 86400)
        for event in ["reported", "accepted", "first_reply", *(["waiting", "resumed"] if dice.random() < 0.3 else []),
                      *(["completed"] if dice.random() < 0.95 else []), *(["reopened"] if dice.random() < 0.05 else [])]:
            lines.append(f"C-{record},{event},{time.strftime('%Y-%m-%d %H:%M:%S', time.gmtime(1767225600 + at))}")
            at += dice.randrange(60, 40 * 3600)
    file.write_text("\n".join(lines) + "\n")
    return file


def write_hostile(folder):
    aliases = "a0: &a0 [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10))
    texts = [("exploding aliases", aliases.encode()), ("50 MB", b"a" * 50_000_000),
             ("deep nesting", b"handbook: " + b"[" * 500_000), ("UTF-16", "handbook: 手册".encode("utf-16"))]
    files = []
    for number, (name, content) in enumerate(texts):
        file = folder / f"hostile-{number}.yaml"
        file.write_bytes(content)
        files.append((name, file))
    return files


if __name__ == "__main__":
    main()
