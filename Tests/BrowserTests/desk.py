"""Journeys of the desk, in a chain: a complaint is taken in and worked, a call is written down, files are brought; every
page is looked at, wide and narrow, light and dark."""

import re

import files
import intake
import letters
import lists
import lock
import wall
from house import SCREENS, Department, Visit

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


def department():
    """Whoever answers a letter needs a mail server."""
    journeys = [
        take_a_complaint, take_a_call, bring_files, look_at_every_page, speak_english, lists.lists_and_drafts,
        lists.side_by_side, wall.watch_the_wall, wall.take_a_hint, lock.lock_the_screen,
    ]
    if letters.server() is None:
        print("browser: answer_a_letter skipped: QINGTING_TEST_MAIL names no mail server", flush=True)
    else:
        journeys.append(letters.answer_a_letter)
    return Department("chain-retail", {journey.__name__: journey for journey in journeys}, settings=letters.settings())
