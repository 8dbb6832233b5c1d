"""Writers who work through the interface for programs, and remember every word that was given them.

Each write has a mark that stands in the record it makes, and an idempotency key. What was not answered may have been
done or not: after the fault the same key is sent again, and then it must have been done once.
"""

import dataclasses
import hashlib
import http.client
import json
import threading
import time
import urllib.parse

MARK = "故障演练"


@dataclasses.dataclass
class Write:
    mark: str
    kind: str
    path: str
    body: dict
    #: the case it is about; for a registration known from the answer
    case: str = ""
    status: int = 0
    #: of the first answer that said it is done
    digest: str = ""
    #: seconds of the monotonic clock
    begun: float = 0
    answered: float = 0
    #: how far the recorder of disk writes had come when the answer was here
    position: int = 0

    @property
    def is_acknowledged(self):
        return 200 <= self.status < 300


class Client:
    """One connection that is kept, and opened anew after it broke. Answers status 0 where no answer came."""

    def __init__(self, url, token, seconds=20):
        self.host = urllib.parse.urlsplit(url).netloc
        self.token, self.seconds, self.line = token, seconds, None

    def ask(self, method, path, body=None, key=None):
        headers = {"Authorization": f"Bearer {self.token}", "Accept-Language": "zh"}
        data = None
        if body is not None:
            data = json.dumps(body, ensure_ascii=False).encode()
            headers["Content-Type"] = "application/json"
        if key:
            headers["Idempotency-Key"] = key
        try:
            self.line = self.line or http.client.HTTPConnection(self.host, timeout=self.seconds)
            self.line.request(method, "/api/v1" + path, data, headers)
            answer = self.line.getresponse()
            return answer.status, answer.read()
        except (OSError, http.client.HTTPException):
            self.close()
            return 0, b""

    def close(self):
        if self.line:
            self.line.close()
        self.line = None


class Writer(threading.Thread):
    def __init__(self, load, number, token, chance):
        super().__init__(daemon=True)
        self.load, self.number, self.chance = load, number, chance
        self.client = Client(load.url, token, load.seconds)
        self.writes, self.cases = [], []

    def run(self):
        while not self.load.ended.is_set() and len(self.writes) < self.load.most:
            write = self.next()
            self.writes.append(write)
            while not self.load.ended.is_set():
                self.send(write)
                if write.status and write.status < 500:
                    break
                if not self.load.insists:
                    return
                self.load.ended.wait(0.1)
            if self.load.pause:
                self.load.ended.wait(self.load.pause)

    def next(self):
        count = len(self.writes)
        mark = f"{MARK} {self.load.name}-{self.number}-{count}"
        dice = self.chance.random()
        open_cases = [case for case in self.cases if not case["accepted"]]
        if not self.cases or dice < 0.4:
            return Write(mark, "register", "/cases", self.registration(mark))
        if open_cases and dice < 0.6:
            case = self.chance.choice(open_cases)
            case["accepted"] = True
            path = f"/cases/{case['id']}/acceptance"
            return Write(mark, "accept", path, {"severity": "ordinary"}, case["id"])
        case = self.chance.choice(self.cases)
        body = {"kind": self.chance.choice(["note", "customer"]), "text": mark}
        return Write(mark, "note", f"/cases/{case['id']}/entries", body, case["id"])

    def registration(self, mark):
        return {
            "unit": self.load.unit, "type": "complaint", "source": "direct", "channel": "web", "severity": "ordinary",
            "complainant": f"李{self.number}秀英", "phone": f"1380{self.number:03d}{len(self.writes) % 10000:04d}",
            "subject": mark, "content": "11月20日购买的羽绒服，第一次洗就变形，领口开线，客户很着急。" * 3,
            "demand": "退货并赔偿干洗费", "product": "羽绒服",
        }

    def send(self, write):
        write.begun = write.begun or time.monotonic()
        write.status, body = self.client.ask("POST", write.path, write.body, self.load.key(write))
        write.answered = time.monotonic()
        if write.is_acknowledged:
            write.position = self.load.position()
            self.note(write, body)
        elif write.status:
            self.load.refusals.append((write.status, body.decode(errors="replace")[:300]))

    def note(self, write, body):
        answer = json.loads(body)
        write.digest = hashlib.sha256(body).hexdigest()
        if write.kind == "register":
            write.case = answer["id"]
            self.cases.append({"id": answer["id"], "accepted": False})


class Load:
    """`insists`: whoever gets no answer, or a fault, sends the same again; otherwise they go home."""

    def __init__(self, server, place, name, chance, writers=8, most=60, insists=False, pause=0.0, seconds=20):
        self.url, self.name, self.most, self.insists, self.pause = server.url, name, most, insists, pause
        self.seconds, self.position = seconds, lambda: 0
        self.ended = threading.Event()
        self.refusals = []
        self.unit = unit_for(server.url, place.tokens[0])
        self.writers = [Writer(self, number, place.tokens[number], chance) for number in range(writers)]

    def key(self, write):
        return write.mark.replace(MARK + " ", "fault-")

    @property
    def writes(self):
        return [write for writer in self.writers for write in writer.writes]

    @property
    def acknowledged(self):
        return [write for write in self.writes if write.is_acknowledged]

    def begin(self):
        for writer in self.writers:
            writer.start()
        return self

    def until(self, number, seconds=10):
        """Waits until so many writes are acknowledged, or nobody writes any more."""
        deadline = time.monotonic() + seconds
        while len(self.acknowledged) < number and time.monotonic() < deadline:
            if not any(writer.is_alive() for writer in self.writers):
                return
            time.sleep(0.005)

    def end(self):
        self.ended.set()
        for writer in self.writers:
            writer.join(timeout=self.seconds + 10)
            writer.client.close()

    def run(self, seconds):
        self.begin()
        self.ended.wait(seconds)
        self.end()
        return self

    def settle(self, outcome):
        """Sends everything again under its key: what was acknowledged must answer word for word as it did, and what was
        not answered must now be done, once."""
        self.settle_some(outcome, {write.mark for write in self.acknowledged})

    def settle_some(self, outcome, known):
        """`known` are the marks of those that must be there and answer as they did; the others are done now."""
        # Drawn up before anything is sent: a registration that is sent again makes a case under a new id.
        lost = {write.case for write in self.writes
                if write.kind == "register" and write.case and write.mark not in known}
        for writer in self.writers:
            for write in writer.writes:
                first = write.digest if write.mark in known else ""
                # A word on a case whose own registration was lost: it has no case to stand on.
                if not first and write.kind != "register" and write.case in lost:
                    continue
                for _ in range(100):
                    status, body = writer.client.ask("POST", write.path, write.body, self.key(write))
                    if status and status < 500:
                        break
                    time.sleep(0.1)
                if first and (status >= 300 or hashlib.sha256(body).hexdigest() != first):
                    outcome.found(f"{write.mark} ({write.kind}) answered {status} and not as the first time: "
                                  f"{body.decode(errors='replace')[:200]}")
                if not first and not 200 <= status < 300:
                    outcome.found(f"{write.mark} ({write.kind}) could not be done afterwards: {status} "
                                  f"{body.decode(errors='replace')[:200]}")
                if not first and 200 <= status < 300:
                    write.status = status
                    writer.note(write, body)
            writer.client.close()


def unit_for(url, token):
    status, body = Client(url, token).ask("GET", "/units")
    if status != 200:
        raise SystemExit(f"faults: the units could not be read: {status} {body[:300]}")
    return next(unit["id"] for unit in json.loads(body)["entries"] if unit.get("takesCases"))
