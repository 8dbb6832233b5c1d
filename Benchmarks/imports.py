"""Imports 100,000 cases through the running server, beside raw SQLite inserts of the very rows that came of them.

A department of its own is founded (`qingting demo`), a CSV of the same seed is uploaded, looked through and brought in
over HTTP as a person would do it. Meanwhile somebody else registers a case every tenth of a second: the longest they
waited is the price for the others. Afterwards every row that the import made (cases, customers, events, obligations,
seals, words of the search) is put into an empty database of the same schema with plain prepared statements, in as many
transactions as the import had, synchronous = FULL: what the machine itself can do. The ratio of the two is the figure;
the seconds shake with the machine.

    imports.py PROGRAM [rows] [open|closed|whole]

`whole` is the open ones, all or nothing: staged row by row and published in one go.
"""

import http.cookiejar
import pathlib
import random
import re
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request

from figures import Figure, keep

PASSWORD = "Qingting-demo"
CHUNK = 200
TABLES = ["customer", "customer_key", "contact_point", "customer_duplicate", "event", "service_case", "obligation",
          "search_document", "search_posting", "external_number", "event_seal", "case_detail"]
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗"
GIVEN = "秀英建国丽娟志强桂兰海燕春梅玉华晓东文博雨桐子涵"
THINGS = ["羽绒服", "电饭煲", "运动鞋", "会员卡", "儿童车", "洗衣机", "床上四件套", "保温杯", "蓝牙耳机", "空调"]
FAULTS = ["用了两天就坏了", "尺码与标签不符", "掉色严重，染了其他衣物", "退款一直没有到账", "送货迟了三天也没有通知",
          "收银时价格与货架不一致", "导购态度冷淡，问了两次才回答", "保修卡没有盖章", "包装破损，少了一个配件", "积分没有记上"]


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    rows = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    kinds = sys.argv[3:] or ["open", "closed", "whole"]
    figures = []
    for kind in kinds:
        with tempfile.TemporaryDirectory(prefix="qingting-bench-") as folder:
            figures.append(measure(program, pathlib.Path(folder), rows, kind))
    keep("imports", 0, program, figures)


def measure(program, folder, rows, kind):
    is_closed, mode = kind == "closed", "all-or-nothing" if kind == "whole" else "good-rows-only"
    with Department(program, folder) as house:
        boss = house.person("经理")
        before = {table: house.last(table) for table in TABLES if table != "search_posting"}
        unit = re.search(r'<option value="([^"]+)"', boss.get("/imports/new").split('name="unit"')[1]).group(1)
        neighbour = Neighbour(house)
        calm = neighbour.waits(3)
        began = time.perf_counter()
        page = boss.upload("/imports", {"kind": "cases", "source": "旧系统", "unit": unit}, table(rows, is_closed))
        read = time.perf_counter() - began
        with neighbour:
            began = time.perf_counter()
            boss.wait(page, "待导入")
            checked = time.perf_counter() - began
            boss.post(page + "/start", {"mode": mode, "existing": "update"})
            began = time.perf_counter()
            boss.wait(page, "已完成")
            ran = time.perf_counter() - began
        memory = house.memory()
        house.settle()
    brought = count(folder)
    if brought < rows:
        raise SystemExit(f"bench: {brought} of {rows} rows came in:\n{boss.problems}")
    raw = inserts(folder, before, rows // CHUNK)
    seconds = checked + ran
    name = f"import {rows} {'closed' if is_closed else 'open'} cases{', all or none' if kind == 'whole' else ''}"
    note(f"{name}: read {read:.1f} s, looked through {checked:.1f} s, brought in {ran:.1f} s")
    return Figure(
        name, f"{rows / seconds:.0f}/s; others wait {max(neighbour.seen) * 1000:.0f} ms at most, "
        f"{statistics.median(calm) * 1000:.0f} ms when it is calm", f"{rows / raw:.0f}/s raw inserts", raw / seconds,
        memory=memory, target="≥ 5,000/s", kept=rows / seconds >= 5000, number=rows / seconds)


def note(text):
    print(text, file=sys.stderr, flush=True)


def table(rows, is_closed):
    """Closed ones were reported long before any handbook of the department; open ones say nothing of their time."""
    dice = random.Random(20260104)
    lines = ["外部编号,主题,内容,诉求,类型,渠道,问题类别,姓名,电话" + (",受理时间,办结时间,处理结果" if is_closed else "")]
    for row in range(rows):
        thing, fault = dice.choice(THINGS), dice.choice(FAULTS)
        name = dice.choice(SURNAMES) + "".join(dice.sample(GIVEN, 2))
        content = "，".join([f"顾客反映在{dice.randrange(1, 29)} 日购买的{thing}{fault}", *dice.sample(FAULTS, 2)]) + "。"
        cells = [f"JX-{row:06d}", f"{thing}：{fault}"[:40], content, dice.choice(["退货", "换货", "维修", "道歉并说明"]),
                 "投诉", dice.choice(["电话", "网站", "来信"]), dice.choice(["产品质量", "处理时效", "服务态度"]), name,
                 f"13{dice.randrange(10**8, 10**9)}"]
        if is_closed:
            day = 1 + dice.randrange(27)
            cells += [f"2024-{1 + dice.randrange(12):02d}-{day:02d} 0{dice.randrange(8, 10)}:{dice.randrange(10, 59)}",
                      "2025-02-01 10:00", f"已与顾客联系，{dice.choice(['退货退款', '换新', '维修后寄回'])}，顾客表示满意。"]
        lines.append(",".join(cells))
    return ("\ufeff" + "\r\n".join(lines) + "\r\n").encode()


class Department:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder

    def __enter__(self):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        self.log = self.folder / "log"
        self.process = subprocess.Popen(
            [self.program, "demo", "--pack", "base", "--data", str(self.folder / "data"), "--port", str(port)],
            stdout=self.log.open("w"), stderr=subprocess.STDOUT)
        for _ in range(600):
            try:
                if urllib.request.urlopen(self.url + "/readyz", timeout=2).status == 200:
                    return self
            except OSError:
                time.sleep(0.5)
        raise SystemExit("bench: the department did not open:\n" + self.log.read_text()[-2000:])

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def person(self, post=""):
        """Somebody whose post has this in its title."""
        lines = [line.split("\t") for line in self.log.read_text().splitlines() if "\t" in line]
        return Person(self.url, next(account.strip() for account, name in lines if post in name))

    def database(self):
        return sqlite3.connect(f"file:{next((self.folder / 'data').glob('*.sqlite'))}?mode=ro", uri=True)

    def last(self, name):
        with self.database() as database:
            return database.execute(f"SELECT COUNT(*) FROM {name}").fetchone()[0]

    def memory(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+)", status).group(1)) / 1024

    def settle(self):
        """Until every event has its seal."""
        while self.last("event_unsealed") > 0:
            time.sleep(0.5)


class Person:
    def __init__(self, url, account):
        self.url = url
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()), NoRedirect)
        self.csrf, self.problems = "", ""
        self.post("/sign-in", {"account": account, "password": PASSWORD})

    def send(self, request):
        try:
            response = self.opener.open(request, timeout=120)
        except urllib.error.HTTPError as answer:
            response = answer
        body = response.read().decode("utf-8", "replace")
        found = re.search(r'name="_csrf" value="([^"]+)"', body)
        if found:
            self.csrf = found.group(1)
        return response, body

    def get(self, path):
        return self.send(urllib.request.Request(self.url + path))[1]

    def post(self, path, form):
        if not self.csrf:
            self.get("/sign-in")
        data = urllib.parse.urlencode({**form, "_csrf": self.csrf}).encode()
        response, body = self.send(
            urllib.request.Request(self.url + path, data=data, headers={"Origin": self.url}))
        if response.status not in (200, 302, 303):
            raise SystemExit(f"bench: POST {path} answered {response.status}: {body[-1500:]}")
        if path == "/sign-in":
            self.csrf = ""
            self.get("/imports/new")
        return response

    def upload(self, path, form, content):
        boundary = "----bench-7e1"
        parts = [f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
                 for name, value in {**form, "_csrf": self.csrf}.items()]
        parts += [f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="old.csv"\r\n'
                  f"Content-Type: text/csv\r\n\r\n".encode(), content, f"\r\n--{boundary}--\r\n".encode()]
        request = urllib.request.Request(
            self.url + path, data=b"".join(parts),
            headers={"Content-Type": f"multipart/form-data; boundary={boundary}", "Origin": self.url})
        response, body = self.send(request)
        if response.status != 303:
            raise SystemExit(f"bench: the upload answered {response.status}: {body[-1500:]}")
        return urllib.parse.urlparse(response.headers["Location"]).path

    def wait(self, page, word):
        while True:
            body = self.get(page)
            self.problems = re.sub(r"<[^>]+>", " ", body)[:3000]
            if word in body:
                return
            if "未成功" in body:
                raise SystemExit("bench: the import failed:\n" + self.problems)
            time.sleep(0.2)


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


class Neighbour:
    """Registers a case every tenth of a second and remembers how long each took."""

    def __init__(self, house):
        self.person = house.person()
        page = self.person.get("/cases/new")
        self.form = {name: self.value(page, name) for name in ["unit", "type", "source", "channel", "severity"]}
        self.form |= {"complainant": "陈旁人", "phone": "13900139000", "subject": "同时登记的一件",
                      "content": "导入进行时，前台照常登记。", "demand": "说明", "category": "其他"}
        self.seen, self.stop = [], threading.Event()

    @staticmethod
    def value(page, name):
        """Of a hidden field or a radio its value, of a list its first."""
        found = re.search(rf'name="{name}"[^>]*?value="([^"]+)"', page)
        return (found or re.search(r'<option value="([^"]+)"', page.split(f'name="{name}"')[1])).group(1)

    def once(self):
        began = time.perf_counter()
        self.person.post("/cases", self.form)
        return time.perf_counter() - began

    def waits(self, seconds):
        return [self.once() for _ in range(int(seconds * 10))]

    def __enter__(self):
        self.thread = threading.Thread(target=self.run)
        self.thread.start()

    def run(self):
        while not self.stop.is_set():
            self.seen.append(self.once())
            self.stop.wait(0.1)

    def __exit__(self, *_):
        self.stop.set()
        self.thread.join()


def source(folder):
    return next((folder / "data").glob("*.sqlite"))


def count(folder):
    with sqlite3.connect(source(folder)) as database:
        return database.execute("SELECT COUNT(*) FROM external_number WHERE kind = 'cases'").fetchone()[0]


def postings(made):
    """The index keeps no texts: what it was fed with is put together again from its terms."""
    made.execute("CREATE VIRTUAL TABLE temp.posted USING fts5vocab(main, search_posting, instance)")
    return made.execute("SELECT doc, group_concat(term, ' ') FROM temp.posted GROUP BY doc ORDER BY doc").fetchall()


def inserts(folder, before, pieces):
    """Seconds that plain inserts of the same rows take, piece by piece, one durable commit each."""
    rows = {}
    with sqlite3.connect(source(folder)) as made:
        schema = [text for (text,) in made.execute(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' "
            "AND name NOT LIKE 'search_posting_%' ORDER BY type DESC")]
        for name in TABLES:
            if name == "search_posting":
                rows[name] = postings(made)
                continue
            rows[name] = made.execute(f"SELECT * FROM {name} ORDER BY rowid").fetchall()[before[name]:]
    raw = sqlite3.connect(folder / "raw.db", isolation_level=None)
    raw.execute("PRAGMA journal_mode = WAL")
    raw.execute("PRAGMA synchronous = FULL")
    raw.execute("PRAGMA cache_size = -8000")
    for statement in sorted(schema, key=lambda text: not text.startswith("CREATE TABLE")):
        raw.execute(statement)
    began = time.perf_counter()
    for piece in range(pieces):
        raw.execute("BEGIN IMMEDIATE")
        for name, kept in rows.items():
            size = len(kept) // pieces + 1
            part = kept[piece * size:(piece + 1) * size]
            if part:
                into = "search_posting (rowid, cuts)" if name == "search_posting" else name
                raw.executemany(f"INSERT OR IGNORE INTO {into} VALUES ({','.join('?' * len(part[0]))})", part)
        raw.execute("COMMIT")
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
