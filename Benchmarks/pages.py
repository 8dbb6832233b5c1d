"""Times pages of a big department through the real server: `pages.py PROGRAM FOLDER [SECONDS]`.

So many people (8) ask for one page after another over connections that stay open; printed are the requests, the median,
the 99th percentile, the processor time of the server for one request, which does not shake with the machine, and the
size as it travels. The folder comes from `make bench-data`. Words of the searches are those of
the generator: a common pair of characters, a rare phrase, and one that nobody wrote.
"""

import http.client
import os
import pathlib
import re
import signal
import socket
import statistics
import subprocess
import sys
import threading
import time
import urllib.parse

PEOPLE = int(os.environ.get("PEOPLE", "8"))
PASSWORD = "Qingting-demo"


def main():
    program, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    seconds = float(sys.argv[3]) if len(sys.argv) > 3 else 5
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    began = time.perf_counter()
    process = subprocess.Popen(
        [program, "demo", "--pack", "chain-retail", "--data", str(folder), "--port", str(port)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait(port)
        print(f"opened in {time.perf_counter() - began:.1f} s")
        cookie = sign_in(port, "sunwei")
        print(f"{'page':<44}{'requests':>9}{'median':>10}{'p99':>10}{'CPU':>10}{'kB':>8}")
        for path in pages(port, cookie):
            measure(process.pid, port, cookie, path, seconds)
        resident = int(re.search(r"VmRSS:\s+(\d+)", pathlib.Path(f"/proc/{process.pid}/status").read_text())[1])
        print(f"resident {resident / 1024:.0f} MB")
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)


def pages(port, cookie):
    unit = re.search(r"unit=([0-9a-f-]{36})", ask(port, cookie, "/wall")[1].decode())
    say = urllib.parse.quote
    return [
        "/", "/wall", "/cases?view=open", f"/cases?view=open&unit={unit[1]}" if unit else "/cases?view=late",
        f"/search?q={say('退货')}&kind=case", f"/search?q={say('门店')}&kind=entry",
        f"/search?q={say('蓝牙耳机充不进电，要求赔偿')}&kind=case", f"/search?q={say('熊猫滑雪')}&kind=case",
        "/reports", "/category-hints",
    ]


def processor(pid):
    """Seconds of processor time that a process has had."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure(pid, port, cookie, path, seconds):
    times, sizes, failed = [], [], []
    before = processor(pid)

    def work():
        connection = http.client.HTTPConnection("127.0.0.1", port)
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            started = time.perf_counter()
            status, body = ask(port, cookie, path, connection)
            times.append(time.perf_counter() - started)
            sizes.append(len(body))
            if status != 200:
                failed.append(status)
                return

    people = [threading.Thread(target=work) for _ in range(PEOPLE)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    if failed:
        print(f"{urllib.parse.unquote(path):<44} answered {failed[0]}")
        return
    cost = (processor(pid) - before) / len(times)
    times.sort()
    most = times[min(len(times) - 1, int(len(times) * 0.99))]
    print(
        f"{urllib.parse.unquote(path):<44}{len(times):>9}{statistics.median(times) * 1000:>7.1f} ms"
        f"{most * 1000:>7.1f} ms{cost * 1000:>7.1f} ms{statistics.median(sizes) / 1000:>8.1f}", flush=True)


def ask(port, cookie, path, connection=None):
    connection = connection or http.client.HTTPConnection("127.0.0.1", port)
    headers = {"Cookie": cookie}
    if connection is not None:
        headers["Accept-Encoding"] = "identity" if path == "/wall" else "gzip"
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    return answer.status, answer.read()


def sign_in(port, account):
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", "/sign-in")
    answer = connection.getresponse()
    page, early = answer.read().decode(), answer.getheader("Set-Cookie")
    secret = re.search(r'name="_csrf" value="([^"]*)"', page)
    fields = {"account": account, "password": PASSWORD, **({"_csrf": secret[1]} if secret else {})}
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    if early:
        headers["Cookie"] = early.split(";")[0]
    connection.request("POST", "/sign-in", urllib.parse.urlencode(fields), headers)
    answer = connection.getresponse()
    answer.read()
    cookie = answer.getheader("Set-Cookie")
    if not cookie:
        raise SystemExit(f"bench: signing in answered {answer.status}")
    return cookie.split(";")[0]


def wait(port):
    for _ in range(600):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
            connection.request("GET", "/readyz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            pass
        time.sleep(0.1)
    raise SystemExit("bench: the house did not open")


if __name__ == "__main__":
    main()
