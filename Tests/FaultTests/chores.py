"""The house dies in the middle of what it does by itself: while it brings a file in, and while it judges obligations. When
it is open again it goes on where it stood: every row once, every judgement once."""

import json
import time
import urllib.request
import uuid

import checks
from common import Outcome
from load import MARK, Client, unit_for
from server import Server
from shim import Shim

ROWS = 1500


def run(ground, rounds, chance):
    return [importing(ground, rounds, chance), judging(ground, rounds, chance)]


def importing(ground, rounds, chance):
    outcome = Outcome("killed in the middle of an import", ground.engine,
                      f"{ROWS} rows of a file, each brought in once, the import's own counters equal to the cases")
    for number in range(rounds):
        place = ground.fresh()
        server = Server(place).start()
        record = begin(server, place, number)
        kills = 0
        until = time.monotonic() + 240
        while time.monotonic() < until:
            state = look(server, place, record)
            if state["state"] in ("finished", "failed", "cancelled"):
                break
            if state["state"] == "running" and kills < 4 and state["brought"] > kills * ROWS // 5:
                time.sleep(chance.uniform(0, 0.3))
                server.kill()
                server.start()
                kills += 1
            time.sleep(0.1)
        outcome.tries += kills
        counts = place.ledger.rows(
            f"SELECT subject, COUNT(*) AS n FROM service_case WHERE subject LIKE '{MARK}%' GROUP BY subject")
        outcome.acknowledged += ROWS
        outcome.lost += max(0, ROWS - len(counts))
        outcome.doubled += sum(row["n"] - 1 for row in counts)
        if state["state"] != "finished" or state["brought"] != ROWS or len(counts) != ROWS:
            outcome.found(f"after {kills} kills the import says {state}, and {len(counts)} rows are there")
        if kills == 0:
            outcome.found("the import was too quick to be killed")
        checks.laws(place, outcome)
        checks.doctor(place, outcome)
        server.stop()
        place.drop()
    return outcome


def begin(server, place, number):
    client = Client(server.url, place.tokens[0], 60)
    lines = ["主题,内容,诉求,客户姓名,电话,受理时间,类型,来源,渠道,严重程度,商品"]
    lines += [f"{MARK} m{number}-{row},第一次洗就变形,退货,李{row},1391{number:03d}{row:04d},2026-11-20 10:00,投诉,客户直接,网络,一般,羽绒服"
              for row in range(ROWS)]
    record = upload(server, place, "\n".join(lines).encode(), unit_for(server.url, place.tokens[0]))
    wait(server, place, record, {"read", "previewed"})
    status, body = client.ask("POST", f"/imports/{record}/start", {"mode": "good-rows-only", "existing": "skip"})
    if status >= 300:
        wait(server, place, record, {"previewed"})
        status, body = client.ask("POST", f"/imports/{record}/start", {"mode": "good-rows-only", "existing": "skip"})
    if status >= 300:
        raise SystemExit(f"faults: the import did not start: {status} {body.decode()[:400]} {look(server, place, record)}")
    return record


def upload(server, place, content, unit):
    boundary = uuid.uuid4().hex
    fields = {"kind": "cases", "unit": unit, "source": "旧系统"}
    parts = [f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
             for name, value in fields.items()]
    parts.append(f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="cases.csv"\r\n'
                 "Content-Type: text/csv\r\n\r\n".encode() + content + f"\r\n--{boundary}--\r\n".encode())
    request = urllib.request.Request(
        server.url + "/api/v1/imports", b"".join(parts), method="POST",
        headers={"Authorization": f"Bearer {place.tokens[0]}",
                 "Content-Type": f"multipart/form-data; boundary={boundary}"})
    return json.load(urllib.request.urlopen(request, timeout=60))["id"]


def look(server, place, record):
    client = Client(server.url, place.tokens[0], 60)
    status, body = client.ask("GET", f"/imports/{record}")
    client.close()
    return json.loads(body) if status == 200 else {"state": f"HTTP {status}", "brought": 0}


def wait(server, place, record, states, seconds=120):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        state = look(server, place, record)
        if state["state"] in states:
            return state
        if state["state"] in ("failed", "cancelled"):
            raise SystemExit(f"faults: the import says {state}")
        time.sleep(0.2)
    raise SystemExit(f"faults: the import stands at {state}")


def judging(ground, rounds, chance):
    """The clock moves on by a week, so that hundreds of warnings, breaches and rungs are due at once; the house is killed
    while it writes them down, over and over, and must have written each once."""
    outcome = Outcome("killed in the middle of judging obligations", ground.engine,
                      "every warning, breach and rung recorded once")
    for _ in range(rounds):
        place = ground.fresh()
        shim = Shim(place)
        server = Server(place, shim.environment).start()
        for day in range(1, 8):
            shim.move_clock(day * 86400)
            time.sleep(chance.uniform(0.05, 0.8))
            server.kill()
            server.launch()
            time.sleep(chance.uniform(0.3, 1.2))
            server.kill()
            server.start()
            outcome.tries += 2
        done = 0
        for _ in range(100):
            waiting = place.ledger.rows(
                f"SELECT COUNT(*) AS n FROM obligation WHERE act_at <= {int((time.time() + 7 * 86400) * 1000)}")[0]["n"]
            done = done + 1 if waiting == 0 else 0
            if done == 3:
                break
            time.sleep(0.5)
        if waiting:
            outcome.found(f"{waiting} obligations still wait to be judged")
        judged = place.ledger.rows("SELECT COUNT(*) AS n FROM event WHERE kind LIKE 'obligation.%'")[0]["n"]
        outcome.acknowledged += judged
        checks.laws(place, outcome)
        server.stop()
        place.drop()
    return outcome
