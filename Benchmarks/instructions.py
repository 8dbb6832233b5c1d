"""Instructions of the ten hottest operations: `instructions.py PROGRAM FOLDER [--check | --write] [--runs N]`.

callgrind counts what the server's process executes for one request, with SQLite and the Swift runtime and without the
kernel, over a small department that is the same each time (steady.c). So a count does not shake with the machine, and a
tenth more is a change of the program. `--check` compares with instructions.json and names what grew; `--write` keeps the
counts there. The seal of an event and whatever else chores do later is not in it.
"""

import http.client
import json
import pathlib
import statistics
import subprocess
import sys

from callgrind import Counted
from cases import posted, registration, remark
from reading import ACCOUNT, questions

WARM, ASKED = 10, 25
TOLERANCE = 0.10
BASELINE = pathlib.Path(__file__).parent / "instructions.json"

# The name under which a count is kept, and that of the question of reading.py.
READ = {
    "a case, JSON": "a case with its timeline, JSON",
    "a case, page": "the same, page",
    "open cases by next deadline": "50 open cases by next deadline",
    "the same of one unit": "the same of one unit",
    "search, common pair": "search, common pair: cases",
    "search, rare phrase": "search, rare phrase",
    "my day": "my day",
    "supervisor's wall": "supervisor's wall",
}


def main():
    words = [word for word in sys.argv[1:] if not word.startswith("--")]
    program, folder = words[:2]
    runs = int(words[2]) if "--runs" in sys.argv else 1
    seen = [count(program, pathlib.Path(folder) / "callgrind") for _ in range(runs)]
    counts = {name: round(statistics.median(run[name] for run in seen)) for name in seen[0]}
    kept = baseline()["instructions"] if BASELINE.exists() else {}
    print(f"{'instructions of one request':<34}{'now':>13}{'kept':>13}{'change':>9}{'spread':>9}")
    for name, now in counts.items():
        change = f"{now / kept[name] - 1:+.1%}" if name in kept else ""
        spread = (max(run[name] for run in seen) - min(run[name] for run in seen)) / now
        print(f"{name:<34}{now:>13,}{kept.get(name, 0):>13,}{change:>9}{spread if runs > 1 else 0:>9.2%}")
    if "--write" in sys.argv:
        write(program, counts)
    if "--check" in sys.argv:
        check(counts, kept)


def count(program, folder):
    with Counted(program, folder) as house:
        person = house.sign_in(ACCOUNT)
        acts = operations(house, person, house.token(person))
        house.still()
        counts = {}
        line = http.client.HTTPConnection("127.0.0.1", house.port, timeout=600)
        for name, request in acts.items():
            ask(line, request, range(WARM))
            counts[name] = house.counting(lambda: ask(line, request, range(WARM, WARM + ASKED))) / ASKED
            house.dump().rename(house.place / f"{name.replace(' ', '-')}.out")
        return counts


def operations(house, person, token):
    """Name → what the n-th request of it is."""
    asked = {name: (paths, headers) for name, paths, headers, _ in questions(house, person, token)}
    acts = {}
    for name, question in READ.items():
        paths, headers = asked[question]
        acts[name] = lambda n, paths=paths, headers=headers: ("GET", paths[n % len(paths)], None, headers)
    with house.database() as database:
        unit, case = database.execute(
            "SELECT unit_id, id FROM service_case WHERE state = 'registered' ORDER BY number DESC LIMIT 1").fetchone()

    def register(n):
        headers, body = posted(token, f"bench-case-{n}", registration(unit, n))
        return "POST", "/api/v1/cases", body, headers

    def note(n):
        headers, body = posted(token, f"bench-note-{n}", remark(n))
        return "POST", f"/api/v1/cases/{case}/entries", body, headers

    return acts | {"register a case": register, "write a remark": note}


def ask(line, request, numbers):
    for number in numbers:
        method, path, body, headers = request(number)
        line.request(method, path, body, headers)
        answer = line.getresponse()
        text = answer.read()
        if answer.status not in (200, 201):
            raise SystemExit(f"bench: {method} {path} answered {answer.status}: {text[:300].decode(errors='replace')}")


def baseline():
    return json.loads(BASELINE.read_text())


def write(program, counts):
    where = pathlib.Path(program).resolve().parent
    commit = subprocess.run(
        ["git", "-C", where, "rev-parse", "--short=12", "HEAD"], capture_output=True, text=True).stdout.strip()
    kept = {"commit": commit, "tolerance": TOLERANCE, "instructions": counts}
    BASELINE.write_text(json.dumps(kept, indent=2) + "\n")


def check(counts, kept):
    grown = [f"{name} ({now:,}, was {kept[name]:,})" for name, now in counts.items()
             if name in kept and now > kept[name] * (1 + TOLERANCE)]
    missing = sorted(set(counts) ^ set(kept))
    if missing:
        raise SystemExit(f"bench: {BASELINE.name} and this script name other operations: {', '.join(missing)}")
    if grown:
        raise SystemExit(
            f"bench: more than {TOLERANCE:.0%} more instructions: {'; '.join(grown)}. Mend it, or write the counts anew "
            "with --write and say in the commit why it must cost more.")


if __name__ == "__main__":
    main()
