"""kill -9 at random moments under load, and now and then once more while the server is opening again."""

import time

import checks
from common import Outcome, say
from load import Load
from server import Server

ROUNDS_A_HOUSE = 25


def run(ground, count, chance, how_long=0):
    outcome = Outcome("kill -9 under load", ground.engine, "all laws after every kill; every write sent again")
    server = place = None
    begun = time.monotonic()
    for number in range(count):
        if how_long and time.monotonic() > begun + how_long:
            say(f"stopped after {number} kills: the time given is over")
            break
        if number % ROUNDS_A_HOUSE == 0:
            if server:
                checks.doctor(place, outcome)
                server.stop()
                place.drop()
            place = ground.fresh()
            server = Server(place).start()
        load = Load(server, place, f"k{number}", chance, most=40).begin()
        load.until(chance.randint(0, 60))
        load.ended.wait(chance.uniform(0, 0.05))
        server.kill()
        load.end()
        if chance.random() < 0.2:
            server.launch()
            load.ended.clear()
            load.ended.wait(chance.uniform(0.02, 0.7))
            load.ended.set()
            server.kill()
        server.start()
        outcome.tries += 1
        checks.all_of(server, place, load, outcome, audit=number % 5 == 4 or number == count - 1)
        if number % 20 == 19:
            say(outcome.line())
    checks.doctor(place, outcome)
    code = server.stop()
    if code != 0:
        outcome.found(f"the last server ended with {code}")
    place.drop()
    return outcome
