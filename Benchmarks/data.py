"""Fills a database with a big department, the same for the same seed: `data.py PROGRAM FOLDER SIZE [SEED]`.

The program itself founds a department and plays a month of work (`qingting demo`). Every further case is a copy of one
that it played, under numbers, customers, times and texts of its own: so every row is such as the program writes. What
is left out: events (copies of obligations point at the events of the case they were copied from, and the event chain
stays that of the month), proposals, promises and papers. Of a closed case two obligations are copied, the first reply
and the completion, of an open one all that are open.

The search index is cut here once more, in Python; before anything is written, the cuts of all texts that the program
has indexed are compared with its own, and a difference ends the run. Indexes are dropped first and made anew at the
end: that, and not the program, is what makes this fast. SQLite only.
"""

import pathlib
import random
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request

DAY = 86_400_000
YEARS = 3
BATCH = 20_000
COPIED = ("service_case", "case_entry", "obligation", "customer", "contact_point", "customer_key", "search_document")
RULES = ("complaint.first-reply", "complaint.complete")
OVER = ("archived", "referred", "withdrawn")

# A hundred surnames and the given names' characters are enough for people whom nobody is.
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅飞玲燕建国志慧婷雪琳晨欣宇浩博文轩子涵佳怡思远"
THINGS = "羽绒服 冲锋衣 运动鞋 连衣裙 羊毛衫 牛仔裤 围巾 背包 电饭煲 保温杯 吹风机 床单 童装 雨伞 皮鞋 衬衫 毛毯 蓝牙耳机 行李箱 手表".split()
FAULTS = "开胶 掉色 起球 缩水 钻绒 断线 漏水 异响 变形 破洞 拉链坏 充不进电 有异味 少配件 尺码不符 发错颜色 标签不符 划痕 松动 褪色".split()
WHEN = "上周六 昨天 前天 国庆期间 上个月 双十一 周末 今天上午 春节前 会员日".split()
SHOPS = "南京路店 天河店 春熙路店 解放碑店 中关村店 观前街店 江汉路店 五一广场店 中山路店 湖滨店".split()
WISHES = "要求退货 要求换新 要求退款并道歉 希望尽快维修 要求补发配件 要求说明原因 希望积分补录 要求赔偿干洗费".split()
DETAILS = [
    "按标签洗了一次就{fault}", "打开包装就发现{fault}", "用了不到{n}天就{fault}", "店员说不属于质量问题，不予处理",
    "打了{n}次电话都没有人回复", "小票和包装都还在", "花了{n}9元买的，觉得不值", "孩子等着用，希望快一点",
    "同一批买的另一件没有这个问题", "网上客服让找门店，门店让找总部", "有照片可以提供", "之前承诺三天答复，已经过了{n}天",
]
ANSWERS = [
    "您好，已收到您的反映，我们正在向{shop}核实，今天{n}点前给您答复。", "经核实确为{fault}，可凭小票到就近门店退换。",
    "已与{shop}确认，{thing}可换同款新品，预计{n}天内到店，到货后短信通知您。",
    "非常抱歉给您添了麻烦，退款已原路退回，一般{n}个工作日到账。", "顾客表示满意，同意按此办理。",
    "已电话回访，顾客确认{thing}的问题已解决。",
]


def main():
    program, folder, size = sys.argv[1], pathlib.Path(sys.argv[2]), int(sys.argv[3])
    seed = int(sys.argv[4]) if len(sys.argv) > 4 else 1
    began = time.monotonic()
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "qingting.sqlite"
    if not file.exists():
        found(program, folder)
    database = sqlite3.connect(file, isolation_level=None)
    for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-400000", "temp_store=FILE"):
        database.execute(f"PRAGMA {pragma}")
    check_the_cuts(database)
    Copying(database, random.Random(seed)).run(size)
    # What the triggers heard of it is not wanted row by row: the house counts the days anew (decision 0056).
    for statement in ("DELETE FROM adherence_day", "DELETE FROM adherence_change",
                      "UPDATE adherence_reach SET from_at = 9223372036854775807"):
        database.execute(statement)
    database.execute("PRAGMA optimize")
    database.execute("PRAGMA journal_mode=WAL")
    database.close()
    say(f"{size} cases in {time.monotonic() - began:.0f} s, {file.stat().st_size / 1e9:.2f} GB: {file}")


def found(program, folder):
    """A department with a month of work, played by the program."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [program, "demo", "--pack", "chain-retail", "--data", str(folder), "--port", str(port)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(1200):
            if process.poll() is not None:
                raise SystemExit("bench-data: the demo department did not open")
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=2)
                break
            except OSError:
                time.sleep(0.5)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)


def check_the_cuts(database):
    words = {}
    database.execute("CREATE VIRTUAL TABLE temp.posted USING fts5vocab(main, search_posting, instance)")
    for word, document in database.execute("SELECT term, doc FROM temp.posted"):
        words.setdefault(document, set()).add(word)
    for number, kind, body in database.execute("SELECT number, kind, body FROM search_document"):
        if {kind[0] + word for word in cuts(body)} != words.get(number, set()):
            raise SystemExit(f"bench-data: the program cuts other words than this script, e.g. of «{body[:60]}»")


PIECES = re.compile(r"[\u3400-\u9fff]|[0-9A-Za-z]+")


def cuts(text):
    """As `SearchText` cuts: characters, pairs, beginnings of words, numbers with their last four digits."""
    found, previous, end = set(), None, -1
    for match in PIECES.finditer(text):
        piece = match.group().lower()
        if "\u3400" <= piece <= "\u9fff":
            found.add(piece)
            if previous and match.start() == end:
                found.add(previous + piece)
            previous = piece
        else:
            for part in [piece] if re.search(r"[a-z]", piece) and not re.search(r"\d{7}", piece) else re.findall(r"\d+|[a-z]+", piece):
                if part.isdigit():
                    found.add(part[:20])
                    if len(part) >= 7:
                        found.add(part[-4:])
                else:
                    found.update(part[: n + 1] for n in range(min(20, len(part))))
            previous = None
        end = match.end()
    return found


class Copying:
    def __init__(self, database, dice):
        self.db, self.dice = database, dice
        self.columns = {table: [row[1] for row in database.execute(f"PRAGMA table_info({table})")] for table in COPIED}
        self.rows = {table: [] for table in COPIED}
        self.postings, self.serial = [], 0
        self.now = database.execute("SELECT MAX(changed_at) FROM service_case").fetchone()[0]
        self.number = max(int(n.split("-")[1]) for (n,) in database.execute("SELECT number FROM service_case"))
        self.archive = database.execute("SELECT COUNT(*) FROM service_case WHERE archive_number IS NOT NULL").fetchone()[0]
        self.people = database.execute("SELECT COUNT(*) FROM customer").fetchone()[0] + 100_000
        self.templates()

    def templates(self):
        of_case = {}
        for table, key in (("case_entry", "case_id"), ("obligation", "subject_id")):
            where = "WHERE subject_kind = 'case'" if table == "obligation" else ""
            for row in self.db.execute(f"SELECT * FROM {table} {where}"):
                record = dict(zip(self.columns[table], row))
                of_case.setdefault(record[key], {}).setdefault(table, []).append(record)
        customers = {row[0]: dict(zip(self.columns["customer"], row)) for row in self.db.execute("SELECT * FROM customer")}
        self.closed, self.open = [], []
        for row in self.db.execute("SELECT * FROM service_case WHERE merged_into IS NULL AND parent_id IS NULL"):
            case = dict(zip(self.columns["service_case"], row))
            if case["customer_id"] is None:
                continue
            parts = of_case.get(case["id"], {})
            template = (case, customers[case["customer_id"]], parts.get("case_entry", []), parts.get("obligation", []))
            (self.closed if case["state"] in OVER else self.open).append(template)

    def run(self, size):
        indexes = self.db.execute(
            f"SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN "
            f"({','.join('?' * len(COPIED))})", COPIED).fetchall()
        for name, _ in indexes:
            self.db.execute(f'DROP INDEX "{name}"')
        self.db.execute("CREATE TEMP TABLE posting (number INTEGER PRIMARY KEY, cuts TEXT)")
        self.db.execute("BEGIN")
        # One customer in five cases is somebody new.
        customer = None
        for count in range(size):
            is_open = self.dice.random() < 0.02
            template = self.dice.choice(self.open if is_open else self.closed)
            if customer is None or self.dice.random() < 0.2:
                customer = self.person(template[1])
            self.case(template, customer, is_open)
            if count % BATCH == BATCH - 1:
                self.write()
                say(f"{count + 1} cases")
        self.write()
        say("the words of the index")
        self.db.execute(
            "INSERT INTO search_posting (rowid, cuts) SELECT number, cuts FROM posting ORDER BY number")
        say("the other indexes")
        for _, sql in indexes:
            self.db.execute(sql)
        self.db.execute("UPDATE case_number SET last = ? WHERE name = 'case'", (self.number,))
        self.db.execute("UPDATE case_number SET last = ? WHERE name <> 'case'", (self.archive,))
        self.db.execute("UPDATE customer_number SET last = ?", (self.people,))
        self.db.execute("COMMIT")

    def id(self):
        self.serial += 1
        return f"00000000-0000-7000-8000-{self.serial:012x}"

    def add(self, table, record):
        self.rows[table].append([record[column] for column in self.columns[table]])

    def shifted(self, record, by):
        """The same record at another time: whatever is an instant moves with the case."""
        return {
            name: value + by if isinstance(value, int) and value > 10**12 and (name.endswith(("_at", "_since", "_until")) or name == "at") else value
            for name, value in record.items()
        }

    def person(self, template):
        dice, self.people = self.dice, self.people + 1
        name = dice.choice(SURNAMES) + dice.choice(GIVEN) + dice.choice(GIVEN)
        phone = f"1{dice.choice('3578')}{dice.randrange(10**9):09d}"
        record = dict(template)
        since = self.now - dice.randrange(YEARS * 365) * DAY
        record.update(
            id=self.id(), name=name, phone=phone, phone_last_four=phone[-4:], member_number=f"VIP{self.people}",
            known_since=since)
        for column, value in list(record.items()):
            if value == template["name"]:
                record[column] = name
            elif isinstance(value, str) and re.fullmatch(r"K\d{6}", value):
                record[column] = f"K{self.people}"
        self.add("customer", record)
        self.add("contact_point", {
            "id": self.id(), "customer_id": record["id"], "contact_id": None, "kind": "mobile", "value": phone,
            "last_four": phone[-4:], "label": "", "is_primary": 1, "verified_at": None, "known_since": since})
        for word in {name[0], name[1], name[2], name[:2], name[1:]}:
            self.add("customer_key", {
                "word": word, "known_since": since, "unit_id": record["unit_id"], "customer_id": record["id"]})
        return record

    def fill(self, text):
        dice = self.dice
        return text.format(
            fault=dice.choice(FAULTS), thing=dice.choice(THINGS), shop=dice.choice(SHOPS), n=dice.randrange(2, 10))

    def case(self, template, customer, is_open):
        source, _, entries, obligations = template
        dice = self.dice
        by = -dice.randrange(3 * 3_600_000) if is_open else -dice.randrange(YEARS * 365) * DAY - dice.randrange(DAY)
        case = self.shifted(source, by)
        self.number += 1
        day = time.strftime("%Y%m%d", time.gmtime(case["reported_at"] / 1000 + 8 * 3600))
        thing, fault = dice.choice(THINGS), dice.choice(FAULTS)
        said = dice.sample(DETAILS, dice.randrange(2, 6))
        case.update(
            id=self.id(), number=f"{day}-{self.number}", customer_id=customer["id"], unit_id=source["unit_id"],
            subject=f"{thing}{fault}，{dice.choice(WISHES)}"[:80],
            content=f"{dice.choice(WHEN)}在{dice.choice(SHOPS)}买的{thing}，" + "，".join(self.fill(text) for text in said) + "。",
            demand=dice.choice(WISHES), product=thing, place=dice.choice(SHOPS))
        if source["archive_number"]:
            self.archive += 1
            case["archive_number"] = f"A{day[:4]}-{self.archive:05d}"
        if source["solution"]:
            case["solution"] = self.fill(dice.choice(ANSWERS))
        self.add("service_case", case)
        self.document("case", case, "", case["reported_at"], [
            case["number"], case["archive_number"], case["subject"], case["content"], case["demand"], case["category"],
            case["product"], case["place"], case["organisation"]])
        self.document("lesson", case, "", case["reported_at"], [
            case["solution"], case["cause"], case["root_cause"], case["evaluation"], case["lesson"]])
        for entry in entries[:3]:
            entry = self.shifted(entry, by)
            entry.update(id=self.id(), case_id=case["id"])
            if entry["kind"] != "receipt":
                entry["body"] = self.fill(dice.choice(ANSWERS))
            self.add("case_entry", entry)
            self.document("entry", case, entry["id"], entry["at"], [entry["body"]])
        for obligation in obligations:
            if obligation["state"] == "open" if is_open else obligation["rule"] in RULES:
                obligation = self.shifted(obligation, by)
                obligation.update(id=self.id(), subject_id=case["id"])
                self.add("obligation", obligation)

    def document(self, kind, case, part, at, lines):
        body = "\n".join(line for line in lines if line)
        if not body:
            return
        # The program's low bits are a hash; any that nobody has yet will do.
        number = (at << 20) | (self.serial & 0xFFFFF)
        self.serial += 1
        self.add("search_document", {"number": number, "kind": kind, "record": case["id"], "part": part, "body": body})
        self.postings.append((number, " ".join(kind[0] + word for word in cuts(body))))

    def write(self):
        for table, rows in self.rows.items():
            marks = ",".join("?" * len(self.columns[table]))
            self.db.executemany(f"INSERT INTO {table} ({','.join(self.columns[table])}) VALUES ({marks})", rows)
            rows.clear()
        self.db.executemany("INSERT OR IGNORE INTO posting VALUES (?, ?)", self.postings)
        self.postings.clear()


def say(text):
    print(f"bench-data: {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
