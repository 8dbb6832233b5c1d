"""A demo department that really runs, and a person who visits it in a real browser: what every journey begins with."""

import dataclasses
import os
import pathlib
import shutil
import socket
import subprocess
import tempfile
import time
import traceback
import urllib.request

from axe_playwright_python.sync_playwright import Axe

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PROGRAM = ROOT / ".build/debug/qingting"
PASSWORD = "Qingting-demo"
SCREENS = [((1440, 900), "light"), ((390, 844), "dark")]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def said(problem):
    """What it is and where in the journeys it arose: an assertion without words says nothing by itself."""
    places = [step for step in traceback.extract_tb(problem.__traceback__) if "BrowserTests" in step.filename]
    where = f" at {pathlib.Path(places[-1].filename).name}:{places[-1].lineno}" if places else ""
    return f"{type(problem).__name__}{where}: {problem}"


def ask(postgres, *statements):
    for statement in statements:
        subprocess.run(["psql", postgres, "--quiet", "--command", statement], check=True, stderr=subprocess.DEVNULL)


@dataclasses.dataclass
class Department:
    """Journeys by their names, each a function of a browser and a house; all of them in one house."""

    pack: str
    journeys: dict
    settings: dict = None
    postgres: str = None

    def only(self, wanted):
        """The journeys whose names hold one of the words; all of them without a word."""
        kept = {name: walk for name, walk in self.journeys.items() if not wanted or any(word in name for word in wanted)}
        return dataclasses.replace(self, journeys=kept)


class House:
    """`qingting demo` with a pack, on SQLite or in a database of its own of the PostgreSQL whose address is given."""

    def __init__(self, pack="chain-retail", settings=None, postgres=None):
        self.pack, self.settings, self.postgres = pack, settings or {}, postgres

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="qingting-browser-")
        self.url = f"http://127.0.0.1:{free_port()}"
        port = self.url.rsplit(":", 1)[1]
        self.log = open(pathlib.Path(self.folder) / "log", "w")
        store = ["--data", f"{self.folder}/data"]
        if self.postgres:
            # Two houses of one pack may stand beside each other.
            self.name = f"journey_{self.pack.replace('-', '_')}_{port}"
            ask(self.postgres, f"DROP DATABASE IF EXISTS {self.name}", f"CREATE DATABASE {self.name}")
            store += ["--database", self.postgres.rsplit("/", 1)[0] + "/" + self.name]
        self.process = subprocess.Popen(
            [PROGRAM, "demo", "--pack", self.pack, *store, "--port", port],
            cwd=ROOT, stdout=self.log, stderr=self.log, env=os.environ | self.settings)
        deadline = time.monotonic() + 600
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                if urllib.request.urlopen(f"{self.url}/readyz", timeout=2).status == 200:
                    return self
            except OSError:
                time.sleep(0.5)
        raise SystemExit("browser: the demo did not open; it said:\n" + pathlib.Path(self.log.name).read_text()[-2000:])

    def people(self):
        """The accounts by the title of their post, in the order in which the program prints them."""
        lines = pathlib.Path(self.folder, "log").read_text().splitlines()
        accounts = [line.strip().split("\t") for line in lines if line.startswith("  ") and "\t" in line]
        return [(account, name_and_post.split(" ", 1)[1]) for account, name_and_post in accounts]

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=30)
        self.log.close()
        if self.postgres:
            ask(self.postgres, f"DROP DATABASE IF EXISTS {self.name}")
        shutil.rmtree(self.folder, ignore_errors=True)


class Visit:
    """One person in one browser window."""

    def __init__(self, browser, house, person, screen=SCREENS[0]):
        (width, height), scheme = screen
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, locale="zh-CN", has_touch=width < 768)
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

    def compose(self, kind, text):
        """Into the composer, which opens when one goes into it."""
        composer = self.page.locator("form.composer")
        composer.locator("textarea").focus()
        composer.locator("label", has_text=kind).click()
        composer.locator("textarea").fill(text)

    def send(self):
        self.page.locator("form.composer textarea").focus()
        self.submit(self.page.locator("form.composer button[type=submit]"))

    def findings(self, where):
        result = Axe().run(self.page)
        return [
            f"{where}: {violation['id']} ({violation['impact']}) at {violation['nodes'][0]['target']}"
            for violation in result.response["violations"]
            if violation["impact"] in ("serious", "critical")
        ]
