"""Journeys in a real browser, against a real server with a demo department.

Starts `qingting demo` on a free port of loopback in a directory of its own, takes a complaint in and works it, looks
at every page wide and narrow, light and dark, and has axe-core find what people with other eyes would stumble over.
Fails on any serious finding, on any error of the console (a breach of the content-security policy is one) and on any
page that scrolls sideways.
"""

import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PROGRAM = ROOT / ".build/debug/qingting"
PASSWORD = "Qingting-demo"
PAGES = ["/", "/cases", "/cases/new", "/adherence", "/handbook", "/handbook/editions", "/exceptions", "/calendars", "/people", "/me"]
SCREENS = [((1440, 900), "light"), ((390, 844), "dark")]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class House:
    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="qingting-browser-")
        self.url = f"http://127.0.0.1:{free_port()}"
        port = self.url.rsplit(":", 1)[1]
        self.log = open(pathlib.Path(self.folder) / "log", "w")
        self.process = subprocess.Popen(
            [PROGRAM, "demo", "--pack", "chain-retail", "--data", f"{self.folder}/data", "--port", port],
            cwd=ROOT, stdout=self.log, stderr=self.log)
        deadline = time.monotonic() + 600
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                if urllib.request.urlopen(f"{self.url}/readyz", timeout=2).status == 200:
                    return self
            except OSError:
                time.sleep(0.5)
        raise SystemExit("browser: the demo did not open; it said:\n" + pathlib.Path(self.log.name).read_text()[-2000:])

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=30)
        self.log.close()
        shutil.rmtree(self.folder, ignore_errors=True)


class Visit:
    """One person in one browser window."""

    def __init__(self, browser, house, person, screen=SCREENS[0]):
        (width, height), scheme = screen
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, locale="zh-CN")
        self.page, self.house, self.errors = context.new_page(), house, []
        self.page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.go("/sign-in")
        self.page.fill("input[name=account]", person)
        self.page.fill("input[name=password]", PASSWORD)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def go(self, path):
        answer = self.page.goto(self.house.url + path)
        assert answer.status == 200, f"{path} answered {answer.status}"

    def submit(self, button):
        with self.page.expect_navigation():
            button.press("Enter")

    def findings(self, where):
        result = Axe().run(self.page)
        return [
            f"{where}: {violation['id']} ({violation['impact']}) at {violation['nodes'][0]['target']}"
            for violation in result.response["violations"]
            if violation["impact"] in ("serious", "critical")
        ]


def take_a_complaint(browser, house):
    """By keyboard, from the empty form to the first answer; a refused form keeps what was typed."""
    agent = Visit(browser, house, "wangfang")
    page = agent.page
    agent.go("/cases/new")
    page.fill("input[name=subject]", "围巾掉色染了外套")
    agent.submit(page.locator("form.intake button[type=submit]"))
    assert page.input_value("input[name=subject]") == "围巾掉色染了外套", "what was typed is kept"
    assert "§" in page.inner_text("main"), "the refusal names its clause"

    page.fill("input[name=phone]", "138 0013 8000")
    page.fill("input[name=complainant]", "欧阳娜娜")
    page.fill("textarea[name=content]", "11月20日购买，第一次洗就掉色，染了一件白色外套。")
    page.fill("input[name=demand]", "退货并赔外套干洗费")
    page.fill("input[name=product]", "羊毛围巾")
    agent.submit(page.locator("form.intake button[type=submit]"))
    assert re.search(r"/cases/[0-9a-f-]{36}$", page.url), f"the case opens: {page.url}"
    text = page.inner_text("body")
    assert "欧阳" in text and "欧阳娜娜" not in text, "the name is masked"
    assert "138****8000" in text and "13800138000" not in text, "the number is masked"
    assert "待办" in page.inner_text("#clauses"), "the clauses say what is owed"

    page.locator("#next-step label", has_text="一般").click()
    agent.submit(page.locator("#next-step form[action$=acceptance] button[type=submit]"))
    assert "待判断" in page.inner_text("main"), "accepted, and the next step is there"
    page.locator("form.composer label", has_text="回复客户").click()
    page.fill("form.composer textarea", "您好，已收到，正在核实。")
    agent.submit(page.locator("form.composer button[type=submit]"))
    assert "您好，已收到，正在核实。" in page.inner_text(".timeline"), "the reply stands in the timeline"

    page.keyboard.press("Control+K")
    page.keyboard.type("zxl")
    page.wait_for_selector("dialog[open] [role=option]")
    expected = [error for error in agent.errors if "409" not in error and "422" not in error]
    assert not expected, f"the console is quiet: {expected}"


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
    person = Visit(browser, house, "lijing")
    person.go("/me")
    person.page.select_option("select[name=language]", "en") if person.page.locator("select[name=language]").count() else (
        person.page.locator("label", has_text="English").first.click())
    with person.page.expect_navigation():
        person.page.locator("form", has=person.page.locator("[name=language]")).locator("button[type=submit]").first.press("Enter")
    person.go("/cases")
    assert person.page.get_attribute("html", "lang") == "en"
    assert "Cases" in person.page.inner_text("h1")


def main():
    journeys = [take_a_complaint, look_at_every_page, speak_english]
    failed = 0
    with House() as house, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for journey in journeys:
            try:
                journey(browser, house)
                print(f"browser: {journey.__name__} passed", flush=True)
            except Exception as problem:  # noqa: BLE001 - every problem of a journey is told, and the next one goes on
                failed += 1
                print(f"browser: {journey.__name__} FAILED: {problem}", flush=True)
        browser.close()
    print(f"browser: {len(journeys) - failed} passed, {failed} failed", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
