"""Journeys of the supervisor: the wall moves by itself while somebody else acts, and a suggested category is taken."""

import re

from house import Visit


def watch_the_wall(browser, house):
    """Two people in two windows: one misses a call, the other sees it on the wall without touching anything."""
    supervisor = Visit(browser, house, "sunwei")
    agent = Visit(browser, house, "wangfang")
    supervisor.go("/wall")
    wall = supervisor.page
    wall.evaluate("window.stayed = true")
    before = int(wall.inner_text("#calls-waiting b"))
    agent.go("/contacts/new")
    if "/contacts/new" not in agent.page.url:
        agent.go("/contacts")
        raise AssertionError("the agent is still on a line of another journey")
    agent.page.fill("form[action='/contacts/missed'] input[name=phone]", "139 0000 1111")
    with agent.page.expect_navigation():
        agent.page.press("form[action='/contacts/missed'] button[type=submit]", "Enter")
    wall.locator("#calls-waiting b", has_text=re.compile(f"^{before + 1}$")).wait_for(timeout=15000)
    assert wall.evaluate("window.stayed") is True, "the page was not loaded again"
    wall.click("#calls-waiting")
    wall.wait_for_load_state()
    text = wall.inner_text("main")
    assert "未接，待回电" in text and "13900001111" not in text
    problems = supervisor.findings("/wall/calls")
    assert not problems and not supervisor.errors, f"{problems} {supervisor.errors}"


def take_a_hint(browser, house):
    """The department has learned from its closed cases; while a case is written a category is offered, taken by key."""
    manager = Visit(browser, house, "sunwei")
    manager.go("/category-hints")
    page = manager.page
    problems = manager.findings("/category-hints")
    assert not problems, problems
    if page.locator("text=类别提示已开启").count() == 0:
        assert "类别提示未开启" in page.inner_text("main"), "a sentence says why"
    agent = Visit(browser, house, "wangfang")
    agent.go("/cases/new")
    form = agent.page
    assert form.input_value("select[name=category]") == ""
    form.fill("input[name=subject]", "羽绒服洗后变形钻绒")
    form.fill("textarea[name=content]", "按标签手洗一次就结块钻绒，质量太差，要求退货。")
    form.locator(".category-hint > *").first.wait_for()
    assert form.input_value("select[name=category]") == "", "nothing is filled in by itself"
    if form.locator("[data-take-hint]").count():
        offered = form.get_attribute("[data-take-hint]", "data-take-hint")
        form.focus("textarea[name=content]")
        form.keyboard.press("Alt+0")
        assert form.input_value("select[name=category]") == offered
        form.get_by_text("已采用提示的类别").wait_for()
    assert not agent.errors, agent.errors
