"""A complaint from intake to archive in the browser, as the people of a department would: under whichever pack.

The journey knows no pack by name. It does the step that the page offers, as the first of its people whom the handbook
lets do it, and makes good what a refusal says is missing. It ends when the case stands in the archive.
"""

import datetime
import re

from house import Department, Visit

# Under these, ten different cases go to the archive beside the complaint of every pack.
TEN_UNDER = ["chain-retail", "game-support"]
TEN = 10
# Those whose way is longest first.
PACKS = ["game-support", "chain-retail", "base", "property", "supermarket", "software-support"]
# More acts than any handbook asks for: whoever needs more goes round in circles.
MOST_ACTS = 40

# What is typed into a field of this name; others get a sentence, their first choice or a tick.
WORDS = {
    "phone": "13800138000", "complainant": "欧阳娜娜", "subject": "收到的商品与说明不符", "demand": "更换并致歉",
    "content": "11 月 20 日收到，打开即发现与说明不符，已拍照，希望尽快更换。", "product": "标准版", "person": "李明",
    "department": "服务中心", "cost": "20", "benefit": "当日可得", "value": "20", "satisfaction": "5",
    "member_number": "80012345", "amount": "20", "points": "2", "organisation": "远景科技有限公司", "place": "3 栋 2 单元 1201",
}
CHOICES = {
    "type": "complaint", "severity": "ordinary", "verdict": "founded", "answer": "accepted", "result": "reached",
    "source": "direct", "channel": "phone", "ownership": "ours",
}
# What a refusal speaks of, and the act that makes it good.
REMEDIES = {
    "追责": "penalty-lines", "处罚": "penalty-lines", "承诺": "promises", "我方": "attribution", "问清": "details",
    "纠正": "corrections",
}
# Who is held responsible, each by a line of their own.
TARGETS = ["direct", "department-manager"]
UNTICKED = {"offered", "anonymous"}


# What the engine changes is the same under every handbook: the plain one and two with much of their own.
ON_BOTH = {"base", "chain-retail", "game-support"}


def departments(environment):
    """Every pack on SQLite, some on PostgreSQL too where the suite runs one. Twenty cases take ten minutes: they are walked
    where QINGTING_TEN_CASES asks for them."""
    postgres = environment.get("QINGTING_TEST_POSTGRES")
    found = [
        Department(pack, {f"ten cases to the archive under {pack}": ten})
        for pack in (TEN_UNDER if environment.get("QINGTING_TEN_CASES") else [])
    ]
    return found + [
        Department(pack, {f"from intake to archive under {pack} on {engine}": one}, postgres=store)
        for pack in PACKS for engine, store in [("SQLite", None), ("PostgreSQL", postgres)]
        if engine == "SQLite" or postgres and pack in ON_BOTH
    ]


def one(browser, house):
    people = [Person(browser, house, account) for account, _ in cast(house.people())]
    trail = handle(people, register(people))
    for person in people:
        person.leave()
    assert len(trail) >= 5, f"so few acts are no handling: {trail}"


def ten(browser, house):
    """Every type that the pack's form offers, in every severity, through the channels in turn, until there are ten."""
    people = [Person(browser, house, account) for account, _ in cast(house.people())]
    offered = offers(people[0])
    kinds = [(kind, severity) for severity in offered["severity"] for kind in offered["type"]]
    told = set()
    for number in range(TEN):
        kind, severity = kinds[number % len(kinds)]
        channel = offered["channel"][number % len(offered["channel"])]
        choices = {"type": kind, "severity": severity, "channel": channel, "subject": f"第 {number + 1} 件：{kind}",
                   "phone": f"1580021{number:04d}", "complainant": "赵钱孙李周吴郑王冯陈"[number] + "小梅"}
        try:
            handle(people, register(people, choices))
        except AssertionError as problem:
            raise AssertionError(f"{choices}: {problem}") from problem
        told.add((kind, severity, channel))
    for person in people:
        person.leave()
    assert len(told) == TEN, f"ten different cases: {sorted(told)}"


def offers(person):
    """What the register's form lets one choose, by the field's name."""
    person.page.goto(person.house.url + "/cases/new")
    form = person.page.locator("form.intake")
    return {
        name: [box.get_attribute("value") for box in form.locator(f"[name={name}]:is(input), [name={name}] option").all()
               if box.get_attribute("value")]
        for name in ["type", "severity", "channel"]
    }


def handle(people, case):
    """From the register to the archive; answers the acts that it took."""
    trail = []
    while len(trail) < MOST_ACTS:
        act = next_act(people, case)
        if act is None:
            return trail
        trail.append(act)
    raise AssertionError(f"the case did not reach the archive: {' → '.join(trail)}")


class Person:
    """Signs in when it is first their turn."""

    def __init__(self, browser, house, account):
        self.browser, self.house, self.account, self.visit = browser, house, account, None

    @property
    def page(self):
        if self.visit is None:
            self.visit = Visit(self.browser, self.house, self.account)
        return self.visit.page

    def leave(self):
        if self.visit is not None:
            self.visit.page.context.close()


def cast(people):
    """One person of each post, those who are met first before those who are above them; the desk has two."""
    first_of_post = {}
    for account, post in people:
        first_of_post.setdefault(post, (account, post))
    desk = people[0][1]
    second = [person for person in people if person[1] == desk][1:2]
    return list(first_of_post.values()) + second


def register(people, choices=None):
    agent = people[0]
    agent.page.goto(agent.house.url + "/cases/new")
    form = agent.page.locator("form.intake")
    fill(form, choices)
    send(agent.page, form)
    assert re.search(r"/cases/[0-9a-f-]{36}", agent.page.url), f"the case opens: {agent.page.url}: {refusal(agent.page)}"
    return re.search(r"/cases/[0-9a-f-]{36}", agent.page.url).group()


def next_act(people, case):
    """Does the next step; answers its address, or nothing when the case is archived."""
    refused, hopeless = [], set()
    for person in people:
        if not visible(person, case):
            continue
        page = person.page
        if page.locator("#next-step").count() == 0:
            assert "已归档" in page.inner_text("main"), f"over, and not in the archive: {page.inner_text('.head')}"
            return None
        step = page.locator("#next-step form:not(details form)")
        act = prepare(person, case) or do(page, step)
        if act is None:
            continue
        if (reason := refusal(page)) is None:
            return act
        refused.append(reason)
        remedied = remedying(reason)
        if remedied is None or remedied in hopeless:
            continue
        if remedy(people, case, remedied):
            return remedied
        # The next one to be refused is told the same: everybody has been asked.
        hopeless.add(remedied)
    raise AssertionError("nobody may go on: " + " | ".join(dict.fromkeys(refused)))


def visible(person, case):
    return person.page.goto(person.house.url + case).status == 200


def prepare(person, case):
    """What a step wants done before its own form: two proposals, each of them read."""
    page = person.page
    proposals = page.locator("#next-step form[action$='/proposals']")
    if proposals.count() and page.locator("#next-step ol.proposals li").count() < 2:
        fill(proposals)
        text = proposals.locator("textarea[name=text]")
        count = page.locator("#next-step form").count()
        text.fill(f"方案 {count}：更换同款并由主管致电说明。")
        send(page, proposals)
        return "proposals"
    if proposals.count():
        send(page, page.locator("#next-step form[action$='/submission']"))
        return "submission"
    reading = page.locator("#next-step form[action$='/reading']")
    if reading.count():
        send(page, reading.first)
        return "reading"
    return None


def do(page, forms):
    if forms.count() == 0:
        return None
    form = forms.last
    name = form.get_attribute("action").rsplit("/", 1)[-1]
    fill(form)
    send(page, form)
    return name


def remedying(reason):
    """The act that a refusal asks for, beside the way: penalty lines, a promise, reading the handbook; or nothing."""
    return next((act for word, act in REMEDIES.items() if word in reason), None)


def remedy(people, case, act):
    """Done by the first of its people to whom the page offers it; answers whether there was one."""
    for person in people:
        if not visible(person, case):
            continue
        page = person.page
        if page.locator(f"form[action$='/{act}']").count() == 0:
            continue
        for choices in [{"target": target} for target in TARGETS] if act == "penalty-lines" else [None]:
            if choices:
                visible(person, case)
            form = page.locator(f"form[action$='/{act}']")
            open_details(form)
            fill(form, choices)
            send(page, form)
        return True
    return False


def fill(form, choices=None):
    """Every field of a form, by its kind: a field that a pack adds is filled like the others."""
    choices = CHOICES | (choices or {})
    soon = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8))) + datetime.timedelta(hours=2)
    for field in form.locator("input:visible, textarea:visible, select:visible").all():
        name, kind = field.get_attribute("name"), field.get_attribute("type")
        tag = field.evaluate("node => node.tagName")
        if kind in ("hidden", "submit", "radio", "checkbox", "file", "search") or name is None:
            continue
        if tag == "SELECT":
            options = [option.get_attribute("value") for option in field.locator("option").all()]
            wanted = choices.get(name)
            field.select_option(wanted if wanted in options else next((value for value in options if value), ""))
        elif kind == "datetime-local":
            field.fill(soon.strftime("%Y-%m-%dT%H:%M"))
        elif kind == "date":
            field.fill((soon + datetime.timedelta(days=1)).strftime("%Y-%m-%d"))
        elif not field.input_value():
            field.fill(choices.get(name) or WORDS.get(name, "已核实，按手册办理。"))
    groups = {box.get_attribute("name") for box in form.locator("input[type=radio]").all()}
    for name in groups:
        boxes = form.locator(f"input[type=radio][name={name}]")
        values = [box.get_attribute("value") for box in boxes.all()]
        wanted = choices.get(name)
        index = values.index(wanted) if wanted in values else 0
        label = boxes.nth(index).get_attribute("id")
        form.locator(f"label[for='{label}']").click() if label else boxes.nth(index).check(force=True)
    for box in form.locator("input[type=checkbox]").all():
        if box.get_attribute("name") not in UNTICKED and box.is_visible() and not box.is_checked():
            box.check()


def send(page, form):
    with page.expect_navigation():
        form.locator("button[type=submit]").last.press("Enter")


def open_details(form):
    """What is folded away is unfolded, and the part beside the case that it stands in is shown."""
    form.evaluate("""node => {
        for (let at = node; at; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true;
        house.showPart?.(node);
    }""")


def refusal(page):
    """What the page says is in the way; nothing after an act that was done."""
    remark = page.locator("main .remark.broken")
    problems = page.locator("main .invalid-feedback, main [id$=problem]")
    said = [node.inner_text() for node in (remark.all() + problems.all()) if node.is_visible()]
    return " ".join(said) or None
