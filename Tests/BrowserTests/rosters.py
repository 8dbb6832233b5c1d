"""Journeys of rosters, in the game centre: a month is made, moved about by mouse and by keyboard, published and changed
with a reason; two people of different groups swap a shift; a week is proposed, watched and taken; every page is looked at."""

import datetime
import re

from house import SCREENS, Department, Visit

PAGES = ["/rosters", "/rosters/new", "/shifts", "/shift-wishes", "/shift-swaps", "/shift-swaps/new", "/leave", "/approvals",
         "/attendance", "/line-boards"]
DUTY_PAGES = ["/handovers", "/overtime", "/leave-posts", "/clock-corrections", "/pre-shift", "/dispatches", "/daily-reports",
              "/day-plans"]
LEADERS_PAGES = DUTY_PAGES + ["/attendance/team", "/attendance/files", "/dispatches/log", "/daily-reports/team",
                              "/day-plans/log"]
# Of those, what is otherwise for whoever is on a shift.
AGENTS_PAGES = ["/handovers", "/pre-shift", "/day-plans", "/daily-reports"]


def cell(page, row, column):
    return page.locator("table.roster tbody tr:not(.open)").nth(row).locator("td").nth(column)


def row_of(page, name):
    rows = page.locator("table.roster tbody tr:not(.open)")
    names = [row.locator("th a").inner_text() for row in rows.all()]
    return names.index(name)


def moved(page, act):
    """Done when the page has the roster's next version."""
    before = page.get_attribute("table.roster", "data-version")
    act()
    page.wait_for_function("was => document.querySelector('table.roster').dataset.version !== was", arg=before)


def new_roster(leader, first, last, pattern=None):
    page = leader.page
    leader.go("/rosters/new")
    page.fill("input[name=from]", first.isoformat())
    page.fill("input[name=until]", last.isoformat())
    if pattern:
        page.locator("label", has_text=pattern).first.click()
    with page.expect_navigation():
        page.locator("main form button[type=submit]").last.press("Enter")
    return page.url


def make_a_month(browser, house):
    leader = Visit(browser, house, "luohao")
    page = leader.page
    today = datetime.date.today()
    first = (today.replace(day=1) + datetime.timedelta(days=32)).replace(day=1)
    last = (first + datetime.timedelta(days=32)).replace(day=1) - datetime.timedelta(days=1)
    url = new_roster(leader, first, last, "上1休1")
    assert "草稿" in page.inner_text("main"), "a draft"
    mine, theirs = row_of(page, "王芳"), row_of(page, "宋佳")
    day = next(place for place in range(10) if cell(page, mine, place).inner_text())
    assert not cell(page, theirs, day).inner_text(), "the other group rests"

    moved(page, lambda: cell(page, mine, day).drag_to(cell(page, theirs, day)))
    assert cell(page, theirs, day).inner_text() and not cell(page, mine, day).inner_text(), "dragged to another person"
    assert page.evaluate("document.activeElement.tagName") == "TD", "the focus stands where the shift is"

    cell(page, theirs, day).focus()
    page.keyboard.press("Enter")
    assert "lifted" in cell(page, theirs, day).get_attribute("class"), "lifted"
    for _ in range(theirs - mine):
        page.keyboard.press("ArrowUp")
    moved(page, lambda: page.keyboard.press("Enter"))
    assert cell(page, mine, day).inner_text(), "carried back by keyboard"

    # Somebody who has not been trained stands alone nowhere: the refusal names its clause, and nothing has moved.
    alone = row_of(page, "罗浩")
    cell(page, mine, day).drag_to(cell(page, alone, day))
    page.locator("#roster-work .remark.broken").wait_for()
    assert "11.4" in page.inner_text("#roster-work .remark.broken"), "the clause is named"
    assert cell(page, mine, day).inner_text(), "nothing has moved"

    with page.expect_navigation():
        page.locator("form[action$='/duties/filling'] button").press("Enter")
    assert page.locator("form[action$='/duties/filling']").count() == 0, "every open hour has its supervisor on duty"
    with page.expect_navigation():
        page.locator("form[action$='/publication'] button").press("Enter")
    assert "已发布" in page.inner_text("main"), f"published: {page.inner_text('main')[:400]}"

    # What is published is changed with a reason, in a dialog.
    cell(page, mine, day).drag_to(cell(page, theirs, day))
    page.locator("#roster-reason[open]").wait_for()
    page.fill("#roster-reason input[name=reason]", "临时顶班")
    moved(page, lambda: page.keyboard.press("Enter"))
    leader.go(url.replace(house.url, ""))
    assert "临时顶班" in page.inner_text("main"), "the record of changes says why"
    for part in ["?view=week", "?view=day", "?view=coverage", "/forms/F-60", "/forms/F-49", "/table"]:
        leader.go(url.replace(house.url, "") + part)
    expected = [error for error in leader.errors if "409" not in error]
    assert not expected, f"the console is quiet: {expected}"


def swap_a_shift(browser, house):
    asker, colleague, leader = (Visit(browser, house, person) for person in ["wangfang", "hulin", "luohao"])
    page = asker.page
    asker.go("/shift-swaps/new")
    page.locator("select[name=shift]").select_option(index=page.locator("select[name=shift] option").count() // 2)
    page.locator("label", has_text="就医").click()
    page.fill("input[name=text]", "复诊")
    page.fill("textarea[name=briefing]", "无未结电话")
    page.select_option("select[name=colleague]", label="胡琳")
    with page.expect_navigation():
        page.locator("button[name=act][value=pick]").press("Enter")
    assert page.input_value("input[name=text]") == "复诊", "what was typed is kept while the return is chosen"
    page.locator("select[name=back]").select_option(index=page.locator("select[name=back] option").count() // 2)
    with page.expect_navigation():
        page.locator("main form[method=post] button[type=submit]").last.press("Enter")
    assert "/shift-swaps/" in page.url and "new" not in page.url, page.inner_text("main")[:300]
    path = page.url.replace(house.url, "")
    colleague.go("/")
    assert "王芳" in colleague.page.inner_text("main"), "who is asked by name reads it on their day"
    colleague.go("/shift-swaps")
    assert "王芳" in colleague.page.inner_text("main"), "a colleague of another group finds it in the market"
    colleague.go(path)
    with colleague.page.expect_navigation():
        colleague.page.locator("form[action$='/acceptance'] button[type=submit]").press("Enter")
    leader.go("/approvals")
    assert "王芳" in leader.page.inner_text("main"), "whoever decides finds it among what waits"
    leader.go(path)
    leader.page.fill("form[action$='/approval'] input[name=opinion]", "同意")
    with leader.page.expect_navigation():
        leader.page.locator("form[action$='/approval'] button[type=submit]").press("Enter")
    assert "已批准" in leader.page.inner_text("main"), leader.page.inner_text("main")[:300]
    leader.go(path + "/F-62")


def propose_a_week(browser, house):
    """Asked for, watched while it searches, taken into the draft; a wish of one's own is written down before."""
    first = (datetime.date.today().replace(day=1) + datetime.timedelta(days=95)).replace(day=1)
    agent = Visit(browser, house, "wangfang", SCREENS[1])
    agent.go("/shift-wishes")
    agent.page.fill("input[name=day]", (first + datetime.timedelta(days=2)).isoformat())
    with agent.page.expect_navigation():
        agent.page.locator("main form button[type=submit]").first.click()
    assert (first + datetime.timedelta(days=2)).isoformat() in agent.page.inner_text("main")

    leader = Visit(browser, house, "luohao")
    page = leader.page
    url = new_roster(leader, first, first + datetime.timedelta(days=6))
    leader.go(url.replace(house.url, "") + "/proposal")
    page.fill("input[name=seconds]", "8")
    with page.expect_navigation():
        page.locator("form[action$='/proposal'] button[type=submit]").press("Enter")
    page.locator("form[action$='/taking'] button").wait_for(timeout=90_000)
    assert "各小时在岗与需求" in page.inner_text("main") and "历史" in page.inner_text("main")
    with page.expect_navigation():
        page.locator("form[action$='/taking'] button").press("Enter")
    assert page.locator("table.roster tbody td[draggable=true]").count() > 5, "the draft is filled"
    assert not leader.errors, leader.errors


def fill_the_board(browser, house):
    """GAME-19: the leader puts somebody of the next shift on a line, by keyboard; who is put there reads it."""
    leader = Visit(browser, house, "liangchen", SCREENS[1])
    page = leader.page
    leader.go("/line-boards")
    person = page.locator(".line-board > li:has(fieldset)").first
    name = person.locator("b").inner_text()
    chosen = person.locator("input[type=radio]:checked")
    chosen.focus()
    before = chosen.get_attribute("value")
    page.keyboard.press("ArrowRight")
    now = person.locator("input[type=radio]:checked")
    assert now.get_attribute("value") != before, "the arrow chooses the next line"
    with page.expect_navigation():
        page.locator("form[action^='/line-boards/'] button[type=submit]").press("Enter")
    assert "已分线，1 人有变动" in page.inner_text("body"), page.inner_text("main")[:300]
    person = page.locator(".line-board > li", has_text=name)
    assert person.locator("input[type=radio]:checked").get_attribute("value") != before, "and it stays"
    # Not 王芳, to whom a leader has lent their post.
    agent = Visit(browser, house, "zhuyan", SCREENS[1])
    agent.go("/line-boards")
    assert name in agent.page.inner_text("main") and agent.page.locator("input[type=radio]").count() == 0, "others read it"
    assert not leader.errors + agent.errors, leader.errors + agent.errors


def look_at_every_page(browser, house):
    problems = []
    for screen in SCREENS:
        for person in ["luohao", "wangfang"]:
            visit = Visit(browser, house, person, screen)
            visit.go("/rosters")
            found = [link for link in links(visit, r"^/(rosters|duties)/") if "new" not in link][:6]
            rosters = [link for link in found if link.count("/") == 2 and link.startswith("/rosters/")][:1]
            views = [f"{link}{part}" for link in rosters for part in ["?view=week", "?view=day", "?view=coverage"]]
            pages = PAGES if person == "luohao" else [page for page in PAGES if "new" not in page]
            problems += look(visit, pages + found + views, f"{person} at {screen[0][0]} {screen[1]}")
    assert not problems, "\n".join(problems)


def look_at_pages_of_duty(browser, house):
    """What people on duty open once a day and nobody else does: the sheets of a shift and of a month, requests and logs."""
    problems = []
    for screen in SCREENS:
        leader, agent, keeper = (Visit(browser, house, person, screen) for person in ["luohao", "zhuyan", "admin"])
        sheets = first(leader, "/handovers", r"^/handovers/[0-9a-f-]{36}$")
        months = first(leader, f"/attendance/team?month={last_month()}", r"^/attendance/sheets/")
        logs = [f"{page}/log" for page in first(leader, "/rosters", r"^/duties/")]
        own = {"luohao": LEADERS_PAGES + sheets + months + logs, "zhuyan": AGENTS_PAGES + sheets, "admin": ["/leave/annual"]}
        for visit, (person, pages) in zip([leader, agent, keeper], own.items()):
            problems += look(visit, pages, f"{person} at {screen[0][0]} {screen[1]}")
    assert not problems, "\n".join(problems)


def last_month():
    return (datetime.date.today().replace(day=1) - datetime.timedelta(days=1)).replace(day=1).isoformat()


def links(visit, pattern):
    every = visit.page.eval_on_selector_all("main a[href]", "all => all.map(one => one.getAttribute('href'))")
    return [link for link in dict.fromkeys(every) if re.search(pattern, link)]


def first(visit, page, pattern):
    visit.go(page)
    found = links(visit, pattern)[:1]
    assert found, f"{page} leads to nothing like {pattern}"
    return found


def look(visit, pages, who):
    """What is amiss on any of the pages."""
    problems = []
    for path in pages:
        visit.go(path)
        problems += visit.findings(f"{path} as {who}")
        if visit.page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"):
            problems.append(f"{path} as {who}: scrolls sideways")
    return problems + [f"{who}: {error}" for error in visit.errors]


def department():
    journeys = [make_a_month, swap_a_shift, propose_a_week, fill_the_board, look_at_every_page,
                look_at_pages_of_duty]
    return Department("game-support", {f"rosters.{journey.__name__}": journey for journey in journeys})
