"""Nobody at the desk: the screen locks by itself, and what was typed on a case is there again."""

import time

from house import PASSWORD, House, Visit


def lock_the_screen(browser, _):
    """After a minute without a key, although the pages of that minute went on renewing themselves."""
    with House("base", {"QINGTING_LOCK_MINUTES": "1"}) as house:
        away = Visit(browser, house, "wangfang")
        page = away.page
        away.go("/cases?view=open")
        address = page.get_attribute("table.rows tbody tr[data-href]", "data-href")
        day = page.context.new_page()
        day.goto(house.url + "/")
        page.bring_to_front()
        away.go(address)
        text = f"等库房回电，{time.time():.0f}"
        away.compose("内部备注", text)
        page.locator(".composer .draft", has_text="草稿已保存").wait_for()

        # A colleague writes meanwhile: news reach the pages, and are no sign of anybody at this desk.
        for note in ["已电话催过库房", "库房说半小时内回话"]:
            colleague = Visit(browser, house, house.people()[1][0])
            page.wait_for_timeout(15_000)
            colleague.go(address)
            colleague.compose("内部备注", note)
            colleague.send()

        page.wait_for_url("**/lock?next=*", timeout=120_000)
        assert text not in page.content(), "nothing of the case is on the locked screen"
        day.goto(house.url + "/cases")
        assert "/lock" in day.url, "every window of that session is locked"

        page.fill("input[name=secret]", "not-this-one")
        page.keyboard.press("Enter")
        page.wait_for_load_state()
        assert "/cases/" not in page.url.split("?")[0], "a wrong password opens nothing"
        page.fill("input[name=secret]", PASSWORD)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert page.url.startswith(house.url + address), f"back where one was: {page.url}"
        assert page.input_value("form.composer textarea") == text, "what was typed is there again"
        assert page.is_checked("form.composer input[value=note]"), "and as what it was meant"
        leave_a_half_filled_form(browser, house)


def leave_a_half_filled_form(browser, house):
    """A half-filled register does not keep the screen open, and stands there again once it is unlocked."""
    away = Visit(browser, house, "wangfang")
    page = away.page
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.clock.install()
    away.go("/cases/new")
    page.locator("input[name=subject]").press_sequentially("半张单子")
    page.locator("textarea[name=content]").press_sequentially("客户说到一半")
    page.clock.run_for(80_000)
    page.wait_for_url("**/lock?next=*", timeout=20_000)
    assert not asked, f"the browser asked: {asked}"
    assert "半张单子" not in page.content(), "nothing of the form is on the locked screen"
    page.fill("input[name=secret]", PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url == house.url + "/cases/new", f"back where one was: {page.url}"
    assert page.input_value("input[name=subject]") == "半张单子", "what was typed is there again"
    assert page.input_value("textarea[name=content]") == "客户说到一半", "all of it"
    assert "没填完的登记" in page.inner_text("main")
    with page.expect_navigation():
        page.click("form[action$='/draft/removal'] button")
    assert page.input_value("input[name=subject]") == "", "and can be given up"
