"""The clock of the day jumps an hour, forwards and back, while eight writers work; nobody is judged twice, and what the
house does by itself goes on: seals, sessions, clocks of obligations."""

import time

import checks
from common import Outcome
from load import Client, Load
from people import Person
from server import Server
from shim import Shim

HOUR = 3600


def run(ground, rounds, chance):
    outcome = Outcome("the clock jumps an hour, both ways", ground.engine,
                      "nothing refused, sealing goes on within seconds, sessions live, nobody judged twice")
    place = ground.fresh()
    shim = Shim(place)
    server = Server(place, shim.environment).start()
    person = Person(server.url)
    for number in range(rounds):
        for turn, jump in enumerate((HOUR, 0, -HOUR, 0)):
            load = Load(server, place, f"c{number}-{turn}", chance, most=60).begin()
            load.until(15)
            shim.move_clock(jump)
            load.until(60)
            load.end()
            outcome.tries += 1
            for status, sentence in load.refusals:
                outcome.found(f"after a jump to {jump:+d} s: {status} {sentence}")
            if len(load.acknowledged) < 40:
                outcome.found(f"after a jump to {jump:+d} s only {len(load.acknowledged)} writes were taken")
            look(outcome, person, jump)
            sealing(outcome, place, jump)
            checks.all_of(server, place, load, outcome, audit=False)
    done = place.command("audit", "verify")
    if done.returncode:
        outcome.found(f"audit verify: {done.stdout[-300:]}")
    if server.stop() != 0:
        outcome.found("the server did not end well")
    place.drop()
    return outcome


def look(outcome, person, jump):
    """Whoever is signed in stays it, or is asked for the password again: no error."""
    for path in ["/", "/cases", "/adherence", "/wall"]:
        try:
            person.get(path)
        except OSError as problem:
            outcome.found(f"{path} after a jump to {jump:+d} s: {problem}")


def sealing(outcome, place, jump):
    """The unsealed tail is gone within ten seconds of quiet."""
    for _ in range(50):
        if place.ledger.rows("SELECT COUNT(*) AS n FROM event_unsealed")[0]["n"] == 0:
            return
        time.sleep(0.2)
    outcome.found(f"nothing is sealed since the jump to {jump:+d} s")
