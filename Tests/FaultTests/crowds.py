"""Connections that say nothing, that send or read by the drop, streams that nobody reads: others must be answered all the
while, memory must stay bounded, and the silent must be gone by themselves."""

import resource
import socket
import time
import urllib.parse

import checks
from common import Outcome
from load import Client, Load
from people import Person
from server import Server


def run(ground, number, chance, short=False):
    """In short only the silent, and on one engine: waiting is what this costs."""
    if short:
        return [silent(ground, number, chance)] if ground.engine == "SQLite" else []
    return [silent(ground, number, chance), dropwise(ground, 200 if number > 1000 else 20, chance)]


def connected(server, number):
    """As many as the system lets us have."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    lines = []
    for _ in range(min(number, hard - 300)):
        line = socket.socket()
        line.settimeout(10)
        line.connect(("127.0.0.1", server.port))
        lines.append(line)
    return lines


def silent(ground, number, chance):
    outcome = Outcome(f"{number:,} connections that say nothing", ground.engine, "")
    place = ground.fresh()
    # As a system hands it out: the program itself must ask for more.
    server = Server(place, before=["prlimit", "--nofile=1024:20000"]).start()
    before = server.memory()
    lines = connected(server, number)
    crowded = server.memory()
    begun = time.monotonic()
    load = Load(server, place, "q", chance, most=20).begin()
    load.until(120, 20)
    load.end()
    waits = sorted(write.answered - write.begun for write in load.acknowledged)
    if len(waits) < 100:
        outcome.found(f"only {len(waits)} of 160 writes were taken while the silent stood there")
    gone = 0
    while time.monotonic() < begun + 75:
        gone = sum(1 for line in lines if is_closed(line))
        if gone == len(lines):
            break
        time.sleep(1)
    after = time.monotonic() - begun
    if gone < len(lines):
        outcome.found(f"after {after:.0f} s {len(lines) - gone} silent connections still stand there")
    for line in lines:
        line.close()
    if crowded - before > 250:
        outcome.found(f"{len(lines)} silent connections took {crowded - before} MB")
    outcome.tries = len(lines)
    median = waits[len(waits) // 2] * 1000 if waits else 0
    outcome.checked = (f"others answered (median write {median:.0f} ms), {crowded - before} MB more for {len(lines)} "
                       f"connections, all closed by the server within {after:.0f} s")
    checks.all_of(server, place, load, outcome)
    if server.stop() != 0:
        outcome.found("the server did not end well")
    place.drop()
    return outcome


def is_closed(line):
    try:
        return line.recv(1, socket.MSG_DONTWAIT) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True


def dropwise(ground, number, chance):
    """A third sends a form by the byte, a third reads a page by the byte, a third never reads its stream of events."""
    outcome = Outcome("slow senders, slow readers, streams never read", ground.engine, "")
    place = ground.fresh()
    server = Server(place).start()
    person = Person(server.url)
    cookie = person.cookie()
    before, descriptors = server.memory(), server.files()
    senders = [ask(server, "POST /api/v1/cases HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + place.tokens[0]
                   + "\r\nContent-Type: application/json\r\nContent-Length: 500000\r\n\r\n{") for _ in range(number // 3)]
    # Twenty pages asked for at once on one line, so that no buffer of the kernel holds them all.
    page = f"GET /cases HTTP/1.1\r\nHost: x\r\nCookie: {cookie}\r\n\r\n" * 60
    readers = [ask(server, page, small=True) for _ in range(number // 3)]
    topic = urllib.parse.quote("case")
    streams = [ask(server, f"GET /events?topic={topic} HTTP/1.1\r\nHost: x\r\nCookie: {cookie}\r\n\r\n", small=True)
               for _ in range(number // 3)]
    begun = time.monotonic()
    load = Load(server, place, "w", chance, most=30, pause=0.05).begin()
    highest, held = before, 0
    while time.monotonic() < begun + 140:
        for line in senders:
            drop(line)
        for line in readers:
            sip(line)
        highest = max(highest, server.memory())
        # Counted where they would be held: what the kernel still owes to a slow reader costs the house nothing.
        held = server.files() - descriptors - len(streams) - len(load.writers)
        if time.monotonic() > begun + 30 and held <= 5:
            break
        time.sleep(1)
    after = time.monotonic() - begun
    load.end()
    if len(load.acknowledged) < 100:
        outcome.found(f"only {len(load.acknowledged)} writes were taken meanwhile")
    if held > 5:
        outcome.found(f"after {after:.0f} s {held} of {len(senders) + len(readers)} who send or read by the byte still "
                      "hold their place")
    if highest - before > 200:
        outcome.found(f"memory grew by {highest - before} MB")
    status, _ = Client(server.url, place.tokens[0]).ask("GET", "/me")
    if status != 200:
        outcome.found(f"/me answers {status}")
    for line in senders + readers + streams:
        line.close()
    outcome.tries = len(senders) + len(readers) + len(streams)
    outcome.checked = (f"others answered, slow senders and readers ended within {after:.0f} s, "
                       f"{highest - before} MB more at most")
    checks.all_of(server, place, load, outcome)
    if server.stop() != 0:
        outcome.found("the server did not end well")
    place.drop()
    return outcome


def ask(server, text, small=False):
    line = socket.socket()
    if small:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
    line.settimeout(10)
    line.connect(("127.0.0.1", server.port))
    line.setblocking(False)
    try:
        line.send(text.encode())
    except OSError:
        pass
    return line


def drop(line):
    if line.fileno() >= 0:
        try:
            line.send(b" ")
            if is_closed(line):
                line.close()
        except BlockingIOError:
            pass
        except OSError:
            line.close()


def sip(line):
    if line.fileno() >= 0:
        try:
            if line.recv(1) == b"":
                line.close()
        except BlockingIOError:
            pass
        except OSError:
            line.close()
