"""A copy made while eight writers work, by the program itself; then opened as a restored house, and compared."""

import json
import shutil

import checks
from common import Outcome
from load import Load
from server import Server


def run(ground, rounds, chance):
    outcome = Outcome("backup while running, restored", ground.engine,
                      "the program's own comparison (rows, chain, integrity); every write acknowledged before is in the "
                      "copy, all laws hold in it, and it serves")
    for number in range(rounds):
        place = ground.fresh()
        server = Server(place).start()
        load = Load(server, place, f"b{number}", chance, most=80).begin()
        load.until(60)
        before = [write for write in load.acknowledged]
        copy = place.folder / "copy.sqlite"
        done = place.command("backup", "--to", str(copy), "--format", "json")
        after = len(load.acknowledged)
        load.end()
        server.stop()
        outcome.tries += 1
        outcome.acknowledged += len(before)
        if done.returncode:
            outcome.found(f"backup ended with {done.returncode}: {(done.stdout + done.stderr)[-400:]}")
            continue
        if after <= len(before):
            outcome.found("nobody wrote while the copy was made")
        restored = ground.fresh()
        shutil.copy(copy, restored.folder / "qingting.sqlite")
        report = json.loads(done.stdout)
        cases = restored.ledger.rows("SELECT COUNT(*) AS n FROM service_case")[0]["n"]
        if report["rows"]["service_case"] != cases:
            outcome.found(f"the program counted {report['rows']['service_case']} cases in the copy, there are {cases}")
        checks.acknowledged(restored, before, outcome)
        with Server(restored) as opened:
            checks.laws(restored, outcome)
            load = Load(opened, restored, f"r{number}", chance, most=10).begin()
            load.until(40)
            checks.all_of(opened, restored, load, outcome)
        restored.drop()
        place.drop()
    return outcome
