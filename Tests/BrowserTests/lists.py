"""Journeys of the lists: filters by keyboard, a view kept, many cases previewed, a peek, a draft that survives."""

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
    page.locator(".composer label", has_text="内部备注").click()
    text = f"问过门店，等照片 {time.time():.0f}"
    page.fill(".composer textarea", text)
    page.locator(".composer .draft", has_text="草稿已保存").wait_for()
    page.reload()
    assert page.input_value(".composer textarea") == text, "the draft is there again"
    assert page.is_checked(".composer input[value=note]"), "as a note"


JOURNEYS = [narrow_a_list, keep_a_view, preview_many, peek_and_walk, leave_a_draft]


def lists_and_drafts(browser, house):
    visit = Visit(browser, house, "sunwei")
    problems = []
    for journey in JOURNEYS:
        journey(visit)
        problems += visit.findings(journey.__name__)
    assert not problems + visit.errors, "\n".join(problems + visit.errors)
