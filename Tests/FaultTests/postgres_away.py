"""PostgreSQL is killed, paused, or cut off by a proxy, while eight writers work; then it is back. The same server must find
it again by itself, and refuse meanwhile with 503, not 500."""

import time

import checks
from common import Outcome
from disk import judge
from load import Load
from proxy import Proxy
from server import Server


def run(ground, rounds, chance):
    return [
        killed(ground, max(rounds, 1), chance),
        interrupted(ground, rounds, chance, "PostgreSQL paused for five seconds",
                    lambda proxy: ground.cluster.pause(), lambda proxy: ground.cluster.resume(), 5),
        interrupted(ground, rounds, chance, "PostgreSQL answers with 300 ms delay",
                    lambda proxy: proxy.delay(0.3), lambda proxy: proxy.delay(0), 5),
        interrupted(ground, rounds, chance, "PostgreSQL's connections are cut (reset)",
                    lambda proxy: proxy.cut(), lambda proxy: None, 1),
        interrupted(ground, rounds, chance, "PostgreSQL takes no connection for five seconds",
                    lambda proxy: proxy.refuse(), lambda proxy: proxy.accept(), 5),
        interrupted(ground, rounds, chance, "half-open: nothing arrives any more, nobody is told",
                    lambda proxy: proxy.hold(), lambda proxy: proxy.forget(), 20, back_within=90),
    ]


def killed(ground, rounds, chance):
    outcome = Outcome("PostgreSQL itself killed with -9", ground.engine,
                      "503 meanwhile, the same server goes on once it has recovered; amcheck")
    place = ground.fresh()
    server = Server(place).start()
    for number in range(rounds):
        load = Load(server, place, f"g{number}", chance, most=100, insists=True, pause=0.01).begin()
        load.until(chance.randint(5, 40))
        ground.cluster.kill()
        time.sleep(chance.uniform(0, 1))
        ground.cluster.start()
        back(outcome, load, 30)
        finish(outcome, server, place, load)
    end(outcome, server, place)
    return outcome


def interrupted(ground, rounds, chance, name, breaks, mends, seconds, back_within=40):
    """`back_within`: a link that stands and says nothing is given up after 75 s (decision 0065)."""
    outcome = Outcome(name, ground.engine, "503 or waiting meanwhile, the same server goes on afterwards")
    with Proxy(ground.cluster.port) as proxy:
        place = ground.fresh(proxy.port)
        server = Server(place).start()
        for number in range(rounds):
            load = Load(server, place, f"i{abs(hash(name)) % 1000}-{number}", chance, most=100, insists=True, pause=0.01,
                        seconds=100).begin()
            load.until(15)
            breaks(proxy)
            load.ended.wait(seconds)
            mends(proxy)
            back(outcome, load, back_within)
            finish(outcome, server, place, load)
        end(outcome, server, place)
    return outcome


def back(outcome, load, seconds):
    """Writes are taken again within so many seconds."""
    done, begun = len(load.acknowledged), time.monotonic()
    load.until(done + 12, seconds)
    if len(load.acknowledged) < done + 8 and any(writer.is_alive() for writer in load.writers):
        outcome.found(f"{time.monotonic() - begun:.0f} s after it is back only {len(load.acknowledged) - done} writes were taken")


def finish(outcome, server, place, load):
    load.end()
    judge(outcome, load)
    outcome.tries += 1
    if server.process.poll() is not None:
        outcome.found(f"the server is gone ({server.process.returncode})")
        server.start()
    if not server.answers(30):
        outcome.found("the server is not ready again within 30 s")
    checks.all_of(server, place, load, outcome)


def end(outcome, server, place):
    checks.doctor(place, outcome)
    if server.stop() != 0:
        outcome.found("the server did not end well")
    place.drop()
