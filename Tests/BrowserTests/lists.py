"""Journeys of the lists: filters by keyboard, a view kept, many cases previewed, a peek, a draft that survives; cases
open side by side, an answer taken back, a quick text, a palette that knows the clauses, two people at one case."""

import time

from house import Visit


def narrow_a_list(visit):
    """A filter is set and taken away by keyboard; the list that is left says how many it holds."""
    page = visit.page
    visit.go("/cases?view=all&type=complaint&severity=serious&severity=major")
    assert page.locator(".filter-chips .chip").count() == 2, "two chips"
    assert "件" in page.inner_text(".totals")
    page.locator(".filter-chips [data-chip]").first.focus()
    with page.expect_navigation():
        page.keyboard.press("Backspace")
    assert page.locator(".filter-chips .chip").count() == 1, "Backspace takes a chip away"
    assert "type=complaint" not in page.url


def keep_a_view(visit):
    page = visit.page
    visit.go("/cases?view=open&type=complaint")
    page.keyboard.press("s")
    page.fill(".saver input[name=name]", "投诉未结")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "投诉未结" in page.inner_text(".views"), "the view stands in the column"
    visit.go("/case-views")
    with page.expect_navigation():
        page.locator("form[action$=deletion] button").first.press("Enter")
    visit.go("/cases")
    assert "投诉未结" not in page.inner_text(".views")


def preview_many(visit):
    """x selects, the bar appears, and the preview names the clause of each refusal without changing anything."""
    page = visit.page
    visit.go("/cases?view=open&type=complaint")
    assert page.locator(".batch-bar").is_hidden()
    for key in ["j", "x", "j", "x"]:
        page.keyboard.press(key)
    assert "2" in page.inner_text(".batch-count")
    page.select_option(".batch-bar select[name=act]", "archive")
    with page.expect_navigation():
        page.locator(".batch-bar button").press("Enter")
    page.fill("textarea[name=evaluation]", "已处理")
    page.fill("textarea[name=lesson]", "无")
    page.select_option("select[name=category]", index=1)
    with page.expect_navigation():
        page.locator(".batch-form button[type=submit]").press("Enter")
    assert "会被拒绝" in page.inner_text("main") and "§" in page.inner_text("main"), "refused, by which clause"


def peek_and_walk(visit):
    page = visit.page
    visit.go("/cases?view=open")
    page.keyboard.press("j")
    page.keyboard.press("Space")
    page.wait_for_selector(".peek h2")
    first = page.inner_text(".peek > h2:first-child")
    page.keyboard.press("j")
    page.locator(".peek > h2:first-child").filter(has_not_text=first).wait_for()
    assert page.locator(".peek form").count() == 0, "a peek acts on nothing"
    page.keyboard.press("Escape")
    assert page.locator(".peek").count() == 0
    with page.expect_navigation():
        page.keyboard.press("Enter")
    here = page.url
    with page.expect_navigation():
        page.keyboard.press("]")
    assert page.url != here and "list=" in page.url, "the next case of the same list"


def leave_a_draft(visit):
    page = visit.page
    visit.go("/cases?view=open&type=complaint")
    visit.go(page.get_attribute("table.rows tbody tr[data-href]", "data-href"))
    text = f"问过门店，等照片 {time.time():.0f}"
    visit.compose("内部备注", text)
    page.locator(".composer .draft", has_text="草稿已保存").wait_for()
    page.reload()
    assert page.input_value(".composer textarea") == text, "the draft is there again"
    assert page.is_checked(".composer input[value=note]"), "as a note"


def open_case(visit, place=0):
    """A complaint of the list, with the way back to the list in its address."""
    visit.go("/cases?view=open&type=complaint")
    rows = visit.page.locator("table.rows tbody tr[data-href]")
    address = rows.nth(place).get_attribute("data-href")
    visit.go(address)
    return address.split("?")[0]


def walk_through_tabs(visit):
    """Cases looked at stand side by side, < and > walk through them, w closes; a reload and another page keep them."""
    page = visit.page
    first, second = open_case(visit, 0), open_case(visit, 1)
    visit.go("/customers")
    tabs = page.locator(".tabs > ul > li")
    assert tabs.count() >= 2, "on every page"
    visit.go(first)
    page.reload()
    with page.expect_navigation():
        page.keyboard.press(">")
    assert page.url.split("/cases/")[1] != first.split("/cases/")[1], "the next one"
    with page.expect_navigation():
        page.keyboard.press("<")
    assert first in page.url, "and back"
    before = tabs.count()
    with page.expect_navigation():
        page.keyboard.press("w")
    assert tabs.count() == before - 1 and first not in page.url, "closed, and the next one is there"
    other = page.locator(".tabs > ul > li:not(.here)").first
    if other.count():
        other.locator(".tab-close").press("Enter")
        tabs.nth(before - 2).wait_for(state="detached")
    page.keyboard.press("?")
    page.wait_for_selector("dialog#keys[open]")
    page.keyboard.press("Escape")


def keys_of_a_list(visit):
    page = visit.page
    visit.go("/cases?view=open&type=complaint")
    page.keyboard.press("?")
    sheet = page.locator("dialog#keys[open] dl")
    keys = sheet.locator("kbd").all_inner_texts()
    assert "x" in keys and "Space" in keys and len(keys) == len(set(keys)), f"every key once: {keys}"
    page.keyboard.press("Escape")
    visit.go("/handbook")
    with page.expect_navigation():
        page.keyboard.press("c")
    assert "/contacts/new" in page.url, "a call can be taken from any page"


def take_back_an_answer(visit):
    """Sent, and taken back within ten seconds: the text is in the field again; sent again, it goes by itself."""
    page = visit.page
    record = open_case(visit, 2)
    text = f"您好，今天下班前给您回电。{time.time():.0f}"
    visit.compose("回复客户", text)
    visit.send()
    assert "list=" in page.url, "still in the list one came from"
    assert text in page.inner_text("#held"), "it waits"
    with page.expect_navigation():
        page.keyboard.press("z")
    assert page.input_value(".composer textarea") == text, "it stands in the field again"
    visit.send()
    page.locator(".timeline", has_text=text).wait_for(timeout=20_000)
    assert page.locator("#held .held").count() == 0, f"{record}: gone to the customer"


def put_in_a_quick_text(visit):
    page = visit.page
    visit.go("/quick-texts")
    page.keyboard.press("n")
    page.fill("details[open] input[name=title]", "安抚客户")
    page.fill("details[open] textarea[name=text]", "{称呼}，单号 {单号} 的事我在跟进，{期限} 前给您回话。")
    visit.submit(page.locator("details[open] button[type=submit]").first)
    record = open_case(visit, 3)
    page.focus(".composer textarea")
    page.keyboard.type("/afkh")
    page.locator(".quick-list li", has_text="安抚客户").first.wait_for()
    page.keyboard.press("Enter")
    text = page.input_value(".composer textarea")
    assert "单号 20" in text and "{单号}" not in text and "/afkh" not in text, f"{record}: filled: {text}"
    page.fill(".composer textarea", "")


def run_the_palette(visit):
    """By keyboard alone: an act of the case at hand, and one that a clause forbids."""
    page = visit.page
    open_case(visit, 0)
    page.keyboard.press("Control+K")
    page.locator("#palette [role=option]").first.wait_for()
    page.keyboard.type("nbbz")
    page.locator("#palette li", has_text="内部备注").wait_for()
    page.keyboard.press("Enter")
    page.locator(".composer textarea:focus").wait_for()
    assert page.is_checked(".composer input[value=note]"), "the composer is there, for a note"
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Control+K")
    page.keyboard.type("guidang")
    forbidden = page.locator("#palette li[aria-disabled]", has_text="归档")
    forbidden.wait_for()
    assert "§" in forbidden.inner_text(), "the clause that forbids it"
    here = page.url
    page.keyboard.press("Enter")
    page.wait_for_timeout(200)
    assert page.url == here or "/search" in page.url, "what is forbidden is not done"
    page.keyboard.press("Escape")
    visit.go("/cases?view=open&type=complaint")
    for key in ["j", "x", "j", "x"]:
        page.keyboard.press(key)
    page.keyboard.press("Control+K")
    page.keyboard.type("gaipai")
    page.locator("#palette li[data-batch=assign]").wait_for()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "改派" in page.inner_text("h1"), "the ticked rows, to be previewed"


def accepted_complaint(browser, house):
    """The address of a complaint that a colleague has just taken and accepted: no day of the demo is without one."""
    taker = Visit(browser, house, "wangfang")
    page = taker.page
    taker.go("/cases/new")
    for field, text in [
        ("input[name=phone]", "139 0013 8001"), ("input[name=complainant]", "司马小燕"), ("input[name=demand]", "换货"),
        ("input[name=subject]", "手套开线"), ("textarea[name=content]", "戴了一次就开线。"), ("input[name=product]", "手套"),
    ]:
        page.fill(field, text)
    taker.submit(page.locator("form.intake button.btn-primary[type=submit]"))
    address = page.url.removeprefix(house.url)
    page.locator("#next-step label", has_text="一般").click()
    taker.submit(page.locator("#next-step form[action$=acceptance] button[type=submit]"))
    return address


def meet_at_a_case(browser, house):
    """Two people at one case see each other; the later save is held back with both texts."""
    one, other = Visit(browser, house, "sunwei"), Visit(browser, house, "lijing")
    address = accepted_complaint(browser, house)
    for visit in (one, other):
        visit.go(address)
    other.compose("进度告知", "我正在给客户打电话")
    one.page.locator(".watchers", has_text="李静 正在填写").wait_for(timeout=15_000)
    other.send()
    one.page.locator(".arrivals").wait_for(timeout=15_000)
    one.compose("进度告知", "我也告知一下进度")
    one.send()
    text = one.page.inner_text("#composer")
    assert "已被同事更改" in text and "我正在给客户打电话" in text and "我也告知一下进度" in text, text
    one.page.fill(".composer textarea", "爱投诉就投诉")
    one.send()
    assert "§3.7" in one.page.inner_text("#composer"), "a warning, with its clause"
    assert one.page.input_value(".composer textarea") == "爱投诉就投诉"
    problems = one.findings("two people at a case")
    quiet = [error for error in one.errors + other.errors if "409" not in error]
    assert not problems + quiet, "\n".join(problems + quiet)


SIDE_BY_SIDE = [keys_of_a_list, walk_through_tabs, take_back_an_answer, put_in_a_quick_text, run_the_palette]


def side_by_side(browser, house):
    visit = Visit(browser, house, "sunwei")
    problems = []
    for journey in SIDE_BY_SIDE:
        journey(visit)
        problems += visit.findings(journey.__name__)
    assert not problems + visit.errors, "\n".join(problems + visit.errors)
    meet_at_a_case(browser, house)


JOURNEYS = [narrow_a_list, keep_a_view, preview_many, peek_and_walk, leave_a_draft]


def lists_and_drafts(browser, house):
    visit = Visit(browser, house, "sunwei")
    problems = []
    for journey in JOURNEYS:
        journey(visit)
        problems += visit.findings(journey.__name__)
    assert not problems + visit.errors, "\n".join(problems + visit.errors)
