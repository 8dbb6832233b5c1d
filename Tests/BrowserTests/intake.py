"""A call, from the ringing telephone to the case, with the keyboard and nothing else."""

import re


def take_a_call(visit):
    """`visit` is a signed-in colleague of a hotline (`run.Visit`), standing on their own day."""
    page, keys = visit.page, visit.page.keyboard
    visit.go("/")
    keys.press("c")
    page.wait_for_url("**/contacts/new")
    page.wait_for_selector("main button:focus")  # the browser gives it once the page is laid out
    with page.expect_navigation():
        keys.press("Enter")  # the one big button has the focus
    assert re.search(r"/contacts/[0-9a-f-]{36}$", page.url), f"the call has begun: {page.url}"
    call = page.url
    assert page.evaluate("document.activeElement.name") == "q", "one types at once"

    keys.type("wang")
    page.wait_for_selector("#matches input[name=customer]")
    assert page.locator("#matches li").count() > 1, "found by pinyin"
    opening = page.inner_text(".script-step:not([hidden])")
    keys.press("Alt+a")
    assert page.inner_text(".script-step:not([hidden])") != opening, "the branch leads on, while one types"

    tab_to(page, "complainant")
    keys.type("欧阳娜娜")
    tab_to(page, "phone")
    keys.type("138 0013 8000")
    tab_to(page, "type")
    keys.press("Space")
    keys.press("ArrowRight")
    tab_to(page, "subject")
    keys.type("围巾掉色")
    tab_to(page, "content")
    keys.type("第一次洗就掉色，染了一件白色外套。")
    tab_to(page, "answer")
    keys.type("跟我没关系")
    page.wait_for_selector("#remarks .remark.broken")

    # A last word and the line is put on hold at once: what was typed goes first.
    keys.type("，您找店里")
    with page.expect_navigation():
        page.press("form[action$='/hold'] button[value=lookup]", "Enter")
    assert page.input_value("textarea[name=answer]").endswith("您找店里"), "nothing is lost to a quick hand"
    with page.expect_navigation():
        page.press("form[action$='/resumption'] button", "Enter")
    page.reload()
    assert page.input_value("input[name=subject]") == "围巾掉色", "what was typed is kept on the server"

    # The customer agrees to wait; what for and how long is on record, and what was typed stays.
    with page.expect_navigation():
        page.press("form[action$='/hold'] button[value=lookup]", "Enter")
    assert "客户正在等候" in page.inner_text("main")
    with page.expect_navigation():
        page.press("form[action$='/resumption'] button", "Enter")
    assert page.input_value("input[name=subject]") == "围巾掉色", "waiting forgets nothing"

    page.focus("textarea[name=answer]")
    keys.press("Control+A")
    keys.type("已登记，今天给您答复。")
    tab_to(page, "demand")
    keys.type("退货")
    with page.expect_navigation():
        keys.press("Alt+5")
    assert "缺" in page.inner_text("main") or "商品" in page.inner_text("main"), "a refusal says what is missing"
    tab_to(page, "product")
    keys.type("羊毛围巾")
    findings = visit.findings("a call")
    assert not findings, "\n".join(findings)
    with page.expect_navigation():
        keys.press("Alt+5")
    assert re.search(r"/cases/[0-9a-f-]{36}$", page.url), f"the case opens: {page.url}"
    assert "围巾掉色" in page.inner_text("main")
    visit.go(call.removeprefix(visit.house.url))
    assert "登记工单" in page.inner_text("main"), "the record says how the call ended"
    assert "查资料" in page.inner_text("main"), "and for what the customer waited"
    expected = [error for error in visit.errors if "409" not in error and "422" not in error]
    assert not expected, f"the console is quiet: {expected}"


def tab_to(page, name, most=60):
    """Presses Tab until the field has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == name:
            return
        folded = page.evaluate("document.activeElement.matches('details:not([open]) > summary')")
        if folded and name in ("product", "category", "place"):
            page.keyboard.press("Enter")
    raise AssertionError(f"Tab never reaches {name}")
