"""The month of a game centre as its people live it: the month after next is proposed by the solver, taken, checked and
published; leave is asked for on the phone and agreed to."""

import datetime
import re

from house import SCREENS, Visit


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


def propose_the_month(browser, house):
    """GAME-17, GAME-18: from demand to a roster that binds; everybody has about as many shifts."""
    leader = Visit(browser, house, "luohao")
    page = leader.page
    today = datetime.date.today()
    first = (today.replace(day=1) + datetime.timedelta(days=63)).replace(day=1)
    last = (first + datetime.timedelta(days=32)).replace(day=1) - datetime.timedelta(days=1)
    url = new_roster(leader, first, last)
    leader.go(url.replace(house.url, "") + "/proposal")
    page.fill("input[name=seconds]", "10")
    leader.submit(page.locator("form[action$='/proposal'] button[type=submit]"))
    page.locator("form[action$='/taking'] button").wait_for(timeout=120_000)
    leader.submit(page.locator("form[action$='/taking'] button"))
    rows = page.locator("table.roster tbody tr:not(.open)")
    shifts = [rows.nth(row).locator("td[draggable=true]").count() for row in range(rows.count())]
    worked = sorted(count for count in shifts if count)
    assert len(worked) >= 6 and worked[-1] - worked[0] <= 8, f"the month is shared: {shifts}"
    leader.submit(page.locator("form[action$='/check'] button"))
    leader.submit(page.locator("form[action$='/publication'] button"))
    assert "已发布" in page.inner_text("main"), f"published: {page.inner_text('main')[:400]}"
    leader.go(url.replace(house.url, "") + "/forms/F-60")
    assert not leader.errors, leader.errors


def ask_for_leave(browser, house):
    """GAME-54 to GAME-58: on the phone, a day of one's own shifts; what is missing is said and what was typed is kept; the leader
    sees who remains, agrees, and the form can be printed."""
    agent = Visit(browser, house, "zhuyan", SCREENS[1])
    page = agent.page
    agent.go("/leave")
    soon = datetime.datetime.now() + datetime.timedelta(days=9)
    page.fill("input[name=from]", soon.strftime("%Y-%m-%dT09:00"))
    page.fill("input[name=to]", soon.strftime("%Y-%m-%dT21:00"))
    send = page.locator("main form[action='/leave'] button[type=submit]:not([name])")
    page.eval_on_selector("main form[action='/leave']", "form => { form.noValidate = true }")
    agent.submit(send)
    assert page.input_value("input[name=from]") == soon.strftime("%Y-%m-%dT09:00"), "what was typed is kept"
    page.fill("textarea[name=reason]", "家人住院，要去陪护一天")
    agent.submit(send)
    assert re.search(r"/leave/[0-9a-f-]{36}$", page.url), page.inner_text("main")[:400]
    path = page.url.replace(house.url, "")
    leader = Visit(browser, house, "luohao")
    leader.go("/approvals")
    assert "朱妍" in leader.page.inner_text("main"), "it waits among what is to be decided"
    leader.go(path)
    leader.submit(leader.page.locator(f"form[action='{path}/approval'] button[type=submit]"))
    agent.go(path)
    assert "已批准" in page.inner_text("main"), page.inner_text("main")[:300]
    agent.go(path + "/F-61")
    expected = [error for error in agent.errors + leader.errors if "422" not in error]
    assert not expected, expected
