"""A mailbox is set up, a customer writes, the letter becomes a case and is answered by keyboard, and the answer arrives."""

import email
import email.header
import email.policy
import imaplib
import os
import pathlib
import re
import smtplib
import time
from email.message import EmailMessage

from house import SCREENS, Visit


def server():
    """Where the mail server of the tests is; nothing where none runs."""
    path = pathlib.Path(os.environ.get("QINGTING_TEST_MAIL", ""))
    if not path.is_file():
        return None
    return dict(line.split("=", 1) for line in path.read_text().splitlines())


def settings():
    """A house that may reach it."""
    mail = server()
    return {} if mail is None else {
        "QINGTING_MAIL_NETWORKS": "127.0.0.1/32", "QINGTING_MAIL_AUTHORITIES": mail["AUTHORITIES"]}


def answer_a_letter(browser, house):
    mail = server()
    key = f"{time.time_ns():x}"
    box, guest = f"box-{key}", f"guest-{key}"
    set_up(browser, house, mail, box)
    write(mail, guest, box)
    address = letter_of(browser, house, box)
    work(browser, house, address)
    arrives(mail, guest)


def set_up(browser, house, mail, box):
    """Wrong first: everything is said at once, and what was typed stays."""
    admin = Visit(browser, house, "admin")
    page = admin.page
    admin.go("/mailboxes")
    with page.expect_navigation():
        page.keyboard.press("n")
    page.select_option("select[name=unit]", label="华东大区")
    page.fill("input[name=address]", f"{box}@example.com")
    page.fill("input[name=sender]", "云裳服饰客服部")
    page.fill("input[name=host]", "http://localhost/")
    page.fill("input[name=port]", mail["IMAPS"])
    page.fill("input[name=user]", box)
    page.fill("input[name=smtp_host]", "localhost")
    page.fill("input[name=smtp_port]", mail["SMTPS"])
    admin.submit(page.locator("main form.stack button[type=submit]").last)
    assert "请只填服务器的名称或地址" in page.inner_text("main"), "the host is no address of a page"
    assert page.input_value("input[name=sender]") == "云裳服饰客服部", "what was typed is kept"
    page.fill("input[name=host]", "localhost")
    page.fill("input[name=password]", mail["PASSWORD"])
    admin.submit(page.locator("main form.stack button[type=submit]").last)
    assert re.search(r"/mailboxes/[0-9a-f-]{36}$", page.url), f"the mailbox is there: {page.url}"
    assert mail["PASSWORD"] not in page.content(), "a password is never shown again"
    with page.expect_navigation():
        page.keyboard.press("t")
    assert "收信和发信都能登录" in page.inner_text("main"), page.inner_text("main")[:400]
    expected = [error for error in admin.errors if "422" not in error]
    assert not expected, f"the console is quiet: {expected}"
    look(browser, house, "admin", [page.url.removesuffix("/test").removeprefix(house.url), "/mailboxes", "/mailboxes/new"])


def write(mail, guest, box):
    letter = EmailMessage()
    letter["From"] = f"王芳 <{guest}@example.com>"
    letter["To"] = f"{box}@example.com"
    letter["Subject"] = "羽绒服掉毛"
    letter["Message-ID"] = f"<{guest}@example.com>"
    letter.set_content("您好：\n\n上周买的羽绒服一洗就掉毛，请帮忙处理。\n\n王芳")
    letter.add_attachment(b"%PDF-1.4\n%%EOF\n", maintype="application", subtype="pdf", filename="发票.pdf")
    with smtplib.SMTP("127.0.0.1", int(mail["SMTP"])) as line:
        line.send_message(letter)


def letter_of(browser, house, box):
    """Fetched by itself within a minute; whoever may read cases finds it in its mailbox."""
    reader = Visit(browser, house, "wangfang")
    reader.go("/mailboxes")
    with reader.page.expect_navigation():
        reader.page.click(f"text={box}@example.com")
    assert "修改设置" not in reader.page.inner_text("main"), "settings are the administrator's"
    deadline = time.monotonic() + 120
    letter = reader.page.locator("#letters a", has_text="羽绒服掉毛")
    while letter.count() == 0:
        assert time.monotonic() < deadline, "the letter is not fetched"
        reader.page.wait_for_timeout(2000)
        reader.page.reload()
    look(browser, house, "wangfang", [reader.page.url.removeprefix(house.url), letter.get_attribute("href")])
    return letter.get_attribute("href")


def work(browser, house, address):
    """By keyboard: taken over if it is a colleague's, begun to answer, made a case instead, answered there."""
    agent = Visit(browser, house, "wangfang")
    page = agent.page
    agent.go(address)
    if page.locator("form[action$='/letter/taking']").count():
        with page.expect_navigation():
            page.keyboard.press("a")
    assert "g***@example.com" in page.inner_text("#letter"), "whoever wrote it is masked"
    assert "发票.pdf" in page.inner_text("#letter")
    page.keyboard.press("r")
    page.keyboard.type("您好，请把衣服寄回检测，运费我们承担。")
    page.locator("#letter-acts .draft", has_text="草稿已保存").wait_for()
    page.reload()
    assert "运费我们承担" in page.input_value("#letter-acts textarea"), "the draft is kept on the server"

    page.locator("summary", has_text="登记为工单或作其他处理").press("Enter")
    page.locator("summary", has_text="登记为工单或作其他处理").scroll_into_view_if_needed()
    if not page.locator("input[name=product]").is_visible():
        page.locator("details.more:has(input[name=product]) > summary").last.press("Enter")
    page.locator("label", has_text="投诉").first.click()
    page.fill("input[name=product]", "羽绒服")
    page.fill("input[name=demand]", "退货")
    page.locator("input[name=product]").focus()
    with page.expect_navigation():
        page.keyboard.press("Alt+5")
    assert re.search(r"/cases/[0-9a-f-]{36}$", page.url), f"no number is needed of a letter: {page.inner_text('main')[:600]}"
    assert "归档前须向顾客问过电话" in page.inner_text("main"), "it owes the question for one"
    said = page.inner_text(".composer .audience")
    assert "以邮件发给 g***@example.com" in said and "@example.com 发出" in said, said
    assert "运费我们承担" in page.input_value("form.composer textarea"), "what was begun on the letter goes on here"
    look(browser, house, "wangfang", [page.url.removeprefix(house.url)])
    page.keyboard.press("r")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    assert "运费我们承担" in page.inner_text("#held"), "held for ten seconds"
    expected = [error for error in agent.errors if "409" not in error and "422" not in error]
    assert not expected, f"the console is quiet: {expected}"


def arrives(mail, guest):
    """In the customer's own inbox, in the thread of their letter."""
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        with imaplib.IMAP4("127.0.0.1", int(mail["IMAP"])) as line:
            line.login(guest, mail["PASSWORD"])
            line.select("INBOX", readonly=True)
            numbers = line.search(None, "ALL")[1][0].split()
            letters = [line.fetch(number, "(RFC822)")[1][0][1] for number in numbers]
        for letter in (email.message_from_bytes(one, policy=email.policy.default) for one in letters):
            if "运费我们承担" in letter.get_content():
                assert letter["In-Reply-To"] == f"<{guest}@example.com>", letter["In-Reply-To"]
                assert "羽绒服掉毛" in letter["Subject"] and "云裳服饰客服部" in letter["From"]
                return
        time.sleep(2)
    raise AssertionError("the answer does not arrive")


def look(browser, house, person, paths):
    """Wide and narrow, light and dark: nothing that people with other eyes stumble over, nothing that scrolls sideways."""
    problems = []
    for screen in SCREENS:
        visit = Visit(browser, house, person, screen)
        for path in paths:
            visit.go(path)
            where = f"{path} at {screen[0][0]} {screen[1]}"
            problems += visit.findings(where)
            if visit.page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"):
                problems.append(f"{where}: scrolls sideways")
            if folder := os.environ.get("PICTURES"):
                name = re.sub(r"[0-9a-f-]{36}", "x", path).strip("/").replace("/", "-")
                visit.page.screenshot(path=f"{folder}/{name}-{screen[0][0]}-{screen[1]}.png", full_page=True)
        problems += visit.errors
    assert not problems, "\n".join(problems)
