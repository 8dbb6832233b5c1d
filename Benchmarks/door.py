"""How long the door takes to say no: to a wrong password of an account that exists, of one that does not, and of one whose
person has left. Prints a table for docs/threat-model.md.

    PYTHONUTF8=1 .venv/bin/python Benchmarks/door.py .build/debug/qingting

A demo department is made in a folder of its own. Tries are counted by account, address and house, so each comes from an
address of its own (a proxy says so), four go to each account, and the three kinds take turns; a try of the house is
forgotten each second.
"""

import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time

from house import Served, free_port

ROUNDS = 40
# Fewer than an account, and the house, have before they must wait.
TRIES = 4


class Door(Served):
    def __init__(self, program, folder):
        port = free_port()
        super().__init__(
            [program, "demo", "--pack", "chain-retail", "--data", str(folder), "--port", str(port),
             "--trusted-proxies", "127.0.0.1"], port, "/readyz")

    def refusal(self, account, number):
        """Milliseconds until a wrong password was refused."""
        begun = time.perf_counter()
        status, page, _ = self.ask(
            "/sign-in", {
                "Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://127.0.0.1:{self.port}",
                "X-Forwarded-For": f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"},
            "POST", f"account={account}&password=wrong+password")
        taken = (time.perf_counter() - begun) * 1000
        if status != 422:
            raise SystemExit(f"door: {account} was answered {status}: {page[:200]}")
        return taken


def main(program):
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place) / "data"
        with Door(program, folder):
            pass
        told = subprocess.run(
            [program, "user", "list", "--data", str(folder)], capture_output=True, text=True, check=True).stdout
        accounts = re.findall(r"^(\S+)  ", told, re.MULTILINE)
        half = len(accounts) // 2
        here, left = accounts[:half], accounts[half:]
        for account in left:
            subprocess.run([program, "user", "deactivate", account, "--data", str(folder)], check=True,
                           stdout=subprocess.DEVNULL)
        with Door(program, folder) as door:
            measure(door, here, left)


def measure(door, here, left):
    taken = {"an account that exists": [], "one that does not": [], "one whose person has left": []}
    rounds = min(ROUNDS, TRIES * min(len(here), len(left)))
    number = 0
    # Once each before anything counts.
    for turn in range(-3, rounds):
        for kind, account in zip(taken, (here[turn // TRIES], f"nobody-{turn // TRIES}", left[turn // TRIES])):
            if turn < 0:
                account = f"before{turn}-{len(account)}"
            number += 1
            time.sleep(0.35)
            milliseconds = door.refusal(account, number)
            if turn >= 0:
                taken[kind].append(milliseconds)
    print(f"| To a wrong password of | tries | median | middle half | fastest |\n|---|---|---|---|---|")
    for kind, times in taken.items():
        low, middle, high = statistics.quantiles(times, n=4)
        print(f"| {kind} | {len(times)} | {middle:.1f} ms | {low:.1f}–{high:.1f} ms | {min(times):.1f} ms |")


if __name__ == "__main__":
    main(str(pathlib.Path(sys.argv[1]).resolve()))
