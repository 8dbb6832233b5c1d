"""Journeys in a real browser, against a real server with a demo department.

Starts `qingting demo` on a free port of loopback in a directory of its own, takes a complaint in and works it, looks
at every page wide and narrow, light and dark, and has axe-core find what people with other eyes would stumble over.
Fails on any serious finding, on any error of the console (a breach of the content-security policy is one) and on any
page that scrolls sideways. Then a complaint goes from intake to archive under every pack, on both engines.
"""

import os
import pathlib
import re
import sys
import traceback

from playwright.sync_api import sync_playwright

import archive
import files
import intake
import letters
import lists
import lock
import rosters
import wall
from house import SCREENS, House, Visit

PAGES = [
    "/", "/contacts", "/contacts/new", "/cases", "/cases/new", "/cases/library", "/slips", "/customers", "/search", "/wall",
    "/lines", "/adherence", "/reports", "/digests", "/category-hints", "/reception-channels", "/exchange", "/handbook",
    "/handbook/editions", "/exceptions", "/calendars", "/people", "/integrations", "/me", "/quick-texts",
    "/mailboxes",
]


def take_a_complaint(browser, house):
    """By keyboard, from the empty form to the first answer; a refused form keeps what was typed."""
    agent = Visit(browser, house, "wangfang")
    page = agent.page
    agent.go("/cases/new")
    page.fill("input[name=subject]", "围巾掉色染了外套")
    agent.submit(page.locator("form.intake button.btn-primary[type=submit]"))
    assert page.input_value("input[name=subject]") == "围巾掉色染了外套", "what was typed is kept"
    assert "§" in page.inner_text("main"), "the refusal names its clause"

    page.fill("input[name=phone]", "138 0013 8000")
    page.fill("input[name=complainant]", "欧阳娜娜")
    page.fill("textarea[name=content]", "11月20日购买，第一次洗就掉色，染了一件白色外套。")
    page.fill("input[name=demand]", "退货并赔外套干洗费")
    page.fill("input[name=product]", "羊毛围巾")
    agent.submit(page.locator("form.intake button.btn-primary[type=submit]"))
    assert re.search(r"/cases/[0-9a-f-]{36}$", page.url), f"the case opens: {page.url}"
    assert "待办" in page.inner_text("#clauses"), "the clauses say what is owed"
    page.keyboard.press("k")
    assert "欧阳" in page.inner_text("#part-customer"), "k shows the customer"
    text = page.inner_text("body")
    assert "欧阳娜娜" not in text, "the name is masked"
    assert "138****8000" in text and "13800138000" not in text, "the number is masked"
    page.keyboard.press("ArrowLeft")
    assert page.locator("#clauses").is_visible(), "an arrow leads to the part beside"

    page.locator("#next-step label", has_text="一般").click()
    agent.submit(page.locator("#next-step form[action$=acceptance] button[type=submit]"))
    assert "待判断" in page.inner_text("main"), "accepted, and the next step is there"
    agent.compose("回复客户", "您好，已收到，正在核实。")
    agent.send()
    assert "您好，已收到，正在核实。" in page.inner_text("#held"), "the reply waits for ten seconds"
    page.locator(".timeline", has_text="您好，已收到，正在核实。").wait_for(timeout=20_000)

    page.keyboard.press("Control+K")
    page.keyboard.type("zxl")
    page.wait_for_selector("dialog[open] [role=option]")
    expected = [error for error in agent.errors if "409" not in error and "422" not in error]
    assert not expected, f"the console is quiet: {expected}"


def take_a_call(browser, house):
    intake.take_a_call(Visit(browser, house, "wangfang"))


def bring_files(browser, house):
    files.bring_files(Visit(browser, house, "zhangmin"))
    files.take_a_picture(Visit(browser, house, "zhangmin", SCREENS[1]))


def look_at_every_page(browser, house):
    problems = []
    for screen in SCREENS:
        manager = Visit(browser, house, "sunwei", screen)
        manager.go("/cases?view=open")
        case = manager.page.get_attribute("table.rows tbody tr[data-href]", "data-href")
        for path in PAGES + [case]:
            manager.go(path)
            where = f"{path} at {screen[0][0]} {screen[1]}"
            problems += manager.findings(where)
            if manager.page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"):
                problems.append(f"{where}: scrolls sideways")
        problems += [f"{screen}: {error}" for error in manager.errors]
    assert not problems, "\n".join(problems)


def speak_english(browser, house):
    """The house speaks a person's language, and theirs alone: set back, so that who comes after finds it as it was."""
    person = Visit(browser, house, "lijing")
    choose_language(person, "en", "English")
    person.go("/cases")
    assert person.page.get_attribute("html", "lang") == "en"
    assert "Cases" in person.page.inner_text("h1")
    choose_language(person, "zh", "中文")
    person.go("/cases")
    assert "工单" in person.page.inner_text("h1")


def choose_language(person, code, name):
    person.go("/me")
    page = person.page
    if page.locator("select[name=language]").count():
        page.select_option("select[name=language]", code)
    else:
        page.locator("label", has_text=name).first.click()
    with page.expect_navigation():
        page.locator("form", has=page.locator("[name=language]")).locator("button[type=submit]").first.press("Enter")


def said(problem):
    """What it is and where in the journeys it arose: an assertion without words says nothing by itself."""
    if not isinstance(problem, BaseException):
        return problem
    places = [step for step in traceback.extract_tb(problem.__traceback__) if "BrowserTests" in step.filename]
    where = f" at {pathlib.Path(places[-1].filename).name}:{places[-1].lineno}" if places else ""
    return f"{type(problem).__name__}{where}: {problem}"


def main():
    told = {True: 0, False: 0}

    def tell(name, problem):
        told[problem is None] += 1
        print(f"browser: {name} {'passed' if problem is None else f'FAILED: {said(problem)}'}", flush=True)

    with sync_playwright() as playwright, House(settings=letters.settings()) as house:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for journey in [
            take_a_complaint, take_a_call, bring_files, look_at_every_page, speak_english, lists.lists_and_drafts,
            lists.side_by_side, wall.watch_the_wall, wall.take_a_hint, lock.lock_the_screen,
            letters.answer_a_letter,
        ]:
            if journey is letters.answer_a_letter and letters.server() is None:
                print("browser: answer_a_letter skipped: QINGTING_TEST_MAIL names no mail server", flush=True)
                continue
            try:
                journey(browser, house)
                tell(journey.__name__, None)
            except Exception as problem:  # noqa: BLE001 - every problem of a journey is told, and the next one goes on
                tell(journey.__name__, problem)
        for name, problem in rosters.journeys(browser):
            tell(name, problem)
        browser.close()
    for name, problem in archive.journeys(os.environ):
        tell(name, problem)
    print(f"browser: {told[True]} passed, {told[False]} failed", flush=True)
    return 1 if told[False] else 0


if __name__ == "__main__":
    sys.exit(main())
