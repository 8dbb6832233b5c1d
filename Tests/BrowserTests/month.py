"""A month of the game centre, as somebody new to it would walk it, by keyboard: the coming month is proposed by the solver,
watched, taken, checked and published; two people swap, one goes on leave; a shift of a minute is clocked, handed over and
taken over, a forgotten clock put right; last month is confirmed, checked and locked, and its roster closed. On both engines:
what the engine changes are the locks that these acts take."""

import datetime
import re

from house import Department, Visit
from rosters import new_roster

SHANGHAI = datetime.timezone(datetime.timedelta(hours=8))
LEADER, MANAGER = "luohao", "dongxue"
# Trained, and lent nobody's post.
AGENTS = ["guobin", "hulin", "zhuyan", "majun"]
# Who asks for a swap and who for leave; who is asked for one, and who works beside them; who may be asked to stand in.
ONE_GROUP, OTHER_GROUP = ["hulin", "zhuyan"], ["majun", "wangfang"]
STAND_INS = ["guobin", "tangwei", "songjia", "liangchen"]
# The shifts of the pack's handbook, from and until, and the rest between two of them (GAME-66).
HOURS = {"D": (9, 21), "早": (8, 16), "中": (16, 24), "晚": (0, 8)}
REST = 11


def a_month(browser, house):
    cast = Cast(browser, house)
    short = ShortShift(cast)
    first, last = next_month(datetime.datetime.now(SHANGHAI).date())
    roster = propose(cast, first, last)
    days = add_by_hand(cast, roster, Worked(cast, roster, first), last)
    publish(cast, roster)
    short.begin()
    swap(cast, *days)
    leave(cast, Worked(cast, roster, first), days[0])
    lock_last_month(cast, first)
    close_last_roster(cast)
    short.end()
    cast.is_quiet()


class Cast:
    """Who has signed in so far; everybody comes in by the sign-in page when it is first their turn."""

    def __init__(self, browser, house):
        self.browser, self.house, self.visits = browser, house, {}
        self.names = {account: post.split(" ")[0] for account, post in names(house)}

    def __getitem__(self, account):
        if account not in self.visits:
            self.visits[account] = Visit(self.browser, self.house, account)
        return self.visits[account]

    def account(self, name):
        return next(account for account, known in self.names.items() if known == name)

    def is_quiet(self):
        problems = [f"{account}: {error}" for account, visit in self.visits.items() for error in visit.errors]
        assert not problems, problems


def names(house):
    """Accounts and names, in the order in which the program prints them."""
    lines = open(house.log.name).read().splitlines()
    return [tuple(line.strip().split("\t")) for line in lines if line.startswith("  ") and "\t" in line]


def next_month(today):
    first = (today.replace(day=1) + datetime.timedelta(days=32)).replace(day=1)
    return first, (first + datetime.timedelta(days=32)).replace(day=1) - datetime.timedelta(days=1)


class Label(str):
    """An option by what one reads, not by its value."""


def press(visit, selector, **filled):
    """Fills a form's fields by their names and presses its button."""
    form = visit.page.locator(f"main {selector}").first
    for name, value in filled.items():
        field = form.locator(f"[name={name}]").first
        if field.evaluate("node => node.tagName") != "SELECT":
            field.fill(value)
        elif isinstance(value, Label):
            field.select_option(label=value)
        else:
            field.select_option(value)
    visit.submit(form.locator("button[type=submit]").first)


def main_text(visit):
    return visit.page.inner_text("main")


def expect(words, visit):
    assert words in main_text(visit), f"«{words}» is not on {visit.page.url}: {main_text(visit)[:600]}"


def address(visit):
    return visit.page.url.replace(visit.house.url, "").split("?")[0]


# The roster: proposed, watched, taken, checked, published (GAME-17, SOFT-19).

def propose(cast, first, last):
    leader = cast[LEADER]
    page = leader.page
    roster = new_roster(leader, first, last).replace(cast.house.url, "")
    leader.go(roster + "/proposal")
    press(leader, "form[action$='/proposal']", seconds="10")
    page.locator("form[action$='/taking'] button").wait_for(timeout=120_000)
    expect("各小时在岗与需求", leader)
    leader.submit(page.locator("form[action$='/taking'] button"))
    filled = page.locator("table.roster tbody td[draggable=true]").count()
    assert filled > 10, f"the draft is filled: {filled} shifts"
    return roster


def publish(cast, roster):
    leader = cast[LEADER]
    leader.go(roster)
    expect("草稿", leader)
    press(leader, "form[action$='/check']")
    expect("已核对", leader)
    press(leader, "form[action$='/publication']")
    expect("已发布", leader)


class Worked:
    """Who works what on which days of the published month, read from the grid."""

    def __init__(self, cast, roster, first):
        leader = cast[LEADER]
        leader.go(roster)
        self.shifts = {}
        for row in leader.page.locator("table.roster tbody tr:not(.open)").all():
            cells = row.locator("td").all_inner_texts()[:-1]
            self.shifts[cast.account(row.locator("th a").inner_text())] = {
                first + datetime.timedelta(days=column): text.strip() for column, text in enumerate(cells)
                if text.strip() in HOURS}

    def may_work(self, account, day, code, without=None):
        """Free on that day, and rested before and after as the clause wants."""
        mine = {known: text for known, text in self.shifts[account].items() if known != without}
        before, after = (mine.get(day + datetime.timedelta(days=offset)) for offset in (-1, 1))
        return (day not in mine and (before is None or HOURS[code][0] + 24 - HOURS[before][1] >= REST)
                and (after is None or HOURS[after][0] + 24 - HOURS[code][1] >= REST))

    def can_be(self, group, day):
        """All of them work the day shift, or might."""
        return all(self.shifts[person].get(day) == "D" or self.may_work(person, day, "D") for person in group)


def add_by_hand(cast, roster, worked, last):
    """Where few calls are expected the proposal asks for nobody: two of one group are put on a day and two of another on a later
    one, as far as they are not there already, so that somebody has something to swap whatever was proposed."""
    days = [last - datetime.timedelta(days=offset) for offset in reversed(range(last.day))]
    early, late = next(
        (day, other) for day in days for other in days
        if (other - day).days in range(2, 28) and worked.can_be(ONE_GROUP, day) and worked.can_be(OTHER_GROUP, other)
        and worked.may_work(OTHER_GROUP[0], day, "D", without=other)
        and worked.may_work(ONE_GROUP[0], other, "D", without=day))
    leader = cast[LEADER]
    for day, group in [(early, ONE_GROUP), (late, OTHER_GROUP)]:
        for person in group:
            if day in worked.shifts[person]:
                continue
            leader.go(roster)
            leader.page.locator("details.more:has(form[action$='/shifts']) > summary").press("Enter")
            press(leader, "form[action$='/shifts']", staff=Label(cast.names[person]), day=day.isoformat(),
                  template=Label("D 白班 09:00-21:00"))
    return early, late


# Two people swap, each in their own sign-in, and the leader agrees (GAME-61–64, GAME-66).

def swap(cast, mine, theirs):
    asker, colleague = ONE_GROUP[0], OTHER_GROUP[0]
    visit = cast[asker]
    page = visit.page
    visit.go("/shift-swaps/new")
    choose(page, "shift", mine)
    page.locator("main label", has_text="就医").first.click()
    page.fill("input[name=text]", "复诊")
    page.fill("textarea[name=briefing]", "无未结电话")
    page.select_option("select[name=colleague]", label=cast.names[colleague])
    visit.submit(page.locator("button[name=act][value=pick]"))
    choose(page, "back", theirs)
    visit.submit(page.locator("main form[method=post] button[type=submit]").last)
    expect("待对方同意", visit)
    path = address(visit)
    other = cast[colleague]
    other.go("/shift-swaps")
    other.go(path)
    press(other, "form[action$='/acceptance']")
    leader = cast[LEADER]
    leader.go("/approvals")
    expect(cast.names[asker], leader)
    leader.go(path)
    press(leader, "form[action$='/approval']", opinion="同意")
    expect("已批准", leader)
    for person in (visit, other):
        person.go(path)
        press(person, "form[action$='/briefing']")
    expect("双方已确认", other)


def choose(page, name, day):
    """The option that begins with a day as the house writes it."""
    options = page.locator(f"select[name={name}] option").all()
    written = f"{day.month}月{day.day}日"
    wanted = [option.get_attribute("value") for option in options if re.search(rf"(?<!\d){written}", option.inner_text())]
    assert wanted, f"no shift of {written} to choose: {[option.inner_text() for option in options][:40]}"
    page.select_option(f"select[name={name}]", wanted[0])


# Leave, with somebody in one's place, who consents, and a leader who sees the staffing and agrees (GAME-55, GAME-60, GAME-66).

def leave(cast, worked, day):
    person = ONE_GROUP[1]
    stand_in = next(other for other in STAND_INS if worked.may_work(other, day, "D"))
    visit = cast[person]
    visit.go("/leave")
    press(visit, "form[action='/leave']", type="personal", reason="回家办事", substitute=Label(cast.names[stand_in]),
          **{"from": f"{day.isoformat()}T08:00", "to": f"{day.isoformat()}T22:00"})
    path = address(visit)
    assert re.fullmatch(r"/leave/[0-9a-f-]{36}", path), main_text(visit)[:600]
    other = cast[stand_in]
    other.go(path)
    press(other, "form[action$='/consent']")
    leader = cast[LEADER]
    leader.go("/approvals")
    leader.go(path)
    press(leader, "form[action$='/approval']", opinion="同意")
    expect("已批准", leader)
    visit.go(path)
    expect("已批准", visit)


# A shift that is worked while one watches: clocked, handed over, taken over, a forgotten clock put right (GAME-50–53, GAME-103).

class ShortShift:
    """Two who rest today stand in for one minute: the shortest shift there is, so that the journey need not wait for long."""

    def __init__(self, cast):
        self.cast = cast
        resting = [account for account in AGENTS if self.rests(account)]
        assert len(resting) >= 2, f"two rest today: {resting}"
        self.worker, self.forgetful = resting[:2]
        now = datetime.datetime.now(SHANGHAI)
        self.starts = (now + datetime.timedelta(seconds=95)).replace(second=0, microsecond=0)
        self.ends = self.starts + datetime.timedelta(minutes=1)
        for account in (self.worker, self.forgetful):
            self.enter(account)
        visit = cast[self.worker]
        visit.go("/attendance")
        press(visit, "form[action='/attendance/clock-in']")
        expect("上班", visit)

    def rests(self, account):
        self.cast[account].go("/attendance")
        return "今天没有排班" in main_text(self.cast[account])

    def enter(self, account):
        """An open shift into the roster that is worked by, given to whoever is free; each with a reason: it is published."""
        leader = self.cast[LEADER]
        page = leader.page
        leader.go("/rosters")
        with page.expect_navigation():
            page.locator("main tr", has_text="执行中").locator("a").first.press("Enter")
        roster = address(leader)
        page.locator("details.more:has(form[action$='/shifts']) > summary").press("Enter")
        press(leader, "form[action$='/shifts']", staff="", day=self.starts.date().isoformat(), template="",
              hours=f"{self.starts:%H:%M}-{self.ends:%H:%M}", reason="临时顶班")
        leader.go(f"{roster}/open")
        row = page.locator("main tbody tr", has_text=f"{self.starts:%H:%M}-{self.ends:%H:%M}").first
        row.locator("summary").press("Enter")
        form = row.locator("form[action$='/move']")
        form.locator("select[name=staff]").select_option(label=self.cast.names[account])
        form.locator("input[name=reason]").fill("临时顶班")
        leader.submit(form.locator("button[type=submit]"))
        leader.go(f"{roster}?view=day&from={self.starts.date().isoformat()}")
        expect(f"{self.starts:%H:%M}", leader)

    def begin(self):
        """The sheet is opened by whoever works, and says all that the clause asks."""
        self.wait_until(self.starts)
        visit = self.cast[self.worker]
        visit.go("/handovers")
        mine = visit.page.locator("main section.panel", has_text="我这一班")
        # Where the house has not opened it yet a button does; else a link goes on with it.
        visit.submit(mine.locator("button[type=submit], a.btn").first)
        self.sheet = address(visit)
        form = visit.page.locator("form[action$='/sheet']")
        for group in {box.get_attribute("name") for box in form.locator("input[type=radio]").all()}:
            form.locator(f"input[name={group}]").first.press("Space")
        for field in form.locator("input[name^=actual-]").all():
            asked = visit.page.locator(f"#{field.get_attribute('aria-describedby').split()[0]}").inner_text()
            field.fill(re.search(r"\d+", asked).group())
        for box in form.locator("input[type=checkbox]").all():
            box.press("Space")
        visit.submit(form.locator("button[name=act][value=offer]"))
        expect("待接", visit)

    def end(self):
        """Whoever comes next signs; one clocks out, the other has forgotten to clock at all and says so."""
        self.wait_until(self.ends)
        cast = self.cast
        taker = next(account for account in self.takers() if self.waits_for(account))
        cast[taker].go(self.sheet)
        press(cast[taker], "form[action$='/acceptance']")
        expect("已交接", cast[taker])
        worker = cast[self.worker]
        worker.go("/attendance")
        press(worker, "form[action='/attendance/clock-out']")
        worker.go("/attendance")
        expect(f"{self.starts:%H:%M}–{self.ends:%H:%M}", worker)
        for kind, at in [("in", self.starts), ("out", self.ends)]:
            self.correct(kind, at)
        cast[self.forgetful].go("/attendance")

    def correct(self, kind, at):
        visit = self.cast[self.forgetful]
        visit.go("/clock-corrections")
        visit.page.locator(f"form[action='/clock-corrections'] input[name=kind][value={kind}]").press("Space")
        press(visit, "form[action='/clock-corrections']", at=f"{at:%Y-%m-%dT%H:%M}", reason="忘了打卡", proof="同事证明")
        path = address(visit)
        assert re.fullmatch(r"/clock-corrections/[0-9a-f-]{36}", path), main_text(visit)[:600]
        leader = self.cast[LEADER]
        leader.go("/approvals")
        leader.go(path)
        press(leader, "form[action$='/approval']", opinion="属实")
        expect("已批准", leader)

    def takers(self):
        return [account for account in self.cast.names if account not in (self.worker, self.forgetful)]

    def waits_for(self, account):
        visit = self.cast[account]
        visit.go("/handovers")
        return visit.page.locator(f"main a[href='{self.sheet}']").count() > 0 and self.may_take(visit)

    def may_take(self, visit):
        visit.go(self.sheet)
        return visit.page.locator("form[action$='/acceptance']").count() > 0

    def wait_until(self, moment):
        visit = self.cast[LEADER]
        left = (moment - datetime.datetime.now(SHANGHAI)).total_seconds()
        if left > 0:
            visit.page.wait_for_timeout(left * 1000 + 500)


# Last month: its person confirms it, the supervisor checks it, the manager locks it; its roster is closed (GAME-103, PROPB-27).

def lock_last_month(cast, first_of_next):
    month = (first_of_next - datetime.timedelta(days=40)).replace(day=1).isoformat()
    leader = cast[LEADER]
    leader.go(f"/attendance/team?month={month}")
    waiting = leader.page.locator("main table.rows tbody tr", has_text="待本人确认").first
    name, sheet = waiting.locator("a").first.inner_text(), waiting.locator("a").first.get_attribute("href")
    person = cast[cast.account(name)]
    person.go(f"/attendance?month={month}")
    press(person, "form[action='/attendance/confirmation']")
    for visit, act in [(leader, "check"), (cast[MANAGER], "lock")]:
        visit.go(sheet)
        press(visit, f"form[action$='/{act}']")
    expect("已锁定", cast[MANAGER])


def close_last_roster(cast):
    leader = cast[LEADER]
    leader.go("/rosters")
    leader.page.locator("main tr", has_text="待结束").locator("a").first.press("Enter")
    leader.page.wait_for_url("**/rosters/*-*")
    press(leader, "form[action$='/closing']")
    expect("已结束", leader)


def departments(environment):
    postgres = environment.get("QINGTING_TEST_POSTGRES")
    return [
        Department("game-support", {f"a month of the game centre on {engine}": a_month}, postgres=store)
        for engine, store in [("SQLite", None), ("PostgreSQL", postgres)] if engine == "SQLite" or postgres
    ]
