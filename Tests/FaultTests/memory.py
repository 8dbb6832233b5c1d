"""Memory runs out while eight writers work: the program may die, but nothing that it acknowledged may be lost."""

import subprocess
import time

import checks
from common import Outcome
from load import Load
from server import Server


def run(ground, rounds, chance):
    outcome = Outcome("memory limit below what it needs (RLIMIT_AS)", ground.engine,
                      "dies or refuses; with memory given back it opens and has everything")
    place = ground.fresh()
    for number in range(rounds):
        server = Server(place).start()
        load = Load(server, place, f"y{number}", chance, most=60, seconds=10).begin()
        load.until(chance.randint(10, 40))
        # What it has now, and nothing more: the next growth is refused.
        with open(f"/proc/{server.process.pid}/status") as status:
            size = next(int(line.split()[1]) for line in status if line.startswith("VmSize")) * 1024
        subprocess.run(["prlimit", "--pid", str(server.process.pid), f"--as={size}"], check=True)
        load.ended.wait(4)
        load.end()
        died = server.process.poll() is not None
        if not died:
            server.stop()
        time.sleep(0.1)
        server = Server(place).start()
        load.url = server.url
        for writer in load.writers:
            writer.client.host = server.url.split("//")[1]
        outcome.tries += 1
        checks.all_of(server, place, load, outcome)
        server.stop()
    place.drop()
    return outcome
